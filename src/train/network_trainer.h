// Trains the reading network (language/network.h) with back-propagation written out by hand.
// Method: one encoder of simple recurrent units for tags, features and trees (Lei et al. 2018; Dozat and Manning 2017), Adam with a
// warm-up and a linear decay, dropout with one mask a sentence, words hidden by chance so that their parts learn to stand for them,
// and at the end the running average of the weights. A batch is cut into a fixed number of shares whose gradients are added in
// order, and every sum has a fixed order, so the weights do not depend on the number of threads or on the machine.
#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <vector>

#include "language/network.h"

namespace dragoman::train {

using language::NetworkShape;

/// A sentence as numbers. `parts` has language::kPartsPerWord entries a word; heads are -1 for the root, whose label is not learnt.
struct NetworkExample {
  std::vector<std::uint32_t> words;
  std::vector<std::uint32_t> parts;
  std::vector<std::uint8_t> tags, feats, labels;
  std::vector<std::int32_t> heads;
};

/// Tuned on EWT dev and GUM dev (docs/design/0002-reading-model.md).
struct NetworkOptions {
  unsigned epochs = 24;
  unsigned threads = 2;
  std::size_t batch_words = 300;
  double rate = 3e-3;
  double warm_up = 300;  // steps
  double decay = 1e-2;   // of the dense weights, times the rate
  float layer_dropout = 0.22F;
  float head_dropout = 0.22F;
  float word_dropout = 0.12F;  // and more for rare words
  float part_dropout = 0.1F;
  std::uint64_t seed = 1;
};

/// A product with weights [in x out] and a bias; offsets into NetworkWeights::dense.
struct Layer {
  std::size_t in = 0, out = 0, weights = 0, bias = 0;
};

/// Where everything lies in NetworkWeights::dense.
struct NetworkPlan {
  struct Cell {
    Layer input;              // out = columns of candidate, forget, reset (and carried input, if the sizes differ), both directions each
    std::size_t forget = 0, reset = 0;  // [2 x hidden] weights of the state in each gate
    bool carried = false;
  };
  std::vector<Cell> cells;
  Layer tags, feats;
  Layer arc_dependent, arc_head, label_dependent, label_head, labels;
  std::size_t arc_extra = 0, arc_root = 0;  // [arc_size] each
  Layer arcs;                               // head side [arc_size x arc_size], bias unused
  std::size_t size = 0;
  explicit NetworkPlan(const NetworkShape& shape);
};

struct NetworkWeights {
  std::vector<float> dense, words, parts;
};

class NetworkTrainer {
 public:
  using Progress = std::function<void(const std::string& line)>;
  using Check = std::function<std::string(const NetworkWeights& averaged)>;

  /// `word_counts` by word row: how often each was seen. All must outlive the trainer.
  NetworkTrainer(const NetworkShape& shape, const NetworkOptions& options, const std::vector<NetworkExample>& examples, const std::vector<std::uint32_t>& word_counts);

  /// `check` is given the averaged weights every `every` epochs and after the last; its answer joins the progress line.
  NetworkWeights train(const Progress& progress, const Check& check, unsigned every);

  /// What the current weights say about an example (its classes are not read). For checks.
  void predict(const NetworkExample& example, NetworkExample& out);
  /// For tests: the share of some weights, picked by chance, whose gradient on the first two examples is not the numeric one within
  /// 4%. Not quite 0 even when all is right: single precision, and steps across the bends of the rectified units.
  double gradient_error(std::size_t samples);

  [[nodiscard]] const NetworkShape& shape() const { return shape_; }

 private:
  struct Share;
  void forward(Share& share, bool learn);
  void backward(Share& share);
  double loss_of(Share& share);
  void cell_forward(const NetworkPlan::Cell& cell, Share& share, std::size_t layer);
  void cell_backward(const NetworkPlan::Cell& cell, Share& share, std::size_t layer);
  void initialise();
  void step(std::vector<Share>& shares, std::size_t batch_words);
  void run(std::size_t jobs, const std::function<void(std::size_t)>& job) const;

  NetworkShape shape_;
  NetworkOptions options_;
  const std::vector<NetworkExample>& examples_;
  const std::vector<std::uint32_t>& word_counts_;
  NetworkPlan plan_;
  NetworkWeights weights_, average_;
  NetworkWeights first_moment_, second_moment_;
  std::vector<float> word_gradients_, part_gradients_;
  std::vector<std::uint32_t> touched_words_, touched_parts_;
  std::vector<char> word_touched_, part_touched_;
  std::size_t steps_ = 0, all_steps_ = 0;
  double first_power_ = 1, second_power_ = 1;  // Adam's corrections
};

}  // namespace dragoman::train
