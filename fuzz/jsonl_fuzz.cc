// Any bytes as a JSONL file, a .json file and a plain text: each result is a document with valid UTF-8 text and an id, or a diagnostic
// with a code; nothing else comes out.
#include <unistd.h>

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <string>

#include "intake/reader.h"
#include "text/utf8.h"

namespace {

void require(bool holds) {
  if (!holds) __builtin_trap();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace dragoman;
  static const std::string stem = (std::filesystem::temp_directory_path() / ("jsonl_fuzz_" + std::to_string(::getpid()))).string();
  intake::ReaderOptions options;
  options.max_document_bytes = 1U << 16U;
  for (const char* extension : {".jsonl", ".json", ".txt"}) {
    const std::string path = stem + extension;
    std::ofstream(path, std::ios::binary).write(reinterpret_cast<const char*>(data), static_cast<std::streamsize>(size));
    intake::read_documents({path}, options, [](const base::Expected<intake::Document>& result) {
      if (result)
        require(!result->id.empty() && !result->text.empty() && text::sanitize_utf8("x" + result->text).replaced == 0);
      else
        require(result.error().code.starts_with("DOC"));
      return true;
    });
    std::filesystem::remove(path);
  }
  return 0;
}
