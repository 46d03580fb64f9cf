#include "base/date.h"

#include <charconv>
#include <cstdio>

namespace dragoman::base {

std::optional<Date> parse_date(std::string_view text) {
  if (text.size() < 10 || text[4] != '-' || text[7] != '-') return std::nullopt;
  if (text.size() > 10 && text[10] != 'T' && text[10] != ' ') return std::nullopt;
  int year = 0;
  unsigned month = 0;
  unsigned day = 0;
  const auto number = [&](std::size_t begin, std::size_t end, auto& out) {
    const auto result = std::from_chars(text.data() + begin, text.data() + end, out);
    return result.ec == std::errc{} && result.ptr == text.data() + end;
  };
  if (!number(0, 4, year) || !number(5, 7, month) || !number(8, 10, day)) return std::nullopt;
  const Date date{std::chrono::year{year}, std::chrono::month{month}, std::chrono::day{day}};
  if (year < 0 || !date.ok()) return std::nullopt;
  return date;
}

std::string to_string(Date date) {
  char out[32];
  std::snprintf(out, sizeof out, "%04d-%02u-%02u", static_cast<int>(date.year()),
                static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()));
  return out;
}

}  // namespace dragoman::base
