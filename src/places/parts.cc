#include "places/parts.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <utility>

#include "places/reading.h"

namespace dragoman::places {

using language::Deprel;
using language::Sentence;
using language::Token;
using language::Upos;

namespace {

// A part of a country: how far from its middle, and how large, in radii of the country.
constexpr double kPartOffset = 0.55;
constexpr double kPartRadius = 0.6;
constexpr double kKmPerDegree = 111.2;

const Token& at(const Sentence& sentence, std::int32_t token) {
  return sentence.tokens[static_cast<std::size_t>(token)];
}

class Composer {
 public:
  explicit Composer(const Gazetteer& gazetteer) : gazetteer_(gazetteer) {}

  std::vector<Toponym> run(const Sentence& sentence, std::vector<Toponym> in) const {
    std::vector<Toponym> out;
    out.reserve(in.size());
    for (std::size_t i = 0; i < in.size(); ++i) {
      Toponym& t = in[i];
      const Toponym* next = i + 1 < in.size() ? &in[i + 1] : nullptr;
      if (t.place.resolution != kCountry || t.place.feature_code != "PCLI") {
        out.push_back(std::move(t));
        continue;
      }
      const std::int32_t floor = out.empty() ? 0 : out.back().last + 1;
      const bool next_is_country = next != nullptr && next->place.resolution == kCountry;

      // "the X - Y border", "the border between X and Y"
      if (next_is_country && next->first == t.last + 2) {
        const bool joined =
            is(sentence, t.last + 1, "-") || is(sentence, t.last + 1, "\u2013") || is(sentence, t.last + 1, "/");
        if (joined && word_at(sentence, next->last + 1, PlaceWordClass::kBorder) != nullptr) {
          make_border(sentence, t, next, t.first, next->last + 1);
          out.push_back(std::move(t));
          ++i;
          continue;
        }
        const std::int32_t noun = is(sentence, t.first - 1, "the") ? t.first - 3 : t.first - 2;
        if (is(sentence, t.last + 1, "and") && noun >= floor && is(sentence, noun + 1, "between") &&
            word_at(sentence, noun, PlaceWordClass::kBorder) != nullptr) {
          make_border(sentence, t, next, noun, next->last);
          out.push_back(std::move(t));
          ++i;
          continue;
        }
      }
      // "the Xian border", "X's border (with Y)", "X's south"
      std::int32_t after = t.last + 1;
      const bool possessive =
          after < static_cast<std::int32_t>(sentence.tokens.size()) && at(sentence, after).xpos == "POS";
      if (possessive) ++after;
      double north = 0;
      double east = 0;
      if (word_at(sentence, after, PlaceWordClass::kDirection) != nullptr &&
          word_at(sentence, after + 1, PlaceWordClass::kBorder) != nullptr) {
        const PlaceWord* word = word_at(sentence, after, PlaceWordClass::kDirection);
        north = word->north;
        east = word->east;
        ++after;
      }
      if (word_at(sentence, after, PlaceWordClass::kBorder) != nullptr) {
        std::int32_t partner = after + 1;
        if (is(sentence, partner, "with")) partner += is(sentence, partner + 1, "the") ? 2 : 1;
        if (next_is_country && next->first == partner && partner > after + 1) {
          make_border(sentence, t, next, t.first, next->last);
          ++i;
        } else {
          make_part(sentence, t, t.first, after, north / kPartOffset, east / kPartOffset);
        }
        out.push_back(std::move(t));
        continue;
      }
      if (possessive && word_at(sentence, after, PlaceWordClass::kDirection) != nullptr && !modifies(sentence, after)) {
        const PlaceWord* word = word_at(sentence, after, PlaceWordClass::kDirection);
        make_part(sentence, t, t.first, after, word->north, word->east);
        out.push_back(std::move(t));
        continue;
      }
      // "southern X", "the south of X"; not "southern Xian towns"
      if (!t.associative || at(sentence, t.first).upos == Upos::kPropn) {
        std::int32_t before = t.first - 1;
        const bool of = is(sentence, before, "of");
        if (of) --before;
        north = east = 0;
        const std::int32_t first = directions_before(sentence, before, north, east);
        const bool noun = of && is(sentence, first - 1, "the");
        const bool adjective = !of && !is(sentence, first - 1, "of");
        if (first <= before && first >= floor && (noun || adjective)) {
          make_part(sentence, t, first, t.last, north, east);
          out.push_back(std::move(t));
          continue;
        }
      }
      out.push_back(std::move(t));
    }
    return out;
  }

 private:
  const PlaceWord* word_at(const Sentence& sentence, std::int32_t t, PlaceWordClass cls) const {
    if (t < 0 || t >= static_cast<std::int32_t>(sentence.tokens.size())) return nullptr;
    const PlaceWord* word = gazetteer_.word(lower_ascii(at(sentence, t).form));
    if (word == nullptr) word = gazetteer_.word(lower_ascii(at(sentence, t).lemma));
    return word != nullptr && word->cls == cls ? word : nullptr;
  }

  static bool is(const Sentence& sentence, std::int32_t t, std::string_view form) {
    return t >= 0 && t < static_cast<std::int32_t>(sentence.tokens.size()) && lower_ascii(at(sentence, t).form) == form;
  }

  // Directions that end at token `last`: "southern", "north-eastern", "northern and eastern". Returns the first token,
  // or last + 1 for none.
  std::int32_t directions_before(const Sentence& sentence, std::int32_t last, double& north, double& east) const {
    std::int32_t first = last + 1;
    for (std::int32_t t = last; t >= 0;) {
      const PlaceWord* word = word_at(sentence, t, PlaceWordClass::kDirection);
      if (word == nullptr) break;
      north += word->north;
      east += word->east;
      first = t;
      if (word_at(sentence, t - 2, PlaceWordClass::kDirection) == nullptr ||
          !(is(sentence, t - 1, "-") || is(sentence, t - 1, "and")))
        break;
      t -= 2;
    }
    const double length = std::hypot(north, east);
    if (length > 1) {
      north /= length;
      east /= length;
    }
    return first;
  }

  void make_part(const Sentence& sentence, Toponym& t, std::int32_t first, std::int32_t last, double north,
                 double east) const {
    t.first = first;
    t.last = last;
    t.span = base::cover(at(sentence, first).span, at(sentence, last).span);
    t.text = text_of(sentence, first, last);
    t.associative = false;
    Place& place = t.place;
    std::string id = lexicon::fold(t.text);
    std::replace(id.begin(), id.end(), ' ', '_');
    place.id += "." + id;
    place.resolved_name = t.text;
    place.province.clear();
    place.feature_class = "L";
    place.feature_code = "RGN";
    place.resolution = kAdmin1;
    const double cosine = std::max(0.2, std::cos(place.lat * std::numbers::pi / 180.0));
    place.lat = std::clamp(place.lat + north * kPartOffset * place.radius_km / kKmPerDegree, -90.0, 90.0);
    place.lon = std::remainder(place.lon + east * kPartOffset * place.radius_km / (kKmPerDegree * cosine), 360.0);
    place.radius_km = std::round(place.radius_km * kPartRadius);
  }

  // The edge of `t` towards `other`.
  void make_border(const Sentence& sentence, Toponym& t, const Toponym* other, std::int32_t first,
                   std::int32_t last) const {
    double lat = t.place.lat;
    double lon = t.place.lon;
    if (other != nullptr && other->place.radius_km + t.place.radius_km > 0) {
      const double share = t.place.radius_km / (t.place.radius_km + other->place.radius_km);
      lat += (other->place.lat - lat) * share;
      lon = std::remainder(lon + std::remainder(other->place.lon - lon, 360.0) * share, 360.0);
    }
    make_part(sentence, t, first, last, 0, 0);
    t.place.lat = lat;
    t.place.lon = lon;
  }

  // A direction before a noun ("X's southern coast") is not the part itself.
  static bool modifies(const Sentence& sentence, std::int32_t t) {
    const Deprel d = at(sentence, t).deprel;
    return d == Deprel::kAmod || d == Deprel::kCompound || d == Deprel::kAdvmod;
  }

  const Gazetteer& gazetteer_;
};

}  // namespace

std::string text_of(const Sentence& sentence, std::int32_t first, std::int32_t last) {
  std::string out;
  for (std::int32_t t = first; t <= last; ++t) {
    if (t > first && at(sentence, t).span.begin > at(sentence, t - 1).span.end) out += ' ';
    out += at(sentence, t).form;
  }
  return out;
}

std::vector<Toponym> compose_parts(const Sentence& sentence, std::vector<Toponym> toponyms,
                                   const Gazetteer& gazetteer) {
  return Composer(gazetteer).run(sentence, std::move(toponyms));
}

}  // namespace dragoman::places
