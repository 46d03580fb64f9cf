// From trees to event reports, with a small lexicon: which words make an event, who takes part, what it is about.
#include "events/coder.h"

#include <gtest/gtest.h>

#include <set>

#include "events/events_support.h"

namespace dragoman::events {
namespace {

struct Case {
  std::string name;
  std::vector<std::string_view> sentences;
  std::string want;
  std::string publisher = "";
  std::string known_gap = "";
};

void check(const std::vector<Case>& cases) {
  for (const Case& c : cases) EXPECT_ROW(show(code(c.sentences, c.publisher)), c.want, c.name, c.known_gap);
}

TEST(Coding, VerbsAndNouns) {
  check({
      {"active", {"Egypt//PROPN/2/nsubj visited/visit/VERB:VBD/0/root Libya//PROPN/2/obj"}, "CONSULT/visit[visited] EGY > LBY"},
      {"passive",
       {"Libya//PROPN/3/nsubj:pass was/be/AUX/3/aux:pass attacked/attack/VERB:VBN/0/root/VerbForm=Part by//ADP/6/case Sudanese//ADJ/6/amod troops/troop/NOUN/3/obl:agent/Number=Plur"},
       "ASSAULT[attacked] SDN.MIL > LBY"},
      {"possessive and to",
       {"Egypt//PROPN/3/nmod:poss ~'s//PART/1/case visit//NOUN/6/nsubj to//ADP/5/case Libya//PROPN/3/nmod ended/end/VERB:VBD/0/root"},
       "CONSULT/visit[visit] EGY > LBY"},
      {"by and to",
       {"A//DET/2/det visit//NOUN/9/nsubj by//ADP/6/case the//DET/6/det Egyptian//ADJ/6/amod minister//NOUN/2/nmod to//ADP/8/case Libya//PROPN/2/nmod ended/end/VERB:VBD/0/root"},
       "CONSULT/visit[visit] EGY.GOV > LBY"},
      {"of",
       {"The//DET/2/det visit//NOUN/9/nsubj of//ADP/6/case the//DET/6/det Egyptian//ADJ/6/amod minister//NOUN/2/nmod to//ADP/8/case Libya//PROPN/2/nmod ended/end/VERB:VBD/0/root"},
       "CONSULT/visit[visit] EGY.GOV > LBY"},
      {"nationality and for",
       {"Egyptian//ADJ/2/amod support//NOUN/5/nsubj for//ADP/4/case Libya//PROPN/2/nmod grew/grow/VERB:VBD/0/root"},
       "AID[support] EGY > LBY"},
      {"compound", {"Turkey//PROPN/2/compound strikes/strike/NOUN/5/nsubj on//ADP/4/case Libya//PROPN/2/nmod ended/end/VERB:VBD/0/root"}, "ASSAULT[strikes] TUR > LBY"},
      {"received support",
       {"Libya//PROPN/2/nsubj received/receive/VERB:VBD/0/root support//NOUN/2/obj from//ADP/5/case Egypt//PROPN/2/obl"},
       "AID[support] EGY > LBY"},
      {"gave support", {"Egypt//PROPN/2/nsubj gave/give/VERB:VBD/0/root Libya//PROPN/2/iobj support//NOUN/2/obj"}, "AID[support] EGY > LBY"},
      {"paid a visit",
       {"Egypt//PROPN/2/nsubj paid/pay/VERB:VBD/0/root a//DET/4/det visit//NOUN/2/obj to//ADP/6/case Libya//PROPN/2/obl"},
       "CONSULT/visit[visit] EGY > LBY"},
      {"relative clause",
       {"Sudan//PROPN/5/nsubj which/which/PRON/3/nsubj/PronType=Rel attacked/attack/VERB:VBD/1/acl:relcl Libya//PROPN/3/obj laughed/laugh/VERB:VBD/0/root"},
       "ASSAULT[attacked] SDN > LBY"},
      {"two attackers",
       {"Egypt//PROPN/4/nsubj and//CCONJ/3/cc Sudan//PROPN/1/conj attacked/attack/VERB:VBD/0/root Libya//PROPN/4/obj"},
       "ASSAULT[attacked] EGY+SDN > LBY"},
      {"a shared object",
       {"Egypt//PROPN/2/nsubj visited/visit/VERB:VBD/0/root and//CCONJ/4/cc attacked/attack/VERB:VBD/2/conj Libya//PROPN/2/obj"},
       "CONSULT/visit[visited] EGY > LBY; ASSAULT[attacked] EGY > LBY"},
      {"nobody political", {"The//DET/2/det dog//NOUN/3/nsubj attacked/attack/VERB:VBD/0/root the//DET/5/det cat//NOUN/3/obj"}, ""},
      {"one known party is enough where the frame says any", {"Egypt//PROPN/2/nsubj attacked/attack/VERB:VBD/0/root the//DET/4/det cat//NOUN/2/obj"}, "ASSAULT[attacked] EGY > -"},
      {"no trigger", {"Egypt//PROPN/2/nsubj praised/praise/VERB:VBD/0/root Libya//PROPN/2/obj"}, ""},
      {"a noun inside a name is no event", {"The//DET/4/det Attack//PROPN/4/compound Museum//PROPN/4/compound Egypt//PROPN/0/root"}, ""},
      {"words of the phrase tell the mode, and a state that does what only forces do is its forces",
       {"Sudan//PROPN/2/nsubj attacked/attack/VERB:VBD/0/root Libya//PROPN/2/obj with//ADP/5/case jets/jet/NOUN/2/obl"},
       "ASSAULT/aerial[attacked] SDN.MIL > LBY"},
  });
}

TEST(Coding, MutualActsPutEveryoneInActor) {
  check({
      {"met with", {"Egypt//PROPN/2/nsubj met/meet/VERB:VBD/0/root with//ADP/4/case Libya//PROPN/2/obl"}, "CONSULT[met] EGY+LBY > -"},
      {"met", {"Egypt//PROPN/2/nsubj met/meet/VERB:VBD/0/root Libya//PROPN/2/obj"}, "CONSULT[met] EGY+LBY > -"},
      {"A and B met", {"Egypt//PROPN/4/nsubj and//CCONJ/3/cc Libya//PROPN/1/conj met/meet/VERB:VBD/0/root"}, "CONSULT[met] EGY+LBY > -"},
      {"talks between",
       {"Talks/talk/NOUN/6/nsubj between//ADP/3/case Egypt//PROPN/1/nmod and//CCONJ/5/cc Libya//PROPN/3/conj ended/end/VERB:VBD/0/root"},
       "CONSULT[Talks] EGY+LBY > -"},
      {"held talks with",
       {"Egypt//PROPN/2/nsubj held/hold/VERB:VBD/0/root talks/talk/NOUN/2/obj with//ADP/5/case Libya//PROPN/2/obl"},
       "CONSULT[talks] EGY+LBY > -"},
      {"only one party of a meeting is known", {"Egypt//PROPN/2/nsubj met/meet/VERB:VBD/0/root with//ADP/4/case dogs/dog/NOUN/2/obl"}, ""},
      {"both sides cooperated, the sentence before says who",
       {"Egypt//PROPN/2/nsubj praised/praise/VERB:VBD/0/root Libya//PROPN/2/obj", "Both//DET/2/det sides/side/NOUN/3/nsubj/Number=Plur cooperated/cooperate/VERB:VBD/0/root"},
       "COOPERATE[cooperated] LBY+EGY > -"},
      {"coordination between the two armies",
       {"Egypt//PROPN/2/nsubj praised/praise/VERB:VBD/0/root Libya//PROPN/2/obj",
        "Coordination//NOUN/6/nsubj between//ADP/5/case the//DET/5/det two//NUM/5/nummod armies/army/NOUN/1/nmod/Number=Plur grew/grow/VERB:VBD/0/root"},
       "COOPERATE[Coordination] LBY.MIL+EGY.MIL > -"},
  });
}

TEST(Coding, FactualityIsALabel) {
  check({
      {"negated", {"Egypt//PROPN/4/nsubj did/do/AUX/4/aux not//PART/4/advmod attack//VERB:VB/0/root Libya//PROPN/4/obj"}, "ASSAULT[attack] EGY > LBY negated"},
      {"failed to", {"Egypt//PROPN/2/nsubj failed/fail/VERB:VBD/0/root to//PART/4/mark attack//VERB:VB/2/xcomp/VerbForm=Inf Libya//PROPN/4/obj"}, "ASSAULT[attack] EGY > LBY negated"},
      {"may", {"Egypt//PROPN/3/nsubj may//AUX/3/aux attack//VERB:VB/0/root Libya//PROPN/3/obj"}, "ASSAULT[attack] EGY > LBY hypothetical"},
      {"future of an attack by others", {"Egypt//PROPN/3/nsubj will//AUX/3/aux attack//VERB:VB/0/root Libya//PROPN/3/obj"}, "ASSAULT[attack] EGY > LBY future"},
      {"strong cooperation",
       {"Strong//ADJ/2/amod cooperation//NOUN/7/nsubj between//ADP/4/case Egypt//PROPN/2/nmod and//CCONJ/6/cc Libya//PROPN/4/conj helps/help/VERB:VBZ/0/root"},
       "COOPERATE[cooperation] EGY+LBY > - assessed"},
  });
}

TEST(Coding, WhatIsToComeIsAPromise) {
  check({
      {"a visit to come is agreed", {"Egypt//PROPN/3/nsubj will//AUX/3/aux visit//VERB:VB/0/root Libya//PROPN/3/obj"}, "AGREE[visit] EGY > LBY of CONSULT/visit future"},
      {"talks to come", {"Egypt//PROPN/3/nsubj will//AUX/3/aux meet//VERB:VB/0/root Libya//PROPN/3/obj"}, "AGREE[meet] EGY+LBY > - of CONSULT future"},
      {"a withdrawal to come is conceded",
       {"Egypt//PROPN/3/nsubj will//AUX/3/aux withdraw//VERB:VB/0/root from//ADP/5/case Libya//PROPN/3/obl"},
       "CONCEDE[withdraw] EGY > LBY of RETREAT future"},
      {"one's own attack to come is a threat",
       {"We/we/PRON/3/nsubj/Number=Plur|Person=1|PronType=Prs will//AUX/3/aux attack//VERB:VB/0/root Libya//PROPN/3/obj"},
       "THREATEN[attack] FRA > LBY of ASSAULT future",
       "France"},
  });
}

TEST(Coding, AnActAboutAnActIsOneEvent) {
  check({
      {"agreed to send",
       {"Egypt//PROPN/2/nsubj agreed/agree/VERB:VBD/0/root to//PART/4/mark send//VERB:VB/2/xcomp/VerbForm=Inf food//NOUN/4/obj to//ADP/7/case Libya//PROPN/4/obl"},
       "AGREE[agreed] EGY > LBY of AID"},
      {"called on X to",
       {"Egypt//PROPN/2/nsubj called/call/VERB:VBD/0/root on//ADP/4/case Sudan//PROPN/2/obl to//PART/6/mark withdraw//VERB:VB/2/xcomp/VerbForm=Inf from//ADP/8/case Libya//PROPN/6/obl"},
       "REQUEST[called on] EGY > SDN of RETREAT"},
      {"urged X to",
       {"Egypt//PROPN/2/nsubj urged/urge/VERB:VBD/0/root Sudan//PROPN/2/obj to//PART/5/mark withdraw//VERB:VB/2/xcomp/VerbForm=Inf"},
       "REQUEST[urged] EGY > SDN of RETREAT"},
      {"refused to meet",
       {"Egypt//PROPN/2/nsubj refused/refuse/VERB:VBD/0/root to//PART/4/mark meet//VERB:VB/2/xcomp/VerbForm=Inf Libya//PROPN/4/obj"},
       "REJECT[refused] EGY > LBY of CONSULT"},
      {"refused a thing that is no act", {"Egypt//PROPN/2/nsubj refused/refuse/VERB:VBD/0/root to//PART/4/mark sing//VERB:VB/2/xcomp/VerbForm=Inf"}, ""},
      {"did not agree to send",
       {"Egypt//PROPN/4/nsubj did/do/AUX/4/aux not//PART/4/advmod agree//VERB:VB/0/root to//PART/6/mark send//VERB:VB/4/xcomp/VerbForm=Inf food//NOUN/6/obj to//ADP/9/case Libya//PROPN/6/obl"},
       "AGREE[agree] EGY > LBY of AID negated"},
      {"two acts under one promise",
       {"Egypt//PROPN/2/nsubj agreed/agree/VERB:VBD/0/root to//PART/4/mark visit//VERB:VB/2/xcomp/VerbForm=Inf Libya//PROPN/4/obj and//CCONJ/7/cc withdraw//VERB:VB/4/conj"},
       "AGREE[agreed] EGY > LBY of CONSULT/visit"},
      {"what a relative clause tells stands by itself",
       {"Egypt//PROPN/2/nsubj agreed/agree/VERB:VBD/0/root to//PART/4/mark visit//VERB:VB/2/xcomp/VerbForm=Inf Libya//PROPN/4/obj which/which/PRON/8/obj/PronType=Rel "
        "Sudan//PROPN/8/nsubj attacked/attack/VERB:VBD/5/acl:relcl"},
       "AGREE[agreed] EGY > LBY of CONSULT/visit; ASSAULT[attacked] SDN > LBY"},
      {"agreed on cooperation",
       {"Egypt//PROPN/4/nsubj and//CCONJ/3/cc Libya//PROPN/1/conj agreed/agree/VERB:VBD/0/root on//ADP/6/case cooperation//NOUN/4/obl"},
       "AGREE[agreed] EGY+LBY > - of COOPERATE"},
  });
}

TEST(Coding, OneHappeningIsOneEvent) {
  check({
      {"a strike killed Libyan rebels",
       {"Turkish//ADJ/2/amod strikes/strike/NOUN/3/nsubj killed/kill/VERB:VBD/0/root Libyan//ADJ/5/amod rebels/rebel/NOUN/3/obj/Number=Plur"},
       "ASSAULT[strikes] TUR > LBY.REB"},
      {"met for talks",
       {"Egypt//PROPN/2/nsubj met/meet/VERB:VBD/0/root Libya//PROPN/2/obj for//ADP/5/case talks/talk/NOUN/2/obl"},
       "CONSULT[met] EGY+LBY > -"},
      {"a light verb with a frame of its own gives way to its noun",
       {"Egypt//PROPN/2/nsubj gave/give/VERB:VBD/0/root support//NOUN/2/obj to//ADP/5/case Libya//PROPN/2/obl"},
       "AID[support] EGY > LBY"},
      {"a visit and an attack are two",
       {"Egypt//PROPN/3/nmod:poss ~'s//PART/1/case visit//NOUN/4/nsubj followed/follow/VERB:VBD/0/root an//DET/6/det attack//NOUN/4/obj by//ADP/8/case Sudan//PROPN/6/nmod on//ADP/10/case "
        "Libya//PROPN/6/nmod"},
       "CONSULT/visit[visit] EGY > -; ASSAULT[attack] SDN > LBY"},
  });
}

TEST(Coding, SourcesAreNamed) {
  check({
      {"said",
       {"The//DET/3/det French//ADJ/3/amod government//NOUN/4/nsubj said/say/VERB:VBD/0/root Sudan//PROPN/6/nsubj attacked/attack/VERB:VBD/4/ccomp Libya//PROPN/6/obj"},
       "ASSAULT[attacked] SDN > LBY says The French government"},
      {"denied",
       {"Sudan//PROPN/2/nsubj denied/deny/VERB:VBD/0/root that//SCONJ/5/mark it//PRON/5/nsubj/Gender=Neut|Number=Sing|Person=3|PronType=Prs attacked/attack/VERB:VBD/2/ccomp Libya//PROPN/5/obj"},
       "ASSAULT[attacked] SDN > LBY negated says Sudan"},
  });
  const Coded coded = code({"The//DET/3/det French//ADJ/3/amod government//NOUN/4/nsubj said/say/VERB:VBD/0/root Sudan//PROPN/6/nsubj attacked/attack/VERB:VBD/4/ccomp Libya//PROPN/6/obj"});
  ASSERT_EQ(coded.reports.size(), 1U);
  const Attribution& a = *coded.reports[0].attribution;
  EXPECT_EQ(a.code, "FRA");
  EXPECT_EQ(a.cue, "said");
  EXPECT_EQ(a.span.of(coded.text.text), "The French government");
  EXPECT_EQ(a.content.of(coded.text.text), "Sudan attacked Libya");
}

TEST(Coding, PartiesComeFromTheSentencesBefore) {
  check({
      {"his meetings after a visit",
       {"The//DET/3/det Egyptian//ADJ/3/amod minister//NOUN/4/nsubj/Number=Sing visited/visit/VERB:VBD/0/root Libya//PROPN/4/obj",
        "His/he/PRON/2/nmod:poss/Gender=Masc|Number=Sing|Person=3|Poss=Yes|PronType=Prs meetings/meeting/NOUN/6/nsubj with//ADP/5/case Libyan//ADJ/5/amod officials/official/NOUN/2/nmod/Number=Plur "
        "ended/end/VERB:VBD/0/root"},
       "CONSULT/visit[visited] EGY.GOV > LBY; CONSULT[meetings] EGY.GOV+LBY.GOV > -"},
      {"he", {"The//DET/3/det Egyptian//ADJ/3/amod minister//NOUN/4/nsubj/Number=Sing waited/wait/VERB:VBD/0/root",
              "He/he/PRON/2/nsubj/Gender=Masc|Number=Sing|Person=3|PronType=Prs visited/visit/VERB:VBD/0/root Libya//PROPN/2/obj"},
       "CONSULT/visit[visited] EGY.GOV > LBY"},
  });
}

TEST(Coding, AReportIsComplete) {
  const Coded coded = code({"Egypt//PROPN/2/nsubj visited/visit/VERB:VBD/0/root Libya//PROPN/2/obj"});
  ASSERT_EQ(coded.reports.size(), 1U);
  const EventReport& r = coded.reports[0];
  EXPECT_EQ(r.cameo, "042");
  EXPECT_EQ(r.quad, 1);
  EXPECT_EQ(r.scale, testing::small_lexicon().ontology.scale(lexicon::EventType::kConsult, "visit"));
  EXPECT_EQ(r.goldstein, testing::small_lexicon().ontology.goldstein("042"));
  EXPECT_FALSE(r.nominal);
  EXPECT_EQ(r.rule, "direct");
  EXPECT_EQ(r.date.basis, "publication");
  EXPECT_EQ(r.date.date, base::parse_date("2026-02-01"));
  EXPECT_FALSE(r.historical);
  EXPECT_GT(r.confidence, 0);
  EXPECT_LE(r.confidence, 1);
  ASSERT_NE(r.frame, nullptr);
  EXPECT_EQ(r.frame->id, "visit");
  EXPECT_EQ(r.actors[0].span.of(coded.text.text), "Egypt");
  EXPECT_EQ(r.recipients[0].span.of(coded.text.text), "Libya");
}

TEST(Coding, IdsAreStableAndDifferent) {
  const std::vector<std::string_view> sentences = {
      "Egypt//PROPN/2/nsubj visited/visit/VERB:VBD/0/root Libya//PROPN/2/obj", "Egypt//PROPN/2/nsubj visited/visit/VERB:VBD/0/root Libya//PROPN/2/obj",
      "Egypt//PROPN/2/nsubj attacked/attack/VERB:VBD/0/root Libya//PROPN/2/obj"};
  const Coded first = code(sentences), second = code(sentences), other = code(sentences, {}, "another");
  ASSERT_EQ(first.reports.size(), 3U);
  std::set<std::string> ids;
  for (std::size_t i = 0; i < 3; ++i) {
    EXPECT_EQ(first.reports[i].id, second.reports[i].id);
    EXPECT_NE(first.reports[i].id, other.reports[i].id);
    ids.insert(first.reports[i].id);
  }
  EXPECT_EQ(ids.size(), 3U);
  EXPECT_EQ(first.reports[0].id.size(), 17U);
  EXPECT_EQ(first.reports[0].id[0], 'e');
}

TEST(Coding, TheTraceSaysWhyNot) {
  struct {
    const char* name;
    std::string_view sentence;
    const char *frame, *reason;
  } const cases[] = {
      {"no party", "The//DET/2/det dog//NOUN/3/nsubj attacked/attack/VERB:VBD/0/root cats/cat/NOUN/3/obj", "attack", "no party that is a political actor"},
      {"no second party", "Egypt//PROPN/2/nsubj met/meet/VERB:VBD/0/root dogs/dog/NOUN/2/obj", "meet", "no second party that is a political actor"},
      {"no act", "Egypt//PROPN/2/nsubj refused/refuse/VERB:VBD/0/root to//PART/4/mark sing//VERB:VB/2/xcomp/VerbForm=Inf", "reject", "no act in its complement"},
      {"told inside another",
       "Egypt//PROPN/2/nsubj agreed/agree/VERB:VBD/0/root to//PART/4/mark visit//VERB:VB/2/xcomp/VerbForm=Inf Libya//PROPN/4/obj",
       "visit",
       "told as what 'agreed' is about"},
  };
  for (const auto& c : cases) {
    bool found = false;
    std::string all;
    for (const Trace::Row& row : code({c.sentence}).trace.rows) {
      found = found || (row.what.frame->id == c.frame && row.what.reason == c.reason);
      all += row.what.frame->id + ": " + row.what.reason + "\n";
    }
    EXPECT_TRUE(found) << c.name << "\n" << all;
  }
}

TEST(Coding, ContextsAreCalledUpByWords) {
  const testing::Text text = testing::parsed({"The//DET/2/det chemical//ADJ/3/amod weapon//NOUN/4/nsubj burned/burn/VERB/0/root"});
  EXPECT_TRUE(Coder(testing::small_lexicon()).contexts_in(text.document[0].sentence).contains("cbrn"));
  const testing::Text other = testing::parsed({"The//DET/2/det chemical//ADJ/3/amod plant//NOUN/4/nsubj burned/burn/VERB/0/root"});
  EXPECT_FALSE(Coder(testing::small_lexicon()).contexts_in(other.document[0].sentence).contains("cbrn"));
}

TEST(Coding, EmptyDocumentsAndLoneWords) {
  EXPECT_EQ(show(code({})), "");
  EXPECT_EQ(show(code({"attack//NOUN/0/root"})), "");
  EXPECT_EQ(show(code({"Egypt//PROPN/0/root"})), "");
}

}  // namespace
}  // namespace dragoman::events
