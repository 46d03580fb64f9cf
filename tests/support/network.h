// The bytes of a small network with weights made by chance, for tests that read and run one.
#pragma once

#include <cstdint>
#include <cstring>
#include <random>
#include <string>

#include "language/features.h"
#include "language/network.h"

namespace dragoman::testing {

inline language::NetworkShape small_shape(std::size_t tags, std::size_t feats) {
  language::NetworkShape shape;
  shape.words = 5;
  shape.parts = 7;
  shape.tags = tags;
  shape.feats = feats;
  shape.labels = language::kDeprels;
  shape.word_size = shape.part_size = shape.hidden = shape.arc_size = shape.label_size = 16;
  return shape;
}

/// Words "talk", "the" and a few of their parts have rows of their own.
inline std::string random_network(const language::NetworkShape& s, std::uint64_t seed) {
  std::mt19937_64 random(seed);
  std::string out;
  const auto put = [&out](auto value) { out.append(reinterpret_cast<const char*>(&value), sizeof value); };
  const auto real = [&](float size) { return size * (static_cast<float>(random() >> 40) * 0x1p-23F - 1.0F); };
  for (const std::size_t size : {s.words, s.parts, s.tags, s.feats, s.labels, s.word_size, s.part_size, s.layers, s.tag_layer, s.hidden, s.arc_size, s.label_size})
    put(static_cast<std::uint32_t>(size));
  language::Sentence sentence;
  for (const char* form : {"talk", "the"}) sentence.tokens.emplace_back().form = form;
  std::vector<language::WordView> views;
  language::view_words(sentence, views);
  std::uint64_t keys[language::kPartsPerWord];
  language::part_keys(views[0], keys);
  const auto table = [&](std::size_t rows, std::size_t size, bool words) {
    for (std::size_t i = 1; i < rows; ++i) put(words && i <= 2 ? views[i - 1].word : !words && i <= 4 ? keys[i] : random());
    for (std::size_t i = 0; i < rows; ++i) put(0.02F);
    for (std::size_t i = 0; i < rows * size; ++i) put(static_cast<std::int8_t>(random()));
  };
  table(s.words, s.word_size, true);
  table(s.parts, s.part_size, false);
  const auto product = [&](std::size_t in, std::size_t rows) {
    for (std::size_t i = 0; i < rows; ++i) put(0.01F);
    for (std::size_t i = 0; i < rows; ++i) put(real(0.5F));
    for (std::size_t i = 0; i < in * rows; ++i) put(static_cast<std::int8_t>(random()));
  };
  const auto reals = [&](std::size_t count) {
    for (std::size_t i = 0; i < count; ++i) put(real(0.5F));
  };
  const std::size_t both = 2 * s.hidden;
  std::size_t in = s.word_size + s.part_size;
  for (std::size_t l = 0; l < s.layers; ++l) {
    product(in, both * (in == both ? 3 : 4));
    reals(2 * both);
    in = both;
  }
  for (const std::size_t rows : {s.tags, s.feats, s.arc_size, s.arc_size}) product(both, rows);
  product(s.arc_size, s.arc_size);
  reals(2 * s.arc_size);
  product(both, s.label_size);
  product(both, s.label_size);
  product(s.label_size, s.labels);
  return out;
}

}  // namespace dragoman::testing
