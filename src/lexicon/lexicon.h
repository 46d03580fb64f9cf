// All of data/ in one value.
#pragma once

#include <filesystem>

#include "lexicon/actor_lexicon.h"
#include "lexicon/frames.h"
#include "lexicon/lemmas.h"
#include "lexicon/ontology.h"
#include "lexicon/words.h"

namespace dragoman::lexicon {

struct Lexicon {
  std::filesystem::path folder;
  Ontology ontology;
  ActorLexicon actors;
  FrameLexicon frames;
  Words words;
  Lemmas lemmas;
  std::vector<Claim> claims;   // of every table's examples; frames keep their own
  std::string hash;      // of every file read: goes into the run record

  Lexicon() = default;
  Lexicon(Lexicon&&) = default;
  Lexicon& operator=(Lexicon&&) = default;
};

/// Throws base::Error with every problem of every table. Cost: under 150 ms for the shipped data.
[[nodiscard]] Lexicon load_lexicon(const std::filesystem::path& data_folder);

/// The same, problems as values (for `lexicon check`).
[[nodiscard]] Lexicon load_lexicon(const std::filesystem::path& data_folder, std::vector<base::Diagnostic>& problems);

}  // namespace dragoman::lexicon
