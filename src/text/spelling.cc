// The two small tables that tokenisation reads. Tab-separated, '#' starts a comment line, the first other line names the columns. All
// problems are collected with their place; a table with problems still yields its good rows, and the caller decides.
#include "text/spelling.h"

#include <algorithm>
#include <array>
#include <optional>

#include "base/files.h"

namespace dragoman::text {

namespace {

using Problems = std::vector<base::Diagnostic>;

constexpr std::array<std::string_view, 6> kAbbreviationColumns = {"id", "form", "kind", "may_end", "example", "source"};
constexpr std::array<std::string_view, 6> kWordPartColumns = {"id", "form", "kind", "example", "words", "source"};

constexpr std::array<std::pair<std::string_view, AbbreviationKind>, 9> kAbbreviationKinds = {{
    {"title", AbbreviationKind::kTitle},
    {"number", AbbreviationKind::kNumber},
    {"month", AbbreviationKind::kMonth},
    {"unit", AbbreviationKind::kUnit},
    {"place", AbbreviationKind::kPlace},
    {"org", AbbreviationKind::kOrg},
    {"time", AbbreviationKind::kTime},
    {"latin", AbbreviationKind::kLatin},
    {"other", AbbreviationKind::kOther},
}};

struct Row {
  std::uint32_t line = 0;
  std::vector<std::string_view> cells;
};

std::vector<std::string_view> split(std::string_view text, char separator) {
  std::vector<std::string_view> out;
  while (true) {
    const std::size_t end = text.find(separator);
    out.push_back(text.substr(0, end));
    if (end == std::string_view::npos) return out;
    text.remove_prefix(end + 1);
  }
}

base::Diagnostic at(std::string_view file, const Row& row, std::size_t cell, std::string code, std::string text) {
  std::uint32_t column = 1;
  for (std::size_t i = 0; i < cell; ++i) {
    for (const char c : row.cells[i])
      if ((static_cast<unsigned char>(c) & 0xC0U) != 0x80U) ++column;
    ++column;
  }
  return {.code = std::move(code), .file = std::string(file), .line = row.line, .column = column, .text = std::move(text)};
}

/// The rows below a header that names exactly `columns`; checks what both tables share: cell counts, unique ids and forms.
template <std::size_t N>
std::vector<Row> read_rows(std::string_view file, std::string_view bytes, const std::array<std::string_view, N>& columns,
                           Problems& problems) {
  std::vector<Row> rows;
  bool header_seen = false;
  StringSet ids;
  StringSet forms;
  std::uint32_t number = 0;
  for (std::string_view line : split(bytes, '\n')) {
    ++number;
    if (line.ends_with('\r')) line.remove_suffix(1);
    if (line.empty() || line.front() == '#') continue;
    Row row{number, split(line, '\t')};
    if (!header_seen) {
      header_seen = true;
      if (!std::equal(row.cells.begin(), row.cells.end(), columns.begin(), columns.end())) {
        std::string want;
        for (const std::string_view name : columns) want += (want.empty() ? "" : ", ") + std::string(name);
        problems.push_back(at(file, row, 0, "TEXT002", "the columns must be: " + want));
        return rows;
      }
      continue;
    }
    if (row.cells.size() != N) {
      problems.push_back(at(file, row, 0, "TEXT003",
                            std::to_string(row.cells.size()) + " cells; expected " + std::to_string(N)));
      continue;
    }
    if (!ids.emplace(row.cells[0]).second) {
      problems.push_back(at(file, row, 0, "TEXT006", "id '" + std::string(row.cells[0]) + "' is given twice"));
      continue;
    }
    const std::string_view form = row.cells[1];
    if (form.empty() || !std::all_of(form.begin(), form.end(), [](char c) { return c > ' ' && c < '\x7F'; })) {
      problems.push_back(at(file, row, 1, "TEXT005", "a form needs ASCII characters without white space"));
      continue;
    }
    if (!forms.emplace(form).second) {
      problems.push_back(at(file, row, 1, "TEXT006", "form '" + std::string(form) + "' is given twice"));
      continue;
    }
    rows.push_back(std::move(row));
  }
  return rows;
}

std::optional<AbbreviationKind> abbreviation_kind(std::string_view name) {
  for (const auto& [text, kind] : kAbbreviationKinds)
    if (text == name) return kind;
  return std::nullopt;
}

}  // namespace

void read_abbreviations(std::string_view file, std::string_view bytes, Spelling& spelling, Problems& problems) {
  for (const Row& row : read_rows(file, bytes, kAbbreviationColumns, problems)) {
    const std::string_view form = row.cells[1];
    const auto kind = abbreviation_kind(row.cells[2]);
    if (!kind) {
      problems.push_back(at(file, row, 2, "TEXT004", "unknown kind '" + std::string(row.cells[2]) +
                                                         "'; expected title, number, month, unit, place, org, time, latin or other"));
      continue;
    }
    if (row.cells[3] != "yes" && row.cells[3] != "no") {
      problems.push_back(at(file, row, 3, "TEXT004", "'" + std::string(row.cells[3]) + "'; expected yes or no"));
      continue;
    }
    if (form.back() != '.' && *kind != AbbreviationKind::kMonth) {
      problems.push_back(at(file, row, 1, "TEXT005", "'" + std::string(form) + "' does not end in a stop"));
      continue;
    }
    if (*kind == AbbreviationKind::kMonth) spelling.months.emplace(form);
    if (form.back() == '.') spelling.abbreviations.emplace(form, Abbreviation{*kind, row.cells[3] == "yes"});
  }
}

void read_word_parts(std::string_view file, std::string_view bytes, Spelling& spelling, Problems& problems) {
  for (const Row& row : read_rows(file, bytes, kWordPartColumns, problems)) {
    const std::string_view form = row.cells[1];
    const std::string_view kind = row.cells[2];
    if (kind == "prefix" && form.size() > 1 && form.back() == '-') {
      spelling.prefixes.emplace(form.substr(0, form.size() - 1));
    } else if (kind == "prefix") {
      problems.push_back(at(file, row, 1, "TEXT005", "a prefix ends in a hyphen"));
    } else if (kind == "unit") {
      spelling.units.emplace(form);
    } else if (kind == "whole") {
      spelling.wholes.emplace(form);
    } else if (kind == "opener") {
      spelling.openers.emplace(form);
    } else if (kind == "split") {
      std::string whole;
      std::vector<std::uint32_t> lengths;
      for (const std::string_view part : split(form, '|')) {
        whole += part;
        lengths.push_back(static_cast<std::uint32_t>(part.size()));
      }
      if (lengths.size() < 2 || std::find(lengths.begin(), lengths.end(), 0U) != lengths.end()) {
        problems.push_back(at(file, row, 1, "TEXT005", "a split form names its parts with '|' between them"));
        continue;
      }
      spelling.splits.emplace(std::move(whole), std::move(lengths));
    } else {
      problems.push_back(at(file, row, 2, "TEXT004",
                            "unknown kind '" + std::string(kind) + "'; expected prefix, unit, whole, opener or split"));
    }
  }
}

Spelling load_spelling(const std::filesystem::path& folder, Problems& problems) {
  Spelling spelling;
  const auto load = [&](const char* name, auto read) {
    const std::filesystem::path path = folder / name;
    const auto bytes = base::read_file(path);
    if (bytes) {
      read(path.string(), *bytes, spelling, problems);
    } else {
      base::Diagnostic problem = bytes.error();
      problem.code = "TEXT001";
      problems.push_back(std::move(problem));
    }
  };
  load("abbreviations.tsv", read_abbreviations);
  load("word_parts.tsv", read_word_parts);
  return spelling;
}

}  // namespace dragoman::text
