// The layers below the events, as one JSON object a document (docs/formats/record.md). Offsets are code points.
#pragma once

#include <string>
#include <vector>

#include "actors/mentions.h"
#include "events/event_report.h"
#include "intake/document.h"
#include "language/sentence.h"
#include "places/toponyms.h"
#include "times/timexes.h"

namespace dragoman::exchange {

struct Layers {
  bool names = true, chains = true, toponyms = true, times = true, attributions = true, tokens = true;
};

/// Empty: all of them. Unknown names are ignored.
[[nodiscard]] Layers layers_of(const std::vector<std::string>& names);

/// Appends one object and a newline. Names are those that the lexicon and the gazetteer know and titled persons; attributions those of coded events.
void write_annotation(const intake::Document& document, const language::ParsedDocument& parsed, const actors::DocumentActors& actors,
                      const std::vector<std::vector<places::Toponym>>& toponyms, const std::vector<std::vector<times::Timex>>& timexes,
                      const std::vector<events::EventReport>& reports, const Layers& layers, std::string& out);

}  // namespace dragoman::exchange
