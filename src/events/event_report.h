// One telling of one event in one document: the record's row. Spans are bytes of the document text.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/date.h"
#include "base/span.h"
#include "events/factuality.h"
#include "events/matcher.h"
#include "lexicon/ontology.h"
#include "places/toponyms.h"
#include "times/timexes.h"

namespace dragoman::events {

struct Base {
  lexicon::EventType event{};
  std::string mode;
};

struct Attribution {
  std::string entity_text;
  std::string code;
  std::string cue;
  base::Span span;          // of the words that name the source
  base::Span cue_span;
  base::Span content;       // what is said: the clause that hangs on the cue
};

struct EventReport {
  std::string id;           // content-derived: document, trigger, type
  lexicon::EventType event{};
  std::string mode;
  std::optional<Base> base;
  std::vector<std::string> context;
  std::string cameo;
  std::optional<double> goldstein;
  int quad = 0;
  double scale = 0;
  std::vector<Participant> actors;
  std::vector<Participant> recipients;
  std::optional<places::EventPlace> place;
  times::EventDate date;
  base::Span trigger;
  base::Span words;         // trigger and the verb that carries it ("paid a visit")
  bool nominal = false;
  Factuality factuality = Factuality::kActual;
  bool historical = false;  // more than a year before the document
  Stance stance = Stance::kReported;
  std::optional<Attribution> attribution;
  double confidence = 0;
  std::uint32_t sentence = 0;
  const lexicon::Frame* frame = nullptr;
  std::string rule;         // how the roles were filled: "direct", "shared", "document"
};

}  // namespace dragoman::events
