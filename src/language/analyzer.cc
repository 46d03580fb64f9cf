// The network reads tags, feature sets and the tree off a sentence at once; lemmas are made by linear rules from forms and tags.
#include "language/analyzer.h"

#include <algorithm>
#include <cstdint>
#include <span>
#include <utility>

#include "language/features.h"
#include "language/model.h"
#include "language/network.h"

namespace dragoman::language {

struct Analyzer::Workspace::Buffers {
  std::vector<WordView> words;
  Reading reading;
  std::vector<Feature> features;
  WeightTable::Scores scores{};
};

Analyzer::Workspace::Workspace() : buffers(std::make_unique<Buffers>()) {}
Analyzer::Workspace::~Workspace() = default;
Analyzer::Workspace::Workspace(Workspace&&) noexcept = default;
Analyzer::Workspace& Analyzer::Workspace::operator=(Workspace&&) noexcept = default;

Analyzer::Analyzer(std::shared_ptr<const Model> model) : model_(std::move(model)) {}

namespace {

using Buffers = Analyzer::Workspace::Buffers;

/// The best-scored feature set among those that the tag had in training.
std::size_t feature_set(const Model::Parts& model, const Reading& reading, std::size_t at) {
  const auto known = model.tag_feats.find(tag_key(reading.tags[at]));
  if (known.empty()) return 0;
  const float* scores = reading.feats(at);
  std::size_t best = known[0].target;
  for (const Cell cell : known)
    if (scores[cell.target] > scores[best]) best = cell.target;
  return best;
}

std::size_t lemma_rule(const Model::Parts& model, const WordView& word, std::size_t tag, Buffers& b) {
  lemma_features(word, tag, model.tags[tag].upos, b.features);
  const std::size_t rules = model.lemma_rules.size();
  model.lemmas.score(b.features, rules, b.scores);
  return static_cast<std::size_t>(std::max_element(b.scores.begin(), b.scores.begin() + static_cast<std::ptrdiff_t>(rules)) - b.scores.begin());
}

/// Tokens [begin, begin + count) of the sentence, read as one; without `tree` they hang on the first token of the sentence.
void read(const Model::Parts& model, Sentence& sentence, std::size_t begin, std::size_t count, bool tree, Buffers& b) {
  const std::span<const WordView> words = std::span<const WordView>(b.words).subspan(begin, count);
  model.network.analyze(words, tree, b.reading);
  for (std::size_t i = 0; i < count; ++i) {
    Token& token = sentence.tokens[begin + i];
    const std::size_t tag = b.reading.tags[i];
    token.upos = model.tags[tag].upos;
    token.xpos = model.tags[tag].xpos;
    token.feats = model.feats[feature_set(model, b.reading, i)];
    token.lemma = lemma_of(model.lemma_rules[lemma_rule(model, words[i], tag, b)], token.form);
    token.head = tree ? b.reading.heads[i] : begin + i == 0 ? kNoHead : 0;
    token.deprel = token.head == kNoHead ? Deprel::kRoot : tree ? static_cast<Deprel>(b.reading.labels[i]) : Deprel::kDep;
  }
}

}  // namespace

void Analyzer::analyze(Sentence& sentence, Workspace& workspace) const {
  const std::size_t n = sentence.tokens.size();
  if (n == 0) return;
  Buffers& b = *workspace.buffers;
  view_words(sentence, b.words);
  for (std::size_t begin = 0; begin < n; begin += kMaxTokens) read(model_->parts(), sentence, begin, std::min(kMaxTokens, n - begin), n <= kMaxTokens, b);
}

}  // namespace dragoman::language
