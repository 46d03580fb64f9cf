#include "events/matcher.h"

#include <algorithm>
#include <array>

#include "base/ascii.h"
#include "events/factuality.h"

namespace dragoman::events {

using base::lower_ascii;
using language::Deprel;
using language::Sentence;
using language::Token;
using language::Tree;
using language::Upos;
using lexicon::Frame;
using lexicon::Trigger;
using lexicon::TriggerKind;

namespace {

// Words of a multiword trigger may stand this far apart ("hold another round of talks").
constexpr std::int32_t kMaxGap = 6;

class Matcher {
 public:
  Matcher(const SentenceInput& input, const lexicon::Lexicon& lexicon, std::vector<Rejected>* rejected)
      : input_(input), lexicon_(lexicon), rejected_(rejected), s_(input.parsed->sentence), tree_(input.parsed->tree) {
    for (const Token& t : s_.tokens) lemmas_.push_back(lower_ascii(t.lemma));
  }

  std::vector<Candidate> run() {
    std::vector<Candidate> out;
    for (std::size_t i = 0; i < s_.tokens.size(); ++i) {
      const auto token = static_cast<std::int32_t>(i);
      std::vector<Candidate> here;
      const Token& t = s_.tokens[i];
      if (t.upos == Upos::kVerb) {
        look(TriggerKind::kVerb, token, lemmas_[i], here);
        if (t.xpos == "VBG" && here.empty()) look(TriggerKind::kNoun, token, lower_ascii(t.form), here);   // "the bombing of"
        if (t.xpos == "VBN" || t.xpos == "VBD") look(TriggerKind::kAdjective, token, lower_ascii(t.form), here);
      } else if (t.upos == Upos::kNoun || t.upos == Upos::kPropn) {
        // a modifier inside a compound is no act of its own ("visit programme", "the Peace Talks Foundation")
        if (t.deprel != Deprel::kFlat && (t.deprel != Deprel::kCompound || t.upos == Upos::kNoun)) look(TriggerKind::kNoun, token, lemmas_[i], here);
      } else if (t.upos == Upos::kAux && t.head != language::kNoHead) {
        look(TriggerKind::kModal, token, lemmas_[i], here);
      } else if (t.upos == Upos::kAdj) {
        look(TriggerKind::kAdjective, token, lower_ascii(t.form), here);
      }
      if (here.empty()) continue;
      const auto better = [](const Candidate& a, const Candidate& b) {
        if (a.frame->weight != b.frame->weight) return a.frame->weight > b.frame->weight;
        if (a.trigger->content != b.trigger->content) return a.trigger->content > b.trigger->content;
        const auto filled = [](const Candidate& c) { return (c.actors.empty() ? 0 : 1) + (c.recipients.empty() ? 0 : 1); };
        if (filled(a) != filled(b)) return filled(a) > filled(b);
        return a.trigger->words.size() > b.trigger->words.size();
      };
      auto best = here.begin();
      for (auto it = here.begin() + 1; it != here.end(); ++it)
        if (better(*it, *best)) best = it;
      out.push_back(std::move(*best));
    }
    settle(out);
    return out;
  }

 private:
  [[nodiscard]] const Token& at(std::int32_t token) const { return s_.tokens[static_cast<std::size_t>(token)]; }
  [[nodiscard]] const std::string& lemma(std::int32_t token) const { return lemmas_[static_cast<std::size_t>(token)]; }
  [[nodiscard]] bool hangs_on(std::int32_t token, std::int32_t head) const {
    for (int hops = 0; hops < 4 && token != language::kNoHead; ++hops, token = at(token).head)
      if (token == head) return true;
    return false;
  }

  void look(TriggerKind kind, std::int32_t token, const std::string& head_lemma, std::vector<Candidate>& here) {
    const std::vector<Trigger>* triggers = lexicon_.frames.triggers(kind, head_lemma);
    if (triggers == nullptr) return;
    for (const Trigger& trigger : *triggers) {
      std::vector<std::int32_t> matched{token};
      const bool fits = kind == TriggerKind::kNoun ? match_noun(trigger, token, matched) : match_verb(trigger, token, matched);
      if (!fits) continue;
      if (auto candidate = fill(trigger, kind, token, matched)) here.push_back(std::move(*candidate));
    }
  }

  // The other words follow the verb in order and hang on it; a passive subject may precede it ("ties were severed").
  bool match_verb(const Trigger& trigger, std::int32_t verb, std::vector<std::int32_t>& matched) const {
    std::int32_t from = verb;
    const auto size = static_cast<std::int32_t>(s_.tokens.size());
    for (std::size_t w = 1; w < trigger.words.size(); ++w) {
      std::int32_t found = -1;
      for (std::int32_t i = from + 1; i < size && i <= from + kMaxGap; ++i)
        if (lemma(i) == trigger.words[w] && (hangs_on(i, verb) || i == verb + 1)) {
          found = i;
          break;
        }
      if (found < 0)
        for (const std::int32_t c : tree_.children(verb))
          if (at(c).deprel == Deprel::kNsubjPass && lemma(c) == trigger.words[w]) found = c;
      if (found < 0) return false;
      matched.push_back(found);
      from = std::max(from, found);
    }
    return true;
  }

  // "said that X must withdraw": who says so, who must, and what.
  Arguments modal_arguments(std::int32_t modal) const {
    Arguments out;
    const std::int32_t act = at(modal).head;
    for (const std::int32_t c : tree_.children(act)) {
      const Deprel d = at(c).deprel;
      if ((d == Deprel::kNsubj || d == Deprel::kNsubjPass) && c < modal) out.list.push_back({"subj", c, false});
    }
    if (out.list.empty()) return out;
    out.list.push_back({"xcomp", act, false});
    const Source source = source_of(s_, tree_, act, lexicon_.words);
    if (source.speaker >= 0) out.list.push_back({"speaker", source.speaker, false});
    return out;
  }

  // Words before the head stand right before it; words after it follow within a determiner's reach.
  bool match_noun(const Trigger& trigger, std::int32_t noun, std::vector<std::int32_t>& matched) const {
    std::int32_t i = noun;
    for (std::size_t w = trigger.head; w-- > 0;) {
      --i;
      if (i >= 0 && at(i).form == "-") --i;
      if (i < 0 || (lemma(i) != trigger.words[w] && lower_ascii(at(i).form) != trigger.words[w])) return false;
      matched.push_back(i);
    }
    i = noun;
    for (std::size_t w = trigger.head + 1; w < trigger.words.size(); ++w) {
      std::int32_t found = -1;
      for (std::int32_t j = i + 1; j <= i + 3 && j < static_cast<std::int32_t>(s_.tokens.size()); ++j)
        if (lemma(j) == trigger.words[w]) {
          found = j;
          break;
        }
      if (found < 0) return false;
      matched.push_back(found);
      i = found;
    }
    return true;
  }

  void reject(const Frame& frame, std::int32_t token, std::string reason) const {
    if (rejected_ != nullptr) rejected_->push_back({&frame, token, std::move(reason)});
  }

  std::optional<Candidate> fill(const Trigger& trigger, TriggerKind kind, std::int32_t token, const std::vector<std::int32_t>& matched) const {
    const Frame& frame = *trigger.frame;
    Candidate c;
    c.frame = &frame;
    c.trigger = &trigger;
    c.token = c.lexical = token;
    c.nominal = kind == TriggerKind::kNoun;
    c.arguments = kind == TriggerKind::kModal     ? modal_arguments(token)
                  : kind == TriggerKind::kNoun    ? noun_arguments(s_, tree_, token, lexicon_.words)
                  : kind == TriggerKind::kVerb ? verb_arguments(s_, tree_, token)
                                               : adjective_arguments(s_, tree_, token);
    if (kind == TriggerKind::kAdjective && at(token).upos == Upos::kVerb) {   // "is alarmed": the passive's patient is who feels it
      for (Argument& a : c.arguments.list)
        if (a.slot == "obj") a.slot = "subj";
    }
    for (Argument& a : c.arguments.list) a.token = meant(s_, tree_, a.token, lexicon_.words);
    if (kind == TriggerKind::kNoun && c.arguments.carrier < 0) {
      // "condemned the attack": the subject of a verb that tells an act of its own does not do the act that is its object
      std::int32_t top = token;
      while (at(top).deprel == Deprel::kConj && at(top).head != language::kNoHead) top = at(top).head;
      const std::int32_t governor = at(top).head;
      if (governor != language::kNoHead && at(governor).upos == Upos::kVerb && speaks_about(lemma(governor))) {
        auto& args = c.arguments.list;
        args.erase(std::remove_if(args.begin(), args.end(), [](const Argument& a) { return a.slot == "subj" && a.loose; }), args.end());
      }
    }
    // words of the trigger are no arguments of it
    auto& list = c.arguments.list;
    list.erase(std::remove_if(list.begin(), list.end(), [&](const Argument& a) {
                 return std::find(matched.begin() + 1, matched.end(), a.token) != matched.end();
               }), list.end());
    c.span = at(token).span;
    for (const std::int32_t m : matched) {
      // a noun inside a verbal trigger brings its own modifiers ("sever ties with", "take control of")
      if (m != token && kind != TriggerKind::kAdjective && (at(m).upos == Upos::kNoun || at(m).upos == Upos::kVerb)) {
        const Arguments inner = at(m).upos == Upos::kNoun ? noun_arguments(s_, tree_, m, lexicon_.words) : verb_arguments(s_, tree_, m);
        for (const Argument& a : inner.list)
          if (a.slot != "subj" && a.slot != "amod" && a.slot != "obj" && !c.arguments.has(a.slot)) list.push_back({a.slot, a.token, true});
        if (kind == TriggerKind::kVerb && at(m).upos == Upos::kNoun && lexicon_.words.light_verbs.contains(lemma(token))) {
          c.token = m;
          c.nominal = true;
        }
      }
    }
    if (c.nominal && c.token != token) c.span = at(c.token).span;
    for (const std::int32_t m : matched)
      if (std::abs(m - c.token) <= 2 && !(c.nominal && m == c.lexical && c.lexical != c.token) && !(c.nominal && at(m).upos == Upos::kAdp))
        c.span = base::cover(c.span, at(m).span);

    if (kind == TriggerKind::kVerb && at(token).deprel == Deprel::kAmod && at(token).xpos == "VBG" &&
        std::all_of(list.begin(), list.end(), [](const Argument& a) { return a.slot == "subj"; })) {
      reject(frame, token, "an attribute, not an act");   // "the surrounding region"
      return std::nullopt;
    }

    const auto holds_one_of = [&](const lexicon::Slot& slot, const std::vector<std::string>& lemmas) {
      return std::any_of(list.begin(), list.end(), [&](const Argument& a) { return a.slot == slot && heads_one_of(a.token, lemmas); });
    };
    for (const auto& [slot, lemmas] : frame.only)
      if (!holds_one_of(slot, lemmas)) {
        reject(frame, token, "no '" + slot + "' of the kind the frame asks for");
        return std::nullopt;
      }
    for (const auto& [slot, lemmas] : frame.never)
      if (holds_one_of(slot, lemmas)) {
        reject(frame, token, "its '" + slot + "' rules the frame out");
        return std::nullopt;
      }
    const lexicon::RoleSlots& roles = kind == TriggerKind::kNoun ? frame.noun : frame.verb;
    fill_role(c, roles.recipient, c.recipients, c.recipient_tokens, {});
    fill_role(c, roles.actor, c.actors, c.actor_tokens, c.recipient_tokens);
    if (c.nominal) {   // "received support from": the subject of a turning light verb
      for (const Argument& a : list)
        if (a.slot == "receiver" && c.recipients.empty()) {
          c.recipients = participants(a.token, a.slot);
          c.recipient_tokens.push_back(a.token);
        }
    }
    if (c.recipients.empty() && !c.recipient_tokens.empty() && c.actors.empty()) {
      // one phrase cannot fill both roles; an unresolved recipient does not keep the actor from it
      fill_role(c, roles.actor, c.actors, c.actor_tokens, {});
    }
    drop_overlap(c);
    if (!frame.recipient_sector.empty() && std::none_of(c.recipients.begin(), c.recipients.end(), [&](const Participant& p) {
          return std::find(frame.recipient_sector.begin(), frame.recipient_sector.end(), p.entity.sector) != frame.recipient_sector.end();
        })) {
      reject(frame, token, "no recipient of the sector the frame asks for");
      return std::nullopt;
    }
    for (const std::string& slot : roles.place)
      for (const Argument& a : list)
        if (a.slot == slot) c.place_tokens.push_back(a.token);
    for (const std::string& slot : frame.complement)
      for (const Argument& a : list)
        if (a.slot == slot) c.complement_tokens.push_back(a.token);
    if (frame.needs_complement && !holds_a_trigger(c)) {
      reject(frame, token, "no act in its complement");
      return std::nullopt;
    }
    return c;
  }

  // A verb by which somebody speaks about an act: condemn, welcome, demand, reject, threaten, promise.
  bool speaks_about(const std::string& verb) const {
    using lexicon::EventType;
    const std::vector<Trigger>* triggers = lexicon_.frames.triggers(TriggerKind::kVerb, verb);
    return triggers != nullptr && std::any_of(triggers->begin(), triggers->end(), [](const Trigger& t) {
             const EventType e = t.frame->event;
             return t.words.size() == 1 && (e == EventType::kAccuse || e == EventType::kSupport || e == EventType::kRequest || e == EventType::kReject ||
                                            e == EventType::kThreaten || e == EventType::kConcede || e == EventType::kAgree);
           });
  }

  // A word of the complement that some frame knows; whether that frame fires is seen later.
  bool holds_a_trigger(const Candidate& c) const {
    for (const std::int32_t top : c.complement_tokens) {
      const auto [first, last] = tree_.extent(top);
      for (std::int32_t t = first; t <= last; ++t) {
        const Upos upos = at(t).upos;
        const TriggerKind kind = upos == Upos::kVerb ? TriggerKind::kVerb : TriggerKind::kNoun;
        if ((upos == Upos::kVerb || upos == Upos::kNoun || upos == Upos::kPropn) && t != c.token && lexicon_.frames.triggers(kind, lemma(t)) != nullptr) return true;
      }
    }
    return false;
  }

  bool heads_one_of(std::int32_t token, const std::vector<std::string>& lemmas) const {
    for (const std::int32_t t : with_conjuncts(s_, tree_, token))
      if (std::find(lemmas.begin(), lemmas.end(), lemma(t)) != lemmas.end()) return true;
    return false;
  }

  // The first slot with a political actor wins; direct arguments before loose ones; what fills another role is passed over.
  void fill_role(const Candidate& c, const std::vector<lexicon::Slot>& slots, std::vector<Participant>& into, std::vector<std::int32_t>& tokens,
                 const std::vector<std::int32_t>& taken) const {
    for (const bool loose : {false, true})
      for (const std::string& slot : slots) {
        bool found = false;
        for (const Argument& a : c.arguments.list) {
          if (a.slot != slot || a.loose != loose || std::find(taken.begin(), taken.end(), a.token) != taken.end()) continue;
          std::vector<Participant> here = participants(a.token, slot);
          // "strikes in X": X is where; whom it hits is asked last, of the whole document
          if (c.frame->event == lexicon::EventType::kAssault && (slot == "in" || slot == "into" || slot == "at")) {
            here.erase(std::remove_if(here.begin(), here.end(), [](const Participant& p) { return p.entity.identifier_id == p.entity.code; }), here.end());
            if (here.empty()) continue;
          }
          if (std::find(tokens.begin(), tokens.end(), a.token) == tokens.end()) tokens.push_back(a.token);
          if (here.empty()) continue;
          found = true;
          for (Participant& p : here) into.push_back(std::move(p));
        }
        if (found) return;
      }
  }

  // "the Laos attacks" is an act, not an actor, though it holds a name.
  std::vector<Participant> participants(std::int32_t token, std::string_view slot) const {
    std::vector<Participant> out = participants_at(input_, token, slot);
    out.erase(std::remove_if(out.begin(), out.end(), [&](const Participant& p) {
                const actors::Mention* mention = input_.actors->at(input_.index, p.token);
                return mention != nullptr && mention->coloured && lexicon_.frames.triggers(TriggerKind::kNoun, lemma(p.token)) != nullptr;
              }), out.end());
    return out;
  }

  // Nobody acts on himself: a participant in both roles stays where it was found first.
  static void drop_overlap(Candidate& c) {
    auto& r = c.recipients;
    r.erase(std::remove_if(r.begin(), r.end(), [&](const Participant& p) {
              return std::any_of(c.actors.begin(), c.actors.end(), [&](const Participant& a) { return a.span == p.span && a.sentence == p.sentence; });
            }), r.end());
  }

  // One trigger per word group: of two that overlap the longer stays; a light verb gives way to its noun.
  void settle(std::vector<Candidate>& found) const {
    std::vector<bool> dropped(found.size(), false);
    for (std::size_t i = 0; i < found.size(); ++i)
      for (std::size_t j = 0; j < found.size(); ++j) {
        if (i == j || dropped[i] || dropped[j]) continue;
        Candidate& a = found[i];
        const Candidate& b = found[j];
        if (b.nominal && b.arguments.carrier == a.lexical && a.trigger->words.size() == 1 && lexicon_.words.light_verbs.contains(lemma(a.lexical)) &&
            a.frame->weight <= b.frame->weight) {
          dropped[i] = true;
          reject(*a.frame, a.token, "light verb of '" + std::string(at(b.token).form) + "'");
        } else if (a.token == b.token && a.lexical != b.lexical) {
          const bool drop_a = a.frame->weight != b.frame->weight ? a.frame->weight < b.frame->weight : a.trigger->words.size() <= b.trigger->words.size();
          dropped[drop_a ? i : j] = true;
        } else if (a.span.overlaps(b.span) && a.trigger->words.size() < b.trigger->words.size()) {
          dropped[i] = true;
          reject(*a.frame, a.token, "part of a longer trigger");
        }
      }
    std::size_t keep = 0;
    for (std::size_t i = 0; i < found.size(); ++i)
      if (!dropped[i]) {
        if (keep != i) found[keep] = std::move(found[i]);
        ++keep;
      }
    found.resize(keep);
  }

  const SentenceInput& input_;
  const lexicon::Lexicon& lexicon_;
  std::vector<Rejected>* rejected_;
  const Sentence& s_;
  const Tree& tree_;
  std::vector<std::string> lemmas_;
};

}  // namespace

std::vector<Participant> participants_at(const SentenceInput& input, std::int32_t token, std::string_view slot) {
  // In these places a city is where something happens, not who acts.
  static constexpr std::array<std::string_view, 10> kLocative = {"in", "at", "near", "from", "around", "outside", "inside", "across", "over", "through"};
  const bool locative = std::find(kLocative.begin(), kLocative.end(), slot) != kLocative.end();
  std::vector<Participant> out;
  const Sentence& s = input.parsed->sentence;
  for (const std::int32_t t : with_conjuncts(s, input.parsed->tree, token)) {
    const actors::Mention* mention = input.actors->at(input.index, t);
    if (mention == nullptr || (mention->capital && locative)) continue;
    for (const actors::Entity& e : mention->entities)
      if (e.political()) out.push_back({e, mention->span, mention->sentence, t});
  }
  return out;
}

std::vector<Candidate> match_frames(const SentenceInput& input, const lexicon::Lexicon& lexicon, std::vector<Rejected>* rejected) {
  return Matcher(input, lexicon, rejected).run();
}

}  // namespace dragoman::events
