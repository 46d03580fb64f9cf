// The words of time expressions, read from data/times/*.tsv; what each column means: docs/formats/times.md.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/diagnostic.h"

namespace dragoman::times {

enum class WordClass : std::uint8_t {
  kNone,
  kMonth,
  kWeekday,
  kUnit,
  kNumber,
  kOrdinal,
  kVague,
  kSeason,
  kPart,
  kClock,
  kShift,
  kMod,
  kAgo,
  kLater,
  kSet,
  kEra,
  kFestival,
  kZone,
  kHint,
  kFiller,
};

/// One reading of one word.
struct TimeWord {
  WordClass cls = WordClass::kNone;
  std::int32_t value = 0;  // month 1-12, weekday 1-7 (Monday 1), number, shift -1/0/+1, festival month*100+day
  std::string code;        // unit "D" "W" "M" "Y" "TH" ..., season "SP", part "MO", modifier "early"
  bool cased = false;      // only with a capital ("May", "March")
};

/// A fixed expression ("the day before yesterday", "now").
struct TimePhrase {
  std::vector<std::string> words;  // lower case
  std::string value;               // "-2D", "PRESENT_REF", "0D:TNI"
};

/// Immutable after loading; thread-safe.
class TimeWords {
 public:
  /// The word's reading as lower-case text, or nullptr. One hash look-up.
  [[nodiscard]] const TimeWord* find(std::string_view lower) const;
  /// Phrases that begin with this word, longest first.
  [[nodiscard]] const std::vector<TimePhrase>* phrases(std::string_view lower) const;
  void add(std::string_view word, TimeWord meaning);
  void add_phrase(TimePhrase phrase);
  [[nodiscard]] std::size_t size() const { return words_.size(); }

 private:
  struct Hash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>{}(text); }
  };
  std::unordered_map<std::string, TimeWord, Hash, std::equal_to<>> words_;
  std::unordered_map<std::string, std::vector<TimePhrase>, Hash, std::equal_to<>> phrases_;
};

/// Reads words.tsv and phrases.tsv of `folder`; appends every problem (TIM001 unknown class, TIM002 bad number, and
/// those of TsvTable). Never throws.
[[nodiscard]] std::unique_ptr<const TimeWords> load_time_words(const std::filesystem::path& folder,
                                                               std::vector<base::Diagnostic>& problems);

}  // namespace dragoman::times
