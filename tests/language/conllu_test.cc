// CoNLL-U read and printed; a broken sentence is left out and its line named.
#include "language/conllu.h"

#include <gtest/gtest.h>

#include "support/folder.h"
#include "support/tree.h"

namespace dragoman::language {
namespace {

using dragoman::testing::places;

// id form lemma upos xpos feats head deprel deps misc
std::string line(const std::string& id, const std::string& form, const std::string& head, const std::string& misc = "_") {
  return id + "\t" + form + "\t_\tX\t_\t_\t" + head + "\t" + (head == "0" ? "root" : "dep") + "\t_\t" + misc + "\n";
}

TEST(Conllu, WhatIsPrintedReadsTheSame) {
  const std::string_view sentences[] = {
      "The//DET:DT/2/det/Definite=Def|PronType=Art envoy//NOUN:NN/3/nsubj/Number=Sing left/leave/VERB:VBD/0/root/Tense=Past Oslo//PROPN:NNP/3/obj/Number=Sing ~.//PUNCT:./3/punct",
      "\u201c//PUNCT:``/3/punct ~N\u00e3o//INTJ:UH/3/discourse \u5317\u4eac//PROPN/0/root ~\u201d//PUNCT:''/3/punct",
      "We//PRON/4/nsubj ca/can/AUX:MD/4/aux ~n't/not/PART:RB/4/advmod go//VERB:VB/0/root/VerbForm=Inf",
  };
  for (const std::string_view sentence : sentences) {
    const testing::Text first = testing::parsed({sentence});
    std::string printed;
    write_conllu(first.document[0].sentence, first.text, printed);
    const ConlluFile again = read_conllu(printed, "again");
    ASSERT_EQ(places(again.problems), "");
    ASSERT_EQ(again.sentences.size(), 1U);
    std::string reprinted;
    write_conllu(again.sentences[0], again.text, reprinted);
    EXPECT_EQ(reprinted, printed);
    const auto& a = first.document[0].sentence.tokens;
    const auto& b = again.sentences[0].tokens;
    ASSERT_EQ(a.size(), b.size());
    for (std::size_t i = 0; i < a.size(); ++i) {
      EXPECT_EQ(a[i].span, b[i].span);
      EXPECT_EQ(a[i].form, b[i].form);
      EXPECT_EQ(a[i].lemma, b[i].lemma);
      EXPECT_EQ(a[i].upos, b[i].upos);
      EXPECT_EQ(a[i].xpos, b[i].xpos);
      EXPECT_EQ(a[i].feats, b[i].feats);
      EXPECT_EQ(a[i].head, b[i].head);
      EXPECT_EQ(a[i].deprel, b[i].deprel);
      EXPECT_EQ(a[i].space_after, b[i].space_after);
    }
  }
}

TEST(Conllu, ASentenceIsPrintedInFull) {
  const testing::Text t = testing::parsed({"Oslo//PROPN:NNP/2/nsubj/Number=Sing waits/wait/VERB/0/root ~.//PUNCT/2/punct"});
  std::string out = "before\n";
  write_conllu(t.document[0].sentence, t.text, out);
  EXPECT_EQ(out,
            "before\n# text = Oslo waits.\n1\tOslo\tOslo\tPROPN\tNNP\tNumber=Sing\t2\tnsubj\t_\t_\n2\twaits\twait\tVERB\t_\t_\t0\troot\t_\tSpaceAfter=No\n"
            "3\t.\t.\tPUNCT\t_\t_\t2\tpunct\t_\t_\n\n");
}

TEST(Conllu, ALineBreakInsideASentenceIsPrintedAsASpace) {
  Sentence s;
  const std::string text = "two\nlines";
  s.span = {0, 9};
  for (const base::Span span : {base::Span{0, 3}, base::Span{4, 9}}) {
    Token t;
    t.span = span;
    t.form = span.of(text);
    s.tokens.push_back(t);
  }
  s.tokens[1].head = 0;
  std::string out;
  write_conllu(s, text, out);
  EXPECT_TRUE(out.starts_with("# text = two lines\n")) << out;
}

TEST(Conllu, TheTextIsBuiltFromTheWords) {
  struct {
    const char* name;
    std::string conllu;
    const char* want;   // the text, then every word's slice of it
  } const cases[] = {
      {"a line a sentence", line("1", "A", "0") + "\n" + line("1", "B", "0") + "\n", "A\nB\n A B"},
      {"no space before a stop", line("1", "A", "0", "SpaceAfter=No") + line("2", ".", "1"), "A.\n A ."},
      {"other marks beside it", line("1", "A", "0", "Gloss=a|SpaceAfter=No") + line("2", "b", "1"), "Ab\n A b"},
      {"a multiword token keeps its words", "1-2\tcannot\t_\t_\t_\t_\t_\t_\t_\t_\n" + line("1", "can", "0") + line("2", "not", "1") + line("3", "go", "1"), "cannot go\n can not go"},
      {"and its own mark", "1-2\tcannot\t_\t_\t_\t_\t_\t_\t_\tSpaceAfter=No\n" + line("1", "can", "0") + line("2", "not", "1") + line("3", ".", "1"), "cannot.\n can not ."},
      {"empty nodes are passed over", line("1", "A", "0") + "1.1\tB\t_\t_\t_\t_\t_\t_\t_\t_\n" + line("2", "C", "1"), "A C\n A C"},
      {"comments are dropped", "# sent_id = 1\n# text = other\n" + line("1", "A", "0"), "A\n A"},
      {"carriage returns", "1\tA\t_\tX\t_\t_\t0\troot\t_\t_\r\n\r\n1\tB\t_\tX\t_\t_\t0\troot\t_\t_\r\n", "A\nB\n A B"},
      {"no newline at the end", "1\tA\t_\tX\t_\t_\t0\troot\t_\t_", "A\n A"},
      {"words of other scripts", line("1", "\u0633\u0644\u0627\u0645", "0") + line("2", "\u4f60\u597d", "1"), "\u0633\u0644\u0627\u0645 \u4f60\u597d\n \u0633\u0644\u0627\u0645 \u4f60\u597d"},
      {"nothing", "", ""},
      {"blank lines", "\n\n \n\t\n", ""},
  };
  for (const auto& c : cases) {
    const ConlluFile file = read_conllu(c.conllu, "c");
    EXPECT_EQ(places(file.problems), "") << c.name;
    std::string got = file.text;
    for (const Sentence& s : file.sentences)
      for (const Token& t : s.tokens) {
        got += " " + std::string(t.span.of(file.text));
        EXPECT_EQ(t.span.of(file.text), t.form) << c.name;
        EXPECT_TRUE(s.span.contains(t.span)) << c.name;
      }
    EXPECT_EQ(got, c.want) << c.name;
  }
}

TEST(Conllu, UnderlinesAreNothing) {
  const ConlluFile file = read_conllu("1\ta\t_\t_\t_\t_\t_\t_\t_\t_\n2\t_\t_\tSYM\tSYM\t_\t_\t_\t_\t_\n", "c");
  ASSERT_EQ(file.sentences.size(), 1U);
  const Token& a = file.sentences[0].tokens[0];
  EXPECT_EQ(a.lemma, "");
  EXPECT_EQ(a.upos, Upos::kX);
  EXPECT_EQ(a.xpos, "");
  EXPECT_EQ(a.head, kNoHead);
  EXPECT_EQ(file.sentences[0].tokens[1].lemma, "_") << "the word for an underline";
}

TEST(Conllu, ABrokenSentenceIsLeftOutAndItsLineNamed) {
  struct {
    const char* name;
    std::string bad;
    const char* want;
  } const cases[] = {
      {"nine columns", "1\tA\t_\tX\t_\t_\t0\troot\t_\n", "c:3:0 CONLLU001\n"},
      {"eleven columns", "1\tA\t_\tX\t_\t_\t0\troot\t_\t_\t_\n", "c:3:0 CONLLU001\n"},
      {"spaces for tabs", "1 A _ X _ _ 0 root _ _\n", "c:3:0 CONLLU001\n"},
      {"words do not count on", line("1", "A", "0") + line("3", "B", "1"), "c:4:0 CONLLU002\n"},
      {"no word number", line("one", "A", "0"), "c:3:0 CONLLU002\n"},
      {"a number too large", line("99999999999999999999", "A", "0"), "c:3:0 CONLLU002\n"},
      {"a broken range", "2-x\tA\t_\t_\t_\t_\t_\t_\t_\t_\n" + line("1", "A", "0"), "c:3:0 CONLLU002\n"},
      {"a range that goes back", "2-1\tA\t_\t_\t_\t_\t_\t_\t_\t_\n" + line("1", "A", "0"), "c:3:0 CONLLU002\n"},
      {"an empty form", line("1", "", "0"), "c:3:0 CONLLU003\n"},
      {"a head that is no number", line("1", "A", "x"), "c:3:0 CONLLU004\n"},
      {"a negative head", line("1", "A", "-1"), "c:3:0 CONLLU004\n"},
      {"a head outside", line("1", "A", "0") + line("2", "B", "3"), "c:5:0 CONLLU004\n"},
      {"two roots", line("1", "A", "0") + line("2", "B", "0"), "c:5:0 CONLLU005\n"},
      {"no root", line("1", "A", "2") + line("2", "B", "1"), "c:5:0 CONLLU005\n"},
      {"its own head", line("1", "A", "0") + line("2", "B", "2"), "c:5:0 CONLLU005\n"},
      {"a ring beside the root", line("1", "A", "0") + line("2", "B", "3") + line("3", "C", "2"), "c:6:0 CONLLU005\n"},
      {"only the first problem of a sentence", line("x", "A", "0") + line("y", "B", "0"), "c:3:0 CONLLU002\n"},
  };
  for (const auto& c : cases) {
    const ConlluFile file = read_conllu(line("1", "first", "0") + "\n" + c.bad + "\n" + line("1", "last", "0"), "c");
    EXPECT_EQ(places(file.problems), c.want) << c.name;
    EXPECT_EQ(file.text, "first\nlast\n") << c.name;
    EXPECT_EQ(file.sentences.size(), 2U) << c.name;
  }
}

TEST(Conllu, EveryBrokenSentenceIsReported) {
  EXPECT_EQ(places(read_conllu("x\n\ny\n\n" + line("1", "A", "0") + "\nz", "c").problems), "c:1:0 CONLLU001\nc:3:0 CONLLU001\nc:7:0 CONLLU001\n");
}

TEST(Conllu, ASentenceHasALimit) {
  std::string long_one;
  for (int i = 1; i <= 10'001; ++i) long_one += line(std::to_string(i), "a", i == 1 ? "0" : "1");
  EXPECT_EQ(places(read_conllu(long_one, "c").problems), "c:10001:0 CONLLU009\n");
  const std::string just = long_one.substr(0, long_one.find("10001\t"));
  EXPECT_EQ(places(read_conllu(just, "c").problems), "");
}

TEST(Conllu, GarbageIsNoSentence) {
  for (const std::string_view bytes : {std::string_view("\0\0\0", 3), std::string_view("\xff\xfe\t\t\t\t\t\t\t\t\t"), std::string_view("\t\t\t\t\t\t\t\t\t"), std::string_view("#"),
                                       std::string_view("-\t-\t-\t-\t-\t-\t-\t-\t-\t-"), std::string_view(".\t.\t.\t.\t.\t.\t.\t.\t.\t.")})
    EXPECT_TRUE(read_conllu(bytes, "c").sentences.empty());
}

}  // namespace
}  // namespace dragoman::language
