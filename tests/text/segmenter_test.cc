// Sentences and words. In `want` words stand between spaces, sentences between bars; "H:" marks a heading, "D:" a dateline.
#include "text/segmenter.h"

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <chrono>
#include <memory>
#include <string>

#include "text/utf8.h"
#include "text/words.h"

namespace dragoman::text {
namespace {

const Segmenter& segmenter() {
  static const Segmenter instance = [] {
    std::vector<base::Diagnostic> problems;
    return Segmenter(std::make_shared<Spelling>(load_spelling(DRAGOMAN_DATA "/language", problems)));
  }();
  return instance;
}

std::string show(std::string_view text) {
  std::string out;
  for (const SentenceText& sentence : segmenter().segment(text)) {
    if (!out.empty()) out += " | ";
    out += sentence.heading ? "H: " : sentence.dateline ? "D: " : "";
    for (const Word& word : sentence.words) {
      if (word.span != sentence.words.front().span) out += ' ';
      out += word.span.of(text);
    }
  }
  return out;
}

struct Case {
  std::string_view name, text, want;
};

constexpr Case kWords[] = {
    {"negation", "They don't, won't and can't.", "They do n't , wo n't and ca n't ."},
    {"clitics", "She's said we've what he'd they'll I'm you're.", "She 's said we 've what he 'd they 'll I 'm you 're ."},
    {"curly apostrophe", "Norway\u2019s envoy didn\u2019t go.", "Norway \u2019s envoy did n\u2019t go ."},
    {"two clitics", "He wouldn't've gone.", "He would n't 've gone ."},
    {"capitals", "HE DIDN'T SEE NATO'S PLAN.", "HE DID N'T SEE NATO 'S PLAN ."},
    {"plural possessive", "the rebels' camp and the states\u2019 aid", "the rebels ' camp and the states \u2019 aid"},
    {"possessive after a quote", "\"Borealis\"'s crew", "\" Borealis \" 's crew"},
    {"names with an apostrophe", "O'Neill flew to Sana'a and N'Djamena", "O'Neill flew to Sana'a and N'Djamena"},
    {"fused forms", "We cannot stay; they're gonna and wanna.", "We can not stay ; they 're gon na and wan na ."},
    {"hyphens", "the vice-chair of al-Amal, a 40-year-old", "the vice - chair of al - Amal , a 40 - year - old"},
    {"prefixes", "anti-war and non-aligned ex-minister, pro-Western", "anti-war and non-aligned ex-minister , pro-Western"},
    {"dashes", "a plan\u2014bold\u2014and late -- too late--now", "a plan \u2014 bold \u2014 and late -- too late -- now"},
    {"slash", "Oslo/Bergen and 9/11", "Oslo / Bergen and 9/11"},
    {"range", "1990-1995 and 10:30-11:00 and 5\u20137", "1990 - 1995 and 10:30 - 11:00 and 5 \u2013 7"},
    {"decimals and thousands", "3.5 of 12,000", "3.5 of 12,000"},
    {"money", "$5bn, \u20AC20 and US$3.5 million", "$ 5 bn , \u20AC 20 and US$ 3.5 million"},
    {"percent", "45% (or 3.5%)", "45 % ( or 3.5 % )"},
    {"units", "5km at 6pm on the 21st in the 1990s", "5 km at 6 pm on the 21st in the 1990s"},
    {"dates and times", "on 11/25/2005 and 2026-02-01 at 6:30", "on 11/25/2005 and 2026-02-01 at 6:30"},
    {"telephone", "Call 555-0142 or 202-555-0142 now", "Call 555-0142 or 202-555-0142 now"},
    {"web address", "See https://example.org/a_(b)?c=1, or www.example.org.", "See https://example.org/a_(b)?c=1 , or www.example.org ."},
    {"mail address", "(write to j.doe@example.org)", "( write to j.doe@example.org )"},
    {"initials", "J. K. Hale met A.B. Stone", "J. K. Hale met A.B. Stone"},
    {"initials run together", "J.K.Hale and Dr.Stone", "J.K. Hale and Dr. Stone"},
    {"ellipsis", "Well... perhaps\u2026 no", "Well ... perhaps \u2026 no"},
    {"quotes and brackets", "(\"yes,\" \u201Cno\u201D [sic])", "( \" yes , \" \u201C no \u201D [ sic ] )"},
    {"exclamation run", "What?! No!!!", "What ?! | No !!!"},
    {"ampersand", "R&D at Hill & Sons", "R&D at Hill & Sons"},
    {"hashtag and handle", "#peace by @someone is #1", "#peace by @someone is # 1"},
    {"elision of a decade", "the '90s and '05", "the '90s and '05"},
    {"letters beyond ASCII", "\u00C9lys\u00E9e, \u0130zmir \u0627\u0644\u0633\u0644\u0627\u0645", "\u00C9lys\u00E9e , \u0130zmir \u0627\u0644\u0633\u0644\u0627\u0645"},
    {"no-break space parts words", "5\u00A0ministers", "5 ministers"},
};

constexpr Case kSentences[] = {
    {"two", "He came. She left.", "He came . | She left ."},
    {"titles", "Gen. Hale met Mr. Stone. Lt. Col. Reed stayed.", "Gen. Hale met Mr. Stone . | Lt. Col. Reed stayed ."},
    {"country abbreviation goes on", "The U.S. Senate met.", "The U.S. Senate met ."},
    {"country abbreviation ends", "He left the U.S. The senate met.", "He left the U.S. | The senate met ."},
    {"company", "Harrow Inc. Chief Reed spoke. He works for Harrow Inc. They agreed.",
     "Harrow Inc. Chief Reed spoke . | He works for Harrow Inc. | They agreed ."},
    {"clock", "At 9 a.m. Monday they met. It ended at 5 p.m. They left.", "At 9 a.m. Monday they met . | It ended at 5 p.m. | They left ."},
    {"month", "On Jan. 5 they met.", "On Jan. 5 they met ."},
    {"number sign or answer", "See No. 5. He said no. They left.", "See No. 5 . | He said no . | They left ."},
    {"a letter that is no initial", "He chose plan B. The others left.", "He chose plan B . | The others left ."},
    {"latin", "Aid, e.g. wheat, oil etc. They paid.", "Aid , e.g. wheat , oil etc. | They paid ."},
    {"decimal", "It rose 3.5 percent. Then it fell.", "It rose 3.5 percent . | Then it fell ."},
    {"quote closes after the stop", "\"We will go.\" He left.", "\" We will go . \" | He left ."},
    {"curly quote", "\u201CWe will go.\u201D \u201CWhen?\u201D", "\u201C We will go . \u201D | \u201C When ? \u201D"},
    {"quote goes on in lower case", "\"Why?\" he asked. \"Go!\" she said.", "\" Why ? \" he asked . | \" Go ! \" she said ."},
    {"opening quote after the stop", "They met. \"It went well,\" he said.", "They met . | \" It went well , \" he said ."},
    {"bracketed sentence", "They met. (The press was absent.) Talks go on.", "They met . | ( The press was absent . ) | Talks go on ."},
    {"stop inside a bracket", "Reed (b. 1950. In Oslo) spoke.", "Reed ( b . 1950 . In Oslo ) spoke ."},
    {"name in lower case after a stop", "They fled. al-Amal took the town.", "They fled . | al - Amal took the town ."},
    {"note number", "They met. [12] Talks go on.", "They met . [ 12 ] | Talks go on ."},
    {"missing space", "They met.Talks go on.", "They met . | Talks go on ."},
    {"heading", "Envoy visits Oslo\n\nThe envoy came.", "H: Envoy visits Oslo | The envoy came ."},
    {"heading on the line above", "Envoy visits Oslo\nThe envoy came on Monday.", "H: Envoy visits Oslo | The envoy came on Monday ."},
    {"a lone line is no heading", "Envoy visits Oslo", "Envoy visits Oslo"},
    {"a question is no heading", "Who visits Oslo?\n\nThe envoy.", "Who visits Oslo ? | The envoy ."},
    {"bullets", "Agreed:\n- aid. And oil.\n\u2022 visits\n1. Talks\n(a) trade\n* arms",
     "Agreed : | - aid . | And oil . | \u2022 visits | 1 . Talks | ( a ) trade | * arms"},
    {"a paragraph a line", "They met.\nTalks go on.\nNo one spoke.", "They met . | Talks go on . | No one spoke ."},
    {"lower case goes on over the line end", "The envoy came\nto Oslo.", "The envoy came to Oslo ."},
    {"wrapped", "The foreign minister of the northern kingdom, Anna\nReed, received the envoy on Tuesday for the talks on\nTrade and fish. Both sides will meet in Oslo again.",
     "The foreign minister of the northern kingdom , Anna Reed , received the envoy on Tuesday for the talks on Trade and fish . | Both sides will meet in Oslo again ."},
    {"carriage returns", "They met.\r\n\r\nTalks go on.\r\n", "They met . | Talks go on ."},
    {"dateline with date and agency", "OSLO, Jan 5 (Agency) - The envoy came.", "D: OSLO , Jan 5 ( Agency ) - | The envoy came ."},
    {"dateline with agency", "Oslo (Agency) \u2014 The envoy came.", "D: Oslo ( Agency ) \u2014 | The envoy came ."},
    {"dateline with two places", "Oslo/Bergen, 12 March 2024 \u2013 The envoy came.", "D: Oslo / Bergen , 12 March 2024 \u2013 | The envoy came ."},
    {"dateline in capitals", "NEW DELHI, India \u2014 \u201CYes,\u201D he said.", "D: NEW DELHI , India \u2014 | \u201C Yes , \u201D he said ."},
    {"dateline with colon", "QUETTA: The envoy came.", "D: QUETTA : | The envoy came ."},
    {"an aside is no dateline", "Reed, 54 - the envoy - came.", "Reed , 54 - the envoy - came ."},
    {"life dates are no dateline", "Anna Reed (1950-2011) - The envoy's life.", "Anna Reed ( 1950 - 2011 ) - The envoy 's life ."},
    {"nothing", "", ""},
    {"only white space", " \n\t\u00A0\u2028 ", ""},
};

TEST(Segmenter, Words) {
  for (const Case& c : kWords) EXPECT_EQ(show(c.text), c.want) << c.name;
}

TEST(Segmenter, Sentences) {
  for (const Case& c : kSentences) EXPECT_EQ(show(c.text), c.want) << c.name;
}

TEST(Segmenter, Paragraphs) {
  std::string got;
  for (const SentenceText& sentence : segmenter().segment("Title\n\nOne. Two.\n- three\n\nFour\nfive."))
    got += std::to_string(sentence.paragraph);
  EXPECT_EQ(got, "01123");
}

TEST(Segmenter, SpaceAfter) {
  std::string got;
  const auto sentences = segmenter().segment("He didn't go (\"yet\").  She");
  for (const Word& word : sentences.front().words) got += word.space_after ? '_' : '.';
  EXPECT_EQ(got, "_.__....._");
}

/// "" if `text` is cut as the header promises; else what is wrong.
std::string violation(std::string_view text) {
  std::size_t at = 0;
  for (const SentenceText& sentence : segmenter().segment(text)) {
    if (sentence.words.empty() || sentence.words.size() > Segmenter::kMaxWords) return "size of sentence";
    if (sentence.span != base::cover(sentence.words.front().span, sentence.words.back().span)) return "span of sentence";
    for (const Word& word : sentence.words) {
      if (word.span.empty() || word.span.begin < at || word.span.end > text.size() || word.span.size() > 1000) return "span of word";
      for (; at < word.span.begin; at += decode(text, at).size)
        if (!is_space(decode(text, at).code_point)) return "character between words";
      for (; at < word.span.end; at += decode(text, at).size)
        if (is_space(decode(text, at).code_point)) return "space in word";
      if (at != word.span.end) return "word cuts a code point";
      if (at < text.size() && word.space_after != is_space(decode(text, at).code_point)) return "space_after";
    }
  }
  for (; at < text.size(); at += decode(text, at).size)
    if (!is_space(decode(text, at).code_point)) return "character after the last word";
  return "";
}

TEST(Segmenter, EveryCharacterIsInOneWord) {
  static constexpr std::string_view kBits[] = {
      "a", "Reed", "U.S.", "Gen.", ".", "...", "!", "?", "'", "\u2019s", "n't", "\"", "(", ")", "[", "12", "]", "-", "\u2014", "/", ",", ":", ";", "@",
      "www.", "http://", "$", "%", "5km", " ", " ", "\n", "\n\n", "\t", "\u00A0", "\u2028", "\u00E9", "\u0301", "\u200B", "\u4E2D", "\U0001F600",
      "\uFFFD", "1.", "OSLO", "(Agency)", "pre-", "'", "it", "&", "*", "_", "#", "+", "=", "~", "<", "\x01"};
  EXPECT_TRUE(rc::check([](const std::vector<std::uint16_t>& picks) {
    std::string text;
    for (const std::uint16_t pick : picks) text += kBits[pick % std::size(kBits)];
    RC_ASSERT(violation(text) == "");
  }));
  EXPECT_TRUE(rc::check([](const std::string& bytes) { RC_ASSERT(violation(sanitize_utf8(bytes).text) == ""); }));
}

TEST(Segmenter, HostileInputIsCutAndLinear) {
  static constexpr std::string_view kUnits[] = {"a", ".", "(", "word ", "word, ", "\n", "A\n", "a\n", "'", "a-", "a@", "a.", "A. ", ". ", "\u00E9", "[1] ", "1-", "http://", ").", "pre-", "n/"};
  for (const std::string_view unit : kUnits) {
    std::string text;
    while (text.size() < 2'000'000) text += unit;
    const auto start = std::chrono::steady_clock::now();
    EXPECT_EQ(violation(text), "") << unit;
    // Ten times what the slowest takes without a sanitizer; a quadratic step would take minutes.
    EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds(20)) << unit;
  }
}

TEST(Segmenter, OverlongSentencesAreCutAtACommaElseAtASpace) {
  std::string commas;
  std::string spaces;
  for (int i = 0; i < 600; ++i) {
    commas += i == 390 ? "word, " : "word ";
    spaces += "word ";
  }
  EXPECT_EQ(segmenter().segment(commas).front().words.size(), 392U);
  EXPECT_EQ(segmenter().segment(spaces).front().words.size(), Segmenter::kMaxWords);
}

}  // namespace
}  // namespace dragoman::text
