// An averaged perceptron over hashed features, with rows made only for features that were ever updated. Weights are whole
// numbers, so training gives the same bytes everywhere. Freezes into the table that the analyser reads.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <unordered_set>
#include <utility>
#include <vector>

#include "language/model.h"

namespace dragoman::train {

class Perceptron {
 public:
  using Features = std::unordered_set<language::Feature>;

  /// With `only`, features outside it get no weight: the second pass of a training that keeps the features which proved strong in the first.
  explicit Perceptron(std::size_t classes, const Features* only = nullptr) : classes_(classes), only_(only), slots_(1 << 16, {0, kFree}) {}

  void score(std::span<const language::Feature> features, language::WeightTable::Scores& scores) const;
  /// Counts one decision; every decision must be counted, right or wrong, before its update.
  void tick() { ++clock_; }
  /// +1 for `right`, -1 for `wrong` on each feature.
  void update(std::span<const language::Feature> features, std::size_t right, std::size_t wrong);
  /// The averaged weights as table bytes; `smallest` is the least weight kept.
  [[nodiscard]] std::string freeze(double smallest) const;
  /// The features with an averaged weight of at least `least`, either sign.
  [[nodiscard]] Features strong(double least) const;

 private:
  struct Weight {
    std::uint8_t target;
    std::int32_t value;
    std::uint32_t since;
    std::int64_t sum;
  };
  static constexpr std::uint32_t kFree = 0xffffffffU;
  [[nodiscard]] std::size_t slot(language::Feature feature) const;
  void add(std::vector<Weight>& row, std::size_t target, std::int32_t by) const;

  [[nodiscard]] double average(const Weight& weight) const;

  std::size_t classes_;
  const Features* only_;
  std::uint32_t clock_ = 0;
  std::vector<std::pair<language::Feature, std::uint32_t>> slots_;  // feature -> row
  std::vector<language::Feature> features_;
  std::vector<std::vector<Weight>> rows_;
};

}  // namespace dragoman::train
