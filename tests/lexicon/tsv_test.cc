// The reader of the tables: what it gives, and where it says a problem is.
#include "lexicon/tsv.h"

#include <gtest/gtest.h>

#include "support/folder.h"

namespace dragoman::lexicon {
namespace {

using dragoman::testing::Folder;
using dragoman::testing::places;

/// Cells "a|b" a line in the caller's order of columns, then the problems.
std::string read(std::string bytes) {
  std::vector<base::Diagnostic> problems;
  const TsvTable table("t.tsv", std::move(bytes), {"id", "name"}, problems);
  std::string out;
  for (const TsvRow& row : table.rows())
    out += std::to_string(row.line) + " " + std::string(table.cell(row, 0)) + "|" + std::string(table.cell(row, 1)) + "\n";
  return out + places(problems);
}

TEST(Tables, RowsAndProblems) {
  struct {
    const char *name, *bytes, *want;
  } const cases[] = {
      {"plain", "id\tname\na\tb\n", "2 a|b\n"},
      {"columns in another order", "name\tid\nb\ta\n", "2 a|b\n"},
      {"comments and blank lines count as lines", "# c\n\nid\tname\n# c\na\tb\n\nc\td", "5 a|b\n7 c|d\n"},
      {"a carriage return before the line feed", "id\tname\r\na\tb\r\n", "2 a|b\n"},
      {"empty cells", "id\tname\n\tb\na\t\n", "2 |b\n3 a|\n"},
      {"quotes are only characters", "id\tname\n\"a\t'b'\n", "2 \"a|'b'\n"},
      {"a missing column ends it", "id\na\n", "t.tsv:1:1 LEX002\n"},
      {"an unknown column is passed over", "id\tname\tcolour\na\tb\tred\n", "2 a|b\nt.tsv:1:1 LEX002\n"},
      {"a cell too few, a cell too many", "id\tname\na\na\tb\tc\nd\te\n", "4 d|e\nt.tsv:2:1 LEX003\nt.tsv:3:1 LEX003\n"},
      {"broken UTF-8", "id\tname\na\t\xff\nd\te\n", "3 d|e\nt.tsv:2:1 LEX004\n"},
      {"nothing at all", "", "t.tsv:1:1 LEX002\n"},
      {"only comments", "# a\n# b\n", "t.tsv:1:1 LEX002\n"},
      {"only the names of columns", "id\tname\n", ""},
  };
  for (const auto& c : cases) EXPECT_EQ(read(c.bytes), c.want) << c.name;
}

TEST(Tables, AProblemPointsAtItsCellInCharacters) {
  std::vector<base::Diagnostic> problems;
  const TsvTable table("t.tsv", "id\tname\tkind\n\u00c9l\u00ed\tb\u00e9\tx\n", {"kind", "id", "name"}, problems);
  ASSERT_TRUE(problems.empty());
  const TsvRow& row = table.rows().front();
  EXPECT_EQ(table.at(row, 1, "X", "").column, 1U);
  EXPECT_EQ(table.at(row, 2, "X", "").column, 5U);
  EXPECT_EQ(table.at(row, 0, "X", "").column, 8U);
  EXPECT_EQ(to_string(table.at(row, 0, "LEX005", "bad", "be good")), "t.tsv:2:8: error[LEX005]: bad\n   hint: be good");
}

TEST(Tables, AMissingFileIsAProblemWithTheSystemsReason) {
  const Folder folder;
  std::vector<base::Diagnostic> problems;
  const TsvTable table(folder / "none.tsv", {"id"}, problems);
  EXPECT_TRUE(table.rows().empty());
  ASSERT_EQ(places(problems), "none.tsv:0:0 LEX001\n");
  EXPECT_EQ(problems[0].hint, "No such file or directory");
}

TEST(Tables, Lists) {
  struct {
    const char* text;
    char separator;
    std::vector<std::string_view> want;
  } const cases[] = {
      {"a|b c|d", '|', {"a", "b c", "d"}}, {" a | b ", '|', {"a", "b"}}, {"a||b|", '|', {"a", "b"}}, {"", '|', {}}, {"  ", '|', {}}, {"a b", ' ', {"a", "b"}},
  };
  for (const auto& c : cases) EXPECT_EQ(split_list(c.text, c.separator), c.want) << c.text;
}

}  // namespace
}  // namespace dragoman::lexicon
