// Ids are made of these numbers: a change here is a change of every id ever given out.
#include "base/hash.h"

#include <gtest/gtest.h>

namespace dragoman::base {
namespace {

using namespace std::string_view_literals;

TEST(Hashes, AreTheSameEverywhere) {
  struct {
    std::string_view text;
    std::uint64_t small;
    const char* large;
  } const cases[] = {
      {"", 0x2d06800538d394c2U, "99aa06d3014798d86001c324468d497f"},
      {"a", 0xe6c632b61e964e1fU, "a96faf705af16834e6c632b61e964e1f"},
      {"abc", 0x78af5f94892f3950U, "06b05ab6733a618578af5f94892f3950"},
      {"0123456789012345678901234567890123456789012345678901234567890123456789", 0x3f8353c987fa923cU, "e12144e63bd106c886c838ed78d49a76"},
      {"\0"sv, 0xc44bdff4074eecdbU, "a6cd5e9392000f6ac44bdff4074eecdb"},
  };
  for (const auto& c : cases) {
    EXPECT_EQ(hash64(c.text), c.small) << c.text;
    EXPECT_EQ(hash128_hex(c.text), c.large) << c.text;
  }
}

TEST(Hashes, ASeedChangesThem) {
  EXPECT_NE(hash64("a", 1), hash64("a"));
  EXPECT_EQ(hash64("a", 0), hash64("a"));
}

}  // namespace
}  // namespace dragoman::base
