#include "cli/output.h"

#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>

namespace dragoman::cli {

Output::Output(const std::string& path) {
  if (path.empty() || path == "-") {
    file_ = stdout;
    return;
  }
  path_ = path;
  std::error_code ignored;
  if (std::filesystem::exists(path_, ignored) && !std::filesystem::is_regular_file(path_, ignored)) {   // a device or a named pipe is written in place
    file_ = std::fopen(path.c_str(), "wb");
  } else {
    temporary_ = path + ".tmp" + std::to_string(getpid());
    file_ = std::fopen(temporary_.c_str(), "wb");
  }
  if (file_ == nullptr) fail(errno);
}

Output::~Output() {
  if (file_ == nullptr || file_ == stdout) return;
  std::fclose(file_);
  std::error_code ignored;
  if (!temporary_.empty()) std::filesystem::remove(temporary_, ignored);
}

void Output::fail(int error) const {
  throw OutputError({"OUT001", path_.empty() ? "standard output" : path_.string(), 0, 0, "cannot be written: " + std::string(std::strerror(error)),
                     path_.empty() ? "" : "choose another place with --output"},
                    error == EPIPE);
}

void Output::write(std::string_view bytes) {
  if (bytes.empty()) return;
  if (std::fwrite(bytes.data(), 1, bytes.size(), file_) != bytes.size()) fail(errno);
}

void Output::finish() {
  if (std::fflush(file_) != 0) fail(errno);
  if (file_ == stdout) return;
  std::FILE* file = file_;
  file_ = nullptr;
  if (std::fclose(file) != 0) fail(errno);
  if (temporary_.empty()) return;
  std::error_code error;
  std::filesystem::rename(temporary_, path_, error);
  if (error) {
    std::error_code ignored;
    std::filesystem::remove(temporary_, ignored);
    fail(error.value());
  }
}

bool is_terminal(int stream) { return isatty(stream) != 0; }

std::size_t terminal_width() {
  winsize size{};
  if (isatty(1) == 0 || ioctl(1, TIOCGWINSZ, &size) != 0 || size.ws_col == 0) return 100;
  return std::min<std::size_t>(size.ws_col, 160);
}

void print_diagnostic(const base::Diagnostic& diagnostic) {
  const std::string line = to_string(diagnostic) + '\n';
  std::fwrite(line.data(), 1, line.size(), stderr);
}

}  // namespace dragoman::cli
