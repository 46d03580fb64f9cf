// Time expressions, their TIMEX3 values and day intervals, and the date of an event.
//
// A hand-written grammar over word classes of data/times/ (formats: docs/formats/times.md). Values are the ISO 8601
// subset of TIMEX3: 2026-01-05, 2026-W04, 2026-01, 2026-Q1, 2026-SP, 2026, 202 (decade), 20 (century), 2026-01-05TMO,
// 2026-01-05T17:30, P3D, PRESENT_REF, PAST_REF, FUTURE_REF, XXXX-WXX-1. Relative ones are anchored on the document's
// date; a weekday, a bare month or "May 5" means the latest one before it unless the words look ahead (next, will).
// Weeks run Monday to Sunday. Day-first or month-first 05/01/2026: day first unless that is no date. Not handled: lunar
// calendars, time zones, "two days after the vote". Method and limits: docs/design/0006-times.md.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.h"
#include "base/diagnostic.h"
#include "base/span.h"
#include "language/sentence.h"
#include "times/time_words.h"

namespace dragoman::times {

enum class TimexType : std::uint8_t { kDate, kTime, kDuration, kSet };

/// DATE, TIME, DURATION, SET.
[[nodiscard]] std::string_view to_string(TimexType type);

struct Timex {
  std::int32_t first = 0;  // tokens, inclusive; a preposition before it is not part of it
  std::int32_t last = 0;
  base::Span span;
  std::string text;  // as written
  TimexType type = TimexType::kDate;
  std::string value;                // never empty; XXXX where the year cannot be told
  std::optional<base::Date> begin;  // first and last day, BOTH inclusive; absent for sets, most durations (not "the
                                    // past week") and what stays unresolved
  std::optional<base::Date> end;
  std::string precision = "unknown";  // day week month year unknown (a season, quarter, decade: unknown)
  bool anchored = false;              // needed the document's date, or the last date told
};

/// In word order, never overlapping. Cost: linear in tokens.
[[nodiscard]] std::vector<Timex> find_timexes(const language::Sentence& sentence, const TimeWords& words,
                                              std::optional<base::Date> dct);

/// The same for a document; result[i] belongs to document[i]. In a narrative, a text whose full dates lie years before
/// `dct`, "in May" and "two days later" go on from the date told last instead of from `dct`.
[[nodiscard]] std::vector<std::vector<Timex>> find_timexes(const language::ParsedDocument& document,
                                                           const TimeWords& words, std::optional<base::Date> dct);

struct EventDate {
  std::optional<base::Date> date;  // first and last day, inclusive
  std::optional<base::Date> enddate;
  std::string precision = "unknown";  // day week month year unknown
  std::string basis = "publication";  // "text" or "publication"
  std::string text;                   // the expression; empty for "publication"
  base::Span span;
};

/// The date that hangs on the trigger, its carrier (a verb token, or -1) or the nearest clause above, else the
/// publication date `dct`, which may be unknown. Sets and durations date nothing, but for those that the document's
/// date bounds ("in the past week"); "since X" lasts until `dct`. A date inside another clause or inside another
/// argument's phrase is not the event's.
[[nodiscard]] EventDate event_date(const language::Sentence& sentence, const language::Tree& tree, std::int32_t trigger,
                                   std::int32_t carrier, const std::vector<Timex>& timexes,
                                   std::optional<base::Date> dct);

}  // namespace dragoman::times
