#include "language/sentence.h"

#include <gtest/gtest.h>

#include "support/tree.h"

namespace dragoman::language {
namespace {

TEST(Columns, TagsAndRelationsAreWrittenAndRead) {
  for (int i = 0; i <= static_cast<int>(Upos::kX); ++i) EXPECT_EQ(parse_upos(to_string(static_cast<Upos>(i))), static_cast<Upos>(i));
  for (int i = 0; i <= static_cast<int>(Deprel::kXcomp); ++i) EXPECT_EQ(parse_deprel(to_string(static_cast<Deprel>(i))), static_cast<Deprel>(i));
}

TEST(Columns, WhatUdDoesNotKnowHasAName) {
  struct {
    const char* text;
    Deprel want;
  } const cases[] = {
      {"nsubj:pass", Deprel::kNsubjPass}, {"nsubj:caus", Deprel::kNsubj}, {"obl:tmod", Deprel::kObl}, {"nmod:poss", Deprel::kNmodPoss},
      {"acl:relcl", Deprel::kAclRelcl},   {"subject", Deprel::kDep},      {"", Deprel::kDep},         {":", Deprel::kDep},
  };
  for (const auto& c : cases) EXPECT_EQ(to_string(parse_deprel(c.text)), to_string(c.want)) << c.text;
  EXPECT_EQ(parse_upos("NN"), Upos::kX);
  EXPECT_EQ(parse_upos(""), Upos::kX);
}

TEST(Columns, AFeatureIsFoundWhole) {
  Token t;
  t.feats = "Case=Nom|Number=Plur|Person=1";
  struct {
    const char* feature;
    bool want;
  } const cases[] = {
      {"Case=Nom", true}, {"Number=Plur", true}, {"Person=1", true}, {"Person=10", false}, {"erson=1", false}, {"Number=Plu", false}, {"Number", false}, {"Gender=Fem", false},
  };
  for (const auto& c : cases) EXPECT_EQ(t.has(c.feature), c.want) << c.feature;
  t.feats.clear();
  EXPECT_FALSE(t.has("Case=Nom"));
}

TEST(Trees, KnowChildrenAncestorsAndExtent) {
  // The old envoy of Malta left early
  const testing::Text text = testing::parsed(
      {"The//DET/3/det old//ADJ/3/amod envoy//NOUN/6/nsubj of//ADP/5/case Malta//PROPN/3/nmod left/leave/VERB/0/root early//ADV/6/advmod ~.//PUNCT/6/punct"});
  const Tree& tree = text.document[0].tree;
  EXPECT_EQ(tree.root(), 5);
  EXPECT_EQ(tree.children(5), (std::vector<std::int32_t>{2, 6, 7}));
  EXPECT_EQ(tree.children(2), (std::vector<std::int32_t>{0, 1, 4}));
  EXPECT_TRUE(tree.children(3).empty());
  EXPECT_EQ(tree.child(2, Deprel::kNmod), 4);
  EXPECT_EQ(tree.child(2, Deprel::kObj), -1);
  EXPECT_EQ(tree.extent(2), (std::pair<std::int32_t, std::int32_t>{0, 4}));
  EXPECT_EQ(tree.extent(3), (std::pair<std::int32_t, std::int32_t>{3, 3}));
  EXPECT_EQ(tree.extent(5), (std::pair<std::int32_t, std::int32_t>{0, 7}));
  EXPECT_TRUE(tree.dominates(5, 3));
  EXPECT_TRUE(tree.dominates(4, 4));
  EXPECT_FALSE(tree.dominates(4, 5));
  EXPECT_FALSE(tree.dominates(6, 2));
}

TEST(Trees, MayHaveCrossingArcs) {
  const testing::Text text = testing::parsed({"A//X/3/dep B//X/4/dep C//X/0/root D//X/3/dep"});
  const Tree& tree = text.document[0].tree;
  EXPECT_EQ(tree.extent(3), (std::pair<std::int32_t, std::int32_t>{1, 3}));
  EXPECT_EQ(tree.extent(2), (std::pair<std::int32_t, std::int32_t>{0, 3}));
}

}  // namespace
}  // namespace dragoman::language
