#include "places/gazetteer.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <unordered_set>

#include "base/hash.h"
#include "lexicon/tsv.h"

namespace dragoman::places {

using lexicon::split_list;
using lexicon::TsvRow;
using lexicon::TsvTable;

namespace {

std::uint64_t extend(std::uint64_t sequence, std::string_view word) { return base::hash64(word, sequence); }

bool passed_over(std::string_view word) {
  return word == "-" || word == "." || word == "\u2013" || word == "\u2010" || word == "\u2011";
}

// "st." and "st" are one word.
std::string_view bare(std::string_view word) {
  while (word.size() > 1 && (word.back() == '.' || word.back() == ',')) word.remove_suffix(1);
  return word;
}

}  // namespace

std::optional<Gazetteer::Match> Gazetteer::match(const std::vector<std::string>& folded, std::size_t at) const {
  std::optional<Match> best;
  std::uint64_t sequence = 0;
  for (std::size_t i = at; i < folded.size(); ++i) {
    if (passed_over(folded[i])) {
      if (i == at) break;
      continue;
    }
    sequence = extend(sequence, bare(folded[i]));
    const auto found = names_.find(sequence);
    if (found == names_.end()) break;
    if (!found->second.complete.empty()) best = Match{at, i - at + 1, &found->second.complete};
    if (!found->second.prefix) break;
  }
  return best;
}

const Place* Gazetteer::country(std::string_view iso3) const {
  const auto found = countries_.find(iso3);
  return found == countries_.end() ? nullptr : &found->second;
}

const PlaceWord* Gazetteer::word(std::string_view lower) const {
  const auto found = words_.find(lower);
  return found == words_.end() ? nullptr : &found->second;
}

std::uint32_t Gazetteer::add(Entry entry) {
  entries_.push_back(std::move(entry));
  return static_cast<std::uint32_t>(entries_.size() - 1);
}

void Gazetteer::add_name(std::string_view name, std::uint32_t entry) {
  std::string folded = lexicon::fold(name);
  std::replace(folded.begin(), folded.end(), '-', ' ');
  std::vector<std::string_view> words;
  for (const std::string_view word : split_list(folded, ' '))
    if (!word.empty() && !passed_over(word)) words.push_back(bare(word));
  std::uint64_t sequence = 0;
  for (std::size_t i = 0; i < words.size(); ++i) {
    sequence = extend(sequence, words[i]);
    Node& node = names_[sequence];
    if (i + 1 < words.size())
      node.prefix = true;
    else if (std::find(node.complete.begin(), node.complete.end(), entry) == node.complete.end())
      node.complete.push_back(entry);
  }
}

void Gazetteer::add_country(Place place) {
  std::string code = place.country_code;
  countries_.insert_or_assign(std::move(code), std::move(place));
}

void Gazetteer::add_word(std::string_view word, PlaceWord meaning) {
  words_.insert_or_assign(std::string(word), meaning);
}

// ---- tables
// -------------------------------------------------------------------------------------------------------------------

namespace {

// Radius in km of a city of that many people: a guess that gives 2 km for a town of ten thousand and 20 km for one of
// ten million.
double radius_of_city(std::int64_t population) {
  return population <= 0
             ? 2.0
             : std::clamp(std::pow(10.0, std::log10(static_cast<double>(population)) / 3.0 - 1.0), 1.0, 30.0);
}

constexpr std::array<std::pair<std::string_view, std::pair<std::string_view, std::string_view>>, 4> kRegionKinds = {{
    {"political", {"A", "ADMD"}},
    {"physical", {"L", "RGN"}},
    {"vernacular", {"L", "RGN"}},
    {"marine", {"H", "SEA"}},
}};

// GeoNames feature codes of a cities.tsv row that is no town and no site.
constexpr std::array<std::pair<std::string_view, std::string_view>, 14> kClassOfCode = {{
    {"ISL", "T"},
    {"ISLS", "T"},
    {"MT", "T"},
    {"MTS", "T"},
    {"PASS", "T"},
    {"PEN", "T"},
    {"DSRT", "T"},
    {"SHOL", "H"},
    {"LK", "H"},
    {"STM", "H"},
    {"CNL", "H"},
    {"STRT", "H"},
    {"FRST", "V"},
    {"RGN", "L"},
}};

std::string class_of(std::string_view code) {
  if (code.starts_with("PPL")) return "P";
  for (const auto& [known, letter] : kClassOfCode)
    if (known == code) return std::string(letter);
  return "S";
}

constexpr std::array<std::pair<std::string_view, PlaceWordClass>, 5> kWordClasses = {{
    {"direction", PlaceWordClass::kDirection},
    {"border", PlaceWordClass::kBorder},
    {"site", PlaceWordClass::kSite},
    {"literal_subject", PlaceWordClass::kLiteralSubject},
    {"literal_object", PlaceWordClass::kLiteralObject},
}};

class Loader {
 public:
  Loader(const std::filesystem::path& folder, const lexicon::ActorLexicon& actors,
         std::vector<base::Diagnostic>& problems)
      : folder_(folder), actors_(actors), problems_(problems), out_(std::make_unique<Gazetteer>(actors)) {}

  std::unique_ptr<const Gazetteer> run() {
    countries();
    regions();
    admin1();
    cities();
    words();
    return std::move(out_);
  }

 private:
  double number(const TsvTable& table, const TsvRow& row, std::size_t column, double low, double high) {
    const std::string_view text = table.cell(row, column);
    double value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error == std::errc() && end == text.data() + text.size() && value >= low && value <= high) return value;
    problems_.push_back(table.at(row, column, "PLC001",
                                 "'" + std::string(text) + "' is no number from " +
                                     std::to_string(static_cast<int>(low)) + " to " +
                                     std::to_string(static_cast<int>(high))));
    return 0;
  }

  std::int64_t population(const TsvTable& table, const TsvRow& row, std::size_t column) {
    return table.cell(row, column).empty() ? 0 : static_cast<std::int64_t>(number(table, row, column, 0, 2e9));
  }

  bool is_code(const TsvTable& table, const TsvRow& row, std::size_t column, std::string_view code) {
    if (code.size() == 3 && std::all_of(code.begin(), code.end(), [](char c) { return c >= 'A' && c <= 'Z'; }))
      return true;
    problems_.push_back(table.at(row, column, "PLC002", "'" + std::string(code) + "' is no ISO 3166 alpha-3 code",
                                 "an id of data/actors/states.tsv"));
    return false;
  }

  bool fresh(const TsvTable& table, const TsvRow& row) {
    if (ids_.insert(std::string(table.cell(row, 0))).second) return true;
    problems_.push_back(table.at(row, 0, "PLC004", "'" + std::string(table.cell(row, 0)) + "' stands twice"));
    return false;
  }

  std::string country_name(std::string_view code) const {
    const lexicon::Actor* state = actors_.find(code);
    return state == nullptr ? std::string() : state->name;
  }

  void add(Gazetteer::Entry entry, std::string_view names, std::string_view first) {
    const std::uint32_t index = out_->add(std::move(entry));
    if (!first.empty()) out_->add_name(first, index);
    for (const std::string_view name : split_list(names)) out_->add_name(name, index);
  }

  void countries() {
    const TsvTable table(folder_ / "countries.tsv", {"id", "lat", "lon", "radius_km", "source"}, problems_);
    for (const TsvRow& row : table.rows()) {
      if (!fresh(table, row) || !is_code(table, row, 0, table.cell(row, 0))) continue;
      Place place;
      place.id = place.country_code = std::string(table.cell(row, 0));
      place.resolved_name = place.country = country_name(place.id);
      place.feature_class = "A";
      place.feature_code = "PCLI";
      place.lat = number(table, row, 1, -90, 90);
      place.lon = number(table, row, 2, -180, 180);
      place.radius_km = number(table, row, 3, 0, 21000);
      place.resolution = kCountry;
      out_->add_country(std::move(place));
    }
  }

  void regions() {
    const TsvTable table(folder_ / "regions.tsv",
                         {"id", "names", "kind", "members", "lat", "lon", "radius_km", "source"}, problems_);
    for (const TsvRow& row : table.rows()) {
      const auto kind = std::find_if(kRegionKinds.begin(), kRegionKinds.end(),
                                     [&](const auto& k) { return k.first == table.cell(row, 2); });
      if (kind == kRegionKinds.end()) {
        problems_.push_back(table.at(row, 2, "PLC003", "'" + std::string(table.cell(row, 2)) + "' is no kind of region",
                                     "political physical vernacular marine"));
        continue;
      }
      if (!fresh(table, row)) continue;
      Gazetteer::Entry entry;
      for (const std::string_view member : split_list(table.cell(row, 3)))
        if (is_code(table, row, 3, member)) entry.members.emplace_back(member);
      const auto names = split_list(table.cell(row, 1));
      Place& place = entry.place;
      place.id = std::string(table.cell(row, 0));
      place.resolved_name = names.empty() ? place.id : std::string(names.front());
      place.feature_class = kind->second.first;
      place.feature_code = kind->second.second;
      place.lat = number(table, row, 4, -90, 90);
      place.lon = number(table, row, 5, -180, 180);
      place.radius_km = number(table, row, 6, 0, 21000);
      if (entry.members.size() == 1) {
        place.country_code = entry.members.front();
        place.country = country_name(place.country_code);
        place.province = kind->first == "political" ? place.resolved_name : "";
        place.resolution = kAdmin1;
      } else {
        place.resolution = kRegion;
      }
      add(std::move(entry), table.cell(row, 1), {});
    }
  }

  void admin1() {
    const TsvTable table(folder_ / "admin1.tsv", {"id", "names", "country", "lat", "lon", "population", "source"},
                         problems_);
    for (const TsvRow& row : table.rows()) {
      if (!fresh(table, row) || !is_code(table, row, 2, table.cell(row, 2))) continue;
      const auto names = split_list(table.cell(row, 1));
      Gazetteer::Entry entry;
      Place& place = entry.place;
      place.id = std::string(table.cell(row, 0));
      place.resolved_name = place.province = names.empty() ? place.id : std::string(names.front());
      place.country_code = std::string(table.cell(row, 2));
      place.country = country_name(place.country_code);
      place.feature_class = "A";
      place.feature_code = "ADM1";
      place.lat = number(table, row, 3, -90, 90);
      place.lon = number(table, row, 4, -180, 180);
      place.radius_km = kAdmin1Radius;
      place.resolution = kAdmin1;
      entry.population = population(table, row, 5);
      entry.members.push_back(place.country_code);
      add(std::move(entry), table.cell(row, 1), {});
    }
  }

  void cities() {
    const TsvTable table(folder_ / "cities.tsv",
                         {"id", "name", "names", "country", "admin1", "lat", "lon", "population", "class", "source"},
                         problems_);
    for (const TsvRow& row : table.rows()) {
      if (!fresh(table, row) || !is_code(table, row, 3, table.cell(row, 3))) continue;
      Gazetteer::Entry entry;
      Place& place = entry.place;
      place.id = std::string(table.cell(row, 0));
      place.resolved_name = place.city = std::string(table.cell(row, 1));
      place.country_code = std::string(table.cell(row, 3));
      place.country = country_name(place.country_code);
      place.province = std::string(table.cell(row, 4));
      place.feature_code = table.cell(row, 8).empty() ? "PPL" : std::string(table.cell(row, 8));
      const bool town = place.feature_code.starts_with("PPL");
      place.feature_class = class_of(place.feature_code);
      place.lat = number(table, row, 5, -90, 90);
      place.lon = number(table, row, 6, -180, 180);
      entry.population = population(table, row, 7);
      place.radius_km = radius_of_city(entry.population);
      place.resolution = place.feature_class == "S" ? kSite : kCity;
      if (!town) place.city.clear();
      entry.members.push_back(place.country_code);
      add(std::move(entry), table.cell(row, 2), table.cell(row, 1));
    }
  }

  void words() {
    const TsvTable table(folder_ / "words.tsv", {"id", "word", "class", "north", "east", "example", "source"},
                         problems_);
    for (const TsvRow& row : table.rows()) {
      const auto cls = std::find_if(kWordClasses.begin(), kWordClasses.end(),
                                    [&](const auto& k) { return k.first == table.cell(row, 2); });
      if (cls == kWordClasses.end()) {
        problems_.push_back(table.at(row, 2, "PLC003", "'" + std::string(table.cell(row, 2)) + "' is no class of word",
                                     "direction border site literal_subject literal_object"));
        continue;
      }
      if (out_->word(table.cell(row, 1)) != nullptr) {
        problems_.push_back(table.at(row, 1, "PLC004", "'" + std::string(table.cell(row, 1)) + "' stands twice"));
        continue;
      }
      if (fresh(table, row))
        out_->add_word(table.cell(row, 1), {cls->second, number(table, row, 3, -1, 1), number(table, row, 4, -1, 1)});
    }
  }

  static constexpr double kAdmin1Radius = 150;  // km; the table has none

  const std::filesystem::path& folder_;
  const lexicon::ActorLexicon& actors_;
  std::vector<base::Diagnostic>& problems_;
  std::unique_ptr<Gazetteer> out_;
  std::unordered_set<std::string> ids_;
};

}  // namespace

std::unique_ptr<const Gazetteer> load_gazetteer(const std::filesystem::path& folder,
                                                const lexicon::ActorLexicon& actors,
                                                std::vector<base::Diagnostic>& problems) {
  return Loader(folder, actors, problems).run();
}

}  // namespace dragoman::places
