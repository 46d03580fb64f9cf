#include "times/grammar.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

namespace dragoman::times {

using base::Date;
using language::Deprel;
using language::Token;
using language::Upos;

namespace {

// A bare date up to so many days after the document is taken to come, unless its verb is in the past.
constexpr int kSoon = 45;
constexpr int kMaxClimb = 6;
constexpr double kBackward = 3.0;       // in a story a day back is as far as three days on
constexpr int kFirstPlainYear = 1900;   // four digits that are a year without more ado
constexpr int kLastPlainYear = 2100;
constexpr int kFirstOldYear = 1500;     // from here on a year where the tree has a date

constexpr std::array<std::string_view, 18> kBeforeYear = {"in",   "since", "until", "till",  "from",   "by",      "during", "before", "after",
                                                          "between", "to", "and",   "through", "circa", "(", "year", "around", "around"};
constexpr std::array<std::string_view, 12> kBeforeClock = {"at", "by", "around", "about", "until", "till", "from", "between", "to", "before", "after", "since"};
constexpr std::array<std::string_view, 7> kBeforePlural = {"for", "over", "after", "within", "in", "through", "during"};
constexpr std::array<std::string_view, 11> kBeforeSeason = {"the", "in", "by", "during", "since", "until", "early", "late", "mid", "before", "after"};

template <std::size_t N>
bool among(const std::array<std::string_view, N>& list, std::string_view word) {
  return std::find(list.begin(), list.end(), word) != list.end();
}

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_capital(std::string_view form) { return !form.empty() && form[0] >= 'A' && form[0] <= 'Z'; }
bool is_plural(std::string_view word) { return word.size() > 1 && word.back() == 's'; }

int two_digit_year(int year) { return year >= 100 ? year : year < 50 ? 2000 + year : 1900 + year; }

// Reads digits from `at` on; -1 for none.
int digits(std::string_view text, std::size_t& at) {
  int out = 0;
  const std::size_t from = at;
  while (at < text.size() && is_digit(text[at]) && at - from < 8) out = out * 10 + (text[at++] - '0');
  return at == from ? -1 : out;
}

std::string amount_value(double count, std::string_view unit) {
  const bool time = unit.size() == 2 && unit[0] == 'T';
  std::string text;
  if (std::abs(count - std::round(count)) < 1e-9) {
    text = std::to_string(static_cast<long>(std::llround(count)));
  } else {
    text = std::to_string(count);
    while (text.back() == '0') text.pop_back();
  }
  if (unit == "Q") return "P" + std::to_string(static_cast<long>(std::llround(count * 3))) + "M";
  return (time ? "PT" : "P") + text + std::string(time ? unit.substr(1) : unit);
}

}  // namespace

Grammar::Grammar(const language::Sentence& sentence, const TimeWords& words, Anchors& anchors)
    : sentence_(sentence), lexicon_(words), anchors_(anchors), size_(static_cast<std::int32_t>(sentence.tokens.size())) {
  look_up();
}

void Grammar::look_up() {
  words_.resize(sentence_.tokens.size());
  for (std::size_t i = 0; i < words_.size(); ++i) {
    Word& word = words_[i];
    const std::string& form = sentence_.tokens[i].form;
    word.lower = form;
    for (char& c : word.lower)
      if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    word.meaning = lexicon_.find(word.lower);
    if (word.meaning != nullptr && word.meaning->cased && !is_capital(form)) word.meaning = nullptr;
    if (!form.empty() && (is_digit(form[0]) || form[0] == '\'' || static_cast<unsigned char>(form[0]) == 0xE2)) read_shape(word);
  }
}

void Grammar::read_shape(Word& word) {
  std::string_view text = word.lower;
  std::size_t at = 0;
  const bool elided = text.starts_with("'") || text.starts_with("\u2019") || text.starts_with("\u2018");
  if (elided) at = text[0] == '\'' ? 1 : 3;
  const std::size_t from = at;
  const int a = digits(text, at);
  if (a < 0) return;
  word.a = a;
  word.digits = static_cast<int>(at - from);
  const std::string_view rest = text.substr(at);
  if (elided) {
    if (rest == "s" && word.digits == 2) word.shape = Shape::kShortDecade;
    return;
  }
  if (rest.empty()) {
    word.shape = Shape::kInteger;
  } else if (rest == "st" || rest == "nd" || rest == "rd" || rest == "th") {
    word.shape = Shape::kOrdinal;
  } else if ((rest == "s" || rest == "'s" || rest == "\u2019s") && word.digits == 4) {
    word.shape = Shape::kDecade;
  } else if (rest == "s" && word.digits == 2) {
    word.shape = Shape::kShortDecade;
  } else if (rest[0] == '-' && word.digits == 4) {
    ++at;
    word.b = digits(text, at);
    if (at == text.size() && word.b >= 1 && word.b <= 12) word.shape = Shape::kIsoMonth;
    if (at >= text.size() || text[at] != '-') return;
    ++at;
    word.c = digits(text, at);
    if (at == text.size() || text[at] == 't') word.shape = Shape::kIsoDay;
  } else if ((rest[0] == '/' || rest[0] == '.') && rest.size() > 1) {
    const char mark = rest[0];
    ++at;
    const std::size_t second = at;
    word.b = digits(text, at);
    if (mark == '.' && at == text.size() && word.b >= 0) {
      word.shape = Shape::kDecimal;
      word.decimal = a + word.b / std::pow(10.0, static_cast<double>(at - second));
      return;
    }
    if (at >= text.size() || text[at] != mark) return;
    ++at;
    word.c = digits(text, at);
    if (at == text.size() && word.b >= 0 && word.c >= 0) word.shape = Shape::kSlashed;
  } else if (rest[0] == ':' && word.digits <= 2) {
    ++at;
    word.b = digits(text, at);
    word.c = -1;
    if (at < text.size() && text[at] == ':') word.c = digits(text, ++at);
    if (at == text.size() && a < 25 && word.b >= 0 && word.b < 60) word.shape = Shape::kClock;
  } else if (rest[0] == ',' && rest.size() == 4) {
    ++at;
    const int low = digits(text, at);
    if (at == text.size() && low >= 0) {
      word.shape = Shape::kDecimal;
      word.decimal = a * 1000.0 + low;
    }
  }
}

// ---- pieces -------------------------------------------------------------------------------------------------------------------

int Grammar::day_number(std::int32_t i, std::int32_t& next) const {
  if (!inside(i)) return 0;
  next = i + 1;
  const Word& word = at(i);
  if ((word.shape == Shape::kInteger && word.digits <= 2) || word.shape == Shape::kOrdinal) return word.a >= 1 && word.a <= 31 ? word.a : 0;
  if (is(i, WordClass::kOrdinal)) return value(i) <= 31 ? value(i) : 0;
  if (is(i, WordClass::kNumber, "tens") && is_hyphen(i + 1) && is(i + 2, WordClass::kOrdinal) && value(i + 2) < 10) {
    next = i + 3;
    return value(i) + value(i + 2) <= 31 ? value(i) + value(i + 2) : 0;
  }
  return 0;
}

int Grammar::month_at(std::int32_t i) const { return is(i, WordClass::kMonth) ? value(i) : 0; }

int Grammar::year_at(std::int32_t i) const {
  return inside(i) && at(i).shape == Shape::kInteger && at(i).digits == 4 && at(i).a >= 1000 && at(i).a <= 2199 ? at(i).a : 0;
}

std::optional<double> Grammar::number(std::int32_t i, std::int32_t& next) const {
  if (!inside(i)) return std::nullopt;
  next = i + 1;
  const Word& word = at(i);
  double out = 0;
  if (word.shape == Shape::kInteger) {
    out = word.a;
  } else if (word.shape == Shape::kDecimal) {
    return word.decimal;
  } else if (is(i, WordClass::kNumber) && code(i) != "half" && code(i) != "couple") {
    out = value(i);
    if (code(i) == "tens") {
      const std::int32_t unit = is_hyphen(next) ? next + 1 : next;
      if (is(unit, WordClass::kNumber) && code(unit).empty() && value(unit) >= 1 && value(unit) <= 9) {
        out += value(unit);
        next = unit + 1;
      }
    }
  } else if ((word.lower == "a" || word.lower == "an") && is(next, WordClass::kNumber) && code(next) != "half") {
    out = 1;
    if (code(next) == "couple") {
      next = is(next + 1, "of") ? next + 2 : next + 1;
      return 2;
    }
    if (code(next) != "times" && value(next) != 12) return std::nullopt;
  } else {
    return std::nullopt;
  }
  while (is(next, WordClass::kNumber) && (code(next) == "times" || value(next) == 12) && out > 0 && out < 1e6) out *= value(next++);
  return out;
}

// In "Theresa May" or "the Sunday Times" a word of the calendar is none.
bool Grammar::is_name_part(std::int32_t i) const {
  const Token& t = token(i);
  if (t.deprel == Deprel::kFlat) return true;
  if (t.deprel == Deprel::kCompound && t.head == i + 1 && token(t.head).upos == Upos::kPropn && at(t.head).meaning == nullptr && is_capital(token(t.head).form))
    return true;
  return inside(i + 1) && token(i + 1).head == i && token(i + 1).deprel == Deprel::kFlat && token(i + 1).upos == Upos::kPropn && at(i + 1).shape == Shape::kNone;
}

// The verb above speaks of what is to come.
bool Grammar::looks_ahead(std::int32_t i) const {
  std::int32_t t = i;
  for (int step = 0; step < kMaxClimb && t != language::kNoHead; ++step) {
    const Token& word = token(t);
    if (is(t, WordClass::kHint) || (lexicon_.find(word.lemma) != nullptr && lexicon_.find(word.lemma)->cls == WordClass::kHint)) return true;
    if (word.upos == Upos::kVerb || word.upos == Upos::kAux || word.upos == Upos::kAdj) {
      for (std::int32_t c = std::max(0, t - 8); c < t; ++c)
        if (token(c).head == t && (token(c).deprel == Deprel::kAux || token(c).deprel == Deprel::kAuxPass) && is(c, WordClass::kHint)) return true;
      if (word.xpos == "VBD" || word.xpos == "VBN") return false;
    }
    t = word.head;
  }
  return false;
}

std::optional<Date> Grammar::anchor() const { return anchors_.narrative && anchors_.told ? anchors_.told : anchors_.dct; }

// ---- resolving ----------------------------------------------------------------------------------------------------------------

Grammar::Found Grammar::found(std::int32_t first, std::int32_t last, Period period, bool anchored) const {
  Found out;
  out.first = first;
  out.last = last;
  out.period = std::move(period);
  out.anchored = anchored;
  return out;
}

int Grammar::year_of_month(std::int32_t i, int month_number, int day_number) const {
  const auto reference = anchor();
  if (!reference) return 0;
  const int this_year = year_of(*reference);
  if (anchors_.narrative) {
    int best = this_year;
    double best_cost = 1e9;
    for (int y = this_year - 1; y <= this_year + 1; ++y) {
      const auto date = date_of(y, month_number, std::min(std::max(day_number, 1), 28));
      const int days = days_between(*reference, *date);
      const double cost = days >= 0 ? days : kBackward * -days;
      if (cost < best_cost) {
        best_cost = cost;
        best = y;
      }
    }
    return best;
  }
  const Period period = month(this_year, month_number);
  const Date begin = day_number > 0 ? date_of(this_year, month_number, day_number).value_or(*period.end) : *period.begin;
  const Date end = day_number > 0 ? begin : *period.end;
  if (looks_ahead(i)) return end < *reference ? this_year + 1 : this_year;
  if (begin <= *reference) return this_year;
  std::int32_t verb = i;
  for (int step = 0; step < kMaxClimb && verb != language::kNoHead && token(verb).upos != Upos::kVerb; ++step) verb = token(verb).head;
  const bool past = verb != language::kNoHead && token(verb).xpos == "VBD";
  return !past && days_between(*reference, begin) <= kSoon ? this_year : this_year - 1;
}

Grammar::Found Grammar::day_of_month(std::int32_t first, std::int32_t last, int y, int m, int d, int last_day, std::int32_t middle) const {
  const bool told_year = y != 0;
  if (!told_year) y = year_of_month(first, m, d);
  Found out = found(first, last, {}, !told_year);
  const std::string tail = "-" + two_digits(m) + "-";
  if (y == 0) {
    out.period = {Grain::kDay, "XXXX" + tail + two_digits(d), std::nullopt, std::nullopt};
    return out;
  }
  const auto date = date_of(y, m, d);
  if (!date) {
    out.last = first - 1;   // no such day
    return out;
  }
  out.period = day(*date);
  if (last_day > d)
    if (const auto end = date_of(y, m, last_day)) {
      out.second = day(*end);
      out.middle = middle;
    }
  return out;
}

std::optional<Date> Grammar::nearest_weekday(std::int32_t i, int weekday_number) const {
  const auto reference = anchor();
  if (!reference) return std::nullopt;
  const int ahead = (weekday_number - weekday_of(*reference) + 7) % 7;
  if (anchors_.narrative) return base::plus_days(*reference, ahead <= 3 ? ahead : ahead - 7);
  if (looks_ahead(i)) return base::plus_days(*reference, ahead == 0 ? 7 : ahead);
  return base::plus_days(*reference, ahead == 0 ? 0 : ahead - 7);
}

std::optional<Period> Grammar::shifted_unit(Date from, std::string_view unit, int count, int shift) const {
  if (unit == "D") return day(base::plus_days(from, shift));
  if (unit == "W") return week(base::plus_days(from, 7 * shift * count));
  if (unit == "WE") return weekend(base::plus_days(from, 7 * shift));
  if (unit == "M" && count == 1) {
    const Date moved = plus_months(from, shift);
    return month(year_of(moved), month_of(moved));
  }
  if (unit == "Q") {
    const Date moved = plus_months(from, 3 * shift);
    return quarter(year_of(moved), (month_of(moved) + 2) / 3);
  }
  if (unit == "Y") {
    const int y = year_of(from);
    if (count == 1) return year(y + shift);
    if (count == 10) return decade((y / 10 + shift) * 10);
    if (count == 100) return century((y / 100 + shift) * 100);
  }
  return std::nullopt;
}

void Grammar::narrow(Period& period, int third) {
  if (!period.begin || !period.end || period.grain == Grain::kDay || period.grain >= Grain::kDecade) return;
  const Date begin = *period.begin;
  if (period.grain == Grain::kMonth) {
    if (third >= 0) period.begin = base::plus_days(begin, third == 0 ? 10 : 20);
    if (third <= 0) period.end = base::plus_days(begin, third < 0 ? 9 : 19);
  } else if (period.grain == Grain::kYear) {
    if (third >= 0) period.begin = plus_months(begin, third == 0 ? 4 : 8);
    if (third <= 0) period.end = base::plus_days(plus_months(begin, third < 0 ? 4 : 8), -1);
  } else {
    const int days = days_between(begin, *period.end) + 1;
    if (third >= 0) period.begin = base::plus_days(begin, third == 0 ? days / 3 : 2 * days / 3);
    if (third <= 0) period.end = base::plus_days(begin, (third < 0 ? days / 3 : 2 * days / 3) - 1);
  }
}

// ---- readings -----------------------------------------------------------------------------------------------------------------

Grammar::Result Grammar::reading(std::int32_t i) const {
  if (!inside(i)) return std::nullopt;
  Result best;
  const auto take = [&](Result r) {
    if (r && r->last >= i && (!best || r->last > best->last)) best = std::move(r);
  };
  take(phrase(i));
  const Word& word = at(i);
  if (word.shape != Shape::kNone) {
    take(numeric_date(i));
    take(day_first(i));
    take(amount(i));
    take(decade_or_century(i));
    take(quarter_or_half(i));
    take(bare_year(i));
    take(clock(i));
  } else if (word.meaning != nullptr) {
    switch (word.meaning->cls) {
      case WordClass::kMonth: take(month_first(i)); break;
      case WordClass::kWeekday: take(weekday(i)); break;
      case WordClass::kNumber:
        take(day_first(i));
        take(amount(i));
        take(clock(i));
        take(decade_or_century(i));
        break;
      case WordClass::kOrdinal:
        take(day_first(i));
        take(decade_or_century(i));
        take(quarter_or_half(i));
        break;
      case WordClass::kVague: case WordClass::kUnit: take(amount(i)); break;
      case WordClass::kSeason: take(season_of_year(i)); break;
      case WordClass::kPart: take(part_of_day(i)); break;
      case WordClass::kClock: take(clock(i)); break;
      case WordClass::kShift: take(shifted(i)); break;
      case WordClass::kMod: take(modified(i)); break;
      case WordClass::kSet: take(repeated(i)); break;
      case WordClass::kFestival: take(festival(i)); break;
      case WordClass::kFiller: case WordClass::kEra: take(bare_year(i)); break;
      case WordClass::kNone: case WordClass::kAgo: case WordClass::kLater: case WordClass::kZone: case WordClass::kHint: break;
    }
    if (word.meaning->cls == WordClass::kFiller) take(amount(i));
  } else if (word.lower == "a" || word.lower == "an") {
    take(amount(i));
  } else if (word.lower.starts_with("mid-")) {
    take(modified(i));
  } else if (word.lower.size() == 2 && word.lower[0] == 'q') {
    take(quarter_or_half(i));
  }
  return best;
}

Grammar::Result Grammar::phrase(std::int32_t i) const {
  const std::vector<TimePhrase>* list = lexicon_.phrases(at(i).lower);
  if (list == nullptr) return std::nullopt;
  for (const TimePhrase& p : *list) {
    std::size_t matched = 1;
    while (matched < p.words.size() && is(i + static_cast<std::int32_t>(matched), p.words[matched])) ++matched;
    if (matched < p.words.size()) continue;
    const std::int32_t last = i + static_cast<std::int32_t>(matched) - 1;
    // "in the past" but not "in the past week"
    if (last > i && is(last, WordClass::kShift) && (is(last + 1, WordClass::kUnit) || is(last + 1, WordClass::kNumber) || is(last + 1, WordClass::kVague) ||
                                                    (inside(last + 1) && at(last + 1).shape == Shape::kInteger)))
      continue;
    std::string_view text = p.value;
    if (text.ends_with("_REF")) return found(i, last, {Grain::kReference, p.value, std::nullopt, std::nullopt});
    if (text.size() == 5 && text[2] == '-') {
      std::size_t from = 0;
      const int m = digits(text, from);
      const int d = digits(text, ++from);
      const std::int32_t y = is(last + 1, "of") ? last + 2 : past_comma(last + 1);
      return day_of_month(i, year_at(y) != 0 ? y : last, year_at(y), m, d);
    }
    const bool from_told = text.starts_with("told");
    if (from_told) text.remove_prefix(4);
    int sign = 1;
    if (text.starts_with("-") || text.starts_with("+")) {
      sign = text[0] == '-' ? -1 : 1;
      text.remove_prefix(1);
    }
    std::size_t from = 0;
    const int count = digits(text, from) * sign;
    const auto reference = from_told ? told() : anchors_.dct;
    if (from >= text.size()) return std::nullopt;
    if (!reference) return found(i, last, {Grain::kReference, count < 0 ? "PAST_REF" : count > 0 ? "FUTURE_REF" : "PRESENT_REF", std::nullopt, std::nullopt}, true);
    auto period = shifted_unit(*reference, text.substr(from, 1), 1, count);
    if (!period) return std::nullopt;
    Found out = found(i, last, std::move(*period), true);
    if (const std::size_t colon = text.find(':'); colon != std::string_view::npos) {
      out.time = "T" + std::string(text.substr(colon + 1));
      out.type = TimexType::kTime;
    }
    return out;
  }
  return std::nullopt;
}

Grammar::Result Grammar::numeric_date(std::int32_t i) const {
  const Word& word = at(i);
  std::optional<Date> date;
  if (word.shape == Shape::kIsoMonth) {
    Found out = found(i, i, month(word.a, word.b));
    return out;
  }
  if (word.shape == Shape::kIsoDay) date = date_of(word.a, word.b, word.c);
  if (word.shape == Shape::kSlashed) {
    if (word.digits == 4) date = date_of(word.a, word.b, word.c);
    else date = date_of(two_digit_year(word.c), word.b, word.a);
    if (!date) date = date_of(two_digit_year(word.c), word.a, word.b);
  }
  if (!date) return std::nullopt;
  Found out = found(i, i, day(*date));
  return out;
}

// 5 January 2026, the fifth of January, 5-7 January.
Grammar::Result Grammar::day_first(std::int32_t i) const {
  std::int32_t next = i;
  const int d = day_number(i, next);
  if (d == 0) return std::nullopt;
  int last_day = 0;
  std::int32_t middle = -1;
  if (is_hyphen(next) || is(next, "to") || is(next, "and")) {
    std::int32_t after = next + 1;
    if (const int second = day_number(after, after); second > d) {
      last_day = second;
      middle = next;
      next = after;
    }
  }
  if (is(next, "of")) ++next;
  const int m = month_at(next);
  if (m == 0) return std::nullopt;
  std::int32_t last = next;
  const std::int32_t y = past_comma(next + 1);
  if (year_at(y) != 0) last = y;
  Found out = day_of_month(i, last, year_at(y), m, d, last_day, middle);
  out.article = true;
  return out;
}

// January 5, 2026; January 5-7; January 2026; January.
Grammar::Result Grammar::month_first(std::int32_t i) const {
  const int m = month_at(i);
  std::int32_t next = i + 1;
  if (is(next, "the")) ++next;
  std::int32_t after = next;
  const int d = day_number(next, after);
  if (d != 0) {
    int last_day = 0;
    std::int32_t middle = -1;
    std::int32_t last = after - 1;
    if (is_hyphen(after) || is(after, "to") || is(after, "and")) {
      std::int32_t second = after + 1;
      const int number = day_number(second, second);
      const bool counts = inside(after + 1) && token(after + 1).deprel == Deprel::kNummod && token(after + 1).head > after + 1;
      if (number > d && !counts && month_at(second) == 0) {
        last_day = number;
        middle = after;
        last = second - 1;
      }
    }
    const std::int32_t y = past_comma(last + 1);
    const int told_year = year_at(y);
    // "In May 20 people": the number counts what follows
    const bool counts = told_year == 0 && at(next).shape == Shape::kInteger && token(next).deprel == Deprel::kNummod && token(next).head > next &&
                        token(token(next).head).upos == Upos::kNoun && month_at(token(next).head) == 0;
    const bool clock_follows = is(next + 1, WordClass::kClock) && last == next;
    if (!counts && !clock_follows) return day_of_month(i, told_year != 0 ? y : last, told_year, m, d, last_day, middle);
  }
  std::int32_t y = i + 1;
  if (is(y, "of") || is(y, ",")) ++y;
  if (year_at(y) != 0) {
    Found out = found(i, y, month(year_at(y), m));
    return out;
  }
  const Upos upos = token(i).upos;
  if (is_name_part(i) || upos == Upos::kAux || upos == Upos::kVerb) return std::nullopt;
  if (code(i) == "abbr" && at(i).lower.back() != '.') return std::nullopt;
  // "May to June 2014", "May, June and July 2014"
  int told_year = 0;
  for (std::int32_t j = i + 1, steps = 0; steps < 3 && told_year == 0; ++steps) {
    while (is(j, ",") || is(j, "and") || is(j, "to") || is(j, "or") || is_hyphen(j)) ++j;
    if (j == i + 1 || month_at(j) == 0) break;
    told_year = year_at(past_comma(j + 1));
    ++j;
  }
  const int resolved = told_year != 0 ? told_year : year_of_month(i, m, 0);
  if (resolved == 0) return found(i, i, {Grain::kMonth, "XXXX-" + two_digits(m), std::nullopt, std::nullopt});
  return found(i, i, month(resolved, m), told_year == 0);
}

Grammar::Result Grammar::weekday(std::int32_t i) const {
  const int number = value(i);
  if (code(i) == "plural") {
    Found out = found(i, i, {Grain::kReference, "XXXX-WXX-" + std::to_string(number), std::nullopt, std::nullopt});
    out.type = TimexType::kSet;
    return out;
  }
  std::int32_t next = past_comma(i + 1);
  if (is(next, "the")) ++next;
  if (inside(next)) {
    Result date;
    if (month_at(next) != 0) date = month_first(next);
    else if (at(next).shape != Shape::kNone || is(next, WordClass::kOrdinal) || is(next, WordClass::kNumber)) {
      date = numeric_date(next);
      if (!date) date = day_first(next);
    }
    if (date && date->last >= next && date->period.grain == Grain::kDay) {
      date->first = i;
      date->article = false;
      return date;
    }
  }
  if (is_name_part(i) || (code(i) == "abbr" && at(i).lower.back() != '.')) return std::nullopt;
  const auto date = nearest_weekday(i, number);
  if (!date) return found(i, i, {Grain::kDay, "XXXX-WXX-" + std::to_string(number), std::nullopt, std::nullopt});
  return found(i, i, day(*date), true);
}

// last week, this month, next Monday, the past two years, that night.
Grammar::Result Grammar::shifted(std::int32_t i) const {
  const int shift = value(i);
  const std::string_view kind = code(i);
  if (kind == "vague") return std::nullopt;
  const bool pointing = at(i).lower == "this" || at(i).lower == "that";
  if (pointing && token(i).upos == Upos::kSconj) return std::nullopt;
  const auto reference = kind == "told" || anchors_.narrative ? told() : anchors_.dct;
  std::int32_t next = i + 1;
  if (!inside(next)) return std::nullopt;

  // "the last three months", "the next few days", "the past week"
  std::int32_t unit = next;
  std::optional<double> count;
  const bool vague = is(next, WordClass::kVague) || (is(next, "a") && is(next + 1, WordClass::kVague));
  if (vague) unit = is(next, "a") ? next + 2 : next + 1;
  else count = number(next, unit);
  if (!count && !vague) unit = next;
  if (shift != 0 && is(unit, WordClass::kUnit) && (vague || count || kind == "past")) {
    const std::string_view u = code(unit);
    Found out = found(i, unit, {}, true);
    out.type = TimexType::kDuration;
    out.article = true;
    const double n = count.value_or(1.0) * value(unit);
    out.period.value = vague ? "PX" + std::string(u) : amount_value(n, u);
    out.period.grain = u == "D" ? Grain::kDay : u == "W" ? Grain::kWeek : u == "M" ? Grain::kMonth : u == "Y" ? Grain::kYear : Grain::kReference;
    if (reference && !vague && out.period.grain != Grain::kReference && n < 5000) {
      const int whole = static_cast<int>(n);
      const auto moved = [&](int direction) {
        return u == "D" ? base::plus_days(*reference, direction * whole)
               : u == "W" ? base::plus_days(*reference, direction * 7 * whole)
                          : plus_months(*reference, direction * whole * (u == "Y" ? 12 : 1));
      };
      if (year_of(*reference) + shift * whole > 1) {
        out.period.begin = shift < 0 ? moved(-1) : *reference;
        out.period.end = shift < 0 ? *reference : moved(1);
      }
    }
    return out;
  }
  if (vague || (count && unit != next)) return std::nullopt;

  Found out = found(i, next, {}, true);
  out.article = !pointing;
  if (is(next, WordClass::kUnit)) {
    const std::string_view u = code(next);
    if (u.starts_with("T") || is_plural(at(next).lower) || (u == "D" && kind != "told")) return std::nullopt;
    if (!reference) {
      out.period = {Grain::kReference, shift < 0 ? "PAST_REF" : shift > 0 ? "FUTURE_REF" : "PRESENT_REF", std::nullopt, std::nullopt};
      return out;
    }
    auto period = shifted_unit(*reference, u, value(next), shift);
    if (!period) return std::nullopt;
    out.period = std::move(*period);
    return out;
  }
  if (!reference) return std::nullopt;
  if (is(next, WordClass::kPart)) {
    const bool night = code(next) == "NI" || code(next) == "EV";
    out.period = day(base::plus_days(*reference, shift < 0 && !night ? 0 : shift));
    out.time = "T" + std::string(code(next));
    out.type = TimexType::kTime;
    return out;
  }
  if (at(i).lower == "that") return std::nullopt;
  if (is(next, WordClass::kWeekday) && code(next) != "plural" && !is_name_part(next)) {
    int days = (value(next) - weekday_of(*reference) + 7) % 7;
    if (shift < 0) days = days == 0 ? -7 : days - 7;
    else if (shift > 0) days = days == 0 ? 7 : days;
    else if (!looks_ahead(i) && days > 0) days = value(next) - weekday_of(*reference);   // of this week
    out.period = day(base::plus_days(*reference, days));
    return out;
  }
  if (const int m = month_at(next); m != 0) {
    if (year_at(next + 1) != 0) return std::nullopt;
    int y = year_of(*reference);
    if (shift < 0 && m >= month_of(*reference)) --y;
    if (shift > 0 && m <= month_of(*reference)) ++y;
    std::int32_t after = next + 1;
    if (const int d = day_number(next + 1, after); d != 0 && at(next + 1).shape != Shape::kNone) return day_of_month(i, after - 1, y, m, d);
    out.period = month(y, m);
    return out;
  }
  if (is(next, WordClass::kSeason)) {
    int y = year_of(*reference);
    const int first = value(next);
    if (shift < 0 && (first + 2) % 12 >= month_of(*reference) && first <= 9) --y;
    if (shift <= 0 && first == 12 && month_of(*reference) < 12) --y;
    if (shift > 0 && first <= month_of(*reference)) ++y;
    out.period = season(y, code(next), first);
    return out;
  }
  return std::nullopt;
}

// two weeks, a three-day, half an hour; two weeks ago, a year later.
Grammar::Result Grammar::amount(std::int32_t i) const {
  std::int32_t first = i;
  std::int32_t next = i;
  double count = 0;
  bool vague = false;
  bool repeated_times = false;
  if (is(i, WordClass::kFiller, "times") && (is(i + 1, "a") || is(i + 1, "an") || is(i + 1, "per")) && is(i + 2, WordClass::kUnit)) {
    repeated_times = true;
    count = 1;
    next = i + 2;
    if (value(i) == 0 && i > 0 && (is(i - 1, WordClass::kNumber) || at(i - 1).shape == Shape::kInteger)) first = i;
  } else if (const auto n = number(i, next)) {
    count = *n;
    if (is(next, "and") && is(next + 1, "a") && is(next + 2, WordClass::kNumber, "half")) {
      count += 0.5;
      next += 3;
    }
    if (is(next, WordClass::kFiller, "times")) return std::nullopt;
  } else if (is(i, WordClass::kNumber, "half") && (is(i + 1, "a") || is(i + 1, "an") || is_hyphen(i + 1))) {
    count = 0.5;
    next = i + 2;
  } else if (is(i, WordClass::kVague) || ((is(i, "a") || is(i, "an")) && is(i + 1, WordClass::kVague))) {
    vague = true;
    next = is(i, WordClass::kVague) ? i + 1 : i + 2;
    if (is(next, WordClass::kNumber) && value(next) == 12) ++next;
    if (is(next, "more") || is(next, "of")) ++next;
  } else if ((is(i, "a") || is(i, "an")) && is(i + 1, WordClass::kUnit) && !is_plural(at(i + 1).lower)) {
    count = 1;
    next = i + 1;
  } else if (is(i, WordClass::kUnit) && is_plural(at(i).lower) && i > 0 && among(kBeforePlural, at(i - 1).lower)) {
    vague = true;
    next = i;
  } else {
    return std::nullopt;
  }
  const bool hyphened = is_hyphen(next);
  if (hyphened) ++next;
  if (!is(next, WordClass::kUnit)) return std::nullopt;
  const std::string_view unit = code(next);
  // a number of nights before or after a date counts days; an age is no time
  if (is(next + 1, "old") || (is_hyphen(next + 1) && is(next + 2, "old")) || (is(next + 1, "of") && is(next + 2, "age"))) return std::nullopt;
  if (next == i && (is(next + 1, WordClass::kAgo) || is(next + 1, WordClass::kMod))) return std::nullopt;
  const double n = count * value(next);
  std::int32_t last = next;
  if (is(last + 1, "and") && is(last + 2, "a") && is(last + 3, WordClass::kNumber, "half") && !hyphened) {
    last += 3;
    count += 0.5;
  }

  // "ago" counts from the document, "earlier" and "later" from what was told
  int direction = 0;
  std::optional<Date> reference;
  std::int32_t end = last;
  if (is(last + 1, WordClass::kAgo)) {
    direction = -1;
    reference = anchors_.narrative ? anchor() : anchors_.dct;
    end = last + 1;
  } else if (is(last + 1, WordClass::kMod, "so_far") || is(last + 1, WordClass::kMod, "to_come")) {
    direction = value(last + 1);
    reference = told();
    end = last + 1;
    if (is(end + 1, "than")) direction = 0;
  } else if (is(last + 1, "from") && is(last + 2, "now")) {
    direction = 1;
    reference = anchors_.dct;
    end = last + 2;
  }
  if (direction != 0 && !repeated_times) {
    Found out = found(first, end, {Grain::kReference, direction < 0 ? "PAST_REF" : "FUTURE_REF", std::nullopt, std::nullopt}, true);
    if (!reference || vague || n > 3000) return out;
    const int whole = static_cast<int>(std::floor(n));
    if (unit.starts_with("T")) {
      const double hours = unit == "TH" ? n : 0;
      out.period = day(base::plus_days(*reference, direction * static_cast<int>(hours / 24)));
    } else if (unit == "Y" && std::abs(n - whole) > 0.1) {
      if (auto p = shifted_unit(*reference, "M", 1, direction * static_cast<int>(n * 12))) out.period = std::move(*p);
    } else if (unit == "Y") {
      if (year_of(*reference) + direction * whole < 1) return out;
      const int y = year_of(*reference) + direction * whole;
      out.period = value(next) == 10 ? decade(y / 10 * 10) : value(next) == 100 ? century(y / 100 * 100) : year(y);
    } else if (auto p = shifted_unit(*reference, unit, 1, direction * whole)) {
      out.period = std::move(*p);
    }
    return out;
  }

  Found out = found(first, last, {}, false);
  out.type = repeated_times ? TimexType::kSet : TimexType::kDuration;
  if (vague) out.period.value = (unit.starts_with("T") ? "PTX" + std::string(unit.substr(1)) : "PX" + std::string(unit));
  else if (count < 1 && unit == "TH") out.period.value = amount_value(count * 60, "TM");
  else if (count < 1 && unit == "Y") out.period.value = amount_value(count * 12 * value(next), "M");
  else if (count < 1 && unit == "D") out.period.value = amount_value(count * 24, "TH");
  else out.period.value = amount_value(count * value(next), unit);
  if (out.period.value == "P50Y" || value(next) > 1) out.period.value = amount_value(count * value(next), unit);
  return out;
}

// every day, each Monday, every two weeks, daily.
Grammar::Result Grammar::repeated(std::int32_t i) const {
  if (code(i) != "every") {
    Found out = found(i, i, {Grain::kReference, std::string(code(i)), std::nullopt, std::nullopt});
    out.type = TimexType::kSet;
    return out;
  }
  std::int32_t next = i + 1;
  double count = 1;
  if (is(next, "other")) {
    count = 2;
    ++next;
  } else if (const auto n = number(next, next)) {
    count = *n;
  } else {
    next = i + 1;
  }
  std::string text;
  if (is(next, WordClass::kUnit)) text = amount_value(count * value(next), code(next));
  else if (is(next, WordClass::kWeekday)) text = "XXXX-WXX-" + std::to_string(value(next));
  else if (is(next, WordClass::kMonth)) text = "XXXX-" + two_digits(value(next));
  else if (is(next, WordClass::kPart)) text = "XXXX-XX-XXT" + std::string(code(next));
  else if (is(next, WordClass::kSeason)) text = "XXXX-" + std::string(code(next));
  else return std::nullopt;
  Found out = found(i, next, {Grain::kReference, std::move(text), std::nullopt, std::nullopt});
  out.type = TimexType::kSet;
  return out;
}

// 2014, 1990-95, AD 70, 44 BC, fiscal year 2015.
Grammar::Result Grammar::bare_year(std::int32_t i) const {
  if (is(i, WordClass::kFiller, "fiscal")) {
    std::int32_t y = i + 1;
    if (is(y, WordClass::kUnit)) ++y;
    if (year_at(y) == 0) return std::nullopt;
    Found out = found(i, y, year(year_at(y)));
    out.period.value = "FY" + out.period.value;
    out.article = true;
    return out;
  }
  if (is(i, WordClass::kFiller)) return std::nullopt;
  const bool era_first = is(i, WordClass::kEra);
  const std::int32_t n = era_first ? i + 1 : i;
  const bool era_last = !era_first && is(i + 1, WordClass::kEra);
  if (!inside(n) || at(n).shape != Shape::kInteger || at(n).digits > 4) return std::nullopt;
  if (era_first || era_last) {
    const bool before = value(era_first ? i : i + 1) < 0;
    if (at(n).a < 1) return std::nullopt;
    Period period = year(at(n).a);
    if (before) period = {Grain::kReference, "BC" + period.value, std::nullopt, std::nullopt};
    return found(i, i + 1, std::move(period));
  }
  const int y = year_at(i);
  if (y == 0) return std::nullopt;
  const std::string_view before = i > 0 ? std::string_view(at(i - 1).lower) : std::string_view();
  const Token& t = token(i);
  if (is(i + 1, "%") || is(i + 1, WordClass::kUnit) || before == "$" || before == "#" || before == "\u20AC" || before == "\u00A3" || before == "no.") return std::nullopt;
  const bool names = (t.deprel == Deprel::kCompound || t.deprel == Deprel::kNummod) && before == "the" && t.head > i && token(t.head).xpos != "NNS";
  const bool plural = t.deprel == Deprel::kNummod && t.head > i && token(t.head).xpos == "NNS";
  const bool led = among(kBeforeYear, before);
  if (y < kFirstPlainYear || y > kLastPlainYear) {
    const bool after_year = i > 1 && year_at(i - 2) != 0;
    const bool counts = t.deprel == Deprel::kNummod && t.head != language::kNoHead && t.head > i;
    const bool dates = y >= kFirstOldYear && (t.deprel == Deprel::kNmod || t.deprel == Deprel::kObl || t.deprel == Deprel::kAppos ||
                                              t.deprel == Deprel::kNmodUnmarked || t.deprel == Deprel::kOblUnmarked || names);
    if (dates) {
      // in a date's place
    } else if (counts || !(before == "to" || before == "and" ? after_year : led || is_hyphen(i - 1) || before == "of")) return std::nullopt;
  } else if (plural && !led && before != "the" && before != "of") {
    return std::nullopt;
  }
  Found out = found(i, i, year(y));
  if (is_hyphen(i + 1) && inside(i + 2) && at(i + 2).shape == Shape::kInteger && (!token(i).space_after || at(i + 1).lower != "-")) {
    const int other = at(i + 2).digits == 2 ? y / 100 * 100 + at(i + 2).a : year_at(i + 2);
    if (other > y && other - y <= 200) {
      out.last = i + 2;
      out.middle = i + 1;
      out.second = year(other);
    }
  }
  return out;
}

// the 1990s, the '90s, the nineteenth century.
Grammar::Result Grammar::decade_or_century(std::int32_t i) const {
  const Word& word = at(i);
  Found out = found(i, i, {});
  out.article = true;
  if (word.shape == Shape::kDecade && word.a % 10 == 0 && word.a >= 1000) {
    out.period = word.a % 100 == 0 && word.a < 2000 ? century(word.a) : decade(word.a);
    return out;
  }
  if (word.shape == Shape::kShortDecade && word.a % 10 == 0) {
    if (is_digit(word.lower[0]) && !(i > 0 && (is(i - 1, "the") || is(i - 1, WordClass::kMod) || is_hyphen(i - 1)))) return std::nullopt;
    out.period = decade((word.a >= 30 ? 1900 : 2000) + word.a);
    return out;
  }
  std::int32_t next = i;
  const int n = day_number(i, next);
  if (n == 0 || n > 21 || (word.shape == Shape::kInteger)) return std::nullopt;
  if (is_hyphen(next)) ++next;
  if (!is(next, WordClass::kUnit, "Y") || value(next) != 100 || is_plural(at(next).lower)) return std::nullopt;
  out.last = next;
  if (is(next + 1, WordClass::kEra)) {
    out.last = next + 1;
    if (value(next + 1) < 0) {
      out.period = {Grain::kReference, "BC" + two_digits(n - 1), std::nullopt, std::nullopt};
      return out;
    }
  }
  out.period = century(std::max((n - 1) * 100, 1));
  if (n == 1) out.period.value = "00";
  return out;
}

// the first quarter of 2026, Q1 2026, the second half of the year.
Grammar::Result Grammar::quarter_or_half(std::int32_t i) const {
  int n = 0;
  std::int32_t next = i;
  bool is_half = false;
  if (at(i).lower.size() == 2 && at(i).lower[0] == 'q' && at(i).lower[1] >= '1' && at(i).lower[1] <= '4') {
    n = at(i).lower[1] - '0';
    next = i + 1;
  } else {
    n = day_number(i, next);
    if (n < 1 || n > 4 || at(i).shape == Shape::kInteger) return std::nullopt;
    is_half = is(next, WordClass::kNumber, "half");
    if (!is_half && !is(next, WordClass::kUnit, "Q")) return std::nullopt;
    if (is_half && n > 2) return std::nullopt;
    ++next;
  }
  std::int32_t y = next;
  if (is(y, "of") || is(y, ",")) ++y;
  const auto reference = anchor();
  Found out = found(i, next - 1, {});
  out.article = true;
  int told_year = year_at(y);
  if (told_year != 0) {
    out.last = y;
  } else if (is(next, "of") && is_half && month_at(y) != 0) {
    Result inner = month_first(y);
    if (!inner || inner->period.grain != Grain::kMonth) return std::nullopt;
    inner->first = i;
    inner->article = true;
    if (inner->period.begin) {
      if (n == 1) inner->period.end = base::plus_days(*inner->period.begin, 14);
      else inner->period.begin = base::plus_days(*inner->period.begin, 15);
    }
    return inner;
  } else if (is(next, "of") && (is(y, "the") || is(y, WordClass::kShift)) && is(y + 1, WordClass::kUnit, "Y") && reference) {
    told_year = year_of(*reference) + (is(y, WordClass::kShift) ? value(y) : 0);
    out.last = y + 1;
    out.anchored = true;
  } else if (!is_half && reference) {
    told_year = year_of(*reference);
    if (*quarter(told_year, n).begin > *reference && !looks_ahead(i)) --told_year;
    out.anchored = true;
  } else {
    return std::nullopt;
  }
  out.period = is_half ? half(told_year, n) : quarter(told_year, n);
  return out;
}

Grammar::Result Grammar::season_of_year(std::int32_t i) const {
  const Upos upos = token(i).upos;
  if (upos == Upos::kVerb || upos == Upos::kAux) return std::nullopt;
  std::int32_t y = i + 1;
  if (is(y, "of") || is(y, ",")) ++y;
  Found out = found(i, i, {});
  out.article = true;
  if (year_at(y) != 0) {
    out.last = y;
    out.period = season(year_at(y), code(i), value(i));
    return out;
  }
  const auto reference = anchor();
  if (!reference || i == 0 || !among(kBeforeSeason, at(i - 1).lower) || token(i).deprel == Deprel::kCompound) return std::nullopt;
  int told_year = year_of(*reference);
  if (*season(told_year, code(i), value(i)).begin > *reference && !looks_ahead(i)) --told_year;
  out.period = season(told_year, code(i), value(i));
  out.anchored = true;
  return out;
}

Grammar::Result Grammar::festival(std::int32_t i) const {
  const std::int32_t y = is(i + 1, "of") ? i + 2 : past_comma(i + 1);
  const bool has_year = year_at(y) != 0;
  return day_of_month(i, has_year ? y : i, has_year ? year_at(y) : 0, value(i) / 100, value(i) % 100);
}

// 10:30, 5 p.m., noon. The day is that of the anchor unless one stands beside it.
Grammar::Result Grammar::clock(std::int32_t i) const {
  const Word& word = at(i);
  int hour = -1;
  int minute = -1;
  std::int32_t last = i;
  bool sure = false;
  if (is(i, WordClass::kClock)) {
    if (code(i) != "noon" && code(i) != "midnight") return std::nullopt;
    hour = value(i);
    minute = 0;
    sure = true;
  } else if (word.shape == Shape::kClock) {
    hour = word.a;
    minute = word.b;
  } else if (word.shape == Shape::kInteger && word.digits <= 2) {
    hour = word.a;
  } else if (word.shape == Shape::kDecimal && is(i + 1, WordClass::kClock)) {
    hour = static_cast<int>(word.decimal);
    minute = static_cast<int>(std::lround((word.decimal - hour) * 100));
  } else if (is(i, WordClass::kNumber) && is(i + 1, WordClass::kClock, "oclock")) {
    hour = value(i);
  } else {
    return std::nullopt;
  }
  if (hour > 24 || minute > 59) return std::nullopt;
  if (!is(i, WordClass::kClock) && is(last + 1, WordClass::kClock)) {
    const std::string_view half_day = code(last + 1);
    if (half_day == "pm" || half_day == "am" || half_day == "oclock") {
      if (half_day == "pm" && hour < 12) hour += 12;
      if (half_day == "am" && hour == 12) hour = 0;
      ++last;
      sure = true;
    }
  }
  if (is(last + 1, WordClass::kZone) && (sure || word.shape == Shape::kClock)) {
    ++last;
    sure = true;
  }
  if (!sure && !(word.shape == Shape::kClock && i > 0 && among(kBeforeClock, at(i - 1).lower))) return std::nullopt;
  Found out = found(i, last, {});
  out.type = TimexType::kTime;
  out.time = "T" + two_digits(hour) + (minute >= 0 ? ":" + two_digits(minute) : "");
  out.time_only = true;
  out.anchored = true;
  if (const auto reference = anchor()) out.period = day(*reference);
  return out;
}

// "morning of 6 June"
Grammar::Result Grammar::part_of_day(std::int32_t i) const {
  if (!is(i + 1, "of")) return std::nullopt;
  std::int32_t next = i + 2;
  if (is(next, "the")) ++next;
  if (!inside(next) || is(next, WordClass::kPart) || is(next, WordClass::kMod)) return std::nullopt;   // no chains
  Result inner = reading(next);
  if (!inner || inner->period.grain != Grain::kDay || inner->type != TimexType::kDate || !inner->time.empty() || inner->middle >= 0) return std::nullopt;
  inner->first = i;
  inner->article = true;
  inner->time = "T" + std::string(code(i));
  inner->type = TimexType::kTime;
  return inner;
}

// early May, mid-2014, the end of the year, earlier this month, late on Monday.
Grammar::Result Grammar::modified(std::int32_t i) const {
  if (at(i).lower.starts_with("mid-")) {
    const std::string rest = at(i).lower.substr(4);
    std::size_t from = 0;
    const int y = digits(rest, from);
    Found out = found(i, i, {});
    if (rest.size() == 4 && from == 4 && y >= 1000) {
      out.period = year(y);
    } else if (rest.size() == 5 && from == 4 && rest[4] == 's' && y % 10 == 0) {
      out.period = decade(y);
      out.article = true;
    } else if (const TimeWord* m = lexicon_.find(rest); m != nullptr && m->cls == WordClass::kMonth) {
      const std::int32_t after = is(i + 1, "of") ? i + 2 : past_comma(i + 1);
      const int told_year = year_at(after);
      const int resolved = told_year != 0 ? told_year : year_of_month(i, m->value, 0);
      if (resolved == 0) return std::nullopt;
      if (told_year != 0) out.last = after;
      out.anchored = told_year == 0;
      out.period = month(resolved, m->value);
    } else {
      return std::nullopt;
    }
    narrow(out.period, 0);
    return out;
  }

  const std::string_view kind = code(i);
  const int third = value(i);
  std::int32_t next = i + 1;
  const bool of = is(next, "of");
  if (kind == "of" ? !of : of) return std::nullopt;
  if (of || is(next, "in") || is(next, "on") || is_hyphen(next)) ++next;
  const bool the = is(next, "the");
  const auto reference = anchor();
  // "the end of the year", "later in the week"
  if (the && is(next + 1, WordClass::kUnit) && !is_plural(at(next + 1).lower) && (of || next > i + 1) && reference) {
    const std::string_view unit = code(next + 1);
    if (unit == "D" || unit.starts_with("T")) return std::nullopt;
    auto period = shifted_unit(*reference, unit, value(next + 1), 0);
    if (!period) return std::nullopt;
    Found out = found(i, next + 1, std::move(*period), true);
    out.article = of;
    narrow(out.period, third);
    return out;
  }
  if (the) ++next;
  if (!inside(next) || is(next, WordClass::kMod)) return std::nullopt;
  Result inner = reading(next);
  if (!inner || inner->type == TimexType::kDuration || inner->type == TimexType::kSet || inner->period.value.ends_with("_REF")) return std::nullopt;
  if (the && !inner->article) return std::nullopt;
  if (kind == "so_far" || kind == "to_come") {
    if (!inner->anchored && inner->period.grain == Grain::kDay && !is(i + 1, "on")) return std::nullopt;
    // "earlier this month" ends with the document, "later this month" begins with it
    const bool current = inner->period.begin && inner->period.end && anchors_.dct && *inner->period.begin <= *anchors_.dct && *anchors_.dct <= *inner->period.end;
    if (current && inner->period.grain != Grain::kDay) (third < 0 ? inner->period.end : inner->period.begin) = anchors_.dct;
  } else {
    narrow(inner->period, third);
  }
  inner->first = i;
  inner->article = kind != "so_far" && kind != "to_come";
  return inner;
}

// ---- the sentence -------------------------------------------------------------------------------------------------------------

// "Monday at 5 p.m.", "5 p.m. on Monday", "Monday morning".
void Grammar::join_time(Found& f) const {
  if (f.time_only) {
    std::int32_t next = f.last + 1;
    if (is(next, "on") || is(next, ",")) ++next;
    if (!inside(next)) return;
    const Result date = reading(next);
    if (!date || date->period.grain != Grain::kDay || date->type != TimexType::kDate || !date->time.empty() || date->middle >= 0 || date->period.value.empty()) return;
    f.last = date->last;
    f.period = date->period;
    f.anchored = date->anchored;
    f.time_only = false;
    return;
  }
  if (f.period.grain != Grain::kDay || f.type != TimexType::kDate || !f.time.empty() || f.middle >= 0) return;
  std::int32_t next = f.last + 1;
  if (is(next, WordClass::kPart) && token(next).upos != Upos::kVerb) {
    f.time = "T" + std::string(code(next));
    f.type = TimexType::kTime;
    f.last = next;
    return;
  }
  if (is(next, ",")) ++next;
  if (is(next, "at") || is(next, "around")) ++next;
  if (!inside(next)) return;
  const Result time = clock(next);
  if (!time) return;
  f.time = time->time;
  f.type = TimexType::kTime;
  f.last = time->last;
}

Timex Grammar::timex(const Found& f) const {
  Timex out;
  out.first = f.first;
  out.last = f.last;
  out.span = base::cover(token(f.first).span, token(f.last).span);
  for (std::int32_t t = f.first; t <= f.last; ++t) {
    if (t > f.first && token(t).span.begin > token(t - 1).span.end) out.text += ' ';
    out.text += token(t).form;
  }
  out.type = f.type;
  out.value = f.period.value + f.time;
  out.begin = f.period.begin;
  out.end = f.period.end;
  if (out.begin) out.precision = precision_of(f.period.grain);
  out.anchored = f.anchored;
  return out;
}

std::vector<Timex> Grammar::run() {
  std::vector<Timex> out;
  for (std::int32_t i = 0; i < size_;) {
    Result r;
    const Word& word = at(i);
    r = reading(i);
    if (!r && word.lower == "the") {
      r = reading(i + 1);
      if (r && r->article) r->first = i;
      else r.reset();
    }
    if (!r || r->period.value.empty()) {
      if (!r || r->time.empty()) {
        ++i;
        continue;
      }
    }
    join_time(*r);
    if (r->period.begin && r->type != TimexType::kDuration && (r->period.grain != Grain::kReference && r->period.grain < Grain::kDecade))
      anchors_.told = r->period.begin;
    i = r->last + 1;
    if (r->middle < 0) {
      out.push_back(timex(*r));
      continue;
    }
    Found other = *r;
    r->last = r->middle - 1;
    other.first = r->middle + 1;
    other.period = std::move(other.second);
    out.push_back(timex(*r));
    out.push_back(timex(other));
  }
  return out;
}

}  // namespace dragoman::times
