// What must hold for any text: random documents of plausible sentences, of their pieces, and of garbage go through the whole line. The documents come
// from fixed seeds; DRAGOMAN_SEED=N tries others.
#include <gtest/gtest.h>

#include <cstdlib>
#include <random>
#include <set>
#include <thread>

#include "exchange/annotation_writer.h"
#include "exchange/report_writer.h"
#include "language/conllu.h"
#include "pipeline/pipeline.h"
#include "support/tree.h"
#include "text/utf8.h"

namespace dragoman {
namespace {

const pipeline::Pipeline& line() {
  static const pipeline::Pipeline loaded({DRAGOMAN_DATA, std::filesystem::path(DRAGOMAN_MODELS) / "en.model"});
  return loaded;
}

class Writer {
 public:
  explicit Writer(std::uint64_t seed) : random_(seed) {}

  intake::Document document() {
    std::string bytes;
    const int pieces = 1 + below(12);
    for (int i = 0; i < pieces; ++i) bytes += piece();
    intake::Document out;
    text::Utf8Result clean = text::sanitize_utf8(bytes);
    out.text = std::move(clean.text);
    out.id = "d" + std::to_string(random_());
    if (below(4) != 0) out.date = base::Date{std::chrono::year{1990 + below(40)}, std::chrono::month{static_cast<unsigned>(1 + below(12))}, std::chrono::day{static_cast<unsigned>(1 + below(28))}};
    if (below(3) == 0) out.publisher = pick({"Government of Japan", "The Evening Post", "", "Foreign Ministry"});
    return out;
  }

 private:
  int below(int n) { return static_cast<int>(random_() % static_cast<std::uint64_t>(n)); }
  std::string pick(const std::vector<const char*>& from) { return from[static_cast<std::size_t>(below(static_cast<int>(from.size())))]; }

  std::string who() {
    return pick({"The Egyptian president", "Libya", "Turkish warplanes", "the rebels", "He", "They", "both sides", "the two armies", "We", "France's foreign minister", "UN officials", "Tripoli",
                 "a man", "the army", "al-Qaida", "President Maria Keller", "Keller", "it", "nobody", "Mr. Smith", "the U.S.", "Guinea-Bissau", "\u5317\u4eac", "protesters in Lyon"});
  }
  std::string did() {
    return pick({"visited", "attacked", "will visit", "did not attack", "met with", "agreed to send aid to", "called on", "refused to meet", "held talks with", "was attacked by", "may withdraw from",
                 "said it had bombed", "failed to support", "and", "of", "paid a visit to", "received support from", "threatened to invade", "has been holding talks between", "'s visit to",
                 "signed an agreement with", "protested against", "imposed sanctions on"});
  }
  std::string when() {
    return pick({"", " on Monday", " last week", " in May 2019", " on 5 January", " tomorrow", " two days ago", " for three days", " in 1997", " since Friday", " at 5 p.m.", " every year"});
  }
  std::string piece() {
    switch (below(9)) {
      case 0: case 1: case 2: case 3: return who() + " " + did() + " " + who() + when() + pick({". ", ".\n\n", "! ", ", ", " and ", "? ", ".\" ", "; "});
      case 4: return "\"" + who() + " " + did() + " " + who() + ",\" " + who() + " said" + when() + ". ";
      case 5: return pick({"CAIRO, Jan 5 (Agency) - ", "- ", "* ", "\n\n", "HEADLINE WITHOUT A STOP\n", "\t", "...", "(", ")", "[", "\u201c", "\u201d", "\u2014 ", "1. ", "http://example.org/a?b ", "a@example.org "});
      case 6: {
        std::string out;
        for (int i = below(30); i-- > 0;) out += static_cast<char>(random_());   // bytes of no meaning
        return out;
      }
      case 7: {
        const std::string part = pick({"x", "\u00e9", "\u5916\u4ea4 ", "\u0632\u0627\u0631 ", "\U0001F600", "e\u0301", "\u200b", "the ", "visit ", "of the ", "- ", "'s "});
        std::string out;
        for (int i = below(40); i-- > 0;) out += part;
        return out + " ";
      }
      default: return when() + " " + who() + pick({"'s ", "\u2019s ", " "}) + pick({"visit", "talks", "attack", "support for", "withdrawal", "cooperation with"}) + " " + who() + pick({". ", " ", ", "});
    }
  }

  std::mt19937_64 random_;
};

std::string output_of(const intake::Document& document, const pipeline::Annotation& a) {
  std::string out;
  exchange::write_jsonl(document, a.document, a.reports, out);
  exchange::write_csv(document, a.document, a.reports, out);
  exchange::write_table(document, a.document, a.reports, {true, 80}, out);
  exchange::write_annotation(document, a.document, a.actors, a.toponyms, a.timexes, a.reports, {}, out);
  return out;
}

std::vector<intake::Document> documents() {
  const char* variable = std::getenv("DRAGOMAN_SEED");
  const std::uint64_t first = variable == nullptr ? 1 : std::strtoull(variable, nullptr, 10);
  std::vector<intake::Document> out;
  for (std::uint64_t seed = first; seed < first + 250; ++seed) {
    out.push_back(Writer(seed).document());
    out.back().title = "seed " + std::to_string(seed);
  }
  return out;
}

TEST(AnyText, SpansTreesAndRecordsAreSound) {
  pipeline::Pipeline::Workspace workspace;
  std::size_t reports = 0;
  for (const intake::Document& document : documents()) {
    SCOPED_TRACE(document.title + ": " + document.text);
    const pipeline::Annotation a = line().annotate(document, workspace);
    const base::Span all{0, static_cast<std::uint32_t>(document.text.size())};
    const auto boundary = [&](std::uint32_t at) { return at == all.end || (static_cast<unsigned char>(document.text[at]) & 0xC0U) != 0x80U; };
    const auto sound = [&](base::Span span) { return span.begin <= span.end && all.contains(span) && boundary(span.begin) && boundary(span.end); };
    std::uint32_t last = 0;
    std::string forms;
    for (const language::ParsedSentence& p : a.document) {
      EXPECT_TRUE(testing::is_tree(p.sentence));
      EXPECT_GE(p.sentence.span.begin, last);
      last = p.sentence.span.end;
      std::uint32_t word = p.sentence.span.begin;
      for (const language::Token& t : p.sentence.tokens) {
        EXPECT_TRUE(sound(t.span) && p.sentence.span.contains(t.span) && t.span.begin >= word);
        EXPECT_EQ(t.span.of(document.text), t.form);
        word = t.span.end;
        forms += t.form;
      }
    }
    ASSERT_EQ(a.toponyms.size(), a.document.size());
    ASSERT_EQ(a.timexes.size(), a.document.size());
    for (const actors::Mention& m : a.actors.mentions()) EXPECT_TRUE(sound(m.span) && m.first <= m.head && m.head <= m.last);
    for (std::size_t s = 0; s < a.document.size(); ++s) {
      const auto words = static_cast<std::int32_t>(a.document[s].sentence.tokens.size());
      std::int32_t free = 0;
      for (const places::Toponym& t : a.toponyms[s]) {
        EXPECT_TRUE(sound(t.span) && t.first >= free && t.first <= t.last && t.last < words);
        EXPECT_EQ(t.span.of(document.text), t.text);
        free = t.last + 1;
      }
      free = 0;
      for (const times::Timex& t : a.timexes[s]) {
        EXPECT_TRUE(sound(t.span) && t.first >= free && t.first <= t.last && t.last < words);
        EXPECT_FALSE(t.value.empty());
        EXPECT_TRUE(!t.begin || !t.end || *t.begin <= *t.end) << t.text << " = " << t.value;
        free = t.last + 1;
      }
    }
    std::set<std::string> ids;
    std::uint32_t before = 0;
    for (const events::EventReport& r : a.reports) {
      ++reports;
      ASSERT_LT(r.sentence, a.document.size());
      const base::Span sentence = a.document[r.sentence].sentence.span;
      EXPECT_TRUE(sound(r.trigger) && !r.trigger.empty() && sentence.contains(r.trigger) && r.words.contains(r.trigger));
      EXPECT_GE(r.trigger.begin, before) << "in the order of their triggers";
      before = r.trigger.begin;
      EXPECT_TRUE(ids.insert(r.id).second) << "an id twice: " << r.id;
      for (const auto* role : {&r.actors, &r.recipients})
        for (const events::Participant& p : *role) EXPECT_TRUE(sound(p.span) && !p.span.empty());
      EXPECT_TRUE(!r.place || sound(r.place->span));
      EXPECT_TRUE(!r.attribution || (sound(r.attribution->span) && sound(r.attribution->cue_span) && sound(r.attribution->content)));
      EXPECT_TRUE(r.confidence >= 0 && r.confidence <= 1);
      EXPECT_TRUE(r.quad >= 1 && r.quad <= 4);
      EXPECT_FALSE(r.cameo.empty());
      EXPECT_TRUE(!r.date.date || !r.date.enddate || *r.date.date <= *r.date.enddate);
      EXPECT_TRUE(r.mode.empty() || line().lexicon().ontology.has_mode(r.event, r.mode)) << r.mode;
    }
  }
  EXPECT_GT(reports, 150U) << "the documents tell of something";
}

TEST(AnyText, TheSameBytesTwiceAndFromTwoThreads) {
  const std::vector<intake::Document> all = documents();
  std::vector<std::string> first(all.size());
  pipeline::Pipeline::Workspace workspace;
  for (std::size_t i = 0; i < all.size(); ++i) first[i] = output_of(all[i], line().annotate(all[i], workspace));
  const auto again = [&](bool backwards) {
    pipeline::Pipeline::Workspace own;
    for (std::size_t k = 0; k < all.size(); ++k) {
      const std::size_t i = backwards ? all.size() - 1 - k : k;
      EXPECT_EQ(output_of(all[i], line().annotate(all[i], own)), first[i]) << all[i].title;
    }
  };
  std::thread forwards(again, false), backwards(again, true);
  forwards.join();
  backwards.join();
}

TEST(AnyText, TheTraceChangesNothing) {
  pipeline::Pipeline::Workspace workspace;
  const std::vector<intake::Document> all = documents();
  for (std::size_t i = 0; i < all.size(); i += 5)
    EXPECT_EQ(output_of(all[i], line().annotate(all[i], workspace, true)), output_of(all[i], line().annotate(all[i], workspace, false))) << all[i].title;
}

TEST(AnyText, IdsDependOnTheDocumentAlone) {
  pipeline::Pipeline::Workspace workspace;
  const std::vector<intake::Document> all = documents();
  for (std::size_t i = 0; i < all.size(); i += 5) {
    intake::Document other = all[i];
    other.title = "another";
    other.url = "https://example.org/";
    const auto a = line().annotate(all[i], workspace).reports, b = line().annotate(other, workspace).reports;
    ASSERT_EQ(a.size(), b.size());
    for (std::size_t r = 0; r < a.size(); ++r) EXPECT_EQ(a[r].id, b[r].id);
    other.id += "x";
    const auto c = line().annotate(other, workspace).reports;
    for (std::size_t r = 0; r < c.size(); ++r) EXPECT_NE(a[r].id, c[r].id);
  }
}

TEST(AnyText, WhatIsPrintedAsConlluReadsTheSame) {
  pipeline::Pipeline::Workspace workspace;
  for (const intake::Document& document : documents()) {
    const language::ParsedDocument parsed = line().parse(document.text, workspace);
    std::string printed;
    for (const language::ParsedSentence& p : parsed) language::write_conllu(p.sentence, document.text, printed);
    const language::ConlluFile again = language::read_conllu(printed, "again");
    ASSERT_TRUE(again.problems.empty()) << document.title << "\n" << to_string(again.problems.front()) << "\n" << printed;
    ASSERT_EQ(again.sentences.size(), parsed.size()) << document.title;
    for (std::size_t s = 0; s < parsed.size(); ++s) {
      const auto& a = parsed[s].sentence.tokens;
      const auto& b = again.sentences[s].tokens;
      ASSERT_EQ(a.size(), b.size());
      for (std::size_t i = 0; i < a.size(); ++i)
        EXPECT_TRUE(a[i].form == b[i].form && a[i].lemma == b[i].lemma && a[i].upos == b[i].upos && a[i].feats == b[i].feats && a[i].head == b[i].head && a[i].deprel == b[i].deprel)
            << document.title << ": " << a[i].form;
    }
  }
}

}  // namespace
}  // namespace dragoman
