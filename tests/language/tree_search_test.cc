// The best tree, against trying them all.
#include "language/tree_search.h"

#include <gtest/gtest.h>

#include <cmath>
#include <random>

namespace dragoman::language {
namespace {

bool is_tree(const std::vector<std::int32_t>& heads) {
  std::size_t roots = 0;
  for (const std::int32_t head : heads) {
    roots += head < 0;
    std::size_t steps = 0;
    for (std::int32_t at = head; at >= 0; at = heads[static_cast<std::size_t>(at)])
      if (++steps > heads.size()) return false;
  }
  return roots == 1;
}

double sum(const std::vector<float>& scores, std::size_t stride, const std::vector<std::int32_t>& heads) {
  double out = 0;
  for (std::size_t i = 0; i < heads.size(); ++i) out += static_cast<double>(scores[i * stride + (heads[i] < 0 ? heads.size() : static_cast<std::size_t>(heads[i]))]);
  return out;
}

TEST(BestTree, IsTheBestOfAll) {
  std::mt19937 random(3);
  for (int round = 0; round < 600; ++round) {
    const std::size_t n = 1 + static_cast<std::size_t>(round) % 5, stride = n + 1 + static_cast<std::size_t>(round) % 3;
    std::vector<float> scores(n * stride);
    for (float& s : scores) s = static_cast<float>(static_cast<int>(random() % 2001) - 1000) * (round % 7 == 0 ? 1e9F : 0.01F);
    std::vector<std::int32_t> found(n), heads(n, -1);
    best_tree(scores.data(), stride, found);
    ASSERT_TRUE(is_tree(found));
    double best = -1e30;
    for (;;) {  // every way to give heads
      bool own = false;
      for (std::size_t i = 0; i < n; ++i) own = own || heads[i] == static_cast<std::int32_t>(i);
      if (!own && is_tree(heads)) best = std::max(best, sum(scores, stride, heads));
      std::size_t at = 0;
      while (at < n && ++heads[at] == static_cast<std::int32_t>(n)) heads[at++] = -1;
      if (at == n) break;
    }
    EXPECT_NEAR(sum(scores, stride, found), best, 1e-6 * std::abs(best) + 1e-3) << n << " words, round " << round;
  }
}

TEST(BestTree, OfManyWordsIsATree) {
  std::mt19937 random(5);
  for (const std::size_t n : {50U, 400U}) {
    std::vector<float> scores(n * (n + 1), 0.0F);
    std::vector<std::int32_t> heads(n);
    best_tree(scores.data(), n + 1, heads);
    EXPECT_TRUE(is_tree(heads)) << "all scores alike";
    for (float& s : scores) s = static_cast<float>(random() % 1000);
    best_tree(scores.data(), n + 1, heads);
    EXPECT_TRUE(is_tree(heads));
    for (std::size_t i = 0; i < n; ++i) scores[i * (n + 1) + (i ^ 1)] = 5000;  // rings of two everywhere
    best_tree(scores.data(), n + 1, heads);
    EXPECT_TRUE(is_tree(heads));
  }
}

}  // namespace
}  // namespace dragoman::language
