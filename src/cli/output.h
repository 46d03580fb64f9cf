// Where data goes: standard output, or a file that appears under its name only when it is whole.
#pragma once

#include <cstdio>
#include <filesystem>
#include <stdexcept>
#include <string>
#include <string_view>

#include "base/diagnostic.h"

namespace dragoman::cli {

/// The output cannot take more: status 3, or a quiet 0 where the reader of a pipe has gone away.
class OutputError : public std::runtime_error {
 public:
  OutputError(base::Diagnostic diagnostic, bool closed_pipe) : std::runtime_error(to_string(diagnostic)), closed_pipe_(closed_pipe) {}
  [[nodiscard]] bool closed_pipe() const { return closed_pipe_; }

 private:
  bool closed_pipe_;
};

class Output {
 public:
  /// Empty or "-": standard output. Throws OutputError if the file cannot be made.
  explicit Output(const std::string& path);
  Output(const Output&) = delete;
  Output& operator=(const Output&) = delete;
  /// Without finish() an unfinished file is removed.
  ~Output();

  /// Throws OutputError.
  void write(std::string_view bytes);
  /// Flushes; gives a file its name. Throws OutputError.
  void finish();

 private:
  [[noreturn]] void fail(int error) const;
  std::filesystem::path path_;
  std::filesystem::path temporary_;
  std::FILE* file_ = nullptr;
};

[[nodiscard]] bool is_terminal(int stream);
/// Columns of the terminal behind standard output; 100 where there is none.
[[nodiscard]] std::size_t terminal_width();

/// Prints to standard error.
void print_diagnostic(const base::Diagnostic& diagnostic);

}  // namespace dragoman::cli
