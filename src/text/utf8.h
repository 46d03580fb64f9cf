// UTF-8 at the door: what comes in is made valid once, and every later stage may rely on it.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/span.h"

namespace dragoman::text {

struct Utf8Result {
  std::string text;                          // valid UTF-8; every maximal ill-formed part replaced by U+FFFD (as Python's errors="replace")
  std::size_t replaced = 0;                  // how many parts were replaced
  std::size_t first_offset = 0;              // byte offset of the first one in the input; meaningful if replaced > 0
};

/// Strips a leading byte order mark. Linear; no allocation beyond the result.
[[nodiscard]] Utf8Result sanitize_utf8(std::string_view bytes);

/// True for content that is no text: NUL bytes, or more than a tenth of the first 4 KiB control characters.
[[nodiscard]] bool looks_binary(std::string_view bytes);

/// Byte offset -> code-point offset for one text, O(log n) a query after an O(n) pass.
class CodePoints {
 public:
  explicit CodePoints(std::string_view text);
  [[nodiscard]] std::uint32_t at(std::uint32_t byte) const;
  [[nodiscard]] base::Span of(base::Span bytes) const { return {at(bytes.begin), at(bytes.end)}; }

 private:
  std::string_view text_;
  std::vector<std::uint32_t> checkpoints_;   // code points before byte 64*i
};

}  // namespace dragoman::text
