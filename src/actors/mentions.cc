#include "actors/mentions.h"

#include <algorithm>
#include <array>

#include "base/ascii.h"

namespace dragoman::actors {

using base::lower_ascii;
using language::Deprel;
using language::ParsedDocument;
using language::ParsedSentence;
using language::Token;
using language::Upos;
using lexicon::Generic;
using lexicon::GenericKind;
using lexicon::Name;
using lexicon::NameKind;

namespace {

// How far a pronoun or a definite description looks back, in sentences; beyond that a link is more often wrong than right.
constexpr std::uint32_t kPronounReach = 3;
constexpr std::uint32_t kDescriptionReach = 12;

// Codes of actors that have no country: a sector beside them says nothing (PLOVER), but for forces under a joint command.
bool international(std::string_view code) { return code == "IMG" || code == "UNO" || code == "EUR"; }

struct NameMatch {
  std::size_t first = 0;
  std::size_t last = 0;    // inclusive
  std::vector<const Name*> candidates;
};

struct GenericMatch {
  std::size_t first = 0;
  std::size_t last = 0;
  std::size_t head = 0;
  const Generic* generic = nullptr;
};

bool left_dependent(Deprel deprel) {
  switch (deprel) {
    case Deprel::kDet: case Deprel::kDetPredet: case Deprel::kAmod: case Deprel::kCompound: case Deprel::kNmodDesc: case Deprel::kFlat:
    case Deprel::kNmodPoss: case Deprel::kNummod: case Deprel::kNmodUnmarked: case Deprel::kGoeswith:
      return true;
    default:
      return false;
  }
}

}  // namespace

class ResolverRun {
 public:
  ResolverRun(const lexicon::ActorLexicon& lexicon, const lexicon::Words& words, const ParsedDocument& document, const Context& context)
      : lexicon_(lexicon), words_(words), document_(document), context_(context) {}

  DocumentActors run(std::optional<Entity> publisher) {
    out_.publisher_ = std::move(publisher);
    out_.index_.resize(document_.size());
    out_.speakers_.resize(document_.size());
    names_.resize(document_.size());
    generics_.resize(document_.size());
    for (std::uint32_t s = 0; s < document_.size(); ++s) {
      match_lexicon(s);
      out_.index_[s].assign(tokens(s).size(), -1);
      find_mentions(s);
    }
    // Left to right, so that a mention can lean on every earlier one; inside a sentence names come before what leans on them.
    for (std::uint32_t s = 0; s < document_.size(); ++s) {
      std::vector<std::int32_t> here;
      for (const std::int32_t m : out_.index_[s])
        if (m >= 0) here.push_back(m);
      for (const std::int32_t m : here) resolve_local(m);
      for (const std::int32_t m : here) link_names(m);
      set_speaker(s);
      for (const std::int32_t m : here) resolve_from_document(m);
      for (const std::int32_t m : here) complete_description(m);
      for (const std::int32_t m : here) take_from_apposition(m);
    }
    out_.long_names_.resize(document_.size());
    for (std::uint32_t s = 0; s < document_.size(); ++s)
      for (const NameMatch& n : names_[s])
        if (n.first < n.last) out_.long_names_[s].emplace_back(static_cast<std::int32_t>(n.first), static_cast<std::int32_t>(n.last));
    return std::move(out_);
  }

 private:
  [[nodiscard]] const std::vector<Token>& tokens(std::uint32_t s) const { return document_[s].sentence.tokens; }
  [[nodiscard]] const Token& token(std::uint32_t s, std::int32_t t) const { return tokens(s)[static_cast<std::size_t>(t)]; }
  [[nodiscard]] std::int32_t index(std::uint32_t s, std::int32_t t) const { return out_.index_[s][static_cast<std::size_t>(t)]; }
  Mention& mention(std::int32_t m) { return out_.mentions_[static_cast<std::size_t>(m)]; }

  // ---- lexicon matches ------------------------------------------------------------------------------------------------------

  void match_lexicon(std::uint32_t s) {
    const std::vector<Token>& words = tokens(s);
    std::vector<std::string_view> forms;
    std::vector<std::string> lemma_store;
    std::vector<std::string_view> lemmas;
    lemma_store.reserve(words.size());
    for (const Token& t : words) {
      forms.push_back(t.form);
      lemma_store.push_back(lower_ascii(t.lemma));
    }
    for (const std::string& lemma : lemma_store) lemmas.push_back(lemma);
    for (std::size_t at = 0; at < words.size();) {
      const auto match = lexicon_.match_name(forms, at);
      if (!match) {
        ++at;
        continue;
      }
      names_[s].push_back({match->first, match->first + match->count - 1, match->candidates});
      at = match->first + match->count;
    }
    for (std::size_t at = 0; at < words.size();) {
      const auto match = lexicon_.match_generic(lemmas, at);
      if (!match) {
        ++at;
        continue;
      }
      generics_[s].push_back({match->first, match->first + match->count - 1, match->head, match->candidates.front()});
      at = match->first + match->count;
    }
  }

  // ---- mentions -------------------------------------------------------------------------------------------------------------

  void find_mentions(std::uint32_t s) {
    const std::vector<Token>& words = tokens(s);
    for (std::size_t i = 0; i < words.size(); ++i) {
      const Token& t = words[i];
      const auto at = static_cast<std::int32_t>(i);
      bool heads = false;
      if (t.upos == Upos::kNoun || t.upos == Upos::kPropn)
        heads = t.deprel != Deprel::kFlat && t.deprel != Deprel::kGoeswith;
      else if (t.upos == Upos::kPron)
        heads = t.has("PronType=Prs") || t.has("PronType=Dem") || t.has("Poss=Yes");
      else if (t.upos == Upos::kAdj || t.upos == Upos::kX)
        heads = std::any_of(names_[s].begin(), names_[s].end(), [&](const NameMatch& n) { return n.first <= i && i <= n.last; });
      else if (t.upos == Upos::kDet || t.upos == Upos::kNum)
        heads = t.deprel != Deprel::kDet && t.deprel != Deprel::kNummod && t.deprel != Deprel::kDetPredet && t.deprel != Deprel::kCompound;
      if (!heads) continue;
      Mention m;
      m.sentence = s;
      m.head = m.first = m.last = at;
      const language::Tree& tree = document_[s].tree;
      for (const std::int32_t c : tree.children(at)) {
        const Deprel deprel = words[static_cast<std::size_t>(c)].deprel;
        if (c < at && left_dependent(deprel)) m.first = std::min(m.first, tree.extent(c).first);
        if (c > at && (deprel == Deprel::kFlat || deprel == Deprel::kGoeswith)) m.last = std::max(m.last, tree.extent(c).second);
      }
      // a name of the lexicon that runs on past the head belongs to the phrase ("Ministry of Defence")
      for (const NameMatch& n : names_[s])
        if (n.first <= i && i <= n.last) m.last = std::max(m.last, static_cast<std::int32_t>(n.last));
      for (const GenericMatch& g : generics_[s])
        if (g.first <= i && i <= g.last && g.head == i) m.last = std::max(m.last, static_cast<std::int32_t>(g.last));
      m.span = {token(s, m.first).span.begin, token(s, m.last).span.end};
      m.kind = t.upos == Upos::kPron ? MentionKind::kPronoun : t.upos == Upos::kPropn ? MentionKind::kName : MentionKind::kDescription;
      m.plural = t.has("Number=Plur");
      out_.index_[s][i] = static_cast<std::int32_t>(out_.mentions_.size());
      out_.mentions_.push_back(std::move(m));
    }
    state_.resize(out_.mentions_.size());
  }

  // ---- from the mention's own words -----------------------------------------------------------------------------------------

  // `title` in lower case, as the text gives it before the name: it tells which of several offices is meant.
  Entity entity_of(const Name& name, std::string_view title = {}) const {
    const lexicon::Actor& actor = lexicon_.actors[name.actor];
    Entity e{actor.country, actor.sector, {}, actor.id, actor.name};
    if (actor.kind == lexicon::ActorKind::kPerson) {
      const lexicon::Role* best = nullptr;
      const auto rank = [&](const lexicon::Role& role) {
        const bool titled = !title.empty() && (role.office.find(title) != std::string::npos || title.find(role.office) != std::string_view::npos);
        const bool holds = context_.date && role.held.holds(context_.date);
        return 4 * (holds || (titled && !context_.date)) + 2 * titled + (role.sector == "GOV" || role.sector == "MIL");
      };
      for (const lexicon::Role* role : lexicon_.roles_of(name.actor))   // of equals the one taken up last
        if (best == nullptr || rank(*role) > rank(*best) || (rank(*role) == rank(*best) && role->held.from >= best->held.from)) best = role;
      if (best != nullptr) {
        // After office a person stays of the country; the sector of the office no longer holds.
        e.code = best->country;
        const bool over = context_.date && best->held.to && *best->held.to < *context_.date;
        e.sector = over ? std::string("ELI") : best->sector;
        e.office = (over ? "former " : "") + best->office;
      }
    }
    if (name.kind == NameKind::kDemonymNoun) e.sector = "CVL";
    return e;
  }

  // Among the actors one name may mean, the one in force on the document's date, then the first in the table.
  const Name* choose(const std::vector<const Name*>& candidates) const {
    const Name* best = nullptr;
    for (const Name* name : candidates) {
      const bool holds = lexicon_.actors[name->actor].valid.holds(context_.date);
      if (best == nullptr || (holds && !lexicon_.actors[best->actor].valid.holds(context_.date))) best = name;
    }
    return best;
  }

  const NameMatch* name_over(std::uint32_t s, std::int32_t t) const {
    for (const NameMatch& n : names_[s])
      if (n.first <= static_cast<std::size_t>(t) && static_cast<std::size_t>(t) <= n.last) return &n;
    return nullptr;
  }

  const GenericMatch* generic_for(std::uint32_t s, const Mention& m) const {
    const GenericMatch* title = nullptr;
    for (const GenericMatch& g : generics_[s]) {
      if (g.head == static_cast<std::size_t>(m.head)) return &g;
      // "Foreign Minister Julia Ortiz": the title stands inside the phrase of the name
      if (m.kind == MentionKind::kName && static_cast<std::size_t>(m.first) <= g.first && g.last <= static_cast<std::size_t>(m.last) &&
          g.generic->kind == GenericKind::kPerson)
        title = &g;
    }
    return title;
  }

  // A title that stands inside the phrase of a name.
  const GenericMatch* title_in(std::uint32_t s, const Mention& m) const {
    for (const GenericMatch& g : generics_[s])
      if (static_cast<std::size_t>(m.first) <= g.first && g.last <= static_cast<std::size_t>(m.last) && g.generic->kind == GenericKind::kPerson) return &g;
    return nullptr;
  }

  struct Partial {
    bool done = false;
    const Generic* generic = nullptr;   // the description's generic, country still open
    std::vector<std::string> name_words;   // folded words of a proper name that the lexicon does not know
  };

  void resolve_local(std::int32_t m) {
    Partial& state = state_[static_cast<std::size_t>(m)];
    if (state.done) return;
    state.done = true;
    const std::uint32_t s = mention(m).sentence;
    const std::int32_t head = mention(m).head;
    if (mention(m).kind == MentionKind::kPronoun) return;

    const GenericMatch* generic = generic_for(s, mention(m));
    const NameMatch* name = name_over(s, head);
    if (name == nullptr)   // the lexicon may know the name by its later part ("President Barack Obama" headed by the title)
      for (const NameMatch& n : names_[s])
        if (n.first > static_cast<std::size_t>(head) && n.last <= static_cast<std::size_t>(mention(m).last)) name = &n;
    if (name != nullptr) {
      const Name* chosen = choose(name->candidates);
      const bool adjective = chosen->kind == NameKind::kDemonymAdj && token(s, head).deprel == Deprel::kAmod;
      // "the Libyan army chief": the country's name only colours a description that the generic heads
      const bool colour = generic != nullptr && generic->last >= static_cast<std::size_t>(head) && generic->first > name->last;
      if (!adjective && !colour) {
        const GenericMatch* before = title_in(s, mention(m));
        Entity e = entity_of(*chosen, before == nullptr ? std::string() : lower_ascii(words(s, before->first, before->last)));
        Mention& me = mention(m);
        me.person = lexicon_.actors[chosen->actor].kind == lexicon::ActorKind::kPerson;
        me.capital = chosen->kind == NameKind::kCapitalMetonym;
        me.kind = MentionKind::kName;
        me.plural = me.plural || chosen->kind == NameKind::kDemonymNoun;
        me.how = "name '" + words(s, name->first, name->last) + "' = " + e.identifier_id;
        me.entities = {std::move(e)};
        return;
      }
      if (adjective) {
        mention(m).entities = {entity_of(*chosen)};
        mention(m).how = "nationality " + mention(m).entities[0].code;
        return;
      }
    }
    const bool proper = token(s, head).upos == Upos::kPropn;
    if (proper && (generic == nullptr || generic->head != static_cast<std::size_t>(head))) {
      collect_name_words(m, generic);
      mention(m).person = generic != nullptr;
    }
    if (generic != nullptr) {
      Mention& me = mention(m);
      if (generic->generic->kind == GenericKind::kPerson) me.person = true;
      if (generic->generic->kind == GenericKind::kGroup) me.plural = true;
      state.generic = generic->generic;
    }
    if (generic != nullptr && generic->head == static_cast<std::size_t>(head) && state.name_words.empty()) mention(m).kind = MentionKind::kDescription;
    std::string how;
    std::optional<Entity> owner = owner_of(m, generic, how);
    Mention& me = mention(m);
    if (!owner && generic != nullptr && !generic->generic->country.empty()) {
      owner = Entity{generic->generic->country, {}, {}, {}, {}};
      how = "the title is of one country only";
    }
    if (!owner) return;
    Entity e = describe(*owner, generic == nullptr ? nullptr : generic->generic);
    if (generic != nullptr) {
      e.office = generic->generic->kind == GenericKind::kPerson ? words(s, generic->first, generic->last) : std::string();
      me.how = "description '" + words(s, generic->first, generic->last) + "' (" + generic->generic->id + "), " + how;
    } else {
      me.how = "description, " + how;
      me.coloured = how.starts_with("place name") || how.starts_with("in-phrase");
    }
    me.entities = {std::move(e)};
    if (generic != nullptr && me.plural) add_partners(m);
  }

  // "Greek and Turkish officials": one description, two countries.
  void add_partners(std::int32_t m) {
    Mention& me = mention(m);
    const std::uint32_t s = me.sentence;
    for (const NameMatch& n : names_[s]) {
      if (n.first < static_cast<std::size_t>(me.first) || n.last >= static_cast<std::size_t>(me.head)) continue;
      const Name* chosen = choose(n.candidates);
      const lexicon::Actor& actor = lexicon_.actors[chosen->actor];
      if (actor.kind == lexicon::ActorKind::kPerson || actor.country.empty()) continue;
      if (std::any_of(me.entities.begin(), me.entities.end(), [&](const Entity& e) { return e.code == actor.country; })) continue;
      bool joined = false;
      for (std::size_t i = static_cast<std::size_t>(me.first); i < static_cast<std::size_t>(me.head); ++i)
        joined = joined || tokens(s)[i].upos == Upos::kCconj || tokens(s)[i].form == "-";
      if (!joined) return;
      Entity partner = me.entities.front();
      partner.code = actor.country;
      partner.identifier_id.clear();
      me.entities.push_back(std::move(partner));
    }
    // "the ministers of the one country and the other"
    const language::Tree& tree = document_[s].tree;
    for (const std::int32_t c : tree.children(me.head)) {
      if (token(s, c).deprel != Deprel::kNmod) continue;
      const std::int32_t marker = tree.child(c, Deprel::kCase);
      if (marker < 0 || token(s, marker).lemma != "of") continue;
      for (const std::int32_t joined : tree.children(c)) {
        const std::int32_t other = index(s, joined);
        if (token(s, joined).deprel != Deprel::kConj || other < 0) continue;
        resolve_local(other);
        if (mention(other).entities.size() != 1 || !mention(other).entities[0].political()) continue;
        Entity partner = mention(m).entities.front();
        partner.code = mention(other).entities[0].code;
        partner.identifier_id.clear();
        if (std::none_of(mention(m).entities.begin(), mention(m).entities.end(), [&](const Entity& e) { return e.code == partner.code; }))
          mention(m).entities.push_back(std::move(partner));
      }
    }
  }

  // The actor that a description belongs to, plus what the description adds.
  static Entity describe(const Entity& owner, const Generic* generic) {
    Entity e{owner.code, owner.sector, {}, {}, {}};
    if (generic != nullptr) {
      e.sector = generic->sector;
      e.identifier_id.clear();
    }
    if (international(e.code)) e.sector.clear();
    if (e.code == "IGO" && generic != nullptr && e.sector.empty()) e.sector = owner.sector;
    return e;
  }

  std::string words(std::uint32_t s, std::size_t first, std::size_t last) const {
    std::string out;
    for (std::size_t i = first; i <= last && i < tokens(s).size(); ++i) {
      out += tokens(s)[i].form;
      if (i != last && tokens(s)[i].space_after) out += ' ';
    }
    return out;
  }

  // Whose it is: possessor, a name inside the phrase, a following of/for/from/in-phrase, an apposition.
  std::optional<Entity> owner_of(std::int32_t m, const GenericMatch* generic, std::string& how) {
    const std::uint32_t s = mention(m).sentence;
    const std::int32_t head = mention(m).head;
    const language::Tree& tree = document_[s].tree;
    const auto political = [&](std::int32_t t) -> std::optional<Entity> {
      const std::int32_t other = index(s, t);
      if (other < 0 || other == m) return std::nullopt;
      resolve_local(other);
      if (mention(other).entities.size() != 1 || !mention(other).entities[0].political()) return std::nullopt;
      return mention(other).entities[0];
    };
    if (generic != nullptr && !generic->generic->takes_country && !generic->generic->country.empty()) {
      how = "the words are of one owner only";
      return Entity{generic->generic->country, generic->generic->sector, {}, {}, {}};
    }
    const std::int32_t poss = tree.child(head, Deprel::kNmodPoss);
    if (poss >= 0)
      if (auto e = political(poss)) {
        how = "possessor " + e->code;
        return e;
      }
    for (const NameMatch& n : names_[s]) {
      if (n.first < static_cast<std::size_t>(mention(m).first) || n.last > static_cast<std::size_t>(mention(m).last)) continue;
      const Name* chosen = choose(n.candidates);
      if (lexicon_.actors[chosen->actor].kind == lexicon::ActorKind::kPerson) continue;
      // "In Laos Minister Ortiz met": a place before the phrase, run into it by the parser
      if (n.first > 0 && mention(m).kind == MentionKind::kName && token(s, static_cast<std::int32_t>(n.first) - 1).lemma == "in" &&
          chosen->kind != NameKind::kDemonymAdj)
        continue;
      Entity e = entity_of(*chosen);
      const bool adjective = chosen->kind == NameKind::kDemonymAdj;
      const bool place = !adjective && (lexicon_.actors[chosen->actor].kind == lexicon::ActorKind::kState);
      how = (place ? "place name '" : "name '") + words(s, n.first, n.last) + "' in the phrase";
      return e;
    }
    for (const GenericMatch& g : generics_[s]) {   // "Coalition forces"
      const bool inside = static_cast<std::size_t>(mention(m).first) <= g.first && g.last < static_cast<std::size_t>(head) && &g != generic;
      if (!inside || g.generic->country.empty()) continue;
      how = "'" + words(s, g.first, g.last) + "' in the phrase";
      return Entity{g.generic->country, g.generic->sector, {}, {}, {}};
    }
    std::vector<std::int32_t> anchors{head};
    if (generic != nullptr)
      for (std::size_t i = generic->first; i <= generic->last; ++i)
        if (static_cast<std::int32_t>(i) != head) anchors.push_back(static_cast<std::int32_t>(i));
    static constexpr std::array<std::string_view, 5> kOwning = {"of", "for", "from", "in", "to"};
    for (const std::string_view preposition : kOwning)
      for (const std::int32_t anchor : anchors)
        for (const std::int32_t c : tree.children(anchor)) {
          if (token(s, c).deprel != Deprel::kNmod || c < anchor) continue;
          const std::int32_t marker = tree.child(c, Deprel::kCase);
          if (marker < 0 || token(s, marker).lemma != preposition) continue;
          // "ambassador to Egypt" belongs to the sender, "army in Syria" need not: only titles of persons take "to" and "for"
          if ((preposition == "to" || preposition == "for") && generic == nullptr) continue;
          if (preposition == "to") continue;
          if (auto e = political(c)) {
            how = std::string(preposition) + "-phrase " + e->code;
            return e;
          }
        }
    for (const std::int32_t c : tree.children(head))
      if (token(s, c).deprel == Deprel::kAppos || token(s, c).deprel == Deprel::kNmodDesc)
        if (auto e = political(c)) {
          how = "apposition " + e->code;
          adopt(m, c);
          return e;
        }
    const Token& me = token(s, head);
    if ((me.deprel == Deprel::kAppos || me.deprel == Deprel::kNmodDesc) && me.head >= 0) {
      const std::int32_t other = index(s, me.head);
      if (other >= 0 && state_[static_cast<std::size_t>(other)].done && mention(other).entities.size() == 1) {
        how = "in apposition to " + mention(other).entities[0].code;
        return mention(other).entities[0];
      }
    }
    // "the government and people of Iraq": conjuncts share what follows the last one
    if (generic != nullptr)
      for (const std::int32_t c : tree.children(head))
        if (token(s, c).deprel == Deprel::kConj && c > head)
          if (auto e = political(c)) {
            how = "shared with its conjunct";
            return e;
          }
    return std::nullopt;
  }

  // A name takes person-ness and sector from the description that stands in apposition to it.
  void adopt(std::int32_t m, std::int32_t apposition) {
    const std::int32_t other = index(mention(m).sentence, apposition);
    if (other < 0) return;
    mention(m).person = mention(m).person || mention(other).person;
    if (state_[static_cast<std::size_t>(m)].generic == nullptr)
      state_[static_cast<std::size_t>(m)].generic = state_[static_cast<std::size_t>(other)].generic;
  }

  void collect_name_words(std::int32_t m, const GenericMatch* title) {
    const Mention& me = mention(m);
    for (std::int32_t i = me.first; i <= me.last; ++i) {
      const auto at = static_cast<std::size_t>(i);
      if (title != nullptr && title->first <= at && at <= title->last) continue;
      if (token(me.sentence, i).upos != Upos::kPropn) continue;
      state_[static_cast<std::size_t>(m)].name_words.push_back(lexicon::fold(token(me.sentence, i).form));
    }
  }

  // ---- chains ---------------------------------------------------------------------------------------------------------------

  struct Chain {
    std::vector<Entity> entities;
    std::vector<std::string> words;      // folded words of the fullest name
    bool person = false;
    bool plural = false;
    const Generic* generic = nullptr;
    std::string head_lemma;
    std::uint32_t last_sentence = 0;
    std::int32_t last_mention = 0;
  };

  // Only so many chains are looked through, so that a book costs as much a page as a report.
  static constexpr std::size_t kChainsInReach = 512;
  [[nodiscard]] std::size_t first_chain() const { return chains_.size() > kChainsInReach ? chains_.size() - kChainsInReach : 0; }

  void open_chain(std::int32_t m, std::vector<std::string> name_words) {
    Mention& me = mention(m);
    me.chain = static_cast<std::int32_t>(chains_.size());
    chains_.push_back({me.entities, std::move(name_words), me.person, me.plural, state_[static_cast<std::size_t>(m)].generic,
                       lower_ascii(token(me.sentence, me.head).lemma), me.sentence, m});
  }

  void touch(std::int32_t chain, std::int32_t m) {
    Chain& c = chains_[static_cast<std::size_t>(chain)];
    c.last_sentence = mention(m).sentence;
    c.last_mention = m;
    mention(m).chain = chain;
  }

  // Proper names: same actor, or a short form of an earlier name.
  void link_names(std::int32_t m) {
    Mention& me = mention(m);
    if (me.kind == MentionKind::kPronoun) return;
    Partial& state = state_[static_cast<std::size_t>(m)];
    const bool proper = me.kind == MentionKind::kName;
    if (!proper) return;
    if (!me.entities.empty() && !me.entities[0].identifier_id.empty()) {
      for (std::size_t c = chains_.size(); c-- > first_chain();)
        if (chains_[c].entities.size() == 1 && chains_[c].entities[0].identifier_id == me.entities[0].identifier_id) {
          touch(static_cast<std::int32_t>(c), m);
          return;
        }
      std::vector<std::string> name_words;
      for (std::int32_t i = me.first; i <= me.last; ++i)
        if (token(me.sentence, i).upos == Upos::kPropn) name_words.push_back(lexicon::fold(token(me.sentence, i).form));
      open_chain(m, std::move(name_words));
      return;
    }
    if (state.name_words.empty()) return;
    for (std::size_t c = chains_.size(); c-- > first_chain();) {
      const Chain& chain = chains_[c];
      if (chain.words.empty()) continue;
      const bool covered = std::all_of(state.name_words.begin(), state.name_words.end(), [&](const std::string& word) {
        return std::find(chain.words.begin(), chain.words.end(), word) != chain.words.end();
      });
      if (!covered || (state.name_words.size() == 1 && chain.words.back() != state.name_words[0] && chain.words.size() > 1 && chain.person))
        continue;
      if (me.entities.empty() && !chain.entities.empty()) {
        me.entities = chain.entities;
        me.how = "short form of an earlier name";
      } else if (!me.entities.empty() && chain.entities.empty()) {
        chains_[c].entities = me.entities;
      }
      me.person = me.person || chain.person;
      touch(static_cast<std::int32_t>(c), m);
      return;
    }
    // a titled name with no country of its own in an official statement is one of the issuer's people
    if (me.entities.empty() && state.generic != nullptr && state.generic->kind == GenericKind::kPerson && out_.publisher_ &&
        out_.publisher_->political()) {
      me.entities = {describe(*out_.publisher_, state.generic)};
      me.how = "titled name, country of the issuer";
    } else if (me.entities.empty() && state.generic != nullptr && state.generic->kind == GenericKind::kPerson) {
      // the only country that the text has named so far
      std::string only;
      bool several = false;
      for (const Mention& other : out_.mentions_) {
        if (other.sentence > me.sentence || several) break;
        for (const Entity& e : other.entities) {
          if (e.code.size() != 3 || lexicon_.find(e.code) == nullptr) continue;
          several = several || (!only.empty() && only != e.code);
          only = e.code;
        }
      }
      if (!only.empty() && !several) {
        me.entities = {describe(Entity{only, {}, {}, {}, {}}, state.generic)};
        me.how = "titled name, the only country told";
      }
    }
    open_chain(m, state.name_words);
  }

  // ---- speakers -------------------------------------------------------------------------------------------------------------

  // The subject of a reporting verb speaks here; a line that ends in a colon hands the floor on; a quotation left open goes on.
  void set_speaker(std::uint32_t s) {
    const std::vector<Token>& here = tokens(s);
    std::optional<Entity> found;
    bool colon = !here.empty() && here.back().form == ":";
    bool opens = in_quote_;
    for (std::size_t i = 0; i < here.size(); ++i) {
      const Token& t = here[i];
      if (t.form == "\u201c") in_quote_ = true, opens = true;
      else if (t.form == "\u201d") in_quote_ = false;
      else if (t.form == "\"") in_quote_ = !in_quote_, opens = opens || in_quote_;
      if (t.upos != Upos::kVerb || !words_.reporting_verbs.contains(t.lemma)) continue;
      if (t.deprel == Deprel::kAclRelcl || t.deprel == Deprel::kAcl || t.deprel == Deprel::kAdvcl) continue;   // a side clause
      std::int32_t subject = document_[s].tree.child(static_cast<std::int32_t>(i), Deprel::kNsubj);
      if (subject < 0) continue;
      const std::int32_t m = index(s, subject);
      if (m < 0) continue;
      if (mention(m).kind == MentionKind::kPronoun && token(s, subject).has("Person=3")) resolve_from_document(m);
      if (mention(m).kind == MentionKind::kPronoun && !token(s, subject).has("Person=3")) continue;
      if (mention(m).entities.size() == 1 && !found) found = mention(m).entities[0];
    }
    if (found) speaker_ = found;
    if (colon && found) statement_ = true;
    const bool speaks = found || opens || statement_;
    if (speaks && speaker_)
      out_.speakers_[s] = speaker_;
    else if (out_.publisher_ && out_.publisher_->political())
      out_.speakers_[s] = out_.publisher_;
  }

  // ---- from the document ----------------------------------------------------------------------------------------------------

  void resolve_from_document(std::int32_t m) {
    Mention& me = mention(m);
    if (!me.entities.empty()) return;
    const Token& t = token(me.sentence, me.head);
    if (me.kind == MentionKind::kPronoun) {
      resolve_pronoun(m, t);
      return;
    }
    if (resolve_pair(m)) return;
  }

  void resolve_pronoun(std::int32_t m, const Token& t) {
    Mention& me = mention(m);
    if (t.has("Person=1")) {
      const std::optional<Entity>& speaker = out_.speakers_[me.sentence];
      if (!speaker) return;
      Entity e = *speaker;
      if (t.has("Number=Plur")) {       // "we" is the office, not the person
        if (e.office.empty() && e.identifier_id == e.code) e.sector.clear();
        e.office.clear();
      }
      me.entities = {std::move(e)};
      me.how = "speaker";
      me.person = t.has("Number=Sing");
      return;
    }
    if (!t.has("Person=3")) return;
    const bool plural = t.has("Number=Plur");
    const bool person = t.has("Gender=Masc") || t.has("Gender=Fem");
    const std::int32_t best = look_back(m, [&](const Mention& other) {
      if (plural) return other.plural || !other.person;
      return person ? other.person && !other.plural : !other.person && !other.plural;
    });
    if (best < 0) return;
    me.entities = mention(best).entities;
    me.person = mention(best).person;
    me.plural = mention(best).plural;
    me.how = "pronoun for '" + words(mention(best).sentence, static_cast<std::size_t>(mention(best).first), static_cast<std::size_t>(mention(best).last)) + "'";
    if (mention(best).chain >= 0) touch(mention(best).chain, m);
  }

  // The likeliest antecedent: nearer sentences first; inside one, subjects before others, then the nearer.
  template <class Fits>
  std::int32_t look_back(std::int32_t m, Fits fits) {
    const Mention& me = mention(m);
    const Token& t = token(me.sentence, me.head);
    const bool possessive = t.deprel == Deprel::kNmodPoss;
    std::int32_t best = -1;
    double best_score = 0;
    for (std::uint32_t back = 0; back <= kPronounReach && back <= me.sentence; ++back) {
      const std::uint32_t s = me.sentence - back;
      for (const std::int32_t o : out_.index_[s]) {
        if (o < 0 || o == m) continue;
        const Mention& other = mention(o);
        if (other.entities.empty() || (back == 0 && other.head >= me.head) || !fits(other)) continue;
        if (other.kind == MentionKind::kPronoun && !token(s, other.head).has("Person=3")) continue;
        const Token& h = token(s, other.head);
        if (h.deprel == Deprel::kAmod || h.deprel == Deprel::kCompound) continue;
        if (other.capital) continue;
        if (back == 0 && !possessive && h.head == t.head) continue;   // co-arguments of one verb are different
        if (back == 0 && !possessive && t.deprel != Deprel::kNsubj && h.deprel == Deprel::kNsubj && shares_verb(s, t.head, h.head)) continue;
        double score = 4.0 - 1.5 * back;
        if (h.deprel == Deprel::kNsubj || h.deprel == Deprel::kNsubjPass) score += 1.2;
        if (h.deprel == Deprel::kNmodPoss) score += 0.6;
        if (h.deprel == Deprel::kObl || h.deprel == Deprel::kNmod) score -= 0.5;
        score += 0.3 * static_cast<double>(other.head) / static_cast<double>(tokens(s).size());
        if (best < 0 || score > best_score) {
          best = o;
          best_score = score;
        }
      }
    }
    return best;
  }

  // A verb that is joined to another has its subject ("raised it and urged him").
  bool shares_verb(std::uint32_t s, std::int32_t verb, std::int32_t subjects_verb) const {
    for (int hops = 0; hops < 4 && verb != language::kNoHead && token(s, verb).deprel == Deprel::kConj; ++hops) {
      verb = token(s, verb).head;
      if (verb == subjects_verb) return true;
    }
    return false;
  }

  // "both sides", "the two countries", "the two armed forces": the last two partners of different code.
  bool resolve_pair(std::int32_t m) {
    Mention& me = mention(m);
    const Token& t = token(me.sentence, me.head);
    if (!me.plural || !words_.pair_nouns.contains(lower_ascii(t.lemma))) return false;
    bool two = false;
    for (std::int32_t i = me.first; i < me.head; ++i) {
      const Token& w = token(me.sentence, i);
      two = two || w.lemma == "both" || w.lemma == "two" || w.form == "2";
    }
    if (!two) return false;
    std::vector<Entity> pair;
    for (std::uint32_t back = 0; back <= kPronounReach && back <= me.sentence && pair.size() < 2; ++back) {
      const std::uint32_t s = me.sentence - back;
      for (std::size_t i = tokens(s).size(); i-- > 0 && pair.size() < 2;) {
        const std::int32_t o = out_.index_[s][i];
        if (o < 0 || o == m || (back == 0 && mention(o).head >= me.head)) continue;
        for (const Entity& e : mention(o).entities) {
          if (!e.political() || pair.size() == 2) continue;
          if (std::none_of(pair.begin(), pair.end(), [&](const Entity& p) { return p.code == e.code; })) pair.push_back(e);
        }
      }
    }
    if (pair.size() < 2) return false;
    const Generic* generic = state_[static_cast<std::size_t>(m)].generic;
    me.entities.clear();
    for (const Entity& e : pair) {
      Entity member = generic != nullptr ? describe(e, generic) : Entity{e.code, {}, {}, e.identifier_id, e.identifier_text};
      if (generic == nullptr && lower_ascii(t.lemma) != "country" && lower_ascii(t.lemma) != "nation" && lower_ascii(t.lemma) != "state")
        member.sector = e.sector;
      me.entities.push_back(std::move(member));
    }
    me.how = "the last two partners named";
    return true;
  }

  // "the ministry", "the group", "the regime": an earlier mention of the same kind; else the issuer's own.
  void complete_description(std::int32_t m) {
    Mention& me = mention(m);
    Partial& state = state_[static_cast<std::size_t>(m)];
    if (me.kind != MentionKind::kDescription) return;
    if (!me.entities.empty()) {
      if (me.chain < 0) open_chain(m, {});
      return;
    }
    const Token& t = token(me.sentence, me.head);
    bool definite = false;
    for (const std::int32_t c : document_[me.sentence].tree.children(me.head))
      definite = definite || (token(me.sentence, c).deprel == Deprel::kDet &&
                              (token(me.sentence, c).has("Definite=Def") || token(me.sentence, c).has("PronType=Dem")));
    // possessors that were resolved only now ("his government", "our forces")
    const std::int32_t poss = document_[me.sentence].tree.child(me.head, Deprel::kNmodPoss);
    if (poss >= 0 && index(me.sentence, poss) >= 0) {
      const Mention& owner = mention(index(me.sentence, poss));
      if (owner.entities.size() == 1 && owner.entities[0].political()) {
        me.entities = {describe(owner.entities[0], state.generic)};
        me.how = "possessor " + owner.entities[0].code;
        open_chain(m, {});
        return;
      }
    }
    if (state.generic == nullptr && !(definite && words_.pair_nouns.contains(lower_ascii(t.lemma)))) return;
    const std::string lemma = lower_ascii(t.lemma);
    if (definite) {
      for (std::size_t c = chains_.size(); c-- > first_chain();) {
        const Chain& chain = chains_[c];
        if (chain.entities.size() != 1 || !chain.entities[0].political()) continue;
        if (me.sentence - chain.last_sentence > kDescriptionReach) continue;
        const bool same_words = chain.head_lemma == lemma && chain.generic == state.generic;
        const bool same_office = me.person && !chain.entities[0].office.empty() && !chain.entities[0].office.starts_with("former") &&
                                 chain.entities[0].office.find(lemma) != std::string::npos;
        const bool same_sector = state.generic != nullptr && !me.person && !state.generic->sector.empty() && chain.person == me.person &&
                                 chain.plural == me.plural && chain.entities[0].sector == state.generic->sector;
        const bool group = lemma == "group" && chain.entities[0].code == "IMG";
        if (!same_words && !same_office && !same_sector && !group) continue;
        me.entities = chain.entities;
        me.how = "refers back to " + chain.entities[0].code;
        touch(static_cast<std::int32_t>(c), m);
        return;
      }
    }
    // "the Foreign Secretary" in an official statement is the issuer's
    const char first = token(me.sentence, me.head).form.front();
    const bool bare = me.first == me.head || token(me.sentence, me.first).upos == Upos::kAdj || token(me.sentence, me.first).upos == Upos::kPropn;   // headlines
    if ((definite || bare) && me.person && !me.plural && out_.publisher_ && out_.publisher_->political() && first >= 'A' && first <= 'Z') {
      me.entities = {describe(*out_.publisher_, state.generic)};
      me.how = "title, country of the issuer";
      open_chain(m, {});
      return;
    }
    me.unnamed = true;
    if (state.generic != nullptr) me.sector = state.generic->sector;
  }

  // "Ana Ortiz, the special envoy, ...": an unknown name is who its apposition says, once that is known.
  void take_from_apposition(std::int32_t m) {
    Mention& me = mention(m);
    if (!me.entities.empty() || me.kind != MentionKind::kName) return;
    for (const std::int32_t c : document_[me.sentence].tree.children(me.head)) {
      if (token(me.sentence, c).deprel != Deprel::kAppos) continue;
      const std::int32_t other = index(me.sentence, c);
      if (other < 0 || mention(other).entities.size() != 1) continue;
      me.entities = mention(other).entities;
      me.person = me.person || mention(other).person;
      me.how = "named in apposition";
      if (me.chain >= 0) {
        chains_[static_cast<std::size_t>(me.chain)].entities = me.entities;
        chains_[static_cast<std::size_t>(me.chain)].person = me.person;
      }
      return;
    }
  }

  const lexicon::ActorLexicon& lexicon_;
  const lexicon::Words& words_;
  const ParsedDocument& document_;
  const Context& context_;
  DocumentActors out_;
  std::vector<std::vector<NameMatch>> names_;
  std::vector<std::vector<GenericMatch>> generics_;
  std::vector<Partial> state_;
  std::vector<Chain> chains_;
  std::optional<Entity> speaker_;
  bool statement_ = false;   // a speaker was introduced by a colon: what follows is spoken
  bool in_quote_ = false;
};

const Mention* DocumentActors::at(std::uint32_t sentence, std::int32_t token) const {
  const std::int32_t m = index_[sentence][static_cast<std::size_t>(token)];
  return m < 0 ? nullptr : &mentions_[static_cast<std::size_t>(m)];
}

bool DocumentActors::in_name(std::uint32_t sentence, std::int32_t token) const {
  for (const auto& [first, last] : long_names_[sentence])
    if (first <= token && token <= last) return true;
  return false;
}

DocumentActors Resolver::resolve(const ParsedDocument& document, const Context& context) const {
  return ResolverRun(*actors_, *words_, document, context).run(resolve_name(context.publisher, context.date));
}

std::optional<Entity> Resolver::resolve_name(std::string_view name, std::optional<base::Date> date) const {
  std::vector<std::string_view> words;
  for (std::size_t at = 0; at < name.size();) {
    const std::size_t begin = name.find_first_not_of(" \t-", at);
    if (begin == std::string_view::npos) break;
    std::size_t end = name.find_first_of(" \t-", begin);
    if (end == std::string_view::npos) end = name.size();
    words.push_back(name.substr(begin, end - begin));
    at = end;
  }
  for (std::size_t at = 0; at < words.size(); ++at) {
    const auto match = actors_->match_name(words, at);
    if (!match) continue;
    const lexicon::Name* best = nullptr;
    for (const lexicon::Name* candidate : match->candidates)
      if (best == nullptr || (actors_->actors[candidate->actor].valid.holds(date) && !actors_->actors[best->actor].valid.holds(date)))
        best = candidate;
    const lexicon::Actor& actor = actors_->actors[best->actor];
    // An issuer is an office: a bare state in its name stands for the government.
    return Entity{actor.country, actor.sector.empty() && actor.kind == lexicon::ActorKind::kState ? "GOV" : actor.sector, {}, actor.id, actor.name};
  }
  return std::nullopt;
}

}  // namespace dragoman::actors
