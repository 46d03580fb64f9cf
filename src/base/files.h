// Files as whole values: read, mapped, or written so that a reader never sees half of one.
#pragma once

#include <cstddef>
#include <filesystem>
#include <string>
#include <string_view>

#include "base/diagnostic.h"

namespace dragoman::base {

/// The whole file. Errors: FILE001 (cannot be read; the hint says why).
[[nodiscard]] Expected<std::string> read_file(const std::filesystem::path& path);

/// Writes to a temporary name beside `path`, then renames. Errors: FILE002 (cannot be written).
[[nodiscard]] Expected<void> write_file(const std::filesystem::path& path, std::string_view bytes);

/// A file mapped read-only for the life of the object; movable, not copyable.
class MappedFile {
 public:
  /// Errors: FILE001.
  [[nodiscard]] static Expected<MappedFile> open(const std::filesystem::path& path);
  MappedFile(MappedFile&& other) noexcept;
  MappedFile& operator=(MappedFile&& other) noexcept;
  MappedFile(const MappedFile&) = delete;
  MappedFile& operator=(const MappedFile&) = delete;
  ~MappedFile();
  [[nodiscard]] std::string_view bytes() const { return {data_, size_}; }

 private:
  MappedFile(const char* data, std::size_t size) : data_(data), size_(size) {}
  const char* data_ = nullptr;
  std::size_t size_ = 0;
};

}  // namespace dragoman::base
