#include "train/conll_eval.h"

namespace dragoman::train {

bool count_agreement(const language::Sentence& predicted, const language::Sentence& gold, Scores& scores) {
  if (predicted.tokens.size() != gold.tokens.size()) return false;
  for (std::size_t i = 0; i < gold.tokens.size(); ++i) {
    const language::Token& p = predicted.tokens[i];
    const language::Token& g = gold.tokens[i];
    ++scores.words;
    scores.upos += p.upos == g.upos;
    scores.xpos += p.xpos == g.xpos;
    scores.feats += p.feats == g.feats;
    scores.lemma += p.lemma == g.lemma;
    scores.uas += p.head == g.head;
    scores.las += p.head == g.head && p.deprel == g.deprel;
  }
  return true;
}

}  // namespace dragoman::train
