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

  Lexicon() = default;
  Lexicon(Lexicon&&) = default;
  Lexicon& operator=(Lexicon&&) = default;
};

/// Of the names and bytes of every table in the folder, 32 hexadecimal digits: what a run was made with. Reads every file.
[[nodiscard]] std::string content_hash(const std::filesystem::path& data_folder);

/// Throws base::Error with every problem of every table. Cost: under 150 ms for the shipped data.
[[nodiscard]] Lexicon load_lexicon(const std::filesystem::path& data_folder);

/// The same, problems as values (for `lexicon check`).
[[nodiscard]] Lexicon load_lexicon(const std::filesystem::path& data_folder, std::vector<base::Diagnostic>& problems);

}  // namespace dragoman::lexicon
