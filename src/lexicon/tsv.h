// The one reader of the tab-separated tables in data/: comment lines start with '#', the first other line names the columns,
// empty lines are skipped, no quoting. Problems carry file, line and column (code points).
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "base/diagnostic.h"

namespace dragoman::lexicon {

struct TsvRow {
  std::uint32_t line = 0;
  std::vector<std::string_view> cells;      // as many as the table has columns; views into TsvTable::bytes
};

class TsvTable {
 public:
  /// Reads `path`. `columns` are the names the caller needs: a missing or unknown one is LEX002, a row with another number of cells LEX003
  /// (left out), invalid UTF-8 LEX004 (left out). An unreadable file is LEX001. Never throws.
  TsvTable(const std::filesystem::path& path, std::vector<std::string> columns, std::vector<base::Diagnostic>& problems);
  /// The same over bytes in memory.
  TsvTable(std::string file, std::string bytes, std::vector<std::string> columns, std::vector<base::Diagnostic>& problems);

  TsvTable(const TsvTable&) = delete;
  TsvTable& operator=(const TsvTable&) = delete;

  [[nodiscard]] const std::vector<TsvRow>& rows() const { return rows_; }
  [[nodiscard]] const std::string& file() const { return file_; }
  /// Cell of `row` by the caller's column number (position in `columns`).
  [[nodiscard]] std::string_view cell(const TsvRow& row, std::size_t column) const { return row.cells[order_[column]]; }
  /// A diagnostic that points at that cell.
  [[nodiscard]] base::Diagnostic at(const TsvRow& row, std::size_t column, std::string code, std::string text, std::string hint = {}) const;

 private:
  void parse(const std::vector<std::string>& columns, std::vector<base::Diagnostic>& problems);
  std::string file_;
  std::string bytes_;
  std::vector<TsvRow> rows_;
  std::vector<std::size_t> order_;
};

/// "a|b | c" -> {"a","b","c"}; empty text -> {}.
[[nodiscard]] std::vector<std::string_view> split_list(std::string_view text, char separator = '|');

}  // namespace dragoman::lexicon
