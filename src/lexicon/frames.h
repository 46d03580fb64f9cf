// Frames: which words tell of an event, and where in the tree its actors stand. Loaded from data/frames/en/*.toml (format and
// meaning of every key: docs/formats/frames.md).
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/diagnostic.h"
#include "lexicon/ontology.h"

namespace dragoman::lexicon {

/// A place in the tree, seen from a trigger, after passives, light verbs, control and coordination are undone: "subj", "obj", "iobj", "poss",
/// "amod", "compound", "xcomp", "ccomp", or the preposition of an oblique or nominal modifier: "with", "to", "between" ...
using Slot = std::string;

struct RoleSlots {
  std::vector<Slot> actor;       // in order of preference
  std::vector<Slot> recipient;
  std::vector<Slot> place;
};

enum class Require : std::uint8_t { kNone, kAny, kActor, kRecipient, kBoth };   // which roles must resolve to a political actor

struct Example {
  std::string text;              // one or two sentences of our own; the trigger in [brackets] for a match
  std::uint32_t line = 0;
};

struct Frame {
  std::string id;
  std::string file;
  std::uint32_t line = 0;
  EventType event{};
  std::string mode;              // empty = none
  std::string cameo;
  std::vector<std::string> context;
  std::vector<std::string> verbs;     // "visit", "hold talk", "break off", "come under fire": lemma of the verb, then the other words' lemmas in order
  std::vector<std::string> nouns;     // "visit", "state visit", "exchange of view"
  std::vector<std::string> adjectives;// predicative or participial: "appalled"
  std::vector<std::string> modals;    // "must": what the speaker wants the clause's subject to do; slots speaker, subj, xcomp
  RoleSlots verb;
  RoleSlots noun;
  bool reciprocal = false;       // everyone goes to `actor`
  Require require = Require::kAny;
  std::map<Slot, std::vector<std::string>> only;    // slot -> lemmas one of which must head it
  std::map<Slot, std::vector<std::string>> never;   // slot -> lemmas that rule the frame out
  std::vector<std::string> recipient_sector;        // not empty: one recipient must have one of these sectors
  std::vector<Slot> complement;  // where the act agreed to, asked for, refused ... stands
  bool needs_complement = false; // no event unless another frame's act is found in `complement`
  std::optional<EventType> base; // act meant when the complement names none
  std::string factuality;        // empty = from grammar; else actual/negated/future/hypothetical
  double weight = 1;             // among frames that fire on one trigger the heaviest wins; then the longer trigger; then the more roles filled
  std::vector<Example> match;
  std::vector<Example> reject;
  std::vector<Example> gap;      // match examples that are not read rightly yet; one that is has to move to `match`
  std::string source;
};

enum class TriggerKind : std::uint8_t { kVerb, kNoun, kAdjective, kModal };

struct Trigger {
  const Frame* frame = nullptr;
  TriggerKind kind{};
  std::vector<std::string> words;   // lemmas in order; words[head] is the one looked up
  std::size_t head = 0;             // verbs: 0; nouns: the word before the first preposition, else the last
  std::size_t content = 1;          // words that are no prepositions: the longer trigger wins
};

class FrameLexicon {
 public:
  [[nodiscard]] const std::vector<Frame>& frames() const { return frames_; }
  /// Triggers whose head word has this lemma (lower case), or nullptr.
  [[nodiscard]] const std::vector<Trigger>* triggers(TriggerKind kind, std::string_view lemma) const;
  [[nodiscard]] std::size_t trigger_count() const;

  void set_frames(std::vector<Frame> frames);   // builds the index; frames must not move afterwards

 private:
  std::vector<Frame> frames_;
  std::unordered_map<std::string, std::vector<Trigger>> index_[4];
};

/// Reads templates.toml and every other *.toml in `folder`. Unknown keys, codes that the ontology lacks, doubled ids or triggers (same trigger, same
/// frame set, same `only`), frames without example or source: all reported with file:line:column.
[[nodiscard]] FrameLexicon load_frames(const std::filesystem::path& folder, const Ontology& ontology, std::vector<base::Diagnostic>& problems);

/// One frame file in memory, `templates` being the text of templates.toml; for tests and fuzzing.
[[nodiscard]] std::vector<Frame> read_frames(const std::string& templates, const std::string& file, std::string_view bytes, const Ontology& ontology,
                                             std::vector<base::Diagnostic>& problems);

}  // namespace dragoman::lexicon
