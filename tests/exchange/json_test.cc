#include "exchange/json.h"

#include <gtest/gtest.h>

namespace dragoman::exchange {
namespace {

using namespace std::string_view_literals;

TEST(JsonText, IsEscaped) {
  struct {
    const char* name;
    std::string_view text;
    const char* want;
  } const cases[] = {
      {"plain", "abc", R"("abc")"},
      {"quotation marks and backslashes", R"(a"b\c)", R"("a\"b\\c")"},
      {"line breaks", "a\nb\r\tc", R"("a\nb\r\tc")"},
      {"control characters", "\x01\x1f\x7f"sv, "\"\\u0001\\u001f\x7f\""},
      {"NUL", "a\0b"sv, R"("a\u0000b")"},
      {"a slash stays", "a/b", R"("a/b")"},
      {"other scripts stay", "\u5317\u4eac \u00e9 \U0001F600", "\"\u5317\u4eac \u00e9 \U0001F600\""},
      {"nothing", "", R"("")"},
  };
  for (const auto& c : cases) {
    std::string out = "x";
    append_json_string(c.text, out);
    EXPECT_EQ(out, "x" + std::string(c.want)) << c.name;
  }
}

TEST(JsonNumbers, HaveNoNeedlessNoughts) {
  struct {
    double value;
    int decimals;
    const char* want;
  } const cases[] = {
      {0, 2, "0"}, {1, 2, "1"}, {1.5, 2, "1.5"}, {0.25, 2, "0.25"}, {0.256, 2, "0.26"}, {-0.001, 2, "0"}, {-3.4, 1, "-3.4"}, {100, 0, "100"}, {100, 2, "100"}, {31.20011, 5, "31.20011"},
  };
  for (const auto& c : cases) EXPECT_EQ(json_number(c.value, c.decimals), c.want) << c.value;
}

TEST(JsonObjects, KeepTheOrderOfTheirKeys) {
  std::string out;
  Json json(out);
  json.open();
  json.text("b", "x");
  json.text_or_null("a", "");
  json.number("n", 7);
  json.raw("r", "true");
  json.list("l", {"p", "q\"", ""});
  json.list("e", {});
  json.object("o", [&] { json.text("k", "v"); });
  json.object("empty", [] {});
  json.array("t", std::vector<int>{1, 2}, [&](int i) { out += std::to_string(i); });
  json.text("z", "");
  json.close();
  EXPECT_EQ(out, R"({"b":"x","a":null,"n":7,"r":true,"l":["p","q\"",""],"e":[],"o":{"k":"v"},"empty":{},"t":[1,2],"z":""})");
}

}  // namespace
}  // namespace dragoman::exchange
