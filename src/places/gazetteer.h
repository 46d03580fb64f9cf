// The places the program knows: cities (data/places/cities.tsv), first-level divisions (admin1.tsv), vernacular
// regions, seas and the like (regions.tsv), a point for every country (countries.tsv), and, through the actor lexicon,
// the names of states, their nationality words, capitals and seats of government. Formats: docs/formats/places.md. Not
// held: streets, buildings, villages.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/diagnostic.h"
#include "lexicon/actor_lexicon.h"

namespace dragoman::places {

/// How closely a place is known (PLOVER's location object, with 0 for what is larger than a country or part of
/// several).
enum Resolution : int { kRegion = 0, kCountry = 1, kAdmin1 = 2, kAdmin2 = 3, kCity = 4, kSite = 5 };

struct Place {
  std::string id;  // row id: "city.…", "region.…"; of a country its ISO 3166-1 alpha-3
  std::string resolved_name;
  std::string city;
  std::string district;
  std::string province;
  std::string country;        // name
  std::string country_code;   // ISO 3166-1 alpha-3; empty for a region that lies in several states
  std::string feature_class;  // GeoNames letters: A, P, L, H, T, S
  std::string feature_code;   // PCLI, PPLC, PPL, RGN, SEA ...
  double lat = 0;             // degrees, WGS 84
  double lon = 0;
  std::optional<std::int64_t> geonameid;
  int resolution = kCountry;  // Resolution
  double radius_km = 0;       // within which the place lies around its point

  friend bool operator==(const Place&, const Place&) = default;
};

/// What a word near a place name does (words.tsv).
enum class PlaceWordClass : std::uint8_t {
  kDirection,       // "southern X", "the south of X"
  kBorder,          // "X's border with Y"
  kSite,            // "the port of X": a place, or its people, named after X
  kLiteralSubject,  // a verb whose subject is the place itself ("X lies on the coast")
  kLiteralObject,   // a word whose object or goal is the place itself ("visited X", "a trip to X")
};

struct PlaceWord {
  PlaceWordClass cls{};
  double north = 0;  // of a direction, -1 to 1
  double east = 0;
};

/// Immutable after loading; look-ups may be made from many threads. Holds a reference to the actor lexicon, which must
/// outlive it.
class Gazetteer {
 public:
  struct Entry {
    Place place;
    std::int64_t population = 0;
    std::vector<std::string> members;  // states that a region lies in
  };
  struct Match {
    std::size_t first = 0;
    std::size_t count = 0;
    const std::vector<std::uint32_t>* entries = nullptr;  // never empty
  };

  explicit Gazetteer(const lexicon::ActorLexicon& actors) : actors_(&actors) {}

  /// Longest name of a city or region that starts at word `at`. `folded` are words as lexicon::fold gives them; a lone
  /// hyphen or full stop between two words of a name is passed over and counted. Cost: one hash look-up a word.
  [[nodiscard]] std::optional<Match> match(const std::vector<std::string>& folded, std::size_t at) const;
  [[nodiscard]] const Entry& entry(std::uint32_t index) const { return entries_[index]; }
  [[nodiscard]] std::size_t size() const { return entries_.size(); }
  /// The country as a place; nothing for a code that is no state with a point.
  [[nodiscard]] const Place* country(std::string_view iso3) const;
  /// A word by its lower-case form or lemma, or nullptr.
  [[nodiscard]] const PlaceWord* word(std::string_view lower) const;
  [[nodiscard]] const lexicon::ActorLexicon& actors() const { return *actors_; }

  /// For loading and for users' own tables. `name` is split at spaces and hyphens.
  std::uint32_t add(Entry entry);
  void add_name(std::string_view name, std::uint32_t entry);
  void add_country(Place place);
  void add_word(std::string_view word, PlaceWord meaning);

 private:
  struct Node {
    bool prefix = false;
    std::vector<std::uint32_t> complete;
  };
  struct Hash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>{}(text); }
  };
  template <class T>
  using ByName = std::unordered_map<std::string, T, Hash, std::equal_to<>>;

  const lexicon::ActorLexicon* actors_;
  std::vector<Entry> entries_;
  std::unordered_map<std::uint64_t, Node> names_;  // hash of the folded words so far
  ByName<Place> countries_;
  ByName<PlaceWord> words_;
};

/// Reads cities.tsv, admin1.tsv, regions.tsv, countries.tsv and words.tsv of `folder`; appends every problem (PLC001 no
/// number or out of range, PLC002 no country code, PLC003 unknown kind, PLC004 an id twice, and those of TsvTable).
/// Never throws.
[[nodiscard]] std::unique_ptr<const Gazetteer> load_gazetteer(const std::filesystem::path& folder,
                                                              const lexicon::ActorLexicon& actors,
                                                              std::vector<base::Diagnostic>& problems);

}  // namespace dragoman::places
