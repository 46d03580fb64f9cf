#include "train/network_file.h"

#include <algorithm>
#include <cmath>

namespace dragoman::train {

namespace {

template <class T>
void put(std::string& out, const T* values, std::size_t count) {
  out.append(reinterpret_cast<const char*>(values), count * sizeof(T));
}

struct Rows {
  std::vector<float> scales;
  std::vector<std::int8_t> bytes;
};

/// Row r is at[r * row + c * column] for c < columns.
Rows as_bytes(const float* at, std::size_t rows, std::size_t columns, std::size_t row, std::size_t column) {
  Rows out;
  for (std::size_t r = 0; r < rows; ++r) {
    float largest = 0;
    for (std::size_t c = 0; c < columns; ++c) largest = std::max(largest, std::abs(at[r * row + c * column]));
    const float scale = largest / 127.0F;
    out.scales.push_back(scale);
    for (std::size_t c = 0; c < columns; ++c) out.bytes.push_back(static_cast<std::int8_t>(scale > 0.0F ? std::lround(at[r * row + c * column] / scale) : 0));
  }
  return out;
}

void put_table(std::string& out, const std::vector<std::uint64_t>& keys, const std::vector<float>& table, std::size_t rows, std::size_t size) {
  const Rows made = as_bytes(table.data(), rows, size, size, 1);
  put(out, keys.data(), keys.size());
  put(out, made.scales.data(), made.scales.size());
  put(out, made.bytes.data(), made.bytes.size());
}

}  // namespace

std::string network_bytes(const NetworkShape& shape, const NetworkWeights& weights, const std::vector<std::uint64_t>& word_keys,
                          const std::vector<std::uint64_t>& part_keys) {
  const NetworkPlan plan(shape);
  const float* dense = weights.dense.data();
  std::string out;
  for (const std::size_t size : {shape.words, shape.parts, shape.tags, shape.feats, shape.labels, shape.word_size, shape.part_size, shape.layers, shape.tag_layer, shape.hidden,
                                 shape.arc_size, shape.label_size}) {
    const auto number = static_cast<std::uint32_t>(size);
    put(out, &number, 1);
  }
  put_table(out, word_keys, weights.words, shape.words, shape.word_size);
  put_table(out, part_keys, weights.parts, shape.parts, shape.part_size);
  const auto put_layer = [&](const Layer& layer) {
    const Rows made = as_bytes(dense + layer.weights, layer.out, layer.in, 1, layer.out);
    put(out, made.scales.data(), layer.out);
    put(out, dense + layer.bias, layer.out);
    put(out, made.bytes.data(), made.bytes.size());
  };
  for (const NetworkPlan::Cell& cell : plan.cells) {
    put_layer(cell.input);
    put(out, dense + cell.forget, 2 * shape.hidden);
    put(out, dense + cell.reset, 2 * shape.hidden);
  }
  for (const Layer* layer : {&plan.tags, &plan.feats, &plan.arc_dependent, &plan.arc_head, &plan.arcs}) put_layer(*layer);
  put(out, dense + plan.arc_extra, shape.arc_size);
  put(out, dense + plan.arc_root, shape.arc_size);
  for (const Layer* layer : {&plan.label_dependent, &plan.label_head, &plan.labels}) put_layer(*layer);
  return out;
}

}  // namespace dragoman::train
