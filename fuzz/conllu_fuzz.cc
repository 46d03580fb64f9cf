// Any bytes as CoNLL-U: every sentence kept slices the rebuilt text, its heads lie inside it, and, if it is a tree, it comes back the same
// after being written; every sentence left out is reported with a code and a line.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "language/conllu.h"
#include "language/sentence.h"

namespace {

using namespace dragoman;

void require(bool holds) {
  if (!holds) __builtin_trap();
}

void check(const language::Sentence& sentence, std::string_view text) {
  const auto size = static_cast<std::int32_t>(sentence.tokens.size());
  require(size > 0 && sentence.span.end <= text.size());
  std::uint32_t at = sentence.span.begin;
  for (const language::Token& token : sentence.tokens) {
    require(token.span.begin >= at && token.span.end <= sentence.span.end && token.span.of(text) == token.form);
    require(token.head >= language::kNoHead && token.head < size);
    at = token.span.end;
  }
}

void check_again(const language::Sentence& sentence, std::string_view text) {
  const auto roots = std::count_if(sentence.tokens.begin(), sentence.tokens.end(), [](const auto& token) { return token.head == language::kNoHead; });
  if (roots != 1) return;
  const language::Tree tree(sentence);
  const auto [first, last] = tree.extent(tree.root());
  require(first == 0 && last + 1 == static_cast<std::int32_t>(sentence.tokens.size()));
  std::string written;
  language::write_conllu(sentence, text, written);
  const language::ConlluFile again = language::read_conllu(written, "again.conllu");
  require(again.problems.empty() && again.sentences.size() == 1);
  const language::Sentence& other = again.sentences.front();
  require(other.tokens.size() == sentence.tokens.size());
  for (std::size_t i = 0; i < other.tokens.size(); ++i) {
    const language::Token& a = sentence.tokens[i];
    const language::Token& b = other.tokens[i];
    require(a.form == b.form && a.upos == b.upos && a.head == b.head && a.space_after == b.space_after);
    require(a.head == language::kNoHead || a.deprel == b.deprel);
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const language::ConlluFile file = language::read_conllu({reinterpret_cast<const char*>(data), size}, "input.conllu");
  for (const base::Diagnostic& problem : file.problems) require(problem.code.starts_with("CONLLU") && problem.line > 0);
  for (const language::Sentence& sentence : file.sentences) {
    check(sentence, file.text);
    check_again(sentence, file.text);
  }
  return 0;
}
