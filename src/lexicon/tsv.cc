#include "lexicon/tsv.h"

#include <algorithm>

#include "base/files.h"
#include "text/utf8.h"

namespace dragoman::lexicon {

namespace {

std::string_view trim(std::string_view text) {
  while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
  while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) text.remove_suffix(1);
  return text;
}

std::vector<std::string_view> split(std::string_view line, char separator) {
  std::vector<std::string_view> out;
  for (std::size_t from = 0;;) {
    const std::size_t to = line.find(separator, from);
    out.push_back(line.substr(from, to == std::string_view::npos ? to : to - from));
    if (to == std::string_view::npos) return out;
    from = to + 1;
  }
}

std::string joined(const std::vector<std::string>& words) {
  std::string out;
  for (const std::string& word : words) out += (out.empty() ? "" : ", ") + word;
  return out;
}

std::uint32_t code_points(std::string_view text) {
  return static_cast<std::uint32_t>(
      std::count_if(text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }));
}

}  // namespace

TsvTable::TsvTable(const std::filesystem::path& path, std::vector<std::string> columns, std::vector<base::Diagnostic>& problems)
    : file_(path.string()) {
  auto read = base::read_file(path);
  if (!read) {
    base::Diagnostic problem = read.error();
    problem.code = "LEX001";
    problems.push_back(std::move(problem));
    return;
  }
  bytes_ = std::move(*read);
  parse(columns, problems);
}

TsvTable::TsvTable(std::string file, std::string bytes, std::vector<std::string> columns, std::vector<base::Diagnostic>& problems)
    : file_(std::move(file)), bytes_(std::move(bytes)) {
  parse(columns, problems);
}

void TsvTable::parse(const std::vector<std::string>& columns, std::vector<base::Diagnostic>& problems) {
  std::size_t width = 0;
  std::uint32_t number = 0;
  const std::string_view all = bytes_;
  for (std::size_t from = 0; from < all.size();) {
    std::size_t to = all.find('\n', from);
    if (to == std::string_view::npos) to = all.size();
    std::string_view line = all.substr(from, to - from);
    from = to + 1;
    ++number;
    if (!line.empty() && line.back() == '\r') line.remove_suffix(1);
    if (line.empty() || line.front() == '#') continue;
    if (text::sanitize_utf8(line).replaced > 0) {
      problems.push_back({"LEX004", file_, number, 1, "the line is not valid UTF-8", "save the file as UTF-8"});
      continue;
    }
    const std::vector<std::string_view> cells = split(line, '\t');
    if (width == 0) {   // names of the columns
      width = cells.size();
      for (const std::string& column : columns) {
        const auto found = std::find(cells.begin(), cells.end(), column);
        if (found == cells.end()) {
          problems.push_back({"LEX002", file_, number, 1, "no column '" + column + "'", "the columns are: " + joined(columns)});
          return;
        }
        order_.push_back(static_cast<std::size_t>(found - cells.begin()));
      }
      for (const std::string_view cell : cells)
        if (std::find(columns.begin(), columns.end(), cell) == columns.end())
          problems.push_back({"LEX002", file_, number, 1, "unknown column '" + std::string(cell) + "'", "the columns are: " + joined(columns)});
      continue;
    }
    if (cells.size() != width) {
      problems.push_back({"LEX003", file_, number, 1, std::to_string(cells.size()) + " cells where the first line names " + std::to_string(width) + " columns",
                          "cells are separated by one tab; an empty cell keeps its tab"});
      continue;
    }
    rows_.push_back({number, cells});
  }
  if (width == 0) problems.push_back({"LEX002", file_, 1, 1, "no line names the columns", "the columns are: " + joined(columns)});
}

base::Diagnostic TsvTable::at(const TsvRow& row, std::size_t column, std::string code, std::string text, std::string hint) const {
  const std::string_view cell = row.cells[order_[column]];
  const char* line = row.cells.front().data();
  const auto before = static_cast<std::size_t>(cell.data() - line);
  return {std::move(code), file_, row.line, 1 + code_points({line, before}), std::move(text), std::move(hint)};
}

std::vector<std::string_view> split_list(std::string_view text, char separator) {
  std::vector<std::string_view> out;
  if (trim(text).empty()) return out;
  for (const std::string_view part : split(text, separator))
    if (const std::string_view item = trim(part); !item.empty()) out.push_back(item);
  return out;
}

}  // namespace dragoman::lexicon
