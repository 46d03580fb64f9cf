#include "times/time_words.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <utility>

#include "lexicon/tsv.h"

namespace dragoman::times {

using lexicon::split_list;
using lexicon::TsvRow;
using lexicon::TsvTable;

namespace {

constexpr std::array<std::pair<std::string_view, WordClass>, 19> kClasses = {{
    {"month", WordClass::kMonth},       {"weekday", WordClass::kWeekday}, {"unit", WordClass::kUnit},
    {"number", WordClass::kNumber},     {"ordinal", WordClass::kOrdinal}, {"vague", WordClass::kVague},
    {"season", WordClass::kSeason},     {"part", WordClass::kPart},       {"clock", WordClass::kClock},
    {"shift", WordClass::kShift},       {"mod", WordClass::kMod},         {"ago", WordClass::kAgo},
    {"later", WordClass::kLater},       {"set", WordClass::kSet},         {"era", WordClass::kEra},
    {"festival", WordClass::kFestival}, {"zone", WordClass::kZone},       {"hint", WordClass::kHint},
    {"filler", WordClass::kFiller},
}};

}  // namespace

const TimeWord* TimeWords::find(std::string_view lower) const {
  const auto found = words_.find(lower);
  return found == words_.end() ? nullptr : &found->second;
}

const std::vector<TimePhrase>* TimeWords::phrases(std::string_view lower) const {
  const auto found = phrases_.find(lower);
  return found == phrases_.end() ? nullptr : &found->second;
}

void TimeWords::add(std::string_view word, TimeWord meaning) {
  words_.insert_or_assign(std::string(word), std::move(meaning));
}

void TimeWords::add_phrase(TimePhrase phrase) {
  if (phrase.words.empty()) return;
  std::vector<TimePhrase>& list = phrases_[phrase.words.front()];
  const auto place =
      std::find_if(list.begin(), list.end(), [&](const TimePhrase& p) { return p.words.size() < phrase.words.size(); });
  list.insert(place, std::move(phrase));
}

std::unique_ptr<const TimeWords> load_time_words(const std::filesystem::path& folder,
                                                 std::vector<base::Diagnostic>& problems) {
  auto out = std::make_unique<TimeWords>();
  const TsvTable words(folder / "words.tsv", {"id", "words", "class", "value", "code", "cased", "example", "source"},
                       problems);
  for (const TsvRow& row : words.rows()) {
    const auto cls =
        std::find_if(kClasses.begin(), kClasses.end(), [&](const auto& c) { return c.first == words.cell(row, 2); });
    if (cls == kClasses.end()) {
      problems.push_back(words.at(row, 2, "TIM001", "'" + std::string(words.cell(row, 2)) + "' is no class of word",
                                  "see docs/formats/times.md"));
      continue;
    }
    TimeWord meaning{cls->second, 0, std::string(words.cell(row, 4)), words.cell(row, 5) == "yes"};
    const std::string_view number = words.cell(row, 3);
    const auto [end, error] = std::from_chars(number.data(), number.data() + number.size(), meaning.value);
    if (error != std::errc() || end != number.data() + number.size()) {
      problems.push_back(words.at(row, 3, "TIM002", "'" + std::string(number) + "' is no whole number"));
      continue;
    }
    for (const std::string_view word : split_list(words.cell(row, 1))) out->add(word, meaning);
  }
  const TsvTable phrases(folder / "phrases.tsv", {"id", "phrases", "value", "example", "source"}, problems);
  for (const TsvRow& row : phrases.rows())
    for (const std::string_view text : split_list(phrases.cell(row, 1))) {
      TimePhrase phrase;
      for (const std::string_view word : split_list(text, ' ')) phrase.words.emplace_back(word);
      phrase.value = std::string(phrases.cell(row, 2));
      out->add_phrase(std::move(phrase));
    }
  return out;
}

}  // namespace dragoman::times
