#include "lexicon/ontology.h"

#include <algorithm>
#include <charconv>
#include <set>

#include "lexicon/tsv.h"

namespace dragoman::lexicon {

namespace {

constexpr std::array<std::string_view, kEventTypes> kNames = {
    "AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST", "ACCUSE", "REJECT", "THREATEN", "PROTEST", "SANCTION",
    "MOBILIZE", "COERCE", "ASSAULT",
};

std::optional<double> number(std::string_view text) {
  double value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return value;
}

class Loader {
 public:
  Loader(const std::filesystem::path& folder, std::vector<Claim>& claims, std::vector<base::Diagnostic>& problems)
      : folder_(folder), claims_(claims), problems_(problems) {}

  Ontology run() {
    types();
    modes();
    contexts();
    sectors();
    cameo();
    return std::move(out_);
  }

 private:
  std::optional<EventType> type_in(const TsvTable& table, const TsvRow& row, std::size_t column) {
    const auto type = parse_event_type(table.cell(row, column));
    if (!type)
      problems_.push_back(table.at(row, column, "LEX005", "'" + std::string(table.cell(row, column)) + "' is no PLOVER event type",
                                   "one of AGREE CONSULT SUPPORT CONCEDE COOPERATE AID RETREAT REQUEST ACCUSE REJECT THREATEN PROTEST SANCTION MOBILIZE COERCE ASSAULT"));
    return type;
  }

  std::optional<double> number_in(const TsvTable& table, const TsvRow& row, std::size_t column) {
    const auto value = number(table.cell(row, column));
    if (!value) problems_.push_back(table.at(row, column, "LEX008", "'" + std::string(table.cell(row, column)) + "' is no number"));
    return value;
  }

  bool first_time(const TsvTable& table, const TsvRow& row, std::size_t column, const std::string& key) {
    if (seen_.insert(table.file() + '\x1f' + key).second) return true;
    problems_.push_back(table.at(row, column, "LEX006", "'" + key + "' stands twice"));
    return false;
  }

  void types() {
    const TsvTable table(folder_ / "types.tsv", {"type", "quad", "scale", "cameo", "gloss", "source"}, problems_);
    std::set<EventType> found;
    for (const TsvRow& row : table.rows()) {
      const auto type = type_in(table, row, 0);
      const auto quad = number_in(table, row, 1);
      const auto scale = number_in(table, row, 2);
      if (!type || !quad || !scale || !first_time(table, row, 0, std::string(table.cell(row, 0)))) continue;
      out_.types[static_cast<std::size_t>(*type)] = {*type, static_cast<int>(*quad), *scale, std::string(table.cell(row, 3))};
      found.insert(*type);
    }
    if (!table.rows().empty())
      for (std::size_t i = 0; i < kEventTypes; ++i)
        if (!found.contains(static_cast<EventType>(i)))
          problems_.push_back({"LEX007", table.file(), 0, 0, "no row for " + std::string(kNames[i]), "every one of the 16 types has a row"});
  }

  void modes() {
    const TsvTable table(folder_ / "modes.tsv", {"type", "mode", "scale", "gloss", "source"}, problems_);
    for (const TsvRow& row : table.rows()) {
      const auto type = type_in(table, row, 0);
      const auto scale = number_in(table, row, 2);
      if (!type || !scale) continue;
      if (first_time(table, row, 1, std::string(table.cell(row, 0)) + " " + std::string(table.cell(row, 1))))
        out_.modes.push_back({*type, std::string(table.cell(row, 1)), *scale});
    }
  }

  void contexts() {
    const TsvTable table(folder_ / "contexts.tsv", {"id", "cues", "gloss", "example", "source"}, problems_);
    for (const TsvRow& row : table.rows()) {
      if (!first_time(table, row, 0, std::string(table.cell(row, 0)))) continue;
      ContextRow context;
      context.id = table.cell(row, 0);
      claims_.push_back({Claim::Kind::kContext, table.file(), row.line, std::string(table.cell(row, 3)), context.id});
      for (const std::string_view cue : split_list(table.cell(row, 1))) {
        std::vector<std::string> words;
        for (const std::string_view word : split_list(cue, ' ')) words.emplace_back(word);
        context.cues.push_back(std::move(words));
      }
      out_.contexts.push_back(std::move(context));
    }
  }

  void sectors() {
    const TsvTable table(folder_ / "sectors.tsv", {"id", "gloss", "source"}, problems_);
    for (const TsvRow& row : table.rows())
      if (first_time(table, row, 0, std::string(table.cell(row, 0)))) out_.sectors.emplace_back(table.cell(row, 0));
  }

  void cameo() {
    const TsvTable table(folder_ / "cameo.tsv", {"code", "gloss", "goldstein", "type", "mode", "source"}, problems_);
    for (const TsvRow& row : table.rows()) {
      CameoRow code;
      code.code = table.cell(row, 0);
      if (!first_time(table, row, 0, code.code)) continue;
      code.gloss = table.cell(row, 1);
      if (!table.cell(row, 2).empty()) code.goldstein = number_in(table, row, 2);
      if (!table.cell(row, 3).empty()) code.type = type_in(table, row, 3);
      code.mode = table.cell(row, 4);
      if (code.type && !code.mode.empty() && !out_.has_mode(*code.type, code.mode))
        problems_.push_back(table.at(row, 4, "LEX005", "'" + code.mode + "' is no mode of " + std::string(table.cell(row, 3))));
      out_.cameo.emplace(code.code, std::move(code));
    }
    for (const TypeRow& type : out_.types)
      if (!type.cameo.empty() && !out_.cameo.contains(type.cameo))
        problems_.push_back({"LEX009", (folder_ / "types.tsv").string(), 0, 0, "CAMEO code " + type.cameo + " of " + std::string(to_string(type.type)) + " has no row in cameo.tsv"});
  }

  const std::filesystem::path& folder_;
  std::vector<Claim>& claims_;
  std::vector<base::Diagnostic>& problems_;
  std::set<std::string> seen_;
  Ontology out_;
};

}  // namespace

std::string_view to_string(EventType type) { return kNames[static_cast<std::size_t>(type)]; }

std::optional<EventType> parse_event_type(std::string_view text) {
  const auto found = std::find(kNames.begin(), kNames.end(), text);
  if (found == kNames.end()) return std::nullopt;
  return static_cast<EventType>(found - kNames.begin());
}

bool Ontology::has_mode(EventType type, std::string_view mode) const {
  return std::any_of(modes.begin(), modes.end(), [&](const ModeRow& row) { return row.type == type && row.mode == mode; });
}

bool Ontology::has_context(std::string_view id) const {
  return std::any_of(contexts.begin(), contexts.end(), [&](const ContextRow& row) { return row.id == id; });
}

bool Ontology::has_sector(std::string_view id) const { return std::find(sectors.begin(), sectors.end(), id) != sectors.end(); }

double Ontology::scale(EventType type, std::string_view mode) const {
  for (const ModeRow& row : modes)
    if (row.type == type && row.mode == mode) return row.scale;
  return types[static_cast<std::size_t>(type)].scale;
}

std::optional<double> Ontology::goldstein(std::string_view code) const {
  for (std::string_view c = code; c.size() >= 2; c.remove_suffix(1)) {
    const auto row = cameo.find(c);
    if (row != cameo.end() && row->second.goldstein) return row->second.goldstein;
  }
  return std::nullopt;
}

Ontology load_ontology(const std::filesystem::path& folder, std::vector<Claim>& claims, std::vector<base::Diagnostic>& problems) {
  return Loader(folder, claims, problems).run();
}

}  // namespace dragoman::lexicon
