#include "events/arguments.h"

#include <algorithm>

namespace dragoman::events {

using language::Deprel;
using language::Sentence;
using language::Token;
using language::Tree;
using language::Upos;

namespace {

// A chain of controllers or conjuncts longer than this is a parser's loop of errors, not English.
constexpr int kMaxHops = 6;

const Token& at(const Sentence& sentence, std::int32_t token) { return sentence.tokens[static_cast<std::size_t>(token)]; }

bool is_clause_relation(Deprel deprel) {
  return deprel == Deprel::kXcomp || deprel == Deprel::kAdvcl || deprel == Deprel::kAcl;
}

void add(Arguments& out, std::string_view slot, std::int32_t token, bool loose) {
  for (Argument& a : out.list)
    if (a.token == token && a.slot == slot) {
      a.loose = a.loose && loose;
      return;
    }
  out.list.push_back({slot, token, loose});
}

std::int32_t relative_pronoun(const Sentence& s, const Tree& tree, std::int32_t verb) {
  for (const std::int32_t c : tree.children(verb))
    if (at(s, c).has("PronType=Rel")) return c;
  return -1;
}

// Subject of a verb without looking further than its own children.
std::int32_t own_subject(const Sentence& s, const Tree& tree, std::int32_t verb, bool passive) {
  for (const std::int32_t c : tree.children(verb)) {
    const Deprel d = at(s, c).deprel;
    if (passive && (d == Deprel::kOblAgent || (d == Deprel::kObl && preposition(s, tree, c) == "by"))) return c;
    if (!passive && (d == Deprel::kNsubj || d == Deprel::kNsubjOuter) && !at(s, c).has("PronType=Rel") && preposition(s, tree, c).empty()) return c;
  }
  return -1;
}

std::int32_t subject_of(const Sentence& s, const Tree& tree, std::int32_t verb, int hops, bool& loose);

// Who is understood as subject of an infinitive, participle or conjunct that has none of its own.
std::int32_t understood_subject(const Sentence& s, const Tree& tree, std::int32_t verb, int hops, bool& loose) {
  if (hops > kMaxHops) return -1;
  const Token& v = at(s, verb);
  if (v.head == language::kNoHead) return -1;
  const std::int32_t governor = v.head;
  switch (v.deprel) {
    case Deprel::kXcomp: {
      // object control ("urged Sudan to withdraw") before subject control ("agreed to withdraw")
      const std::int32_t object = tree.child(governor, Deprel::kObj);
      if (object >= 0 && object != verb && at(s, governor).upos == Upos::kVerb) return object;
      const std::int32_t indirect = tree.child(governor, Deprel::kIobj);
      if (indirect >= 0) return indirect;
      const std::int32_t patient = tree.child(governor, Deprel::kNsubjPass);
      if (patient >= 0) return patient;
      return subject_of(s, tree, governor, hops + 1, loose);
    }
    case Deprel::kConj:
      // adverbial and finite conjuncts share the subject of the first
      return at(s, governor).upos == Upos::kVerb || at(s, governor).upos == Upos::kAux || at(s, governor).upos == Upos::kAdj
                 ? subject_of(s, tree, governor, hops + 1, loose)
                 : -1;
    case Deprel::kAdvcl:
      loose = true;
      return at(s, governor).upos == Upos::kVerb ? subject_of(s, tree, governor, hops + 1, loose) : -1;
    case Deprel::kAcl:
      if (v.has("VerbForm=Inf") || tree.child(verb, Deprel::kMark) >= 0) {   // "its decision to withdraw"
        loose = true;
        const std::int32_t poss = tree.child(governor, Deprel::kNmodPoss);
        if (poss >= 0) return poss;
        const Token& noun = at(s, governor);
        if (noun.deprel == Deprel::kObj && noun.head != language::kNoHead) return subject_of(s, tree, noun.head, hops + 1, loose);
        return -1;
      }
      return v.has("Tense=Past") || v.has("VerbForm=Part") ? (is_passive(s, tree, verb) ? -1 : governor) : governor;
    case Deprel::kAclRelcl: {
      const std::int32_t pronoun = relative_pronoun(s, tree, verb);
      const Deprel role = pronoun >= 0 ? at(s, pronoun).deprel : Deprel::kNsubj;
      return role == Deprel::kNsubj && !is_passive(s, tree, verb) ? governor : -1;
    }
    case Deprel::kAmod:
      return v.has("Tense=Past") ? -1 : governor;
    default:
      return -1;
  }
}

std::int32_t subject_of(const Sentence& s, const Tree& tree, std::int32_t verb, int hops, bool& loose) {
  if (hops > kMaxHops) return -1;
  const bool passive = is_passive(s, tree, verb);
  const std::int32_t own = own_subject(s, tree, verb, passive);
  if (own >= 0) return own;
  if (passive)   // "supplied to the rebels by a neighbour": the doer hung on the phrase before it
    for (const std::int32_t c : tree.children(verb))
      if (at(s, c).deprel == Deprel::kObl && c > verb)
        for (const std::int32_t inside : tree.children(c))
          if (at(s, inside).deprel == Deprel::kNmod && preposition(s, tree, inside) == "by") {
            loose = true;
            return inside;
          }
  if (hops > 0 && passive) {   // the understood subject of what hangs on a passive is its patient
    const std::int32_t patient = tree.child(verb, Deprel::kNsubjPass);
    if (patient >= 0) return patient;
  }
  return understood_subject(s, tree, verb, hops, loose);
}

void add_modifiers(const Sentence& s, const Tree& tree, std::int32_t word, Arguments& out, bool loose) {
  for (const std::int32_t c : tree.children(word)) {
    const Deprel d = at(s, c).deprel;
    if (d != Deprel::kObl && d != Deprel::kNmod) continue;
    const std::string_view p = preposition(s, tree, c);
    if (p == "by" && at(s, word).upos == Upos::kVerb && is_passive(s, tree, word)) continue;   // the doer: its slot is "subj"
    if (!p.empty()) add(out, p, c, loose);
  }
}

void add_clauses(const Sentence& s, const Tree& tree, std::int32_t word, Arguments& out) {
  for (const std::int32_t c : tree.children(word)) {
    const Token& t = at(s, c);
    if (t.deprel == Deprel::kXcomp) add(out, "xcomp", c, false);
    if (t.deprel == Deprel::kCcomp) add(out, "ccomp", c, false);
    if (t.deprel == Deprel::kAdvcl || t.deprel == Deprel::kAcl) {
      const std::int32_t mark = tree.child(c, Deprel::kMark);
      const std::string_view word_before = mark >= 0 ? std::string_view(at(s, mark).lemma) : std::string_view();
      if (word_before == "to") add(out, "xcomp", c, t.deprel == Deprel::kAdvcl);
      else if (word_before == "that") add(out, "ccomp", c, false);
      else if (!word_before.empty()) add(out, word_before, c, false);      // "interest in strengthening"
    }
  }
}

}  // namespace

bool Arguments::has(std::string_view slot) const {
  return std::any_of(list.begin(), list.end(), [&](const Argument& a) { return a.slot == slot; });
}

std::string_view preposition(const Sentence& s, const Tree& tree, std::int32_t token) {
  for (const std::int32_t c : tree.children(token))
    if (at(s, c).deprel == Deprel::kCase && at(s, c).lemma != "'s" && at(s, c).lemma != "'") return at(s, c).lemma;
  return {};
}

bool is_passive(const Sentence& s, const Tree& tree, std::int32_t verb) {
  if (tree.child(verb, Deprel::kAuxPass) >= 0 || tree.child(verb, Deprel::kNsubjPass) >= 0) return true;
  const Token& v = at(s, verb);
  if (v.deprel == Deprel::kConj && v.head != language::kNoHead && at(s, v.head).upos == Upos::kVerb && v.has("VerbForm=Part") &&
      tree.child(verb, Deprel::kNsubj) < 0 && tree.child(verb, Deprel::kAux) < 0)
    return is_passive(s, tree, v.head);
  // a bare past participle on a noun or clause ("troops deployed by Chad")
  return v.xpos == "VBN" && tree.child(verb, Deprel::kAux) < 0 && tree.child(verb, Deprel::kNsubj) < 0 &&
         (v.deprel == Deprel::kAcl || v.deprel == Deprel::kAmod || v.deprel == Deprel::kAdvcl || v.deprel == Deprel::kXcomp);
}

std::vector<std::int32_t> with_conjuncts(const Sentence& s, const Tree& tree, std::int32_t token) {
  std::vector<std::int32_t> out{token};
  for (std::size_t i = 0; i < out.size(); ++i)
    for (const std::int32_t c : tree.children(out[i]))
      if (at(s, c).deprel == Deprel::kConj) out.push_back(c);
  std::sort(out.begin(), out.end());
  return out;
}

std::int32_t meant(const Sentence& s, const Tree& tree, std::int32_t token, const lexicon::Words& words) {
  for (int hops = 0; hops < kMaxHops; ++hops) {
    if (!words.quantity_nouns.contains(at(s, token).lemma)) return token;
    std::int32_t inside = -1;
    for (const std::int32_t c : tree.children(token))
      if (c > token && (at(s, c).deprel == Deprel::kNmod || at(s, c).deprel == Deprel::kObl) && preposition(s, tree, c) == "of") {
        inside = c;
        break;
      }
    if (inside < 0) return token;
    token = inside;
  }
  return token;
}

Arguments verb_arguments(const Sentence& s, const Tree& tree, std::int32_t verb) {
  Arguments out;
  const Token& v = at(s, verb);
  const bool passive = is_passive(s, tree, verb);
  bool loose = false;
  const std::int32_t subject = subject_of(s, tree, verb, 0, loose);
  if (subject >= 0 && subject != verb) add(out, "subj", subject, loose);
  // a second subject is a conjunct that the parser failed to join ("the minister and the envoy met")
  if (!passive)
    for (const std::int32_t c : tree.children(verb))
      if (at(s, c).deprel == Deprel::kNsubj && c != subject && subject >= 0 && at(s, subject).head == verb && !at(s, c).has("PronType=Rel") &&
          preposition(s, tree, c).empty())
        add(out, "subj", c, loose);
  for (const std::int32_t c : tree.children(verb)) {
    switch (at(s, c).deprel) {
      case Deprel::kObj: {
        // of two objects the first is whom it is given to
        const bool doubled = std::any_of(tree.children(verb).begin(), tree.children(verb).end(),
                                         [&](std::int32_t other) { return other > c && at(s, other).deprel == Deprel::kObj; });
        add(out, doubled ? "iobj" : "obj", c, false);
        break;
      }
      case Deprel::kIobj: add(out, "iobj", c, false); break;
      case Deprel::kNsubjPass:
        if (!at(s, c).has("PronType=Rel")) add(out, "obj", c, false);
        break;
      default: break;
    }
  }
  if (v.head != language::kNoHead) {
    if (v.deprel == Deprel::kAclRelcl) {
      const std::int32_t pronoun = relative_pronoun(s, tree, verb);
      if (pronoun >= 0) {
        const Deprel role = at(s, pronoun).deprel;
        if (role == Deprel::kObj || role == Deprel::kNsubjPass) add(out, "obj", v.head, false);
        if (role == Deprel::kObl || role == Deprel::kNmod) {
          const std::string_view p = preposition(s, tree, pronoun);
          if (!p.empty()) add(out, p, v.head, false);
        }
      } else if (!out.has("obj") && own_subject(s, tree, verb, passive) >= 0) {
        add(out, "obj", v.head, false);            // "the visit he made"
      }
    }
    if ((v.deprel == Deprel::kAcl || v.deprel == Deprel::kAmod) && passive && !out.has("obj")) add(out, "obj", v.head, false);
  }
  add_modifiers(s, tree, verb, out, false);
  add_clauses(s, tree, verb, out);
  // prepositional phrases that the parser hung on the object often belong to the verb ("signed an accord with Oman")
  const std::int32_t object = tree.child(verb, Deprel::kObj);
  if (object >= 0) add_modifiers(s, tree, object, out, true);
  // conjuncts share an object that follows the last of them, and obliques of the first
  if (v.deprel == Deprel::kConj && v.head != language::kNoHead && at(s, v.head).upos == Upos::kVerb) {
    if (!out.has("obj")) {
      const std::int32_t shared = passive ? tree.child(v.head, Deprel::kNsubjPass) : tree.child(v.head, Deprel::kObj);
      if (shared >= 0 && (passive || shared > verb)) add(out, "obj", shared, true);
    }
    for (const std::int32_t c : tree.children(v.head))
      if (c > verb && at(s, c).deprel == Deprel::kObl) {
        const std::string_view p = preposition(s, tree, c);
        if (!p.empty() && !out.has(p)) add(out, p, c, true);
      }
  }
  if (!out.has("obj") && !passive)
    for (const std::int32_t c : tree.children(verb))
      if (at(s, c).deprel == Deprel::kConj && at(s, c).upos == Upos::kVerb && tree.child(c, Deprel::kNsubj) < 0) {
        const std::int32_t shared = tree.child(c, Deprel::kObj);
        if (shared >= 0) add(out, "obj", shared, true);
      }
  return out;
}

Arguments noun_arguments(const Sentence& s, const Tree& tree, std::int32_t noun, const lexicon::Words& words) {
  Arguments out;
  const auto own = [&](std::int32_t n, bool loose) {
    for (const std::int32_t c : tree.children(n)) {
      switch (at(s, c).deprel) {
        case Deprel::kNmodPoss: add(out, "poss", c, loose); break;
        case Deprel::kAmod: add(out, "amod", c, loose); break;
        case Deprel::kCompound: case Deprel::kNmodDesc: case Deprel::kNmodUnmarked: add(out, "compound", c, loose); break;
        case Deprel::kNsubj:   // "is in talks with"
          if (tree.child(n, Deprel::kCop) >= 0 && preposition(s, tree, n) == "in") add(out, "subj", c, loose);
          break;
        default: break;
      }
    }
    add_modifiers(s, tree, n, out, loose);
    // "the delivery of equipment to the army": what follows may hang on the word after "of"
    for (const std::int32_t c : tree.children(n))
      if (at(s, c).deprel == Deprel::kNmod && preposition(s, tree, c) == "of")
        for (const std::int32_t inside : tree.children(c)) {
          const std::string_view p = at(s, inside).deprel == Deprel::kNmod ? preposition(s, tree, inside) : std::string_view();
          if ((p == "to" || p == "by" || p == "from" || p == "against" || p == "with") && !out.has(p)) add(out, p, inside, true);
        }
    add_clauses(s, tree, n, out);
  };
  own(noun, false);

  // coordinated event nouns share what stands before the first and after the last
  std::int32_t first = noun;
  for (int hops = 0; hops < kMaxHops && at(s, first).deprel == Deprel::kConj && at(s, first).head != language::kNoHead; ++hops)
    first = at(s, first).head;
  for (const std::int32_t other : with_conjuncts(s, tree, first)) {
    if (other == noun || (at(s, other).upos != Upos::kNoun && at(s, other).upos != Upos::kPropn)) continue;
    for (const std::int32_t c : tree.children(other)) {
      const Deprel d = at(s, c).deprel;
      if (other < noun && c < other && d == Deprel::kNmodPoss && !out.has("poss")) add(out, "poss", c, true);
      if (other < noun && c < other && d == Deprel::kAmod && !out.has("amod")) add(out, "amod", c, true);
      if (c > other && c > noun && d == Deprel::kNmod) {   // hung on whichever of them by the parser
        const std::string_view p = preposition(s, tree, c);
        if (!p.empty() && !out.has(p)) add(out, p, c, true);
      }
    }
  }

  // the verb that carries the noun
  const auto carried_by = [&](std::int32_t verb, bool as_object) {
    const Token& v = at(s, verb);
    if (v.upos != Upos::kVerb) return;
    const auto light = words.light_verbs.find(v.lemma);
    const bool is_light = light != words.light_verbs.end();
    const Arguments of_verb = verb_arguments(s, tree, verb);
    if (as_object) {
      const bool governor_only = !is_light;
      for (const Argument& a : of_verb.list) {
        if (a.token == noun || a.token == first) continue;
        if (a.slot == "subj") {
          if (is_light && light->second == "recipient") add(out, "receiver", a.token, a.loose);
          else add(out, "subj", a.token, governor_only || a.loose);
        } else if (is_light && a.slot == "obj") {
          add(out, "obj", a.token, true);
        } else if (is_light && a.slot == "iobj") {
          add(out, "iobj", a.token, a.loose);
        } else if (is_light && a.slot != "xcomp" && a.slot != "ccomp" && !out.has(a.slot)) {
          add(out, a.slot, a.token, a.loose);
        }
      }
      if (is_light) out.carrier = verb;
    } else if (words.happening_verbs.contains(v.lemma)) {
      for (const Argument& a : of_verb.list)
        if (a.token != noun && a.token != first && a.slot != "subj" && a.slot != "obj" && a.slot != "xcomp" && a.slot != "ccomp" && !out.has(a.slot))
          add(out, a.slot, a.token, false);
      out.carrier = verb;
    }
  };
  const Token& n = at(s, first);
  if (n.head != language::kNoHead) {
    if (n.deprel == Deprel::kObj || n.deprel == Deprel::kNsubjPass) carried_by(n.head, true);
    else if (n.deprel == Deprel::kNsubj) carried_by(n.head, false);
    else if (n.deprel == Deprel::kObl && at(s, n.head).upos == Upos::kVerb && words.light_verbs.contains(at(s, n.head).lemma))
      carried_by(n.head, true);                    // "engage in talks", "embark on a visit"
  }
  // "the visit he made", "support provided by Qatar"
  for (const std::int32_t c : tree.children(noun)) {
    const Deprel d = at(s, c).deprel;
    if ((d == Deprel::kAclRelcl || d == Deprel::kAcl) && at(s, c).upos == Upos::kVerb && words.light_verbs.contains(at(s, c).lemma)) {
      const Arguments of_clause = verb_arguments(s, tree, c);
      if (std::any_of(of_clause.list.begin(), of_clause.list.end(), [&](const Argument& a) { return a.slot == "obj" && a.token == noun; }))
        carried_by(c, true);
    }
  }
  return out;
}

Arguments adjective_arguments(const Sentence& s, const Tree& tree, std::int32_t adjective) {
  Arguments out;
  const Token& a = at(s, adjective);
  for (const std::int32_t c : tree.children(adjective))
    if (at(s, c).deprel == Deprel::kNsubj || at(s, c).deprel == Deprel::kNsubjPass) add(out, "subj", c, false);
  if (!out.has("subj") && (is_clause_relation(a.deprel) || a.deprel == Deprel::kConj) && a.head != language::kNoHead) {
    bool loose = false;
    const std::int32_t subject = subject_of(s, tree, a.head, 1, loose);
    if (subject >= 0) add(out, "subj", subject, true);
  }
  add_modifiers(s, tree, adjective, out, false);
  add_clauses(s, tree, adjective, out);
  return out;
}

}  // namespace dragoman::events
