// Stretches of the calendar with their TIMEX3 values. Weeks run Monday to Sunday and are numbered as in ISO 8601.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/date.h"

namespace dragoman::times {

enum class Grain : std::uint8_t {
  kDay,
  kWeekend,
  kWeek,
  kMonth,
  kQuarter,
  kSeason,
  kHalf,
  kYear,
  kDecade,
  kCentury,
  kReference
};

struct Period {
  Grain grain = Grain::kReference;
  std::string value;
  std::optional<base::Date> begin;  // inclusive
  std::optional<base::Date> end;    // inclusive
};

[[nodiscard]] std::optional<base::Date> date_of(int year, int month, int day);  // nothing if there is no such day
[[nodiscard]] int year_of(base::Date date);
[[nodiscard]] int month_of(base::Date date);
[[nodiscard]] int weekday_of(base::Date date);  // Monday 1 .. Sunday 7
[[nodiscard]] int days_between(base::Date from, base::Date to);
[[nodiscard]] base::Date plus_months(base::Date date,
                                     int months);  // the last day of the month where the day does not exist

[[nodiscard]] Period day(base::Date date);
[[nodiscard]] Period week(base::Date within);
[[nodiscard]] Period weekend(base::Date within);  // Saturday and Sunday of the week of `within`
[[nodiscard]] Period month(int year, int month);
[[nodiscard]] Period quarter(int year, int quarter);
[[nodiscard]] Period half(int year, int half);
/// Three months from `first_month`; a winter that begins in December belongs to the year of its December.
[[nodiscard]] Period season(int year, std::string_view code, int first_month);
[[nodiscard]] Period year(int year);
[[nodiscard]] Period decade(int first_year);
[[nodiscard]] Period century(int first_year);  // 1900 -> "19", 1900..1999

/// day week month year, else unknown.
[[nodiscard]] std::string_view precision_of(Grain grain);

/// "05" of 5.
[[nodiscard]] std::string two_digits(int number);

}  // namespace dragoman::times
