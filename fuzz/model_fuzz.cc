// Any bytes as a model file, as they are and with a good header put before them (a checksum keeps random bytes out of everything behind it):
// a model or a base::Error; and whatever model loads, the trees it gives are trees.
#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <memory>
#include <string>
#include <string_view>

#include "base/hash.h"
#include "language/analyzer.h"
#include "language/model.h"

namespace {

using namespace dragoman;

void require(bool holds) {
  if (!holds) __builtin_trap();
}

language::Sentence sentence_of(std::initializer_list<std::string_view> forms) {
  language::Sentence sentence;
  std::uint32_t at = 0;
  for (const std::string_view form : forms) {
    language::Token token;
    token.form = form;
    token.span = {at, at + static_cast<std::uint32_t>(form.size())};
    at = token.span.end + 1;
    sentence.tokens.push_back(std::move(token));
  }
  sentence.span = {0, at - 1};
  return sentence;
}

void check_tree(const language::Sentence& sentence) {
  const auto size = static_cast<std::int32_t>(sentence.tokens.size());
  std::int32_t roots = 0;
  for (const language::Token& token : sentence.tokens) {
    require(token.head >= language::kNoHead && token.head < size);
    roots += token.head == language::kNoHead;
    std::int32_t steps = 0;
    for (std::int32_t at = token.head; at != language::kNoHead; at = sentence.tokens[static_cast<std::size_t>(at)].head) require(++steps < size);
  }
  require(roots == 1);
}

void load_and_analyze(std::string bytes) {
  std::shared_ptr<const language::Model> model;
  try {
    model = language::Model::from_bytes(std::move(bytes), "input.model");
  } catch (const base::Error& error) {
    require(!error.diagnostics().empty() && error.diagnostics().front().code.starts_with("MODEL"));
    return;
  }
  const language::Analyzer analyzer(model);
  language::Analyzer::Workspace workspace;
  for (language::Sentence sentence : {sentence_of({"Talks"}), sentence_of({"The", "two", "ministers", "'", "visit", "to", "the", "border", ",", "\u00C9T\u00C9", "2026", "."})}) {
    analyzer.analyze(sentence, workspace);
    check_tree(sentence);
  }
}

/// The bytes of a model file whose part behind the header is `body`.
std::string with_header(std::string_view body) {
  static const std::string start = language::build_model({}).substr(0, 16);
  return start + base::hash128_hex(body) + std::string(body);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  load_and_analyze(std::string(bytes));
  constexpr std::size_t kHeader = 48;  // magic, version, number of sections, checksum
  if (size >= kHeader) load_and_analyze(with_header(bytes.substr(kHeader)));
  return 0;
}
