// Days, months, years and larger stretches told by their names and numbers.
#include <algorithm>
#include <array>

#include "times/grammar.h"
#include "times/grammar_text.h"

namespace dragoman::times {

using base::Date;
using language::Deprel;
using language::Token;
using language::Upos;

namespace {

// A bare date up to so many days after the document is taken to come, unless its verb is in the past.
constexpr int kSoon = 45;
constexpr int kMaxClimb = 6;
constexpr double kBackward = 3.0;      // in a story a day back is as far as three days on
constexpr int kFirstPlainYear = 1900;  // four digits that are a year without more ado
constexpr int kLastPlainYear = 2100;
constexpr int kFirstOldYear = 1500;  // from here on a year where the tree has a date
constexpr std::array<std::string_view, 18> kBeforeYear = {"in",      "since",  "until", "till",    "from",   "by",
                                                          "during",  "before", "after", "between", "to",     "and",
                                                          "through", "circa",  "(",     "year",    "around", "around"};

}  // namespace

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
  const Date begin =
      day_number > 0 ? date_of(this_year, month_number, day_number).value_or(*period.end) : *period.begin;
  const Date end = day_number > 0 ? begin : *period.end;
  if (looks_ahead(i)) return end < *reference ? this_year + 1 : this_year;
  if (begin <= *reference) return this_year;
  std::int32_t verb = i;
  for (int step = 0; step < kMaxClimb && verb != language::kNoHead && token(verb).upos != Upos::kVerb; ++step)
    verb = token(verb).head;
  const bool past = verb != language::kNoHead && token(verb).xpos == "VBD";
  return !past && days_between(*reference, begin) <= kSoon ? this_year : this_year - 1;
}

Grammar::Found Grammar::day_of_month(std::int32_t first, std::int32_t last, int y, int m, int d, int last_day,
                                     std::int32_t middle) const {
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
    out.last = first - 1;  // no such day
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

Grammar::Result Grammar::numeric_date(std::int32_t i) const {
  const Word& word = at(i);
  std::optional<Date> date;
  if (word.shape == Shape::kIsoMonth) {
    Found out = found(i, i, month(word.a, word.b));
    return out;
  }
  if (word.shape == Shape::kIsoDay) date = date_of(word.a, word.b, word.c);
  if (word.shape == Shape::kSlashed) {
    if (word.digits == 4)
      date = date_of(word.a, word.b, word.c);
    else
      date = date_of(two_digit_year(word.c), word.b, word.a);
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
      const bool counts =
          inside(after + 1) && token(after + 1).deprel == Deprel::kNummod && token(after + 1).head > after + 1;
      if (number > d && !counts && month_at(second) == 0) {
        last_day = number;
        middle = after;
        last = second - 1;
      }
    }
    const std::int32_t y = past_comma(last + 1);
    const int told_year = year_at(y);
    // "In May 20 people": the number counts what follows
    const bool counts = told_year == 0 && at(next).shape == Shape::kInteger && token(next).deprel == Deprel::kNummod &&
                        token(next).head > next && token(token(next).head).upos == Upos::kNoun &&
                        month_at(token(next).head) == 0;
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
    if (month_at(next) != 0)
      date = month_first(next);
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
  if (is(i + 1, "%") || is(i + 1, WordClass::kUnit) || before == "$" || before == "#" || before == "\u20AC" ||
      before == "\u00A3" || before == "no.")
    return std::nullopt;
  const bool names = (t.deprel == Deprel::kCompound || t.deprel == Deprel::kNummod) && before == "the" && t.head > i &&
                     token(t.head).xpos != "NNS";
  const bool plural = t.deprel == Deprel::kNummod && t.head > i && token(t.head).xpos == "NNS";
  const bool led = among(kBeforeYear, before);
  if (y < kFirstPlainYear || y > kLastPlainYear) {
    const bool after_year = i > 1 && year_at(i - 2) != 0;
    const bool counts = t.deprel == Deprel::kNummod && t.head != language::kNoHead && t.head > i;
    const bool dates =
        y >= kFirstOldYear && (t.deprel == Deprel::kNmod || t.deprel == Deprel::kObl || t.deprel == Deprel::kAppos ||
                               t.deprel == Deprel::kNmodUnmarked || t.deprel == Deprel::kOblUnmarked || names);
    if (dates) {
      // in a date's place
    } else if (counts || !(before == "to" || before == "and" ? after_year : led || is_hyphen(i - 1) || before == "of"))
      return std::nullopt;
  } else if (plural && !led && before != "the" && before != "of") {
    return std::nullopt;
  }
  Found out = found(i, i, year(y));
  if (is_hyphen(i + 1) && inside(i + 2) && at(i + 2).shape == Shape::kInteger &&
      (!token(i).space_after || at(i + 1).lower != "-")) {
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
    if (is_digit(word.lower[0]) && !(i > 0 && (is(i - 1, "the") || is(i - 1, WordClass::kMod) || is_hyphen(i - 1))))
      return std::nullopt;
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

Grammar::Result Grammar::festival(std::int32_t i) const {
  const std::int32_t y = is(i + 1, "of") ? i + 2 : past_comma(i + 1);
  const bool has_year = year_at(y) != 0;
  return day_of_month(i, has_year ? y : i, has_year ? year_at(y) : 0, value(i) / 100, value(i) % 100);
}

}  // namespace dragoman::times
