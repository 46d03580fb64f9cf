// Tokenisation to UD English words (conventions of EWT 2.16 and GUM 11): clitics come off (do|n't, Smith|'s), hyphens and slashes
// are words of their own except after a prefix (anti-war), amounts split from signs and units ($|5|bn, 5|km), and dates, times,
// decimals, addresses and abbreviations stay whole. A hand-written left-to-right scanner; which forms are abbreviations, prefixes and
// so on comes from Spelling. Not handled: languages without spaces between words, and typing errors.
#include "text/words.h"

#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <array>
#include <string>

namespace dragoman::text {

namespace {

constexpr std::size_t kMaxWordBytes = 1000;
constexpr std::size_t kMaxTableForm = 24;  // longest form looked up in a table; longer words cannot be in it
constexpr Abbreviation kAcronym{AbbreviationKind::kPlace, true};
constexpr Abbreviation kInitial{AbbreviationKind::kTitle, false};

bool ascii_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool ascii_digit(char c) { return c >= '0' && c <= '9'; }
bool ascii_upper(char c) { return c >= 'A' && c <= 'Z'; }
char ascii_lower(char c) { return ascii_upper(c) ? static_cast<char>(c - 'A' + 'a') : c; }

std::string lower(std::string_view text) {
  std::string out(text);
  std::transform(out.begin(), out.end(), out.begin(), ascii_lower);
  return out;
}

bool starts_with_lower(std::string_view text, std::string_view want) {
  return text.size() >= want.size() &&
         std::equal(want.begin(), want.end(), text.begin(), [](char w, char t) { return w == ascii_lower(t); });
}

/// Bytes of the apostrophe at `at`, 0 if there is none: ' U+2019 U+02BC.
std::size_t apostrophe(std::string_view text, std::size_t at) {
  if (at >= text.size()) return 0;
  if (text[at] == '\'') return 1;
  const std::string_view rest = text.substr(at);
  if (rest.starts_with("\u2019")) return 3;
  if (rest.starts_with("\u02BC")) return 2;
  return 0;
}

/// Bytes of the hyphen at `at`, 0 if there is none: - U+2010 U+2011.
std::size_t hyphen(std::string_view text, std::size_t at) {
  if (at >= text.size()) return 0;
  if (text[at] == '-') return 1;
  const std::string_view rest = text.substr(at);
  return rest.starts_with("\u2010") || rest.starts_with("\u2011") ? 3 : 0;
}

class Scanner {
 public:
  Scanner(std::string_view text, std::size_t end, const Spelling& spelling, std::vector<Piece>& out)
      : text_(text), part_end_(end), spelling_(spelling), out_(out) {}

  void run(std::size_t at) {
    while (true) {
      while (at < part_end_) {
        const Decoded c = decode(text_, at);
        if (!is_space(c.code_point)) break;
        at += c.size;
      }
      if (at >= part_end_) return;
      at = window(at);
    }
  }

 private:
  /// Cuts one run without white space, or its first kMaxWordBytes bytes, and returns where it ends.
  std::size_t window(std::size_t begin) {
    end_ = begin;
    while (end_ < part_end_) {
      const Decoded c = decode(text_, end_);
      if (is_space(c.code_point) || end_ + c.size - begin > kMaxWordBytes) break;
      end_ += c.size;
    }
    begin_ = begin;
    chunk_ = text_.substr(0, end_);
    next_ = end_;
    while (next_ < part_end_) {
      const Decoded c = decode(text_, next_);
      if (!is_space(c.code_point)) break;
      next_ += c.size;
    }
    has_at_sign_ = chunk_.find('@', begin) != std::string_view::npos;
    no_address_before_ = begin;
    for (std::size_t at = begin; at < end_;) at = word(at);
    out_.back().space_after = end_ == text_.size() || is_space(decode(text_, end_).code_point);
    return next_;
  }

  [[nodiscard]] std::int32_t code_point(std::size_t at) const { return at < end_ ? decode(chunk_, at).code_point : 0; }
  [[nodiscard]] char byte(std::size_t at) const { return at < end_ ? chunk_[at] : '\0'; }
  [[nodiscard]] bool word_at(std::size_t at) const { return at < end_ && is_word(code_point(at)); }
  [[nodiscard]] bool letter_at(std::size_t at) const { return at < end_ && u_isalpha(code_point(at)); }
  [[nodiscard]] std::string_view slice(std::size_t begin, std::size_t end) const { return chunk_.substr(begin, end - begin); }

  std::size_t emit(std::size_t begin, std::size_t end, const Abbreviation* abbreviation = nullptr) {
    out_.push_back({{static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)}, false, abbreviation});
    return end;
  }

  /// Emits the word (with its clitics) at `at` and returns where it ends.
  std::size_t word(std::size_t at) {
    if (const std::size_t end = address(at); end > at) return emit(at, end);
    if (const std::size_t end = whole(at); end > at) return emit(at, end);
    const Decoded c = decode(chunk_, at);
    const char first = byte(at);
    if (is_digit(c.code_point) || ((first == '.' || first == '+') && at == begin_ && ascii_digit(byte(at + 1)))) return number(at);
    if (is_word(c.code_point) || ((first == '#' || first == '@') && letter_at(at + 1) && at == begin_)) return letters(at, at + c.size);
    return symbol(at, c);
  }

  /// End of the web or mail address at `at`; `at` if there is none.
  std::size_t address(std::size_t at) {
    if (!ascii_letter(byte(at)) && !ascii_digit(byte(at))) return at;
    const std::string_view rest = slice(at, end_);
    std::size_t end = at;
    for (const std::string_view scheme : {"http://", "https://", "ftp://", "mailto:", "www."})
      if (starts_with_lower(rest, scheme) && rest.size() > scheme.size()) {
        end = std::min(chunk_.find_first_of("<>\"", at), end_);
        break;
      }
    if (end == at && has_at_sign_ && at >= no_address_before_) {
      std::size_t sign = at;
      while (sign < end_ && (ascii_letter(chunk_[sign]) || ascii_digit(chunk_[sign]) || std::string_view("._%+-").find(chunk_[sign]) != std::string_view::npos)) ++sign;
      if (byte(sign) == '@' && (ascii_letter(byte(sign + 1)) || ascii_digit(byte(sign + 1)))) {
        end = sign + 1;
        while (end < end_ && (ascii_letter(chunk_[end]) || ascii_digit(chunk_[end]) || std::string_view("._-").find(chunk_[end]) != std::string_view::npos)) ++end;
      } else {
        no_address_before_ = sign;
      }
    }
    // What follows an address as punctuation is not part of it; a closing bracket is if the address opened one.
    while (end > at) {
      const std::string_view so_far = slice(at, end);
      if (so_far.ends_with("\u2019") || so_far.ends_with("\u201D")) {
        end -= 3;
      } else if (std::string_view(".,;:!?'\"]}").find(so_far.back()) != std::string_view::npos ||
                 (so_far.back() == ')' && so_far.find('(') == std::string_view::npos)) {
        --end;
      } else {
        break;
      }
    }
    return end;
  }

  /// End of a form that the tables say is one word whatever it is made of ("n/a", "'em"); `at` if there is none.
  std::size_t whole(std::size_t at) const {
    if (at != begin_ && (word_at(at - 1) || byte(at) != '\'')) {
      if (word_at(at - 1)) return at;
    }
    std::size_t end = at;
    bool mixed = false;
    while (end < end_ && end - at <= kMaxTableForm) {
      const std::size_t mark = chunk_[end] == '/' ? 1 : apostrophe(chunk_, end);
      if (mark > 0) {
        mixed = true;
        end += mark;
      } else if (ascii_letter(chunk_[end]) || ascii_digit(chunk_[end])) {
        ++end;
      } else {
        break;
      }
    }
    if (!mixed || end - at > kMaxTableForm) return at;
    return spelling_.wholes.contains(plain(at, end)) ? end : at;
  }

  /// Lower case, with straight apostrophes: the form under which the tables are asked.
  [[nodiscard]] std::string plain(std::size_t begin, std::size_t end) const {
    std::string out;
    for (std::size_t i = begin; i < end;) {
      if (const std::size_t mark = apostrophe(chunk_, i); mark > 0) {
        out += '\'';
        i += mark;
      } else {
        out += ascii_lower(chunk_[i++]);
      }
    }
    return out;
  }

  std::size_t digits(std::size_t at) const {
    while (at < end_) {
      const Decoded c = decode(chunk_, at);
      if (!is_digit(c.code_point)) break;
      at += c.size;
    }
    return at;
  }

  /// Telephone numbers and ISO dates: digit groups with hyphens that are not a range. `at` if it is none.
  std::size_t hyphenated_number(std::size_t at) const {
    std::array<std::size_t, 6> sizes{};
    std::size_t groups = 0;
    std::size_t end = at;
    while (groups < sizes.size()) {
      const std::size_t stop = digits(end);
      if (stop == end) return at;
      sizes[groups++] = stop - end;
      end = stop;
      if (byte(end) != '-' || !ascii_digit(byte(end + 1))) break;
      ++end;
    }
    if (word_at(end) || byte(end) == '-') return at;
    const bool telephone = groups == 2 && ((sizes[0] == 3 && sizes[1] == 4) || (sizes[0] == 5 && sizes[1] == 4));
    return groups >= 3 || telephone ? end : at;
  }

  std::size_t number(std::size_t begin) {
    if (const std::size_t end = hyphenated_number(begin); end > begin) return emit(begin, end);
    std::size_t at = digits(is_digit(code_point(begin)) ? begin : begin + 1);
    while (at < end_ && std::string_view(".,:/").find(chunk_[at]) != std::string_view::npos && is_digit(code_point(at + 1)))
      at = digits(at + 1);
    std::size_t end = at;
    while (end < end_ && ascii_letter(chunk_[end])) ++end;
    if (end == at && !word_at(at)) {
      // '80s and 1980's are one word each.
      const std::size_t mark = apostrophe(chunk_, at);
      if (mark > 0 && ascii_lower(byte(at + mark)) == 's' && !word_at(at + mark + 1)) return emit(begin, at + mark + 1);
      return emit(begin, at);
    }
    if (!word_at(end) && end - at <= kMaxTableForm && spelling_.units.contains(lower(slice(at, end)))) return emit(begin, at);
    return letters(begin, at);
  }

  /// End of the listed abbreviation with an inner stop (Ph.D.) at `begin`; 0 if there is none.
  [[nodiscard]] std::size_t dotted(std::size_t begin) const {
    std::size_t end = begin;
    std::size_t stops = 0;
    while (end < end_ && end - begin <= kMaxTableForm && (ascii_letter(chunk_[end]) || chunk_[end] == '.')) stops += chunk_[end++] == '.';
    const bool listed = stops > 1 && chunk_[end - 1] == '.' && spelling_.abbreviations.contains(slice(begin, end));
    return listed ? end : 0;
  }

  /// The word that starts at `begin` and is known to reach `at`.
  std::size_t letters(std::size_t begin, std::size_t at) {
    if (const std::size_t end = dotted(begin); end > at) return emit(begin, end, &spelling_.abbreviations.find(slice(begin, end))->second);
    std::size_t segment = begin;  // after the last inner stop or hyphen
    while (at < end_) {
      const Decoded c = decode(chunk_, at);
      if (is_word(c.code_point)) {
        at += c.size;
        continue;
      }
      if (const std::size_t mark = apostrophe(chunk_, at); mark > 0 && letter_at(at + mark)) {
        at += mark;
      } else if (const std::size_t dash = hyphen(chunk_, at);
                 dash > 0 && word_at(at + dash) && at - segment <= kMaxTableForm && spelling_.prefixes.contains(lower(slice(segment, at)))) {
        at += dash;
        segment = at;
      } else if (chunk_[at] == '.' && word_at(at + 1) && inner_stop(segment, at)) {
        segment = ++at;
      } else if ((chunk_[at] == '_' || chunk_[at] == '@') && word_at(at + 1)) {
        ++at;
      } else if (chunk_[at] == '&' && word_at(at + 1) && at - segment <= 3) {
        ++at;
      } else if (chunk_[at] == '*' && letter_at(at + 1)) {
        ++at;
      } else if (chunk_[at] == '$' && at - begin <= 3 && std::all_of(chunk_.begin() + static_cast<std::ptrdiff_t>(begin), chunk_.begin() + static_cast<std::ptrdiff_t>(at), ascii_upper)) {
        return emit(begin, at + 1);  // US$
      } else {
        break;
      }
    }
    if (byte(at) == '.' && !(byte(at + 1) == '.' && byte(at + 2) == '.'))
      if (const Abbreviation* abbreviation = abbreviated(begin, at); abbreviation != nullptr) return emit(begin, at + 1, abbreviation);
    return clitics(begin, at);
  }

  /// Whether the stop at `at`, with a letter or digit on both sides, is inside a word (U.S.-led, report.doc) rather than the end of a
  /// sentence whose space is missing or of an abbreviation (Dr.Smith).
  [[nodiscard]] bool inner_stop(std::size_t segment, std::size_t at) const {
    if (at - segment == 1) {  // an initial: J.K.Rowling breaks before the name
      if (!is_upper(code_point(at + 1))) return true;
      return !(at + 2 < end_ && is_lower(code_point(at + 2)) && letter_at(at + 3));
    }
    if (at - segment <= kMaxTableForm && spelling_.abbreviations.contains(slice(segment, at + 1))) return false;
    if (!is_upper(code_point(at + 1))) return true;
    return is_upper(code_point(at + 2)) && !is_lower(code_point(at + 3));
  }

  /// The abbreviation that [begin, at) makes with the stop at `at`.
  [[nodiscard]] const Abbreviation* abbreviated(std::size_t begin, std::size_t at) const {
    const std::string_view form = slice(begin, at + 1);
    if (form.size() <= kMaxTableForm) {
      auto found = spelling_.abbreviations.find(form);
      if (found == spelling_.abbreviations.end() && form.size() > 2 && std::all_of(form.begin(), form.end() - 1, ascii_upper))
        found = spelling_.abbreviations.find(std::string(form.substr(0, 1)) + lower(form.substr(1)));  // GEN.
      if (found != spelling_.abbreviations.end()) {
        if (found->second.kind != AbbreviationKind::kNumber) return &found->second;
        return follows_number(at + 1) ? &found->second : nullptr;
      }
    }
    bool acronym = form.size() >= 4;
    for (std::size_t i = 0; acronym && i < form.size(); ++i) acronym = i % 2 == 0 ? ascii_letter(form[i]) : form[i] == '.';
    if (acronym) return &kAcronym;
    const bool single = form.size() == 1 + decode(form, 0).size && is_upper(decode(form, 0).code_point);
    return single && begins_name(at + 1) ? &kInitial : nullptr;
  }

  [[nodiscard]] std::size_t next_word(std::size_t at) const { return at < end_ ? at : next_; }

  [[nodiscard]] bool follows_number(std::size_t at) const {
    const std::size_t next = next_word(at);
    return next < part_end_ && (is_digit(decode(text_, next).code_point) || text_[next] == '#');
  }

  /// Whether what follows an upper-case letter and stop can be the rest of a name: J. Smith, J.K. Smith.
  [[nodiscard]] bool begins_name(std::size_t at) const {
    const std::size_t next = next_word(at);
    if (next >= part_end_) return false;
    if (text_[next] == ',' || text_[next] == '-') return true;
    if (!is_upper(decode(text_, next).code_point)) return false;
    std::size_t end = next;
    while (end < part_end_ && end - next <= kMaxTableForm && ascii_letter(text_[end])) ++end;
    return !spelling_.openers.contains(text_.substr(next, end - next));
  }

  /// Emits [begin, end) with its clitics as words of their own.
  std::size_t clitics(std::size_t begin, std::size_t end) {
    if (end - begin <= kMaxTableForm) {
      const std::string form = plain(begin, end);
      if (const auto found = spelling_.splits.find(form); found != spelling_.splits.end()) {
        std::size_t at = begin;
        for (std::size_t i = 0; i + 1 < found->second.size(); ++i) {
          std::size_t stop = at;
          for (std::uint32_t n = 0; n < found->second[i]; ++n) stop += std::max<std::size_t>(apostrophe(chunk_, stop), 1);
          at = emit(at, stop);
        }
        return emit(at, end);
      }
    }
    std::array<std::size_t, 4> cuts{};
    std::size_t count = 0;
    for (std::size_t stop = end; count < cuts.size();) {
      const std::size_t cut = clitic(begin, stop);
      if (cut == begin) break;
      cuts[count++] = stop = cut;
    }
    std::size_t at = begin;
    while (count > 0) at = emit(at, cuts[--count]);
    return emit(at, end);
  }

  /// Where the last clitic of [begin, end) starts; `begin` if it has none.
  [[nodiscard]] std::size_t clitic(std::size_t begin, std::size_t end) const {
    for (std::size_t tail = 1; tail <= 2 && begin + tail < end; ++tail)
      for (const std::size_t size : {std::size_t{1}, std::size_t{2}, std::size_t{3}}) {
        if (end < begin + tail + size || apostrophe(chunk_, end - tail - size) != size) continue;
        const std::size_t mark = end - tail - size;
        const std::string rest = lower(slice(mark + size, end));
        if (rest == "t") return mark > begin + 1 && ascii_lower(chunk_[mark - 1]) == 'n' ? mark - 1 : begin;
        return is_clitic(rest) ? mark : begin;
      }
    return begin;
  }

  static bool is_clitic(std::string_view tail) {
    static constexpr std::array<std::string_view, 6> kTails = {"s", "d", "m", "re", "ve", "ll"};
    return std::find(kTails.begin(), kTails.end(), tail) != kTails.end();
  }

  /// Punctuation: brackets and quotes one by one, runs of the same mark (..., --, ***, !?) as one word.
  std::size_t symbol(std::size_t at, Decoded c) {
    const char first = chunk_[at];
    if (const std::size_t mark = apostrophe(chunk_, at); mark > 0) {
      std::size_t end = at + mark;
      if (apostrophe(chunk_, end) == mark) return emit(at, end + mark);
      if (at > begin_) {  // "..."'s
        std::size_t tail = end;
        while (tail < end_ && tail - end < 3 && ascii_letter(chunk_[tail])) ++tail;
        if (!word_at(tail) && is_clitic(lower(slice(end, tail)))) return emit(at, tail);
      }
      std::size_t word = end;
      while (word < end_ && word - end < kMaxTableForm && ascii_letter(chunk_[word])) ++word;
      if (word > end && !word_at(word) && spelling_.splits.contains(plain(at, word))) return clitics(at, word);  // 'tis
      if ((at == begin_ || !word_at(at - 1)) && ascii_digit(byte(end)) && ascii_digit(byte(end + 1))) {  // '05, '90s
        end += 2;
        if (byte(end) == 's') ++end;
        if (!word_at(end)) return emit(at, end);
      }
      return emit(at, at + mark);
    }
    if (at == begin_ && (first == ':' || first == ';' || first == '=')) {
      std::size_t mouth = at + 1;
      if (byte(mouth) == '-') ++mouth;
      if (mouth < end_ && std::string_view(")(DPp/|").find(chunk_[mouth]) != std::string_view::npos && !word_at(mouth + 1))
        return emit(at, mouth + 1);
    }
    std::size_t end = at + c.size;
    if (first == '!' || first == '?') {
      while (byte(end) == '!' || byte(end) == '?') ++end;
    } else if (std::string_view(".-*=_~#+<>|`^").find(first) != std::string_view::npos || c.code_point == 0x2014 ||
               c.code_point == 0x2013 || c.code_point == 0x2026) {
      while (end < end_ && decode(chunk_, end).code_point == c.code_point) end += c.size;
    }
    return emit(at, end);
  }

  std::string_view text_;
  std::size_t part_end_;
  const Spelling& spelling_;
  std::vector<Piece>& out_;
  std::string_view chunk_;  // text_ up to end_
  std::size_t begin_ = 0;   // of the window
  std::size_t end_ = 0;
  std::size_t next_ = 0;    // first non-space after the window
  bool has_at_sign_ = false;
  std::size_t no_address_before_ = 0;
};

}  // namespace

Decoded decode(std::string_view text, std::size_t at) {
  if (at >= text.size()) return {};
  const auto lead = static_cast<std::uint8_t>(text[at]);
  if (lead < 0x80) return {lead, 1};
  const auto* data = reinterpret_cast<const std::uint8_t*>(text.data());
  auto end = static_cast<std::int64_t>(at);
  std::int32_t code_point = 0;
  U8_NEXT_OR_FFFD(data, end, static_cast<std::int64_t>(text.size()), code_point);
  return {code_point, static_cast<std::uint32_t>(end - static_cast<std::int64_t>(at))};
}

bool is_space(std::int32_t c) { return c < 0x80 ? c == ' ' || (c >= 9 && c <= 13) : static_cast<bool>(u_isUWhiteSpace(c)); }
bool is_upper(std::int32_t c) { return c < 0x80 ? c >= 'A' && c <= 'Z' : u_isupper(c) || u_istitle(c); }
bool is_lower(std::int32_t c) { return c < 0x80 ? c >= 'a' && c <= 'z' : static_cast<bool>(u_islower(c)); }
bool is_digit(std::int32_t c) { return c < 0x80 ? c >= '0' && c <= '9' : static_cast<bool>(u_isdigit(c)); }

bool is_word(std::int32_t c) {
  if (c < 0x80) return is_upper(c) || is_lower(c) || is_digit(c);
  return c == 0xFFFD || (U_GET_GC_MASK(c) & (U_GC_L_MASK | U_GC_M_MASK | U_GC_ND_MASK | U_GC_NL_MASK | U_GC_CF_MASK)) != 0;
}

void split_words(std::string_view text, base::Span part, const Spelling& spelling, std::vector<Piece>& out) {
  Scanner(text, part.end, spelling, out).run(part.begin);
}

}  // namespace dragoman::text
