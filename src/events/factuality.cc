#include "events/factuality.h"

#include <algorithm>
#include <string>

namespace dragoman::events {

using language::Deprel;
using language::Sentence;
using language::Token;
using language::Tree;
using language::Upos;

namespace {

constexpr int kMaxClimb = 12;

const Token& at(const Sentence& s, std::int32_t token) { return s.tokens[static_cast<std::size_t>(token)]; }

// What stands on one word: its negation, its modals, its conditional mark.
struct Marks {
  bool negated = false;
  bool future = false;
  bool hypothetical = false;
};

Marks marks_on(const Sentence& s, const Tree& tree, std::int32_t word, const lexicon::Words& words) {
  Marks marks;
  for (const std::int32_t c : tree.children(word)) {
    const Token& t = at(s, c);
    switch (t.deprel) {
      case Deprel::kAdvmod: case Deprel::kDet: case Deprel::kCase: case Deprel::kCc: case Deprel::kCcPreconj: case Deprel::kMark:
        if (words.negators.contains(t.lemma) || t.has("Polarity=Neg")) marks.negated = !marks.negated;
        if (t.deprel == Deprel::kMark && words.hypothetical_marks.contains(t.lemma)) marks.hypothetical = true;
        break;
      case Deprel::kAux: case Deprel::kCop: {
        const auto modal = words.modals.find(t.lemma);
        if (modal == words.modals.end()) break;
        marks.future = marks.future || modal->second == "future";
        marks.hypothetical = marks.hypothetical || modal->second == "hypothetical";
        break;
      }
      default: break;
    }
  }
  return marks;
}

const std::string* effect_of(const Sentence& s, std::int32_t word, const lexicon::Words& words) {
  const Token& t = at(s, word);
  const auto look = [&](const std::unordered_map<std::string, std::string>& table) -> const std::string* {
    const auto found = table.find(t.lemma);
    return found == table.end() ? nullptr : &found->second;
  };
  switch (t.upos) {
    case Upos::kVerb: return look(words.factuality_verbs);
    case Upos::kNoun: case Upos::kPropn: return look(words.factuality_nouns);
    case Upos::kAdj: return look(words.factuality_adjectives);
    case Upos::kAux: return look(words.modals);
    default: return nullptr;
  }
}

// The act's status is gathered from the trigger outwards.
struct Status {
  bool negated = false;
  bool future = false;
  bool hypothetical = false;
  void apply(const std::string& effect) {
    if (effect == "negated") negated = !negated;
    else if (effect == "future") future = true;
    else if (effect == "hypothetical") hypothetical = true;
  }
  void apply(const Marks& marks) {
    if (marks.negated) negated = !negated;
    future = future || marks.future;
    hypothetical = hypothetical || marks.hypothetical;
  }
};

}  // namespace

std::string_view to_string(Factuality factuality) {
  switch (factuality) {
    case Factuality::kActual: return "actual";
    case Factuality::kNegated: return "negated";
    case Factuality::kFuture: return "future";
    case Factuality::kHypothetical: return "hypothetical";
  }
  return {};
}

std::string_view to_string(Stance stance) { return stance == Stance::kReported ? "reported" : "assessed"; }

Factuality factuality_of(const Sentence& s, const Tree& tree, std::int32_t trigger, std::int32_t carrier, const lexicon::Words& words) {
  Status status;
  status.apply(marks_on(s, tree, trigger, words));
  const bool nominal = at(s, trigger).upos != Upos::kVerb;
  if (nominal)   // "a planned visit", "possible talks"
    for (const std::int32_t c : tree.children(trigger))
      if (at(s, c).deprel == Deprel::kAmod) {
        const auto found = words.factuality_adjectives.find(at(s, c).lemma);
        if (found != words.factuality_adjectives.end()) status.apply(found->second);
      }

  std::int32_t word = trigger;
  for (int step = 0; step < kMaxClimb; ++step) {
    const Token& t = at(s, word);
    if (t.head == language::kNoHead) break;
    const std::int32_t governor = t.head;
    const Token& g = at(s, governor);
    const std::string* effect = effect_of(s, governor, words);
    const bool is_carrier = governor == carrier;
    switch (t.deprel) {
      case Deprel::kXcomp:
        if (effect != nullptr) status.apply(*effect);
        else if (t.upos == Upos::kVerb && t.has("VerbForm=Inf") && g.upos == Upos::kVerb) status.hypothetical = true;
        status.apply(marks_on(s, tree, governor, words));
        break;
      case Deprel::kCcomp: case Deprel::kCsubj: case Deprel::kCsubjPass:
        if (effect != nullptr && !words.reporting_verbs.contains(g.lemma)) status.apply(*effect);
        else if (effect != nullptr && *effect == "negated") status.apply(*effect);   // "denied that it attacked"
        {
          // a modal or negation on the reporting verb does not reach what is reported, but "does not believe that" does
          const Marks above = marks_on(s, tree, governor, words);
          if (!words.reporting_verbs.contains(g.lemma)) status.apply(above);
        }
        break;
      case Deprel::kAdvcl: {
        const std::int32_t mark = tree.child(word, Deprel::kMark);
        if (mark >= 0 && at(s, mark).lemma == "to" && effect != nullptr) {
          status.apply(*effect);                  // "vowed to", "is set to", "forced him to": a complement, whatever the parser calls it
          status.apply(marks_on(s, tree, governor, words));
          break;
        }
        if (mark >= 0 && at(s, mark).lemma == "to") {
          status.hypothetical = true;             // purpose
          return status.negated ? Factuality::kNegated : Factuality::kHypothetical;
        }
        step = kMaxClimb;                         // another clause's status is its own
        break;
      }
      case Deprel::kAcl:
        if (effect != nullptr) status.apply(*effect);
        else if (t.upos == Upos::kVerb && t.has("VerbForm=Inf")) status.hypothetical = true;
        break;
      case Deprel::kObj: case Deprel::kObl: case Deprel::kIobj: case Deprel::kNsubjPass:
        if (word != trigger && !nominal && t.upos == Upos::kVerb) break;
        if (effect != nullptr && !is_carrier) status.apply(*effect);
        if (t.deprel != Deprel::kObl || is_carrier || (effect != nullptr && *effect != "actual")) status.apply(marks_on(s, tree, governor, words));
        break;
      case Deprel::kNsubj:
        if (is_carrier || at(s, governor).upos == Upos::kVerb) {
          const Marks above = marks_on(s, tree, governor, words);
          if (is_carrier) status.apply(above);
          else if (above.hypothetical || above.future) status.hypothetical = status.hypothetical || above.hypothetical;
        }
        if (g.upos == Upos::kAdj && effect != nullptr) status.apply(*effect);   // "talks are possible"
        break;
      case Deprel::kNmod:
        if (effect != nullptr) status.apply(*effect);
        break;
      case Deprel::kConj:
        if (g.upos == t.upos) {                   // shared modals and negation of the first conjunct
          const bool own_aux = tree.child(word, Deprel::kAux) >= 0 || tree.child(word, Deprel::kNsubj) >= 0;
          if (!own_aux) {
            Marks above = marks_on(s, tree, governor, words);
            above.negated = false;
            status.apply(above);
          }
        }
        break;
      case Deprel::kAclRelcl: case Deprel::kParataxis: case Deprel::kAdvclRelcl:
        step = kMaxClimb;
        break;
      default: break;
    }
    word = governor;
  }
  if (!s.tokens.empty() && s.tokens.back().form == "?") status.hypothetical = true;
  if (status.hypothetical) return Factuality::kHypothetical;
  if (status.negated) return Factuality::kNegated;
  if (status.future) return Factuality::kFuture;
  return Factuality::kActual;
}

namespace {

// "making it increasingly important", where the parser hung the adjective on a noun before it.
bool adjective_behind(const Sentence& s, const Tree& tree, std::int32_t verb, std::int32_t object) {
  const auto [first, last] = tree.extent(verb);
  for (std::int32_t t = std::max(object, first) + 1; t <= last; ++t)
    if (at(s, t).upos == Upos::kAdj && at(s, t).deprel == Deprel::kAmod && at(s, t).head >= 0 && at(s, t).head < t) return true;
  return false;
}

}  // namespace

Stance stance_of(const Sentence& s, const Tree& tree, std::int32_t trigger, const lexicon::Words& words) {
  const Token& t = at(s, trigger);
  if (t.upos == Upos::kVerb) return Stance::kReported;
  for (const std::int32_t c : tree.children(trigger))
    if (at(s, c).deprel == Deprel::kAmod && words.assessing_adjectives.contains(at(s, c).lemma)) return Stance::kAssessed;
  // "making cooperation increasingly important", "the depth of their ties": the noun is weighed, not told
  std::int32_t word = trigger;
  for (int step = 0; step < 3 && at(s, word).head != language::kNoHead; ++step) {
    const Token& here = at(s, word);
    const Token& g = at(s, here.head);
    if (here.deprel == Deprel::kNmod && words.assessing_nouns.contains(g.lemma)) return Stance::kAssessed;
    if (here.deprel == Deprel::kObj && g.lemma == "make" && (tree.child(here.head, Deprel::kXcomp) >= 0 || adjective_behind(s, tree, here.head, word)))
      return Stance::kAssessed;
    if (here.deprel == Deprel::kObj && g.upos == Upos::kVerb && words.assessing_verbs.contains(g.lemma)) return Stance::kAssessed;   // "reflects close cooperation"
    if (here.deprel == Deprel::kNsubj && g.upos == Upos::kAdj && words.assessing_adjectives.contains(g.lemma)) return Stance::kAssessed;
    if (here.deprel != Deprel::kNmod && here.deprel != Deprel::kConj) break;
    word = here.head;
  }
  return Stance::kReported;
}

Source source_of(const Sentence& s, const Tree& tree, std::int32_t trigger, const lexicon::Words& words) {
  const auto subject = [&](std::int32_t verb) {
    const std::int32_t own = tree.child(verb, Deprel::kNsubj);
    return own >= 0 ? own : tree.child(verb, Deprel::kOblAgent);
  };
  std::int32_t word = trigger;
  for (int step = 0; step < kMaxClimb; ++step) {
    for (const std::int32_t c : tree.children(word)) {
      const Token& t = at(s, c);
      // "..., the ministry said": the report hangs below its content
      if (t.deprel == Deprel::kParataxis && t.upos == Upos::kVerb && words.reporting_verbs.contains(t.lemma) && c != trigger && subject(c) >= 0)
        return {c, subject(c)};
      if (t.deprel == Deprel::kObl) {
        const std::int32_t marker = tree.child(c, Deprel::kCase);
        if (marker >= 0 && at(s, marker).lemma == "accord") return {marker, c};
        if (marker >= 0 && at(s, marker).form.size() == 9 && (at(s, marker).lemma == "according" || at(s, marker).form == "according" || at(s, marker).form == "According"))
          return {marker, c};
      }
    }
    const Token& t = at(s, word);
    if (t.head == language::kNoHead) break;
    const Token& g = at(s, t.head);
    if ((t.deprel == Deprel::kCcomp || t.deprel == Deprel::kAcl) && g.upos == Upos::kNoun && words.reporting_nouns.contains(g.lemma)) {
      // "a statement by the ministry that": the noun is the cue
      std::int32_t speaker = tree.child(t.head, Deprel::kNmodPoss);
      for (const std::int32_t c : tree.children(t.head))
        if (speaker < 0 && at(s, c).deprel == Deprel::kNmod) {
          const std::int32_t marker = tree.child(c, Deprel::kCase);
          if (marker >= 0 && (at(s, marker).lemma == "by" || at(s, marker).lemma == "from" || at(s, marker).lemma == "of")) speaker = c;
        }
      if (speaker >= 0) return {t.head, speaker};
    }
    if ((t.deprel == Deprel::kCcomp || t.deprel == Deprel::kParataxis) && g.upos == Upos::kVerb && words.reporting_verbs.contains(g.lemma))
      return {t.head, subject(t.head)};
    word = t.head;
  }
  return {};
}

}  // namespace dragoman::events
