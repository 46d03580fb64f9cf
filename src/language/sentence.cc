#include "language/sentence.h"

#include <algorithm>
#include <array>
#include <utility>

namespace dragoman::language {

namespace {

constexpr std::array<std::string_view, 17> kUposNames = {
    "ADJ", "ADP", "ADV", "AUX", "CCONJ", "DET", "INTJ", "NOUN", "NUM", "PART", "PRON", "PROPN", "PUNCT", "SCONJ", "SYM", "VERB", "X"};

constexpr std::array<std::string_view, 52> kDeprelNames = {
    "acl", "acl:relcl", "advcl", "advcl:relcl", "advmod", "amod", "appos", "aux", "aux:pass", "case", "cc", "cc:preconj", "ccomp",
    "clf", "compound", "compound:prt", "conj", "cop", "csubj", "csubj:pass", "csubj:outer", "dep", "det", "det:predet", "discourse",
    "dislocated", "expl", "fixed", "flat", "goeswith", "iobj", "list", "mark", "nmod", "nmod:poss", "nmod:desc", "nmod:unmarked",
    "nsubj", "nsubj:pass", "nsubj:outer", "nummod", "obj", "obl", "obl:agent", "obl:unmarked", "orphan", "parataxis", "punct",
    "reparandum", "root", "vocative", "xcomp"};
static_assert(kDeprelNames.size() == static_cast<std::size_t>(Deprel::kXcomp) + 1);

}  // namespace

std::string_view to_string(Upos upos) { return kUposNames[static_cast<std::size_t>(upos)]; }
std::string_view to_string(Deprel deprel) { return kDeprelNames[static_cast<std::size_t>(deprel)]; }

Upos parse_upos(std::string_view text) {
  const auto* found = std::find(kUposNames.begin(), kUposNames.end(), text);
  return found == kUposNames.end() ? Upos::kX : static_cast<Upos>(found - kUposNames.begin());
}

Deprel parse_deprel(std::string_view text) {
  for (const std::string_view name : {text, text.substr(0, text.find(':'))}) {
    const auto* found = std::find(kDeprelNames.begin(), kDeprelNames.end(), name);
    if (found != kDeprelNames.end()) return static_cast<Deprel>(found - kDeprelNames.begin());
  }
  return Deprel::kDep;
}

bool Token::has(std::string_view feature) const {
  for (std::size_t at = feats.find(feature); at != std::string::npos; at = feats.find(feature, at + 1)) {
    const std::size_t end = at + feature.size();
    if ((at == 0 || feats[at - 1] == '|') && (end == feats.size() || feats[end] == '|')) return true;
  }
  return false;
}

Tree::Tree(const Sentence& sentence) : children_(sentence.tokens.size()) {
  heads_.reserve(sentence.tokens.size());
  deprels_.reserve(sentence.tokens.size());
  for (std::size_t i = 0; i < sentence.tokens.size(); ++i) {
    const std::int32_t head = sentence.tokens[i].head;
    heads_.push_back(head);
    deprels_.push_back(sentence.tokens[i].deprel);
    if (head == kNoHead)
      root_ = static_cast<std::int32_t>(i);
    else
      children_[static_cast<std::size_t>(head)].push_back(static_cast<std::int32_t>(i));
  }
}

std::int32_t Tree::child(std::int32_t token, Deprel deprel) const {
  for (const std::int32_t c : children(token))
    if (deprels_[static_cast<std::size_t>(c)] == deprel) return c;
  return -1;
}

bool Tree::dominates(std::int32_t ancestor, std::int32_t token) const {
  for (; token != kNoHead; token = heads_[static_cast<std::size_t>(token)])
    if (token == ancestor) return true;
  return false;
}

std::pair<std::int32_t, std::int32_t> Tree::extent(std::int32_t token) const {
  std::pair<std::int32_t, std::int32_t> out{token, token};
  std::vector<std::int32_t> open{token};
  while (!open.empty()) {
    const std::int32_t at = open.back();
    open.pop_back();
    out.first = std::min(out.first, at);
    out.second = std::max(out.second, at);
    open.insert(open.end(), children(at).begin(), children(at).end());
  }
  return out;
}

}  // namespace dragoman::language
