// Did it happen, is it told or weighed, and who says so.
#include "events/factuality.h"

#include <gtest/gtest.h>

#include "support/tree.h"
#include "support/world.h"

namespace dragoman::events {
namespace {

struct Case {
  std::string name;
  std::string_view sentence;
  std::string trigger, want;
  std::string carrier = "";
  std::string known_gap = "";
};

void check(const std::vector<Case>& cases) {
  for (const Case& c : cases) {
    const testing::Text text = testing::parsed({c.sentence});
    const language::ParsedSentence& p = text.document[0];
    const std::int32_t t = testing::word(p.sentence, c.trigger);
    ASSERT_GE(t, 0) << c.name;
    const std::int32_t carrier = c.carrier.empty() ? -1 : testing::word(p.sentence, c.carrier);
    EXPECT_ROW(std::string(to_string(factuality_of(p.sentence, p.tree, t, carrier, testing::small_lexicon().words))), c.want, c.name, c.known_gap);
  }
}

TEST(Factualities, OfVerbs) {
  check({
      {"past", "Egypt//PROPN/2/nsubj attacked/attack/VERB/0/root Libya//PROPN/2/obj", "attacked", "actual"},
      {"perfect", "Egypt//PROPN/3/nsubj has/have/AUX/3/aux attacked/attack/VERB/0/root", "attacked", "actual"},
      {"not", "Egypt//PROPN/4/nsubj did/do/AUX/4/aux not//PART/4/advmod attack//VERB/0/root", "attack", "negated"},
      {"never", "Egypt//PROPN/3/nsubj never//ADV/3/advmod attacked/attack/VERB/0/root", "attacked", "negated"},
      {"nobody: a negated subject's determiner does not reach the verb here", "Egypt//PROPN/2/nsubj attacked/attack/VERB/0/root no//DET/4/det one//NOUN/2/obj", "attacked", "actual"},
      {"will", "Egypt//PROPN/3/nsubj will//AUX/3/aux attack//VERB/0/root", "attack", "future"},
      {"will not", "Egypt//PROPN/4/nsubj will//AUX/4/aux not//PART/4/advmod attack//VERB/0/root", "attack", "negated"},
      {"may", "Egypt//PROPN/3/nsubj may//AUX/3/aux attack//VERB/0/root", "attack", "hypothetical"},
      {"would", "Egypt//PROPN/3/nsubj would//AUX/3/aux attack//VERB/0/root", "attack", "hypothetical"},
      {"if", "If//SCONJ/3/mark Egypt//PROPN/3/nsubj attacks/attack/VERB/5/advcl Libya//PROPN/5/nsubj leaves/leave/VERB/0/root", "attacks", "hypothetical"},
      {"the clause beside an if", "If//SCONJ/3/mark Egypt//PROPN/3/nsubj attacks/attack/VERB/5/advcl Libya//PROPN/5/nsubj leaves/leave/VERB/0/root", "leaves", "actual"},
      {"unless", "Unless//SCONJ/3/mark Egypt//PROPN/3/nsubj attacks/attack/VERB/5/advcl Libya//PROPN/5/nsubj stays/stay/VERB/0/root", "attacks", "hypothetical"},
      {"purpose", "Egypt//PROPN/2/nsubj came/come/VERB/0/root to//PART/4/mark attack//VERB/2/advcl/VerbForm=Inf", "attack", "hypothetical"},
      {"a question", "Did/do/AUX/3/aux Egypt//PROPN/3/nsubj attack//VERB/0/root ~?//PUNCT/3/punct", "attack", "hypothetical"},
      {"a second verb shares will", "Egypt//PROPN/3/nsubj will//AUX/3/aux come//VERB/0/root and//CCONJ/5/cc attack//VERB/3/conj", "attack", "future"},
      {"but not where it has its own subject",
       "Egypt//PROPN/3/nsubj will//AUX/3/aux come//VERB/0/root and//CCONJ/6/cc Sudan//PROPN/6/nsubj attacked/attack/VERB/3/conj",
       "attacked",
       "actual"},
      {"a relative clause keeps its own",
       "Egypt//PROPN/3/nsubj will//AUX/3/aux meet//VERB/0/root rebels/rebel/NOUN/3/obj who/who/PRON/6/nsubj/PronType=Rel attacked/attack/VERB/4/acl:relcl Libya//PROPN/6/obj",
       "attacked",
       "actual"},
  });
}

TEST(Factualities, OfWhatHangsOnAWord) {
  check({
      {"failed to", "Egypt//PROPN/2/nsubj failed/fail/VERB/0/root to//PART/4/mark attack//VERB/2/xcomp/VerbForm=Inf", "attack", "negated"},
      {"refused to", "Egypt//PROPN/2/nsubj refused/refuse/VERB/0/root to//PART/4/mark attack//VERB/2/xcomp/VerbForm=Inf", "attack", "negated"},
      {"did not fail to", "Egypt//PROPN/4/nsubj did/do/AUX/4/aux not//PART/4/advmod fail//VERB/0/root to//PART/6/mark attack//VERB/4/xcomp/VerbForm=Inf", "attack", "actual"},
      {"managed to", "Egypt//PROPN/2/nsubj managed/manage/VERB/0/root to//PART/4/mark attack//VERB/2/xcomp/VerbForm=Inf", "attack", "actual"},
      {"did not manage to",
       "Egypt//PROPN/4/nsubj did/do/AUX/4/aux not//PART/4/advmod manage//VERB/0/root to//PART/6/mark attack//VERB/4/xcomp/VerbForm=Inf",
       "attack",
       "negated"},
      {"plans to", "Egypt//PROPN/2/nsubj plans/plan/VERB/0/root to//PART/4/mark attack//VERB/2/xcomp/VerbForm=Inf", "attack", "future"},
      {"wants to", "Egypt//PROPN/2/nsubj wants/want/VERB/0/root to//PART/4/mark attack//VERB/2/xcomp/VerbForm=Inf", "attack", "hypothetical"},
      {"an infinitive of an unknown verb", "Egypt//PROPN/2/nsubj itched/itch/VERB/0/root to//PART/4/mark attack//VERB/2/xcomp/VerbForm=Inf", "attack", "hypothetical"},
      {"urged him to", "Egypt//PROPN/2/nsubj urged/urge/VERB/0/root Sudan//PROPN/2/obj to//PART/5/mark attack//VERB/2/xcomp/VerbForm=Inf", "attack", "hypothetical"},
      {"said that it", "Egypt//PROPN/2/nsubj said/say/VERB/0/root Sudan//PROPN/4/nsubj attacked/attack/VERB/2/ccomp", "attacked", "actual"},
      {"did not say that it", "Egypt//PROPN/4/nsubj did/do/AUX/4/aux not//PART/4/advmod say//VERB/0/root Sudan//PROPN/6/nsubj attacked/attack/VERB/4/ccomp", "attacked", "actual"},
      {"denied that it", "Egypt//PROPN/2/nsubj denied/deny/VERB/0/root Sudan//PROPN/4/nsubj attacked/attack/VERB/2/ccomp", "attacked", "negated"},
      {"a plan to", "Egypt//PROPN/3/nmod:poss ~'s//PART/1/case plan//NOUN/6/nsubj to//PART/5/mark attack//VERB/3/acl/VerbForm=Inf leaked/leak/VERB/0/root", "attack", "future"},
  });
}

TEST(Factualities, OfNouns) {
  check({
      {"told", "Egypt//PROPN/3/nmod:poss ~'s//PART/1/case visit//NOUN/4/nsubj ended/end/VERB/0/root", "visit", "actual", "ended"},
      {"possible", "Possible//ADJ/2/amod talks/talk/NOUN/4/nsubj were/be/AUX/4/cop news//NOUN/0/root", "talks", "hypothetical"},
      {"planned", "The//DET/3/det planned//ADJ/3/amod visit//NOUN/5/nsubj is/be/AUX/5/cop news//NOUN/0/root", "visit", "future"},
      {"cancelled visit", "A//DET/3/det cancelled//ADJ/3/amod visit//NOUN/5/nsubj is/be/AUX/5/cop news//NOUN/0/root", "visit", "negated"},
      {"no talks", "No//DET/2/det talks/talk/NOUN/4/nsubj:pass were/be/AUX/4/aux:pass held/hold/VERB/0/root", "talks", "negated", "held"},
      {"talks will be held", "Talks/talk/NOUN/4/nsubj:pass will//AUX/4/aux be//AUX/4/aux:pass held/hold/VERB/0/root", "Talks", "future", "held"},
      {"talks were not held", "Talks/talk/NOUN/4/nsubj:pass were/be/AUX/4/aux:pass not//PART/4/advmod held/hold/VERB/0/root", "Talks", "negated", "held"},
      {"cancelled a visit", "Egypt//PROPN/2/nsubj cancelled/cancel/VERB/0/root a//DET/4/det visit//NOUN/2/obj", "visit", "negated"},
      {"a visit was cancelled", "The//DET/2/det visit//NOUN/4/nsubj:pass was/be/AUX/4/aux:pass cancelled/cancel/VERB/0/root", "visit", "negated"},
      {"did not cancel a visit", "Egypt//PROPN/4/nsubj did/do/AUX/4/aux not//PART/4/advmod cancel//VERB/0/root a//DET/6/det visit//NOUN/4/obj", "visit", "actual"},
      {"absence of", "the//DET/2/det absence//NOUN/0/root of//ADP/4/case talks/talk/NOUN/2/nmod", "talks", "negated"},
      {"without", "Egypt//PROPN/2/nsubj left/leave/VERB/0/root without//ADP/4/case talks/talk/NOUN/2/obl", "talks", "negated"},
      {"talks are possible", "Talks/talk/NOUN/3/nsubj are/be/AUX/3/cop possible//ADJ/0/root", "Talks", "hypothetical"},
      {"may hold talks", "Egypt//PROPN/3/nsubj may//AUX/3/aux hold//VERB/0/root talks/talk/NOUN/3/obj", "talks", "hypothetical", "hold"},
      {"plans to hold talks",
       "Egypt//PROPN/2/nsubj plans/plan/VERB/0/root to//PART/4/mark hold//VERB/2/xcomp/VerbForm=Inf talks/talk/NOUN/4/obj",
       "talks",
       "future",
       "hold"},
      {"the visit may please: the pleasing is not sure, nor is the visit",
       "The//DET/2/det visit//NOUN/4/nsubj may//AUX/4/aux please//VERB/0/root Libya//PROPN/4/obj",
       "visit",
       "hypothetical"},
  });
}

TEST(Stances, AreOfNouns) {
  struct {
    const char *name, *sentence, *trigger, *want;
  } const cases[] = {
      {"told", "Egypt//PROPN/2/nsubj welcomed/welcome/VERB/0/root cooperation//NOUN/2/obj", "cooperation", "reported"},
      {"strong cooperation", "Strong//ADJ/2/amod cooperation//NOUN/3/nsubj helps/help/VERB/0/root", "cooperation", "assessed"},
      {"the depth of cooperation", "the//DET/2/det depth//NOUN/0/root of//ADP/4/case cooperation//NOUN/2/nmod", "cooperation", "assessed"},
      {"a table of cooperation", "the//DET/2/det table//NOUN/0/root of//ADP/4/case cooperation//NOUN/2/nmod", "cooperation", "reported"},
      {"cooperation is strong", "Cooperation//NOUN/3/nsubj is/be/AUX/3/cop strong//ADJ/0/root", "Cooperation", "assessed"},
      {"a verb is told", "Egypt//PROPN/2/nsubj cooperated/cooperate/VERB/0/root", "cooperated", "reported"},
  };
  for (const auto& c : cases) {
    const testing::Text text = testing::parsed({c.sentence});
    const language::ParsedSentence& p = text.document[0];
    EXPECT_EQ(to_string(stance_of(p.sentence, p.tree, testing::word(p.sentence, c.trigger), testing::small_lexicon().words)), c.want) << c.name;
  }
}

TEST(Sources, AreNamedInTheSentence) {
  struct {
    const char *name, *sentence, *trigger, *cue, *speaker;
  } const cases[] = {
      {"said that", "Egypt//PROPN/2/nsubj said/say/VERB/0/root Sudan//PROPN/4/nsubj attacked/attack/VERB/2/ccomp", "attacked", "said", "Egypt"},
      {"behind a comma", "Sudan//PROPN/2/nsubj attacked/attack/VERB/0/root ~,//PUNCT/5/punct Egypt//PROPN/5/nsubj said/say/VERB/2/parataxis", "attacked", "said", "Egypt"},
      {"of a noun inside", "Egypt//PROPN/2/nsubj said/say/VERB/0/root the//DET/4/det attack//NOUN/5/nsubj failed/fail/VERB/2/ccomp", "attack", "said", "Egypt"},
      {"according to",
       "According/accord/VERB/3/case to//ADP/1/fixed Egypt//PROPN/5/obl Sudan//PROPN/5/nsubj attacked/attack/VERB/0/root",
       "attacked",
       "According",
       "Egypt"},
      {"nobody", "Sudan//PROPN/2/nsubj attacked/attack/VERB/0/root Libya//PROPN/2/obj", "attacked", "", ""},
      {"its own subject says something else", "Egypt//PROPN/2/nsubj said/say/VERB/0/root nothing//PRON/2/obj", "said", "", ""},
      {"a verb that reports nothing", "Egypt//PROPN/2/nsubj saw/see/VERB/0/root Sudan//PROPN/4/nsubj attack//VERB/2/ccomp", "attack", "", ""},
      {"the nearest one",
       "Turkey//PROPN/2/nsubj said/say/VERB/0/root Egypt//PROPN/4/nsubj claimed/claim/VERB/2/ccomp Sudan//PROPN/6/nsubj attacked/attack/VERB/4/ccomp",
       "attacked",
       "claimed",
       "Egypt"},
  };
  for (const auto& c : cases) {
    const testing::Text text = testing::parsed({c.sentence});
    const language::ParsedSentence& p = text.document[0];
    const Source source = source_of(p.sentence, p.tree, testing::word(p.sentence, c.trigger), testing::small_lexicon().words);
    const auto form = [&](std::int32_t t) { return t < 0 ? std::string() : p.sentence.tokens[static_cast<std::size_t>(t)].form; };
    EXPECT_EQ(form(source.cue), c.cue) << c.name;
    EXPECT_EQ(form(source.speaker), c.speaker) << c.name;
  }
}

}  // namespace
}  // namespace dragoman::events
