// One stretch of running text -> syntactic words as in the UD English treebanks. Internal to src/text: callers use Segmenter.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "base/span.h"
#include "text/spelling.h"

namespace dragoman::text {

struct Piece {
  base::Span span;
  bool space_after = true;
  const Abbreviation* abbreviation = nullptr;  // set if the word carries an abbreviation's stop
};

/// Appends the words of `part` (within `text`, valid UTF-8) to `out`. Linear: a run without white space is handled in windows of
/// at most 1,000 bytes, which also bounds a word.
void split_words(std::string_view text, base::Span part, const Spelling& spelling, std::vector<Piece>& out);

/// The code point at `at` (U+FFFD where the text ends there) and how many bytes it takes.
struct Decoded {
  std::int32_t code_point = 0xFFFD;
  std::uint32_t size = 0;
};
[[nodiscard]] Decoded decode(std::string_view text, std::size_t at);

[[nodiscard]] bool is_space(std::int32_t code_point);
[[nodiscard]] bool is_upper(std::int32_t code_point);
[[nodiscard]] bool is_lower(std::int32_t code_point);
[[nodiscard]] bool is_digit(std::int32_t code_point);
[[nodiscard]] bool is_word(std::int32_t code_point);  // letter, digit, mark or invisible format character

}  // namespace dragoman::text
