// Who stands in which slot of a trigger, whatever the voice and the wording.
#include "events/arguments.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "support/tree.h"
#include "support/world.h"

namespace dragoman::events {
namespace {

struct Case {
  std::string name;
  std::string_view sentence;
  std::string trigger;
  std::string want;   // "slot=form" in the order of slots, ~ before what is only taken over
  std::string known_gap = "";
};

std::string show(const Arguments& arguments, const language::Sentence& s) {
  std::vector<std::string> out;
  for (const Argument& a : arguments.list)
    out.push_back((a.loose ? "~" : "") + std::string(a.slot) + "=" + s.tokens[static_cast<std::size_t>(a.token)].form);
  std::sort(out.begin(), out.end());
  std::string all;
  for (const std::string& one : out) all += (all.empty() ? "" : " ") + one;
  if (arguments.carrier >= 0) all += " (" + s.tokens[static_cast<std::size_t>(arguments.carrier)].form + ")";
  return all;
}

void check(const std::vector<Case>& cases) {
  for (const Case& c : cases) {
    const testing::Text text = testing::parsed({c.sentence});
    const language::ParsedSentence& p = text.document[0];
    const std::int32_t t = testing::word(p.sentence, c.trigger);
    ASSERT_GE(t, 0) << c.name;
    const auto upos = p.sentence.tokens[static_cast<std::size_t>(t)].upos;
    const Arguments arguments = upos == language::Upos::kVerb   ? verb_arguments(p.sentence, p.tree, t)
                                : upos == language::Upos::kAdj ? adjective_arguments(p.sentence, p.tree, t)
                                                               : noun_arguments(p.sentence, p.tree, t, testing::small_lexicon().words);
    EXPECT_ROW(show(arguments, p.sentence), c.want, c.name, c.known_gap);
  }
}

TEST(VerbArguments, Voices) {
  check({
      {"active", "Egypt//PROPN/2/nsubj visited/visit/VERB:VBD/0/root Libya//PROPN/2/obj", "visited", "obj=Libya subj=Egypt"},
      {"passive with by",
       "Libya//PROPN/3/nsubj:pass was/be/AUX/3/aux:pass attacked/attack/VERB:VBN/0/root/VerbForm=Part by//ADP/5/case Sudan//PROPN/3/obl:agent",
       "attacked",
       "obj=Libya subj=Sudan"},
      {"passive whose by-phrase is a plain oblique",
       "Libya//PROPN/3/nsubj:pass was/be/AUX/3/aux:pass attacked/attack/VERB:VBN/0/root/VerbForm=Part by//ADP/5/case Sudan//PROPN/3/obl",
       "attacked",
       "obj=Libya subj=Sudan"},
      {"passive without a doer", "Libya//PROPN/3/nsubj:pass was/be/AUX/3/aux:pass attacked/attack/VERB:VBN/0/root/VerbForm=Part", "attacked", "obj=Libya"},
      {"a passive's other phrases",
       "Libya//PROPN/3/nsubj:pass was/be/AUX/3/aux:pass attacked/attack/VERB:VBN/0/root/VerbForm=Part with//ADP/5/case rockets/rocket/NOUN/3/obl",
       "attacked",
       "obj=Libya with=rockets"},
      {"two objects", "Egypt//PROPN/2/nsubj gave/give/VERB:VBD/0/root Libya//PROPN/2/iobj food//NOUN/2/obj", "gave", "iobj=Libya obj=food subj=Egypt"},
      {"two objects that the parser took for equal", "Egypt//PROPN/2/nsubj gave/give/VERB:VBD/0/root Libya//PROPN/2/obj food//NOUN/2/obj", "gave",
       "iobj=Libya obj=food subj=Egypt"},
      {"phrases with prepositions",
       "Egypt//PROPN/2/nsubj talked/talk/VERB:VBD/0/root with//ADP/4/case Libya//PROPN/2/obl on//ADP/6/case Monday//PROPN/2/obl",
       "talked",
       "on=Monday subj=Egypt with=Libya"},
      {"a phrase on the object may be the verb's",
       "Egypt//PROPN/2/nsubj signed/sign/VERB:VBD/0/root accords/accord/NOUN/2/obj with//ADP/5/case Libya//PROPN/3/nmod",
       "signed",
       "obj=accords subj=Egypt ~with=Libya"},
  });
}

TEST(VerbArguments, Clauses) {
  check({
      {"relative clause, the head acts",
       "Sudan//PROPN/0/root which/which/PRON/3/nsubj/PronType=Rel attacked/attack/VERB:VBD/1/acl:relcl Libya//PROPN/3/obj",
       "attacked",
       "obj=Libya subj=Sudan"},
      {"relative clause, the head suffers",
       "Libya//PROPN/0/root which/which/PRON/4/obj/PronType=Rel Sudan//PROPN/4/nsubj attacked/attack/VERB:VBD/1/acl:relcl",
       "attacked",
       "obj=Libya subj=Sudan",
       "the pronoun is listed beside its noun"},
      {"relative clause without a pronoun", "visits/visit/NOUN/0/root Egypt//PROPN/3/nsubj made/make/VERB:VBD/1/acl:relcl", "made", "obj=visits subj=Egypt"},
      {"relative clause with a preposition",
       "Libya//PROPN/0/root with//ADP/3/case whom/whom/PRON/5/obl/PronType=Rel Egypt//PROPN/5/nsubj talked/talk/VERB:VBD/1/acl:relcl",
       "talked",
       "subj=Egypt with=Libya",
       "the pronoun is listed beside its noun"},
      {"relative clause in the passive",
       "Libya//PROPN/0/root which/which/PRON/4/nsubj:pass/PronType=Rel was/be/AUX/4/aux:pass attacked/attack/VERB:VBN/1/acl:relcl/VerbForm=Part by//ADP/6/case Sudan//PROPN/4/obl:agent",
       "attacked",
       "obj=Libya subj=Sudan"},
      {"a participle behind its noun",
       "troops/troop/NOUN/0/root deployed/deploy/VERB:VBN/1/acl/Tense=Past|VerbForm=Part by//ADP/4/case Turkey//PROPN/2/obl:agent",
       "deployed",
       "obj=troops subj=Turkey"},
      {"an active participle", "troops/troop/NOUN/0/root attacking/attack/VERB:VBG/1/acl/VerbForm=Ger Libya//PROPN/2/obj", "attacking", "obj=Libya subj=troops"},
      {"control by the subject",
       "Egypt//PROPN/2/nsubj agreed/agree/VERB:VBD/0/root to//PART/4/mark visit//VERB:VB/2/xcomp/VerbForm=Inf Libya//PROPN/4/obj",
       "visit",
       "obj=Libya subj=Egypt"},
      {"control by the object",
       "Egypt//PROPN/2/nsubj urged/urge/VERB:VBD/0/root Sudan//PROPN/2/obj to//PART/5/mark visit//VERB:VB/2/xcomp/VerbForm=Inf Libya//PROPN/5/obj",
       "visit",
       "obj=Libya subj=Sudan"},
      {"control by a passive's subject",
       "Sudan//PROPN/3/nsubj:pass was/be/AUX/3/aux:pass urged/urge/VERB:VBN/0/root/VerbForm=Part to//PART/5/mark leave//VERB:VB/3/xcomp/VerbForm=Inf",
       "leave",
       "subj=Sudan"},
      {"control over two steps",
       "Egypt//PROPN/2/nsubj wants/want/VERB:VBZ/0/root to//PART/4/mark try//VERB:VB/2/xcomp/VerbForm=Inf to//PART/6/mark visit//VERB:VB/4/xcomp/VerbForm=Inf Libya//PROPN/6/obj",
       "visit",
       "obj=Libya subj=Egypt"},
      {"a decision to do it: the decider's",
       "Egypt//PROPN/3/nmod:poss ~'s//PART/1/case decision//NOUN/0/root to//PART/5/mark leave//VERB:VB/3/acl/VerbForm=Inf Libya//PROPN/5/obj",
       "leave",
       "obj=Libya ~subj=Egypt"},
      {"its complements are slots",
       "Egypt//PROPN/2/nsubj said/say/VERB:VBD/0/root that//SCONJ/5/mark Libya//PROPN/5/nsubj left/leave/VERB:VBD/2/ccomp",
       "said",
       "ccomp=left subj=Egypt"},
      {"a purpose clause takes the subject loosely",
       "Egypt//PROPN/2/nsubj came/come/VERB:VBD/0/root to//PART/4/mark attack//VERB:VB/2/advcl/VerbForm=Inf Libya//PROPN/4/obj",
       "attack",
       "obj=Libya ~subj=Egypt"},
  });
}

TEST(VerbArguments, Coordination) {
  check({
      {"a second verb has the first one's subject",
       "Egypt//PROPN/2/nsubj came/come/VERB:VBD/0/root and//CCONJ/4/cc attacked/attack/VERB:VBD/2/conj Libya//PROPN/4/obj",
       "attacked",
       "obj=Libya subj=Egypt"},
      {"but not where it has its own",
       "Egypt//PROPN/2/nsubj came/come/VERB:VBD/0/root and//CCONJ/5/cc Sudan//PROPN/5/nsubj attacked/attack/VERB:VBD/2/conj Libya//PROPN/5/obj",
       "attacked",
       "obj=Libya subj=Sudan"},
      {"the first verb shares the object behind the second",
       "Egypt//PROPN/2/nsubj besieged/besiege/VERB:VBD/0/root and//CCONJ/4/cc attacked/attack/VERB:VBD/2/conj Libya//PROPN/4/obj",
       "besieged",
       "subj=Egypt ~obj=Libya"},
      {"the second verb shares the object behind both",
       "Egypt//PROPN/2/nsubj besieged/besiege/VERB:VBD/0/root and//CCONJ/4/cc attacked/attack/VERB:VBD/2/conj Libya//PROPN/2/obj",
       "attacked",
       "subj=Egypt ~obj=Libya"},
      {"coordinated passives",
       "Libya//PROPN/3/nsubj:pass was/be/AUX/3/aux:pass besieged/besiege/VERB:VBN/0/root/VerbForm=Part and//CCONJ/5/cc attacked/attack/VERB:VBN/3/conj/VerbForm=Part by//ADP/7/case "
       "Sudan//PROPN/5/obl:agent",
       "attacked",
       "subj=Sudan ~obj=Libya"},
  });
  const testing::Text text = testing::parsed(
      {"Egypt//PROPN/6/nsubj ~,//PUNCT/3/punct Libya//PROPN/1/conj and//CCONJ/5/cc Sudan//PROPN/1/conj met/meet/VERB/0/root Turkey//PROPN/6/obj"});
  EXPECT_EQ(with_conjuncts(text.document[0].sentence, text.document[0].tree, 0), (std::vector<std::int32_t>{0, 2, 4}));
  EXPECT_EQ(with_conjuncts(text.document[0].sentence, text.document[0].tree, 6), (std::vector<std::int32_t>{6}));
}

TEST(NounArguments, TheirOwnModifiers) {
  check({
      {"possessive and to", "Egypt//PROPN/3/nmod:poss ~'s//PART/1/case visit//NOUN/0/root to//ADP/5/case Libya//PROPN/3/nmod", "visit", "poss=Egypt to=Libya"},
      {"of", "the//DET/2/det visit//NOUN/0/root of//ADP/5/case the//DET/5/det minister//NOUN/2/nmod", "visit", "of=minister"},
      {"by", "visits/visit/NOUN/0/root by//ADP/3/case Egypt//PROPN/1/nmod to//ADP/5/case Libya//PROPN/1/nmod", "visits", "by=Egypt to=Libya"},
      {"between", "talks/talk/NOUN/0/root between//ADP/3/case Egypt//PROPN/1/nmod and//CCONJ/5/cc Libya//PROPN/3/conj", "talks", "between=Egypt"},
      {"with", "his/he/PRON/2/nmod:poss talks/talk/NOUN/0/root with//ADP/4/case Libya//PROPN/2/nmod", "talks", "poss=his with=Libya"},
      {"nationality", "Egyptian//ADJ/2/amod support//NOUN/0/root for//ADP/4/case Libya//PROPN/2/nmod", "support", "amod=Egyptian for=Libya"},
      {"compound", "coalition//NOUN/2/compound strikes/strike/NOUN/0/root on//ADP/4/case Libya//PROPN/2/nmod", "strikes", "compound=coalition on=Libya"},
      {"conjuncts share what stands before and after them",
       "Egypt//PROPN/3/nmod:poss ~'s//PART/1/case visits/visit/NOUN/0/root and//CCONJ/5/cc talks/talk/NOUN/3/conj with//ADP/7/case Libya//PROPN/5/nmod",
       "talks",
       "with=Libya ~poss=Egypt"},
      {"and the first what follows the last",
       "Egypt//PROPN/3/nmod:poss ~'s//PART/1/case visits/visit/NOUN/0/root and//CCONJ/5/cc talks/talk/NOUN/3/conj with//ADP/7/case Libya//PROPN/5/nmod",
       "visits",
       "poss=Egypt ~with=Libya"},
      {"its infinitive", "Egypt//PROPN/3/nmod:poss ~'s//PART/1/case decision//NOUN/0/root to//PART/5/mark leave//VERB/3/acl/VerbForm=Inf", "decision", "poss=Egypt xcomp=leave"},
  });
}

TEST(NounArguments, LightVerbsCarryThem) {
  check({
      {"held talks with",
       "Egypt//PROPN/2/nsubj held/hold/VERB:VBD/0/root talks/talk/NOUN/2/obj with//ADP/5/case Libya//PROPN/2/obl",
       "talks",
       "subj=Egypt with=Libya (held)"},
      {"talks were held",
       "Talks/talk/NOUN/3/nsubj:pass were/be/AUX/3/aux:pass held/hold/VERB:VBN/0/root/VerbForm=Part by//ADP/5/case Egypt//PROPN/3/obl:agent",
       "Talks",
       "subj=Egypt (held)"},
      {"received support: the subject is given it",
       "Libya//PROPN/2/nsubj received/receive/VERB:VBD/0/root support//NOUN/2/obj from//ADP/5/case Egypt//PROPN/2/obl",
       "support",
       "from=Egypt receiver=Libya (received)"},
      {"came under attack",
       "Libya//PROPN/2/nsubj came/come/VERB:VBD/0/root under//ADP/4/case attack//NOUN/2/obl from//ADP/6/case Sudan//PROPN/2/obl",
       "attack",
       "from=Sudan receiver=Libya (came)"},
      {"gave it support", "Egypt//PROPN/2/nsubj gave/give/VERB:VBD/0/root Libya//PROPN/2/iobj support//NOUN/2/obj", "support", "iobj=Libya subj=Egypt (gave)"},
      {"talks took place in",
       "Talks/talk/NOUN/2/nsubj took/take/VERB:VBD/0/root place//NOUN/2/obj in//ADP/5/case Cairo//PROPN/2/obl",
       "Talks",
       "in=Cairo (took)"},
      {"the visit he made",
       "the//DET/2/det visit//NOUN/0/root Egypt//PROPN/4/nsubj made/make/VERB:VBD/2/acl:relcl to//ADP/6/case Libya//PROPN/4/obl",
       "visit",
       "subj=Egypt to=Libya (made)"},
      {"another verb's subject is only likely to be the doer",
       "Egypt//PROPN/2/nsubj discussed/discuss/VERB:VBD/0/root cooperation//NOUN/2/obj with//ADP/5/case Libya//PROPN/3/nmod",
       "cooperation",
       "with=Libya ~subj=Egypt"},
      {"of two coordinated nouns the second is carried too",
       "Egypt//PROPN/2/nsubj held/hold/VERB:VBD/0/root meetings/meeting/NOUN/2/obj and//CCONJ/5/cc talks/talk/NOUN/3/conj with//ADP/7/case Libya//PROPN/2/obl",
       "talks",
       "subj=Egypt with=Libya (held)"},
  });
}

TEST(AdjectiveArguments, HaveASubject) {
  check({
      {"predicate", "Egypt//PROPN/3/nsubj is/be/AUX/3/cop angry//ADJ/0/root at//ADP/5/case Libya//PROPN/3/obl", "angry", "at=Libya subj=Egypt"},
  });
}

TEST(Passives, AreSeen) {
  struct {
    const char *name, *sentence, *verb;
    bool want;
  } const cases[] = {
      {"active", "Egypt//PROPN/2/nsubj left/leave/VERB:VBD/0/root", "left", false},
      {"auxiliary", "Egypt//PROPN/3/nsubj:pass was/be/AUX/3/aux:pass attacked/attack/VERB:VBN/0/root", "attacked", true},
      {"only the subject tells", "Egypt//PROPN/2/nsubj:pass attacked/attack/VERB:VBN/0/root", "attacked", true},
      {"perfect", "Egypt//PROPN/3/nsubj has/have/AUX/3/aux attacked/attack/VERB:VBN/0/root/VerbForm=Part", "attacked", false},
      {"participle on a noun", "troops/troop/NOUN/0/root deployed/deploy/VERB:VBN/1/acl/VerbForm=Part", "deployed", true},
      {"present participle on a noun", "troops/troop/NOUN/0/root leaving/leave/VERB:VBG/1/acl/VerbForm=Ger", "leaving", false},
  };
  for (const auto& c : cases) {
    const testing::Text text = testing::parsed({c.sentence});
    EXPECT_EQ(is_passive(text.document[0].sentence, text.document[0].tree, testing::word(text.document[0].sentence, c.verb)), c.want) << c.name;
  }
}

TEST(Arguments, ALongChainEnds) {
  // twenty verbs, each the infinitive of the one before
  std::string sentence = "Egypt//PROPN/2/nsubj v1//VERB/0/root";
  for (int i = 2; i <= 20; ++i) sentence += " v" + std::to_string(i) + "//VERB/" + std::to_string(i) + "/xcomp/VerbForm=Inf";
  const testing::Text text = testing::parsed({sentence});
  const Arguments last = verb_arguments(text.document[0].sentence, text.document[0].tree, 20);
  EXPECT_FALSE(last.has("subj")) << "nobody speaks so";
  EXPECT_TRUE(verb_arguments(text.document[0].sentence, text.document[0].tree, 4).has("subj"));
}

}  // namespace
}  // namespace dragoman::events
