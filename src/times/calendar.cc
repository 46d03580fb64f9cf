#include "times/calendar.h"

namespace dragoman::times {

using base::Date;

namespace {

std::string four_digits(int number) {
  std::string out = std::to_string(number);
  return out.size() < 4 ? std::string(4 - out.size(), '0') + out : out;
}

Date first_of(int year, int month) {
  return Date{std::chrono::year{year}, std::chrono::month{static_cast<unsigned>(month)}, std::chrono::day{1}};
}

Date last_of(int year, int month) {
  return Date{std::chrono::year{year} / std::chrono::month{static_cast<unsigned>(month)} / std::chrono::last};
}

Period months(Grain grain, std::string value, int year, int first_month, int count) {
  const int last = first_month + count - 1;
  return {grain, std::move(value), first_of(year, first_month), last_of(year + (last - 1) / 12, (last - 1) % 12 + 1)};
}

}  // namespace

std::optional<Date> date_of(int year, int month, int day) {
  if (year < 1 || year > 9999 || month < 1 || month > 12 || day < 1) return std::nullopt;
  const Date date{std::chrono::year{year}, std::chrono::month{static_cast<unsigned>(month)},
                  std::chrono::day{static_cast<unsigned>(day)}};
  return date.ok() ? std::optional(date) : std::nullopt;
}

int year_of(Date date) { return static_cast<int>(date.year()); }
int month_of(Date date) { return static_cast<int>(static_cast<unsigned>(date.month())); }
int weekday_of(Date date) { return static_cast<int>(std::chrono::weekday{std::chrono::sys_days{date}}.iso_encoding()); }
int days_between(Date from, Date to) {
  return static_cast<int>((std::chrono::sys_days{to} - std::chrono::sys_days{from}).count());
}

Date plus_months(Date date, int count) {
  const Date moved = date + std::chrono::months{count};
  return moved.ok() ? moved : Date{moved.year() / moved.month() / std::chrono::last};
}

Period day(Date date) { return {Grain::kDay, base::to_string(date), date, date}; }

Period week(Date within) {
  const Date monday = base::plus_days(within, 1 - weekday_of(within));
  const int iso_year = year_of(base::plus_days(monday, 3));  // a week belongs to the year of its Thursday
  const Date fourth = *date_of(iso_year, 1, 4);
  const Date first_monday = base::plus_days(fourth, 1 - weekday_of(fourth));
  return {Grain::kWeek, four_digits(iso_year) + "-W" + two_digits(days_between(first_monday, monday) / 7 + 1), monday,
          base::plus_days(monday, 6)};
}

Period weekend(Date within) {
  Period out = week(within);
  out.grain = Grain::kWeekend;
  out.value += "-WE";
  out.begin = base::plus_days(*out.begin, 5);
  return out;
}

Period month(int year, int month) {
  return months(Grain::kMonth, four_digits(year) + "-" + two_digits(month), year, month, 1);
}
Period quarter(int year, int quarter) {
  return months(Grain::kQuarter, four_digits(year) + "-Q" + std::to_string(quarter), year, 3 * quarter - 2, 3);
}
Period half(int year, int half) {
  return months(Grain::kHalf, four_digits(year) + "-H" + std::to_string(half), year, 6 * half - 5, 6);
}
Period season(int year, std::string_view code, int first_month) {
  return months(Grain::kSeason, four_digits(year) + "-" + std::string(code), year, first_month, 3);
}
Period year(int year) { return months(Grain::kYear, four_digits(year), year, 1, 12); }
Period decade(int first_year) {
  return {Grain::kDecade, four_digits(first_year).substr(0, 3), first_of(first_year, 1), last_of(first_year + 9, 12)};
}
Period century(int first_year) {
  return {Grain::kCentury, four_digits(first_year).substr(0, 2), first_of(first_year, 1), last_of(first_year + 99, 12)};
}

std::string_view precision_of(Grain grain) {
  switch (grain) {
    case Grain::kDay:
      return "day";
    case Grain::kWeek:
    case Grain::kWeekend:
      return "week";
    case Grain::kMonth:
      return "month";
    case Grain::kYear:
      return "year";
    case Grain::kQuarter:
    case Grain::kSeason:
    case Grain::kHalf:
    case Grain::kDecade:
    case Grain::kCentury:
    case Grain::kReference:
      break;
  }
  return "unknown";
}

std::string two_digits(int number) { return (number < 10 ? "0" : "") + std::to_string(number); }

}  // namespace dragoman::times
