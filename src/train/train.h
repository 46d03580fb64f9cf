// Trains a model file from CoNLL-U treebanks (plain text, not compressed).
// Method: one network for tags, feature sets and trees (train/network_trainer.h), an averaged perceptron for lemmas. A share of the sentences is repeated in capitals and in title case, for headlines.
// The same corpora, options and program give the same bytes, for any number of threads.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "train/conll_eval.h"
#include "train/network_trainer.h"

namespace dragoman::train {

struct TrainOptions {
  std::vector<std::filesystem::path> corpora;
  std::vector<std::filesystem::path> dev;  // scored when training is done; may be empty
  std::filesystem::path output;
  std::string name = "en";
  std::uint64_t seed = 1;
  language::NetworkShape shape;   // its numbers of rows and classes come from the corpora; the rest must be usable()
  NetworkOptions network;         // its seed and threads are those below
  unsigned lemma_epochs = 8;
  std::size_t least_word = 2;     // words seen less often have no meaning of their own
  std::size_t least_part = 4;     // the same for beginnings, endings and shapes
  double smallest_weight = 0.04;  // averaged weights of lemma features below it are dropped: size against accuracy
  unsigned check_every = 5;  // epochs: the model so far is written and scored
  unsigned threads = 2;
};

struct TrainReport {
  std::size_t sentences = 0;
  std::size_t words = 0;
  std::size_t bytes = 0;      // of the model
  std::vector<Scores> dev;    // one for each dev file
};

using Progress = std::function<void(const std::string& line)>;  // called from one thread at a time

/// Throws base::Error: TRAIN001 (no usable sentence), TRAIN002 (sizes of the network), FILE001/FILE002, CONLLU... (every problem of the corpora).
[[nodiscard]] TrainReport train(const TrainOptions& options, const Progress& progress);

}  // namespace dragoman::train
