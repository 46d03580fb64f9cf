// A folder of a test's own, gone when the test is over; and diagnostics in one line each.
#pragma once

#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "base/diagnostic.h"

namespace dragoman::testing {

class Folder {
 public:
  Folder() {
    static int number = 0;
    path_ = std::filesystem::temp_directory_path() / ("dragoman_test_" + std::to_string(::getpid()) + "_" + std::to_string(number++));
    std::filesystem::remove_all(path_);
    std::filesystem::create_directories(path_);
  }
  ~Folder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;

  [[nodiscard]] const std::filesystem::path& path() const { return path_; }
  [[nodiscard]] std::filesystem::path operator/(std::string_view name) const { return path_ / name; }
  std::filesystem::path write(std::string_view name, std::string_view bytes) const {
    const std::filesystem::path path = path_ / name;
    std::filesystem::create_directories(path.parent_path());
    std::ofstream(path, std::ios::binary) << bytes;
    return path;
  }
  /// Names of everything in the folder, sorted.
  [[nodiscard]] std::vector<std::string> names() const {
    std::set<std::string> out;
    for (const auto& entry : std::filesystem::directory_iterator(path_)) out.insert(entry.path().filename().string());
    return {out.begin(), out.end()};
  }

 private:
  std::filesystem::path path_;
};

inline std::string bytes_of(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

/// "file:line:column CODE" a line, the file without its folders.
inline std::string places(const std::vector<base::Diagnostic>& problems) {
  std::string out;
  for (const base::Diagnostic& p : problems)
    out += std::filesystem::path(p.file).filename().string() + ":" + std::to_string(p.line) + ":" + std::to_string(p.column) + " " + p.code + "\n";
  return out;
}

/// A row with a `known_gap` must fail; once it passes, the mark has to go.
#define EXPECT_ROW(got, want, name, known_gap)                                            \
  do {                                                                                    \
    if (std::string_view(known_gap).empty()) {                                            \
      EXPECT_EQ(got, want) << (name);                                                     \
    } else {                                                                              \
      EXPECT_NE(got, want) << (name) << ": passes now; remove its mark: " << (known_gap); \
    }                                                                                     \
  } while (false)

}  // namespace dragoman::testing
