// The grammar of time expressions over one sentence. Internal to src/times: callers use find_timexes.
//
// At every word the readings of the grammar are tried and the longest wins; then a time of day and a date side by side
// become one. Every reading looks ahead a bounded number of words, so the cost is linear.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.h"
#include "language/sentence.h"
#include "times/calendar.h"
#include "times/time_words.h"
#include "times/timexes.h"

namespace dragoman::times {

/// What relative expressions count from; carried from sentence to sentence.
struct Anchors {
  std::optional<base::Date> dct;
  std::optional<base::Date> told;  // first day of the date told last
  bool narrative = false;          // bare months and weekdays go on from `told`
};

class Grammar {
 public:
  Grammar(const language::Sentence& sentence, const TimeWords& words, Anchors& anchors);
  [[nodiscard]] std::vector<Timex> run();

 private:
  enum class Shape : std::uint8_t {
    kNone,
    kInteger,
    kOrdinal,
    kDecade,
    kShortDecade,
    kIsoDay,
    kIsoMonth,
    kSlashed,
    kClock,
    kDecimal
  };

  struct Word {
    std::string lower;
    const TimeWord* meaning = nullptr;
    Shape shape = Shape::kNone;
    int a = 0, b = 0, c = 0;  // number; year month day; hour minute second (-1: none)
    int digits = 0;
    double decimal = 0;
  };

  struct Found {
    std::int32_t first = 0;
    std::int32_t last = 0;
    TimexType type = TimexType::kDate;
    Period period;
    bool anchored = false;
    bool article = false;      // "the" before it belongs to it
    std::string time;          // "T17:30", "TMO" of a time of day
    bool time_only = false;    // no day told
    std::int32_t middle = -1;  // of a range: the word between its two ends, which are two expressions
    Period second;             // of a range: its other end
  };
  using Result = std::optional<Found>;

  // words
  void look_up();
  static void read_shape(Word& word);
  [[nodiscard]] bool inside(std::int32_t i) const { return i >= 0 && i < size_; }
  [[nodiscard]] const Word& at(std::int32_t i) const { return words_[static_cast<std::size_t>(i)]; }
  [[nodiscard]] const language::Token& token(std::int32_t i) const {
    return sentence_.tokens[static_cast<std::size_t>(i)];
  }
  [[nodiscard]] bool is(std::int32_t i, std::string_view lower) const { return inside(i) && at(i).lower == lower; }
  [[nodiscard]] bool is(std::int32_t i, WordClass cls) const {
    return inside(i) && at(i).meaning != nullptr && at(i).meaning->cls == cls;
  }
  [[nodiscard]] bool is(std::int32_t i, WordClass cls, std::string_view code) const {
    return is(i, cls) && at(i).meaning->code == code;
  }
  [[nodiscard]] bool is_hyphen(std::int32_t i) const { return is(i, "-") || is(i, "\u2013") || is(i, "\u2010"); }
  [[nodiscard]] int value(std::int32_t i) const { return at(i).meaning->value; }
  [[nodiscard]] std::string_view code(std::int32_t i) const { return at(i).meaning->code; }
  [[nodiscard]] std::int32_t past_comma(std::int32_t i) const { return is(i, ",") ? i + 1 : i; }

  // pieces
  [[nodiscard]] int day_number(std::int32_t i, std::int32_t& next) const;  // 1..31 or 0
  [[nodiscard]] int month_at(std::int32_t i) const;                        // 1..12 or 0
  [[nodiscard]] int year_at(std::int32_t i) const;                         // four digits after a month, or 0
  [[nodiscard]] std::optional<double> number(std::int32_t i, std::int32_t& next) const;
  [[nodiscard]] bool is_name_part(std::int32_t i) const;
  [[nodiscard]] bool looks_ahead(std::int32_t i) const;
  [[nodiscard]] std::optional<base::Date> anchor() const;
  [[nodiscard]] std::optional<base::Date> told() const { return anchors_.told ? anchors_.told : anchors_.dct; }

  // readings, each from word `i`
  [[nodiscard]] Result reading(std::int32_t i) const;
  [[nodiscard]] Result phrase(std::int32_t i) const;
  [[nodiscard]] Result numeric_date(std::int32_t i) const;
  [[nodiscard]] Result day_first(std::int32_t i) const;
  [[nodiscard]] Result month_first(std::int32_t i) const;
  [[nodiscard]] Result weekday(std::int32_t i) const;
  [[nodiscard]] Result shifted(std::int32_t i) const;
  [[nodiscard]] Result amount(std::int32_t i) const;
  [[nodiscard]] Result repeated(std::int32_t i) const;
  [[nodiscard]] Result bare_year(std::int32_t i) const;
  [[nodiscard]] Result decade_or_century(std::int32_t i) const;
  [[nodiscard]] Result quarter_or_half(std::int32_t i) const;
  [[nodiscard]] Result season_of_year(std::int32_t i) const;
  [[nodiscard]] Result festival(std::int32_t i) const;
  [[nodiscard]] Result clock(std::int32_t i) const;
  [[nodiscard]] Result part_of_day(std::int32_t i) const;
  [[nodiscard]] Result modified(std::int32_t i) const;

  // resolving
  [[nodiscard]] Found found(std::int32_t first, std::int32_t last, Period period, bool anchored = false) const;
  [[nodiscard]] Found day_of_month(std::int32_t first, std::int32_t last, int year, int month, int day,
                                   int last_day = 0, std::int32_t middle = -1) const;
  [[nodiscard]] int year_of_month(std::int32_t i, int month, int day) const;  // 0: unknown
  [[nodiscard]] std::optional<base::Date> nearest_weekday(std::int32_t i, int weekday) const;
  [[nodiscard]] std::optional<Period> shifted_unit(base::Date from, std::string_view unit, int count, int shift) const;
  static void narrow(Period& period, int third);
  void join_time(Found& found) const;
  [[nodiscard]] Timex timex(const Found& found) const;

  const language::Sentence& sentence_;
  const TimeWords& lexicon_;
  Anchors& anchors_;
  std::int32_t size_;
  std::vector<Word> words_;
};

}  // namespace dragoman::times
