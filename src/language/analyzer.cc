// Tags, then a tree, then labels, then morphology and lemmas: each step greedy, each a linear model over hashed features.
#include "language/analyzer.h"

#include <algorithm>
#include <cstdint>
#include <limits>
#include <utility>

#include "language/features.h"
#include "language/model.h"

namespace dragoman::language {

struct Analyzer::Workspace::Buffers {
  TaggedWords words;
  LabelView tree;
  ParserState state;
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

std::size_t best_of(const WeightTable::Scores& scores, std::size_t classes) {
  return static_cast<std::size_t>(std::max_element(scores.begin(), scores.begin() + static_cast<std::ptrdiff_t>(classes)) - scores.begin());
}

void tag(const Model::Parts& model, Buffers& b) {
  const std::size_t n = b.words.words.size();
  b.words.tags.assign(n, 0);
  b.words.upos.assign(n, Upos::kX);
  for (std::size_t i = 0; i < n; ++i) {
    tag_features(b.words, i, b.features);
    model.tagger.score(b.features, model.tags.size(), b.scores);
    b.words.tags[i] = static_cast<std::uint8_t>(best_of(b.scores, model.tags.size()));
    b.words.upos[i] = model.tags[b.words.tags[i]].upos;
  }
  b.words.prepare();
}

void attach(const Model::Parts& model, Buffers& b) {
  const std::size_t n = b.words.words.size();
  b.tree.heads.assign(n, 0);
  if (n > Analyzer::kMaxTokens) {
    b.tree.heads[0] = kNoHead;
    return;
  }
  b.state.start(n);
  while (b.state.open()) {
    move_features(b.words, b.state, b.features);
    model.arcs.score(b.features, kMoves, b.scores);
    Move best = b.state.legal(kShift) ? kShift : kRight;
    for (const Move move : {kLeft, kRight, kReduce})
      if (b.state.legal(move) && b.scores[move] > b.scores[best]) best = move;
    b.state.make(best);
  }
  for (std::size_t i = 0; i < n; ++i) b.tree.heads[i] = b.state.node(static_cast<std::int32_t>(i)).head;
}

void label(const Model::Parts& model, Buffers& b) {
  b.tree.prepare();
  if (b.tree.heads.size() > Analyzer::kMaxTokens) {  // looking at the siblings of a flat tree would be quadratic
    std::fill(b.tree.labels.begin(), b.tree.labels.end(), static_cast<std::uint8_t>(Deprel::kDep));
    b.tree.labels[0] = static_cast<std::uint8_t>(Deprel::kRoot);
    return;
  }
  constexpr auto kRootLabel = static_cast<std::size_t>(Deprel::kRoot);
  for (const std::int32_t i : b.tree.order) {
    std::size_t best = kRootLabel;
    if (b.tree.heads[static_cast<std::size_t>(i)] >= 0) {
      label_features(b.words, b.tree, i, b.features);
      model.labels.score(b.features, kDeprels, b.scores);
      b.scores[kRootLabel] = std::numeric_limits<std::int32_t>::min();
      best = best_of(b.scores, kDeprels);
    }
    b.tree.labels[static_cast<std::size_t>(i)] = static_cast<std::uint8_t>(best);
  }
}

std::size_t morphology(const Model::Parts& model, Buffers& b, std::int32_t at) {
  const auto known = model.tag_feats.find(tag_key(b.words.tags[static_cast<std::size_t>(at)]));
  if (known.empty()) return 0;
  if (known.size() == 1 || b.words.words.size() > Analyzer::kMaxTokens) return known[0].target;
  feats_features(b.words, b.tree, at, b.features);
  model.morphology.score(b.features, model.feats.size(), b.scores);
  std::size_t best = known[0].target;
  for (const Cell cell : known)
    if (b.scores[cell.target] > b.scores[best]) best = cell.target;
  return best;
}

std::size_t lemma_rule(const Model::Parts& model, Buffers& b, std::size_t at) {
  lemma_features(b.words.words[at], b.words.tags[at], b.words.upos[at], b.features);
  model.lemmas.score(b.features, model.lemma_rules.size(), b.scores);
  return best_of(b.scores, model.lemma_rules.size());
}

}  // namespace

void Analyzer::analyze(Sentence& sentence, Workspace& workspace) const {
  if (sentence.tokens.empty()) return;
  const Model::Parts& model = model_->parts();
  Buffers& b = *workspace.buffers;
  view_words(sentence, model.lexicon, b.words.words);
  tag(model, b);
  attach(model, b);
  label(model, b);
  for (std::size_t i = 0; i < sentence.tokens.size(); ++i) {
    Token& token = sentence.tokens[i];
    const TagClass& tag_class = model.tags[b.words.tags[i]];
    token.upos = tag_class.upos;
    token.xpos = tag_class.xpos;
    token.head = b.tree.heads[i];
    token.deprel = static_cast<Deprel>(b.tree.labels[i]);
    token.feats = model.feats[morphology(model, b, static_cast<std::int32_t>(i))];
    token.lemma = lemma_of(model.lemma_rules[lemma_rule(model, b, i)], token.form);
  }
}

}  // namespace dragoman::language
