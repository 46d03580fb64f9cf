// What the linear models look at: features of words, of parser states, of arcs. Shared by the analyser and its trainer, so that
// both see the same numbers. Method: each template mixes its number with the attributes it joins into one 64-bit hash.
// Case is treated as evidence, not truth: a sentence in capitals or in title case says so in every feature that looks at case.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "language/model.h"
#include "language/sentence.h"

namespace dragoman::language {

/// Lower case for ASCII and Latin-1 letters (UTF-8); other bytes as they are.
[[nodiscard]] std::string lower_case(std::string_view form);
/// lower_case, digits as 0, typographic quotes and dashes as ASCII ones: the key under which a word is looked up.
[[nodiscard]] std::string normal_form(std::string_view form);

/// Key of a word in Model::Parts::lexicon.
[[nodiscard]] Feature lexicon_key(std::string_view normal);
/// Key of a tag in Model::Parts::tag_feats.
[[nodiscard]] Feature tag_key(std::size_t tag);

/// Hashes of a word's attributes, computed once a sentence.
struct WordView {
  std::uint64_t word = 0;
  std::uint64_t suffix[5] = {};  // last 1..5 bytes
  std::uint64_t prefix[4] = {};  // first 1..4 bytes
  std::uint64_t shape = 0;
  std::uint64_t casing = 0;      // capital, all capitals, ... and the casing of the sentence
  std::uint64_t ambiguity = 0;   // the set of tags it had in training; 0 = unknown word
};
void view_words(const Sentence& sentence, const WeightTable& lexicon, std::vector<WordView>& out);

/// Moves of the arc-eager parser.
enum Move : std::uint8_t { kShift, kLeft, kRight, kReduce };
inline constexpr std::size_t kMoves = 4;
inline constexpr std::size_t kDeprels = static_cast<std::size_t>(Deprel::kXcomp) + 1;

/// Arc-eager with a tree constraint: when the buffer is empty and two words of the stack have no head, the upper one goes back
/// to the buffer and must be attached. So every sequence of legal moves ends in one tree.
class ParserState {
 public:
  void start(std::size_t words);
  /// False once the tree is complete. Makes the forced moves.
  [[nodiscard]] bool open();
  [[nodiscard]] bool legal(Move move) const;
  void make(Move move);

  [[nodiscard]] std::int32_t stack(std::size_t depth) const { return depth < stack_.size() ? stack_[stack_.size() - 1 - depth] : -1; }
  [[nodiscard]] std::int32_t buffer(std::size_t ahead) const {
    if (returned_ >= 0) return ahead == 0 ? returned_ : -1;
    return next_ + ahead < words_ ? static_cast<std::int32_t>(next_ + ahead) : -1;
  }
  [[nodiscard]] std::span<const std::int32_t> stack_words() const { return stack_; }
  struct Node {
    std::int32_t head = -1;
    std::int32_t left[2] = {-1, -1};   // outermost, second
    std::int32_t right[2] = {-1, -1};
    std::uint8_t left_count = 0;
    std::uint8_t right_count = 0;
  };
  [[nodiscard]] const Node& node(std::int32_t word) const { return nodes_[static_cast<std::size_t>(word)]; }

 private:
  void attach(std::int32_t head, std::int32_t dependent);
  std::vector<Node> nodes_;
  std::vector<std::int32_t> stack_;
  std::size_t words_ = 0;
  std::size_t next_ = 0;
  std::size_t headless_ = 0;  // words on the stack without a head
  std::int32_t returned_ = -1;
};

/// What parsing looks at: words and their tags.
struct TaggedWords {
  std::vector<WordView> words;
  std::vector<std::uint8_t> tags;
  std::vector<Upos> upos;
  void prepare();  // after tags and upos are set: counts for between-features
  std::vector<std::uint16_t> verbs, marks, joins;  // running counts
};

/// A finished tree and the labels given so far (kDeprels = none yet).
struct LabelView {
  std::vector<std::int32_t> heads;
  std::vector<std::vector<std::int32_t>> children;
  std::vector<std::uint8_t> labels;
  std::vector<std::int32_t> order;  // heads before dependents, left to right
  void prepare();                   // after heads are set
};

void tag_features(const TaggedWords& words, std::size_t at, std::vector<Feature>& out);
void move_features(const TaggedWords& words, const ParserState& state, std::vector<Feature>& out);
void label_features(const TaggedWords& words, const LabelView& tree, std::int32_t dependent, std::vector<Feature>& out);
void feats_features(const TaggedWords& words, const LabelView& tree, std::int32_t word, std::vector<Feature>& out);
void lemma_features(const WordView& word, std::size_t tag, Upos upos, std::vector<Feature>& out);

}  // namespace dragoman::language
