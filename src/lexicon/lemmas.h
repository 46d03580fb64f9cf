// Lemmas as the lexicon writes them. The reading model guesses a lemma by the spelling of the form and sometimes misses ("shelled" -> "shelle"); here
// irregular forms are looked up (data/language/irregular.tsv), and a lemma that no row of the lexicon knows gives way to a regular reading that one knows.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "base/diagnostic.h"
#include "language/sentence.h"
#include "lexicon/frames.h"
#include "lexicon/ontology.h"
#include "lexicon/words.h"

namespace dragoman::lexicon {

class Lemmas {
 public:
  /// Reads `language_folder`/irregular.tsv (form, upos VERB or NOUN, lemma, source); appends every problem.
  Lemmas(const std::filesystem::path& language_folder, std::vector<base::Diagnostic>& problems);
  Lemmas() = default;

  void know(const FrameLexicon& frames);
  void know(const Words& words);
  void know(const Ontology& ontology);
  void know_noun(std::string_view lemma) { nouns_.emplace(lemma); }

  /// Mends the lemmas of verbs and nouns. Cost: one or two hash look-ups a word.
  void mend(language::Sentence& sentence) const;

 private:
  using Set = std::unordered_set<std::string>;
  std::unordered_map<std::string, std::string> irregular_verbs_;
  std::unordered_map<std::string, std::string> irregular_nouns_;
  Set verbs_;
  Set nouns_;
};

}  // namespace dragoman::lexicon
