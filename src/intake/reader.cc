// Files, folders and standard input -> documents. Files are read in blocks, so that a JSONL file may be larger than the memory; simdjson
// parses one line at a time, and only when it refuses a line does a slow scanner look for the column. Not handled: HTML, feeds,
// compressed files (later rooms of intake).
#include "intake/reader.h"

#include <fcntl.h>
#include <simdjson.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <charconv>
#include <cstring>
#include <string_view>
#include <system_error>

#include "base/hash.h"
#include "text/utf8.h"

namespace dragoman::intake {

namespace {

namespace fs = std::filesystem;
using Take = std::function<bool(base::Expected<Document>)>;

constexpr std::size_t kBlockBytes = 1U << 18U;
constexpr std::size_t kMaxDepth = 512;
constexpr std::string_view kSpace = " \t\n\v\f\r";

struct Key {
  std::string Document::*field;
  std::array<std::string_view, 5> names;
};
constexpr std::array<std::string_view, 4> kDateKeys = {"date", "pub_date", "date_publish", "publishing_date"};
constexpr Key kKeys[] = {
    {&Document::id, {"id"}},
    {&Document::title, {"title", "headline"}},
    {&Document::text, {"text", "event_text", "maintext", "body", "plaintext"}},
    {&Document::publisher, {"publisher", "source", "source_domain", "publication"}},
    {&Document::url, {"url"}},
    {&Document::language, {"language"}},
};

bool ends_with_any(const fs::path& path, std::initializer_list<std::string_view> extensions) {
  std::string extension = path.extension().string();
  std::transform(extension.begin(), extension.end(), extension.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
  return std::find(extensions.begin(), extensions.end(), extension) != extensions.end();
}

/// Finds the first byte at which a text stops being JSON. Slow and plain: it only ever sees lines that are already known to be bad.
class JsonProbe {
 public:
  explicit JsonProbe(std::string_view text) : text_(text) {}
  std::size_t first_error() {
    if (value(0)) {
      space();
      if (at_ == text_.size()) return 0;
    }
    return at_;
  }

 private:
  void space() { at_ = std::min(text_.find_first_not_of(" \t\n\r", at_), text_.size()); }
  bool eat(char c) {
    if (at_ >= text_.size() || text_[at_] != c) return false;
    ++at_;
    return true;
  }
  bool string() {
    if (!eat('"')) return false;
    while (at_ < text_.size() && static_cast<unsigned char>(text_[at_]) >= 0x20) {
      if (eat('"')) return true;
      if (eat('\\')) {
        if (at_ >= text_.size() || std::string_view("\"\\/bfnrtu").find(text_[at_]) == std::string_view::npos) return false;
        if (eat('u')) {
          for (int i = 0; i < 4; ++i, ++at_)
            if (at_ >= text_.size() || std::string_view("0123456789abcdefABCDEF").find(text_[at_]) == std::string_view::npos) return false;
          continue;
        }
      }
      ++at_;
    }
    return false;
  }
  bool digits() {
    const std::size_t begin = at_;
    while (at_ < text_.size() && text_[at_] >= '0' && text_[at_] <= '9') ++at_;
    return at_ > begin;
  }
  bool number() {
    eat('-');
    if (!eat('0') && !digits()) return false;
    if (eat('.') && !digits()) return false;
    if (!eat('e') && !eat('E')) return true;
    if (!eat('+')) eat('-');
    return digits();
  }
  bool members(char close, bool named, std::size_t depth) {
    ++at_;
    space();
    if (eat(close)) return true;
    while (true) {
      space();
      if (named) {
        if (!string()) return false;
        space();
        if (!eat(':')) return false;
      }
      if (!value(depth + 1)) return false;
      space();
      if (eat(close)) return true;
      if (!eat(',')) return false;
    }
  }
  bool value(std::size_t depth) {
    space();
    if (at_ >= text_.size() || depth > kMaxDepth) return false;
    switch (text_[at_]) {
      case '{': return members('}', true, depth);
      case '[': return members(']', false, depth);
      case '"': return string();
      default: break;
    }
    for (const std::string_view word : {"true", "false", "null"})
      if (text_.substr(at_, word.size()) == word) {
        at_ += word.size();
        return true;
      }
    return number();
  }

  std::string_view text_;
  std::size_t at_ = 0;
};

/// Replaces escapes of unpaired surrogates by that of U+FFFD, in place; returns how many.
std::size_t repair_surrogates(std::string& json, std::size_t& first_offset) {
  std::size_t count = 0;
  const auto unit = [&](std::size_t at) -> unsigned {
    unsigned value = 0;
    if (at + 6 > json.size() || json[at] != '\\' || json[at + 1] != 'u') return 0;
    const char* end = json.data() + at + 6;
    const auto result = std::from_chars(json.data() + at + 2, end, value, 16);
    return result.ec == std::errc{} && result.ptr == end ? value : 0;
  };
  for (std::size_t at = json.find('\\'); at != std::string::npos && at + 1 < json.size(); at = json.find('\\', at)) {
    const unsigned value = unit(at);
    if (value < 0xD800 || value > 0xDFFF) {
      at += 2;
    } else if (const unsigned next = unit(at + 6); value < 0xDC00 && next >= 0xDC00 && next <= 0xDFFF) {
      at += 12;
    } else {
      if (count++ == 0) first_offset = at;
      json.replace(at, 6, "\\ufffd");
      at += 6;
    }
  }
  return count;
}

/// A text, or a number as it is written; nothing for anything else.
std::optional<std::string> as_text(simdjson::dom::element element) {
  if (std::string_view text; element.get(text) == simdjson::SUCCESS) return std::string(text);
  if (element.is_number()) return simdjson::minify(element);
  return std::nullopt;
}

std::optional<base::Date> read_date(std::string_view text) {
  if (text.size() == 8 && std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; }))
    return base::parse_date(std::string(text.substr(0, 4)) + '-' + std::string(text.substr(4, 2)) + '-' + std::string(text.substr(6)));
  return base::parse_date(text);
}

class Reader {
 public:
  Reader(const ReaderOptions& options, const Take& take) : options_(options), take_(take) {}

  /// False once `take` asked to stop.
  bool source(const std::string& name) {
    if (name == "-") return stream(STDIN_FILENO, "-", Form::kUnknown);
    const fs::path path(name);
    std::error_code error;
    if (!fs::is_directory(path, error)) return file(path);
    std::vector<fs::path> files;
    if (!list(path, files)) return false;
    std::sort(files.begin(), files.end(), [](const fs::path& a, const fs::path& b) { return a.generic_string() < b.generic_string(); });
    return std::all_of(files.begin(), files.end(), [&](const fs::path& found) { return file(found); });
  }

 private:
  enum class Form { kPlain, kLines, kObject, kUnknown };

  bool list(const fs::path& folder, std::vector<fs::path>& files) {
    std::error_code error;
    fs::directory_iterator entry(folder, error);
    while (!error && entry != fs::directory_iterator()) {
      std::error_code ignored;
      const fs::path& path = entry->path();
      if (!path.filename().string().starts_with('.')) {
        if (entry->is_directory(ignored)) {
          if (!entry->is_symlink(ignored) && !list(path, files)) return false;
        } else if (ends_with_any(path, {".txt", ".text", ".md", ".jsonl", ".ndjson", ".json"})) {
          files.push_back(path);
        }
      }
      entry.increment(error);
    }
    return !error || problem({.code = "FILE001", .file = folder.string(), .text = "cannot be read", .hint = error.message()});
  }

  bool file(const fs::path& path) {
    const int fd = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
    if (fd < 0) return unreadable(path.string(), errno);
    const Form form = ends_with_any(path, {".jsonl", ".ndjson"}) ? Form::kLines : ends_with_any(path, {".json"}) ? Form::kObject : Form::kPlain;
    const bool go_on = stream(fd, path.string(), form);
    ::close(fd);
    return go_on;
  }

  bool unreadable(const std::string& name, int error) {
    return problem({.code = "FILE001", .file = name, .text = "cannot be read", .hint = std::strerror(error)});
  }

  bool problem(base::Diagnostic diagnostic) { return take_(tl::unexpected(std::move(diagnostic))); }

  bool too_large(const std::string& name, std::uint32_t line) {
    return problem({.code = "DOC003", .file = name, .line = line,
                    .text = "document of more than " + std::to_string(options_.max_document_bytes) + " bytes", .hint = {}});
  }

  /// Reads `fd` to its end, holding one line (JSONL) or one document at a time.
  bool stream(int fd, const std::string& name, Form form) {
    std::string block(kBlockBytes, '\0');
    std::string held;           // the line or document so far
    bool overflow = false;      // it is longer than the limit: the rest is passed over
    std::uint32_t line = 1;
    std::size_t offset = 0;     // of `held` in the input
    std::size_t length = 0;     // of the line so far, also where it is not held
    const auto hold = [&](std::string_view bytes) {
      length += bytes.size();
      overflow = overflow || held.size() + bytes.size() > options_.max_document_bytes;
      if (!overflow) held += bytes;
    };
    while (true) {
      const ssize_t n = ::read(fd, block.data(), block.size());
      if (n < 0) {
        if (errno == EINTR) continue;
        return unreadable(name, errno);
      }
      if (n == 0) break;
      std::string_view rest(block.data(), static_cast<std::size_t>(n));
      if (form == Form::kUnknown) {
        std::string_view seen = rest;
        if (seen.starts_with("\xEF\xBB\xBF")) seen.remove_prefix(3);
        const std::size_t first = seen.find_first_not_of(kSpace);
        if (first != std::string_view::npos) form = seen[first] == '{' ? Form::kLines : Form::kPlain;
      }
      while (form == Form::kLines) {
        const std::size_t end = rest.find('\n');
        if (end == std::string_view::npos) break;
        hold(rest.substr(0, end));
        rest.remove_prefix(end + 1);
        if (!(overflow ? too_large(name, line) : json(name, line, held, offset, true))) return false;
        offset += length + 1;
        length = 0;
        ++line;
        held.clear();
        overflow = false;
      }
      hold(rest);
      if (overflow && form != Form::kLines) return too_large(name, 0);
    }
    if (overflow) return too_large(name, line);
    if (form == Form::kLines) return json(name, line, held, offset, true);
    return form == Form::kObject ? json(name, 1, held, 0, false) : plain(name, held);
  }

  bool plain(const std::string& name, std::string_view bytes) {
    if (text::looks_binary(bytes)) return problem({.code = "DOC002", .file = name, .text = "is binary, not text"});
    text::Utf8Result clean = text::sanitize_utf8(bytes);
    Document document;
    document.text = std::move(clean.text);
    document.replaced = clean.replaced;
    document.first_replaced_offset = clean.first_offset;
    return finish(name, 0, std::move(document));
  }

  bool finish(const std::string& name, std::uint32_t line, Document document) {
    if (document.text.find_first_not_of(kSpace) == std::string::npos)
      return problem({.code = "DOC001", .file = name, .line = line, .text = "document without text"});
    if (!document.date) document.date = options_.default_date;
    if (document.id.empty()) {
      static constexpr char kDigits[] = "0123456789abcdef";
      const std::uint64_t hash = base::hash64(document.text);
      document.id = "d";
      for (int shift = 60; shift >= 0; shift -= 4) document.id += kDigits[(hash >> shift) & 15U];
    }
    return take_(std::move(document));
  }

  /// One JSON object. Blank lines of a JSONL file are no documents.
  bool json(const std::string& name, std::uint32_t line, std::string_view bytes, std::size_t offset, bool of_many) {
    if (bytes.find_first_not_of(kSpace) == std::string_view::npos)
      return of_many || problem({.code = "DOC001", .file = name, .text = "document without text"});
    if (bytes.find('\0') != std::string_view::npos) return problem({.code = "DOC002", .file = name, .line = line, .text = "is binary, not text"});
    text::Utf8Result clean = text::sanitize_utf8(bytes);
    std::string& json = clean.text;
    std::size_t first_surrogate = 0;
    const std::size_t surrogates = repair_surrogates(json, first_surrogate);
    json.reserve(json.size() + simdjson::SIMDJSON_PADDING);
    simdjson::dom::object object;
    simdjson::dom::element root;
    if (const auto error = parser_.parse(json).get(root); error != simdjson::SUCCESS)
      return bad_json(name, line, json, JsonProbe(json).first_error(), std::string("no valid JSON: ") + simdjson::error_message(error));
    if (root.get(object) != simdjson::SUCCESS)
      return bad_json(name, line, json, json.find_first_not_of(kSpace), "not a JSON object; expected one object with a text");
    Document document;
    bool has_text = false;
    for (const Key& key : kKeys) {
      const bool is_text = key.field == &Document::text;
      for (const std::string_view alias : key.names) {
        simdjson::dom::element element;
        if (alias.empty() || object[alias].get(element) != simdjson::SUCCESS || (is_text && !element.is_string())) continue;
        has_text = has_text || is_text;
        if (auto value = as_text(element)) document.*key.field = std::move(*value);
        if (!(document.*key.field).empty()) break;
      }
    }
    if (!has_text) return bad_json(name, line, json, json.find_first_not_of(kSpace), "object without a text; expected the key \"text\"");
    for (const std::string_view alias : kDateKeys) {
      simdjson::dom::element element;
      if (document.date || object[alias].get(element) != simdjson::SUCCESS) continue;
      if (const auto value = as_text(element)) document.date = read_date(*value);
    }
    if (text::looks_binary(document.text)) return problem({.code = "DOC002", .file = name, .line = line, .text = "is binary, not text"});
    document.replaced = clean.replaced + surrogates;
    document.first_replaced_offset = offset + (clean.replaced > 0 ? clean.first_offset : first_surrogate);
    return finish(name, line, std::move(document));
  }

  bool bad_json(const std::string& name, std::uint32_t line, std::string_view json, std::size_t at, std::string text) {
    const std::string_view before = json.substr(0, std::min(at, json.size()));
    const std::size_t newline = before.rfind('\n');  // only a .json file has some
    const std::string_view same_line = newline == std::string_view::npos ? before : before.substr(newline + 1);
    const auto count = [](std::string_view part, auto is) { return static_cast<std::uint32_t>(std::count_if(part.begin(), part.end(), is)); };
    return problem({.code = "DOC004",
                    .file = name,
                    .line = line + count(before, [](char c) { return c == '\n'; }),
                    .column = 1 + count(same_line, [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }),
                    .text = std::move(text)});
  }

  const ReaderOptions& options_;
  const Take& take_;
  simdjson::dom::parser parser_;
};

}  // namespace

void read_documents(const std::vector<std::string>& sources, const ReaderOptions& options,
                    const std::function<bool(base::Expected<Document>)>& take) {
  Reader reader(options, take);
  for (const std::string& source : sources)
    if (!reader.source(source)) return;
}

}  // namespace dragoman::intake
