// UTF-8 at the door. ICU's U8_NEXT advances over exactly one maximal ill-formed part (Unicode 15, table 3-8), which is what
// Python's errors="replace" does too, so offsets agree between the two worlds. No other encoding is guessed.
#include "text/utf8.h"

#include <unicode/utf8.h>

#include <algorithm>
#include <cstring>

namespace dragoman::text {

namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
constexpr std::string_view kReplacement = "\xEF\xBF\xBD";
constexpr std::size_t kProbeBytes = 4096;
constexpr std::size_t kCheckpointBytes = 64;

bool continues(char byte) { return (static_cast<unsigned char>(byte) & 0xC0U) == 0x80U; }

}  // namespace

Utf8Result sanitize_utf8(std::string_view bytes) {
  Utf8Result out;
  const std::size_t start = bytes.starts_with(kByteOrderMark) ? kByteOrderMark.size() : 0;
  const auto size = static_cast<std::int64_t>(bytes.size());
  auto at = static_cast<std::int64_t>(start);
  std::int64_t copied = at;
  const auto* data = reinterpret_cast<const std::uint8_t*>(bytes.data());
  out.text.reserve(bytes.size() - start);
  while (at < size) {
    if (data[at] < 0x80) {
      ++at;
      continue;
    }
    const std::int64_t begin = at;
    std::int32_t code_point = 0;
    U8_NEXT(data, at, size, code_point);
    if (code_point >= 0) continue;
    if (out.replaced++ == 0) out.first_offset = static_cast<std::size_t>(begin);
    out.text.append(bytes.substr(static_cast<std::size_t>(copied), static_cast<std::size_t>(begin - copied)));
    out.text.append(kReplacement);
    copied = at;
  }
  out.text.append(bytes.substr(static_cast<std::size_t>(copied)));
  return out;
}

bool looks_binary(std::string_view bytes) {
  if (bytes.find('\0') != std::string_view::npos) return true;
  const std::string_view probe = bytes.substr(0, kProbeBytes);
  const auto controls = std::count_if(probe.begin(), probe.end(), [](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return (byte < 0x20 && std::strchr("\t\n\v\f\r", c) == nullptr) || byte == 0x7F;
  });
  return static_cast<std::size_t>(controls) * 10 > probe.size();
}

CodePoints::CodePoints(std::string_view text) : text_(text) {
  checkpoints_.reserve(text.size() / kCheckpointBytes + 1);
  std::uint32_t count = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (i % kCheckpointBytes == 0) checkpoints_.push_back(count);
    if (!continues(text[i])) ++count;
  }
  if (text.size() % kCheckpointBytes == 0) checkpoints_.push_back(count);
}

std::uint32_t CodePoints::at(std::uint32_t byte) const {
  const std::size_t end = std::min<std::size_t>(byte, text_.size());
  std::uint32_t count = checkpoints_[end / kCheckpointBytes];
  for (std::size_t i = end - end % kCheckpointBytes; i < end; ++i)
    if (!continues(text_[i])) ++count;
  return count;
}

}  // namespace dragoman::text
