// From matched frames to event reports: composition (what is promised, asked, refused about an act), participants that only the document
// tells, one report per happening, factuality, stance, attribution, contexts, codes, place and day.
// Decisions follow docs/codebook/. Not handled: events told over several sentences without a trigger of their own.
#pragma once

#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "actors/mentions.h"
#include "base/date.h"
#include "events/event_report.h"
#include "language/sentence.h"
#include "lexicon/lexicon.h"
#include "places/toponyms.h"
#include "times/timexes.h"

namespace dragoman::events {

struct CodingInput {
  std::string_view document_id;
  std::string_view text;
  std::optional<base::Date> date;
  const language::ParsedDocument* document = nullptr;
  const actors::DocumentActors* actors = nullptr;
  const std::vector<std::vector<places::Toponym>>* toponyms = nullptr;   // by sentence
  const std::vector<std::vector<times::Timex>>* timexes = nullptr;       // by sentence
};

/// What `explain` shows of one sentence besides its events.
struct Trace {
  struct Row {
    std::uint32_t sentence = 0;
    Rejected what;
  };
  std::vector<Row> rows;
};

/// Immutable; code() may be called from many threads. The lexicon must outlive it.
class Coder {
 public:
  explicit Coder(const lexicon::Lexicon& lexicon);
  /// Reports in order of their triggers. Cost: linear in tokens. `trace` may be null.
  [[nodiscard]] std::vector<EventReport> code(const CodingInput& input, Trace* trace) const;
  /// The contexts that words of the sentence call up.
  [[nodiscard]] std::set<std::string> contexts_in(const language::Sentence& sentence) const;

 private:
  friend class CoderRun;
  const lexicon::Lexicon* lexicon_;
  // first lemma of a context's cue -> (context, cue)
  std::unordered_map<std::string, std::vector<std::pair<std::size_t, std::size_t>>> context_cues_;
};

}  // namespace dragoman::events
