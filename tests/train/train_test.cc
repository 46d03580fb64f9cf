// A reading model from a few sentences: the same bytes every time, and it reads.
#include "train/train.h"

#include <gtest/gtest.h>

#include "language/analyzer.h"
#include "support/folder.h"
#include "support/tree.h"

namespace dragoman::train {
namespace {

using dragoman::testing::bytes_of;
using dragoman::testing::conllu_of;
using dragoman::testing::Folder;

constexpr std::string_view kSentences[] = {
    "The//DET:DT/2/det envoy//NOUN:NN/3/nsubj/Number=Sing left/leave/VERB:VBD/0/root/Tense=Past Oslo//PROPN:NNP/3/obj ~.//PUNCT:./3/punct",
    "The//DET:DT/2/det guards/guard/NOUN:NNS/3/nsubj/Number=Plur left/leave/VERB:VBD/0/root/Tense=Past ~.//PUNCT:./3/punct",
    "A//DET:DT/2/det ship//NOUN:NN/3/nsubj/Number=Sing reached/reach/VERB:VBD/0/root/Tense=Past the//DET:DT/5/det port//NOUN:NN/3/obj/Number=Sing ~.//PUNCT:./3/punct",
    "Oslo//PROPN:NNP/2/nsubj welcomed/welcome/VERB:VBD/0/root/Tense=Past the//DET:DT/4/det envoy//NOUN:NN/2/obj/Number=Sing ~.//PUNCT:./2/punct",
    "The//DET:DT/3/det old//ADJ:JJ/3/amod port//NOUN:NN/4/nsubj/Number=Sing closed/close/VERB:VBD/0/root/Tense=Past on//ADP:IN/6/case Monday//PROPN:NNP/4/obl ~.//PUNCT:./4/punct",
    "Ships/ship/NOUN:NNS/3/nsubj/Number=Plur may//AUX:MD/3/aux leave//VERB:VB/0/root/VerbForm=Inf the//DET:DT/5/det port//NOUN:NN/3/obj/Number=Sing ~.//PUNCT:./3/punct",
    "He/he/PRON:PRP/2/nsubj/Person=3 met/meet/VERB:VBD/0/root/Tense=Past the//DET:DT/4/det guards/guard/NOUN:NNS/2/obj/Number=Plur ~.//PUNCT:./2/punct",
    "They/they/PRON:PRP/2/nsubj/Person=3 met/meet/VERB:VBD/0/root/Tense=Past in//ADP:IN/4/case Oslo//PROPN:NNP/2/obl ~.//PUNCT:./2/punct",
    "The//DET:DT/2/det talks/talk/NOUN:NNS/3/nsubj/Number=Plur ended/end/VERB:VBD/0/root/Tense=Past on//ADP:IN/5/case Friday//PROPN:NNP/3/obl ~.//PUNCT:./3/punct",
    "A//DET:DT/2/det storm//NOUN:NN/3/nsubj/Number=Sing closed/close/VERB:VBD/0/root/Tense=Past the//DET:DT/6/det old//ADJ:JJ/6/amod road//NOUN:NN/3/obj/Number=Sing ~.//PUNCT:./3/punct",
    "Bergen//PROPN:NNP/4/nsubj did/do/AUX:VBD/4/aux not//PART:RB/4/advmod answer//VERB:VB/0/root/VerbForm=Inf ~.//PUNCT:./4/punct",
    "The//DET:DT/2/det road//NOUN:NN/6/nsubj/Number=Sing to//ADP:TO/4/case Bergen//PROPN:NNP/2/nmod was/be/AUX:VBD/6/cop long//ADJ:JJ/0/root ~.//PUNCT:./6/punct",
    "Guards/guard/NOUN:NNS/4/nsubj/Number=Plur and//CCONJ:CC/3/cc envoys/envoy/NOUN:NNS/1/conj/Number=Plur waited/wait/VERB:VBD/0/root/Tense=Past ~.//PUNCT:./4/punct",
    "It/it/PRON:PRP/2/nsubj/Person=3 rained/rain/VERB:VBD/0/root/Tense=Past in//ADP:IN/4/case Bergen//PROPN:NNP/2/obl ~.//PUNCT:./2/punct",
    "The//DET:DT/2/det envoy//NOUN:NN/3/nsubj/Number=Sing wrote/write/VERB:VBD/0/root/Tense=Past a//DET:DT/6/det long//ADJ:JJ/6/amod letter//NOUN:NN/3/obj/Number=Sing ~.//PUNCT:./3/punct",
    "Letters/letter/NOUN:NNS/2/nsubj/Number=Plur came/come/VERB:VBD/0/root/Tense=Past from//ADP:IN/4/case Oslo//PROPN:NNP/2/obl ~.//PUNCT:./2/punct",
    "The//DET:DT/2/det port//NOUN:NN/4/nsubj:pass/Number=Sing was/be/AUX:VBD/4/aux:pass closed/close/VERB:VBN/0/root/Tense=Past ~.//PUNCT:./4/punct",
    "She/she/PRON:PRP/2/nsubj/Person=3 left/leave/VERB:VBD/0/root/Tense=Past Bergen//PROPN:NNP/2/obj on//ADP:IN/5/case Monday//PROPN:NNP/2/obl ~.//PUNCT:./2/punct",
    "The//DET:DT/2/det guards/guard/NOUN:NNS/4/nsubj/Number=Plur will//AUX:MD/4/aux return//VERB:VB/0/root/VerbForm=Inf on//ADP:IN/6/case Friday//PROPN:NNP/4/obl ~.//PUNCT:./4/punct",
    "Talks/talk/NOUN:NNS/3/nsubj/Number=Plur may//AUX:MD/3/aux follow//VERB:VB/0/root/VerbForm=Inf ~.//PUNCT:./3/punct",
};

class Training : public ::testing::Test {
 protected:
  void SetUp() override {
    std::string corpus;
    for (const std::string_view sentence : kSentences) corpus += conllu_of(sentence);
    options.corpora = {folder.write("corpus.conllu", corpus)};
    options.output = folder / "out.model";
    options.threads = 1;
    options.shape.word_size = options.shape.part_size = options.shape.hidden = options.shape.arc_size = options.shape.label_size = 16;
    options.shape.layers = 2;
    options.shape.tag_layer = 1;
    options.network.epochs = 4;
    options.network.batch_words = 30;
  }
  TrainReport run() const { return train(options, [](const std::string&) {}); }
  std::string code() const {
    try {
      (void)run();
      return "";
    } catch (const base::Error& error) {
      return error.diagnostics().front().code;
    }
  }
  const Folder folder;
  TrainOptions options;
};

TEST_F(Training, GivesTheSameBytesForAnyNumberOfThreads) {
  (void)run();
  const std::string first = bytes_of(options.output);
  ASSERT_FALSE(first.empty());
  (void)run();
  EXPECT_EQ(bytes_of(options.output), first) << "twice";
  for (const unsigned threads : {2U, 5U}) {
    options.threads = threads;
    (void)run();
    EXPECT_EQ(bytes_of(options.output), first) << threads << " threads";
  }
  options.seed = 2;
  (void)run();
  EXPECT_NE(bytes_of(options.output), first) << "another seed is another order";
}

TEST_F(Training, TheModelHasLearntItsCorpus) {
  options.dev = options.corpora;
  options.name = "tiny";
  options.least_word = options.least_part = 1;
  options.network.epochs = 120;   // of six batches each
  options.network.rate = 1e-2;
  options.network.warm_up = 20;
  options.network.word_dropout = options.network.part_dropout = options.network.layer_dropout = options.network.head_dropout = 0;
  options.check_every = 1000;
  const TrainReport report = run();
  EXPECT_EQ(report.sentences, 20U);
  EXPECT_EQ(report.bytes, bytes_of(options.output).size());
  ASSERT_EQ(report.dev.size(), 1U);
  const Scores& s = report.dev[0];
  EXPECT_EQ(s.words, report.words);
  EXPECT_GE(s.percent(s.upos), 95);
  EXPECT_GE(s.percent(s.lemma), 90);
  EXPECT_GE(s.percent(s.las), 85);
  const auto model = language::Model::load(options.output);
  EXPECT_EQ(model->name(), "tiny");
  testing::Text text = testing::parsed({"x/x/X/0/root y/y/X/1/dep z/z/X/1/dep ./x/X/1/dep"});
  language::Sentence& sentence = text.document[0].sentence;
  sentence.tokens[0].form = "The";
  sentence.tokens[1].form = "envoy";
  sentence.tokens[2].form = "left";
  language::Analyzer::Workspace workspace;
  language::Analyzer(model).analyze(sentence, workspace);
  EXPECT_TRUE(testing::is_tree(sentence));
  EXPECT_EQ(sentence.tokens[1].upos, language::Upos::kNoun);
  EXPECT_EQ(sentence.tokens[2].head, language::kNoHead);
  EXPECT_EQ(sentence.tokens[2].lemma, "leave");
}

TEST_F(Training, WhatCannotBeLearntFromIsAnError) {
  options.corpora = {folder.write("empty.conllu", "")};
  EXPECT_EQ(code(), "TRAIN001") << "an empty corpus";
  options.corpora = {folder.write("comments.conllu", "# text = nothing\n\n")};
  EXPECT_EQ(code(), "TRAIN001") << "no sentence";
  options.corpora = {folder.write("broken.conllu", "1\tA\n\n" + conllu_of(kSentences[0]))};
  EXPECT_EQ(code(), "CONLLU001") << "a broken corpus";
  options.corpora = {folder / "none.conllu"};
  EXPECT_EQ(code(), "FILE001") << "a missing one";
  EXPECT_EQ(folder.names(), (std::vector<std::string>{"broken.conllu", "comments.conllu", "corpus.conllu", "empty.conllu"})) << "no model is written";
}

TEST_F(Training, AShapeThatNoKernelTakesIsAnError) {
  options.shape.hidden = 20;
  EXPECT_EQ(code(), "TRAIN002");
}

TEST_F(Training, AnOutputThatCannotBeWrittenIsAnError) {
  options.output = folder / "none" / "out.model";
  EXPECT_EQ(code(), "FILE002");
}

TEST(Agreement, IsCountedWordByWord) {
  const testing::Text gold = testing::parsed({"He/he/PRON:PRP/2/nsubj/Person=3 left/leave/VERB:VBD/0/root/Tense=Past Oslo//PROPN:NNP/2/obj"});
  language::Sentence guess = gold.document[0].sentence;
  Scores scores;
  EXPECT_TRUE(count_agreement(guess, gold.document[0].sentence, scores));
  EXPECT_EQ(scores.las, 3U);
  guess.tokens[2].deprel = language::Deprel::kObl;   // a right head with a wrong name
  guess.tokens[0].head = 2;                          // a wrong head
  guess.tokens[0].lemma = "him";
  guess.tokens[1].xpos = "VB";
  guess.tokens[1].feats = "";
  Scores second;
  EXPECT_TRUE(count_agreement(guess, gold.document[0].sentence, second));
  EXPECT_EQ(second.words, 3U);
  EXPECT_EQ(second.upos, 3U);
  EXPECT_EQ(second.xpos, 2U);
  EXPECT_EQ(second.feats, 2U);
  EXPECT_EQ(second.lemma, 2U);
  EXPECT_EQ(second.uas, 2U);
  EXPECT_EQ(second.las, 1U);
  guess.tokens.pop_back();
  EXPECT_FALSE(count_agreement(guess, gold.document[0].sentence, second));
  EXPECT_EQ(second.words, 3U) << "nothing is added";
  EXPECT_EQ(Scores{}.percent(0), 0.0);
}

}  // namespace
}  // namespace dragoman::train
