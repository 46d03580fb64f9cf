#include "base/diagnostic.h"

namespace dragoman::base {

std::string to_string(const Diagnostic& diagnostic) {
  std::string out;
  if (!diagnostic.file.empty()) {
    out += diagnostic.file;
    if (diagnostic.line != 0) {
      out += ':' + std::to_string(diagnostic.line);
      if (diagnostic.column != 0) out += ':' + std::to_string(diagnostic.column);
    }
    out += ": ";
  }
  out += (diagnostic.severity == Severity::kError ? "error[" : "warning[") + diagnostic.code + "]: " + diagnostic.text;
  if (!diagnostic.hint.empty()) out += "\n   hint: " + diagnostic.hint;
  return out;
}

namespace {
std::string join(const std::vector<Diagnostic>& diagnostics) {
  std::string out;
  for (const Diagnostic& diagnostic : diagnostics) {
    if (!out.empty()) out += '\n';
    out += to_string(diagnostic);
  }
  return out;
}
}  // namespace

Error::Error(std::vector<Diagnostic> diagnostics)
    : std::runtime_error(join(diagnostics)), diagnostics_(std::move(diagnostics)) {}

}  // namespace dragoman::base
