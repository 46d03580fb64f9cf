// The reading network at work: words in; tags, feature sets and a labelled tree out.
// Method: each word is the sum of what its form and its parts (beginnings, endings, shape) mean; layers of simple recurrent units
// run over the sentence in both directions (Lei et al. 2018): their matrix products do not depend on the step before, so each
// weight is read once a sentence; a biaffine layer scores every arc (Dozat and Manning 2017). Trained by train/network_trainer.h.
// Weights are bytes with a scale a row, inputs of products 16-bit with a scale a word: products are sums of whole numbers, alike in
// every order. The rest is single precision without contraction (language/arithmetic.h). So every machine computes the same bits.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "language/features.h"

namespace dragoman::language {

/// Sizes of a network. `words` and `parts` count rows: row 0 of the words stands for every unknown one, row 0 of the parts is zero.
struct NetworkShape {
  std::size_t words = 1, parts = 1;
  std::size_t tags = 1, feats = 1, labels = 1;
  std::size_t word_size = 128, part_size = 96;
  std::size_t layers = 3;
  std::size_t tag_layer = 2;   // tags and features are read off after this many layers
  std::size_t hidden = 160;    // units a direction
  std::size_t arc_size = 128;  // at most 128: scores of arcs are sums of products of two 13-bit numbers in 32 bits
  std::size_t label_size = 128;

  /// What the kernels can compute without overflow: multiples of 16, none too large.
  [[nodiscard]] bool usable() const;
};

inline constexpr std::size_t kPartsPerWord = 11;
/// Keys of a word's parts, each kind salted with its own number.
void part_keys(const WordView& word, std::uint64_t (&keys)[kPartsPerWord]);

/// Which kernels run; the results are the same. Each needs what stands before it; kAvx512 means VNNI too.
enum class Instructions : std::uint8_t { kPlain, kSse2, kAvx2, kAvx512 };
[[nodiscard]] Instructions best_instructions();

/// What a network says about one sentence, and its buffers, reused from sentence to sentence.
struct Reading {
  std::vector<std::uint8_t> tags, labels;
  std::vector<std::int32_t> heads;  // -1 for the root
  /// Scores of the feature sets of a word, NetworkShape::feats of them.
  [[nodiscard]] const float* feats(std::size_t word) const { return feats_scores.data() + word * feats_stride; }

  std::vector<float> feats_scores;
  std::size_t feats_stride = 0;
  std::vector<std::uint32_t> rows;
  std::vector<float> in, out, gates, keys, dependents, scores, row_scales, key_scales, zeros;
  std::vector<float> label_dependents, label_heads, state;
  std::vector<std::int16_t> whole, key_whole, key_panels;
};

class Network {
 public:
  /// From the bytes of a model's section; nothing if they are no network with these numbers of classes.
  [[nodiscard]] static std::optional<Network> read(std::string_view bytes, std::size_t tags, std::size_t feats, std::size_t labels);

  /// Fills tags and feature scores for `words`, and, if `tree`, heads and labels: a tree with one root. The root's label is Deprel::kRoot, and no other word's.
  /// words.size() >= 1. Thread-safe with a Reading of one's own. Cost: linear but for the arcs (quadratic, small).
  void analyze(std::span<const WordView> words, bool tree, Reading& reading) const;

  /// For tests and measurements.
  void use(Instructions instructions) { instructions_ = instructions; }
  [[nodiscard]] const NetworkShape& shape() const { return shape_; }

  /// A product with weights [out x in], packed for the kernels: panels of 16 rows, and in a panel 16 pairs of neighbours in turn.
  struct Product {
    std::size_t in = 0, out = 0;       // `out` without padding
    std::vector<std::int8_t> panels;
    std::vector<float> scale, bias;    // padded to a multiple of 16
    [[nodiscard]] std::size_t stride() const { return (out + 15) / 16 * 16; }
  };
  struct Cell {
    Product input;
    std::vector<float> forget, reset;  // [2 x hidden]
    bool carried = false;              // the input has another size than the output: a fourth product carries it over
  };

 private:
  /// 64-bit keys to rows 1..; an open hash table.
  struct Keys {
    std::vector<std::pair<std::uint64_t, std::uint32_t>> slots;
    [[nodiscard]] std::uint32_t row(std::uint64_t key) const;
  };
  struct Table {
    std::vector<float> scale;
    std::vector<std::int8_t> values;
  };

  NetworkShape shape_;
  Instructions instructions_ = best_instructions();
  Keys word_keys_, part_keys_;
  Table words_, parts_;
  std::vector<Cell> cells_;
  Product tags_, feats_, arc_dependent_, arc_head_, arcs_, label_dependent_, label_head_, labels_;
  std::vector<float> arc_extra_, arc_root_;
};

}  // namespace dragoman::language
