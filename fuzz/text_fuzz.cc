// Any bytes: sanitize_utf8 gives valid UTF-8 that a second pass leaves alone, and the segmenter puts every character that is no white
// space into exactly one word, in order, none longer than promised. A broken promise traps.
#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string_view>
#include <vector>

#include "text/segmenter.h"
#include "text/utf8.h"

namespace {

using namespace dragoman;

void require(bool holds) {
  if (!holds) __builtin_trap();
}

/// True if [begin, end) of `text` consists of whole code points all of which are, or all of which are not, white space.
bool all_space(std::string_view text, std::size_t begin, std::size_t end, bool want) {
  const auto* data = reinterpret_cast<const std::uint8_t*>(text.data());
  auto at = static_cast<std::int64_t>(begin);
  while (at < static_cast<std::int64_t>(end)) {
    std::int32_t c = 0;
    U8_NEXT(data, at, static_cast<std::int64_t>(text.size()), c);
    if (c < 0 || (u_isUWhiteSpace(c) != 0) != want) return false;
  }
  return at == static_cast<std::int64_t>(end);
}

const text::Segmenter& segmenter() {
  static const text::Segmenter instance = [] {
    std::vector<base::Diagnostic> problems;
    auto spelling = std::make_shared<text::Spelling>(text::load_spelling(DRAGOMAN_DATA "/language", problems));
    require(problems.empty());
    return text::Segmenter(std::move(spelling));
  }();
  return instance;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  const text::Utf8Result clean = text::sanitize_utf8(bytes);
  require(text::sanitize_utf8("x" + clean.text).replaced == 0);
  (void)text::looks_binary(bytes);
  const text::CodePoints points(clean.text);
  require(points.at(static_cast<std::uint32_t>(clean.text.size())) <= clean.text.size());
  std::size_t at = 0;
  for (const text::SentenceText& sentence : segmenter().segment(clean.text)) {
    require(!sentence.words.empty() && sentence.words.size() <= text::Segmenter::kMaxWords);
    for (const text::Word& word : sentence.words) {
      require(word.span.begin >= at && !word.span.empty() && word.span.end <= clean.text.size());
      require(all_space(clean.text, at, word.span.begin, true) && all_space(clean.text, word.span.begin, word.span.end, false));
      at = word.span.end;
    }
  }
  require(all_space(clean.text, at, clean.text.size(), true));
  // The tables are read from files too.
  text::Spelling spelling;
  std::vector<base::Diagnostic> problems;
  text::read_abbreviations("a.tsv", bytes, spelling, problems);
  text::read_word_parts("w.tsv", bytes, spelling, problems);
  return 0;
}
