// Parts of a year, a month or a day.
#include <array>
#include <cmath>

#include "times/grammar.h"
#include "times/grammar_text.h"

namespace dragoman::times {

using base::Date;
using language::Deprel;
using language::Upos;

namespace {

constexpr std::array<std::string_view, 12> kBeforeClock = {"at",   "by",      "around", "about",  "until", "till",
                                                           "from", "between", "to",     "before", "after", "since"};
constexpr std::array<std::string_view, 11> kBeforeSeason = {"the",   "in",   "by",  "during", "since", "until",
                                                            "early", "late", "mid", "before", "after"};

}  // namespace

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
      if (n == 1)
        inner->period.end = base::plus_days(*inner->period.begin, 14);
      else
        inner->period.begin = base::plus_days(*inner->period.begin, 15);
    }
    return inner;
  } else if (is(next, "of") && (is(y, "the") || is(y, WordClass::kShift)) && is(y + 1, WordClass::kUnit, "Y") &&
             reference) {
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
  if (!reference || i == 0 || !among(kBeforeSeason, at(i - 1).lower) || token(i).deprel == Deprel::kCompound)
    return std::nullopt;
  int told_year = year_of(*reference);
  if (*season(told_year, code(i), value(i)).begin > *reference && !looks_ahead(i)) --told_year;
  out.period = season(told_year, code(i), value(i));
  out.anchored = true;
  return out;
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
  if (!inside(next) || is(next, WordClass::kPart) || is(next, WordClass::kMod)) return std::nullopt;  // no chains
  Result inner = reading(next);
  if (!inner || inner->period.grain != Grain::kDay || inner->type != TimexType::kDate || !inner->time.empty() ||
      inner->middle >= 0)
    return std::nullopt;
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
  if (!inner || inner->type == TimexType::kDuration || inner->type == TimexType::kSet ||
      inner->period.value.ends_with("_REF"))
    return std::nullopt;
  if (the && !inner->article) return std::nullopt;
  if (kind == "so_far" || kind == "to_come") {
    if (!inner->anchored && inner->period.grain == Grain::kDay && !is(i + 1, "on")) return std::nullopt;
    // "earlier this month" ends with the document, "later this month" begins with it
    const bool current = inner->period.begin && inner->period.end && anchors_.dct &&
                         *inner->period.begin <= *anchors_.dct && *anchors_.dct <= *inner->period.end;
    if (current && inner->period.grain != Grain::kDay)
      (third < 0 ? inner->period.end : inner->period.begin) = anchors_.dct;
  } else {
    narrow(inner->period, third);
  }
  inner->first = i;
  inner->article = kind != "so_far" && kind != "to_come";
  return inner;
}

// "Monday at 5 p.m.", "5 p.m. on Monday", "Monday morning".
void Grammar::join_time(Found& f) const {
  if (f.time_only) {
    std::int32_t next = f.last + 1;
    if (is(next, "on") || is(next, ",")) ++next;
    if (!inside(next)) return;
    const Result date = reading(next);
    if (!date || date->period.grain != Grain::kDay || date->type != TimexType::kDate || !date->time.empty() ||
        date->middle >= 0 || date->period.value.empty())
      return;
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

}  // namespace dragoman::times
