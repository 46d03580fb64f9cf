// One problem, printable as `file:line:column: error[CODE]: text` with a hint on the next line. Codes are stable and listed
// in docs/diagnostics.md (a test checks that).
#pragma once

#include <cstdint>
#include <stdexcept>
#include <string>
#include <tl/expected.hpp>
#include <vector>

namespace dragoman::base {

enum class Severity : std::uint8_t { kError, kWarning };   // a warning leaves nothing out

struct Diagnostic {
  std::string code;          // "LEX012"
  std::string file;          // as the user named it; empty = no file
  std::uint32_t line = 0;    // 1-based; 0 = unknown
  std::uint32_t column = 0;  // 1-based, in code points; 0 = unknown
  std::string text;          // what was found and what was expected
  std::string hint = {};     // what to do; may be empty
  Severity severity = Severity::kError;
};

/// `file:line:column: error[CODE]: text` and, if there is a hint, a second line `   hint: ...`. No final newline.
[[nodiscard]] std::string to_string(const Diagnostic& diagnostic);

/// What can go wrong with one of many inputs, as a value: the batch goes on.
template <class T>
using Expected = tl::expected<T, Diagnostic>;

/// The program cannot start or go on (bad flag, lexicon, model, output). Holds every problem found, not only the first.
class Error : public std::runtime_error {
 public:
  explicit Error(std::vector<Diagnostic> diagnostics);
  explicit Error(Diagnostic diagnostic) : Error(std::vector<Diagnostic>{std::move(diagnostic)}) {}
  [[nodiscard]] const std::vector<Diagnostic>& diagnostics() const { return diagnostics_; }

 private:
  std::vector<Diagnostic> diagnostics_;
};

}  // namespace dragoman::base
