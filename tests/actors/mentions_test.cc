// Who is meant, over hand-written trees and a small lexicon.
#include "actors/mentions.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "support/tree.h"
#include "support/world.h"

namespace dragoman::actors {
namespace {

using dragoman::testing::parsed;
using dragoman::testing::small_lexicon;
using dragoman::testing::Text;

/// "LBY MIL p.omari (commander)"; the actors of a pair in the order of their codes.
std::string show(std::vector<Entity> entities) {
  std::sort(entities.begin(), entities.end(), [](const Entity& a, const Entity& b) { return a.code < b.code; });
  std::string out;
  for (const Entity& e : entities) {
    if (!out.empty()) out += " + ";
    out += e.code;
    if (!e.sector.empty()) out += " " + e.sector;
    if (!e.identifier_id.empty() && e.identifier_id != e.code) out += " " + e.identifier_id;
    if (!e.office.empty()) out += " (" + e.office + ")";
  }
  return out;
}

struct Case {
  std::string name;
  std::vector<std::string_view> sentences;
  std::string word;        // form of the head, looked for in the last sentence
  std::string want;
  std::string date = "2026-02-01";
  std::string publisher = "";
  std::string known_gap = "";
};

const Resolver& resolver() {
  static const Resolver r(small_lexicon().actors, small_lexicon().words);
  return r;
}

void check(const std::vector<Case>& cases) {
  for (const Case& c : cases) {
    const Text text = parsed(c.sentences);
    const DocumentActors actors = resolver().resolve(text.document, {base::parse_date(c.date), c.publisher});
    const auto last = static_cast<std::uint32_t>(text.document.size() - 1);
    const std::int32_t at = dragoman::testing::word(text.document[last].sentence, c.word);
    ASSERT_GE(at, 0) << c.name;
    const Mention* mention = actors.at(last, at);
    EXPECT_ROW(mention == nullptr ? std::string("no mention") : show(mention->entities), c.want, c.name, c.known_gap);
  }
}

TEST(Mentions, FromTheirOwnWords) {
  check({
      {"a state", {"Egypt//PROPN/2/nsubj waits/wait/VERB/0/root"}, "Egypt", "EGY"},
      {"a capital", {"Cairo//PROPN/2/nsubj waits/wait/VERB/0/root"}, "Cairo", "EGY"},
      {"a seat", {"The//DET/2/det \u00c9lys\u00e9e//PROPN/3/nsubj waits/wait/VERB/0/root"}, "\u00c9lys\u00e9e", "FRA GOV FRA.GOV"},
      {"a people", {"Egyptians/Egyptian/PROPN/2/nsubj/Number=Plur wait//VERB/0/root"}, "Egyptians", "EGY CVL"},
      {"a name of several words", {"The//DET/3/det United//PROPN/3/compound Nations//PROPN/4/nsubj waits/wait/VERB/0/root"}, "Nations", "UNO UNO.UN"},
      {"an acronym", {"The//DET/2/det UN//PROPN/3/nsubj waits/wait/VERB/0/root"}, "UN", "UNO UNO.UN"},
      {"nationality and sector", {"The//DET/3/det Egyptian//ADJ/3/amod army//NOUN/4/nsubj waits/wait/VERB/0/root"}, "army", "EGY MIL"},
      {"nationality and title",
       {"The//DET/4/det Egyptian//ADJ/4/amod foreign//ADJ/4/amod minister//NOUN/5/nsubj waits/wait/VERB/0/root"},
       "minister",
       "EGY GOV (foreign minister)"},
      {"a possessor",
       {"Egypt//PROPN/4/nmod:poss ~'s//PART/1/case foreign//ADJ/4/amod minister//NOUN/5/nsubj waits/wait/VERB/0/root"},
       "minister",
       "EGY GOV (foreign minister)"},
      {"of", {"The//DET/2/det president//NOUN/5/nsubj of//ADP/4/case Libya//PROPN/2/nmod waits/wait/VERB/0/root"}, "president", "LBY GOV (president)"},
      {"a title of several words with of",
       {"The//DET/2/det minister//NOUN/8/nsubj of//ADP/5/case foreign//ADJ/5/amod affairs/affair/NOUN/2/nmod of//ADP/7/case Sudan//PROPN/5/nmod waits/wait/VERB/0/root"},
       "minister",
       "SDN GOV (minister of foreign affairs)"},
      {"a country as first part", {"Libya//PROPN/2/compound rebels/rebel/NOUN/3/nsubj/Number=Plur wait//VERB/0/root"}, "rebels", "LBY REB"},
      {"an office of an organisation has no sector",
       {"UN//PROPN/2/compound officials/official/NOUN/3/nsubj/Number=Plur wait//VERB/0/root"},
       "officials",
       "UNO"},
      {"a sector without a country is nobody", {"The//DET/2/det minister//NOUN/3/nsubj waits/wait/VERB/0/root"}, "minister", ""},
      {"an ambassador belongs to the sender, not to the host",
       {"The//DET/3/det French//ADJ/3/amod ambassador//NOUN/6/nsubj to//ADP/5/case Egypt//PROPN/3/nmod waits/wait/VERB/0/root"},
       "ambassador",
       "FRA GOV (ambassador)"},
      {"conjuncts share what follows",
       {"The//DET/2/det government//NOUN/7/nsubj and//CCONJ/4/cc army//NOUN/2/conj of//ADP/6/case Libya//PROPN/4/nmod wait//VERB/0/root"},
       "government",
       "LBY GOV"},
      {"an ordinary noun", {"The//DET/2/det table//NOUN/3/nsubj waits/wait/VERB/0/root"}, "table", ""},
      {"a name in small letters is none", {"The//DET/2/det turkey//NOUN/3/nsubj waits/wait/VERB/0/root"}, "turkey", ""},
  });
}

TEST(Mentions, FromAppositions) {
  check({
      {"a name, who it is",
       {"Julia//PROPN/10/nsubj Ortiz//PROPN/1/flat ~,//PUNCT/7/punct the//DET/7/det Egyptian//ADJ/7/amod foreign//ADJ/7/amod minister//NOUN/1/appos ~,//PUNCT/7/punct "
        "now//ADV/10/advmod waits/wait/VERB/0/root"},
       "Julia",
       "EGY GOV"},
      {"who it is, a name",
       {"The//DET/4/det Egyptian//ADJ/4/amod foreign//ADJ/4/amod minister//NOUN/9/nsubj ~,//PUNCT/6/punct Julia//PROPN/4/appos Ortiz//PROPN/6/flat ~,//PUNCT/6/punct "
        "waits/wait/VERB/0/root"},
       "Julia",
       "EGY GOV"},
  });
}

TEST(Mentions, TitledNames) {
  check({
      {"nationality, title, name",
       {"Egyptian//ADJ/4/amod Foreign//PROPN/3/compound Minister//PROPN/4/compound Julia//PROPN/6/nsubj Ortiz//PROPN/4/flat waits/wait/VERB/0/root"},
       "Julia",
       "EGY GOV (Foreign Minister)"},
      {"a titled name in a statement is one of the issuer's people",
       {"Foreign//PROPN/2/compound Minister//PROPN/3/compound Julia//PROPN/5/nsubj Ortiz//PROPN/3/flat waits/wait/VERB/0/root"},
       "Julia",
       "EGY GOV",
       "2026-02-01",
       "Egyptian Foreign Ministry"},
      {"a titled name of nobody knows where",
       {"Foreign//PROPN/2/compound Minister//PROPN/3/compound Julia//PROPN/5/nsubj Ortiz//PROPN/3/flat waits/wait/VERB/0/root"},
       "Julia",
       ""},
  });
}

TEST(Mentions, AnOfficeIsTheOneHeldOnTheDocumentsDate) {
  const std::vector<std::string_view> s = {"Salem//PROPN/3/nsubj Omari//PROPN/1/flat waits/wait/VERB/0/root"};
  check({
      {"the first day of a role", s, "Salem", "LBY MIL p.omari (commander)", "2019-01-01"},
      {"the last day of a month", s, "Salem", "LBY MIL p.omari (commander)", "2021-06-30"},
      {"the next role", s, "Salem", "LBY GOV p.omari (defence minister)", "2021-07-01"},
      {"before the first role: the person's own row", s, "Salem", "LBY CVL p.omari", "2010-01-01", "", "the first row is taken"},
      {"after office", s, "Salem", "LBY ELI p.omari (former defence minister)", "2026-02-01"},
  });
}

constexpr std::string_view kOrtizCame =
    "Egyptian//ADJ/4/amod Foreign//PROPN/3/compound Minister//PROPN/4/compound Julia//PROPN/6/nsubj Ortiz//PROPN/4/flat came/come/VERB/0/root";
constexpr std::string_view kEgyptSentAid = "Egypt//PROPN/2/nsubj sent/send/VERB/0/root food//NOUN/2/obj to//ADP/5/case Libya//PROPN/2/obl";

TEST(Mentions, FromTheDocument) {
  const std::string he = "He/he/PRON/2/nsubj/Gender=Masc|Number=Sing|Person=3|PronType=Prs waits/wait/VERB/0/root";
  const std::string she = "She/she/PRON/2/nsubj/Gender=Fem|Number=Sing|Person=3|PronType=Prs waits/wait/VERB/0/root";
  const std::string it = "It/it/PRON/2/nsubj/Gender=Neut|Number=Sing|Person=3|PronType=Prs waits/wait/VERB/0/root";
  const std::string they = "They/they/PRON/2/nsubj/Number=Plur|Person=3|PronType=Prs wait//VERB/0/root";
  const std::string his_army =
      "His/he/PRON/2/nmod:poss/Gender=Masc|Number=Sing|Person=3|Poss=Yes|PronType=Prs army//NOUN/3/nsubj waits/wait/VERB/0/root";
  check({
      {"a surname", {kOrtizCame, "Ortiz//PROPN/2/nsubj waits/wait/VERB/0/root"}, "Ortiz", "EGY GOV (Foreign Minister)"},
      {"a surname of somebody else", {kOrtizCame, "Keller//PROPN/2/nsubj waits/wait/VERB/0/root"}, "Keller", ""},
      {"a given name alone is no short form", {kOrtizCame, "Julia//PROPN/2/nsubj waits/wait/VERB/0/root"}, "Julia", ""},
      {"she", {kOrtizCame, she}, "She", "EGY GOV (Foreign Minister)"},
      {"she, two sentences on", {kOrtizCame, "Rain//NOUN/2/nsubj fell/fall/VERB/0/root", she}, "She", "EGY GOV (Foreign Minister)"},
      {"he is a person, not a state", {kEgyptSentAid, he}, "He", ""},
      {"it is a state, not a person", {kEgyptSentAid, kOrtizCame, it}, "It", "EGY"},
      {"it is rather the subject before", {kEgyptSentAid, it}, "It", "EGY"},
      {"it at the very beginning", {it}, "It", ""},
      {"they", {"Libyan//ADJ/2/amod rebels/rebel/NOUN/3/nsubj/Number=Plur left/leave/VERB/0/root", they}, "They", "LBY REB"},
      {"his army", {"The//DET/3/det Sudanese//ADJ/3/amod president//NOUN/4/nsubj/Number=Sing came/come/VERB/0/root", his_army}, "army", "SDN MIL"},
      {"the object of a verb is not its subject",
       {"Egypt//PROPN/2/nsubj praised/praise/VERB/0/root it//PRON/2/obj/Gender=Neut|Number=Sing|Person=3|PronType=Prs"},
       "it",
       ""},
      {"too far back",
       {kEgyptSentAid, "Rain//NOUN/2/nsubj fell/fall/VERB/0/root", "Rain//NOUN/2/nsubj fell/fall/VERB/0/root", "Rain//NOUN/2/nsubj fell/fall/VERB/0/root",
        "Rain//NOUN/2/nsubj fell/fall/VERB/0/root", it},
       "It",
       ""},
      {"the minister", {kOrtizCame, "The//DET/2/det/Definite=Def minister//NOUN/3/nsubj waits/wait/VERB/0/root"}, "minister", "EGY GOV (Foreign Minister)", "2026-02-01", "",
       "the office is compared with its capitals"},
      {"a minister is another one", {kOrtizCame, "A//DET/2/det/Definite=Ind minister//NOUN/3/nsubj waits/wait/VERB/0/root"}, "minister", ""},
      {"the ministry",
       {"The//DET/4/det Egyptian//ADJ/4/amod Foreign//PROPN/4/compound Ministry//PROPN/5/nsubj wrote/write/VERB/0/root",
        "The//DET/2/det/Definite=Def ministry//NOUN/3/nsubj waits/wait/VERB/0/root"},
       "ministry",
       "EGY GOV EGY.GOV.MFA"},
      {"the group",
       {"The//DET/3/det Red//PROPN/3/compound Hand//PROPN/4/nsubj fled/flee/VERB/0/root", "The//DET/2/det/Definite=Def army//NOUN/3/nsubj waits/wait/VERB/0/root"},
       "army",
       ""},
  });
}

TEST(Mentions, PairsAreTheTwoNamedLast) {
  const std::string_view meeting = "Egypt//PROPN/2/nsubj met/meet/VERB/0/root Libya//PROPN/2/obj";
  const std::string_view three = "Turkey//PROPN/2/nsubj told/tell/VERB/0/root Egypt//PROPN/2/obj and//CCONJ/5/cc Libya//PROPN/3/conj";
  check({
      {"the two armies", {meeting, "The//DET/3/det two//NUM/3/nummod armies/army/NOUN/4/nsubj/Number=Plur wait//VERB/0/root"}, "armies", "EGY MIL + LBY MIL"},
      {"both sides", {meeting, "Both//DET/2/det sides/side/NOUN/3/nsubj/Number=Plur wait//VERB/0/root"}, "sides", "EGY + LBY"},
      {"the two countries of three named", {three, "The//DET/3/det two//NUM/3/nummod countries/country/NOUN/4/nsubj/Number=Plur wait//VERB/0/root"}, "countries", "EGY + LBY"},
      {"sides without two", {meeting, "The//DET/2/det sides/side/NOUN/3/nsubj/Number=Plur wait//VERB/0/root"}, "sides", ""},
      {"two of what are no parties", {meeting, "The//DET/3/det two//NUM/3/nummod tables/table/NOUN/4/nsubj/Number=Plur wait//VERB/0/root"}, "tables", ""},
      {"only one is known", {"Egypt//PROPN/2/nsubj waits/wait/VERB/0/root", "Both//DET/2/det sides/side/NOUN/3/nsubj/Number=Plur wait//VERB/0/root"}, "sides", ""},
      {"inside the sentence",
       {"Egypt//PROPN/2/nsubj told/tell/VERB/0/root Libya//PROPN/2/obj that//SCONJ/7/mark both//DET/6/det sides/side/NOUN/7/nsubj/Number=Plur wait//VERB/2/ccomp"},
       "sides",
       "EGY + LBY"},
  });
}

TEST(Mentions, WeAreWhoSpeaks) {
  const std::string_view we = "We/we/PRON/2/nsubj/Number=Plur|Person=1|PronType=Prs support//VERB/0/root Libya//PROPN/2/obj";
  const std::string_view i = "I/i/PRON/2/nsubj/Number=Sing|Person=1|PronType=Prs support//VERB/0/root Libya//PROPN/2/obj";
  const std::string_view says =
      "Egyptian//ADJ/4/amod Foreign//PROPN/3/compound Minister//PROPN/4/compound Julia//PROPN/6/nsubj Ortiz//PROPN/4/flat said/say/VERB/0/root ~://PUNCT/6/punct";
  const std::string_view our = "Our/our/PRON/2/nmod:poss/Number=Plur|Person=1|Poss=Yes|PronType=Prs army//NOUN/3/nsubj waits/wait/VERB/0/root";
  check({
      {"we in a statement: the office that issued it", {we}, "We", "EGY GOV EGY.GOV.MFA", "2026-02-01", "Egyptian Foreign Ministry"},
      {"we in a speech: the office, not the person", {says, we}, "We", "EGY GOV"},
      {"I in a speech: the person", {says, i}, "I", "EGY GOV (Foreign Minister)"},
      {"a state as publisher: the state", {we}, "We", "FRA", "2026-02-01", "France"},
      {"nobody speaks", {we}, "We", ""},
      {"a newspaper as publisher is nobody", {we}, "We", "", "2026-02-01", "The Morning Post"},
      {"our army", {our}, "army", "FRA MIL", "2026-02-01", "France"},
  });
}

TEST(Mentions, FormChains) {
  const Text text = parsed({kOrtizCame, "She/she/PRON/2/nsubj/Gender=Fem|Number=Sing|Person=3|PronType=Prs met/meet/VERB/0/root Libya//PROPN/2/obj",
                            "Ortiz//PROPN/2/nsubj left/leave/VERB/0/root"});
  const DocumentActors actors = resolver().resolve(text.document, {base::parse_date("2026-02-01"), ""});
  const auto chain = [&](std::uint32_t sentence, const char* form) {
    const Mention* m = actors.at(sentence, dragoman::testing::word(text.document[sentence].sentence, form));
    return m == nullptr ? -2 : m->chain;
  };
  EXPECT_GE(chain(0, "Julia"), 0);
  EXPECT_EQ(chain(1, "She"), chain(0, "Julia"));
  EXPECT_EQ(chain(2, "Ortiz"), chain(0, "Julia"));
  EXPECT_NE(chain(1, "Libya"), chain(0, "Julia"));
  for (const Mention& m : actors.mentions()) {
    const language::Sentence& s = text.document[m.sentence].sentence;
    EXPECT_TRUE(s.span.contains(m.span));
    EXPECT_LE(m.first, m.head);
    EXPECT_LE(m.head, m.last);
  }
}

TEST(Mentions, APhraseCoversItsTitleButNotItsClauses) {
  const Text text = parsed(
      {"The//DET/4/det Egyptian//ADJ/4/amod foreign//ADJ/4/amod minister//NOUN/9/nsubj who/who/PRON/6/nsubj/PronType=Rel resigned/resign/VERB/4/acl:relcl in//ADP/8/case May//PROPN/6/obl "
       "waits/wait/VERB/0/root"});
  const DocumentActors actors = resolver().resolve(text.document, {});
  const Mention* m = actors.at(0, 3);
  ASSERT_NE(m, nullptr);
  EXPECT_EQ(m->span.of(text.text), "The Egyptian foreign minister");
  EXPECT_EQ(m->kind, MentionKind::kDescription);
  EXPECT_TRUE(m->person);
}

TEST(Names, ResolveOnTheirOwn) {
  struct {
    const char *name, *want;
  } const cases[] = {
      {"Egyptian Foreign Ministry", "EGY GOV EGY.GOV.MFA"}, {"Government of France", "FRA GOV"}, {"France", "FRA GOV"}, {"United Nations", "UNO UNO.UN"}, {"The Morning Post", ""}, {"", ""},
  };
  for (const auto& c : cases) {
    const auto entity = resolver().resolve_name(c.name, base::parse_date("2026-02-01"));
    EXPECT_EQ(entity ? show({*entity}) : "", c.want) << c.name;
  }
}

}  // namespace
}  // namespace dragoman::actors
