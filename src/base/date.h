// A calendar day (proleptic Gregorian, no time zone) and its ISO 8601 form.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace dragoman::base {

using Date = std::chrono::year_month_day;

/// `YYYY-MM-DD`, or the first ten characters of an ISO date-time; nothing if it is no valid day.
[[nodiscard]] std::optional<Date> parse_date(std::string_view text);

/// `YYYY-MM-DD`.
[[nodiscard]] std::string to_string(Date date);

[[nodiscard]] inline Date plus_days(Date date, int days) {
  return Date{std::chrono::sys_days{date} + std::chrono::days{days}};
}

}  // namespace dragoman::base
