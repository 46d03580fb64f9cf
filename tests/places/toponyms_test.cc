// Place names and the places of events, over sentences that stand as "form|upos|head|deprel[|lemma[|xpos]]" (heads from
// 1) and a small world of their own.
#include "places/toponyms.h"

#include <gtest/gtest.h>

#include <array>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace dragoman::places {
namespace {

using language::Sentence;
using language::Token;
using language::Upos;
using lexicon::ActorKind;
using lexicon::ActorLexicon;
using lexicon::NameKind;

const ActorLexicon& actors() {
  static const ActorLexicon instance = [] {
    ActorLexicon out;
    const auto add = [&](std::string id, ActorKind kind, std::string name, std::string country) {
      out.add_actor({std::move(id), kind, name, std::move(country), "", "", {}});
      const auto index = static_cast<std::uint32_t>(out.actors.size() - 1);
      out.add_name(name, {index, NameKind::kOfficial});
      return index;
    };
    const auto state = [&](std::string id, std::string name, std::string_view adjective, std::string_view capital) {
      const auto index = add(id, ActorKind::kState, std::move(name), id);
      out.add_name(adjective, {index, NameKind::kDemonymAdj});
      if (!capital.empty()) out.add_name(capital, {index, NameKind::kCapitalMetonym});
      return index;
    };
    state("CHD", "Chad", "Chadian", "N'Djamena");
    state("FRA", "France", "French", "Paris");
    state("GEO", "Georgia", "Georgian", "Tbilisi");
    state("LBY", "Libya", "Libyan", "Tripoli");
    state("TUN", "Tunisia", "Tunisian", "Tunis");
    state("UKR", "Ukraine", "Ukrainian", "Kyiv");
    const auto usa = state("USA", "United States", "American", "Washington");
    out.add_name("US", {usa, NameKind::kShort});
    out.add_name("US", {usa, NameKind::kDemonymAdj});
    const auto government = add("FRA.GOV", ActorKind::kGovernment, "Government of France", "FRA");
    out.add_name("Elysee", {government, NameKind::kSeatMetonym});
    add("p.london", ActorKind::kPerson, "Jack London", "USA");
    add("LBY.LNA", ActorKind::kForces, "Libyan National Army", "LBY");
    add("NGO.TP", ActorKind::kNgo, "Tripoli Pact", "NGO");
    for (const std::string_view noun : {"official", "government", "army", "president"})
      out.add_generic(noun, {std::string(noun), "GOV", lexicon::GenericKind::kPerson, true, ""});
    return out;
  }();
  return instance;
}

const Gazetteer& gazetteer() {
  static const auto instance = [] {
    auto out = std::make_unique<Gazetteer>(actors());
    const auto country = [&](std::string code, double lat, double lon, double radius) {
      Place p;
      p.id = p.country_code = code;
      p.resolved_name = p.country = actors().find(code)->name;
      p.feature_class = "A";
      p.feature_code = "PCLI";
      p.lat = lat;
      p.lon = lon;
      p.radius_km = radius;
      out->add_country(p);
    };
    country("CHD", 15.4, 18.6, 735);
    country("FRA", 46.6, 2.5, 480);
    country("GEO", 42.2, 43.5, 170);
    country("LBY", 27, 18, 860);
    country("TUN", 34.1, 9.6, 260);
    country("UKR", 49, 31.4, 500);
    country("USA", 39.8, -98.6, 2000);
    const auto city = [&](std::string_view name, std::string code, std::string province, std::int64_t population,
                          std::string_view other = {}) {
      Gazetteer::Entry e;
      e.place.id = "city." + std::string(name) + "." + code;
      e.place.resolved_name = e.place.city = std::string(name);
      e.place.country_code = code;
      e.place.country = actors().find(code)->name;
      e.place.province = std::move(province);
      e.place.feature_class = "P";
      e.place.feature_code = "PPL";
      e.place.resolution = kCity;
      e.population = population;
      const auto index = out->add(e);
      out->add_name(name, index);
      if (!other.empty()) out->add_name(other, index);
    };
    city("Paris", "FRA", "Ile-de-France", 2100000);
    city("Tripoli", "LBY", "Tripoli", 1100000);
    city("Misrata", "LBY", "Misrata", 400000, "Misratah");
    city("Sabha", "LBY", "Sabha", 130000);
    city("Nice", "FRA", "", 340000);
    city("Athens", "TUN", "", 3000);
    city("Athens", "USA", "Georgia", 120000);
    city("Al-Bayda", "LBY", "", 250000);
    city("Port Lyautey", "FRA", "", 100000);
    city("St. Denis", "FRA", "", 100000);
    const auto region = [&](std::string_view name, std::vector<std::string> members, std::string code) {
      Gazetteer::Entry e;
      e.place.id = "region." + std::string(name);
      e.place.resolved_name = std::string(name);
      e.place.feature_class = "L";
      e.place.feature_code = code;
      e.members = std::move(members);
      if (e.members.size() == 1) e.place.country_code = e.members.front();
      e.place.resolution = e.members.size() == 1 ? kAdmin1 : kRegion;
      if (code == "ADM1") e.population = 10000000;
      out->add_name(name, out->add(e));
    };
    region("Sahel", {"CHD", "LBY"}, "RGN");
    region("Mediterranean Sea", {}, "SEA");
    region("Mediterranean", {}, "SEA");
    region("Fezzan", {"LBY"}, "RGN");
    region("Georgia", {"USA"}, "ADM1");
    region("Texas", {"USA"}, "ADM1");
    for (const std::string_view w : {"southern", "south"}) out->add_word(w, {PlaceWordClass::kDirection, -1, 0});
    for (const std::string_view w : {"northern", "north"}) out->add_word(w, {PlaceWordClass::kDirection, 1, 0});
    for (const std::string_view w : {"eastern", "east"}) out->add_word(w, {PlaceWordClass::kDirection, 0, 1});
    out->add_word("central", {PlaceWordClass::kDirection, 0, 0});
    out->add_word("border", {PlaceWordClass::kBorder, 0, 0});
    for (const std::string_view w : {"airport", "port", "city", "coast", "resident"})
      out->add_word(w, {PlaceWordClass::kSite, 0, 0});
    for (const std::string_view w : {"visit", "shell", "head"})
      out->add_word(w, {PlaceWordClass::kLiteralObject, 0, 0});
    out->add_word("country", {PlaceWordClass::kSite, 0, 0});
    out->add_word("lie", {PlaceWordClass::kLiteralSubject, 0, 0});
    return out;
  }();
  return *instance;
}

struct Parsed {
  language::ParsedSentence sentence;
  std::int32_t trigger = -1;               // in brackets
  std::vector<std::int32_t> place_tokens;  // with a star
};

Parsed parse(std::string_view text, bool heading = false) {
  Sentence sentence;
  std::int32_t trigger = -1;
  std::vector<std::int32_t> place_tokens;
  std::uint32_t at = 0;
  while (!text.empty()) {
    const std::size_t space = text.find(' ');
    std::string_view word = text.substr(0, space);
    text = space == std::string_view::npos ? std::string_view() : text.substr(space + 1);
    std::array<std::string_view, 6> cells;
    for (std::string_view& cell : cells) {
      const std::size_t bar = word.find('|');
      cell = word.substr(0, bar);
      word = bar == std::string_view::npos ? std::string_view() : word.substr(bar + 1);
    }
    if (cells[0].front() == '[') {
      trigger = static_cast<std::int32_t>(sentence.tokens.size());
      cells[0] = cells[0].substr(1, cells[0].size() - 2);
    } else if (cells[0].front() == '*') {
      place_tokens.push_back(static_cast<std::int32_t>(sentence.tokens.size()));
      cells[0].remove_prefix(1);
    }
    Token token;
    token.form = std::string(cells[0]);
    token.lemma = std::string(cells[4].empty() ? cells[0] : cells[4]);
    token.upos = language::parse_upos(cells[1]);
    token.xpos = std::string(!cells[5].empty()  ? cells[5]
                             : cells[0] == "'s" ? std::string_view("POS")
                                                : std::string_view());
    token.head = std::stoi(std::string(cells[2])) - 1;
    token.deprel = language::parse_deprel(cells[3]);
    token.space_after = token.form != "-";
    const bool glued = !sentence.tokens.empty() && (token.form == "-" || token.form == "'s" || token.form == "," ||
                                                    sentence.tokens.back().form == "-");
    if (glued) {
      sentence.tokens.back().space_after = false;
      --at;
    }
    token.span = {at, at + static_cast<std::uint32_t>(token.form.size())};
    at = token.span.end + 1;
    sentence.tokens.push_back(std::move(token));
  }
  language::Tree tree(sentence);
  return {{std::move(sentence), std::move(tree), 0, heading, false}, trigger, std::move(place_tokens)};
}

std::string show(const std::vector<Toponym>& toponyms) {
  std::string out;
  for (const Toponym& t : toponyms) {
    if (!out.empty()) out += "; ";
    out += t.text + "=" + (t.place.country_code.empty() ? "-" : t.place.country_code) +
           std::to_string(t.place.resolution) + (t.associative ? " actor" : "");
  }
  return out;
}

struct Case {
  std::string_view name, text, want;
  std::string_view known_gap = {};
};

void expect(const Case& c, const std::string& got) {
  if (c.known_gap.empty())
    EXPECT_EQ(got, c.want) << c.name << ": " << c.text;
  else
    EXPECT_NE(got, c.want) << c.name << ": works now; take the mark away (" << c.known_gap << ")";
}

constexpr Case kToponyms[] = {
    // names
    {"city", "They|PRON|2|nsubj met|VERB|0|root in|ADP|4|case Misrata|PROPN|2|obl", "Misrata=LBY4"},
    {"other spelling", "They|PRON|2|nsubj met|VERB|0|root in|ADP|4|case Misratah|PROPN|2|obl", "Misratah=LBY4"},
    {"all capitals", "TRIPOLI|PROPN|0|root", "TRIPOLI=LBY4"},
    {"country", "They|PRON|2|nsubj met|VERB|0|root in|ADP|4|case Libya|PROPN|2|obl", "Libya=LBY1"},
    {"country of two words", "in|ADP|4|case the|DET|4|det United|PROPN|4|compound States|PROPN|0|root",
     "United States=USA1"},
    {"acronym", "in|ADP|3|case the|DET|3|det US|PROPN|0|root", "US=USA1"},
    {"no acronym in small letters", "they|PRON|2|nsubj told|VERB|0|root us|PRON|2|obj", ""},
    {"region", "in|ADP|3|case the|DET|3|det Sahel|PROPN|0|root", "Sahel=-0"},
    {"region of one state", "in|ADP|3|case the|DET|3|det Fezzan|PROPN|0|root", "Fezzan=LBY2"},
    {"longest", "on|ADP|4|case the|DET|4|det Mediterranean|PROPN|4|compound Sea|PROPN|0|root", "Mediterranean Sea=-0"},
    {"hyphen in the name", "in|ADP|4|case Al|PROPN|4|compound -|PUNCT|4|punct Bayda|PROPN|0|root", "Al-Bayda=LBY4"},
    {"particle in small letters", "in|ADP|4|case al|PROPN|4|compound -|PUNCT|4|punct Bayda|PROPN|0|root",
     "al-Bayda=LBY4"},
    {"abbreviation without its stop", "in|ADP|3|case St|PROPN|3|compound Denis|PROPN|0|root", "St Denis=FRA4"},
    {"capital that has no row", "in|ADP|2|case Tunis|PROPN|0|root", "Tunis=TUN4"},
    {"unknown", "in|ADP|2|case Ardenia|PROPN|0|root", ""},
    {"small letters are no name", "a|DET|3|det nice|ADJ|3|amod day|NOUN|0|root", ""},
    {"first word that is no name", "Nice|ADJ|2|amod weather|NOUN|0|root", ""},
    {"first word that is a name", "Nice|PROPN|2|nsubj:pass flooded|VERB|0|root", "Nice=FRA4"},
    {"two cities", "from|ADP|2|case Misrata|PROPN|0|root to|ADP|4|case Sabha|PROPN|2|nmod", "Misrata=LBY4; Sabha=LBY4"},
    // persons and organisations
    {"first name", "Paris|PROPN|0|root Reed|PROPN|1|flat", ""},
    {"surname", "Anna|PROPN|0|root Paris|PROPN|1|flat", ""},
    {"title", "Mr.|PROPN|0|root Paris|PROPN|1|flat", ""},
    {"known person", "Jack|PROPN|0|root London|PROPN|1|flat wrote|VERB|1|acl", ""},
    {"known organisation", "the|DET|4|det Libyan|ADJ|4|amod National|PROPN|4|compound Army|PROPN|0|root",
     "Libyan=LBY1 actor"},
    {"organisation named after a city", "the|DET|3|det Tripoli|PROPN|3|compound Pact|PROPN|0|root",
     "Tripoli=LBY4 actor"},
    {"unknown organisation", "the|DET|3|det Misrata|PROPN|3|compound Tribune|PROPN|0|root", "Misrata=LBY4 actor"},
    {"university of", "the|DET|2|det University|PROPN|0|root of|ADP|4|case Misrata|PROPN|2|nmod", "Misrata=LBY4 actor"},
    {"airport is a place", "at|ADP|3|case Misrata|PROPN|3|compound Airport|PROPN|0|root|airport", "Misrata=LBY4"},
    // actors
    {"nationality", "French|ADJ|2|amod officials|NOUN|0|root|official", "French=FRA1 actor"},
    {"seat", "the|DET|2|det Elysee|PROPN|3|nsubj denied|VERB|0|root|deny", "Elysee=FRA1 actor"},
    {"capital that says", "Paris|PROPN|2|nsubj said|VERB|0|root|say", "Paris=FRA4 actor"},
    {"capital that is shelled", "Tripoli|PROPN|3|nsubj:pass was|AUX|3|aux:pass shelled|VERB|0|root", "Tripoli=LBY4"},
    {"state that signs", "Libya|PROPN|2|nsubj signed|VERB|0|root", "Libya=LBY1 actor"},
    {"state that lies", "Libya|PROPN|2|nsubj lies|VERB|0|root|lie", "Libya=LBY1"},
    {"state that is something", "Libya|PROPN|4|nsubj is|AUX|4|cop a|DET|4|det country|NOUN|0|root", "Libya=LBY1"},
    {"second subject", "Libya|PROPN|4|nsubj and|CCONJ|3|cc Chad|PROPN|1|conj signed|VERB|0|root",
     "Libya=LBY1 actor; Chad=CHD1 actor"},
    {"town that is no capital", "Misrata|PROPN|2|nsubj welcomed|VERB|0|root", "Misrata=LBY4"},
    {"with a state", "talks|NOUN|0|root with|ADP|3|case Libya|PROPN|1|nmod", "Libya=LBY1 actor"},
    {"between states", "talks|NOUN|0|root between|ADP|3|case Libya|PROPN|1|nmod and|CCONJ|5|cc Chad|PROPN|3|conj",
     "Libya=LBY1 actor; Chad=CHD1 actor"},
    {"by a state", "attacked|VERB|0|root by|ADP|3|case Libya|PROPN|1|obl:agent", "Libya=LBY1 actor"},
    {"support for a state", "support|NOUN|0|root for|ADP|3|case Libya|PROPN|1|nmod", "Libya=LBY1 actor"},
    {"heading for it", "headed|VERB|0|root|head for|ADP|3|case Libya|PROPN|1|obl", "Libya=LBY1"},
    {"playing for it", "played|VERB|0|root|play for|ADP|3|case Libya|PROPN|1|obl", "Libya=LBY1 actor"},
    {"visited", "visited|VERB|0|root|visit Libya|PROPN|1|obj", "Libya=LBY1"},
    {"urged", "urged|VERB|0|root|urge Libya|PROPN|1|obj", "Libya=LBY1 actor"},
    {"state that is shelled", "Libya|PROPN|3|nsubj:pass was|AUX|3|aux:pass shelled|VERB|0|root|shell", "Libya=LBY1"},
    {"state that is urged", "Libya|PROPN|3|nsubj:pass was|AUX|3|aux:pass urged|VERB|0|root|urge", "Libya=LBY1 actor"},
    {"state that is a friend", "Libya|PROPN|4|nsubj is|AUX|4|cop a|DET|4|det friend|NOUN|0|root", "Libya=LBY1 actor"},
    {"support to a state", "support|NOUN|0|root to|ADP|3|case Libya|PROPN|1|nmod", "Libya=LBY1 actor"},
    {"visit to a state", "visit|NOUN|0|root to|ADP|3|case Libya|PROPN|1|nmod", "Libya=LBY1"},
    {"name as adjective", "the|DET|3|det US|PROPN|3|compound warplanes|NOUN|0|root", "US=USA1 actor"},
    {"name as name", "in|ADP|3|case the|DET|3|det US|PROPN|4|obl met|VERB|0|root", "US=USA1"},
    {"its support", "Libya|PROPN|3|nmod:poss 's|PART|1|case support|NOUN|0|root", "Libya=LBY1 actor"},
    {"its coast", "Libya|PROPN|3|nmod:poss 's|PART|1|case coast|NOUN|0|root", "Libya=LBY1"},
    {"its government", "the|DET|2|det government|NOUN|0|root of|ADP|4|case Libya|PROPN|2|nmod", "Libya=LBY1 actor"},
    {"its residents", "residents|NOUN|0|root|resident of|ADP|3|case Libya|PROPN|1|nmod", "Libya=LBY1"},
    {"officials of a capital", "Paris|PROPN|2|compound officials|NOUN|0|root|official", "Paris=FRA4 actor"},
    {"talks in a capital", "Paris|PROPN|2|compound talks|NOUN|0|root|talk", "Paris=FRA4"},
    {"based in", "a|DET|5|det Paris|PROPN|4|obl -|PUNCT|4|punct based|VERB|5|amod|base|VBN group|NOUN|0|root",
     "Paris=FRA4 actor"},
    {"visit to", "visit|NOUN|0|root to|ADP|3|case Paris|PROPN|1|nmod", "Paris=FRA4"},
    // parts of countries
    {"southern", "in|ADP|3|case southern|ADJ|3|amod Libya|PROPN|0|root", "southern Libya=LBY2"},
    {"capital letter", "in|ADP|3|case Southern|ADJ|3|amod Libya|PROPN|0|root", "Southern Libya=LBY2"},
    {"two directions", "in|ADP|5|case northern|ADJ|5|amod and|CCONJ|4|cc eastern|ADJ|2|conj Libya|PROPN|0|root",
     "northern and eastern Libya=LBY2"},
    {"hyphen between", "in|ADP|5|case north|ADV|4|advmod -|PUNCT|4|punct eastern|ADJ|5|amod Libya|PROPN|0|root",
     "north-eastern Libya=LBY2"},
    {"central", "in|ADP|3|case central|ADJ|3|amod Libya|PROPN|0|root", "central Libya=LBY2"},
    {"the south of", "in|ADP|3|case the|DET|3|det south|NOUN|0|root of|ADP|5|case Libya|PROPN|3|nmod",
     "south of Libya=LBY2"},
    {"south of is outside", "km|NOUN|0|root south|ADV|1|advmod of|ADP|4|case Tripoli|PROPN|2|obl", "Tripoli=LBY4"},
    {"its south", "in|ADP|4|case Libya|PROPN|4|nmod:poss 's|PART|2|case south|NOUN|0|root", "Libya's south=LBY2"},
    {"its border with", "Libya|PROPN|3|nmod:poss 's|PART|1|case border|NOUN|0|root with|ADP|5|case Chad|PROPN|3|nmod",
     "Libya's border with Chad=LBY2"},
    {"border between",
     "the|DET|2|det border|NOUN|0|root between|ADP|4|case Libya|PROPN|2|nmod and|CCONJ|6|cc Chad|PROPN|4|conj",
     "border between Libya and Chad=LBY2"},
    {"two names and border",
     "the|DET|5|det Libya|PROPN|5|compound -|PUNCT|4|punct Chad|PROPN|2|flat border|NOUN|0|root",
     "Libya-Chad border=LBY2", "names joined by a hyphen look like one person's if the parser calls them flat"},
    {"two names and border, compounds",
     "the|DET|5|det Libya|PROPN|5|compound -|PUNCT|4|punct Chad|PROPN|5|compound border|NOUN|0|root",
     "Libya-Chad border=LBY2"},
    {"adjective and border", "the|DET|3|det Libyan|ADJ|3|amod border|NOUN|0|root", "Libyan border=LBY2"},
    // which one
    {"state before its namesake", "in|ADP|2|case Georgia|PROPN|0|root", "Georgia=GEO1"},
    {"town and province", "in|ADP|2|case Athens|PROPN|0|root ,|PUNCT|4|punct Georgia|PROPN|2|appos",
     "Athens=USA4; Georgia=USA2"},
    {"town and state", "in|ADP|2|case Athens|PROPN|0|root ,|PUNCT|4|punct Tunisia|PROPN|2|appos",
     "Athens=TUN4; Tunisia=TUN1"},
    {"more people", "in|ADP|2|case Athens|PROPN|0|root", "Athens=USA4"},
    {"unknown town of a province", "in|ADP|2|case Paris|PROPN|0|root ,|PUNCT|4|punct Texas|PROPN|2|appos",
     "Paris=USA4; Texas=USA2"},
};

class Toponyms : public testing::TestWithParam<Case> {};
TEST_P(Toponyms, AreFoundAndRead) {
  const language::ParsedDocument document{parse(GetParam().text).sentence};
  expect(GetParam(), show(find_toponyms(document, gazetteer()).front()));
}
INSTANTIATE_TEST_SUITE_P(Places, Toponyms, testing::ValuesIn(kToponyms));

TEST(Places, ACountryNamedInTheDocumentDecides) {
  const language::ParsedDocument document{
      parse("Georgia|PROPN|2|nsubj voted|VERB|0|root").sentence,
      parse("the|DET|3|det American|ADJ|3|amod state|NOUN|0|root and|CCONJ|5|cc Texas|PROPN|3|conj").sentence,
      parse("in|ADP|4|case the|DET|4|det United|PROPN|4|compound States|PROPN|0|root").sentence};
  EXPECT_EQ(find_toponyms(document, gazetteer())[0].front().place.country_code, "USA");
}

TEST(Places, InAHeadingTheTaggerMustSeeAName) {
  const language::ParsedDocument document{
      parse("Visitors|NOUN|2|nsubj Praise|VERB|0|root Nice|ADJ|4|amod Weather|NOUN|2|obj", true).sentence};
  EXPECT_EQ(show(find_toponyms(document, gazetteer()).front()), "");
}

TEST(Places, APartLiesOnItsSide) {
  const language::ParsedDocument document{parse("in|ADP|3|case southern|ADJ|3|amod Libya|PROPN|0|root").sentence};
  const Place place = find_toponyms(document, gazetteer())[0].front().place;
  EXPECT_LT(place.lat, 24);
  EXPECT_GT(place.lat, 20);
  EXPECT_NEAR(place.lon, 18, 0.01);
  EXPECT_EQ(place.resolved_name, "southern Libya");
}

TEST(Places, SpansSliceTheText) {
  const Parsed parsed = parse("in|ADP|3|case southern|ADJ|3|amod Libya|PROPN|0|root");
  const Toponym t = find_toponyms({parsed.sentence}, gazetteer())[0].front();
  EXPECT_EQ(t.span.of("in southern Libya"), t.text);
}

constexpr Case kEventPlaces[] = {
    {"slot", "[visit]|NOUN|0|root to|ADP|3|case *Paris|PROPN|1|nmod", "Paris"},
    {"goal without a slot", "[visit]|NOUN|0|root to|ADP|3|case Paris|PROPN|1|nmod", "Paris"},
    {"of the verb", "They|PRON|2|nsubj [met]|VERB|0|root in|ADP|4|case Misrata|PROPN|2|obl", "Misrata"},
    {"fronted", "In|ADP|2|case Misrata|PROPN|5|obl ,|PUNCT|5|punct they|PRON|5|nsubj [met]|VERB|0|root", "Misrata"},
    {"the most specific",
     "They|PRON|2|nsubj [met]|VERB|0|root in|ADP|4|case Misrata|PROPN|2|obl ,|PUNCT|6|punct Libya|PROPN|4|appos",
     "Misrata"},
    {"country and city apart",
     "In|ADP|2|case Libya|PROPN|4|obl they|PRON|4|nsubj [met]|VERB|0|root in|ADP|6|case Misrata|PROPN|4|obl",
     "Misrata"},
    {"country where nothing closer is told", "They|PRON|2|nsubj [met]|VERB|0|root in|ADP|4|case Libya|PROPN|2|obl",
     "Libya"},
    {"of the carrier", "They|PRON|2|nsubj held|VERB|0|root [talks]|NOUN|2|obj in|ADP|5|case Misrata|PROPN|2|obl",
     "Misrata"},
    {"of a participle", "[talks]|NOUN|0|root held|VERB|1|acl in|ADP|4|case Misrata|PROPN|2|obl", "Misrata"},
    {"named after", "the|DET|3|det Misrata|PROPN|3|compound [talks]|NOUN|0|root|talk", "Misrata"},
    {"object", "They|PRON|2|nsubj [shelled]|VERB|0|root Misrata|PROPN|2|obj", "Misrata"},
    {"object of the noun", "the|DET|2|det [shelling]|NOUN|0|root of|ADP|4|case Misrata|PROPN|2|nmod", "Misrata"},
    {"inside a phrase",
     "They|PRON|2|nsubj [met]|VERB|0|root in|ADP|5|case a|DET|5|det town|NOUN|2|obl near|ADP|7|case Sabha|PROPN|5|nmod",
     "Sabha"},
    {"an adjective is no place", "[talks]|NOUN|0|root with|ADP|4|case French|ADJ|4|amod officials|NOUN|1|nmod|official",
     ""},
    {"a partner is no place", "[talks]|NOUN|0|root with|ADP|3|case Libya|PROPN|1|nmod", ""},
    {"about a state", "[sanctions]|NOUN|0|root on|ADP|3|case Libya|PROPN|1|nmod", ""},
    {"not where it is said",
     "He|PRON|2|nsubj said|VERB|0|root in|ADP|4|case Paris|PROPN|2|obl they|PRON|6|nsubj [met]|VERB|2|ccomp", ""},
    {"part of a country", "[clashes]|NOUN|0|root in|ADP|4|case southern|ADJ|4|amod Libya|PROPN|1|nmod",
     "southern Libya"},
    {"from is no place", "[flights]|NOUN|0|root from|ADP|3|case Misrata|PROPN|1|nmod", ""},
    {"silent", "They|PRON|2|nsubj [met]|VERB|0|root", ""},
};

class EventPlaces : public testing::TestWithParam<Case> {};
TEST_P(EventPlaces, AreTold) {
  const Parsed parsed = parse(GetParam().text);
  const auto toponyms = find_toponyms({parsed.sentence}, gazetteer()).front();
  const auto place =
      place_of_event(parsed.sentence.sentence, parsed.sentence.tree, parsed.trigger, parsed.place_tokens, toponyms);
  expect(GetParam(), place ? place->extracted : "");
}
INSTANTIATE_TEST_SUITE_P(Places, EventPlaces, testing::ValuesIn(kEventPlaces));

TEST(Gazetteer, TheTablesAreSound) {
  std::vector<base::Diagnostic> problems;
  const auto loaded = load_gazetteer(DRAGOMAN_DATA "/places", actors(), problems);
  for (const base::Diagnostic& problem : problems) ADD_FAILURE() << base::to_string(problem);
  EXPECT_GT(loaded->size(), 500U);
}

TEST(Gazetteer, AMissingFolderIsToldNotThrown) {
  std::vector<base::Diagnostic> problems;
  const auto loaded = load_gazetteer("no such folder", actors(), problems);
  EXPECT_EQ(loaded->size(), 0U);
  EXPECT_EQ(problems.size(), 5U);
}

}  // namespace
}  // namespace dragoman::places
