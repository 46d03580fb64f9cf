#include "base/span.h"

#include <gtest/gtest.h>

namespace dragoman::base {
namespace {

TEST(Spans, AreHalfOpen) {
  struct {
    const char* name;
    Span a, b;
    bool contains, overlaps;
  } const cases[] = {
      {"equal", {2, 5}, {2, 5}, true, true},      {"inside", {2, 5}, {3, 4}, true, true},   {"across the end", {2, 5}, {4, 6}, false, true},
      {"touching", {2, 5}, {5, 7}, false, false}, {"apart", {2, 5}, {7, 9}, false, false},  {"around", {3, 4}, {2, 5}, false, true},
      {"empty at the end", {2, 5}, {5, 5}, true, false},
  };
  for (const auto& c : cases) {
    EXPECT_EQ(c.a.contains(c.b), c.contains) << c.name;
    EXPECT_EQ(c.a.overlaps(c.b), c.overlaps) << c.name;
    EXPECT_EQ(c.b.overlaps(c.a), c.overlaps) << c.name;
  }
  EXPECT_EQ((Span{2, 5}.of("abcdefg")), "cde");
  EXPECT_EQ(cover({4, 6}, {1, 2}), (Span{1, 6}));
  EXPECT_TRUE((Span{3, 3}.empty()));
}

}  // namespace
}  // namespace dragoman::base
