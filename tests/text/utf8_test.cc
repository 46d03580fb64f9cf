// Ill-formed UTF-8 is replaced as Python's errors="replace" does it; offsets in code points agree with a plain count.
#include "text/utf8.h"

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <string>

namespace dragoman::text {
namespace {

using namespace std::string_view_literals;

struct Case {
  std::string_view name, bytes, want;
  std::size_t replaced = 0, first_offset = 0;
};
constexpr Case kCases[] = {
    {"empty", "", ""},
    {"plain", "Paris", "Paris"},
    {"two, three and four bytes", "\u00E9\u2014\U0001F600", "\u00E9\u2014\U0001F600"},
    {"byte order mark", "\xEF\xBB\xBFParis", "Paris"},
    {"a second mark stays", "\xEF\xBB\xBF\xEF\xBB\xBFx", "\xEF\xBB\xBFx"},
    {"lone continuation bytes count one by one", "a\x80\x80z", "a\uFFFD\uFFFDz", 2, 1},
    {"Latin-1 letter", "caf\xE9 noir", "caf\uFFFD noir", 1, 3},
    {"cut off after two of three bytes is one part", "a\xE2\x80z", "a\uFFFDz", 1, 1},
    {"cut off at the end", "a\xF0\x9F\x98", "a\uFFFD", 1, 1},
    {"overlong slash", "\xC0\xAF", "\uFFFD\uFFFD", 2, 0},
    {"surrogate half", "\xED\xA0\x80", "\uFFFD\uFFFD\uFFFD", 3, 0},
    {"beyond U+10FFFF", "\xF4\x90\x80\x80", "\uFFFD\uFFFD\uFFFD\uFFFD", 4, 0},
    {"offset counts the mark", "\xEF\xBB\xBF" "a\xFF", "a\uFFFD", 1, 4},
};

TEST(SanitizeUtf8, Cases) {
  for (const Case& c : kCases) {
    SCOPED_TRACE(c.name);
    const Utf8Result got = sanitize_utf8(c.bytes);
    EXPECT_EQ(got.text, c.want);
    EXPECT_EQ(got.replaced, c.replaced);
    EXPECT_EQ(got.first_offset, c.first_offset);
  }
}

TEST(SanitizeUtf8, AnyBytesBecomeValidAndStaySo) {
  EXPECT_TRUE(rc::check([](const std::string& bytes) {
    const Utf8Result once = sanitize_utf8(bytes);
    RC_ASSERT(sanitize_utf8("x" + once.text).replaced == 0U);
    if (once.replaced == 0) RC_ASSERT(bytes.ends_with(once.text));
  }));
}

TEST(LooksBinary, Cases) {
  struct {
    std::string_view name, bytes;
    bool want;
  } const cases[] = {
      {"empty", "", false},
      {"text with tabs and line ends", "a\tb\r\nc\f", false},
      {"NUL", "Paris\0London"sv, true},
      {"NUL after much text", "", true},
      {"one control in ten is still text", "123456789\x01", false},
      {"more than that is not", "12345678\x01\x02", true},
      {"letters beyond ASCII", "\u0627\u0644\u062C\u0632\u0627\u0626\u0631", false},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.name);
    const std::string bytes = c.name == "NUL after much text" ? std::string(9000, 'a') + '\0' : std::string(c.bytes);
    EXPECT_EQ(looks_binary(bytes), c.want);
  }
}

TEST(CodePoints, AgreeWithAPlainCount) {
  EXPECT_TRUE(rc::check([](const std::string& bytes) {
    std::string text;
    for (int i = 0; i < 9; ++i) text += sanitize_utf8(bytes).text + "\u00E9\u2014\U0001F600";
    const CodePoints points(text);
    std::uint32_t count = 0;
    for (std::uint32_t i = 0; i < text.size(); ++i) {
      if ((static_cast<unsigned char>(text[i]) & 0xC0U) == 0x80U) continue;
      RC_ASSERT(points.at(i) == count);
      ++count;
    }
    RC_ASSERT(points.at(static_cast<std::uint32_t>(text.size())) == count);
  }));
}

TEST(CodePoints, Checkpoints) {
  for (const std::size_t size : {0U, 1U, 63U, 64U, 65U, 128U}) {
    std::string text;
    for (std::size_t i = 0; i < size; ++i) text += 'a';
    EXPECT_EQ(CodePoints(text).at(static_cast<std::uint32_t>(size)), size);
  }
}

}  // namespace
}  // namespace dragoman::text
