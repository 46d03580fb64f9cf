// The shipped model on odd input: always one tree, always the same one.
#include "language/analyzer.h"

#include <gtest/gtest.h>

#include <sstream>
#include <thread>

#include "language/conllu.h"
#include "support/tree.h"

namespace dragoman::language {
namespace {

std::shared_ptr<const Model> model() {
  static const auto loaded = Model::load(std::filesystem::path(DRAGOMAN_MODELS) / "en.model");
  return loaded;
}

Sentence words(const std::string& text) {
  Sentence s;
  std::istringstream in(text);
  for (std::string form; in >> form;) {
    Token t;
    t.span.begin = s.tokens.empty() ? 0 : s.tokens.back().span.end + 1;
    t.span.end = t.span.begin + static_cast<std::uint32_t>(form.size());
    t.form = form;
    s.tokens.push_back(std::move(t));
  }
  if (!s.tokens.empty()) s.span = {0, s.tokens.back().span.end};
  return s;
}

std::string repeat(const std::string& text, int times) {
  std::string out;
  for (int i = 0; i < times; ++i) out += text + " ";
  return out;
}

std::string analyzed(const std::string& text, Analyzer::Workspace& workspace) {
  Sentence s = words(text);
  Analyzer(model()).analyze(s, workspace);
  std::string out;
  write_conllu(s, text, out);
  return out;
}

const std::vector<std::pair<std::string, std::string>>& odd_texts() {
  static const std::vector<std::pair<std::string, std::string>> texts = {
      {"one word", "Elections"},
      {"one stop", "."},
      {"two words", "Talks resume"},
      {"brackets only", "( [ { } ] )"},
      {"many brackets", repeat("( ) ] [", 60)},
      {"stops only", repeat(". ! ? ,", 30)},
      {"digits", "1 22 333 4,444 5.5 66%"},
      {"verbs only", repeat("go went gone going", 25)},
      {"conjunctions only", repeat("and or but nor", 25)},
      {"prepositions only", repeat("of in by", 30)},
      {"the same word often", repeat("that", 120)},
      {"500 words", repeat("The minister of trade said that the envoy left .", 50)},
      {"just as long as a tree may be", repeat("war", Analyzer::kMaxTokens)},
      {"one longer", repeat("war", Analyzer::kMaxTokens + 1)},
      {"2,000 words", repeat("a , b", 667)},
      {"Chinese", "\u5916\u4ea4 \u90e8\u957f \u8bbf\u95ee \u4e86 \u5df4\u9ece \u3002"},
      {"Arabic", "\u0632\u0627\u0631 \u0627\u0644\u0648\u0632\u064a\u0631 \u0628\u0627\u0631\u064a\u0633 ."},
      {"mixed scripts", "\u041f\u0440\u0435\u0437\u0438\u0434\u0435\u043d\u0442 met \u5f20\u4e09 in Oslo"},
      {"emoji", "\U0001F600 \U0001F468\u200d\U0001F469\u200d\U0001F467 yes"},
      {"capitals", "PRESIDENT VISITS OSLO FOR TALKS"},
      {"a long word", std::string(5000, 'x') + " left"},
      {"bytes that are no UTF-8", "the \xff\xfe\x80 envoy \xc3 left"},
      {"control characters", "the \x01\x02 envoy"},
      {"a replacement character", "\uFFFD \uFFFD"},
  };
  return texts;
}

TEST(Analysis, EveryTreeHasOneRootAndNoRing) {
  Analyzer::Workspace workspace;
  for (const auto& [name, text] : odd_texts()) {
    Sentence s = words(text);
    const Sentence before = s;
    Analyzer(model()).analyze(s, workspace);
    EXPECT_TRUE(testing::is_tree(s)) << name;
    for (std::size_t i = 0; i < s.tokens.size(); ++i) {
      EXPECT_EQ(s.tokens[i].form, before.tokens[i].form) << name;
      EXPECT_EQ(s.tokens[i].span, before.tokens[i].span) << name;
      EXPECT_FALSE(s.tokens[i].lemma.empty()) << name;
      EXPECT_EQ(s.tokens[i].head == kNoHead, s.tokens[i].deprel == Deprel::kRoot) << name << ", word " << i;
    }
  }
  Sentence nothing;
  Analyzer(model()).analyze(nothing, workspace);
  EXPECT_TRUE(nothing.tokens.empty());
}

TEST(Analysis, DoesNotDependOnWhatWasReadBefore) {
  Analyzer::Workspace used;
  std::vector<std::string> first;
  for (const auto& [name, text] : odd_texts()) first.push_back(analyzed(text, used));
  for (std::size_t i = odd_texts().size(); i-- > 0;) {
    Analyzer::Workspace fresh;
    EXPECT_EQ(analyzed(odd_texts()[i].second, fresh), first[i]) << odd_texts()[i].first;
    EXPECT_EQ(analyzed(odd_texts()[i].second, used), first[i]) << odd_texts()[i].first;
  }
}

TEST(Analysis, IsTheSameFromTwoThreads) {
  std::vector<std::string> results[2];
  const auto run = [&](std::size_t thread) {
    Analyzer::Workspace workspace;
    for (const auto& [name, text] : odd_texts()) results[thread].push_back(analyzed(text, workspace));
  };
  std::thread a(run, 0), b(run, 1);
  a.join();
  b.join();
  EXPECT_EQ(results[0], results[1]);
}

TEST(Analysis, GrowsWithTheLengthOfASentenceOnly) {
  Analyzer::Workspace workspace;
  Sentence s = words(repeat("minister", 100'000));
  const auto start = std::chrono::steady_clock::now();
  Analyzer(model()).analyze(s, workspace);
  EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds(60));
  EXPECT_EQ(s.tokens[0].head, kNoHead);
  EXPECT_EQ(s.tokens.back().head, 0) << "a sentence beyond the limit has a flat tree";
}

TEST(Analysis, ReadsPlainEnglish) {
  Analyzer::Workspace workspace;
  Sentence s = words("The minister visited Oslo on Monday .");
  Analyzer(model()).analyze(s, workspace);
  const auto& t = s.tokens;
  EXPECT_EQ(t[2].upos, Upos::kVerb);
  EXPECT_EQ(t[2].lemma, "visit");
  EXPECT_EQ(t[2].head, kNoHead);
  EXPECT_TRUE(t[2].has("Tense=Past")) << t[2].feats;
  EXPECT_EQ(t[1].upos, Upos::kNoun);
  EXPECT_EQ(t[1].deprel, Deprel::kNsubj);
  EXPECT_EQ(t[3].upos, Upos::kPropn);
  EXPECT_EQ(t[3].deprel, Deprel::kObj);
  EXPECT_EQ(t[5].head, 2);
}

}  // namespace
}  // namespace dragoman::language
