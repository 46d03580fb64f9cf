// Text -> paragraphs (from lines) -> words -> sentences. Lines decide first: a blank line, a bullet, a heading or a line end that no
// wrapping explains closes a paragraph; every other line end counts as a space. Inside a paragraph a sentence ends at a stop, unless
// the stop is an abbreviation's, a quotation or question goes on in lower case, or a bracket is still open around it. Not handled:
// tables, verse, and texts without any case.
#include "text/segmenter.h"

#include <unicode/uchar.h>

#include <algorithm>
#include <string>
#include <utility>

#include "text/words.h"

namespace dragoman::text {

namespace {

constexpr std::size_t kMaxHeadingWords = 24;
constexpr std::size_t kMaxDatelineWords = 24;
// Hard-wrapped text: lines as wide as typewriters and mail programs make them, most of them nearly full.
constexpr std::size_t kMinWrap = 40;
constexpr std::size_t kMaxWrap = 140;
// How far a bracket is looked back for its opening before it counts as never closed.
constexpr std::size_t kMaxBracketWords = 60;
// A longer paragraph is no writing; it is cut, so that memory does not grow with it.
constexpr std::size_t kMaxParagraphBytes = 1U << 20U;

struct Line {
  base::Span span;            // without white space around it; empty = blank
  std::uint32_t width = 0;    // code points
  std::uint32_t first_word = 0;  // code points of its first word
  bool bullet = false;
  bool lower = false;         // starts in lower case
  bool comma = false;         // ends in one: goes on
  bool stop = false;          // ends a sentence
};

struct Paragraph {
  base::Span span;
  bool bullet = false;
  bool stop = false;
  bool single_line = true;
};

bool is_stop(std::int32_t c) {
  if (c < 0x80) return c == '.' || c == '!' || c == '?';
  return c == 0x2026 || u_hasBinaryProperty(c, UCHAR_S_TERM);
}

bool is_closer(std::int32_t c) {
  if (c < 0x80) return c == ')' || c == ']' || c == '}' || c == '"' || c == '\'';
  return c == 0x2019 || c == 0x201D || c == 0xBB || u_charType(c) == U_END_PUNCTUATION;
}

bool is_opener(std::int32_t c) {
  if (c < 0x80) return c == '(' || c == '[' || c == '{' || c == '"' || c == '\'';
  return c == 0x2018 || c == 0x201C || c == 0xAB || u_charType(c) == U_START_PUNCTUATION;
}

bool is_quote(std::int32_t c) { return c == '"' || c == '\'' || c == 0x2019 || c == 0x201D || c == 0xBB; }

bool is_dash(std::int32_t c) { return c == '-' || c == 0x2013 || c == 0x2014; }

bool is_bullet_sign(std::int32_t c) {
  return c == '-' || c == '*' || is_dash(c) || c == 0x2022 || c == 0x2023 || c == 0x25AA || c == 0x25CF || c == 0x25E6 || c == 0xB7;
}

/// The last code point of `text`, and where it starts.
std::pair<std::int32_t, std::size_t> last_of(std::string_view text) {
  if (text.empty()) return {0, 0};
  std::size_t at = text.size() - 1;
  while (at > 0 && (static_cast<unsigned char>(text[at]) & 0xC0U) == 0x80U) --at;
  return {decode(text, at).code_point, at};
}

/// "- x", "1. x", "1) x", "(a) x", "a) x".
bool starts_bullet(std::string_view line) {
  const Decoded first = decode(line, 0);
  if (is_bullet_sign(first.code_point)) return is_space(decode(line, first.size).code_point) && line.size() > first.size;
  std::size_t at = line.starts_with('(') ? 1 : 0;
  const std::size_t begin = at;
  while (at < line.size() && at - begin < 3 && line[at] >= '0' && line[at] <= '9') ++at;
  const bool number = at > begin;
  if (!number && at < line.size() && line[at] >= 'a' && line[at] <= 'z') ++at;
  if (at == begin || at + 1 >= line.size()) return false;
  return (line[at] == ')' || (line[at] == '.' && number && begin == 0)) && line[at + 1] == ' ';
}

Line make_line(std::string_view text, base::Span span) {
  Line line;
  const auto end = static_cast<std::uint32_t>(span.end);
  std::uint32_t at = span.begin;
  std::uint32_t last = at;  // after the last non-space
  std::uint32_t begin = end;
  std::uint32_t columns = 0;
  bool in_first_word = true;
  while (at < end) {
    const Decoded c = decode(text, at);
    at += c.size;
    const bool space = is_space(c.code_point);
    if (begin == end) {
      if (space) continue;
      begin = at - c.size;
    }
    ++columns;
    if (space) {
      in_first_word = false;
      continue;
    }
    last = at;
    line.width = columns;
    if (in_first_word) line.first_word = columns;
  }
  if (begin == end) return line;
  line.span = {begin, last};
  const std::string_view view = line.span.of(text);
  line.bullet = starts_bullet(view);
  line.lower = is_lower(decode(view, 0).code_point);
  std::string_view rest = view;
  auto [c, where] = last_of(rest);
  line.comma = c == ',' || c == ';';
  while (is_closer(c) && where > 0) {
    rest = rest.substr(0, where);
    std::tie(c, where) = last_of(rest);
  }
  line.stop = is_stop(c) || c == ':';
  return line;
}

std::vector<Line> split_lines(std::string_view text) {
  std::vector<Line> lines;
  std::size_t begin = 0;
  while (begin < text.size()) {
    std::size_t end = text.find_first_of("\n\r", begin);
    if (end == std::string_view::npos) end = text.size();
    Line line = make_line(text, {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)});
    if (!line.span.empty() || (!lines.empty() && !lines.back().span.empty())) lines.push_back(line);  // one blank line says it all
    begin = end + (text.substr(end, 2) == "\r\n" ? 2 : 1);
  }
  return lines;
}

/// The width at which the text was wrapped, in code points; 0 if it was not. Wrapped: the lines that another line follows directly are
/// nearly all at most that wide, and most of them nearly as wide.
std::uint32_t wrap_width(const std::vector<Line>& lines) {
  std::vector<std::uint32_t> widths;
  std::size_t too_wide = 0;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    if (lines[i].width > kMaxWrap) ++too_wide;
    if (i + 1 < lines.size() && !lines[i].span.empty() && !lines[i + 1].span.empty()) widths.push_back(lines[i].width);
  }
  if (widths.size() < 2 || too_wide * 20 > lines.size()) return 0;
  const auto top = widths.begin() + static_cast<std::ptrdiff_t>(widths.size() - 1 - widths.size() / 20);
  std::nth_element(widths.begin(), top, widths.end());
  const std::uint32_t width = *top;
  if (width < kMinWrap || width > kMaxWrap) return 0;
  const auto full = std::count_if(widths.begin(), widths.end(), [&](std::uint32_t w) { return w * 4 >= width * 3; });
  return static_cast<std::size_t>(full) * 5 >= widths.size() * 3 ? width : 0;
}

/// Where a paragraph that starts at `begin` has to be cut: at white space if there is any near the limit.
std::uint32_t paragraph_cut(std::string_view text, std::uint32_t begin) {
  std::uint32_t end = begin + static_cast<std::uint32_t>(kMaxParagraphBytes);
  for (std::uint32_t at = end; at + 1000 > end; --at)
    if (text[at] == ' ') return at;
  while ((static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) --end;
  return end;
}

std::vector<Paragraph> split_paragraphs(std::string_view text) {
  const std::vector<Line> lines = split_lines(text);
  const std::uint32_t wrap = wrap_width(lines);
  std::vector<Paragraph> out;
  const Line* before = nullptr;  // the line just above, unless blank
  for (const Line& line : lines) {
    if (line.span.empty()) {
      before = nullptr;
      continue;
    }
    const bool joined = before != nullptr && !line.bullet &&
                        (line.lower || before->comma || (wrap > 0 && before->width + 1 + line.first_word > wrap));
    if (joined) {
      out.back().span.end = line.span.end;
      out.back().stop = line.stop;
      out.back().single_line = false;
    } else {
      out.push_back({line.span, line.bullet, line.stop, true});
    }
    while (out.back().span.size() > kMaxParagraphBytes) {
      const std::uint32_t cut = paragraph_cut(text, out.back().span.begin);
      const base::Span rest{cut, out.back().span.end};
      out.back() = {{out.back().span.begin, cut}, false, true, false};
      out.push_back({rest, false, line.stop, false});
    }
    before = &line;
  }
  return out;
}

}  // namespace

struct Segmenter::Impl {
  std::shared_ptr<const Spelling> spelling;

  [[nodiscard]] std::string_view form(std::string_view text, const Piece& piece) const { return piece.span.of(text); }

  /// How many of `words` are a dateline; 0 = there is none. "PLACE[, more][, date] [(Agency)] -".
  [[nodiscard]] std::size_t dateline(std::string_view text, const std::vector<Piece>& words, bool heading) const {
    bool month = false;
    bool number = false;
    bool agency = false;   // the words before the dash are a bracket
    bool capitals = true;  // every word before the first comma, slash or bracket is in capitals
    bool place_over = false;
    std::size_t depth = 0;
    std::size_t named = 0;
    for (std::size_t i = 0; i < words.size() && i < kMaxDatelineWords; ++i) {
      const std::string_view word = form(text, words[i]);
      const Decoded first = decode(word, 0);
      const std::int32_t c = first.code_point;
      if (depth > 0) {
        if (c == ')') --depth;
        agency = agency && !is_digit(c);
        continue;
      }
      const bool joiner = c == '-' && !words[i].space_after && i > 0 && !words[i - 1].space_after;
      if (!joiner && (is_dash(c) || word == "_" || word == ":")) {
        if (i + 1 >= words.size() || (word == "_" && !agency)) return 0;
        std::size_t next = i + 1;
        while (next + 1 < words.size() && is_opener(decode(form(text, words[next]), 0).code_point)) ++next;
        const std::int32_t start = decode(form(text, words[next]), 0).code_point;
        if (!is_upper(start) && !is_digit(start)) return 0;
        const bool shouted = capitals && named > 0 && !heading;
        if (word == ":") return shouted ? i + 1 : 0;
        return agency || (month && number && named > 0) || shouted ? i + 1 : 0;
      }
      agency = false;
      if (c == '(') {
        depth = 1;
        agency = true;
        place_over = true;
      } else if (c == ',' || c == '/') {
        place_over = true;
      } else if (is_digit(c)) {
        if (i == 0) return 0;
        number = true;
      } else if (spelling->months.contains(word)) {
        month = true;
      } else if (joiner) {
        continue;
      } else if (is_upper(c)) {
        ++named;
        if (!place_over && word.size() > first.size && is_lower(decode(word, first.size).code_point)) capitals = false;
      } else if (!is_word(c) || word.size() > 3) {
        return 0;
      }
    }
    return 0;
  }

  /// Whether a sentence ends after the stop words[at] (closing marks up to `next` belong to it) and before words[next].
  [[nodiscard]] bool ends(std::string_view text, const std::vector<Piece>& words, std::size_t begin, std::size_t at, std::size_t next) const {
    if (!words[next - 1].space_after && !(next - at == 1 && is_upper(decode(form(text, words[next]), 0).code_point) &&
                                          form(text, words[at]).size() == 1 && words[at].abbreviation == nullptr))
      return false;
    std::size_t opening = next;
    while (opening + 1 < words.size() && opening < next + 3 && is_opener(decode(form(text, words[opening]), 0).code_point)) ++opening;
    const std::string_view word = form(text, words[opening]);
    const std::int32_t c = decode(word, 0).code_point;
    const std::string_view stop = form(text, words[at]);
    const bool closed = next > at + 1;
    // A name may start in lower case (al-Shabaab) after a full stop, but '"Why?" he asked' goes on, and so does an unknown abbreviation.
    if (is_lower(c) && (closed || words[at].abbreviation != nullptr || stop != "." || at == begin || form(text, words[at - 1]).size() <= 2))
      return false;
    if (const Abbreviation* abbreviation = words[at].abbreviation; abbreviation != nullptr) {
      if (!abbreviation->may_end) return false;
      const bool free = abbreviation->kind == AbbreviationKind::kOther || abbreviation->kind == AbbreviationKind::kUnit;
      return is_upper(c) && (free || closed || opening > next || spelling->openers.contains(word));
    }
    if (at == begin + 1 && stop == ".") {  // "3. Item": the number and its stop are no sentence
      const std::string_view number = form(text, words[begin]);
      if (is_digit(decode(number, 0).code_point) || number.size() == 1) return false;
    }
    if (!is_word(c) && (c == ',' || c == ';' || c == ':' || is_dash(c) || is_closer(c))) return is_dash(c) && !closed;
    return true;
  }

  void paragraph(std::string_view text, const Paragraph& paragraph, std::uint32_t number, bool followed, std::vector<Piece>& words,
                 std::vector<SentenceText>& out) const {
    words.clear();
    split_words(text, paragraph.span, *spelling, words);
    const bool heading = followed && paragraph.single_line && !paragraph.stop && !paragraph.bullet && words.size() <= kMaxHeadingWords;
    std::size_t begin = 0;
    const auto flush = [&](std::size_t end, bool is_dateline) {
      while (begin < end) {
        const std::size_t stop = end - begin > kMaxWords ? cut(text, words, begin) : end;
        SentenceText sentence;
        sentence.paragraph = number;
        sentence.heading = heading && !is_dateline;
        sentence.dateline = is_dateline;
        sentence.words.reserve(stop - begin);
        for (; begin < stop; ++begin) sentence.words.push_back({words[begin].span, words[begin].space_after});
        sentence.span = base::cover(sentence.words.front().span, sentence.words.back().span);
        out.push_back(std::move(sentence));
      }
    };
    if (!paragraph.bullet)
      if (const std::size_t end = dateline(text, words, heading); end > 0) flush(end, true);
    if (heading) {
      flush(words.size(), false);
      return;
    }
    std::size_t bracket = 0;       // 1 + the word that opened the outermost bracket still open; 0 = none
    std::size_t depth = 0;
    for (std::size_t i = begin; i < words.size(); ++i) {
      const std::string_view word = form(text, words[i]);
      const std::int32_t c = decode(word, 0).code_point;
      if (c == '(' || c == '[') {
        if (depth++ == 0) bracket = i + 1;
      } else if ((c == ')' || c == ']') && depth > 0) {
        if (--depth == 0) bracket = 0;
      }
      if (words[i].abbreviation == nullptr && (is_word(c) || !is_stop(c))) continue;
      std::size_t next = i + 1;
      while (next < words.size()) {
        const std::int32_t closer = decode(form(text, words[next]), 0).code_point;
        // A straight quote closes only if it leans on what stands before it.
        if (!is_closer(closer) || (words[next - 1].space_after && !(is_quote(closer) && words[next].space_after))) break;
        if ((closer == ')' || closer == ']') && depth > 0 && --depth == 0) bracket = 0;
        ++next;
      }
      next = after_reference(text, words, next);
      if (next >= words.size()) break;
      // Inside a bracket that opened within this sentence the sentence goes on.
      const bool inside = bracket > begin + 1 && i - bracket < kMaxBracketWords;
      if (!inside && ends(text, words, begin, i, next)) {
        flush(next, false);
        depth = 0;
        bracket = 0;
      }
      i = next - 1;
    }
    flush(words.size(), false);
  }

  /// After the note number "[17]" at words[at]; `at` if there is none.
  [[nodiscard]] std::size_t after_reference(std::string_view text, const std::vector<Piece>& words, std::size_t at) const {
    while (at + 2 < words.size() && form(text, words[at]) == "[" && is_digit(decode(form(text, words[at + 1]), 0).code_point) &&
           form(text, words[at + 2]) == "]")
      at += 3;
    return at;
  }

  /// Where to cut an overlong sentence that starts at words[begin].
  [[nodiscard]] std::size_t cut(std::string_view text, const std::vector<Piece>& words, std::size_t begin) const {
    const std::size_t limit = begin + kMaxWords;
    for (std::size_t i = limit; i > begin + 1; --i) {
      const std::string_view word = form(text, words[i - 1]);
      if (word == "," || word == ";") return i;
    }
    for (std::size_t i = limit; i > begin + 1; --i)
      if (words[i - 1].space_after) return i;
    return limit;
  }
};

Segmenter::Segmenter(std::shared_ptr<const Spelling> spelling) : impl_(new Impl{std::move(spelling)}) {}
Segmenter::~Segmenter() = default;

std::vector<SentenceText> Segmenter::segment(std::string_view text) const {
  std::vector<SentenceText> out;
  std::vector<Piece> words;
  const std::vector<Paragraph> paragraphs = split_paragraphs(text);
  for (std::size_t i = 0; i < paragraphs.size(); ++i)
    impl_->paragraph(text, paragraphs[i], static_cast<std::uint32_t>(i), i + 1 < paragraphs.size(), words, out);
  return out;
}

}  // namespace dragoman::text
