// Reports as they leave the program: JSON Lines, CSV and the table. Offsets count characters, not bytes.
#include "exchange/report_writer.h"

#include <gtest/gtest.h>
#include <simdjson.h>

#include <algorithm>

#include "exchange/json.h"
#include "support/tree.h"

namespace dragoman::exchange {
namespace {

using events::EventReport;
using events::Participant;

base::Span find(const std::string& text, std::string_view words) {
  const auto at = static_cast<std::uint32_t>(text.find(words));
  return {at, at + static_cast<std::uint32_t>(words.size())};
}

/// A document of one sentence with one report, every field of which is filled; a test takes away or changes some.
struct Fixture {
  explicit Fixture(std::string text = "\u5317\u4eac\uff1a \u00c9gypte \"visited\" Libya,\n\U0001F600 she said.") {
    document.id = "doc, 1";
    document.title = "A \"title\"";
    document.publisher = "The Post";
    document.url = "https://example.org/a?b=1";
    document.language = "en";
    document.date = base::parse_date("2026-02-01");
    document.text = std::move(text);
    language::Sentence sentence;
    sentence.span = {0, static_cast<std::uint32_t>(document.text.size())};
    language::Token token;
    token.span = sentence.span;
    token.form = document.text;
    sentence.tokens.push_back(token);
    language::Tree tree(sentence);
    parsed.push_back({sentence, tree, 0, false, false});

    frame.id = "consult.visit";
    frame.file = "frames/en/consult.toml";
    frame.line = 7;
    report.id = "e0123456789abcdef";
    report.event = lexicon::EventType::kConsult;
    report.mode = "visit";
    report.base = events::Base{lexicon::EventType::kAid, "x"};
    report.context = {"diplomatic", "military"};
    report.cameo = "042";
    report.goldstein = 1.9;
    report.quad = 1;
    report.scale = 4;
    report.actors = {{{"EGY", "GOV", "foreign minister", "EGY.GOV.MFA", "Egyptian Foreign Ministry"}, find(document.text, "\u00c9gypte"), 0, 0}};
    report.recipients = {{{"LBY", "", "", "LBY", "Libya"}, find(document.text, "Libya"), 0, 0}, {{}, find(document.text, "she"), 0, 0}};
    places::Place place;
    place.id = "city.x";
    place.resolved_name = "Tripoli";
    place.city = "Tripoli";
    place.province = "Tripoli District";
    place.country = "Libya";
    place.country_code = "LBY";
    place.feature_class = "P";
    place.feature_code = "PPLC";
    place.lat = 32.88743;
    place.lon = 13.18733;
    place.geonameid = 2210247;
    place.resolution = 4;
    place.radius_km = 12.5;
    report.place = places::EventPlace{place, "Libya", find(document.text, "Libya")};
    report.date.date = base::parse_date("2026-01-28");
    report.date.enddate = base::parse_date("2026-01-30");
    report.date.precision = "day";
    report.date.basis = "text";
    report.date.text = "late January";
    report.trigger = report.words = find(document.text, "visited");
    report.factuality = events::Factuality::kFuture;
    report.historical = true;
    report.stance = events::Stance::kAssessed;
    report.attribution = events::Attribution{"she", "LBY", "said", find(document.text, "she"), find(document.text, "said"), find(document.text, "visited")};
    report.confidence = 0.7;
    report.frame = &frame;
    report.rule = "direct";
  }
  [[nodiscard]] std::string jsonl() const {
    std::string out;
    write_jsonl(document, parsed, {report}, out);
    return out;
  }
  [[nodiscard]] std::string csv() const {
    std::string out;
    write_csv(document, parsed, {report}, out);
    return out;
  }
  [[nodiscard]] std::string table(const TableStyle& style = {}) const {
    std::string out;
    write_table(document, parsed, {report}, style, out);
    return out;
  }
  intake::Document document;
  language::ParsedDocument parsed;
  lexicon::Frame frame;
  EventReport report;
};

class JsonLine {
 public:
  explicit JsonLine(const std::string& line) {
    const auto result = parser_.parse(line).get(root_);
    EXPECT_EQ(result, simdjson::SUCCESS) << line;
  }
  [[nodiscard]] std::string at(const std::string& pointer) const {
    simdjson::dom::element found;
    if (root_.at_pointer(pointer).get(found) != simdjson::SUCCESS) return "MISSING";
    return simdjson::minify(found);
  }
  [[nodiscard]] std::vector<std::string> keys(const std::string& pointer) const {
    std::vector<std::string> out;
    simdjson::dom::object object;
    if ((pointer.empty() ? root_.get(object) : root_.at_pointer(pointer).get(object)) != simdjson::SUCCESS) return out;
    for (const auto field : object) out.emplace_back(field.key);
    return out;
  }

 private:
  simdjson::dom::parser parser_;
  simdjson::dom::element root_;
};

/// `characters` [start, end) of UTF-8 text, by the slow obvious way.
std::string slice(const std::string& text, std::size_t start, std::size_t end) {
  std::string out;
  std::size_t at = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (i > 0 && (static_cast<unsigned char>(text[i]) & 0xC0U) != 0x80U) ++at;
    if (at >= start && at < end) out += text[i];
  }
  return out;
}

using Keys = std::vector<std::string>;
const Keys kFields = {"id",        "date",      "enddate",    "date_precision", "date_basis",  "date_text", "event",      "mode",      "base",       "context",
                      "cameo",     "goldstein", "quad_code",  "event_scale",    "actor",       "recipient", "event_loc",  "trigger",   "event_text", "factuality",
                      "historical", "stance",   "attribution", "confidence",    "text",        "text_info", "cite_info",  "doc",       "why"};
const Keys kEntity = {"code", "sector", "entity_text", "identifier_id", "identifier_text", "office", "start", "end"};
const Keys kPlace = {"extracted_place", "resolved_place", "geonameid", "lat", "lon", "city", "district", "province", "country", "country_code", "feature_class", "feature_code",
                     "resolution", "radius_km", "start", "end"};

Keys sorted(Keys keys) {
  std::sort(keys.begin(), keys.end());
  return keys;
}

TEST(JsonLines, HoldEveryFieldOfTheRecord) {
  const JsonLine line(Fixture().jsonl());
  EXPECT_EQ(sorted(line.keys("")), sorted(kFields));
  EXPECT_EQ(line.keys("/actor/0"), kEntity);
  EXPECT_EQ(line.keys("/event_loc"), kPlace);
  EXPECT_EQ(line.keys("/base"), (Keys{"event", "mode"}));
  EXPECT_EQ(line.keys("/trigger"), (Keys{"text", "start", "end", "kind"}));
  EXPECT_EQ(line.keys("/attribution"), (Keys{"entity_text", "code", "cue", "start", "end"}));
  EXPECT_EQ(line.keys("/text_info"), (Keys{"sequence", "start", "end"}));
  EXPECT_EQ(line.keys("/cite_info"), (Keys{"url", "title", "publication", "language", "date"}));
  EXPECT_EQ(line.keys("/why"), (Keys{"frame", "rule", "file", "line"}));
}

TEST(JsonLines, ValuesAreWrittenAsTheyAre) {
  const JsonLine line(Fixture().jsonl());
  const std::pair<const char*, const char*> wants[] = {
      {"/id", "\"e0123456789abcdef\""}, {"/date", "\"2026-01-28\""}, {"/enddate", "\"2026-01-30\""}, {"/date_precision", "\"day\""}, {"/date_basis", "\"text\""},
      {"/date_text", "\"late January\""}, {"/event", "[\"CONSULT\"]"}, {"/mode", "[\"visit\"]"}, {"/base/event", "\"AID\""}, {"/context", "[\"diplomatic\",\"military\"]"},
      {"/cameo", "\"042\""}, {"/goldstein", "1.9"}, {"/quad_code", "1"}, {"/event_scale", "4"}, {"/actor/0/code", "\"EGY\""}, {"/actor/0/sector", "\"GOV\""},
      {"/actor/0/entity_text", "\"\u00c9gypte\""}, {"/actor/0/office", "\"foreign minister\""}, {"/recipient/0/sector", "null"}, {"/recipient/1/code", "null"},
      {"/recipient/1/identifier_id", "null"}, {"/event_loc/lat", "32.88743"}, {"/event_loc/geonameid", "2210247"}, {"/event_loc/district", "null"}, {"/event_loc/resolution", "4"},
      {"/event_loc/radius_km", "12.5"}, {"/trigger/text", "\"visited\""}, {"/trigger/kind", "\"verbal\""}, {"/event_text", "\"visited\""}, {"/factuality", "\"future\""},
      {"/historical", "true"}, {"/stance", "\"assessed\""}, {"/attribution/cue", "\"said\""}, {"/confidence", "0.7"}, {"/text_info/sequence", "1"}, {"/doc", "\"doc, 1\""},
      {"/cite_info/title", "\"A \\\"title\\\"\""}, {"/cite_info/date", "\"2026-02-01\""}, {"/why/line", "7"}, {"/why/file", "\"frames/en/consult.toml\""}, {"/why/rule", "\"direct\""},
  };
  for (const auto& [pointer, want] : wants) EXPECT_EQ(line.at(pointer), want) << pointer;
}

TEST(JsonLines, OffsetsCountCharacters) {
  const Fixture f;
  const JsonLine line(f.jsonl());
  for (const char* pointer : {"/trigger", "/actor/0", "/recipient/0", "/recipient/1", "/attribution", "/event_loc", "/text_info"}) {
    const std::string p = pointer;
    const std::string words = slice(f.document.text, std::stoul(line.at(p + "/start")), std::stoul(line.at(p + "/end")));
    const std::string text = p == "/trigger" ? line.at(p + "/text") : p == "/event_loc" ? line.at(p + "/extracted_place") : p == "/text_info" ? line.at("/text") : line.at(p + "/entity_text");
    std::string quoted;
    append_json_string(words, quoted);
    EXPECT_EQ(text, quoted) << p;
  }
  EXPECT_EQ(line.at("/actor/0/start"), "4") << "two ideographs, a wide colon, a space";
}

TEST(JsonLines, WhatIsNotKnownIsNullOrEmpty) {
  Fixture f;
  f.report.mode.clear();
  f.report.base.reset();
  f.report.context.clear();
  f.report.goldstein.reset();
  f.report.actors.clear();
  f.report.recipients.clear();
  f.report.place.reset();
  f.report.date = {};
  f.report.attribution.reset();
  f.document.title.clear();
  f.document.date.reset();
  f.report.nominal = true;
  const JsonLine line(f.jsonl());
  EXPECT_EQ(sorted(line.keys("")), sorted(kFields)) << "never left out";
  const std::pair<const char*, const char*> wants[] = {
      {"/mode", "[]"}, {"/base", "null"}, {"/context", "[]"}, {"/goldstein", "null"}, {"/actor", "[]"}, {"/recipient", "[]"}, {"/event_loc", "null"}, {"/date", "null"},
      {"/enddate", "null"}, {"/date_precision", "\"unknown\""}, {"/date_text", "null"}, {"/attribution", "null"}, {"/cite_info/title", "null"}, {"/cite_info/date", "null"},
      {"/trigger/kind", "\"nominal\""},
  };
  for (const auto& [pointer, want] : wants) EXPECT_EQ(line.at(pointer), want) << pointer;
}

TEST(JsonLines, AreOneLineEach) {
  const Fixture f;
  std::string out = "before\n";
  write_jsonl(f.document, f.parsed, {f.report, f.report}, out);
  EXPECT_EQ(std::count(out.begin(), out.end(), '\n'), 3);
  EXPECT_TRUE(out.starts_with("before\n{"));
  EXPECT_EQ(out.back(), '\n');
  std::string none;
  write_jsonl(f.document, f.parsed, {}, none);
  EXPECT_EQ(none, "");
}

/// A reader of RFC 4180, written from the text of the standard.
std::vector<std::vector<std::string>> read_csv(const std::string& text) {
  std::vector<std::vector<std::string>> rows(1, std::vector<std::string>(1));
  bool quoted = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    std::string& cell = rows.back().back();
    if (quoted) {
      if (text[i] != '"') cell += text[i];
      else if (i + 1 < text.size() && text[i + 1] == '"') cell += text[i++];
      else quoted = false;
    } else if (text[i] == '"') {
      EXPECT_TRUE(cell.empty()) << "a quotation mark inside a cell";
      quoted = true;
    } else if (text[i] == ',') {
      rows.back().emplace_back();
    } else if (text[i] == '\r' && i + 1 < text.size() && text[i + 1] == '\n') {
      ++i;
      rows.emplace_back(1);
    } else {
      EXPECT_NE(text[i], '\n') << "a bare line break";
      cell += text[i];
    }
  }
  EXPECT_FALSE(quoted);
  if (rows.back() == std::vector<std::string>(1)) rows.pop_back();
  return rows;
}

TEST(Csv, ReadsBack) {
  const Fixture f;
  const auto rows = read_csv(csv_header() + f.csv());
  ASSERT_EQ(rows.size(), 2U);
  ASSERT_EQ(rows[0].size(), rows[1].size());
  const auto cell = [&](const std::string& column) {
    const auto at = std::find(rows[0].begin(), rows[0].end(), column);
    return at == rows[0].end() ? "MISSING" : rows[1][static_cast<std::size_t>(at - rows[0].begin())];
  };
  const std::pair<const char*, std::string> wants[] = {
      {"id", "e0123456789abcdef"}, {"doc", "doc, 1"}, {"title", "A \"title\""}, {"text", f.document.text}, {"event", "CONSULT"}, {"mode", "visit"}, {"base_event", "AID"},
      {"context", "diplomatic; military"}, {"cameo", "042"}, {"goldstein", "1.9"}, {"actor_code", "EGY"}, {"actor_sector", "GOV"}, {"actor_text", "\u00c9gypte"},
      {"recipient_text", "Libya; she"}, {"recipient_id", "LBY"}, {"place", "Tripoli"}, {"lat", "32.88743"}, {"trigger", "visited"}, {"trigger_start", "12"}, {"trigger_kind", "verbal"},
      {"factuality", "future"}, {"historical", "true"}, {"stance", "assessed"}, {"attribution", "she"}, {"confidence", "0.7"}, {"frame", "consult.visit"}, {"date", "2026-01-28"},
  };
  for (const auto& [column, want] : wants) {
    if (std::string_view(column) == "recipient_id") {
      EXPECT_TRUE(cell(column).starts_with(want));
      continue;
    }
    EXPECT_EQ(cell(column), want) << column;
  }
}

TEST(Csv, EveryPlaceHasItsColumn) {
  // several participants: the lists of codes, sectors, words and ids go together position by position
  Fixture f;
  f.report.recipients = {{{"LBY", "", "", "", ""}, find(f.document.text, "Libya"), 0, 0}, {{"", "GOV", "", "", ""}, find(f.document.text, "she"), 0, 0}};
  const auto rows = read_csv(csv_header() + f.csv());
  const auto column = [&](const char* name) { return rows[1][static_cast<std::size_t>(std::find(rows[0].begin(), rows[0].end(), name) - rows[0].begin())]; };
  const auto members = [](const std::string& list) {
    std::size_t count = 1;
    for (std::size_t at = list.find("; "); at != std::string::npos; at = list.find("; ", at + 2)) ++count;
    return count;
  };
  EXPECT_EQ(members(column("recipient_text")), 2U);
  EXPECT_EQ(members(column("recipient_code")), 2U) << column("recipient_code");
  EXPECT_EQ(members(column("recipient_sector")), 2U) << column("recipient_sector");
}

TEST(Csv, NothingToWrite) {
  const Fixture f;
  std::string out;
  write_csv(f.document, f.parsed, {}, out);
  EXPECT_EQ(out, "");
  EXPECT_TRUE(csv_header().ends_with("\r\n"));
}

TEST(Tables, TellWhoDidWhatToWhom) {
  const std::string table = Fixture().table();
  for (const char* want : {"A \"title\"", "1 event report", "CONSULT/visit", "AID", "future", "assessed", "2026-01-28", "in Tripoli", "EGY GOV", "LBY (Libya)", "[visited]", "says she",
                           "frame consult.visit", "CAMEO 042"})
    EXPECT_NE(table.find(want), std::string::npos) << want << "\n" << table;
  EXPECT_EQ(table.find('\x1b'), std::string::npos) << "no colour unless asked for";
  EXPECT_NE(Fixture().table({true, 100}).find("\x1b["), std::string::npos);
}

TEST(Tables, ALongSentenceIsCutAroundItsTrigger) {
  std::string text;
  for (int i = 0; i < 200; ++i) text += "\u00e9\u5317 ";
  text += "\u00c9gypte visited Libya, she said ";
  for (int i = 0; i < 200; ++i) text += "\U0001F600 ";
  const Fixture f(text);
  const std::string table = f.table({false, 80});
  EXPECT_NE(table.find("[visited]"), std::string::npos) << table;
  EXPECT_LT(table.size(), 700U) << table;
  for (std::size_t i = 0; i < table.size();) {   // cut between characters
    const auto c = static_cast<unsigned char>(table[i]);
    const std::size_t length = c < 0x80 ? 1 : c >= 0xF0 ? 4 : c >= 0xE0 ? 3 : c >= 0xC0 ? 2 : 0;
    ASSERT_NE(length, 0U) << "a character was cut";
    for (std::size_t k = 1; k < length; ++k) ASSERT_TRUE(i + k < table.size() && (static_cast<unsigned char>(table[i + k]) & 0xC0U) == 0x80U) << "a character was cut";
    i += length;
  }
}

TEST(Tables, NoReports) {
  const Fixture f;
  std::string out;
  write_table(f.document, f.parsed, {}, {}, out);
  EXPECT_NE(out.find("0 event reports"), std::string::npos);
}

}  // namespace
}  // namespace dragoman::exchange
