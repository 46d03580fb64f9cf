// A sentence as CoNLL-U columns: what every later stage reads. Words are UD syntactic words ("don't" is two tokens); heads are
// 0-based indexes into `tokens`, kNoHead for the root.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/span.h"

namespace dragoman::language {

inline constexpr std::int32_t kNoHead = -1;

enum class Upos : std::uint8_t {
  kAdj, kAdp, kAdv, kAux, kCconj, kDet, kIntj, kNoun, kNum, kPart, kPron, kPropn, kPunct, kSconj, kSym, kVerb, kX,
};

/// UD relations with the subtypes of the English treebanks. An unknown subtype reads as its universal relation.
enum class Deprel : std::uint8_t {
  kAcl, kAclRelcl, kAdvcl, kAdvclRelcl, kAdvmod, kAmod, kAppos, kAux, kAuxPass, kCase, kCc, kCcPreconj, kCcomp, kClf,
  kCompound, kCompoundPrt, kConj, kCop, kCsubj, kCsubjPass, kCsubjOuter, kDep, kDet, kDetPredet, kDiscourse, kDislocated,
  kExpl, kFixed, kFlat, kGoeswith, kIobj, kList, kMark, kNmod, kNmodPoss, kNmodDesc, kNmodUnmarked, kNsubj, kNsubjPass,
  kNsubjOuter, kNummod, kObj, kObl, kOblAgent, kOblUnmarked, kOrphan, kParataxis, kPunct, kReparandum, kRoot, kVocative, kXcomp,
};

[[nodiscard]] std::string_view to_string(Upos upos);
[[nodiscard]] std::string_view to_string(Deprel deprel);
/// Upos::kX / Deprel::kDep for what UD does not know.
[[nodiscard]] Upos parse_upos(std::string_view text);
[[nodiscard]] Deprel parse_deprel(std::string_view text);

struct Token {
  base::Span span;              // in the document text; for CoNLL-U input, in the text rebuilt from forms and SpaceAfter
  std::string form;             // exactly the bytes of `span`
  std::string lemma;            // lower case but for proper nouns
  Upos upos = Upos::kX;
  std::string xpos;             // Penn tag
  std::string feats;            // "Number=Plur|Tense=Past", keys sorted; empty for none
  std::int32_t head = kNoHead;
  Deprel deprel = Deprel::kDep;
  bool space_after = true;

  /// True if `feats` holds the pair, e.g. has("Tense=Past").
  [[nodiscard]] bool has(std::string_view feature) const;
};

struct Sentence {
  base::Span span;              // first token's begin .. last token's end
  std::vector<Token> tokens;
};

/// A sentence's tree: children lists, each in word order. Built once a sentence, O(tokens); keeps no reference to the sentence.
class Tree {
 public:
  explicit Tree(const Sentence& sentence);
  [[nodiscard]] const std::vector<std::int32_t>& children(std::int32_t token) const { return children_[static_cast<std::size_t>(token)]; }
  [[nodiscard]] std::int32_t root() const { return root_; }
  /// First child with this relation, or -1.
  [[nodiscard]] std::int32_t child(std::int32_t token, Deprel deprel) const;
  /// True if `ancestor` is `token` or stands above it.
  [[nodiscard]] bool dominates(std::int32_t ancestor, std::int32_t token) const;
  /// First and last token (inclusive) of the subtree; for a non-projective tree the outermost ones.
  [[nodiscard]] std::pair<std::int32_t, std::int32_t> extent(std::int32_t token) const;

 private:
  std::vector<std::int32_t> heads_;
  std::vector<Deprel> deprels_;
  std::vector<std::vector<std::int32_t>> children_;
  std::int32_t root_ = 0;
};

/// A sentence in its document, analysed.
struct ParsedSentence {
  Sentence sentence;
  Tree tree;
  std::uint32_t paragraph = 0;
  bool heading = false;
  bool dateline = false;
};
using ParsedDocument = std::vector<ParsedSentence>;

}  // namespace dragoman::language
