#include "train/perceptron.h"

#include <algorithm>
#include <cmath>

namespace dragoman::train {

std::size_t Perceptron::slot(language::Feature feature) const {
  const std::size_t mask = slots_.size() - 1;
  std::size_t at = feature & mask;
  while (slots_[at].second != kFree && slots_[at].first != feature) at = (at + 1) & mask;
  return at;
}

void Perceptron::score(std::span<const language::Feature> features, language::WeightTable::Scores& scores) const {
  std::fill_n(scores.begin(), classes_, 0);
  const std::size_t mask = slots_.size() - 1;
  for (const language::Feature feature : features) __builtin_prefetch(&slots_[feature & mask]);
  for (const language::Feature feature : features) {
    const std::uint32_t row = slots_[slot(feature)].second;
    if (row == kFree) continue;
    for (const Weight& weight : rows_[row]) scores[weight.target] += weight.value;
  }
}

void Perceptron::add(std::vector<Weight>& row, std::size_t target, std::int32_t by) const {
  auto at = std::find_if(row.begin(), row.end(), [&](const Weight& weight) { return weight.target == target; });
  if (at == row.end()) at = row.insert(row.end(), Weight{static_cast<std::uint8_t>(target), 0, clock_, 0});
  at->sum += std::int64_t{at->value} * (clock_ - at->since);
  at->since = clock_;
  at->value += by;
}

void Perceptron::update(std::span<const language::Feature> features, std::size_t right, std::size_t wrong) {
  for (const language::Feature feature : features) {
    std::size_t at = slot(feature);
    if (slots_[at].second == kFree) {
      if (only_ != nullptr && !only_->contains(feature)) continue;
      if (rows_.size() * 2 > slots_.size()) {
        std::vector<std::pair<language::Feature, std::uint32_t>> old(slots_.size() * 2, {0, kFree});
        old.swap(slots_);
        for (const auto& entry : old)
          if (entry.second != kFree) slots_[slot(entry.first)] = entry;
        at = slot(feature);
      }
      slots_[at] = {feature, static_cast<std::uint32_t>(rows_.size())};
      features_.push_back(feature);
      rows_.emplace_back();
    }
    std::vector<Weight>& row = rows_[slots_[at].second];
    add(row, right, 1);
    add(row, wrong, -1);
  }
}

double Perceptron::average(const Weight& weight) const {
  const std::int64_t sum = weight.sum + std::int64_t{weight.value} * (clock_ - weight.since);
  return static_cast<double>(sum) / std::max(clock_, 1U);
}

Perceptron::Features Perceptron::strong(double least) const {
  Features out;
  for (std::size_t i = 0; i < rows_.size(); ++i)
    if (std::any_of(rows_[i].begin(), rows_[i].end(), [&](const Weight& weight) { return std::abs(average(weight)) >= least; })) out.insert(features_[i]);
  return out;
}

std::string Perceptron::freeze(double smallest) const {
  std::vector<language::WeightRow> rows;
  rows.reserve(rows_.size());
  for (std::size_t i = 0; i < rows_.size(); ++i) {
    language::WeightRow row{features_[i], {}};
    for (const Weight& weight : rows_[i]) row.weights.emplace_back(weight.target, average(weight));
    rows.push_back(std::move(row));
  }
  return language::build_table(rows, smallest);
}

}  // namespace dragoman::train
