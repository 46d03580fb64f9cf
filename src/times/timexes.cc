#include "times/timexes.h"

#include "times/calendar.h"
#include "times/grammar.h"

namespace dragoman::times {

namespace {

// A text is a narrative if it tells at least so many years, and most of them lie this far before it was written.
constexpr int kMinYears = 3;
constexpr int kNarrativeDistance = 3;

int year_in(std::string_view form) {
  if (form.size() != 4) return 0;
  int out = 0;
  for (const char c : form) {
    if (c < '0' || c > '9') return 0;
    out = out * 10 + (c - '0');
  }
  return out >= 1400 && out <= 2100 ? out : 0;
}

bool is_narrative(const language::ParsedDocument& document, std::optional<base::Date> dct) {
  if (!dct) return true;
  int old = 0;
  int recent = 0;
  for (const language::ParsedSentence& parsed : document)
    for (const language::Token& token : parsed.sentence.tokens)
      if (const int y = year_in(token.form); y != 0) ++(y <= year_of(*dct) - kNarrativeDistance ? old : recent);
  return old >= kMinYears && old > 2 * recent;
}

}  // namespace

std::string_view to_string(TimexType type) {
  switch (type) {
    case TimexType::kDate:
      return "DATE";
    case TimexType::kTime:
      return "TIME";
    case TimexType::kDuration:
      return "DURATION";
    case TimexType::kSet:
      return "SET";
  }
  return "DATE";
}

std::vector<Timex> find_timexes(const language::Sentence& sentence, const TimeWords& words,
                                std::optional<base::Date> dct) {
  Anchors anchors{dct, std::nullopt, !dct};
  return Grammar(sentence, words, anchors).run();
}

std::vector<std::vector<Timex>> find_timexes(const language::ParsedDocument& document, const TimeWords& words,
                                             std::optional<base::Date> dct) {
  Anchors anchors{dct, std::nullopt, is_narrative(document, dct)};
  std::vector<std::vector<Timex>> out;
  out.reserve(document.size());
  for (const language::ParsedSentence& parsed : document) out.push_back(Grammar(parsed.sentence, words, anchors).run());
  return out;
}

}  // namespace dragoman::times
