// Who can act: states, governments, forces, organisations, persons with dated roles, and generic descriptions (foreign minister,
// army, rebels). Loaded from data/actors/ (formats: docs/formats/actors.md).
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/date.h"
#include "base/diagnostic.h"
#include "lexicon/ontology.h"
#include "lexicon/words.h"

namespace dragoman::lexicon {

/// Half-open in meaning: holds on every day d with from <= d <= to; an absent end is open.
struct DateRange {
  std::optional<base::Date> from;
  std::optional<base::Date> to;
  [[nodiscard]] bool holds(std::optional<base::Date> day) const;   // an unknown day holds if `to` is open
};

enum class ActorKind : std::uint8_t {
  kState, kGovernment, kMinistry, kForces, kUnit, kRebel, kMilitia, kParty, kIgo, kNgo, kCompany, kMedia, kPerson, kOffice, kEthnic,
  kReligious, kGeneric,
};

struct Actor {
  std::string id;            // "FRA", "FRA.GOV.MFA", "LBY.MIL.LNA", "p.surname_given"
  ActorKind kind{};
  std::string name;          // display form: the first official name
  std::string country;       // ISO 3166-1 alpha-3 or IGO UNO EUR NGO IMG MNC ISM; empty = unknown
  std::string sector;        // PLOVER sector or empty
  std::string parent;        // actor id or empty
  DateRange valid;
};

enum class NameKind : std::uint8_t {
  kOfficial, kShort, kAcronym, kAlias, kTranslit, kDemonymAdj, kDemonymNoun, kCapitalMetonym, kSeatMetonym, kHistoric,
};

struct Name {
  std::uint32_t actor = 0;   // index into ActorLexicon::actors
  NameKind kind{};
  bool cased = true;         // one of its words must begin with a capital in running text
  bool upper = false;        // an acronym: must stand in capitals ("WHO", not "who")
};

struct Role {
  std::uint32_t person = 0;  // index into actors
  std::string office;        // "president", "foreign minister", in words
  std::string org;           // actor id or empty
  std::string country;
  std::string sector;
  DateRange held;
};

enum class GenericKind : std::uint8_t { kPerson, kBody, kGroup };   // one holder, an institution, a plural group

struct Generic {
  std::string id;
  std::string sector;
  GenericKind kind{};
  bool takes_country = true; // "the Egyptian army": country from adjective, possessor or of-phrase
  std::string country;       // where the words alone tell it; usually empty
};

/// One way a name or generic stands in running text: matched words [first, first+count) and what they may mean.
template <class T>
struct Match {
  std::size_t first = 0;
  std::size_t count = 0;
  std::size_t head = 0;      // word the description hangs on: the one before the first preposition, else the last
  std::vector<const T*> candidates;
};

class ActorLexicon {
 public:
  std::vector<Actor> actors;
  std::vector<Role> roles;

  [[nodiscard]] const Actor* find(std::string_view id) const;
  /// Roles of a person (index into actors), in table order.
  [[nodiscard]] std::vector<const Role*> roles_of(std::uint32_t person) const;

  /// Longest name that starts at word `at`, or nothing. `words` are surface forms (fold() is applied); a lone hyphen or full stop between two words of a name is
  /// passed over and counted. Cost: one hash look-up a word.
  [[nodiscard]] std::optional<Match<Name>> match_name(const std::vector<std::string_view>& words, std::size_t at) const;
  /// Longest generic that starts at `at`; `lemmas` lower case.
  [[nodiscard]] std::optional<Match<Generic>> match_generic(const std::vector<std::string_view>& lemmas, std::size_t at) const;

  /// For load and for users' own tables. `name` is split at spaces and hyphens.
  void add_actor(Actor actor);
  void add_role(Role role);
  void add_name(std::string_view name, Name meaning);
  void add_generic(std::string_view pattern, Generic generic);

  [[nodiscard]] std::size_t name_count() const { return names_.size(); }
  [[nodiscard]] std::size_t generic_count() const { return generics_.size(); }
  /// Every word of every generic, in the order of the table.
  [[nodiscard]] const std::vector<std::string>& generic_words() const { return generic_words_; }

 private:
  struct Entry {             // a word-sequence hash that begins or completes names
    bool prefix = false;
    std::vector<std::uint32_t> complete;   // indexes into names_/generics_
  };
  std::unordered_map<std::string, std::uint32_t> by_id_;
  std::unordered_map<std::uint32_t, std::vector<std::uint32_t>> roles_by_person_;
  std::vector<Name> names_;
  std::vector<Generic> generics_;
  std::vector<std::string> generic_words_;
  std::unordered_map<std::uint64_t, Entry> name_index_;
  std::unordered_map<std::uint64_t, Entry> generic_index_;
};

/// Lower case, diacritics stripped, curly apostrophes straightened ("Café" -> "cafe"). Linear.
[[nodiscard]] std::string fold(std::string_view utf8);

/// Reads every table in `folder`: states.tsv, *.actors.tsv, *.names.tsv, *.roles.tsv, generics.tsv. Appends every problem and claim.
[[nodiscard]] ActorLexicon load_actors(const std::filesystem::path& folder, const Ontology& ontology, std::vector<Claim>& claims,
                                       std::vector<base::Diagnostic>& problems);

}  // namespace dragoman::lexicon
