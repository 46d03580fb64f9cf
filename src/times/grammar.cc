#include "times/grammar.h"

#include <algorithm>
#include <cmath>

#include "times/grammar_text.h"

namespace dragoman::times {

using base::Date;
using language::Deprel;
using language::Token;
using language::Upos;

namespace {

constexpr int kMaxClimb = 6;

}  // namespace

Grammar::Grammar(const language::Sentence& sentence, const TimeWords& words, Anchors& anchors)
    : sentence_(sentence),
      lexicon_(words),
      anchors_(anchors),
      size_(static_cast<std::int32_t>(sentence.tokens.size())) {
  look_up();
}

void Grammar::look_up() {
  words_.resize(sentence_.tokens.size());
  for (std::size_t i = 0; i < words_.size(); ++i) {
    Word& word = words_[i];
    const std::string& form = sentence_.tokens[i].form;
    word.lower = form;
    for (char& c : word.lower)
      if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    word.meaning = lexicon_.find(word.lower);
    if (word.meaning != nullptr && word.meaning->cased && !is_capital(form)) word.meaning = nullptr;
    if (!form.empty() && (is_digit(form[0]) || form[0] == '\'' || static_cast<unsigned char>(form[0]) == 0xE2))
      read_shape(word);
  }
}

void Grammar::read_shape(Word& word) {
  std::string_view text = word.lower;
  std::size_t at = 0;
  const bool elided = text.starts_with("'") || text.starts_with("\u2019") || text.starts_with("\u2018");
  if (elided) at = text[0] == '\'' ? 1 : 3;
  const std::size_t from = at;
  const int a = digits(text, at);
  if (a < 0) return;
  word.a = a;
  word.digits = static_cast<int>(at - from);
  const std::string_view rest = text.substr(at);
  if (elided) {
    if (rest == "s" && word.digits == 2) word.shape = Shape::kShortDecade;
    return;
  }
  if (rest.empty()) {
    word.shape = Shape::kInteger;
  } else if (rest == "st" || rest == "nd" || rest == "rd" || rest == "th") {
    word.shape = Shape::kOrdinal;
  } else if ((rest == "s" || rest == "'s" || rest == "\u2019s") && word.digits == 4) {
    word.shape = Shape::kDecade;
  } else if (rest == "s" && word.digits == 2) {
    word.shape = Shape::kShortDecade;
  } else if (rest[0] == '-' && word.digits == 4) {
    ++at;
    word.b = digits(text, at);
    if (at == text.size() && word.b >= 1 && word.b <= 12) word.shape = Shape::kIsoMonth;
    if (at >= text.size() || text[at] != '-') return;
    ++at;
    word.c = digits(text, at);
    if (at == text.size() || text[at] == 't') word.shape = Shape::kIsoDay;
  } else if ((rest[0] == '/' || rest[0] == '.') && rest.size() > 1) {
    const char mark = rest[0];
    ++at;
    const std::size_t second = at;
    word.b = digits(text, at);
    if (mark == '.' && at == text.size() && word.b >= 0) {
      word.shape = Shape::kDecimal;
      word.decimal = a + word.b / std::pow(10.0, static_cast<double>(at - second));
      return;
    }
    if (at >= text.size() || text[at] != mark) return;
    ++at;
    word.c = digits(text, at);
    if (at == text.size() && word.b >= 0 && word.c >= 0) word.shape = Shape::kSlashed;
  } else if (rest[0] == ':' && word.digits <= 2) {
    ++at;
    word.b = digits(text, at);
    word.c = -1;
    if (at < text.size() && text[at] == ':') word.c = digits(text, ++at);
    if (at == text.size() && a < 25 && word.b >= 0 && word.b < 60) word.shape = Shape::kClock;
  } else if (rest[0] == ',' && rest.size() == 4) {
    ++at;
    const int low = digits(text, at);
    if (at == text.size() && low >= 0) {
      word.shape = Shape::kDecimal;
      word.decimal = a * 1000.0 + low;
    }
  }
}

int Grammar::day_number(std::int32_t i, std::int32_t& next) const {
  if (!inside(i)) return 0;
  next = i + 1;
  const Word& word = at(i);
  if ((word.shape == Shape::kInteger && word.digits <= 2) || word.shape == Shape::kOrdinal)
    return word.a >= 1 && word.a <= 31 ? word.a : 0;
  if (is(i, WordClass::kOrdinal)) return value(i) <= 31 ? value(i) : 0;
  if (is(i, WordClass::kNumber, "tens") && is_hyphen(i + 1) && is(i + 2, WordClass::kOrdinal) && value(i + 2) < 10) {
    next = i + 3;
    return value(i) + value(i + 2) <= 31 ? value(i) + value(i + 2) : 0;
  }
  return 0;
}

int Grammar::month_at(std::int32_t i) const { return is(i, WordClass::kMonth) ? value(i) : 0; }

int Grammar::year_at(std::int32_t i) const {
  return inside(i) && at(i).shape == Shape::kInteger && at(i).digits == 4 && at(i).a >= 1000 && at(i).a <= 2199
             ? at(i).a
             : 0;
}

std::optional<double> Grammar::number(std::int32_t i, std::int32_t& next) const {
  if (!inside(i)) return std::nullopt;
  next = i + 1;
  const Word& word = at(i);
  double out = 0;
  if (word.shape == Shape::kInteger) {
    out = word.a;
  } else if (word.shape == Shape::kDecimal) {
    return word.decimal;
  } else if (is(i, WordClass::kNumber) && code(i) != "half" && code(i) != "couple") {
    out = value(i);
    if (code(i) == "tens") {
      const std::int32_t unit = is_hyphen(next) ? next + 1 : next;
      if (is(unit, WordClass::kNumber) && code(unit).empty() && value(unit) >= 1 && value(unit) <= 9) {
        out += value(unit);
        next = unit + 1;
      }
    }
  } else if ((word.lower == "a" || word.lower == "an") && is(next, WordClass::kNumber) && code(next) != "half") {
    out = 1;
    if (code(next) == "couple") {
      next = is(next + 1, "of") ? next + 2 : next + 1;
      return 2;
    }
    if (code(next) != "times" && value(next) != 12) return std::nullopt;
  } else {
    return std::nullopt;
  }
  while (is(next, WordClass::kNumber) && (code(next) == "times" || value(next) == 12) && out > 0 && out < 1e6)
    out *= value(next++);
  return out;
}

// In "Theresa May" or "the Sunday Times" a word of the calendar is none.
bool Grammar::is_name_part(std::int32_t i) const {
  const Token& t = token(i);
  if (t.deprel == Deprel::kFlat) return true;
  if (t.deprel == Deprel::kCompound && t.head == i + 1 && token(t.head).upos == Upos::kPropn &&
      at(t.head).meaning == nullptr && is_capital(token(t.head).form))
    return true;
  return inside(i + 1) && token(i + 1).head == i && token(i + 1).deprel == Deprel::kFlat &&
         token(i + 1).upos == Upos::kPropn && at(i + 1).shape == Shape::kNone;
}

// The verb above speaks of what is to come.
bool Grammar::looks_ahead(std::int32_t i) const {
  std::int32_t t = i;
  for (int step = 0; step < kMaxClimb && t != language::kNoHead; ++step) {
    const Token& word = token(t);
    if (is(t, WordClass::kHint) ||
        (lexicon_.find(word.lemma) != nullptr && lexicon_.find(word.lemma)->cls == WordClass::kHint))
      return true;
    if (word.upos == Upos::kVerb || word.upos == Upos::kAux || word.upos == Upos::kAdj) {
      for (std::int32_t c = std::max(0, t - 8); c < t; ++c)
        if (token(c).head == t && (token(c).deprel == Deprel::kAux || token(c).deprel == Deprel::kAuxPass) &&
            is(c, WordClass::kHint))
          return true;
      if (word.xpos == "VBD" || word.xpos == "VBN") return false;
    }
    t = word.head;
  }
  return false;
}

std::optional<Date> Grammar::anchor() const {
  return anchors_.narrative && anchors_.told ? anchors_.told : anchors_.dct;
}

Grammar::Found Grammar::found(std::int32_t first, std::int32_t last, Period period, bool anchored) const {
  Found out;
  out.first = first;
  out.last = last;
  out.period = std::move(period);
  out.anchored = anchored;
  return out;
}

Grammar::Result Grammar::reading(std::int32_t i) const {
  if (!inside(i)) return std::nullopt;
  Result best;
  const auto take = [&](Result r) {
    if (r && r->last >= i && (!best || r->last > best->last)) best = std::move(r);
  };
  take(phrase(i));
  const Word& word = at(i);
  if (word.shape != Shape::kNone) {
    take(numeric_date(i));
    take(day_first(i));
    take(amount(i));
    take(decade_or_century(i));
    take(quarter_or_half(i));
    take(bare_year(i));
    take(clock(i));
  } else if (word.meaning != nullptr) {
    switch (word.meaning->cls) {
      case WordClass::kMonth:
        take(month_first(i));
        break;
      case WordClass::kWeekday:
        take(weekday(i));
        break;
      case WordClass::kNumber:
        take(day_first(i));
        take(amount(i));
        take(clock(i));
        take(decade_or_century(i));
        break;
      case WordClass::kOrdinal:
        take(day_first(i));
        take(decade_or_century(i));
        take(quarter_or_half(i));
        break;
      case WordClass::kVague:
      case WordClass::kUnit:
        take(amount(i));
        break;
      case WordClass::kSeason:
        take(season_of_year(i));
        break;
      case WordClass::kPart:
        take(part_of_day(i));
        break;
      case WordClass::kClock:
        take(clock(i));
        break;
      case WordClass::kShift:
        take(shifted(i));
        break;
      case WordClass::kMod:
        take(modified(i));
        break;
      case WordClass::kSet:
        take(repeated(i));
        break;
      case WordClass::kFestival:
        take(festival(i));
        break;
      case WordClass::kFiller:
      case WordClass::kEra:
        take(bare_year(i));
        break;
      case WordClass::kNone:
      case WordClass::kAgo:
      case WordClass::kLater:
      case WordClass::kZone:
      case WordClass::kHint:
        break;
    }
    if (word.meaning->cls == WordClass::kFiller) take(amount(i));
  } else if (word.lower == "a" || word.lower == "an") {
    take(amount(i));
  } else if (word.lower.starts_with("mid-")) {
    take(modified(i));
  } else if (word.lower.size() == 2 && word.lower[0] == 'q') {
    take(quarter_or_half(i));
  }
  return best;
}

Grammar::Result Grammar::phrase(std::int32_t i) const {
  const std::vector<TimePhrase>* list = lexicon_.phrases(at(i).lower);
  if (list == nullptr) return std::nullopt;
  for (const TimePhrase& p : *list) {
    std::size_t matched = 1;
    while (matched < p.words.size() && is(i + static_cast<std::int32_t>(matched), p.words[matched])) ++matched;
    if (matched < p.words.size()) continue;
    const std::int32_t last = i + static_cast<std::int32_t>(matched) - 1;
    // "in the past" but not "in the past week"
    if (last > i && is(last, WordClass::kShift) &&
        (is(last + 1, WordClass::kUnit) || is(last + 1, WordClass::kNumber) || is(last + 1, WordClass::kVague) ||
         (inside(last + 1) && at(last + 1).shape == Shape::kInteger)))
      continue;
    std::string_view text = p.value;
    if (text.ends_with("_REF")) return found(i, last, {Grain::kReference, p.value, std::nullopt, std::nullopt});
    if (text.size() == 5 && text[2] == '-') {
      std::size_t from = 0;
      const int m = digits(text, from);
      const int d = digits(text, ++from);
      const std::int32_t y = is(last + 1, "of") ? last + 2 : past_comma(last + 1);
      return day_of_month(i, year_at(y) != 0 ? y : last, year_at(y), m, d);
    }
    const bool from_told = text.starts_with("told");
    if (from_told) text.remove_prefix(4);
    int sign = 1;
    if (text.starts_with("-") || text.starts_with("+")) {
      sign = text[0] == '-' ? -1 : 1;
      text.remove_prefix(1);
    }
    std::size_t from = 0;
    const int count = digits(text, from) * sign;
    const auto reference = from_told ? told() : anchors_.dct;
    if (from >= text.size()) return std::nullopt;
    if (!reference)
      return found(i, last,
                   {Grain::kReference,
                    count < 0   ? "PAST_REF"
                    : count > 0 ? "FUTURE_REF"
                                : "PRESENT_REF",
                    std::nullopt, std::nullopt},
                   true);
    auto period = shifted_unit(*reference, text.substr(from, 1), 1, count);
    if (!period) return std::nullopt;
    Found out = found(i, last, std::move(*period), true);
    if (const std::size_t colon = text.find(':'); colon != std::string_view::npos) {
      out.time = "T" + std::string(text.substr(colon + 1));
      out.type = TimexType::kTime;
    }
    return out;
  }
  return std::nullopt;
}

Timex Grammar::timex(const Found& f) const {
  Timex out;
  out.first = f.first;
  out.last = f.last;
  out.span = base::cover(token(f.first).span, token(f.last).span);
  for (std::int32_t t = f.first; t <= f.last; ++t) {
    if (t > f.first && token(t).span.begin > token(t - 1).span.end) out.text += ' ';
    out.text += token(t).form;
  }
  out.type = f.type;
  out.value = f.period.value + f.time;
  out.begin = f.period.begin;
  out.end = f.period.end;
  if (out.begin) out.precision = precision_of(f.period.grain);
  out.anchored = f.anchored;
  return out;
}

std::vector<Timex> Grammar::run() {
  std::vector<Timex> out;
  for (std::int32_t i = 0; i < size_;) {
    Result r;
    const Word& word = at(i);
    r = reading(i);
    if (!r && word.lower == "the") {
      r = reading(i + 1);
      if (r && r->article)
        r->first = i;
      else
        r.reset();
    }
    if (!r || r->period.value.empty()) {
      if (!r || r->time.empty()) {
        ++i;
        continue;
      }
    }
    join_time(*r);
    if (r->period.begin && r->type != TimexType::kDuration &&
        (r->period.grain != Grain::kReference && r->period.grain < Grain::kDecade))
      anchors_.told = r->period.begin;
    i = r->last + 1;
    if (r->middle < 0) {
      out.push_back(timex(*r));
      continue;
    }
    Found other = *r;
    r->last = r->middle - 1;
    other.first = r->middle + 1;
    other.period = std::move(other.second);
    out.push_back(timex(*r));
    out.push_back(timex(other));
  }
  return out;
}

}  // namespace dragoman::times
