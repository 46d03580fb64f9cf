#include "places/toponyms.h"

#include <algorithm>
#include <cmath>
#include <deque>
#include <string_view>
#include <utility>

#include "lexicon/actor_lexicon.h"
#include "places/parts.h"
#include "places/reading.h"

namespace dragoman::places {

using language::Deprel;
using language::ParsedDocument;
using language::ParsedSentence;
using language::Sentence;
using language::Token;
using language::Upos;
using lexicon::ActorKind;
using lexicon::NameKind;

namespace {

// Scores in powers of ten of people. A state outranks its namesakes unless the document speaks of the other country; a
// region ranks like a city of three million.
constexpr double kStateScore = 9.0;
constexpr double kRegionScore = 6.5;
constexpr double kUnknownScore = 3.0;  // a town or site without a number of people
constexpr double kCapitalBonus = 0.7;
constexpr double kMaxCountryBonus = 2.5;    // for a country that the document names
constexpr double kInCountryBonus = 5.0;     // "X, COUNTRY"
constexpr double kInProvinceBonus = 7.0;    // "X, PROVINCE"
constexpr double kContainerBonus = 3.0;     // the same seen from the container
constexpr double kUnknownTownRadius = 300;  // km; a town of which only the province is known

struct Option {
  const Place* place = nullptr;
  std::int64_t population = 0;
  bool capital = false;
  double score = 0;
};

struct Hit {
  std::int32_t first = 0;
  std::int32_t last = 0;
  std::vector<Option> options;
  std::size_t chosen = 0;
  bool demonym = false;    // a nationality word only
  bool adjective = false;  // a name of the state that is also its adjective
  bool seat = false;
  bool named = false;     // a name of the state
  bool embedded = false;  // inside the name of an organisation
};

const Token& at(const Sentence& sentence, std::int32_t token) {
  return sentence.tokens[static_cast<std::size_t>(token)];
}

bool opens(const Token& token) {
  return token.form == "\"" || token.form == "\u201C" || token.form == "'" || token.form == "\u2018" ||
         token.form == "(" || token.form == "-" || token.form == "\u2022" || token.form == "*";
}

bool is_state_name(NameKind kind) {
  return kind != NameKind::kDemonymAdj && kind != NameKind::kDemonymNoun && kind != NameKind::kCapitalMetonym &&
         kind != NameKind::kSeatMetonym;
}

class Finder {
 public:
  Finder(const ParsedDocument& document, const Gazetteer& gazetteer) : document_(document), gazetteer_(gazetteer) {}

  std::vector<std::vector<Toponym>> run() {
    std::vector<std::vector<Hit>> hits;
    hits.reserve(document_.size());
    for (const ParsedSentence& parsed : document_) hits.push_back(look_up(parsed));
    for (const auto& sentence : hits)
      for (const Hit& hit : sentence) count_country(hit);
    std::vector<std::vector<Toponym>> out;
    out.reserve(document_.size());
    for (std::size_t s = 0; s < document_.size(); ++s) {
      choose(document_[s].sentence, hits[s]);
      out.push_back(compose_parts(document_[s].sentence, read(document_[s], hits[s]), gazetteer_));
    }
    return out;
  }

 private:
  // ---- names
  // ------------------------------------------------------------------------------------------------------------------

  std::vector<Hit> look_up(const ParsedSentence& parsed) {
    const Sentence& sentence = parsed.sentence;
    const auto size = static_cast<std::int32_t>(sentence.tokens.size());
    std::vector<Hit> out;
    folded_.clear();
    words_.clear();
    for (const Token& token : sentence.tokens) {
      folded_.push_back(lexicon::fold(token.form));
      words_.push_back(token.form);
    }
    std::int32_t embedded_until = 0;
    bool initial = true;
    for (std::int32_t i = 0; i < size;) {
      const bool upper = begins_upper(at(sentence, i).form);
      Hit hit;
      hit.first = i;
      std::int32_t skip = 1;
      const std::int32_t count = match(i, upper, hit, skip, embedded_until);
      const bool guarded = initial || parsed.heading;
      initial = initial && opens(at(sentence, i));
      if (count > 0) {
        hit.last = i + count - 1;
        hit.embedded = i < embedded_until;
        if (acceptable(sentence, hit, guarded) && !in_person_name(sentence, parsed.tree, hit.first, hit.last))
          out.push_back(std::move(hit));
        i += count;
      } else {
        i += skip;
      }
    }
    return out;
  }

  // Fills the hit's options and returns how many tokens the name takes, 0 for none; `skip` is then how far to go on.
  std::int32_t match(std::int32_t i, bool upper, Hit& hit, std::int32_t& skip, std::int32_t& embedded_until) {
    const auto place = gazetteer_.match(folded_, static_cast<std::size_t>(i));
    std::size_t places = place && capital_in(place->first, place->count, upper) ? place->count : 0;
    std::size_t states = 0;
    std::optional<lexicon::Match<lexicon::Name>> name;
    if (upper) {
      name = gazetteer_.actors().match_name(words_, static_cast<std::size_t>(i));
      // a longer name of something else: a person is passed over; of an organisation the places inside are kept, as
      // part of its name
      if (name && !of_state(*name) && name->count > places) {
        if (of_person(*name)) {
          skip = static_cast<std::int32_t>(name->count);
          return 0;
        }
        embedded_until = std::max(embedded_until, i + static_cast<std::int32_t>(name->count));
      }
      while (name && !of_state(*name)) {
        const std::size_t shorter = name->count - 1;
        if (shorter == 0)
          name.reset();
        else
          name = gazetteer_.actors().match_name(
              {words_.begin() + i, words_.begin() + i + static_cast<std::ptrdiff_t>(shorter)}, 0);
      }
      if (name) states = name->count;
    }
    const std::size_t count = std::max(places, states);
    if (count == 0) return 0;
    if (places == count)
      for (const std::uint32_t e : *place->entries) {
        const Gazetteer::Entry& entry = gazetteer_.entry(e);
        hit.options.push_back({&entry.place, entry.population, false, 0});
      }
    if (states == count) add_states(*name, static_cast<std::size_t>(i), hit);
    if (hit.options.empty()) return 0;
    settle(hit);
    return static_cast<std::int32_t>(count);
  }

  bool of_state(const lexicon::Match<lexicon::Name>& match) const {
    return std::any_of(match.candidates.begin(), match.candidates.end(), [&](const lexicon::Name* n) {
      return gazetteer_.actors().actors[n->actor].kind == ActorKind::kState || n->kind == NameKind::kSeatMetonym;
    });
  }

  bool of_person(const lexicon::Match<lexicon::Name>& match) const {
    return std::any_of(match.candidates.begin(), match.candidates.end(), [&](const lexicon::Name* n) {
      return gazetteer_.actors().actors[n->actor].kind == ActorKind::kPerson;
    });
  }

  bool capital_in(std::size_t first, std::size_t count, bool upper) const {
    if (upper) return true;
    for (std::size_t i = first + 1; i < first + count; ++i)
      if (begins_upper(words_[i])) return true;
    return false;
  }

  void add_states(const lexicon::Match<lexicon::Name>& name, std::size_t first, Hit& hit) {
    for (const lexicon::Name* n : name.candidates) {
      const lexicon::Actor& actor = gazetteer_.actors().actors[n->actor];
      if (actor.kind != ActorKind::kState && n->kind != NameKind::kSeatMetonym) continue;
      const Place* country = gazetteer_.country(actor.country);
      if (country == nullptr) continue;
      if (n->kind == NameKind::kCapitalMetonym) {
        bool known = false;
        for (Option& option : hit.options)
          if (option.place->country_code == actor.country && option.place->resolution == kCity)
            option.capital = known = true;
        if (known) continue;
        Place city = *country;  // a capital without a row of its own
        city.city.clear();
        for (std::size_t w = first; w < first + name.count; ++w)
          (city.city += city.city.empty() ? "" : " ") += words_[w];
        city.resolved_name = city.city;
        city.id += ".capital";
        city.feature_class = "P";
        city.feature_code = "PPLC";
        city.resolution = kCity;
        made_.push_back(std::move(city));
        hit.options.push_back({&made_.back(), 0, true, 0});
        continue;
      }
      const bool demonym = n->kind == NameKind::kDemonymAdj || n->kind == NameKind::kDemonymNoun;
      if (!is_state_name(n->kind) && hit.options.size() > 0 && !demonym) continue;  // a seat that is also a place
      hit.demonym = hit.demonym || demonym;
      hit.named = hit.named || is_state_name(n->kind);
      hit.seat = hit.seat || n->kind == NameKind::kSeatMetonym;
      if (std::none_of(hit.options.begin(), hit.options.end(), [&](const Option& o) { return o.place == country; }))
        hit.options.push_back({country, 0, false, 0});
    }
  }

  // "US" is a name and an adjective.
  static void settle(Hit& hit) {
    hit.adjective = hit.demonym && hit.named;
    hit.demonym = hit.demonym && !hit.named;
  }

  // A word that opens a sentence, or any in a heading, has its capital anyway: there the tagger must see a name.
  bool acceptable(const Sentence& sentence, const Hit& hit, bool guarded) const {
    if (hit.last > hit.first) return true;
    if (const PlaceWord* word = gazetteer_.word(folded_[static_cast<std::size_t>(hit.first)]);
        word != nullptr && word->cls != PlaceWordClass::kLiteralSubject)
      return false;  // "Eastern", "Port" are no names by themselves
    const Upos upos = at(sentence, hit.first).upos;
    if (hit.options.front().place->resolution == kCountry || hit.demonym)
      return upos == Upos::kPropn || upos == Upos::kNoun || upos == Upos::kAdj || upos == Upos::kX;
    if (guarded) return upos == Upos::kPropn || upos == Upos::kX;
    return upos == Upos::kPropn || upos == Upos::kNoun || upos == Upos::kX || upos == Upos::kAdj || upos == Upos::kVerb;
  }

  // ---- which place of that name
  // -----------------------------------------------------------------------------------------------

  void count_country(const Hit& hit) {
    const std::string& code = hit.options.front().place->country_code;
    if (code.empty()) return;
    for (const Option& option : hit.options)
      if (option.place->country_code != code) return;
    const double weight = hit.options.front().place->resolution == kCountry ? 1.0 : 0.7;
    for (auto& [known, total] : countries_)
      if (known == code) {
        total += weight;
        return;
      }
    countries_.emplace_back(code, weight);
  }

  double country_bonus(std::string_view code) const {
    for (const auto& [known, total] : countries_)
      if (known == code) return std::min(total, kMaxCountryBonus);
    return 0;
  }

  static double prior(const Option& option) {
    const Place& place = *option.place;
    if (place.resolution == kCountry) return kStateScore;
    if (place.resolution == kRegion || option.population == 0)
      return option.capital || place.resolution <= kAdmin1 ? kRegionScore : kUnknownScore;
    return std::log10(static_cast<double>(option.population) + 100.0) + (option.capital ? kCapitalBonus : 0.0);
  }

  // "X, Y" or "X (Y)" or "X in Y".
  static bool side_by_side(const Sentence& sentence, const Hit& a, const Hit& b) {
    if (b.first != a.last + 2) return false;
    const std::string_view between = at(sentence, a.last + 1).form;
    return between == "," || between == "(" || between == "in";
  }

  void choose(const Sentence& sentence, std::vector<Hit>& hits) const {
    for (Hit& hit : hits)
      for (Option& option : hit.options) option.score = prior(option) + country_bonus(option.place->country_code);
    for (std::size_t h = 0; h + 1 < hits.size(); ++h) {
      if (!side_by_side(sentence, hits[h], hits[h + 1])) continue;
      for (Option& inner : hits[h].options)
        for (Option& outer : hits[h + 1].options) {
          const int level = outer.place->resolution;
          if (inner.place->resolution <= level || (level != kCountry && level != kAdmin1) ||
              inner.place->country_code != outer.place->country_code)
            continue;
          const bool same_province =
              level == kAdmin1 && lexicon::fold(inner.place->province) == lexicon::fold(outer.place->resolved_name);
          inner.score += same_province ? kInProvinceBonus : kInCountryBonus;
          outer.score += kContainerBonus;
        }
    }
    for (Hit& hit : hits)
      for (std::size_t o = 1; o < hit.options.size(); ++o)
        if (hit.options[o].score > hit.options[hit.chosen].score) hit.chosen = o;
  }

  static Use use_of(const Hit& hit) {
    const Option& chosen = hit.options[hit.chosen];
    if (chosen.place->resolution == kCountry) return hit.adjective ? Use::kAdjective : Use::kState;
    return chosen.capital ? Use::kCapital : Use::kPlace;
  }

  // ---- toponyms
  // ---------------------------------------------------------------------------------------------------------------

  std::vector<Toponym> read(const ParsedSentence& parsed, const std::vector<Hit>& hits) const {
    const Sentence& sentence = parsed.sentence;
    std::vector<Toponym> out;
    out.reserve(hits.size());
    for (std::size_t h = 0; h < hits.size(); ++h) {
      const Hit& hit = hits[h];
      const Option& chosen = hit.options[hit.chosen];
      Toponym t;
      t.first = hit.first;
      t.last = hit.last;
      t.span = base::cover(at(sentence, hit.first).span, at(sentence, hit.last).span);
      t.text = text_of(sentence, hit.first, hit.last);
      t.place = *chosen.place;
      const bool country = t.place.resolution == kCountry;
      if (country && (hit.demonym || hit.seat)) {
        t.associative = true;
      } else {
        t.associative =
            hit.embedded || is_associative(sentence, parsed.tree, hit.first, hit.last, use_of(hit), gazetteer_);
      }
      // "X, PROVINCE" where no X is known in that country: the town of that province
      if (t.place.resolution == kCity && h + 1 < hits.size() && hits[h + 1].first == hit.last + 2 &&
          at(sentence, hit.last + 1).form == ",") {
        const Place& outer = *hits[h + 1].options[hits[h + 1].chosen].place;
        if (outer.feature_code == "ADM1" && outer.country_code != t.place.country_code) {
          Place town = outer;
          town.id += "." + lexicon::fold(t.text);
          town.resolved_name = town.city = t.text;
          town.feature_class = "P";
          town.feature_code = "PPL";
          town.resolution = kCity;
          town.radius_km = kUnknownTownRadius;
          t.place = std::move(town);
        }
      }
      out.push_back(std::move(t));
    }
    return out;
  }

  const ParsedDocument& document_;
  const Gazetteer& gazetteer_;
  std::vector<std::string> folded_;  // of the sentence under way
  std::vector<std::string_view> words_;
  std::deque<Place> made_;
  std::vector<std::pair<std::string, double>> countries_;
};

}  // namespace

std::vector<std::vector<Toponym>> find_toponyms(const ParsedDocument& document, const Gazetteer& gazetteer) {
  return Finder(document, gazetteer).run();
}

}  // namespace dragoman::places
