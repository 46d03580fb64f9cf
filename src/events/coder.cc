#include "events/coder.h"

#include <algorithm>
#include <array>
#include <set>

#include "base/ascii.h"
#include "base/hash.h"

namespace dragoman::events {

using base::lower_ascii;
using actors::Entity;
using actors::Mention;
using language::Deprel;
using language::ParsedSentence;
using language::Token;
using language::Upos;
using lexicon::EventType;
using lexicon::Frame;

namespace {

// How far back, in sentences, an event noun may borrow the parties it leaves out.
constexpr std::uint32_t kBorrowReach = 2;

std::set<std::string> codes(const std::vector<Participant>& participants) {
  std::set<std::string> out;
  for (const Participant& p : participants)
    if (p.entity.political()) out.insert(p.entity.code);
  return out;
}

// Acts that only armed forces do: a state that does them is its military.
bool armed_act(EventType type, std::string_view mode) {
  return type == EventType::kMobilize || (type == EventType::kAssault && (mode == "aerial" || mode == "drone" || mode == "heavy-weapons"));
}

}  // namespace

class CoderRun {
 public:
  CoderRun(const Coder& coder, const CodingInput& input, Trace* trace)
      : coder_(coder), lexicon_(*coder.lexicon_), words_(coder.lexicon_->words), in_(input), trace_(trace) {}

  std::vector<EventReport> run() {
    for (std::uint32_t s = 0; s < in_.document->size(); ++s) code_sentence(s);
    complete_from_document();
    return std::move(out_);
  }

 private:
  [[nodiscard]] const ParsedSentence& parsed(std::uint32_t s) const { return (*in_.document)[s]; }
  [[nodiscard]] const Token& token(std::uint32_t s, std::int32_t t) const { return parsed(s).sentence.tokens[static_cast<std::size_t>(t)]; }

  struct Draft {
    Candidate candidate;
    std::int32_t inner = -1;       // index of the act it is about
    std::int32_t absorbed_by = -1;
    bool dropped = false;
  };

  void note(std::uint32_t s, const Candidate& c, std::string reason) {
    if (trace_ != nullptr) trace_->rows.push_back({s, {c.frame, c.token, std::move(reason)}});
  }

  void code_sentence(std::uint32_t s) {
    const SentenceInput input{s, &parsed(s), in_.actors};
    std::vector<Rejected> rejected;
    std::vector<Draft> drafts;
    for (Candidate& c : match_frames(input, lexicon_, trace_ != nullptr ? &rejected : nullptr))
      if (!in_date(s, c.token) && !in_.actors->in_name(s, c.token)) drafts.push_back({std::move(c)});
    if (trace_ != nullptr)
      for (Rejected& r : rejected) trace_->rows.push_back({s, std::move(r)});
    for (Draft& d : drafts) from_toponyms(input, d.candidate);
    compose(s, drafts);
    merge_same_happening(s, drafts);
    for (Draft& d : drafts) {
      if (d.dropped || d.absorbed_by >= 0) continue;
      finish(input, d, d.inner >= 0 ? &drafts[static_cast<std::size_t>(d.inner)].candidate : nullptr);
    }
  }

  // "March", "in the May of"
  bool in_date(std::uint32_t s, std::int32_t t) const {
    return std::any_of((*in_.timexes)[s].begin(), (*in_.timexes)[s].end(), [&](const times::Timex& x) { return x.first <= t && t <= x.last; });
  }

  // "a camp for Sudanese refugees", "the deputy of the rebel leader": a filler that is no actor stands for the one it belongs to.
  void from_inside(const SentenceInput& input, std::vector<Participant>& role, const std::vector<std::int32_t>& fillers) const {
    if (!role.empty()) return;
    for (const std::int32_t t : fillers) {
      const Mention* mention = input.actors->at(input.index, t);
      if ((mention != nullptr && (mention->unnamed || mention->kind == actors::MentionKind::kPronoun)) ||
          lexicon_.frames.triggers(lexicon::TriggerKind::kNoun, lower_ascii(token(input.index, t).lemma)) != nullptr)
        continue;
      for (const std::int32_t child : input.parsed->tree.children(t)) {
        if (token(input.index, child).deprel != Deprel::kNmod) continue;
        const std::string_view p = preposition(input.parsed->sentence, input.parsed->tree, child);
        if (p != "of" && p != "for" && p != "against" && p != "carrying") continue;
        for (Participant& inside : participants_at(input, child, p)) role.push_back(std::move(inside));
      }
      if (!role.empty()) return;
    }
  }

  std::int32_t place_token(std::uint32_t s, const places::EventPlace& place) const {
    const auto& tokens = parsed(s).sentence.tokens;
    for (std::size_t t = 0; t < tokens.size(); ++t)
      if (tokens[t].span.begin == place.span.begin) return static_cast<std::int32_t>(t);
    return 0;
  }

  // "residents of a town", "the market in a city": a filler that is no actor by itself belongs to the country of the place inside it.
  void from_toponyms(const SentenceInput& input, Candidate& c) {
    const auto fill = [&](std::vector<Participant>& role, const std::vector<std::int32_t>& fillers, bool known_kind_only) {
      if (!role.empty()) return;
      for (const std::int32_t t : fillers) {
        for (const std::int32_t member : with_conjuncts(input.parsed->sentence, input.parsed->tree, t)) {
          const Mention* mention = input.actors->at(input.index, member);
          if (known_kind_only && (mention == nullptr || !mention->unnamed)) continue;
          if (mention != nullptr && mention->kind == actors::MentionKind::kPronoun) continue;
          if (!lexicon_.frames.triggers(lexicon::TriggerKind::kNoun, lower_ascii(token(input.index, member).lemma))) {
            const places::Toponym* place = toponym_in(input.index, member);
            if (place == nullptr || place->place.country_code.empty()) continue;
            Entity e;
            e.code = place->place.country_code;
            if (mention != nullptr && mention->unnamed) e.sector = mention->sector;
            role.push_back({std::move(e), mention != nullptr ? mention->span : token(input.index, member).span, input.index, member});
          }
        }
        if (!role.empty()) return;
      }
    };
    const bool open = c.recipients.empty();
    from_inside(input, c.recipients, c.recipient_tokens);
    fill(c.recipients, c.recipient_tokens, false);
    c.weak_recipients = open && !c.recipients.empty();
    fill(c.actors, c.actor_tokens, true);
  }

  // "Gunmen killed five people in the port": who is told by kind alone belongs to the country where it happens. Attackers may come from anywhere: only
  // victims, hosts and protesters are filled so.
  void from_place(const SentenceInput& input, const Candidate& c, EventReport& r) const {
    if (!r.place || r.place->place.country_code.empty()) return;
    const std::string& country = r.place->place.country_code;
    const auto fill = [&](std::vector<Participant>& role, const std::vector<std::int32_t>& fillers) {
      if (!role.empty()) return;
      for (const std::int32_t t : fillers)
        for (const std::int32_t member : with_conjuncts(input.parsed->sentence, input.parsed->tree, t)) {
          const Mention* mention = input.actors->at(input.index, member);
          const Token& word = token(input.index, member);
          Entity e;
          e.code = country;
          if (mention != nullptr && mention->unnamed) {
            e.sector = mention->sector;
          } else if (r.event == EventType::kAssault && word.upos == Upos::kNum && mention == nullptr) {   // "killed at least 26"
            e.sector = "CVL";
          } else {
            continue;
          }
          role.push_back({std::move(e), mention != nullptr ? mention->span : word.span, input.index, member});
        }
    };
    fill(r.recipients, c.recipient_tokens);
    if (r.event == EventType::kProtest || r.event == EventType::kMobilize) fill(r.actors, c.actor_tokens);
    if (r.rule == "direct" && (r.actors.size() != c.actors.size() || r.recipients.size() != c.recipients.size())) r.rule = "document";
  }

  const places::Toponym* toponym_in(std::uint32_t s, std::int32_t t) const {
    const places::Toponym* best = nullptr;
    for (const places::Toponym& p : (*in_.toponyms)[s]) {
      if (!parsed(s).tree.dominates(t, p.first)) continue;
      if (best == nullptr || p.place.resolution > best->place.resolution) best = &p;
    }
    return best;
  }

  // ---- composition ----------------------------------------------------------------------------------------------------------

  void compose(std::uint32_t s, std::vector<Draft>& drafts) {
    const language::Tree& tree = parsed(s).tree;
    for (std::size_t a = 0; a < drafts.size(); ++a) {
      Candidate& outer = drafts[a].candidate;
      if (outer.frame->complement.empty()) continue;
      std::int32_t best = -1;
      int best_depth = 1 << 20;
      for (const std::int32_t complement : outer.complement_tokens)
        for (std::size_t b = 0; b < drafts.size(); ++b) {
          if (a == b || drafts[b].candidate.token == outer.token) continue;
          int depth = 0;
          std::int32_t t = drafts[b].candidate.lexical;
          while (t != complement && t != language::kNoHead) {
            t = token(s, t).head;
            ++depth;
          }
          if (t == language::kNoHead || depth >= best_depth || tree.dominates(drafts[b].candidate.lexical, outer.lexical)) continue;
          best = static_cast<std::int32_t>(b);
          best_depth = depth;
        }
      if (best < 0) {
        if (outer.frame->needs_complement) {
          drafts[a].dropped = true;
          note(s, outer, "no act in its complement");
        }
        continue;
      }
      const EventType act = drafts[static_cast<std::size_t>(best)].candidate.frame->event;
      if (outer.frame->event == EventType::kAgree && (act == EventType::kAssault || act == EventType::kCoerce || act == EventType::kSanction)) {
        drafts[a].dropped = true;   // "ready to resume strikes" promises nothing good
        note(s, outer, "what it is about is hostile");
        continue;
      }
      drafts[a].inner = best;
      Candidate& inner = drafts[static_cast<std::size_t>(best)].candidate;
      // every act coordinated under one promise or demand belongs to it; what is blamed or welcomed has happened and is told on its own
      const bool told_apart = (outer.frame->event == EventType::kAccuse || outer.frame->event == EventType::kSupport) && inner.frame->event != outer.frame->event;
      for (std::size_t b = 0; b < drafts.size() && !told_apart; ++b)
        if (b != a)
          for (const std::int32_t complement : outer.complement_tokens)
            if (tree.dominates(complement, drafts[b].candidate.lexical) && drafts[b].absorbed_by < 0 && inside_same_clause(s, complement, drafts[b].candidate.lexical)) {
              drafts[b].absorbed_by = static_cast<std::int32_t>(a);
              note(s, drafts[b].candidate, "told as what '" + std::string(token(s, outer.token).form) + "' is about");
            }
      if (!told_apart) drafts[static_cast<std::size_t>(best)].absorbed_by = static_cast<std::int32_t>(a);
      if (outer.recipients.empty())
        for (const std::vector<Participant>* role : other_side(outer, inner)) {
          for (const Participant& p : *role)
            if (p.entity.political() && std::none_of(outer.actors.begin(), outer.actors.end(), [&](const Participant& o) { return o.entity == p.entity; }))
              outer.recipients.push_back(p);
          if (!outer.recipients.empty()) break;
        }
      if (outer.place_tokens.empty()) outer.place_tokens = inner.place_tokens;
    }
  }

  // Who stands on the other side of what is said about an act: of blame, praise and demands who does it, of promises whom it serves.
  static std::vector<const std::vector<Participant>*> other_side(const Candidate& outer, const Candidate& inner) {
    switch (outer.frame->event) {
      case EventType::kAccuse: return {&inner.actors};
      case EventType::kSupport: case EventType::kRequest: case EventType::kReject: return {&inner.actors, &inner.recipients};
      default: return {&inner.recipients, &inner.actors};
    }
  }

  // No relative clause or other finite clause between.
  bool inside_same_clause(std::uint32_t s, std::int32_t top, std::int32_t t) const {
    for (; t != top && t != language::kNoHead; t = token(s, t).head) {
      const Deprel d = token(s, t).deprel;
      if (d == Deprel::kAclRelcl || d == Deprel::kAdvcl || d == Deprel::kParataxis || d == Deprel::kAppos || d == Deprel::kAcl) return false;
    }
    return true;
  }

  // ---- one report per happening ---------------------------------------------------------------------------------------------

  // "Strikes destroyed three tanks", "met for talks", "met to discuss": two words, one happening of one type.
  void merge_same_happening(std::uint32_t s, std::vector<Draft>& drafts) {
    for (std::size_t i = 0; i < drafts.size(); ++i)
      for (std::size_t j = 0; j < drafts.size(); ++j) {
        if (i == j || drafts[i].dropped || drafts[j].dropped || drafts[i].absorbed_by >= 0 || drafts[j].absorbed_by >= 0) continue;
        Candidate& outer = drafts[i].candidate;
        Candidate& inner = drafts[j].candidate;
        if (outer.frame->event != inner.frame->event || outer.nominal) continue;
        std::string_view link;
        for (const Argument& a : outer.arguments.list)
          if (a.token == inner.token || a.token == inner.lexical) link = a.slot;
        const bool purpose = token(s, inner.lexical).deprel == Deprel::kAdvcl && token(s, inner.lexical).head == outer.lexical;
        if (link.empty() && !purpose) continue;
        const bool assault = outer.frame->event == EventType::kAssault;
        const bool noun_tells = inner.nominal && (link == "subj" || link == "by" || link == "in" || link == "obj" || (link == "for" && assault));
        // "welcomed his support", "fought off attacks": what one side does about the act of another is told apart
        if (noun_tells && link == "obj" && (assault || (!codes(outer.actors).empty() && !codes(inner.actors).empty() && !share_code(outer.actors, inner.actors)))) continue;
        if (!noun_tells && !purpose && inner.nominal && outer.frame->mode != inner.frame->mode) continue;   // "travelled to the capital for a meeting"
        Candidate& kept = noun_tells ? inner : outer;
        Candidate& gone = noun_tells ? outer : inner;
        drafts[noun_tells ? i : j].dropped = true;
        note(s, gone, "tells the same happening as '" + std::string(token(s, kept.token).form) + "'");
        if ((kept.recipients.empty() || (kept.weak_recipients && !gone.weak_recipients && !gone.recipients.empty())) && (!noun_tells || link != "obj"))
          kept.recipients = gone.recipients;
        if (kept.recipients.empty()) kept.recipient_tokens.insert(kept.recipient_tokens.end(), gone.recipient_tokens.begin(), gone.recipient_tokens.end());
        if (kept.actors.empty() && !(noun_tells && link == "subj")) kept.actors = gone.actors;
        if (kept.place_tokens.empty()) kept.place_tokens = gone.place_tokens;
      }
  }

  // ---- the report -----------------------------------------------------------------------------------------------------------

  void finish(const SentenceInput& input, Draft& draft, const Candidate* inner) {
    Candidate& c = draft.candidate;
    const std::uint32_t s = input.index;
    const Frame& frame = *c.frame;
    EventReport r;
    r.frame = &frame;
    r.event = frame.event;
    r.mode = frame.mode;
    r.cameo = frame.cameo;
    r.sentence = s;
    r.trigger = c.span;
    r.words = base::cover(c.span, token(s, c.lexical).span);
    if (c.arguments.carrier >= 0) r.words = base::cover(r.words, token(s, c.arguments.carrier).span);
    r.nominal = c.nominal;
    r.actors = c.actors;
    r.recipients = c.recipients;
    r.rule = "direct";
    if (std::any_of(c.arguments.list.begin(), c.arguments.list.end(), [&](const Argument& a) {
          return a.loose && std::any_of(r.actors.begin(), r.actors.end(), [&](const Participant& p) { return p.token == a.token; });
        }))
      r.rule = "shared";
    if (inner != nullptr) r.base = Base{inner->frame->event, inner->frame->mode};
    else if (frame.base) r.base = Base{*frame.base, {}};

    const std::int32_t carrier = c.lexical != c.token ? c.lexical : c.arguments.carrier;
    r.factuality = factuality_of(parsed(s).sentence, parsed(s).tree, c.token, carrier, words_);
    if (!frame.factuality.empty()) {
      for (const Factuality f : {Factuality::kActual, Factuality::kNegated, Factuality::kFuture, Factuality::kHypothetical})
        if (to_string(f) == frame.factuality && r.factuality == Factuality::kActual) r.factuality = f;
    }
    if (r.factuality == Factuality::kHypothetical && performed(s, c, r.event)) r.factuality = Factuality::kActual;
    r.stance = c.nominal ? stance_of(parsed(s).sentence, parsed(s).tree, c.token, words_) : Stance::kReported;
    apply_plover_rules(s, c, r);

    set_place(s, c, r);
    if (c.trigger->kind == lexicon::TriggerKind::kModal && r.actors.empty()) from_speaker(s, r);
    borrow_parties(s, c, r);
    from_place(input, c, r);
    if (frame.reciprocal) {
      // everyone is an actor; who stands on the other side of "with" follows
      for (Participant& p : r.recipients) r.actors.push_back(std::move(p));
      r.recipients.clear();
    }
    unify(r.actors);
    unify(r.recipients);
    // an army that takes a town of its own country does not strike that country
    if (r.event == EventType::kAssault && !r.actors.empty()) {
      const std::set<std::string> own = codes(r.actors);
      r.recipients.erase(std::remove_if(r.recipients.begin(), r.recipients.end(), [&](const Participant& p) {
                           return p.entity.sector.empty() && own.contains(p.entity.code);
                         }), r.recipients.end());
    }
    Lack lack{lower_ascii(token(s, c.token).lemma), unmet(frame, r), !c.recipient_tokens.empty(), c.token};
    if (!lack.missing.empty() && r.event != EventType::kAssault) {
      note(s, c, "no " + lack.missing + " that is a political actor");
      return;
    }
    set_mode(s, c, r);
    if (armed_act(r.event, r.mode))
      for (Participant& p : r.actors)
        if (p.entity.sector.empty() && p.entity.code.size() == 3 && p.entity.identifier_id == p.entity.code) p.entity.sector = "MIL";
    set_contexts(s, frame, r);
    set_codes(r);
    set_attribution(s, c, r);
    r.date = times::event_date(parsed(s).sentence, parsed(s).tree, c.token, carrier, (*in_.timexes)[s], in_.date);
    if (r.date.date && in_.date)
      r.historical = std::chrono::sys_days{*in_.date} - std::chrono::sys_days{*r.date.date} > std::chrono::days{366};
    r.confidence = confidence_of(r);
    r.id = "e" + base::hash128_hex(std::string(in_.document_id) + '\x1f' + std::to_string(r.trigger.begin) + '\x1f' + std::to_string(r.trigger.end) +
                                   '\x1f' + std::string(lexicon::to_string(r.event)) + '\x1f' + std::string(r.trigger.of(in_.text))).substr(0, 16);
    out_.push_back(std::move(r));
    lacks_.push_back(std::move(lack));
  }

  // ---- what only the rest of the document tells -----------------------------------------------------------------------------

  static bool share_code(const std::vector<Participant>& a, const std::vector<Participant>& b) {
    const std::set<std::string> mine = codes(a);
    return std::any_of(b.begin(), b.end(), [&](const Participant& p) { return mine.contains(p.entity.code); });
  }

  // The report nearest to `i` that fits, earlier ones first; `reach` in sentences.
  template <class Fits>
  const EventReport* nearest(const std::vector<EventReport>& reports, std::size_t i, std::uint32_t reach, Fits fits) const {
    constexpr std::size_t kReports = 256;   // either way: what stands further off is no longer about this
    for (std::size_t j = i; j-- > (i > kReports ? i - kReports : 0);)
      if (reports[i].sentence - reports[j].sentence <= reach && fits(j)) return &reports[j];
    for (std::size_t j = i + 1; j < std::min(reports.size(), i + kReports); ++j)
      if (reports[j].sentence - reports[i].sentence <= reach && fits(j)) return &reports[j];
    return nullptr;
  }

  // Blows are told piece by piece: who strikes in one sentence, whom in the next; who is blamed or mourned for is named with the blow.
  void complete_from_document() {
    constexpr std::uint32_t kWhole = 1U << 30U;
    constexpr std::uint32_t kNear = 3;
    const std::vector<EventReport> told = out_;
    const auto is_blow = [&](std::size_t j) { return told[j].event == EventType::kAssault && told[j].factuality == Factuality::kActual; };
    for (std::size_t i = 0; i < out_.size(); ++i) {
      EventReport& r = out_[i];
      if (r.event == EventType::kAssault && !r.frame->reciprocal) {
        if (r.actors.empty())
          if (const EventReport* other = nearest(told, i, kWhole, [&](std::size_t j) {
                return is_blow(j) && !told[j].actors.empty() && (lacks_[j].lemma == lacks_[i].lemma || share_code(told[j].recipients, told[i].recipients)) &&
                       !share_code(told[j].actors, told[i].recipients);
              })) {
            r.actors = other->actors;
            r.rule = "document";
          }
        if (r.recipients.empty())
          if (const EventReport* other = nearest(told, i, kWhole, [&](std::size_t j) {
                return is_blow(j) && !told[j].recipients.empty() && share_code(told[j].actors, r.actors) && !share_code(told[j].recipients, r.actors);
              })) {
            r.recipients = other->recipients;
            r.rule = "document";
          }
        // whom a blow hits that nobody names: the country it falls on
        if (r.recipients.empty() && r.place && parsed(r.sentence).sentence.span.contains(r.place->span) && r.place->place.resolution >= places::kCountry &&
            !r.place->place.country_code.empty() &&
            !codes(r.actors).contains(r.place->place.country_code))
          r.recipients.push_back({Entity{r.place->place.country_code, {}, {}, {}, {}}, r.place->span, r.sentence, place_token(r.sentence, *r.place)});
      }
    }
    for (std::size_t i = 0; i < out_.size(); ++i) {
      EventReport& r = out_[i];
      if (!r.recipients.empty() || (r.event != EventType::kAccuse && !(r.event == EventType::kSupport && lacks_[i].open_recipient))) continue;
      const bool blame = r.event == EventType::kAccuse;
      const EventReport* other = nearest(out_, i, blame ? kWhole : kNear, [&](std::size_t j) {
        const auto& side = blame ? out_[j].actors : out_[j].recipients;
        return out_[j].event == EventType::kAssault && out_[j].factuality == Factuality::kActual && !codes(side).empty() && !share_code(side, r.actors);
      });
      if (other == nullptr) continue;
      r.recipients = blame ? other->actors : other->recipients;
      r.rule = "document";
    }
    std::size_t keep = 0;
    for (std::size_t i = 0; i < out_.size(); ++i) {
      if (!lacks_[i].missing.empty() && !unmet(*out_[i].frame, out_[i]).empty()) {
        if (trace_ != nullptr) trace_->rows.push_back({out_[i].sentence, {out_[i].frame, lacks_[i].token, "no " + lacks_[i].missing + " that is a political actor"}});
        continue;
      }
      out_[i].confidence = confidence_of(out_[i]);
      if (keep != i) out_[keep] = std::move(out_[i]);
      ++keep;
    }
    out_.resize(keep);
  }

  // Who speaks in this stretch of the document demands what "must" be.
  void from_speaker(std::uint32_t s, EventReport& r) const {
    const std::optional<Entity>& speaker = in_.actors->speaker(s);
    if (!speaker) return;
    for (std::size_t m = in_.actors->mentions().size(); m-- > 0;) {
      const Mention& mention = in_.actors->mentions()[m];
      if (mention.sentence > s || mention.entities.size() != 1 || mention.entities.front().code != speaker->code) continue;
      r.actors.push_back({*speaker, mention.span, mention.sentence, mention.head});
      r.rule = "document";
      return;
    }
  }

  // "I want to thank", "we wish to condemn": saying so does it.
  bool performed(std::uint32_t s, const Candidate& c, EventType type) const {
    if (type != EventType::kSupport && type != EventType::kAccuse && type != EventType::kRequest) return false;
    const Token& act = token(s, c.lexical);
    if (act.upos != Upos::kVerb || (act.deprel != Deprel::kXcomp && act.deprel != Deprel::kConj) || act.head == language::kNoHead) return false;
    std::int32_t governor = act.head;
    if (act.deprel == Deprel::kConj) governor = token(s, governor).deprel == Deprel::kXcomp ? token(s, governor).head : language::kNoHead;
    if (governor == language::kNoHead) return false;
    const std::int32_t subject = parsed(s).tree.child(governor, Deprel::kNsubj);
    return subject >= 0 && token(s, subject).has("Person=1") && !marks_negation(s, governor);
  }

  bool marks_negation(std::uint32_t s, std::int32_t word) const {
    for (const std::int32_t child : parsed(s).tree.children(word))
      if (words_.negators.contains(token(s, child).lemma)) return true;
    return false;
  }

  // A cooperation still to come is a promise of it; a withdrawal still to come is conceded; one's own side's blow to come is a threat.
  void apply_plover_rules(std::uint32_t s, const Candidate& c, EventReport& r) const {
    if (r.factuality != Factuality::kFuture) return;
    const auto becomes = [&](EventType type) {
      r.base = Base{r.event, r.mode};
      r.event = type;
      r.mode.clear();
      r.cameo.clear();
    };
    switch (r.event) {
      case EventType::kConsult: case EventType::kSupport: case EventType::kCooperate: case EventType::kAid: becomes(EventType::kAgree); break;
      case EventType::kRetreat: becomes(EventType::kConcede); break;
      case EventType::kAssault: case EventType::kSanction: case EventType::kCoerce: {
        const bool own = std::any_of(c.actor_tokens.begin(), c.actor_tokens.end(), [&](std::int32_t t) { return token(s, t).has("Person=1"); });
        if (own) becomes(EventType::kThreaten);
        break;
      }
      default: break;
    }
  }

  static void unify(std::vector<Participant>& role) {
    std::vector<Participant> out;
    for (Participant& p : role) {
      const bool known = std::any_of(out.begin(), out.end(), [&](const Participant& o) {
        return o.entity.code == p.entity.code && o.entity.sector == p.entity.sector && (o.entity.identifier_id == p.entity.identifier_id || p.span == o.span);
      });
      if (!known) out.push_back(std::move(p));
    }
    role = std::move(out);
  }

  static std::string unmet(const Frame& frame, const EventReport& r) {
    const bool actor = !codes(r.actors).empty();
    const bool recipient = !codes(r.recipients).empty();
    switch (frame.require) {
      case lexicon::Require::kNone: return {};
      case lexicon::Require::kAny: return actor || recipient ? "" : "party";
      case lexicon::Require::kActor: return actor ? "" : "actor";
      case lexicon::Require::kRecipient: return recipient ? "" : "recipient";
      case lexicon::Require::kBoth:
        if (frame.reciprocal) {
          std::size_t members = r.actors.size();
          return members >= 2 ? "" : "second party";
        }
        return !actor ? "actor" : recipient ? "" : "recipient";
    }
    return {};
  }

  // What an event noun leaves out and the sentences before it tell: "his meetings ..." after a visit, "joint efforts" of the two named last.
  void borrow_parties(std::uint32_t s, const Candidate& c, EventReport& r) {
    if (!c.nominal) return;
    bool definite = false;
    bool joint = false;
    for (const std::int32_t child : parsed(s).tree.children(c.token)) {
      const Token& t = token(s, child);
      definite = definite || t.deprel == Deprel::kNmodPoss || (t.deprel == Deprel::kDet && t.has("Definite=Def"));
      joint = joint || (t.deprel == Deprel::kAmod && (words_.joint_adjectives.contains(lower_ascii(t.lemma)) || words_.joint_adjectives.contains(lower_ascii(t.form))));
    }
    if (token(s, c.token).deprel == Deprel::kConj && token(s, c.token).head != language::kNoHead)
      for (const std::int32_t child : parsed(s).tree.children(token(s, c.token).head))
        definite = definite || (token(s, child).deprel == Deprel::kDet && token(s, child).has("Definite=Def"));

    if ((r.event == EventType::kCooperate || r.event == EventType::kAgree) && joint && codes(r.actors).size() < 2 && r.recipients.empty()) {
      std::vector<Participant> both = last_two(s, c.token);
      if (r.actors.empty() || share_code(r.actors, both)) {
        if (!both.empty()) r.actors = std::move(both);
        if (!r.actors.empty()) r.rule = "document";
      }
    }
    if (r.event != EventType::kConsult || !definite) return;
    const bool told = !c.arguments.list.empty() && (!r.actors.empty() || !r.recipients.empty() || toponym_in(s, c.token) != nullptr);
    if (!told) return;
    std::set<std::string> parties = codes(r.actors);
    for (const std::string& code : codes(r.recipients)) parties.insert(code);
    if (!r.actors.empty() && (!r.recipients.empty() || parties.size() > 1)) return;
    for (std::size_t i = out_.size(); i-- > 0;) {
      const EventReport& earlier = out_[i];
      if (s - earlier.sentence > kBorrowReach) break;
      if (earlier.event != EventType::kConsult || (earlier.sentence == s && earlier.trigger.begin >= r.trigger.begin)) continue;
      const std::set<std::string> theirs_a = codes(earlier.actors);
      const std::set<std::string> theirs_r = codes(earlier.recipients);
      const places::Toponym* here = toponym_in(s, c.token);
      const auto shares = [&](const std::vector<Participant>& role) {
        return std::any_of(role.begin(), role.end(), [&](const Participant& p) { return theirs_a.contains(p.entity.code) || theirs_r.contains(p.entity.code); });
      };
      const bool linked = shares(r.actors) || shares(r.recipients) ||
                          (here != nullptr && (theirs_r.contains(here->place.country_code) || theirs_a.contains(here->place.country_code)));
      if (!linked) continue;
      const std::set<std::string> mine_a = codes(r.actors);
      const std::set<std::string> mine_r = codes(r.recipients);
      if (r.actors.empty())
        for (const Participant& p : earlier.actors)
          if (!mine_r.contains(p.entity.code)) r.actors.push_back(p);
      if (r.recipients.empty())
        for (const Participant& p : earlier.recipients)
          if (!mine_a.contains(p.entity.code)) r.recipients.push_back(p);
      r.rule = "document";
      return;
    }
  }

  // The two partners of different code named last before a token.
  std::vector<Participant> last_two(std::uint32_t s, std::int32_t before) const {
    std::vector<Participant> out;
    for (std::uint32_t back = 0; back <= kBorrowReach && back <= s && out.size() < 2; ++back) {
      const std::uint32_t at = s - back;
      for (auto t = static_cast<std::int32_t>(parsed(at).sentence.tokens.size()); t-- > 0 && out.size() < 2;) {
        if (back == 0 && t >= before) continue;
        const Mention* m = in_.actors->at(at, t);
        if (m == nullptr) continue;
        for (const Entity& e : m->entities) {
          if (!e.political() || out.size() == 2) continue;
          if (std::none_of(out.begin(), out.end(), [&](const Participant& p) { return p.entity.code == e.code; }))
            out.push_back({e, m->span, at, t});
        }
      }
    }
    if (out.size() < 2) out.clear();
    std::reverse(out.begin(), out.end());
    return out;
  }

  void set_mode(std::uint32_t s, const Candidate& c, EventReport& r) {
    const std::string_view type = lexicon::to_string(r.event);
    const std::string trigger_lemma = lower_ascii(token(s, c.token).lemma);
    if (r.mode.empty()) {
      const auto [first, last] = parsed(s).tree.extent(c.lexical);
      for (const lexicon::Words::ModeCue& cue : words_.mode_cues) {
        if (cue.type != type || !lexicon_.ontology.has_mode(r.event, cue.mode)) continue;
        bool found = false;
        for (std::int32_t t = first; t <= last && !found; ++t)
          found = std::find(cue.lemmas.begin(), cue.lemmas.end(), lower_ascii(token(s, t).lemma)) != cue.lemmas.end();
        if (found) {
          r.mode = cue.mode;
          break;
        }
      }
      if (r.mode.empty()) {
        const auto carried = mode_of_.find({r.event, trigger_lemma});
        if (carried != mode_of_.end()) r.mode = carried->second;
      }
    }
    if (!r.mode.empty() && c.nominal && frame_keeps_mode(r.event)) mode_of_[{r.event, trigger_lemma}] = r.mode;
  }

  // A kind of violence named once holds for the later mentions of the same noun ("the strikes").
  static bool frame_keeps_mode(EventType type) { return type == EventType::kAssault; }

  void set_contexts(std::uint32_t s, const Frame& frame, EventReport& r) {
    std::set<std::string> found(frame.context.begin(), frame.context.end());
    if (contexts_of_ != static_cast<std::int64_t>(s)) {
      contexts_of_ = s;
      contexts_ = coder_.contexts_in(parsed(s).sentence);
    }
    found.insert(contexts_.begin(), contexts_.end());
    r.context.assign(found.begin(), found.end());
  }

  void set_codes(EventReport& r) const {
    const lexicon::TypeRow& type = lexicon_.ontology.types[static_cast<std::size_t>(r.event)];
    r.quad = type.quad;
    r.scale = lexicon_.ontology.scale(r.event, r.mode);
    if (r.cameo.empty()) r.cameo = type.cameo;
    r.goldstein = lexicon_.ontology.goldstein(r.cameo);
  }

  void set_attribution(std::uint32_t s, const Candidate& c, EventReport& r) const {
    const Source source = source_of(parsed(s).sentence, parsed(s).tree, c.lexical, words_);
    if (source.cue < 0 || source.speaker < 0) return;
    Attribution a;
    a.cue = token(s, source.cue).form;
    a.span = token(s, source.speaker).span;
    if (const Mention* m = in_.actors->at(s, source.speaker)) {
      a.span = m->span;
      if (m->entities.size() == 1) a.code = m->entities[0].code;
    }
    a.entity_text = std::string(a.span.of(in_.text));
    a.cue_span = token(s, source.cue).span;
    a.content = said_by(s, c.lexical, source.cue);
    r.attribution = std::move(a);
  }

  // The largest phrase around the act that does not hold the word that says so; the whole sentence where that hangs below the act.
  base::Span said_by(std::uint32_t s, std::int32_t act, std::int32_t cue) const {
    const language::Tree& tree = parsed(s).tree;
    std::int32_t top = act;
    while (token(s, top).head != language::kNoHead && !tree.dominates(token(s, top).head, cue)) top = token(s, top).head;
    const auto [first, last] = tree.extent(top);
    return {token(s, first).span.begin, token(s, last).span.end};
  }

  // Where the tree tells no place: blows, protests and arrests happen where the rest of the sentence does, if it names places of one country only, else
  // where the paragraph was last.
  void set_place(std::uint32_t s, const Candidate& c, EventReport& r) const {
    r.place = places::place_of_event(parsed(s).sentence, parsed(s).tree, c.token, c.place_tokens, (*in_.toponyms)[s]);
    if (r.place || (r.event != EventType::kAssault && r.event != EventType::kProtest && r.event != EventType::kCoerce)) return;
    for (std::uint32_t back = 0; back <= s && back <= kBorrowReach; ++back) {
      const std::uint32_t at = s - back;
      if (parsed(at).paragraph != parsed(s).paragraph && !parsed(at).dateline) return;
      const places::Toponym* best = nullptr;
      bool told = false;
      for (const places::Toponym& t : (*in_.toponyms)[at]) {
        if (t.associative || t.place.country_code.empty()) continue;
        told = true;
        if (best != nullptr && best->place.country_code != t.place.country_code) return;   // several countries: not told which
        if (best == nullptr || t.place.resolution > best->place.resolution) best = &t;
      }
      if (best != nullptr) r.place = places::EventPlace{best->place, best->text, best->span};
      if (told) return;
    }
  }

  // Shares of reports whose type and parties were all right, counted on the development records (235 reports of 38 documents, 2026-11-25) by what is told of
  // the parties; then how much less often a loosely attached party or an act that is only thought of was right.
  double confidence_of(const EventReport& r) const {
    const bool actor = !codes(r.actors).empty();
    const bool other = !codes(r.recipients).empty() || (r.frame->reciprocal && codes(r.actors).size() > 1);
    double value = actor && other ? 0.52 : actor ? 0.24 : 0.12;
    if (r.rule == "shared") value *= 0.4;
    if (r.rule == "document") value *= 0.9;
    if (r.factuality == Factuality::kHypothetical) value *= 0.3;
    if (r.factuality == Factuality::kNegated) value *= 0.7;
    return value;
  }

  const Coder& coder_;
  const lexicon::Lexicon& lexicon_;
  const lexicon::Words& words_;
  const CodingInput& in_;
  Trace* trace_;
  struct Lack {
    std::string lemma;            // of the trigger
    std::string missing;          // the party it must have and does not; empty = complete
    bool open_recipient = false;  // the sentence has a recipient whom nothing resolves
    std::int32_t token = 0;
  };
  std::vector<EventReport> out_;
  std::vector<Lack> lacks_;       // of out_, by position
  std::map<std::pair<EventType, std::string>, std::string> mode_of_;
  std::int64_t contexts_of_ = -1;
  std::set<std::string> contexts_;
};

Coder::Coder(const lexicon::Lexicon& lexicon) : lexicon_(&lexicon) {
  for (std::size_t c = 0; c < lexicon.ontology.contexts.size(); ++c)
    for (std::size_t i = 0; i < lexicon.ontology.contexts[c].cues.size(); ++i)
      if (!lexicon.ontology.contexts[c].cues[i].empty()) context_cues_[lexicon.ontology.contexts[c].cues[i][0]].emplace_back(c, i);
}

std::set<std::string> Coder::contexts_in(const language::Sentence& sentence) const {
  std::set<std::string> out;
  std::vector<std::string> lemmas;
  for (const Token& t : sentence.tokens) lemmas.push_back(lower_ascii(t.lemma));
  for (std::size_t i = 0; i < lemmas.size(); ++i) {
    const auto cues = context_cues_.find(lemmas[i]);
    if (cues == context_cues_.end()) continue;
    for (const auto& [context, cue] : cues->second) {
      const std::vector<std::string>& sequence = lexicon_->ontology.contexts[context].cues[cue];
      std::size_t at = i;
      std::size_t matched = 0;
      while (matched < sequence.size() && at < lemmas.size()) {
        if (lemmas[at] == sequence[matched]) ++matched;
        else if (lemmas[at] != "-") break;
        ++at;
      }
      if (matched == sequence.size()) out.insert(lexicon_->ontology.contexts[context].id);
    }
  }
  return out;
}

std::vector<EventReport> Coder::code(const CodingInput& input, Trace* trace) const {
  std::vector<EventReport> out = CoderRun(*this, input, trace).run();
  std::stable_sort(out.begin(), out.end(), [](const EventReport& a, const EventReport& b) { return a.trigger.begin < b.trigger.begin; });
  return out;
}

}  // namespace dragoman::events
