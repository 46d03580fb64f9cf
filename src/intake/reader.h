// Files, folders and standard input -> documents, one at a time, in a fixed order (folders sorted by path).
#pragma once

#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "base/date.h"
#include "base/diagnostic.h"
#include "intake/document.h"

namespace dragoman::intake {

struct ReaderOptions {
  std::optional<base::Date> default_date;           // for documents that carry none
  std::size_t max_document_bytes = 16U << 20U;      // larger: DOC003, skipped
};

/// Calls `take` for each document or for the diagnostic of one that had to be skipped:
/// DOC001 empty, DOC002 binary, DOC003 too large, DOC004 a JSONL line that is no object or lacks text (line and column given),
/// FILE001 unreadable. A file is JSONL if its name ends in .jsonl or .ndjson (one JSON object a line) or .json (one object), else plain
/// text. "-" reads standard input: JSONL if the first non-space byte is '{', else one plain text.
/// JSONL keys: id, date (also pub_date, date_publish, publishing_date), title (headline), text (event_text, maintext, body, plaintext), publisher (source,
/// source_domain, publication), url, language. `take` returns false to stop early. Memory: one document (or one line) at a time.
void read_documents(const std::vector<std::string>& sources, const ReaderOptions& options,
                    const std::function<bool(base::Expected<Document>)>& take);

}  // namespace dragoman::intake
