// How often an analysis agrees with the gold columns, word by word: the tokens of both must be the same. All words count,
// punctuation too. LAS compares whole relations with their subtypes.
#pragma once

#include <cstddef>
#include <span>

#include "language/sentence.h"

namespace dragoman::train {

struct Scores {
  std::size_t words = 0, upos = 0, xpos = 0, feats = 0, lemma = 0, uas = 0, las = 0;
  [[nodiscard]] double percent(std::size_t right) const { return words == 0 ? 0.0 : 100.0 * static_cast<double>(right) / static_cast<double>(words); }
};

/// Adds one sentence to `scores`. False, and nothing added, if the two do not have the same number of words.
bool count_agreement(const language::Sentence& predicted, const language::Sentence& gold, Scores& scores);

}  // namespace dragoman::train
