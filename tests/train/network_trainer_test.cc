// Gradients against numeric ones, and that products are what they say.
#include "train/network_trainer.h"

#include <gtest/gtest.h>

#include <cmath>
#include <random>

#include "train/gemm.h"

namespace dragoman::train {
namespace {

TEST(NetworkTraining, GradientsAreRight) {
  NetworkShape shape;
  shape.words = 9;
  shape.parts = 12;
  shape.tags = 4;
  shape.feats = 5;
  shape.labels = 6;
  shape.word_size = shape.part_size = shape.arc_size = shape.label_size = 16;
  shape.hidden = 32;
  std::mt19937 random(1);
  std::vector<NetworkExample> examples(2);
  for (NetworkExample& e : examples)
    for (std::size_t i = 0, n = 5 + random() % 4; i < n; ++i) {
      e.words.push_back(static_cast<std::uint32_t>(random() % shape.words));
      for (std::size_t k = 0; k < language::kPartsPerWord; ++k) e.parts.push_back(static_cast<std::uint32_t>(random() % shape.parts));
      e.tags.push_back(static_cast<std::uint8_t>(random() % shape.tags));
      e.feats.push_back(static_cast<std::uint8_t>(random() % shape.feats));
      e.labels.push_back(static_cast<std::uint8_t>(random() % shape.labels));
      e.heads.push_back(static_cast<std::int32_t>(i) - 1);
    }
  const std::vector<std::uint32_t> counts(shape.words, 100);
  NetworkTrainer trainer(shape, {}, examples, counts);
  EXPECT_LT(trainer.gradient_error(500), 0.02);
}

TEST(Products, AreSumsInOrder) {
  std::mt19937 random(2);
  const auto real = [&] { return static_cast<float>(static_cast<int>(random() % 2001) - 1000) * 0.013F; };
  for (const std::size_t rows : {1U, 3U, 6U, 12U, 31U})
    for (const std::size_t columns : {1U, 16U, 45U})
      for (const std::size_t inner : {1U, 17U, 40U}) {
        std::vector<float> left(rows * inner), right(inner * columns), out(rows * columns, 1.0F);
        for (float& v : left) v = real();
        for (float& v : right) v = real();
        multiply(rows, columns, inner, {left.data(), inner, 1}, {right.data(), columns, 1}, out.data(), columns, true);
        std::vector<float> turned(columns * rows);   // the same product from transposed views
        multiply(columns, rows, inner, {right.data(), 1, columns}, {left.data(), 1, inner}, turned.data(), rows, false);
        for (std::size_t i = 0; i < rows; ++i)
          for (std::size_t j = 0; j < columns; ++j) {
            float sum = 0;
            for (std::size_t k = 0; k < inner; ++k) {
              const float product = left[i * inner + k] * right[k * columns + j];
              sum += product;
            }
            ASSERT_EQ(out[i * columns + j], 1.0F + sum);
            ASSERT_EQ(turned[j * rows + i], sum);
          }
      }
}

}  // namespace
}  // namespace dragoman::train
