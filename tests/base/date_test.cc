#include "base/date.h"

#include <gtest/gtest.h>

namespace dragoman::base {
namespace {

TEST(Dates, AreReadOrRefused) {
  struct {
    const char *name, *text, *want;
  } const cases[] = {
      {"a day", "2026-02-01", "2026-02-01"},
      {"a date-time", "2026-02-01T23:59:59+02:00", "2026-02-01"},
      {"a date-time with a space", "2026-02-01 23:59", "2026-02-01"},
      {"leap day", "2024-02-29", "2024-02-29"},
      {"no leap day", "2026-02-29", ""},
      {"a century without leap day", "1900-02-29", ""},
      {"a century with one", "2000-02-29", "2000-02-29"},
      {"thirty-first of April", "2026-04-31", ""},
      {"month 13", "2026-13-01", ""},
      {"month 0", "2026-00-10", ""},
      {"day 0", "2026-01-00", ""},
      {"letters behind", "2026-02-01st", ""},
      {"too short", "2026-02-1", ""},
      {"other strokes", "2026/02/01", ""},
      {"spaces for noughts", "2026- 2- 1", ""},
      {"a sign", "+026-02-01", ""},
      {"before the year nought", "-026-02-01", ""},
      {"letters", "abcd-ef-gh", ""},
      {"nothing", "", ""},
  };
  for (const auto& c : cases) {
    const auto date = parse_date(c.text);
    EXPECT_EQ(date ? to_string(*date) : "", c.want) << c.name;
  }
}

TEST(Dates, CountDaysOverMonthsAndYears) {
  struct {
    const char* from;
    int days;
    const char* want;
  } const cases[] = {
      {"2026-02-28", 1, "2026-03-01"}, {"2024-02-28", 1, "2024-02-29"}, {"2026-01-01", -1, "2025-12-31"},
      {"2025-12-31", 1, "2026-01-01"}, {"2026-02-01", 0, "2026-02-01"}, {"2026-02-01", 365, "2027-02-01"},
  };
  for (const auto& c : cases) EXPECT_EQ(to_string(plus_days(*parse_date(c.from), c.days)), c.want) << c.from << " + " << c.days;
}

TEST(Dates, AreWrittenWithNoughts) { EXPECT_EQ(to_string(Date{std::chrono::year{7}, std::chrono::month{1}, std::chrono::day{2}}), "0007-01-02"); }

}  // namespace
}  // namespace dragoman::base
