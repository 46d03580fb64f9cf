// Expressions that count from the document or from what was told last, amounts of time, and repeated times.
#include <array>
#include <cmath>

#include "times/grammar.h"
#include "times/grammar_text.h"

namespace dragoman::times {

using base::Date;
using language::Upos;

namespace {

constexpr std::array<std::string_view, 7> kBeforePlural = {"for", "over", "after", "within", "in", "through", "during"};

}  // namespace

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
  if (vague)
    unit = is(next, "a") ? next + 2 : next + 1;
  else
    count = number(next, unit);
  if (!count && !vague) unit = next;
  if (shift != 0 && is(unit, WordClass::kUnit) && (vague || count || kind == "past")) {
    const std::string_view u = code(unit);
    Found out = found(i, unit, {}, true);
    out.type = TimexType::kDuration;
    out.article = true;
    const double n = count.value_or(1.0) * value(unit);
    out.period.value = vague ? "PX" + std::string(u) : amount_value(n, u);
    out.period.grain = u == "D"   ? Grain::kDay
                       : u == "W" ? Grain::kWeek
                       : u == "M" ? Grain::kMonth
                       : u == "Y" ? Grain::kYear
                                  : Grain::kReference;
    if (reference && !vague && out.period.grain != Grain::kReference && n < 5000) {
      const int whole = static_cast<int>(n);
      const auto moved = [&](int direction) {
        return u == "D"   ? base::plus_days(*reference, direction * whole)
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
      out.period = {Grain::kReference,
                    shift < 0   ? "PAST_REF"
                    : shift > 0 ? "FUTURE_REF"
                                : "PRESENT_REF",
                    std::nullopt, std::nullopt};
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
    if (shift < 0)
      days = days == 0 ? -7 : days - 7;
    else if (shift > 0)
      days = days == 0 ? 7 : days;
    else if (!looks_ahead(i) && days > 0)
      days = value(next) - weekday_of(*reference);  // of this week
    out.period = day(base::plus_days(*reference, days));
    return out;
  }
  if (const int m = month_at(next); m != 0) {
    if (year_at(next + 1) != 0) return std::nullopt;
    int y = year_of(*reference);
    if (shift < 0 && m >= month_of(*reference)) --y;
    if (shift > 0 && m <= month_of(*reference)) ++y;
    std::int32_t after = next + 1;
    if (const int d = day_number(next + 1, after); d != 0 && at(next + 1).shape != Shape::kNone)
      return day_of_month(i, after - 1, y, m, d);
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
  if (is(i, WordClass::kFiller, "times") && (is(i + 1, "a") || is(i + 1, "an") || is(i + 1, "per")) &&
      is(i + 2, WordClass::kUnit)) {
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
  if (is(next + 1, "old") || (is_hyphen(next + 1) && is(next + 2, "old")) ||
      (is(next + 1, "of") && is(next + 2, "age")))
    return std::nullopt;
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
    Found out = found(first, end,
                      {Grain::kReference, direction < 0 ? "PAST_REF" : "FUTURE_REF", std::nullopt, std::nullopt}, true);
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
  if (vague)
    out.period.value = (unit.starts_with("T") ? "PTX" + std::string(unit.substr(1)) : "PX" + std::string(unit));
  else if (count < 1 && unit == "TH")
    out.period.value = amount_value(count * 60, "TM");
  else if (count < 1 && unit == "Y")
    out.period.value = amount_value(count * 12 * value(next), "M");
  else if (count < 1 && unit == "D")
    out.period.value = amount_value(count * 24, "TH");
  else
    out.period.value = amount_value(count * value(next), unit);
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
  if (is(next, WordClass::kUnit))
    text = amount_value(count * value(next), code(next));
  else if (is(next, WordClass::kWeekday))
    text = "XXXX-WXX-" + std::to_string(value(next));
  else if (is(next, WordClass::kMonth))
    text = "XXXX-" + two_digits(value(next));
  else if (is(next, WordClass::kPart))
    text = "XXXX-XX-XXT" + std::string(code(next));
  else if (is(next, WordClass::kSeason))
    text = "XXXX-" + std::string(code(next));
  else
    return std::nullopt;
  Found out = found(i, next, {Grain::kReference, std::move(text), std::nullopt, std::nullopt});
  out.type = TimexType::kSet;
  return out;
}

}  // namespace dragoman::times
