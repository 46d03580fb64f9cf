// Names and descriptions in running text, and the tables they come from.
#include "lexicon/actor_lexicon.h"

#include <gtest/gtest.h>

#include <sstream>

#include "lexicon/small_tables.h"
#include "support/folder.h"

namespace dragoman::lexicon {
namespace {

using dragoman::testing::Folder;
using dragoman::testing::places;

TEST(Folding, CaseMarksAndApostrophesGo) {
  struct {
    const char *name, *text, *want;
  } const cases[] = {
      {"ASCII", "Paris-2", "paris-2"},
      {"acute accents", "\u00c9lys\u00e9e", "elysee"},
      {"combining accent", "E\u0301lyse\u0301e", "elysee"},
      {"umlaut", "M\u00dcNCHEN", "munchen"},
      {"sharp s", "Wei\u00dfrussland", "weissrussland"},
      {"curly apostrophe", "Cote d\u2019Ivoire", "cote d'ivoire"},
      {"modifier apostrophes", "Sana\u02bea, Ta\u02bfizz", "sana'a, ta'izz"},
      {"dotless i", "Diyarbak\u0131r", "diyarbakir"},
      {"dotted capital I", "\u0130zmir", "izmir"},
      {"strokes", "\u0141\u00f3d\u017a, Troms\u00f8, \u0110\u00e0 N\u1eb5ng", "lodz, tromso, da nang"},
      {"Cyrillic", "\u041c\u043e\u0441\u043a\u0432\u0430", "\u043c\u043e\u0441\u043a\u0432\u0430"},
      {"Arabic vowel signs", "\u0645\u064f\u062d\u0645\u062f", "\u0645\u062d\u0645\u062f"},
      {"Chinese", "\u5317\u4eac", "\u5317\u4eac"},
      {"nothing", "", ""},
  };
  for (const auto& c : cases) EXPECT_EQ(fold(c.text), c.want) << c.name;
}

TEST(DateRanges, HoldOnTheirFirstAndLastDay) {
  const auto day = [](const char* text) { return base::parse_date(text); };
  struct {
    const char* name;
    DateRange range;
    std::optional<base::Date> on;
    bool want;
  } const cases[] = {
      {"before", {day("2020-01-02"), day("2020-03-04")}, day("2020-01-01"), false},
      {"first day", {day("2020-01-02"), day("2020-03-04")}, day("2020-01-02"), true},
      {"last day", {day("2020-01-02"), day("2020-03-04")}, day("2020-03-04"), true},
      {"after", {day("2020-01-02"), day("2020-03-04")}, day("2020-03-05"), false},
      {"open end", {day("2020-01-02"), {}}, day("2030-01-01"), true},
      {"open beginning", {{}, day("2020-03-04")}, day("1930-01-01"), true},
      {"always", {}, day("2020-01-01"), true},
      {"unknown day, open end", {day("2020-01-02"), {}}, {}, true},
      {"unknown day, closed end", {{}, day("2020-03-04")}, {}, false},
  };
  for (const auto& c : cases) EXPECT_EQ(c.range.holds(c.on), c.want) << c.name;
}

std::vector<std::string> split(const std::string& text) {
  std::istringstream in(text);
  std::vector<std::string> out;
  for (std::string word; in >> word;) out.push_back(word);
  return out;
}

ActorLexicon names(const std::vector<std::string>& list) {
  ActorLexicon out;
  for (const std::string& name : list) {
    const auto number = static_cast<std::uint32_t>(out.actors.size());
    out.add_actor({name, ActorKind::kIgo, name, "IGO", "", "", {}});
    out.add_name(name, {number, NameKind::kOfficial});
  }
  return out;
}

/// The words of the first match, its candidates behind a colon.
std::string first_name(const ActorLexicon& lexicon, const std::string& text) {
  const std::vector<std::string> words = split(text);
  const std::vector<std::string_view> views(words.begin(), words.end());
  for (std::size_t at = 0; at < views.size(); ++at)
    if (const auto match = lexicon.match_name(views, at)) {
      std::string out;
      for (std::size_t i = match->first; i < match->first + match->count; ++i) out += (out.empty() ? "" : " ") + words[i];
      for (const Name* name : match->candidates) out += ": " + lexicon.actors[name->actor].id;
      return out;
    }
  return "";
}

TEST(NamesInText, AreMatched) {
  const ActorLexicon lexicon = names({"Egypt", "Czechia", "United Nations", "United Nations Security Council", "WHO", "U.S.", "NATO", "al-Qaida", "C\u00f4te d'Ivoire",
                                      "Guinea-Bissau", "Egypt's Cabinet", "St. Lucia", "Washington", "EU", "Hay'at Tahrir", "Israel", "Israel Navy"});
  struct {
    const char *name, *text, *want, *known_gap = "";
  } const cases[] = {
      {"a plain name", "in Egypt today", "Egypt: Egypt"},
      {"capitals", "IN EGYPT TODAY", "EGYPT: Egypt"},
      {"a small letter is no name", "in egypt today", ""},
      {"an acronym", "the WHO said", "WHO: WHO"},
      {"a pronoun is no acronym", "the man who said", ""},
      {"a pronoun at the start of a sentence", "Who said so ?", ""},
      {"an acronym in mixed case", "Nato and the Eu", ""},
      {"an acronym with stops", "the U.S. and", "U.S.: U.S."},
      {"a country's pronoun", "give us food", ""},
      {"a name in parts", "by al - Qaida yesterday", "al - Qaida: al-Qaida"},
      {"the hyphen at the start of a line", "by Al - Qaida", "Al - Qaida: al-Qaida"},
      {"an en dash", "by al \u2013 Qaida", "al \u2013 Qaida: al-Qaida"},
      {"one word with a hyphen", "by al-Qaida yesterday", "al-Qaida: al-Qaida"},
      {"no hyphen", "in Guinea Bissau", "Guinea Bissau: Guinea-Bissau"},
      {"two words, not the name", "al and Qaida", ""},
      {"a possessive mark stays outside", "Egypt 's army", "Egypt: Egypt"},
      {"a possessive inside a name", "Egypt 's Cabinet met", "Egypt 's Cabinet: Egypt's Cabinet"},
      {"a possessive with a curly apostrophe", "Egypt \u2019s Cabinet met", "Egypt \u2019s Cabinet: Egypt's Cabinet"},
      {"an apostrophe inside a word", "in C\u00f4te d\u2019Ivoire", "C\u00f4te d\u2019Ivoire: C\u00f4te d'Ivoire"},
      {"accents left out", "in Cote d'Ivoire", "Cote d'Ivoire: C\u00f4te d'Ivoire"},
      {"the longest name", "the United Nations Security Council met", "United Nations Security Council: United Nations Security Council"},
      {"back to the shorter one", "a United Nations Security guard", "United Nations: United Nations"},
      {"only the beginning of a name", "United we stand", ""},
      {"a longer name at the next word", "the Israel Navy ships", "Israel Navy: Israel Navy"},
      {"a stop after an abbreviation", "to St. Lucia", "St. Lucia: St. Lucia"},
      {"the end of the sentence inside a name", "the United", ""},
  };
  for (const auto& c : cases) EXPECT_ROW(first_name(lexicon, c.text), c.want, c.name, c.known_gap);
}

TEST(NamesInText, OneNameMayMeanSeveralActors) {
  ActorLexicon lexicon;
  for (const char* id : {"COD", "COG"}) {
    lexicon.add_actor({id, ActorKind::kState, id, id, "", "", {}});
    lexicon.add_name("Congo", {static_cast<std::uint32_t>(lexicon.actors.size() - 1), NameKind::kShort});
  }
  EXPECT_EQ(first_name(lexicon, "in Congo"), "Congo: COD: COG");
  EXPECT_EQ(lexicon.name_count(), 2U);
}

TEST(NamesInText, ALowerCaseNameNeedsNoCapital) {
  EXPECT_EQ(first_name(names({"janjaweed"}), "the janjaweed rode"), "janjaweed: janjaweed");
  EXPECT_EQ(first_name(names({"janjaweed"}), "Janjaweed rode"), "Janjaweed: janjaweed");
}

TEST(Descriptions, AreMatchedByTheirLemmas) {
  ActorLexicon lexicon;
  for (const char* pattern : {"minister", "foreign minister", "minister of defence", "army", "commander in chief", "vice president", "secretary general", "head of state",
                              "ambassador to the un", "speaker of parliament"})
    lexicon.add_generic(pattern, {pattern, "GOV", GenericKind::kPerson, true, ""});
  struct {
    const char *name, *text, *want;   // the words, the head in brackets
  } const cases[] = {
      {"one word", "the army", "[army]"},
      {"the last word is the head", "the foreign minister", "foreign [minister]"},
      {"the longest", "a minister of defence", "[minister] of defence"},
      {"not the longest", "a minister of culture", "[minister]"},
      {"the word before a preposition is the head", "the commander in chief", "[commander] in chief"},
      {"with hyphens", "the commander - in - chief", "[commander] - in - chief"},
      {"a hyphen that the table does not write", "the vice - president", "vice - [president]"},
      {"one word with a hyphen", "the vice-president", "[vice-president]"},
      {"a long one", "the ambassador to the un", "[ambassador] to the un"},
      {"of", "the head of state", "[head] of state"},
      {"not whole", "the vice squad", ""},
      {"nothing", "the house", ""},
  };
  for (const auto& c : cases) {
    const std::vector<std::string> words = split(c.text);
    const std::vector<std::string_view> views(words.begin(), words.end());
    std::string got;
    for (std::size_t at = 0; at < views.size() && got.empty(); ++at)
      if (const auto match = lexicon.match_generic(views, at))
        for (std::size_t i = match->first; i < match->first + match->count; ++i)
          got += (got.empty() ? "" : " ") + (i == match->head ? "[" + words[i] + "]" : words[i]);
    EXPECT_EQ(got, c.want) << c.name;
  }
  EXPECT_EQ(lexicon.generic_count(), 10U);
}

// ---- tables --------------------------------------------------------------------------------------------------------------------

constexpr std::string_view kStates = "id\tiso2\tname\tnames\tdemonym_adj\tdemonym_noun\tcapital\tseats\tsource\tchecked\n";
constexpr std::string_view kActors = "id\tkind\tname\tcountry\tsector\tparent\tfrom\tto\tsource\tchecked\n";
constexpr std::string_view kNames = "id\tname\tkind\tsource\n";
constexpr std::string_view kRoles = "person\toffice\torg\tcountry\tsector\tfrom\tto\tsource\tchecked\n";
constexpr std::string_view kGenerics = "id\tpattern\tsector\tkind\ttakes_country\tcountry\texample\tsource\n";

void write_all(const Folder& folder) {
  folder.write("states.tsv", std::string(kStates) + "EGY\tEG\tEgypt\tArab Republic of Egypt\tEgyptian\tEgyptian|Egyptians\tCairo\tIttihadiya Palace\th\t2026-11\n"
                                                    "FRA\tFR\tFrance\t\tFrench\tFrenchman\tParis\t\u00c9lys\u00e9e\th\t2026-11\n");
  folder.write("x.actors.tsv", std::string(kActors) + "EGY.GOV.MFA\tministry\tEgyptian Foreign Ministry\tEGY\tGOV\tEGY.GOV\t1922\t\th\t2026\n"
                                                      "p.rashwan\tperson\tSamira Rashwan\tEGY\t\t\t\t\th\t2026\n");
  folder.write("x.names.tsv", std::string(kNames) + "EGY.GOV.MFA\tMFA\tacronym\th\np.rashwan\tRashwan\tshort\th\n");
  folder.write("x.roles.tsv", std::string(kRoles) + "p.rashwan\tfinance minister\tEGY.GOV\tEGY\tGOV\t2019\t2021-02\th\t2026\n"
                                                    "p.rashwan\tforeign minister\tEGY.GOV.MFA\tEGY\tGOV\t2021-03-01\t\th\t2026\n");
  folder.write("generics.tsv", std::string(kGenerics) + "army\tarmy|armed force\tMIL\tbody\tyes\t\tThe army came.\th\n");
}

struct Loaded {
  ActorLexicon lexicon;
  std::vector<Claim> claims;
  std::vector<base::Diagnostic> problems;
};
Loaded load(const Folder& folder) {
  static const Ontology ontology = small_ontology();
  Loaded out;
  out.lexicon = load_actors(folder.path(), ontology, out.claims, out.problems);
  return out;
}

TEST(ActorTables, AStateBringsItsGovernmentForcesCapitalAndSeat) {
  const Folder folder;
  write_all(folder);
  const Loaded l = load(folder);
  ASSERT_EQ(places(l.problems), "");
  ASSERT_NE(l.lexicon.find("EGY.GOV"), nullptr);
  EXPECT_EQ(l.lexicon.find("EGY.GOV")->sector, "GOV");
  EXPECT_EQ(l.lexicon.find("EGY.MIL")->country, "EGY");
  EXPECT_EQ(l.lexicon.find("XXX"), nullptr);
  struct {
    const char *text, *want;
    NameKind kind;
  } const cases[] = {
      {"Egypt", "EGY", NameKind::kOfficial},
      {"Arab Republic of Egypt", "EGY", NameKind::kShort},
      {"Egyptian", "EGY", NameKind::kDemonymAdj},
      {"Egyptians", "EGY", NameKind::kDemonymNoun},
      {"Cairo", "EGY", NameKind::kCapitalMetonym},
      {"Ittihadiya Palace", "EGY.GOV", NameKind::kSeatMetonym},
      {"Elysee", "FRA.GOV", NameKind::kSeatMetonym},
      {"Rashwan", "p.rashwan", NameKind::kShort},
      {"MFA", "EGY.GOV.MFA", NameKind::kAcronym},
  };
  for (const auto& c : cases) {
    const std::vector<std::string> words = split(c.text);
    const auto match = l.lexicon.match_name({words.begin(), words.end()}, 0);
    ASSERT_TRUE(match) << c.text;
    ASSERT_EQ(match->candidates.size(), 1U) << c.text << ": a word that is adjective and noun is one name";
    EXPECT_EQ(l.lexicon.actors[match->candidates[0]->actor].id, c.want) << c.text;
    EXPECT_EQ(match->candidates[0]->kind, c.kind) << c.text;
  }
}

TEST(ActorTables, RolesAreHeldFromTheFirstToTheLastDayOfWhatIsWritten) {
  const Folder folder;
  write_all(folder);
  const Loaded l = load(folder);
  const auto person = static_cast<std::uint32_t>(l.lexicon.find("p.rashwan") - l.lexicon.actors.data());
  const auto roles = l.lexicon.roles_of(person);
  ASSERT_EQ(roles.size(), 2U);
  struct {
    const char *day, *want;
  } const cases[] = {
      {"2018-12-31", ""}, {"2019-01-01", "finance minister"}, {"2021-02-28", "finance minister"}, {"2021-03-01", "foreign minister"}, {"2026-01-01", "foreign minister"},
  };
  for (const auto& c : cases) {
    std::string held;
    for (const Role* role : roles)
      if (role->held.holds(base::parse_date(c.day))) held += role->office;
    EXPECT_EQ(held, c.want) << c.day;
  }
  EXPECT_TRUE(l.lexicon.roles_of(0).empty());
}

TEST(ActorTables, AGenericClaimsItsExample) {
  const Folder folder;
  write_all(folder);
  const Loaded l = load(folder);
  ASSERT_EQ(l.claims.size(), 1U);
  EXPECT_EQ(l.claims[0].kind, Claim::Kind::kSector);
  EXPECT_EQ(l.claims[0].value, "MIL");
}

TEST(ActorTables, WhatIsWrongIsToldWithItsPlace) {
  struct {
    const char *name, *file;
    std::string bytes;
    const char* want;
  } const cases[] = {
      {"no country code", "states.tsv", std::string(kStates) + "Eg\tEG\tEgypt\t\t\t\t\t\th\t2026\nEGY\tEG\tEgypt\t\t\t\t\t\th\t2026\n", "states.tsv:2:1 LEX005\n"},
      {"a state twice", "states.tsv", std::string(kStates) + "EGY\tEG\tEgypt\t\t\t\t\t\th\t2026\nEGY\tEG\tEgypt\t\t\t\t\t\th\t2026\n", "states.tsv:3:1 LEX006\n"},
      {"unknown kind of actor", "y.actors.tsv", std::string(kActors) + "A\tclub\tThe A\tEGY\tGOV\t\t\t\th\t2026\n", "y.actors.tsv:2:3 LEX005\n"},
      {"unknown country", "y.actors.tsv", std::string(kActors) + "A\tmilitia\tThe A\tXYZ\tREB\t\t\t\th\t2026\n", "y.actors.tsv:2:17 LEX005\n"},
      {"unknown sector", "y.actors.tsv", std::string(kActors) + "A\tmilitia\tThe A\tEGY\tARMY\t\t\t\th\t2026\n", "y.actors.tsv:2:21 LEX005\n"},
      {"no state, but a code", "y.actors.tsv", std::string(kActors) + "A\tmilitia\tThe A\tIMG\tREB\t\t\t\th\t2026\n", ""},
      {"an actor of another file again", "y.actors.tsv", std::string(kActors) + "EGY.GOV.MFA\tministry\tM\tEGY\tGOV\t\t\t\th\t2026\n", "y.actors.tsv:2:1 LEX006\n"},
      {"a state's government again", "y.actors.tsv", std::string(kActors) + "EGY.GOV\tgovernment\tM\tEGY\tGOV\t\t\t\th\t2026\n", "y.actors.tsv:2:1 LEX006\n"},
      {"no id", "y.actors.tsv", std::string(kActors) + "\tmilitia\tThe A\tEGY\tREB\t\t\t\th\t2026\n", "y.actors.tsv:2:1 LEX006\n"},
      {"an unknown parent", "y.actors.tsv", std::string(kActors) + "A\tmilitia\tThe A\tEGY\tREB\tNONE\t\t\th\t2026\n", "y.actors.tsv:2:0 LEX009\n"},
      {"no date", "y.actors.tsv", std::string(kActors) + "A\tmilitia\tThe A\tEGY\tREB\t\tsoon\t\th\t2026\n", "y.actors.tsv:2:26 LEX008\n"},
      {"no such day", "y.actors.tsv", std::string(kActors) + "A\tmilitia\tThe A\tEGY\tREB\t\t2011-02-30\t2011-13\th\t2026\n", "y.actors.tsv:2:26 LEX008\ny.actors.tsv:2:37 LEX008\n"},
      {"ends before it begins", "y.actors.tsv", std::string(kActors) + "A\tmilitia\tThe A\tEGY\tREB\t\t2011\t2010-12\th\t2026\n", "y.actors.tsv:2:31 LEX008\n"},
      {"a name of nobody", "y.names.tsv", std::string(kNames) + "NONE\tNobody\tshort\th\n", "y.names.tsv:2:1 LEX009\n"},
      {"an unknown kind of name", "y.names.tsv", std::string(kNames) + "EGY\tMisr\tnickname\th\n", "y.names.tsv:2:10 LEX005\n"},
      {"a name twice", "y.names.tsv", std::string(kNames) + "EGY\tMisr\tshort\th\nFRA\tMisr\tshort\th\nEGY\tMisr\tshort\th\n", "y.names.tsv:4:5 LEX006\n"},
      {"a role of nobody", "y.roles.tsv", std::string(kRoles) + "p.none\tminister\t\tEGY\tGOV\t\t\th\t2026\n", "y.roles.tsv:2:1 LEX009\n"},
      {"a role in an unknown body", "y.roles.tsv", std::string(kRoles) + "p.rashwan\tminister\tNONE\tEGY\tGOV\t\t\th\t2026\n", "y.roles.tsv:2:20 LEX009\n"},
      {"a role of an unknown sector", "y.roles.tsv", std::string(kRoles) + "p.rashwan\tminister\t\tEGY\tMIN\t\t\th\t2026\n", "y.roles.tsv:2:25 LEX005\n"},
      {"an unknown kind of generic", "generics.tsv", std::string(kGenerics) + "a\tarmy\tMIL\tcrowd\tyes\t\tE.\th\n", "generics.tsv:2:12 LEX005\n"},
      {"a generic twice", "generics.tsv", std::string(kGenerics) + "a\tarmy\tMIL\tbody\tyes\t\tE.\th\na\tnavy\tMIL\tbody\tyes\t\tE.\th\n", "generics.tsv:3:1 LEX006\n"},
      {"a pattern twice", "generics.tsv", std::string(kGenerics) + "a\tarmy\tMIL\tbody\tyes\t\tE.\th\nb\tnavy|army\tMIL\tbody\tyes\t\tE.\th\n", "generics.tsv:3:3 LEX006\n"},
      {"a generic without example", "generics.tsv", std::string(kGenerics) + "a\tarmy\tMIL\tbody\tyes\t\t\th\n", "generics.tsv:2:22 LEX007\n"},
      {"several at once", "y.actors.tsv", std::string(kActors) + "A\tclub\tA\tEGY\tGOV\t\t\t\th\t2026\nB\tmilitia\tB\tXYZ\tARMY\t\tx\t\th\t2026\nC\tshort\n",
       "y.actors.tsv:4:1 LEX003\ny.actors.tsv:2:3 LEX005\ny.actors.tsv:3:13 LEX005\ny.actors.tsv:3:17 LEX005\ny.actors.tsv:3:23 LEX008\n"},
  };
  for (const auto& c : cases) {
    const Folder folder;
    write_all(folder);
    folder.write(c.file, c.bytes);
    EXPECT_EQ(places(load(folder).problems), c.want) << c.name;
  }
}

TEST(ActorTables, MissingTablesAreNamed) {
  const Folder folder;
  EXPECT_EQ(places(load(folder).problems), "states.tsv:0:0 LEX001\ngenerics.tsv:0:0 LEX001\n");
}

}  // namespace
}  // namespace dragoman::lexicon
