// Small closed word lists that the grammar of events needs: light verbs, reporting verbs, words that make an act negated, future or
// hypothetical, and the writer's evaluative words. data/words/*.tsv, each row with id, source and example.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "base/diagnostic.h"

namespace dragoman::lexicon {

using WordSet = std::unordered_set<std::string>;

/// What a row of a table claims about its example; `lexicon check` runs the example and holds it against the claim.
struct Claim {
  enum class Kind : std::uint8_t {
    kNominalEvent,   // the example gives an event with a noun as trigger
    kAttribution,    // ... one with an attribution
    kFactuality,     // ... one of factuality `value`
    kMode,           // ... one of type and mode `value` ("ASSAULT aerial")
    kContext,        // a word of the example calls up the context `value`
    kSector,         // the example names an actor of sector `value`
    kWord,           // a word of the example is read as the lemma `value`
  };
  Kind kind{};
  std::string file;
  std::uint32_t line = 0;
  std::string example;
  std::string value;
};

struct Words {
  // light_verbs.tsv: verb + event noun as object (or subject of the passive) is one event.
  std::unordered_map<std::string, std::string> light_verbs;   // lemma -> who the subject is: "actor" (hold talks) or "recipient" (receive support, undergo)
  WordSet happening_verbs;      // subject = the event noun: "take place", "begin", "continue", "end" (lemma of the verb)
  // reporting.tsv
  WordSet reporting_verbs;      // say, tell, report, claim ... : their content is attributed
  WordSet reporting_nouns;      // statement, report, announcement
  // factuality.tsv: lemma -> effect on what hangs on it: "negated", "future", "hypothetical", "actual"
  std::unordered_map<std::string, std::string> factuality_verbs;   // fail -> negated, plan -> future, want -> hypothetical, manage -> actual
  std::unordered_map<std::string, std::string> factuality_nouns;   // absence -> negated, plan -> future, possibility -> hypothetical
  std::unordered_map<std::string, std::string> factuality_adjectives; // possible, unlikely, due
  std::unordered_map<std::string, std::string> modals;             // will -> future, may -> hypothetical
  WordSet negators;             // not, n't, never, no, without
  WordSet hypothetical_marks;   // if, unless, whether, in case
  // stance.tsv
  WordSet assessing_verbs;      // reflect, signal, underscore, demonstrate: their object nouns are the writer's view
  WordSet assessing_adjectives; // strong, growing, deep, close: on a relation noun
  WordSet assessing_nouns;      // importance, depth, value of <the act>
  WordSet joint_adjectives;     // joint, shared, mutual, bilateral: the act has both partners last named
  // nouns that stand for a mutual set: "both sides", "the two countries" -> the last two distinct partners
  WordSet pair_nouns;           // side, country, nation, party, force, army, leader, government ...
  WordSet quantity_nouns;       // "hundreds of protesters", "a group of officers": what follows "of" is meant
  // mode_cues.tsv: type -> mode by words in the trigger's own phrase; the first row of a type that applies wins
  struct ModeCue { std::string type, mode; std::vector<std::string> lemmas; };
  std::vector<ModeCue> mode_cues;
};

/// Formats: docs/formats/words.md. Appends every problem and every row's claim.
[[nodiscard]] Words load_words(const std::filesystem::path& folder, std::vector<Claim>& claims, std::vector<base::Diagnostic>& problems);

}  // namespace dragoman::lexicon
