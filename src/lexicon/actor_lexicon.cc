#include "lexicon/actor_lexicon.h"

#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <array>
#include <set>

#include "base/hash.h"
#include "lexicon/tsv.h"

namespace dragoman::lexicon {

namespace {

// Names and generics are found word by word: the hash of the first n words leads to the hash of the first n + 1.
std::uint64_t extend(std::uint64_t sequence, std::string_view word) { return (sequence ^ base::hash64(word)) * 0x9e3779b97f4a7c15ULL + 1; }

// A description hangs on the word before the first of these ("commander in chief", "minister for trade").
constexpr std::array<std::string_view, 6> kJoiners = {"of", "for", "in", "to", "on", "at"};

bool ascii_upper(char c) { return c >= 'A' && c <= 'Z'; }
bool ascii_lower(char c) { return c >= 'a' && c <= 'z'; }

// Folded pieces of one word of a name: a hyphen and a possessive mark part words, as they do in running text.
template <class Take>
void pieces(std::string_view folded, Take take) {
  for (std::size_t from = 0; from <= folded.size();) {
    std::size_t to = folded.find('-', from);
    if (to == std::string_view::npos) to = folded.size();
    std::string_view piece = folded.substr(from, to - from);
    from = to + 1;
    if (piece.size() > 2 && piece.ends_with("'s")) {
      take(piece.substr(0, piece.size() - 2));
      take(piece.substr(piece.size() - 2));
    } else if (!piece.empty()) {
      take(piece);
    }
  }
}

std::vector<std::string> words_of(std::string_view name) {
  std::vector<std::string> out;
  const std::string folded = fold(name);
  for (const std::string_view word : split_list(folded, ' '))
    pieces(word, [&](std::string_view piece) {
      while (piece.size() > 1 && (piece.back() == ',')) piece.remove_suffix(1);
      out.emplace_back(piece);
    });
  return out;
}

bool passed_over(std::string_view word) { return word == "-" || word == "." || word == "\u2013" || word == "\u2010" || word == "\u2011"; }

std::size_t head_of(const std::vector<std::string_view>& words, std::size_t first, std::size_t count) {
  for (std::size_t i = first + 1; i < first + count; ++i)
    if (std::find(kJoiners.begin(), kJoiners.end(), words[i]) != kJoiners.end()) {
      std::size_t head = i - 1;
      while (head > first && passed_over(words[head])) --head;
      return head;
    }
  return first + count - 1;
}

bool begins_upper(std::string_view word) {
  if (word.empty()) return false;
  if (static_cast<unsigned char>(word[0]) < 0x80) return ascii_upper(word[0]);
  return u_isupper(icu::UnicodeString::fromUTF8(icu::StringPiece(word.data(), static_cast<std::int32_t>(word.size()))).char32At(0)) != 0;
}

// A part of the word begins with a capital ("al-Xyz" as one word).
bool any_part_upper(std::string_view word) {
  for (std::size_t from = 0; from < word.size();) {
    if (begins_upper(word.substr(from))) return true;
    const std::size_t hyphen = word.find('-', from);
    if (hyphen == std::string_view::npos) return false;
    from = hyphen + 1;
  }
  return false;
}

bool has_lower(std::string_view word) { return std::any_of(word.begin(), word.end(), ascii_lower); }

// Written as an acronym: two or more capitals, no small letter ("UN", "U.S.").
bool is_acronym(std::string_view name) {
  return std::count_if(name.begin(), name.end(), ascii_upper) >= 2 && !has_lower(name) && name.find(' ') == std::string_view::npos;
}

}  // namespace

bool DateRange::holds(std::optional<base::Date> day) const {
  if (!day) return !to;
  return (!from || *from <= *day) && (!to || *day <= *to);
}

std::string fold(std::string_view utf8) {
  std::string out(utf8);
  bool ascii = true;
  for (char& c : out) {
    if (ascii_upper(c)) c = static_cast<char>(c + 32);
    ascii = ascii && static_cast<unsigned char>(c) < 0x80;
  }
  if (ascii) return out;
  UErrorCode error = U_ZERO_ERROR;
  const icu::Normalizer2* nfd = icu::Normalizer2::getNFDInstance(error);
  if (U_FAILURE(error)) return out;
  const icu::UnicodeString parts = nfd->normalize(icu::UnicodeString::fromUTF8(icu::StringPiece(out.data(), static_cast<std::int32_t>(out.size()))).foldCase(), error);
  icu::UnicodeString plain;
  for (std::int32_t i = 0; i < parts.length(); i = parts.moveIndex32(i, 1)) {
    const UChar32 c = parts.char32At(i);
    if (u_charType(c) == U_NON_SPACING_MARK) continue;
    switch (c) {
      case 0x2018: case 0x2019: case 0x02BC: case 0x02BB: case 0x02BF: case 0x02BE: plain.append(static_cast<UChar32>('\'')); break;
      case 0x0131: plain.append(static_cast<UChar32>('i')); break;    // dotless i
      case 0x0142: plain.append(static_cast<UChar32>('l')); break;    // l with stroke
      case 0x00F8: plain.append(static_cast<UChar32>('o')); break;
      case 0x0111: plain.append(static_cast<UChar32>('d')); break;
      default: plain.append(c);
    }
  }
  std::string folded;
  plain.toUTF8String(folded);
  return folded;
}

const Actor* ActorLexicon::find(std::string_view id) const {
  const auto found = by_id_.find(std::string(id));
  return found == by_id_.end() ? nullptr : &actors[found->second];
}

std::vector<const Role*> ActorLexicon::roles_of(std::uint32_t person) const {
  std::vector<const Role*> out;
  const auto found = roles_by_person_.find(person);
  if (found != roles_by_person_.end())
    for (const std::uint32_t role : found->second) out.push_back(&roles[role]);
  return out;
}

void ActorLexicon::add_actor(Actor actor) {
  by_id_.emplace(actor.id, static_cast<std::uint32_t>(actors.size()));
  actors.push_back(std::move(actor));
}

void ActorLexicon::add_role(Role role) {
  roles_by_person_[role.person].push_back(static_cast<std::uint32_t>(roles.size()));
  roles.push_back(std::move(role));
}

void ActorLexicon::add_name(std::string_view name, Name meaning) {
  const std::vector<std::string> words = words_of(name);
  if (words.empty()) return;
  meaning.cased = std::any_of(name.begin(), name.end(), [](char c) { return ascii_upper(c) || static_cast<unsigned char>(c) >= 0x80; });
  meaning.upper = is_acronym(name);
  std::uint64_t sequence = 0;
  for (std::size_t i = 0; i < words.size(); ++i) {
    sequence = extend(sequence, words[i]);
    Entry& entry = name_index_[sequence];
    if (i + 1 < words.size()) entry.prefix = true;
    else entry.complete.push_back(static_cast<std::uint32_t>(names_.size()));
  }
  names_.push_back(meaning);
}

void ActorLexicon::add_generic(std::string_view pattern, Generic generic) {
  const std::vector<std::string> words = words_of(pattern);
  if (words.empty()) return;
  std::uint64_t sequence = 0;
  for (std::size_t i = 0; i < words.size(); ++i) {
    sequence = extend(sequence, words[i]);
    Entry& entry = generic_index_[sequence];
    if (i + 1 < words.size()) entry.prefix = true;
    else entry.complete.push_back(static_cast<std::uint32_t>(generics_.size()));
  }
  generic_words_.insert(generic_words_.end(), words.begin(), words.end());
  generics_.push_back(std::move(generic));
}

std::optional<Match<Name>> ActorLexicon::match_name(const std::vector<std::string_view>& words, std::size_t at) const {
  std::optional<Match<Name>> best;
  std::uint64_t sequence = 0;
  bool capital = false;   // a word so far begins with one
  bool small = false;     // a word so far holds a small letter
  for (std::size_t i = at; i < words.size(); ++i) {
    if (i > at && passed_over(words[i])) continue;
    bool alive = true;
    const Entry* entry = nullptr;
    pieces(fold(words[i]), [&](std::string_view piece) {
      if (!alive) return;
      sequence = extend(sequence, piece);
      const auto found = name_index_.find(sequence);
      alive = found != name_index_.end();
      entry = alive ? &found->second : nullptr;
    });
    if (entry == nullptr) break;
    capital = capital || any_part_upper(words[i]);
    small = small || has_lower(words[i]);
    Match<Name> match;
    for (const std::uint32_t n : entry->complete)
      if ((!names_[n].cased || capital) && (!names_[n].upper || !small)) match.candidates.push_back(&names_[n]);
    if (!match.candidates.empty()) {
      match.first = at;
      match.count = i - at + 1;
      match.head = i;
      best = std::move(match);
    }
    if (!entry->prefix) break;
  }
  return best;
}

std::optional<Match<Generic>> ActorLexicon::match_generic(const std::vector<std::string_view>& lemmas, std::size_t at) const {
  std::optional<Match<Generic>> best;
  std::uint64_t sequence = 0;
  for (std::size_t i = at; i < lemmas.size(); ++i) {
    if (i > at && passed_over(lemmas[i])) continue;
    bool alive = true;
    const Entry* entry = nullptr;
    pieces(lemmas[i], [&](std::string_view piece) {
      if (!alive) return;
      sequence = extend(sequence, piece);
      const auto found = generic_index_.find(sequence);
      alive = found != generic_index_.end();
      entry = alive ? &found->second : nullptr;
    });
    if (entry == nullptr) break;
    if (!entry->complete.empty()) {
      best.emplace();
      best->first = at;
      best->count = i - at + 1;
      best->head = head_of(lemmas, at, best->count);
      for (const std::uint32_t g : entry->complete) best->candidates.push_back(&generics_[g]);
    }
    if (!entry->prefix) break;
  }
  return best;
}

// ---- tables -------------------------------------------------------------------------------------------------------------------

namespace {

constexpr std::array<std::pair<std::string_view, ActorKind>, 17> kActorKinds = {{
    {"state", ActorKind::kState}, {"government", ActorKind::kGovernment}, {"ministry", ActorKind::kMinistry}, {"forces", ActorKind::kForces},
    {"unit", ActorKind::kUnit}, {"rebel", ActorKind::kRebel}, {"militia", ActorKind::kMilitia}, {"party", ActorKind::kParty},
    {"igo", ActorKind::kIgo}, {"ngo", ActorKind::kNgo}, {"company", ActorKind::kCompany}, {"media", ActorKind::kMedia},
    {"person", ActorKind::kPerson}, {"office", ActorKind::kOffice}, {"ethnic", ActorKind::kEthnic}, {"religious", ActorKind::kReligious},
    {"generic", ActorKind::kGeneric},
}};

constexpr std::array<std::pair<std::string_view, NameKind>, 10> kNameKinds = {{
    {"official", NameKind::kOfficial}, {"short", NameKind::kShort}, {"acronym", NameKind::kAcronym}, {"alias", NameKind::kAlias},
    {"translit", NameKind::kTranslit}, {"demonym_adj", NameKind::kDemonymAdj}, {"demonym_noun", NameKind::kDemonymNoun},
    {"capital_metonym", NameKind::kCapitalMetonym}, {"seat_metonym", NameKind::kSeatMetonym}, {"historic", NameKind::kHistoric},
}};

constexpr std::array<std::string_view, 7> kNonStates = {"IGO", "UNO", "EUR", "NGO", "IMG", "MNC", "ISM"};

template <class Kinds>
auto kind_of(const Kinds& kinds, std::string_view text) -> std::optional<typename Kinds::value_type::second_type> {
  for (const auto& [name, kind] : kinds)
    if (name == text) return kind;
  return std::nullopt;
}

// "2011", "2011-02" or "2011-02-26": its first or its last day.
std::optional<base::Date> day_of(std::string_view text, bool last) {
  if (text.size() == 4) return base::parse_date(std::string(text) + (last ? "-12-31" : "-01-01"));
  if (text.size() == 7) {
    const auto first = base::parse_date(std::string(text) + "-01");
    if (!first || !last) return first;
    return base::Date{first->year() / first->month() / std::chrono::last};
  }
  return text.size() == 10 ? base::parse_date(text) : std::nullopt;
}

class Loader {
 public:
  Loader(const std::filesystem::path& folder, const Ontology& ontology, std::vector<Claim>& claims, std::vector<base::Diagnostic>& problems)
      : folder_(folder), ontology_(ontology), claims_(claims), problems_(problems) {}

  ActorLexicon run() {
    states();
    for (const auto& path : tables(".actors.tsv")) actors(path);
    parents();
    for (const auto& path : tables(".names.tsv")) names(path);
    for (const auto& path : tables(".roles.tsv")) roles(path);
    generics();
    return std::move(out_);
  }

 private:
  // In the order of their names, so that the first of several meanings does not depend on the file system.
  [[nodiscard]] std::vector<std::filesystem::path> tables(std::string_view ending) const {
    std::vector<std::filesystem::path> out;
    std::error_code ignored;
    for (const auto& entry : std::filesystem::directory_iterator(folder_, ignored))
      if (entry.path().filename().string().ends_with(ending)) out.push_back(entry.path());
    std::sort(out.begin(), out.end());
    return out;
  }

  bool add_actor(const TsvTable& table, const TsvRow& row, Actor actor) {
    if (actor.id.empty() || out_.find(actor.id) != nullptr) {
      problems_.push_back(table.at(row, 0, "LEX006", actor.id.empty() ? "no id" : "actor '" + actor.id + "' stands twice"));
      return false;
    }
    out_.add_actor(std::move(actor));
    return true;
  }

  void add_names(std::string_view list, std::uint32_t actor, NameKind kind) {
    for (const std::string_view name : split_list(list)) out_.add_name(name, {actor, kind});
  }

  void states() {
    const TsvTable table(folder_ / "states.tsv", {"id", "iso2", "name", "names", "demonym_adj", "demonym_noun", "capital", "seats", "source", "checked"}, problems_);
    for (const TsvRow& row : table.rows()) {
      const std::string id(table.cell(row, 0));
      const std::string name(table.cell(row, 2));
      if (id.size() != 3 || !std::all_of(id.begin(), id.end(), ascii_upper)) {
        problems_.push_back(table.at(row, 0, "LEX005", "'" + id + "' is no ISO 3166 alpha-3 code"));
        continue;
      }
      const auto state = static_cast<std::uint32_t>(out_.actors.size());
      if (!add_actor(table, row, {id, ActorKind::kState, name, id, "", "", {}})) continue;
      codes_.insert(id);
      const std::uint32_t government = state + 1;
      out_.add_actor({id + ".GOV", ActorKind::kGovernment, "Government of " + name, id, "GOV", id, {}});
      out_.add_actor({id + ".MIL", ActorKind::kForces, "Armed forces of " + name, id, "MIL", id, {}});
      out_.add_name(name, {state, NameKind::kOfficial});
      for (const std::string_view other : split_list(table.cell(row, 3)))
        if (other != name) out_.add_name(other, {state, NameKind::kShort});
      add_names(table.cell(row, 4), state, NameKind::kDemonymAdj);
      for (const std::string_view people : split_list(table.cell(row, 5))) {
        const auto adjectives = split_list(table.cell(row, 4));   // "Libyan" as a noun is read from the tree
        if (std::find(adjectives.begin(), adjectives.end(), people) == adjectives.end()) out_.add_name(people, {state, NameKind::kDemonymNoun});
      }
      add_names(table.cell(row, 6), state, NameKind::kCapitalMetonym);
      add_names(table.cell(row, 7), government, NameKind::kSeatMetonym);
    }
  }

  bool known_code(std::string_view code) const {
    return codes_.contains(code) || std::find(kNonStates.begin(), kNonStates.end(), code) != kNonStates.end();
  }

  void check_code_and_sector(const TsvTable& table, const TsvRow& row, std::size_t code, std::size_t sector) {
    if (!table.cell(row, code).empty() && !known_code(table.cell(row, code)))
      problems_.push_back(table.at(row, code, "LEX005", "'" + std::string(table.cell(row, code)) + "' is no country or organisation code",
                                   "an id of states.tsv, or IGO UNO EUR NGO IMG MNC ISM"));
    if (!table.cell(row, sector).empty() && !ontology_.has_sector(table.cell(row, sector)))
      problems_.push_back(table.at(row, sector, "LEX005", "'" + std::string(table.cell(row, sector)) + "' is no PLOVER sector", "see data/ontology/sectors.tsv"));
  }

  DateRange range(const TsvTable& table, const TsvRow& row, std::size_t from, std::size_t to) {
    DateRange out;
    const auto read = [&](std::size_t column, bool last) -> std::optional<base::Date> {
      const std::string_view text = table.cell(row, column);
      if (text.empty()) return std::nullopt;
      const auto day = day_of(text, last);
      if (!day) problems_.push_back(table.at(row, column, "LEX008", "'" + std::string(text) + "' is no date", "YYYY, YYYY-MM or YYYY-MM-DD"));
      return day;
    };
    out.from = read(from, false);
    out.to = read(to, true);
    if (out.from && out.to && *out.to < *out.from) problems_.push_back(table.at(row, to, "LEX008", "ends before it begins"));
    return out;
  }

  void actors(const std::filesystem::path& path) {
    const TsvTable table(path, {"id", "kind", "name", "country", "sector", "parent", "from", "to", "source", "checked"}, problems_);
    for (const TsvRow& row : table.rows()) {
      const auto kind = kind_of(kActorKinds, table.cell(row, 1));
      if (!kind) {
        problems_.push_back(table.at(row, 1, "LEX005", "'" + std::string(table.cell(row, 1)) + "' is no kind of actor",
                                     "state government ministry forces unit rebel militia party igo ngo company media person office ethnic religious"));
        continue;
      }
      check_code_and_sector(table, row, 3, 4);
      const auto number = static_cast<std::uint32_t>(out_.actors.size());
      const std::string name(table.cell(row, 2));
      if (!add_actor(table, row, {std::string(table.cell(row, 0)), *kind, name, std::string(table.cell(row, 3)), std::string(table.cell(row, 4)),
                                  std::string(table.cell(row, 5)), range(table, row, 6, 7)}))
        continue;
      out_.add_name(name, {number, NameKind::kOfficial});
      if (!table.cell(row, 5).empty()) parents_.push_back({table.file(), row.line, std::string(table.cell(row, 5))});
    }
  }

  void parents() {
    for (const auto& [file, line, id] : parents_)
      if (out_.find(id) == nullptr) problems_.push_back({"LEX009", file, line, 0, "parent '" + id + "' is no actor"});
  }

  std::optional<std::uint32_t> actor_in(const TsvTable& table, const TsvRow& row, std::size_t column) {
    const Actor* actor = out_.find(table.cell(row, column));
    if (actor == nullptr) {
      problems_.push_back(table.at(row, column, "LEX009", "'" + std::string(table.cell(row, column)) + "' is no actor", "give it a row in an *.actors.tsv"));
      return std::nullopt;
    }
    return static_cast<std::uint32_t>(actor - out_.actors.data());
  }

  void names(const std::filesystem::path& path) {
    const TsvTable table(path, {"id", "name", "kind", "source"}, problems_);
    std::set<std::string> seen;
    for (const TsvRow& row : table.rows()) {
      const auto kind = kind_of(kNameKinds, table.cell(row, 2));
      if (!kind)
        problems_.push_back(table.at(row, 2, "LEX005", "'" + std::string(table.cell(row, 2)) + "' is no kind of name",
                                     "official short acronym alias translit demonym_adj demonym_noun capital_metonym seat_metonym historic"));
      const auto actor = actor_in(table, row, 0);
      if (!actor || !kind) continue;
      if (!seen.insert(std::string(table.cell(row, 0)) + '\x1f' + std::string(table.cell(row, 1)) + '\x1f' + std::string(table.cell(row, 2))).second) {
        problems_.push_back(table.at(row, 1, "LEX006", "the name stands twice for this actor"));
        continue;
      }
      if (table.cell(row, 1) != out_.actors[*actor].name) out_.add_name(table.cell(row, 1), {*actor, *kind});
    }
  }

  void roles(const std::filesystem::path& path) {
    const TsvTable table(path, {"person", "office", "org", "country", "sector", "from", "to", "source", "checked"}, problems_);
    for (const TsvRow& row : table.rows()) {
      check_code_and_sector(table, row, 3, 4);
      const auto person = actor_in(table, row, 0);
      if (!table.cell(row, 2).empty()) (void)actor_in(table, row, 2);
      if (!person) continue;
      out_.add_role({*person, std::string(table.cell(row, 1)), std::string(table.cell(row, 2)), std::string(table.cell(row, 3)),
                     std::string(table.cell(row, 4)), range(table, row, 5, 6)});
    }
  }

  void generics() {
    const TsvTable table(folder_ / "generics.tsv", {"id", "pattern", "sector", "kind", "takes_country", "country", "example", "source"}, problems_);
    std::set<std::string> seen;
    for (const TsvRow& row : table.rows()) {
      const std::string id(table.cell(row, 0));
      if (!seen.insert(id).second) problems_.push_back(table.at(row, 0, "LEX006", "'" + id + "' stands twice"));
      const std::string_view kind = table.cell(row, 3);
      if (kind != "person" && kind != "body" && kind != "group") {
        problems_.push_back(table.at(row, 3, "LEX005", "'" + std::string(kind) + "' is no kind of generic", "person, body or group"));
        continue;
      }
      check_code_and_sector(table, row, 5, 2);
      const Generic generic{id, std::string(table.cell(row, 2)),
                            kind == "person" ? GenericKind::kPerson : kind == "body" ? GenericKind::kBody : GenericKind::kGroup,
                            table.cell(row, 4) != "no", std::string(table.cell(row, 5))};
      for (const std::string_view pattern : split_list(table.cell(row, 1))) {
        if (!seen.insert("pattern " + std::string(pattern)).second)
          problems_.push_back(table.at(row, 1, "LEX006", "pattern '" + std::string(pattern) + "' stands twice"));
        out_.add_generic(pattern, generic);
      }
      if (table.cell(row, 6).empty()) problems_.push_back(table.at(row, 6, "LEX007", "no example", "every row proves itself with a sentence"));
      else claims_.push_back({Claim::Kind::kSector, table.file(), row.line, std::string(table.cell(row, 6)), generic.sector});
    }
  }

  struct Parent {
    std::string file;
    std::uint32_t line;
    std::string id;
  };
  const std::filesystem::path& folder_;
  const Ontology& ontology_;
  std::vector<Claim>& claims_;
  std::vector<base::Diagnostic>& problems_;
  std::set<std::string, std::less<>> codes_;
  std::vector<Parent> parents_;
  ActorLexicon out_;
};

}  // namespace

ActorLexicon load_actors(const std::filesystem::path& folder, const Ontology& ontology, std::vector<Claim>& claims,
                         std::vector<base::Diagnostic>& problems) {
  return Loader(folder, ontology, claims, problems).run();
}

}  // namespace dragoman::lexicon
