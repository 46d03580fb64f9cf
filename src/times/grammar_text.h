// Small readings of words that the parts of the grammar share. Internal to src/times.
#pragma once

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <string>
#include <string_view>

namespace dragoman::times {

template <std::size_t N>
[[nodiscard]] bool among(const std::array<std::string_view, N>& list, std::string_view word) {
  return std::find(list.begin(), list.end(), word) != list.end();
}

[[nodiscard]] inline bool is_digit(char c) { return c >= '0' && c <= '9'; }
[[nodiscard]] inline bool is_capital(std::string_view form) {
  return !form.empty() && form[0] >= 'A' && form[0] <= 'Z';
}
[[nodiscard]] inline bool is_plural(std::string_view word) { return word.size() > 1 && word.back() == 's'; }

[[nodiscard]] inline int two_digit_year(int year) { return year >= 100 ? year : year < 50 ? 2000 + year : 1900 + year; }

// Reads digits from `at` on; -1 for none.
inline int digits(std::string_view text, std::size_t& at) {
  int out = 0;
  const std::size_t from = at;
  while (at < text.size() && is_digit(text[at]) && at - from < 8) out = out * 10 + (text[at++] - '0');
  return at == from ? -1 : out;
}

[[nodiscard]] inline std::string amount_value(double count, std::string_view unit) {
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

}  // namespace dragoman::times
