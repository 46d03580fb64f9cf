// Trains a model file from CoNLL-U treebanks (plain text, not compressed).
// Method: averaged perceptrons for every step. The parser learns on tags that a tagger trained on the other part of the corpus
// gave (jackknifing), with a dynamic oracle and exploration: it follows its own mistakes and learns the best way on from there.
// A share of the sentences is repeated in capitals and in title case, for headlines.
// The same corpora, options and program give the same bytes, for any number of threads.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "train/conll_eval.h"

namespace dragoman::train {

struct TrainOptions {
  std::vector<std::filesystem::path> corpora;
  std::vector<std::filesystem::path> dev;  // scored when training is done; may be empty
  std::filesystem::path output;
  std::string name = "en";
  std::uint64_t seed = 1;
  unsigned tagger_epochs = 8;
  unsigned parser_epochs = 12;
  unsigned label_epochs = 8;
  unsigned folds = 6;           // of the jackknife
  double smallest_weight = 0.04;  // averaged weights below it are dropped: size against accuracy
  double strong_weight = 1.0;     // features whose averaged weight stays below it in a first training are left out of the second
  unsigned threads = 2;
};

struct TrainReport {
  std::size_t sentences = 0;
  std::size_t words = 0;
  std::size_t bytes = 0;      // of the model
  std::vector<Scores> dev;    // one for each dev file
};

using Progress = std::function<void(const std::string& line)>;  // called from one thread at a time

/// Throws base::Error: TRAIN001 (no usable sentence), FILE001/FILE002, CONLLU... (every problem of the corpora).
[[nodiscard]] TrainReport train(const TrainOptions& options, const Progress& progress);

}  // namespace dragoman::train
