#include "base/diagnostic.h"

#include <gtest/gtest.h>

namespace dragoman::base {
namespace {

TEST(Diagnostics, AreOneLineAndAHint) {
  struct {
    const char* name;
    Diagnostic diagnostic;
    const char* want;
  } const cases[] = {
      {"all of it", {"LEX005", "a.tsv", 41, 3, "'x' is not known", "one of y, z"}, "a.tsv:41:3: error[LEX005]: 'x' is not known\n   hint: one of y, z"},
      {"no hint", {"LEX005", "a.tsv", 41, 3, "bad", ""}, "a.tsv:41:3: error[LEX005]: bad"},
      {"no column", {"LEX005", "a.tsv", 41, 0, "bad", ""}, "a.tsv:41: error[LEX005]: bad"},
      {"no line: the column says nothing", {"LEX005", "a.tsv", 0, 7, "bad", ""}, "a.tsv: error[LEX005]: bad"},
      {"no file: the line says nothing", {"USE001", "", 3, 4, "bad", ""}, "error[USE001]: bad"},
      {"a warning", {"DOC005", "a", 0, 0, "odd", "", Severity::kWarning}, "a: warning[DOC005]: odd"},
  };
  for (const auto& c : cases) EXPECT_EQ(to_string(c.diagnostic), c.want) << c.name;
}

TEST(Diagnostics, AnErrorHoldsEveryProblem) {
  const Error error({{"A001", "f", 1, 2, "one", ""}, {"B002", "g", 0, 0, "two", "h"}});
  ASSERT_EQ(error.diagnostics().size(), 2U);
  EXPECT_EQ(error.diagnostics()[1].code, "B002");
  EXPECT_STREQ(error.what(), "f:1:2: error[A001]: one\ng: error[B002]: two\n   hint: h");
}

}  // namespace
}  // namespace dragoman::base
