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
  std::size_t max_document_bytes = 1U << 20U;       // larger: DOC003, skipped. Five times the longest report; keeps one document under 400 MB of memory
};

/// Calls `take` for each document or for the diagnostic of one that had to be skipped:
/// DOC001 empty, DOC002 binary, DOC003 too large, DOC004 a JSONL line that is no object or lacks text (line and column given),
/// FILE001 unreadable. A file is JSONL if its name ends in .jsonl or .ndjson (one JSON object a line) or .json (one object), else plain
/// text. "-" reads standard input: JSONL if the first non-space byte is '{', else one plain text. Of a folder, and its subfolders, the
/// files *.txt *.text *.md *.jsonl *.ndjson *.json are read, in the order of their paths; hidden ones and links to folders are passed over.
///
/// JSONL keys: id, date (also pub_date, date_publish, publishing_date), title (headline), text (event_text, maintext, body, plaintext), publisher (source,
/// source_domain, publication), url, language; the first of them that holds a text or a number. A date that cannot be read counts as none;
/// 20260201 can be read. An unpaired \uD800 counts as an ill-formed part and is replaced.
/// Ids are kept as given, also where two documents share one: telling them apart would depend on the order of the files.
/// `take` returns false to stop early. Memory: one document (or one line) at a time; of a longer one no more than the limit is held.
void read_documents(const std::vector<std::string>& sources, const ReaderOptions& options,
                    const std::function<bool(base::Expected<Document>)>& take);

}  // namespace dragoman::intake
