// What the models look at in a word, and the features of the linear lemma model. Shared by the analyser and its trainer, so that
// both see the same numbers. Method: each template mixes its number with the attributes it joins into one 64-bit hash.
// Case is treated as evidence, not truth: a sentence in capitals or in title case says so in every feature that looks at case.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "language/sentence.h"

namespace dragoman::language {

using Feature = std::uint64_t;
inline constexpr std::size_t kDeprels = static_cast<std::size_t>(Deprel::kXcomp) + 1;

/// Lower case for ASCII and Latin-1 letters (UTF-8); other bytes as they are.
[[nodiscard]] std::string lower_case(std::string_view form);
/// lower_case, digits as 0, typographic quotes and dashes as ASCII ones: the key under which a word is looked up.
[[nodiscard]] std::string normal_form(std::string_view form);

/// Key of a tag in Model::Parts::tag_feats.
[[nodiscard]] Feature tag_key(std::size_t tag);

/// Hashes of a word's attributes, computed once a sentence.
struct WordView {
  std::uint64_t word = 0;
  std::uint64_t suffix[5] = {};  // last 1..5 bytes
  std::uint64_t prefix[4] = {};  // first 1..4 bytes
  std::uint64_t shape = 0;
  std::uint64_t casing = 0;      // capital, all capitals, ... and the casing of the sentence
};
void view_words(const Sentence& sentence, std::vector<WordView>& out);

void lemma_features(const WordView& word, std::size_t tag, Upos upos, std::vector<Feature>& out);

}  // namespace dragoman::language
