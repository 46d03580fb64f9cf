#include "lexicon/words.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "support/folder.h"

namespace dragoman::lexicon {
namespace {

using dragoman::testing::Folder;
using dragoman::testing::places;

constexpr std::string_view kLight = "id\tverb\tsubject\texample\tsource\n";
constexpr std::string_view kReporting = "id\tlemma\tpos\texample\tsource\n";
constexpr std::string_view kFactuality = "id\tlemma\tpos\teffect\texample\tsource\n";
constexpr std::string_view kStance = "id\tlemma\tkind\texample\tsource\n";
constexpr std::string_view kModes = "id\ttype\tmode\tlemmas\texample\tsource\n";

void write_all(const Folder& folder) {
  folder.write("light_verbs.tsv", std::string(kLight) + "a\thold\tactor\tE1.\th\nb\treceive\trecipient\tE2.\th\nc\tbegin\tevent\tE3.\th\nd\tbegin\tactor\tE4.\th\n");
  folder.write("reporting.tsv", std::string(kReporting) + "a\tsay\tverb\tE5.\th\nb\tstatement\tnoun\tE6.\th\n");
  folder.write("factuality.tsv", std::string(kFactuality) +
                                     "a\tfail\tverb\tnegated\tE.\th\nb\tplan\tnoun\tfuture\tE.\th\nc\tpossible\tadj\thypothetical\tE.\th\nd\twill\tmodal\tfuture\tE.\th\n"
                                     "e\tnever\tnegator\tnegated\tE.\th\nf\tif\tmark\thypothetical\tE.\th\ng\tmanage\tverb\tactual\tE.\th\n");
  folder.write("stance.tsv", std::string(kStance) + "a\treflect\tassessing_verb\tE.\th\nb\tstrong\tassessing_adjective\tE.\th\nc\tdepth\tassessing_noun\tE.\th\n"
                                                    "d\tjoint\tjoint_adjective\tE.\th\ne\tside\tpair_noun\tE.\th\n");
  folder.write("mode_cues.tsv", std::string(kModes) + "a\tASSAULT\taerial\twarplane|air raid\tE.\th\n");
}

TEST(WordLists, EveryKindGoesToItsList) {
  const Folder folder;
  write_all(folder);
  std::vector<Claim> claims;
  std::vector<base::Diagnostic> problems;
  const Words w = load_words(folder.path(), claims, problems);
  EXPECT_EQ(places(problems), "");
  EXPECT_EQ(w.light_verbs.at("hold"), "actor");
  EXPECT_EQ(w.light_verbs.at("receive"), "recipient");
  EXPECT_EQ(w.light_verbs.at("begin"), "actor") << "one word may be a light verb and a happening verb";
  EXPECT_TRUE(w.happening_verbs.contains("begin"));
  EXPECT_FALSE(w.happening_verbs.contains("hold"));
  EXPECT_TRUE(w.reporting_verbs.contains("say"));
  EXPECT_TRUE(w.reporting_nouns.contains("statement"));
  EXPECT_EQ(w.factuality_verbs.at("fail"), "negated");
  EXPECT_EQ(w.factuality_verbs.at("manage"), "actual");
  EXPECT_EQ(w.factuality_nouns.at("plan"), "future");
  EXPECT_EQ(w.factuality_adjectives.at("possible"), "hypothetical");
  EXPECT_EQ(w.modals.at("will"), "future");
  EXPECT_TRUE(w.negators.contains("never"));
  EXPECT_TRUE(w.hypothetical_marks.contains("if"));
  EXPECT_TRUE(w.assessing_verbs.contains("reflect"));
  EXPECT_TRUE(w.assessing_adjectives.contains("strong"));
  EXPECT_TRUE(w.assessing_nouns.contains("depth"));
  EXPECT_TRUE(w.joint_adjectives.contains("joint"));
  EXPECT_TRUE(w.pair_nouns.contains("side"));
  ASSERT_EQ(w.mode_cues.size(), 1U);
  EXPECT_EQ(w.mode_cues[0].lemmas, (std::vector<std::string>{"warplane", "air raid"}));
}

TEST(WordLists, RowsClaimTheirExamples) {
  const Folder folder;
  write_all(folder);
  std::vector<Claim> claims;
  std::vector<base::Diagnostic> problems;
  (void)load_words(folder.path(), claims, problems);
  const auto count = [&](Claim::Kind kind) { return std::count_if(claims.begin(), claims.end(), [&](const Claim& c) { return c.kind == kind; }); };
  EXPECT_EQ(count(Claim::Kind::kNominalEvent), 4);
  EXPECT_EQ(count(Claim::Kind::kAttribution), 1);
  EXPECT_EQ(count(Claim::Kind::kFactuality), 7);
  EXPECT_EQ(count(Claim::Kind::kMode), 1);
  for (const Claim& c : claims)
    EXPECT_TRUE(c.kind != Claim::Kind::kMode || c.value == "ASSAULT aerial") << c.value;
}

TEST(WordLists, WhatIsWrongIsToldWithItsPlace) {
  struct {
    const char* name;
    const char* file;
    std::string bytes;
    const char* want;
  } const cases[] = {
      {"unknown subject", "light_verbs.tsv", std::string(kLight) + "a\thold\tdoer\tE.\th\n", "light_verbs.tsv:2:8 LEX005\n"},
      {"verb twice", "light_verbs.tsv", std::string(kLight) + "a\thold\tactor\tE.\th\nb\thold\trecipient\tE.\th\n", "light_verbs.tsv:3:3 LEX006\n"},
      {"no example", "light_verbs.tsv", std::string(kLight) + "a\thold\tactor\t\th\n", "light_verbs.tsv:2:14 LEX007\n"},
      {"unknown part of speech", "reporting.tsv", std::string(kReporting) + "a\tsay\tadverb\tE.\th\n", "reporting.tsv:2:7 LEX005\n"},
      {"word twice", "reporting.tsv", std::string(kReporting) + "a\tsay\tverb\tE.\th\nb\tsay\tverb\tE.\th\nc\tsay\tnoun\tE.\th\n", "reporting.tsv:3:3 LEX006\n"},
      {"unknown effect", "factuality.tsv", std::string(kFactuality) + "a\tfail\tverb\tfalse\tE.\th\n", "factuality.tsv:2:13 LEX005\n"},
      {"unknown kind of word", "factuality.tsv", std::string(kFactuality) + "a\tfail\tpronoun\tnegated\tE.\th\n", "factuality.tsv:2:8 LEX005\n"},
      {"no example of an effect", "factuality.tsv", std::string(kFactuality) + "a\tfail\tverb\tnegated\t\th\n", "factuality.tsv:2:21 LEX007\n"},
      {"unknown kind", "stance.tsv", std::string(kStance) + "a\tstrong\tadjective\tE.\th\n", "stance.tsv:2:10 LEX005\n"},
      {"kind twice", "stance.tsv", std::string(kStance) + "a\tside\tpair_noun\tE.\th\nb\tside\tpair_noun\tE.\th\n", "stance.tsv:3:3 LEX006\n"},
      {"two at once", "stance.tsv", std::string(kStance) + "a\ta\tx\tE.\th\nb\tb\ty\tE.\th\n", "stance.tsv:2:5 LEX005\nstance.tsv:3:5 LEX005\n"},
      {"no example of a mode", "mode_cues.tsv", std::string(kModes) + "a\tASSAULT\taerial\tjet\t\th\n", "mode_cues.tsv:2:22 LEX007\n"},
      {"a column is missing", "mode_cues.tsv", "id\ttype\tmode\n", "mode_cues.tsv:1:1 LEX002\n"},
  };
  for (const auto& c : cases) {
    const Folder folder;
    write_all(folder);
    folder.write(c.file, c.bytes);
    std::vector<Claim> claims;
    std::vector<base::Diagnostic> problems;
    (void)load_words(folder.path(), claims, problems);
    EXPECT_EQ(places(problems), c.want) << c.name;
  }
}

TEST(WordLists, EveryMissingTableIsNamed) {
  const Folder folder;
  std::vector<Claim> claims;
  std::vector<base::Diagnostic> problems;
  (void)load_words(folder.path(), claims, problems);
  EXPECT_EQ(places(problems), "light_verbs.tsv:0:0 LEX001\nreporting.tsv:0:0 LEX001\nfactuality.tsv:0:0 LEX001\nstance.tsv:0:0 LEX001\nmode_cues.tsv:0:0 LEX001\n");
}

}  // namespace
}  // namespace dragoman::lexicon
