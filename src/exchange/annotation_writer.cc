#include "exchange/annotation_writer.h"

#include <algorithm>
#include <map>

#include "exchange/json.h"
#include "text/utf8.h"

namespace dragoman::exchange {

namespace {

struct Name {
  base::Span span;
  std::string_view type;
  const actors::Entity* entity = nullptr;
};

std::string_view type_of(const actors::Mention& m) {
  if (m.person) return "PER";
  if (m.entities.empty()) return {};
  const actors::Entity& e = m.entities.front();
  if (e.identifier_id.empty()) return {};
  return e.identifier_id == e.code ? "GPE" : "ORG";
}

std::vector<Name> names_of(const actors::DocumentActors& actors, const language::ParsedDocument& parsed, const std::vector<std::vector<places::Toponym>>& toponyms) {
  std::vector<Name> out;
  for (const actors::Mention& m : actors.mentions()) {
    const language::Token& head = parsed[m.sentence].sentence.tokens[static_cast<std::size_t>(m.head)];
    if (m.kind == actors::MentionKind::kPronoun) continue;
    if (head.upos == language::Upos::kAdj && !m.entities.empty() && m.entities.front().identifier_id == m.entities.front().code) {
      out.push_back({head.span, "NORP", &m.entities.front()});
      continue;
    }
    if (m.kind != actors::MentionKind::kName) continue;
    if (const std::string_view type = type_of(m); !type.empty()) out.push_back({m.span, type, m.entities.empty() ? nullptr : &m.entities.front()});
  }
  for (std::size_t s = 0; s < toponyms.size(); ++s)
    for (const places::Toponym& t : toponyms[s])
      if (!t.associative) out.push_back({t.span, t.place.resolution == places::kRegion ? "LOC" : "GPE", nullptr});
  std::stable_sort(out.begin(), out.end(), [](const Name& a, const Name& b) {
    return a.span.begin != b.span.begin ? a.span.begin < b.span.begin : a.span.end > b.span.end;
  });
  std::vector<Name> kept;   // of overlapping ones the first, and there the longer
  for (const Name& name : out)
    if (kept.empty() || !kept.back().span.overlaps(name.span)) kept.push_back(name);
  return kept;
}

}  // namespace

Layers layers_of(const std::vector<std::string>& names) {
  if (names.empty()) return {};
  const auto has = [&](std::string_view name) { return std::find(names.begin(), names.end(), name) != names.end(); };
  return {has("names"), has("chains"), has("toponyms"), has("times"), has("attributions"), has("tokens")};
}

void write_annotation(const intake::Document& document, const language::ParsedDocument& parsed, const actors::DocumentActors& actors,
                      const std::vector<std::vector<places::Toponym>>& toponyms, const std::vector<std::vector<times::Timex>>& timexes,
                      const std::vector<events::EventReport>& reports, const Layers& layers, std::string& out) {
  const text::CodePoints points(document.text);
  Json json(out);
  const auto range = [&](base::Span span) {
    const base::Span at = points.of(span);
    json.number("start", at.begin);
    json.number("end", at.end);
  };
  json.open();
  json.text("doc", document.id);
  json.array("sentences", parsed, [&](const language::ParsedSentence& sentence) {
    json.open();
    range(sentence.sentence.span);
    json.close();
  });
  if (layers.tokens) {
    std::vector<std::pair<const language::Token*, std::size_t>> tokens;   // with the sentence's first token
    for (const language::ParsedSentence& sentence : parsed) {
      const std::size_t first = tokens.size();
      for (const language::Token& token : sentence.sentence.tokens) tokens.emplace_back(&token, first);
    }
    json.array("tokens", tokens, [&](const auto& entry) {
      const auto& [token, first] = entry;
      json.open();
      range(token->span);
      json.text("form", token->form);
      json.text("lemma", token->lemma);
      json.text("upos", language::to_string(token->upos));
      json.text("xpos", token->xpos);
      json.text("feats", token->feats);
      json.raw("head", token->head == language::kNoHead ? "-1" : std::to_string(first + static_cast<std::size_t>(token->head)));
      json.text("deprel", language::to_string(token->deprel));
      json.close();
    });
  }
  if (layers.names)
    json.array("names", names_of(actors, parsed, toponyms), [&](const Name& name) {
      json.open();
      range(name.span);
      json.text("text", name.span.of(document.text));
      json.text("type", name.type);
      json.text_or_null("code", name.entity == nullptr ? "" : name.entity->code);
      json.text_or_null("identifier_id", name.entity == nullptr ? "" : name.entity->identifier_id);
      json.close();
    });
  if (layers.chains) {
    std::map<std::int32_t, std::vector<const actors::Mention*>> chains;
    for (const actors::Mention& m : actors.mentions())
      if (m.chain >= 0) chains[m.chain].push_back(&m);
    json.array("chains", chains, [&](const auto& entry) {
      json.open();
      json.number("id", static_cast<std::size_t>(entry.first));
      std::string code;
      for (const actors::Mention* m : entry.second)
        if (code.empty() && !m->entities.empty()) code = m->entities.front().code;
      json.text_or_null("code", code);
      json.array("mentions", entry.second, [&](const actors::Mention* m) {
        json.open();
        range(m->span);
        json.text("kind", m->kind == actors::MentionKind::kName ? "name" : m->kind == actors::MentionKind::kPronoun ? "pronoun" : "description");
        json.close();
      });
      json.close();
    });
  }
  if (layers.toponyms) {
    std::vector<const places::Toponym*> all;
    for (const auto& sentence : toponyms)
      for (const places::Toponym& t : sentence) all.push_back(&t);
    json.array("toponyms", all, [&](const places::Toponym* t) {
      json.open();
      range(t->span);
      json.text("text", t->text);
      json.text("reading", t->associative ? "associative" : "literal");
      json.object("place", [&] {
        json.raw("lat", json_number(t->place.lat, 5));
        json.raw("lon", json_number(t->place.lon, 5));
        json.text_or_null("country_code", t->place.country_code);
        json.raw("geonameid", t->place.geonameid ? std::to_string(*t->place.geonameid) : "null");
        json.text("resolved_place", t->place.resolved_name);
        json.number("resolution", static_cast<std::size_t>(t->place.resolution));
        json.raw("radius_km", json_number(t->place.radius_km, 1));
      });
      json.close();
    });
  }
  if (layers.times) {
    std::vector<const times::Timex*> all;
    for (const auto& sentence : timexes)
      for (const times::Timex& t : sentence) all.push_back(&t);
    json.array("timexes", all, [&](const times::Timex* t) {
      json.open();
      range(t->span);
      json.text("text", t->text);
      json.text("type", times::to_string(t->type));
      json.text("value", t->value);
      json.text_or_null("begin", t->begin ? base::to_string(*t->begin) : "");
      json.text_or_null("end_date", t->end ? base::to_string(base::plus_days(*t->end, 1)) : "");   // half-open, as in the contract
      json.close();
    });
  }
  if (layers.attributions) {
    std::vector<const events::EventReport*> said;
    for (const events::EventReport& r : reports)
      if (r.attribution) said.push_back(&r);
    json.array("attributions", said, [&](const events::EventReport* r) {
      json.open();
      json.object("source", [&] { range(r->attribution->span); });
      json.object("cue", [&] { range(r->attribution->cue_span); });
      json.object("content", [&] { range(r->attribution->content); });
      json.close();
    });
  }
  json.close();
  out += '\n';
}

}  // namespace dragoman::exchange
