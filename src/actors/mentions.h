// Who is meant: noun phrases and pronouns of a document, linked into chains and resolved to actors.
//
// A mention is resolved from its own words first (a name of the lexicon; a description such as "the Egyptian defence minister", whose
// sector comes from the generic and whose country from adjective, possessor or of-phrase), then from the document: short forms of a name, the
// speaker for "I" and "we", pronouns and definite descriptions by recency and grammatical role. What stays unknown stays unresolved.
// Method and limits: docs/design/0004-actors.md. Not handled: gender of names, cataphora.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.h"
#include "base/span.h"
#include "language/sentence.h"
#include "lexicon/actor_lexicon.h"
#include "lexicon/words.h"

namespace dragoman::actors {

struct Entity {
  std::string code;             // ISO3 or IGO UNO EUR NGO IMG MNC ISM; empty = country unknown
  std::string sector;           // PLOVER; empty = a country as a whole, or unknown
  std::string office;           // in words, where a dated role or a title tells it
  std::string identifier_id;    // lexicon id; empty if the actor is known by description only
  std::string identifier_text;  // its display name

  [[nodiscard]] bool political() const { return !code.empty(); }
  friend bool operator==(const Entity&, const Entity&) = default;
};

enum class MentionKind : std::uint8_t { kName, kDescription, kPronoun };

struct Mention {
  std::uint32_t sentence = 0;
  std::int32_t head = 0;        // token that heads the phrase
  std::int32_t first = 0;       // phrase without relative clauses, appositions and of-phrases; inclusive
  std::int32_t last = 0;
  base::Span span;              // bytes of first..last
  MentionKind kind{};
  bool person = false;
  bool plural = false;
  bool capital = false;         // a capital standing for its state: an actor only in an actor's place
  bool coloured = false;        // a noun that is no actor by itself, with somebody's name in its phrase ("Libyan priorities")
  bool unnamed = false;         // no name and no country of its own: the sector alone is known
  std::string sector;           // what the words of an unnamed one tell
  std::vector<Entity> entities; // usually one; several for "the two countries"; empty = unresolved
  std::int32_t chain = -1;
  std::string how;              // one line for `explain`
};

/// What the document as a whole tells.
struct Context {
  std::optional<base::Date> date;
  std::string_view publisher;
};

class DocumentActors {
 public:
  /// The mention headed by this token, or nullptr.
  [[nodiscard]] const Mention* at(std::uint32_t sentence, std::int32_t token) const;
  [[nodiscard]] const std::vector<Mention>& mentions() const { return mentions_; }
  /// Inside a name of several words that the lexicon knows ("Joint Task Force"): no word of it tells an act.
  [[nodiscard]] bool in_name(std::uint32_t sentence, std::int32_t token) const;
  /// The office or state that issues the document, where its publisher is an actor.
  [[nodiscard]] const std::optional<Entity>& publisher() const { return publisher_; }
  /// Who speaks at this token (quotation or statement), if known.
  [[nodiscard]] const std::optional<Entity>& speaker(std::uint32_t sentence) const { return speakers_[sentence]; }

 private:
  friend class ResolverRun;
  std::vector<Mention> mentions_;
  std::vector<std::vector<std::int32_t>> index_;   // [sentence][token] -> mention or -1
  std::vector<std::vector<std::pair<std::int32_t, std::int32_t>>> long_names_;   // [sentence] -> first and last token
  std::optional<Entity> publisher_;
  std::vector<std::optional<Entity>> speakers_;
};

/// Immutable; resolve() may be called from many threads. The lexicon must outlive it. Cost: linear in tokens, look-back bounded.
class Resolver {
 public:
  Resolver(const lexicon::ActorLexicon& actors, const lexicon::Words& words) : actors_(&actors), words_(&words) {}
  [[nodiscard]] DocumentActors resolve(const language::ParsedDocument& document, const Context& context) const;
  /// The actor a name or description stands for on its own ("UK Government"), if any.
  [[nodiscard]] std::optional<Entity> resolve_name(std::string_view name, std::optional<base::Date> date) const;

 private:
  const lexicon::ActorLexicon* actors_;
  const lexicon::Words* words_;
};

}  // namespace dragoman::actors
