// A document with hand-written trees, coded with the small lexicon.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "actors/mentions.h"
#include "events/coder.h"
#include "support/tree.h"
#include "support/world.h"

namespace dragoman::events {

struct Coded {
  testing::Text text;
  std::vector<EventReport> reports;
  Trace trace;
};

/// `text` keeps the spans' bytes, so the reports may be sliced.
inline Coded code(const std::vector<std::string_view>& sentences, std::string_view publisher = {}, std::string_view id = "doc") {
  Coded out;
  out.text = testing::parsed(sentences);
  const lexicon::Lexicon& lexicon = testing::small_lexicon();
  const std::optional<base::Date> date = base::parse_date("2026-02-01");
  const actors::DocumentActors actors = actors::Resolver(lexicon.actors, lexicon.words).resolve(out.text.document, {date, publisher});
  const std::vector<std::vector<places::Toponym>> toponyms(out.text.document.size());
  const std::vector<std::vector<times::Timex>> timexes(out.text.document.size());
  CodingInput input;
  input.document_id = id;
  input.text = out.text.text;
  input.date = date;
  input.document = &out.text.document;
  input.actors = &actors;
  input.toponyms = &toponyms;
  input.timexes = &timexes;
  out.reports = Coder(lexicon).code(input, &out.trace);
  return out;
}

inline std::string show(const std::vector<Participant>& role) {
  std::string out;
  for (const Participant& p : role) out += (out.empty() ? "" : "+") + (p.entity.code.empty() ? "?" : p.entity.code) + (p.entity.sector.empty() ? "" : "." + p.entity.sector);
  return out.empty() ? "-" : out;
}

/// "CONSULT/visit[visited] EGY > LBY" and what is out of the ordinary: factuality, base, stance, source.
inline std::string show(const EventReport& r, std::string_view text) {
  std::string out(lexicon::to_string(r.event));
  if (!r.mode.empty()) out += "/" + r.mode;
  out += "[" + std::string(r.trigger.of(text)) + "] " + show(r.actors) + " > " + show(r.recipients);
  if (r.base) out += " of " + std::string(lexicon::to_string(r.base->event)) + (r.base->mode.empty() ? "" : "/" + r.base->mode);
  if (r.factuality != Factuality::kActual) out += " " + std::string(to_string(r.factuality));
  if (r.stance != Stance::kReported) out += " assessed";
  if (r.attribution) out += " says " + r.attribution->entity_text;
  return out;
}

inline std::string show(const Coded& coded) {
  std::string out;
  for (const EventReport& r : coded.reports) out += (out.empty() ? "" : "; ") + show(r, coded.text.text);
  return out;
}

}  // namespace dragoman::events
