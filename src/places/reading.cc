#include "places/reading.h"

#include <unicode/uchar.h>

#include <algorithm>
#include <array>

namespace dragoman::places {

using language::Deprel;
using language::Sentence;
using language::Token;
using language::Tree;
using language::Upos;

namespace {

// What stands behind these is a partner or an opponent, not a place.
constexpr std::array<std::string_view, 4> kPartnerCases = {"with", "between", "against", "by"};

const Token& at(const Sentence& sentence, std::int32_t token) {
  return sentence.tokens[static_cast<std::size_t>(token)];
}

bool is_class(const Gazetteer& gazetteer, std::string_view lemma, PlaceWordClass cls) {
  const PlaceWord* word = gazetteer.word(lemma);
  return word != nullptr && word->cls == cls;
}

bool names_a_place(const Gazetteer& gazetteer, std::string_view lemma) {
  const PlaceWord* word = gazetteer.word(lemma);
  return word != nullptr && word->cls != PlaceWordClass::kLiteralSubject && word->cls != PlaceWordClass::kLiteralObject;
}

bool is_generic_actor(const Gazetteer& gazetteer, std::string_view lemma) {
  return gazetteer.actors().match_generic({lemma}, 0).has_value();
}

bool is_verb(const Token& token) { return token.upos == Upos::kVerb || token.upos == Upos::kAux; }

}  // namespace

bool begins_upper(std::string_view word) {
  if (word.empty()) return false;
  if (static_cast<unsigned char>(word[0]) < 0x80) return word[0] >= 'A' && word[0] <= 'Z';
  const auto byte = [&](std::size_t i) {
    return i < word.size() ? static_cast<std::uint32_t>(static_cast<unsigned char>(word[i])) : 0U;
  };
  std::uint32_t c = 0;  // capitals beyond the basic plane do not begin place names
  if ((byte(0) & 0xE0U) == 0xC0U)
    c = (byte(0) & 0x1FU) << 6U | (byte(1) & 0x3FU);
  else if ((byte(0) & 0xF0U) == 0xE0U)
    c = (byte(0) & 0x0FU) << 12U | (byte(1) & 0x3FU) << 6U | (byte(2) & 0x3FU);
  return c != 0 && u_isupper(static_cast<UChar32>(c)) != 0;
}

std::int32_t head_of(const Sentence& sentence, std::int32_t first, std::int32_t last) {
  for (std::int32_t t = first; t <= last; ++t)
    if (at(sentence, t).head < first || at(sentence, t).head > last) {
      const Deprel d = at(sentence, t).deprel;
      if (first == last || (d != Deprel::kPunct && d != Deprel::kCase && d != Deprel::kDet)) return t;
    }
  return last;
}

std::string case_of(const Sentence& sentence, const Tree& tree, std::int32_t token) {
  const std::int32_t c = tree.child(token, Deprel::kCase);
  return c < 0 ? std::string() : lower_ascii(at(sentence, c).form);
}

bool in_person_name(const Sentence& sentence, const Tree& tree, std::int32_t first, std::int32_t last) {
  for (std::int32_t t = first; t <= last; ++t) {
    const Token& token = at(sentence, t);
    if (token.deprel == Deprel::kFlat && token.head != language::kNoHead && (token.head < first || token.head > last))
      return true;
    for (const std::int32_t child : tree.children(t)) {
      const Token& c = at(sentence, child);
      if ((child < first || child > last) && c.deprel == Deprel::kFlat && c.upos == Upos::kPropn &&
          begins_upper(c.form))
        return true;
    }
  }
  return false;
}

bool is_associative(const Sentence& sentence, const Tree& tree, std::int32_t first, std::int32_t last, Use use,
                    const Gazetteer& gazetteer) {
  const bool country = use == Use::kState || use == Use::kAdjective;
  const auto size = static_cast<std::int32_t>(sentence.tokens.size());
  // "X-based", "X-backed"
  if (last + 2 < size && at(sentence, last + 1).form == "-" && !at(sentence, last + 1).space_after &&
      !begins_upper(at(sentence, last + 2).form) &&
      (at(sentence, last + 2).xpos == "VBN" || at(sentence, last + 2).xpos == "VBD"))
    return true;

  const std::int32_t own = head_of(sentence, first, last);
  std::int32_t role = own;
  while (at(sentence, role).deprel == Deprel::kConj && at(sentence, role).head != language::kNoHead)
    role = at(sentence, role).head;
  const Token& token = at(sentence, role);
  if (token.head == language::kNoHead) return false;
  const Token& governor = at(sentence, token.head);
  const std::string lemma = lower_ascii(governor.lemma);

  switch (token.deprel) {
    case Deprel::kCompound:
    case Deprel::kAmod:
    case Deprel::kNmodDesc:
      if (names_a_place(gazetteer, lemma)) return false;
      if (governor.upos == Upos::kPropn) return true;
      return use == Use::kAdjective || (use != Use::kPlace && is_generic_actor(gazetteer, lemma));
    case Deprel::kNmod:
    case Deprel::kObl: {
      std::string preposition = case_of(sentence, tree, own);
      if (preposition.empty()) preposition = case_of(sentence, tree, role);
      const bool nominal = token.deprel == Deprel::kNmod;
      if (preposition == "of" && nominal) {
        if (names_a_place(gazetteer, lemma)) return false;
        return governor.upos == Upos::kPropn || (use != Use::kPlace && is_generic_actor(gazetteer, lemma));
      }
      if (use == Use::kPlace || is_class(gazetteer, lemma, PlaceWordClass::kBorder)) return false;
      const bool goal = is_class(gazetteer, lemma, PlaceWordClass::kLiteralObject);
      if (preposition == "for") return !goal;
      if (preposition == "to")
        return nominal && !goal && country && governor.upos == Upos::kNoun && !names_a_place(gazetteer, lemma);
      return std::find(kPartnerCases.begin(), kPartnerCases.end(), preposition) != kPartnerCases.end();
    }
    case Deprel::kNmodPoss:
      return use != Use::kPlace && !names_a_place(gazetteer, lemma);
    case Deprel::kOblAgent:
    case Deprel::kIobj:
      return use != Use::kPlace;
    case Deprel::kObj:
    case Deprel::kNsubjPass:
      return country && is_verb(governor) && !is_class(gazetteer, lemma, PlaceWordClass::kLiteralObject);
    case Deprel::kNsubj:
      if (use == Use::kPlace) return false;
      if (tree.child(token.head, Deprel::kCop) >= 0)
        return country && !names_a_place(gazetteer, lemma) && tree.child(token.head, Deprel::kCase) < 0;
      return is_verb(governor) && !is_class(gazetteer, lemma, PlaceWordClass::kLiteralSubject);
    default:
      return false;
  }
}

}  // namespace dragoman::places
