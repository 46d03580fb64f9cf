// The network at work: the same bits whatever instructions compute it, and always a tree.
#include "language/network.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

#include "language/arithmetic.h"
#include "support/network.h"

namespace dragoman::language {
namespace {

using dragoman::testing::random_network;
using dragoman::testing::small_shape;

std::vector<WordView> views(std::size_t words) {
  static const char* const kForms[] = {"The", "talk", "EU", "2,000", "the", ".", "unheard-of", "\u00c9t\u00e9"};
  Sentence s;
  for (std::size_t i = 0; i < words; ++i) s.tokens.emplace_back().form = kForms[(i * i + i / 3) % 8];
  std::vector<WordView> out;
  view_words(s, out);
  return out;
}

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

TEST(Networks, AllInstructionsGiveTheSameBits) {
  for (std::uint64_t seed = 1; seed <= 6; ++seed) {
    NetworkShape shape = small_shape(7, 19);
    shape.layers = 1 + seed % 3;
    shape.tag_layer = shape.layers > 1 ? shape.layers - seed % 2 : 1;
    if (seed > 3) shape.hidden = 32, shape.label_size = 48;
    std::optional<Network> network = Network::read(random_network(shape, seed), 7, 19, kDeprels);
    ASSERT_TRUE(network);
    for (const std::size_t words : {1U, 2U, 5U, 6U, 7U, 13U, 40U}) {
      const std::vector<WordView> in = views(words);
      Reading plain, other;
      network->use(Instructions::kPlain);
      network->analyze(in, true, plain);
      EXPECT_TRUE(is_tree(plain.heads));
      for (std::size_t i = 0; i < words; ++i) EXPECT_EQ(plain.heads[i] < 0, plain.labels[i] == static_cast<std::uint8_t>(Deprel::kRoot));
      if (best_instructions() == Instructions::kPlain) continue;
      for (const Instructions instructions : {Instructions::kSse2, Instructions::kAvx2, Instructions::kAvx512}) {
        if (instructions > best_instructions()) break;
        network->use(instructions);
        network->analyze(in, true, other);
        EXPECT_EQ(other.tags, plain.tags);
        EXPECT_EQ(other.heads, plain.heads);
        EXPECT_EQ(other.labels, plain.labels);
        for (std::size_t i = 0; i < words; ++i)
          for (std::size_t f = 0; f < 19; ++f) ASSERT_EQ(other.feats(i)[f], plain.feats(i)[f]) << words << " words, word " << i;
      }
    }
  }
}

TEST(Networks, AReadingMayBeUsedAgain) {
  const std::optional<Network> network = Network::read(random_network(small_shape(3, 4), 5), 3, 4, kDeprels);
  ASSERT_TRUE(network);
  Reading used;
  network->analyze(views(60), true, used);
  for (const std::size_t words : {3U, 17U, 1U}) {
    Reading fresh;
    network->analyze(views(words), true, fresh);
    network->analyze(views(words), true, used);
    EXPECT_EQ(used.tags, fresh.tags);
    EXPECT_EQ(used.heads, fresh.heads);
    EXPECT_EQ(used.labels, fresh.labels);
  }
}

TEST(Networks, BadBytesAreRefused) {
  const NetworkShape shape = small_shape(3, 4);
  const std::string good = random_network(shape, 1);
  EXPECT_TRUE(Network::read(good, 3, 4, kDeprels));
  EXPECT_FALSE(Network::read(good, 4, 4, kDeprels)) << "another number of tags";
  EXPECT_FALSE(Network::read("", 3, 4, kDeprels));
  EXPECT_FALSE(Network::read(good + "x", 3, 4, kDeprels));
  for (std::size_t size = 0; size < good.size(); size += 97) EXPECT_FALSE(Network::read(good.substr(0, size), 3, 4, kDeprels)) << size;
  struct {
    const char* name;
    void (*spoil)(NetworkShape&);
  } const cases[] = {
      {"no layer", [](NetworkShape& s) { s.layers = 0; }},           {"too many layers", [](NetworkShape& s) { s.layers = 9; }},
      {"tags beyond the layers", [](NetworkShape& s) { s.tag_layer = 4; }}, {"hidden is no multiple of 16", [](NetworkShape& s) { s.hidden = 24; }},
      {"arcs too large", [](NetworkShape& s) { s.arc_size = 144; }},
  };
  for (const auto& c : cases) {
    NetworkShape bad = shape;
    c.spoil(bad);
    EXPECT_FALSE(Network::read(random_network(bad, 1), 3, 4, kDeprels)) << c.name;
  }
  const std::size_t first_scale = 12 * 4 + 4 * 8;
  for (const float value : {std::numeric_limits<float>::quiet_NaN(), std::numeric_limits<float>::infinity(), 1e9F}) {
    std::string bad = good;
    std::memcpy(bad.data() + first_scale, &value, sizeof value);
    EXPECT_FALSE(Network::read(bad, 3, 4, kDeprels)) << value;
  }
  std::string twice = good;   // one key for two rows
  std::memcpy(twice.data() + 12 * 4, twice.data() + 12 * 4 + 8, 8);
  EXPECT_FALSE(Network::read(twice, 3, 4, kDeprels));
}

TEST(Arithmetic, IsNearTheRealFunctions) {
  for (float x = -12; x <= 12; x += 0.01F) {
    float step = x, open = x;
    Eight steps = Eight{} + x, opens = steps;
    smooth_step(step);
    smooth_step(steps);
    to_gate(open);
    to_gate(opens);
    EXPECT_NEAR(step, std::tanh(x), 2e-6) << x;
    EXPECT_NEAR(open, 1 / (1 + std::exp(-x)), 2e-6) << x;
    EXPECT_EQ(steps[5], step) << x;
    EXPECT_EQ(opens[2], open) << x;
  }
  for (float x = -60; x <= 0; x += 0.01F) EXPECT_NEAR(exp_below(x) / std::exp(x), 1, 2e-6) << x;
  EXPECT_GT(exp_below(-1e30F), 0);
}

}  // namespace
}  // namespace dragoman::language
