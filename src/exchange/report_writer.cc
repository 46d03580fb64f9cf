#include "exchange/report_writer.h"

#include <algorithm>
#include <array>

#include "exchange/json.h"
#include "text/utf8.h"

namespace dragoman::exchange {

namespace {

using events::EventReport;
using events::Participant;

// Two decimals are more than a confidence or a scale value means; coordinates keep five (about a metre).
std::string number(double value, int decimals) { return json_number(value, decimals); }

std::vector<std::string> one(std::string_view value) {
  return value.empty() ? std::vector<std::string>{} : std::vector<std::string>{std::string(value)};
}

std::string date_text(const std::optional<base::Date>& date) { return date ? base::to_string(*date) : std::string(); }

void write_participants(std::string_view name, const std::vector<Participant>& role, std::string_view text, const text::CodePoints& points, Json& json,
                        std::string& out) {
  json.array(name, role, [&](const Participant& p) {
    const base::Span at = points.of(p.span);
    Json entity(out);
    entity.open();
    entity.text_or_null("code", p.entity.code);
    entity.text_or_null("sector", p.entity.sector);
    entity.text("entity_text", p.span.of(text));
    entity.text_or_null("identifier_id", p.entity.identifier_id);
    entity.text_or_null("identifier_text", p.entity.identifier_text);
    entity.text_or_null("office", p.entity.office);
    entity.number("start", at.begin);
    entity.number("end", at.end);
    entity.close();
  });
}

void write_place(const events::EventReport& r, const text::CodePoints& points, Json& json) {
  if (!r.place) {
    json.raw("event_loc", "null");
    return;
  }
  const places::Place& p = r.place->place;
  const base::Span at = points.of(r.place->span);
  json.object("event_loc", [&] {
    json.text("extracted_place", r.place->extracted);
    json.text_or_null("resolved_place", p.resolved_name);
    json.raw("geonameid", p.geonameid ? std::to_string(*p.geonameid) : "null");
    json.raw("lat", number(p.lat, 5));
    json.raw("lon", number(p.lon, 5));
    json.text_or_null("city", p.city);
    json.text_or_null("district", p.district);
    json.text_or_null("province", p.province);
    json.text_or_null("country", p.country);
    json.text_or_null("country_code", p.country_code);
    json.text_or_null("feature_class", p.feature_class);
    json.text_or_null("feature_code", p.feature_code);
    json.raw("resolution", std::to_string(p.resolution));
    json.raw("radius_km", number(p.radius_km, 1));
    json.raw("start", std::to_string(at.begin));
    json.raw("end", std::to_string(at.end));
  });
}

std::string csv_cell(std::string_view value) {
  if (value.find_first_of(",\"\r\n") == std::string_view::npos) return std::string(value);
  std::string out = "\"";
  for (const char c : value) {
    if (c == '"') out += '"';
    out += c;
  }
  return out + '"';
}

// An unknown value keeps its place: codes, sectors and words of several participants go together.
std::string joined(const std::vector<std::string>& values) {
  std::string out;
  for (std::size_t i = 0; i < values.size(); ++i) out += (i > 0 ? "; " : "") + values[i];
  return out;
}

template <class Field>
std::string of_role(const std::vector<Participant>& role, Field field) {
  std::vector<std::string> values;
  for (const Participant& p : role) values.push_back(std::string(field(p)));
  return joined(values);
}

constexpr std::array<std::string_view, 45> kCsvColumns = {
    "id", "doc", "date", "enddate", "date_precision", "date_basis", "event", "mode", "base_event", "base_mode", "context", "cameo", "goldstein", "quad_code",
    "event_scale", "actor_code", "actor_sector", "actor_text", "actor_id", "recipient_code", "recipient_sector", "recipient_text", "recipient_id", "place",
    "place_text", "city", "province", "country_code", "lat", "lon", "resolution", "trigger", "trigger_start", "trigger_end", "trigger_kind", "factuality", "historical",
    "stance", "attribution", "confidence", "text", "title", "publication", "frame", "rule",
};

// `text` with everything in it on one line.
std::string one_line(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == '\n' || c == '\r' || c == '\t' || c == ' ') {
      if (out.empty() || out.back() != ' ') out += ' ';
    } else {
      out += c;
    }
  }
  return out;
}

// A window of at most `width` bytes around the trigger, cut at code points.
void excerpt(std::string_view sentence, base::Span trigger, std::size_t width, const TableStyle& style, std::string& out) {
  std::size_t from = 0;
  std::size_t to = sentence.size();
  if (to > width) {
    const std::size_t middle = (trigger.begin + trigger.end) / 2;
    from = middle > width / 2 ? middle - width / 2 : 0;
    to = std::min(sentence.size(), from + width);
    from = to > width ? std::min(from, to - width) : 0;
    from = std::min<std::size_t>(from, trigger.begin);
    to = std::max<std::size_t>(to, trigger.end);
    const auto inside = [&](std::size_t at) { return at < sentence.size() && (static_cast<unsigned char>(sentence[at]) & 0xC0U) == 0x80U; };
    while (inside(from)) --from;
    while (inside(to)) ++to;
  }
  if (from > 0) out += "... ";
  out += one_line(sentence.substr(from, trigger.begin - from));
  out += style.color ? "\x1b[1m" : "[";
  out += one_line(sentence.substr(trigger.begin, trigger.end - trigger.begin));
  out += style.color ? "\x1b[0m" : "]";
  out += one_line(sentence.substr(trigger.end, to - trigger.end));
  if (to < sentence.size()) out += " ...";
}

void add_parties(const std::vector<Participant>& role, std::string_view text, std::string& out) {
  if (role.empty()) out += "-";
  for (std::size_t i = 0; i < role.size(); ++i) {
    if (i > 0) out += " + ";
    out += role[i].entity.code.empty() ? "?" : role[i].entity.code;
    if (!role[i].entity.sector.empty()) out += ' ' + role[i].entity.sector;
    out += " (" + one_line(role[i].span.of(text)) + ')';
  }
}

}  // namespace

void write_jsonl(const intake::Document& document, const language::ParsedDocument& parsed, const std::vector<EventReport>& reports, std::string& out) {
  if (reports.empty()) return;
  const text::CodePoints points(document.text);
  for (const EventReport& r : reports) {
    const base::Span sentence = parsed[r.sentence].sentence.span;
    const base::Span sentence_at = points.of(sentence);
    const base::Span trigger_at = points.of(r.trigger);
    Json json(out);
    json.open();
    json.text("id", r.id);
    json.text_or_null("date", date_text(r.date.date));
    json.text_or_null("enddate", date_text(r.date.enddate));
    json.text("date_precision", r.date.date ? r.date.precision : std::string("unknown"));
    json.text("date_basis", r.date.basis);
    json.text_or_null("date_text", r.date.text);
    json.list("event", {std::string(lexicon::to_string(r.event))});
    json.list("mode", one(r.mode));
    if (r.base)
      json.object("base", [&] {
        json.text("event", lexicon::to_string(r.base->event));
        json.text_or_null("mode", r.base->mode);
      });
    else
      json.raw("base", "null");
    json.list("context", r.context);
    json.text("cameo", r.cameo);
    json.raw("goldstein", r.goldstein ? number(*r.goldstein, 2) : "null");
    json.raw("quad_code", std::to_string(r.quad));
    json.raw("event_scale", number(r.scale, 2));
    write_participants("actor", r.actors, document.text, points, json, out);
    write_participants("recipient", r.recipients, document.text, points, json, out);
    write_place(r, points, json);
    json.object("trigger", [&] {
      json.text("text", r.trigger.of(document.text));
      json.raw("start", std::to_string(trigger_at.begin));
      json.raw("end", std::to_string(trigger_at.end));
      json.text("kind", r.nominal ? "nominal" : "verbal");
    });
    json.text("event_text", r.trigger.of(document.text));
    json.text("factuality", events::to_string(r.factuality));
    json.raw("historical", r.historical ? "true" : "false");
    json.text("stance", events::to_string(r.stance));
    if (r.attribution) {
      const base::Span at = points.of(r.attribution->span);
      json.object("attribution", [&] {
        json.text("entity_text", r.attribution->entity_text);
        json.text_or_null("code", r.attribution->code);
        json.text("cue", r.attribution->cue);
        json.raw("start", std::to_string(at.begin));
        json.raw("end", std::to_string(at.end));
      });
    } else {
      json.raw("attribution", "null");
    }
    json.raw("confidence", number(r.confidence, 2));
    json.text("text", sentence.of(document.text));
    json.object("text_info", [&] {
      json.raw("sequence", std::to_string(r.sentence + 1));
      json.raw("start", std::to_string(sentence_at.begin));
      json.raw("end", std::to_string(sentence_at.end));
    });
    json.object("cite_info", [&] {
      json.text_or_null("url", document.url);
      json.text_or_null("title", document.title);
      json.text_or_null("publication", document.publisher);
      json.text_or_null("language", document.language);
      json.text_or_null("date", date_text(document.date));
    });
    json.text("doc", document.id);
    json.object("why", [&] {
      json.text("frame", r.frame->id);
      json.text("rule", r.rule);
      json.text("file", r.frame->file);
      json.raw("line", std::to_string(r.frame->line));
    });
    json.close();
    out += '\n';
  }
}

std::string csv_header() {
  std::string out;
  for (const std::string_view column : kCsvColumns) out += (out.empty() ? "" : ",") + std::string(column);
  return out + "\r\n";
}

void write_csv(const intake::Document& document, const language::ParsedDocument& parsed, const std::vector<EventReport>& reports, std::string& out) {
  if (reports.empty()) return;
  const text::CodePoints points(document.text);
  for (const EventReport& r : reports) {
    const base::Span trigger_at = points.of(r.trigger);
    const places::Place* place = r.place ? &r.place->place : nullptr;
    const auto code = [](const Participant& p) { return p.entity.code; };
    const auto sector = [](const Participant& p) { return p.entity.sector; };
    const auto words = [&](const Participant& p) { return p.span.of(document.text); };
    const auto identifier = [](const Participant& p) { return p.entity.identifier_id; };
    const std::array<std::string, kCsvColumns.size()> cells = {
        r.id, document.id, date_text(r.date.date), date_text(r.date.enddate), r.date.date ? r.date.precision : std::string("unknown"), r.date.basis,
        std::string(lexicon::to_string(r.event)), r.mode, r.base ? std::string(lexicon::to_string(r.base->event)) : "", r.base ? r.base->mode : "",
        joined(r.context), r.cameo, r.goldstein ? number(*r.goldstein, 2) : "", std::to_string(r.quad), number(r.scale, 2), of_role(r.actors, code),
        of_role(r.actors, sector), of_role(r.actors, words), of_role(r.actors, identifier), of_role(r.recipients, code), of_role(r.recipients, sector),
        of_role(r.recipients, words), of_role(r.recipients, identifier), place ? place->resolved_name : "", place ? r.place->extracted : "", place ? place->city : "",
        place ? place->province : "", place ? place->country_code : "", place ? number(place->lat, 5) : "", place ? number(place->lon, 5) : "",
        place ? std::to_string(place->resolution) : "", std::string(r.trigger.of(document.text)), std::to_string(trigger_at.begin),
        std::to_string(trigger_at.end), r.nominal ? "nominal" : "verbal", std::string(events::to_string(r.factuality)), r.historical ? "true" : "false",
        std::string(events::to_string(r.stance)), r.attribution ? r.attribution->entity_text : "", number(r.confidence, 2),
        std::string(parsed[r.sentence].sentence.span.of(document.text)), document.title, document.publisher, r.frame->id, r.rule,
    };
    for (std::size_t i = 0; i < cells.size(); ++i) {
      if (i > 0) out += ',';
      out += csv_cell(cells[i]);
    }
    out += "\r\n";
  }
}

void write_table(const intake::Document& document, const language::ParsedDocument& parsed, const std::vector<EventReport>& reports, const TableStyle& style,
                 std::string& out) {
  const auto paint = [&](std::string_view code, std::string_view text) { return style.color ? "\x1b[" + std::string(code) + 'm' + std::string(text) + "\x1b[0m" : std::string(text); };
  out += paint("1", document.title.empty() ? document.id : document.title);
  out += "  " + std::to_string(reports.size()) + (reports.size() == 1 ? " event report" : " event reports") + "\n\n";
  for (const EventReport& r : reports) {
    std::string head(lexicon::to_string(r.event));
    if (!r.mode.empty()) head += '/' + r.mode;
    if (r.base) head += " of " + std::string(lexicon::to_string(r.base->event)) + (r.base->mode.empty() ? "" : '/' + r.base->mode);
    static constexpr std::array<std::string_view, 5> kQuadColors = {"0", "32", "36", "33", "31"};
    out += paint(kQuadColors[static_cast<std::size_t>(std::clamp(r.quad, 0, 4))], head);
    out += "  " + std::string(events::to_string(r.factuality));
    if (r.stance == events::Stance::kAssessed) out += ", assessed";
    if (r.date.date) out += "  " + date_text(r.date.date) + (r.date.basis == "text" ? "" : " (published)");
    if (r.place) out += "  in " + r.place->place.resolved_name;
    out += "  CAMEO " + r.cameo + "  sure " + number(r.confidence, 2) + '\n';
    out += "    ";
    add_parties(r.actors, document.text, out);
    if (!r.recipients.empty()) {
      out += "  ->  ";
      add_parties(r.recipients, document.text, out);
    }
    out += '\n';
    const base::Span sentence = parsed[r.sentence].sentence.span;
    out += "    ";
    const std::size_t width = std::max<std::size_t>(style.width, 50) - 8;
    excerpt(sentence.of(document.text), {r.trigger.begin - sentence.begin, r.trigger.end - sentence.begin}, width, style, out);
    out += '\n';
    std::string tail;
    if (!r.context.empty()) tail += "about " + joined(r.context);
    if (r.attribution) tail += (tail.empty() ? "" : "; ") + std::string("says ") + one_line(r.attribution->entity_text);
    tail += (tail.empty() ? "" : "; ") + std::string("frame ") + r.frame->id;
    out += "    " + paint("2", tail) + "\n\n";
  }
}

}  // namespace dragoman::exchange
