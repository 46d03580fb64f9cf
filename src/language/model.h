// What a model file holds: lists of classes, the reading network (language/network.h), and tables for what stays linear, the lemmas.
// A table maps features to a few (class, weight) pairs. A feature is a 64-bit number; a table keeps 24 bits of it as a fingerprint, so
// a feature never met in training finds nothing instead of a stranger's weights. Weights are one byte, spread by a lookup list.
// Tables are views of the bytes they were read from; check() walks every offset once, so lookups need no bounds checks.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/files.h"
#include "language/analyzer.h"
#include "language/network.h"
#include "language/sentence.h"

namespace dragoman::language {

/// One weight of one feature: `value` indexes the table's list of weights.
struct Cell {
  std::uint8_t target;
  std::uint8_t value;
};

class WeightTable {
 public:
  static constexpr std::size_t kClasses = 256;
  static constexpr std::uint32_t kMaxProbes = 128;
  using Scores = std::array<std::int32_t, kClasses>;

  WeightTable() = default;
  /// A view of `bytes`, which must outlive it; nothing if the bytes are no table or name a class beyond `classes`.
  [[nodiscard]] static std::optional<WeightTable> check(std::string_view bytes, std::size_t classes);

  /// Empty for an unknown feature.
  [[nodiscard]] std::span<const Cell> find(Feature feature) const;
  /// Sum of the weights of `features` for each class below `classes`.
  void score(std::span<const Feature> features, std::size_t classes, Scores& scores) const;

 private:
  std::array<std::int32_t, 256> values_{};
  std::uint32_t slots_ = 0;
  const char* slot_bytes_ = nullptr;
  const Cell* cells_ = nullptr;
};

/// Rows in any fixed order -> the bytes of a table. Weights smaller than `smallest` and empty rows are dropped.
struct WeightRow {
  Feature feature;
  std::vector<std::pair<std::uint8_t, double>> weights;
};
[[nodiscard]] std::string build_table(const std::vector<WeightRow>& rows, double smallest);

/// How a lemma is made from a form: lower-case it or not, cut `cut` bytes at the end, add `add`.
struct LemmaRule {
  bool lower = true;
  std::uint8_t cut = 0;
  std::string add;
  friend bool operator==(const LemmaRule&, const LemmaRule&) = default;
};
[[nodiscard]] std::string lemma_of(const LemmaRule& rule, std::string_view form);

struct TagClass {
  Upos upos = Upos::kX;
  std::string xpos;
};

struct Model::Parts {
  std::string name;
  std::string hash;
  std::string owned;                       // the bytes, when they are no file
  std::optional<base::MappedFile> mapped;  // the bytes, when they are
  std::vector<TagClass> tags;
  std::vector<std::string> feats;
  std::vector<LemmaRule> lemma_rules;
  WeightTable tag_feats;  // tag -> the FEATS it had in training, most frequent first
  WeightTable lemmas;
  Network network;
};

/// The named pieces of a model file, as bytes.
struct ModelSections {
  std::string name;
  std::string tags;         // "UPOS\tXPOS" a line
  std::string feats;        // one a line; the first line is empty (no features)
  std::string lemma_rules;  // "L|K\tcut\tadd" a line
  std::string tag_feats, lemmas, network;
};
[[nodiscard]] std::string build_model(const ModelSections& sections);

}  // namespace dragoman::language
