// Where an event happens: from its place slots, else from what hangs on it, nearest clause first.
#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <string_view>

#include "places/reading.h"
#include "places/toponyms.h"

namespace dragoman::places {

using language::Deprel;
using language::Sentence;
using language::Token;
using language::Tree;
using language::Upos;

namespace {

constexpr std::array<std::string_view, 17> kLocative = {"in",     "at",     "near",       "on",     "outside", "inside",
                                                        "across", "around", "throughout", "off",    "along",   "within",
                                                        "over",   "into",   "through",    "beside", "above"};
// Only of the trigger itself: "a visit to X", "the march on X", "talks from X" is none.
constexpr std::array<std::string_view, 4> kGoal = {"to", "towards", "toward", "onto"};
constexpr int kMaxClimb = 6;

template <std::size_t N>
bool among(const std::array<std::string_view, N>& list, std::string_view word) {
  return std::find(list.begin(), list.end(), word) != list.end();
}

class Search {
 public:
  Search(const Sentence& sentence, const Tree& tree, const std::vector<Toponym>& toponyms)
      : sentence_(sentence), tree_(tree), toponyms_(toponyms) {}

  /// The most specific literal toponym whose head stands in the subtree of `top`, no clause of its own between.
  const Toponym* inside(std::int32_t top) const {
    const Toponym* best = nullptr;
    for (const Toponym& t : toponyms_) {
      if (t.associative) continue;
      const std::int32_t head = head_of(sentence_, t.first, t.last);
      if (reaches(top, head) && better(t, best)) best = &t;
    }
    return best;
  }

  /// The best of the modifiers of `node` behind a locative preposition (or a goal, where asked).
  const Toponym* of_modifiers(std::int32_t node, bool goal) const {
    const Toponym* best = nullptr;
    for (const std::int32_t child : tree_.children(node)) {
      const Deprel d = token(child).deprel;
      if (d == Deprel::kObl || d == Deprel::kNmod || d == Deprel::kOblUnmarked || d == Deprel::kNmodUnmarked) {
        const std::string preposition = case_of(sentence_, tree_, child);
        if (!among(kLocative, preposition) && !(goal && among(kGoal, preposition))) continue;
        const Toponym* found = inside(child);
        // "sanctions on X", "concern over X": a state is what they are about
        if (found != nullptr && found->place.resolution == kCountry && (preposition == "on" || preposition == "over"))
          continue;
        if (better(found, best)) best = found;
      } else if (d == Deprel::kAdvmod) {
        // "there, in X", "here in X"
        if (const Toponym* found = of_modifiers(child, false); better(found, best)) best = found;
      }
    }
    return best;
  }

  /// "talks held in X", "the talks that took place in X", "his visit, which ended in X".
  const Toponym* of_clauses(std::int32_t noun) const {
    const Toponym* best = nullptr;
    for (const std::int32_t child : tree_.children(noun)) {
      const Deprel d = token(child).deprel;
      if (d != Deprel::kAcl && d != Deprel::kAclRelcl) continue;
      if (const Toponym* found = of_modifiers(child, false); better(found, best)) best = found;
    }
    return best;
  }

  /// "X talks", "the X attack".
  const Toponym* of_compounds(std::int32_t noun) const {
    const Toponym* best = nullptr;
    for (const std::int32_t child : tree_.children(noun)) {
      const Deprel d = token(child).deprel;
      if (d != Deprel::kCompound && d != Deprel::kNmodDesc && d != Deprel::kAmod && d != Deprel::kNmodPoss) continue;
      const Toponym* found = inside(child);
      if (found != nullptr && (d != Deprel::kNmodPoss || found->place.resolution >= kAdmin1) && better(found, best))
        best = found;
    }
    return best;
  }

  /// "attacked X", "visited X", "the shelling of X", "X was shelled".
  const Toponym* of_objects(std::int32_t node) const {
    const Toponym* best = nullptr;
    for (const std::int32_t child : tree_.children(node)) {
      const Deprel d = token(child).deprel;
      const bool object = d == Deprel::kObj || d == Deprel::kNsubjPass ||
                          (d == Deprel::kNmod && case_of(sentence_, tree_, child) == "of");
      if (!object) continue;
      if (const Toponym* found = inside(child); better(found, best)) best = found;
    }
    return best;
  }

  const Token& token(std::int32_t t) const { return sentence_.tokens[static_cast<std::size_t>(t)]; }

  static int rank(const Toponym* t) { return t == nullptr ? -1 : t->place.resolution; }
  static bool better(const Toponym* t, const Toponym* than) { return rank(t) > rank(than); }
  static bool better(const Toponym& t, const Toponym* than) { return better(&t, than); }

 private:
  // `t` lies in the phrase of `top`: no clause and no other partner between.
  bool reaches(std::int32_t top, std::int32_t t) const {
    for (; t != top && t != language::kNoHead; t = token(t).head) {
      const Deprel d = token(t).deprel;
      if (d == Deprel::kAcl || d == Deprel::kAclRelcl || d == Deprel::kAdvcl || d == Deprel::kCcomp ||
          d == Deprel::kParataxis)
        return false;
    }
    return t == top;
  }

  const Sentence& sentence_;
  const Tree& tree_;
  const std::vector<Toponym>& toponyms_;
};

}  // namespace

std::optional<EventPlace> place_of_event(const Sentence& sentence, const Tree& tree, std::int32_t trigger,
                                         const std::vector<std::int32_t>& place_tokens,
                                         const std::vector<Toponym>& toponyms) {
  if (toponyms.empty()) return std::nullopt;
  const Search search(sentence, tree, toponyms);
  const Toponym* best = nullptr;
  const auto take = [&](const Toponym* found) {
    // what is found farther away counts only if it makes a country or region more precise
    if (found == nullptr) return;
    if (best == nullptr)
      best = found;
    else if (best->place.resolution < kAdmin1 && Search::better(found, best) &&
             (best->place.resolution == kRegion || found->place.country_code == best->place.country_code))
      best = found;
  };

  const Toponym* slots = nullptr;
  for (const std::int32_t t : place_tokens)
    if (const Toponym* found = search.inside(t); Search::better(found, slots)) slots = found;
  take(slots);

  take(search.of_modifiers(trigger, true));
  take(search.of_clauses(trigger));
  take(search.of_compounds(trigger));
  std::int32_t t = trigger;
  for (int step = 0; step < kMaxClimb; ++step) {
    const Token& token = search.token(t);
    if (token.head == language::kNoHead) break;
    const Deprel d = token.deprel;
    // what is said, or told beside, happens elsewhere than the saying
    if (d == Deprel::kCcomp || d == Deprel::kParataxis || d == Deprel::kCsubj || d == Deprel::kDislocated) break;
    if (d == Deprel::kAdvcl && search.token(token.head).upos != Upos::kVerb) break;
    t = token.head;
    take(search.of_modifiers(t, false));
    if (search.token(t).upos == Upos::kNoun) take(search.of_compounds(t));
  }
  if (best == nullptr || best->place.resolution < kAdmin1) take(search.of_objects(trigger));
  if (best == nullptr) return std::nullopt;
  return EventPlace{best->place, best->text, best->span};
}

}  // namespace dragoman::places
