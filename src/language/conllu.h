// CoNLL-U, read and written. Multiword-token lines and empty nodes are skipped on reading (their words are kept); comments
// other than `# text` are dropped.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/diagnostic.h"
#include "language/sentence.h"

namespace dragoman::language {

struct ConlluFile {
  std::vector<Sentence> sentences;             // spans slice `text`
  std::string text;                            // rebuilt from forms and SpaceAfter, one sentence a line
  std::vector<base::Diagnostic> problems;      // a broken sentence is left out and reported here: CONLLU001..
};

/// `file` names the source in diagnostics. Never throws on bad input; sentences longer than 10,000 words are a problem (CONLLU009).
[[nodiscard]] ConlluFile read_conllu(std::string_view bytes, std::string_view file);

/// Appends one sentence block with `# text = ...` and a blank line after it. `text` is what the spans slice.
void write_conllu(const Sentence& sentence, std::string_view text, std::string& out);

}  // namespace dragoman::language
