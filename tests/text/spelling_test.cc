// The tables of data/language: every row's example holds, and a bad table is reported with the place of every problem.
#include "text/spelling.h"

#include <gtest/gtest.h>

#include <fstream>
#include <memory>
#include <sstream>

#include "text/segmenter.h"

namespace dragoman::text {
namespace {

const std::filesystem::path kFolder = std::filesystem::path(DRAGOMAN_DATA) / "language";

std::string spaced(std::string_view text, const std::vector<SentenceText>& sentences) {
  std::string out;
  for (const SentenceText& sentence : sentences)
    for (const Word& word : sentence.words) out += (out.empty() ? "" : " ") + std::string(word.span.of(text));
  return out;
}

/// The cells of each data row of a table.
std::vector<std::vector<std::string>> rows(const std::filesystem::path& path) {
  std::vector<std::vector<std::string>> out;
  std::ifstream in(path);
  bool header = true;
  for (std::string line; std::getline(in, line);) {
    if (line.starts_with('#')) continue;
    if (!std::exchange(header, false)) {
      out.emplace_back();
      std::istringstream cells(line);
      for (std::string cell; std::getline(cells, cell, '\t');) out.back().push_back(cell);
    }
  }
  return out;
}

class Tables : public testing::Test {
 protected:
  std::vector<base::Diagnostic> problems;
  std::shared_ptr<const Spelling> spelling = std::make_shared<Spelling>(load_spelling(kFolder, problems));
  Segmenter segmenter{spelling};
};

TEST_F(Tables, HaveNoProblem) {
  for (const base::Diagnostic& problem : problems) ADD_FAILURE() << base::to_string(problem);
  EXPECT_GT(spelling->abbreviations.size(), 200U);
}

TEST_F(Tables, EveryAbbreviationIsOneWordOfOneSentence) {
  for (const auto& row : rows(kFolder / "abbreviations.tsv")) {
    SCOPED_TRACE(row[0]);
    const std::string& example = row[4];
    const auto sentences = segmenter.segment(example);
    EXPECT_EQ(sentences.size(), 1U) << example;
    EXPECT_NE((" " + spaced(example, sentences) + " ").find(" " + row[1] + " "), std::string::npos) << spaced(example, sentences);
  }
}

TEST_F(Tables, EveryWordPartExampleGivesItsWords) {
  for (const auto& row : rows(kFolder / "word_parts.tsv")) {
    SCOPED_TRACE(row[0]);
    EXPECT_EQ(spaced(row[3], segmenter.segment(row[3])), row[4]);
  }
}

TEST(Spelling, ReportsEveryProblemWithItsPlace) {
  Spelling spelling;
  std::vector<base::Diagnostic> problems;
  read_abbreviations("a.tsv",
                     "# comment\nid\tform\tkind\tmay_end\texample\tsource\n"
                     "1\tGen.\ttitle\tno\tx\ty\n"
                     "1\tLt.\ttitle\tno\tx\ty\n"
                     "2\tGen.\ttitle\tno\tx\ty\n"
                     "3\tX.\trank\tno\tx\ty\n"
                     "4\tY.\ttitle\tperhaps\tx\ty\n"
                     "5\tZ\ttitle\tno\tx\ty\n"
                     "6\tZ.\ttitle\n",
                     spelling, problems);
  read_word_parts("w.tsv", "id\tform\tkind\texample\twords\tsource\n1\tanti\tprefix\tx\ty\tz\n2\tab|\tsplit\tx\ty\tz\n3\tq\tnoun\tx\ty\tz\n",
                  spelling, problems);
  read_word_parts("v.tsv", "id\tform\n", spelling, problems);
  const Spelling missing = load_spelling("no/such/folder", problems);
  std::string got;
  for (const auto& p : problems) got += p.file.substr(0, 5) + ":" + std::to_string(p.line) + ":" + std::to_string(p.column) + " " + p.code + "\n";
  EXPECT_EQ(got,
            "a.tsv:4:1 TEXT006\na.tsv:5:3 TEXT006\na.tsv:9:1 TEXT003\na.tsv:6:6 TEXT004\na.tsv:7:12 TEXT004\na.tsv:8:3 TEXT005\n"
            "w.tsv:2:3 TEXT005\nw.tsv:3:3 TEXT005\nw.tsv:4:5 TEXT004\nv.tsv:1:1 TEXT002\nno/su:0:0 TEXT001\nno/su:0:0 TEXT001\n");
  EXPECT_EQ(spelling.abbreviations.size(), 1U);
  EXPECT_TRUE(missing.abbreviations.empty());
}

}  // namespace
}  // namespace dragoman::text
