// Sentences with hand-written trees, so that a test of a later stage cannot break because the reading model changed.
//
// A sentence is written as words parted by white space, a word as form/lemma/UPOS:XPOS/head/deprel/feats. Heads count from 1, 0 is the root. An empty
// lemma is the form (in lower case unless UPOS is PROPN); XPOS and feats may be left out; ~ before a form joins it to the word before. A form that
// holds a slash cannot be written. The notation becomes CoNLL-U and is read by the program's own reader.
#pragma once

#include <gtest/gtest.h>

#include <array>
#include <sstream>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "language/conllu.h"
#include "language/sentence.h"

namespace dragoman::testing {

inline std::string conllu_of(std::string_view sentence) {
  std::istringstream in{std::string(sentence)};
  std::vector<std::array<std::string, 6>> words;
  std::vector<bool> joined;
  for (std::string word; in >> word;) {
    joined.push_back(word[0] == '~');
    std::array<std::string, 6> cells;
    std::string_view rest = word;
    if (joined.back()) rest.remove_prefix(1);
    for (std::string& cell : cells) {
      const std::size_t slash = rest.find('/');
      cell = rest.substr(0, slash);
      if (slash == std::string_view::npos) break;
      rest.remove_prefix(slash + 1);
    }
    words.push_back(std::move(cells));
  }
  std::string out;
  for (std::size_t i = 0; i < words.size(); ++i) {
    auto& [form, lemma, pos, head, deprel, feats] = words[i];
    const std::size_t colon = pos.find(':');
    const std::string upos = pos.substr(0, colon);
    const std::string xpos = colon == std::string::npos ? "_" : pos.substr(colon + 1);
    if (lemma.empty()) {
      lemma = form;
      if (upos != "PROPN")
        for (char& c : lemma)
          if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    }
    const bool space = i + 1 >= words.size() || !joined[i + 1];
    out += std::to_string(i + 1) + '\t' + form + '\t' + lemma + '\t' + upos + '\t' + xpos + '\t' + (feats.empty() ? "_" : feats) + '\t' + head + '\t' + deprel +
           "\t_\t" + (space ? "_" : "SpaceAfter=No") + '\n';
  }
  return out + '\n';
}

struct Text {
  std::string text;                   // what the spans slice
  language::ParsedDocument document;
};

/// The sentences of a document; a test fails where the notation is no tree.
inline Text parsed(const std::vector<std::string_view>& sentences) {
  std::string conllu;
  for (const std::string_view sentence : sentences) conllu += conllu_of(sentence);
  language::ConlluFile file = language::read_conllu(conllu, "test");
  for (const base::Diagnostic& problem : file.problems) ADD_FAILURE() << to_string(problem) << "\n" << conllu;
  Text out;
  out.text = std::move(file.text);
  for (language::Sentence& sentence : file.sentences) {
    language::Tree tree(sentence);
    out.document.push_back({std::move(sentence), std::move(tree), 0, false, false});
  }
  return out;
}

/// The index of the word with this form, -1 if there is none.
inline std::int32_t word(const language::Sentence& sentence, std::string_view form) {
  for (std::size_t i = 0; i < sentence.tokens.size(); ++i)
    if (sentence.tokens[i].form == form) return static_cast<std::int32_t>(i);
  return -1;
}

/// One root, and every word below it.
inline bool is_tree(const language::Sentence& sentence) {
  const auto n = static_cast<std::int32_t>(sentence.tokens.size());
  std::int32_t roots = 0;
  for (std::int32_t i = 0; i < n; ++i) {
    std::int32_t at = i, steps = 0;
    for (; at != language::kNoHead && steps <= n; ++steps) {
      if (at < 0 || at >= n) return false;
      at = sentence.tokens[static_cast<std::size_t>(at)].head;
    }
    if (steps > n) return false;
    roots += sentence.tokens[static_cast<std::size_t>(i)].head == language::kNoHead;
  }
  return roots == 1;
}

}  // namespace dragoman::testing
