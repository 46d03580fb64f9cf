// Which time expression dates an event: the one that hangs on its trigger, its carrier or the nearest clause above.
#include <algorithm>
#include <array>
#include <cstdlib>
#include <string>
#include <string_view>

#include "times/timexes.h"

namespace dragoman::times {

using language::Deprel;
using language::Sentence;
using language::Token;
using language::Tree;

namespace {

constexpr int kMaxClimb = 8;
// "before 2014" does not say when.
constexpr std::array<std::string_view, 3> kNoDate = {"before", "after", "than"};

class Search {
 public:
  Search(const Sentence& sentence, const Tree& tree, const std::vector<Timex>& timexes, std::int32_t trigger)
      : sentence_(sentence), tree_(tree), timexes_(timexes), trigger_(trigger) {}

  /// The best expression that hangs on `node` itself.
  const Timex* on(std::int32_t node) const {
    return best([&](std::int32_t head) { return hangs_on(head, node); });
  }

  /// "talks held on Monday", "the attack that took place in 2014".
  const Timex* on_clauses(std::int32_t noun) const {
    return best([&](std::int32_t head) {
      for (const std::int32_t child : tree_.children(noun))
        if ((token(child).deprel == Deprel::kAcl || token(child).deprel == Deprel::kAclRelcl) && hangs_on(head, child))
          return true;
      return false;
    });
  }

  /// On the last word of the trigger's own phrase: "visited the capital on Monday", read as "the capital on Monday".
  const Timex* on_arguments(std::int32_t node) const {
    return best([&](std::int32_t head) {
      for (const std::int32_t child : tree_.children(node)) {
        const Deprel d = token(child).deprel;
        if (d != Deprel::kObj && d != Deprel::kObl && d != Deprel::kNmod && d != Deprel::kXcomp) continue;
        const Deprel own = token(head).deprel;
        if (token(head).head == child && (own == Deprel::kNmodUnmarked || own == Deprel::kOblUnmarked ||
                                          (own == Deprel::kNmod && is_temporal_case(head))))
          return true;
      }
      return false;
    });
  }

  /// "from 5 to 7 January", "2010-12": the expression is one end of a range.
  void widen(const Timex& one, EventDate& out) const {
    for (std::size_t i = 0; i + 1 < timexes_.size(); ++i) {
      const Timex& from = timexes_[i];
      const Timex& to = timexes_[i + 1];
      if ((&from != &one && &to != &one) || to.first != from.last + 2 || from.precision != to.precision ||
          !from.begin || !to.end)
        continue;
      const std::string between = lower(token(from.last + 1).form);
      const bool joined = between == "-" || between == "\u2013" || between == "to" || between == "through" ||
                          between == "until" || (between == "and" && from.precision == "day");
      if (!joined || !(*from.end < *to.begin)) continue;
      out.date = from.begin;
      out.enddate = to.end;
      out.span = base::cover(from.span, to.span);
      out.text = from.text + (token(from.last).space_after ? " " : "") + token(from.last + 1).form +
                 (token(from.last + 1).space_after ? " " : "") + to.text;
      return;
    }
  }

  const Token& token(std::int32_t t) const { return sentence_.tokens[static_cast<std::size_t>(t)]; }

  std::string case_of(const Timex& timex) const {
    const std::int32_t c = tree_.child(head_of(timex), Deprel::kCase);
    return c < 0 || c > timex.last ? std::string() : lower(token(c).form);
  }

 private:
  static std::string lower(std::string_view text) {
    std::string out(text);
    for (char& c : out)
      if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    return out;
  }

  std::int32_t head_of(const Timex& timex) const {
    for (std::int32_t t = timex.first; t <= timex.last; ++t) {
      const Token& word = token(t);
      if (word.head >= timex.first && word.head <= timex.last) continue;
      if (timex.first != timex.last &&
          (word.deprel == Deprel::kDet || word.deprel == Deprel::kPunct || word.deprel == Deprel::kCase))
        continue;
      return t;
    }
    return timex.last;
  }

  bool is_temporal_case(std::int32_t head) const {
    const std::int32_t c = tree_.child(head, Deprel::kCase);
    if (c < 0) return false;
    const std::string preposition = lower(token(c).form);
    return preposition == "on" || preposition == "in" || preposition == "during" || preposition == "since";
  }

  bool hangs_on(std::int32_t head, std::int32_t node) const {
    const Token& word = token(head);
    if (head == node) return false;
    if (word.head == node) {
      switch (word.deprel) {
        case Deprel::kNsubj:
        case Deprel::kNsubjPass:
        case Deprel::kNsubjOuter:
        case Deprel::kObj:
        case Deprel::kIobj:
        case Deprel::kConj:
        case Deprel::kCcomp:
        case Deprel::kCsubj:
          return false;
        default:
          return true;
      }
    }
    // "in the early hours of Monday"
    if (word.head == language::kNoHead || word.deprel != Deprel::kNmod) return false;
    const Token& above = token(word.head);
    const std::int32_t c = tree_.child(head, Deprel::kCase);
    return above.head == node && (above.deprel == Deprel::kObl || above.deprel == Deprel::kOblUnmarked) && c >= 0 &&
           lower(token(c).form) == "of" && tree_.child(word.head, Deprel::kCase) >= 0 && is_temporal_case(word.head);
  }

  bool usable(const Timex& timex) const {
    if (!timex.begin || !timex.end || timex.type == TimexType::kSet) return false;
    const std::string preposition = case_of(timex);
    return std::find(kNoDate.begin(), kNoDate.end(), preposition) == kNoDate.end();
  }

  static int fineness(const Timex& timex) {
    constexpr std::array<std::string_view, 4> kOrder = {"year", "month", "week", "day"};
    const auto found = std::find(kOrder.begin(), kOrder.end(), timex.precision);
    return found == kOrder.end() ? -1 : static_cast<int>(found - kOrder.begin());
  }

  template <class Accept>
  const Timex* best(Accept accept) const {
    const Timex* out = nullptr;
    for (const Timex& timex : timexes_) {
      if (!usable(timex) || (timex.first <= trigger_ && trigger_ <= timex.last) || !accept(head_of(timex))) continue;
      if (out == nullptr || fineness(timex) > fineness(*out) ||
          (fineness(timex) == fineness(*out) && std::abs(timex.first - trigger_) < std::abs(out->first - trigger_)))
        out = &timex;
    }
    return out;
  }

  const Sentence& sentence_;
  const Tree& tree_;
  const std::vector<Timex>& timexes_;
  std::int32_t trigger_;
};

}  // namespace

EventDate event_date(const Sentence& sentence, const Tree& tree, std::int32_t trigger, std::int32_t carrier,
                     const std::vector<Timex>& timexes, std::optional<base::Date> dct) {
  const Search search(sentence, tree, timexes, trigger);
  const Timex* found = nullptr;
  if (!timexes.empty()) {
    found = search.on(trigger);
    if (found == nullptr && carrier >= 0 && carrier != trigger) found = search.on(carrier);
    if (found == nullptr) found = search.on_clauses(trigger);
    if (found == nullptr) found = search.on_arguments(trigger);
    if (found == nullptr && carrier >= 0) found = search.on_arguments(carrier);
    std::int32_t t = trigger;
    for (int step = 0; step < kMaxClimb && found == nullptr; ++step) {
      const Token& token = search.token(t);
      // what is said, or told of a noun, has its own time
      const Deprel d = token.deprel;
      if (token.head == language::kNoHead || d == Deprel::kCcomp || d == Deprel::kCsubj || d == Deprel::kAclRelcl ||
          d == Deprel::kParataxis)
        break;
      t = token.head;
      found = search.on(t);
    }
  }
  EventDate out;
  if (found == nullptr) {
    out.date = out.enddate = dct;
    if (dct) out.precision = "day";
    return out;
  }
  out.date = found->begin;
  out.enddate = found->end;
  out.precision = found->precision;
  out.basis = "text";
  out.text = found->text;
  out.span = found->span;
  search.widen(*found, out);
  if (dct && search.case_of(*found) == "since" && *out.enddate < *dct) out.enddate = dct;  // it still goes on
  return out;
}

}  // namespace dragoman::times
