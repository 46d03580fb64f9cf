// EventReports as they leave the program: JSON Lines (the record format of docs/formats/record.md), CSV and a table for reading.
// Offsets are code points.
#pragma once

#include <string>
#include <vector>

#include "events/event_report.h"
#include "intake/document.h"
#include "language/sentence.h"

namespace dragoman::exchange {

/// Appends one JSON object and a newline a report.
void write_jsonl(const intake::Document& document, const language::ParsedDocument& parsed, const std::vector<events::EventReport>& reports,
                 std::string& out);

/// RFC 4180; the header line is csv_header().
[[nodiscard]] std::string csv_header();
void write_csv(const intake::Document& document, const language::ParsedDocument& parsed, const std::vector<events::EventReport>& reports,
               std::string& out);

struct TableStyle {
  bool color = false;
  std::size_t width = 100;   // columns of the terminal
};

/// A short block a report: type and factuality, who to whom, where, when, and the words.
void write_table(const intake::Document& document, const language::ParsedDocument& parsed, const std::vector<events::EventReport>& reports,
                 const TableStyle& style, std::string& out);

}  // namespace dragoman::exchange
