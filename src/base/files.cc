#include "base/files.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <utility>

namespace dragoman::base {

namespace {

Diagnostic cannot_read(const std::filesystem::path& path, int error) {
  return {.code = "FILE001", .file = path.string(), .text = "cannot be read", .hint = std::strerror(error)};
}

Diagnostic cannot_write(const std::filesystem::path& path, int error) {
  return {.code = "FILE002", .file = path.string(), .text = "cannot be written", .hint = std::strerror(error)};
}

class Descriptor {
 public:
  explicit Descriptor(int fd) : fd_(fd) {}
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  ~Descriptor() {
    if (fd_ >= 0) ::close(fd_);
  }
  [[nodiscard]] int get() const { return fd_; }

 private:
  int fd_;
};

}  // namespace

Expected<std::string> read_file(const std::filesystem::path& path) {
  const Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
  if (file.get() < 0) return tl::unexpected(cannot_read(path, errno));
  struct stat status {};
  std::string out;
  if (::fstat(file.get(), &status) == 0) {
    if (S_ISDIR(status.st_mode)) return tl::unexpected(cannot_read(path, EISDIR));
    if (status.st_size > 0) out.reserve(static_cast<std::size_t>(status.st_size));
  }
  char buffer[1 << 16];
  while (true) {
    const ssize_t n = ::read(file.get(), buffer, sizeof buffer);
    if (n == 0) return out;
    if (n < 0) {
      if (errno == EINTR) continue;
      return tl::unexpected(cannot_read(path, errno));
    }
    out.append(buffer, static_cast<std::size_t>(n));
  }
}

Expected<void> write_file(const std::filesystem::path& path, std::string_view bytes) {
  std::string temporary = path.string() + ".tmp" + std::to_string(::getpid());
  {
    const Descriptor file(::open(temporary.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644));
    if (file.get() < 0) return tl::unexpected(cannot_write(path, errno));
    while (!bytes.empty()) {
      const ssize_t n = ::write(file.get(), bytes.data(), bytes.size());
      if (n < 0) {
        if (errno == EINTR) continue;
        const int error = errno;
        ::unlink(temporary.c_str());
        return tl::unexpected(cannot_write(path, error));
      }
      bytes.remove_prefix(static_cast<std::size_t>(n));
    }
  }
  if (::rename(temporary.c_str(), path.c_str()) != 0) {
    const int error = errno;
    ::unlink(temporary.c_str());
    return tl::unexpected(cannot_write(path, error));
  }
  return {};
}

Expected<MappedFile> MappedFile::open(const std::filesystem::path& path) {
  const Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
  if (file.get() < 0) return tl::unexpected(cannot_read(path, errno));
  struct stat status {};
  if (::fstat(file.get(), &status) != 0) return tl::unexpected(cannot_read(path, errno));
  if (S_ISDIR(status.st_mode)) return tl::unexpected(cannot_read(path, EISDIR));
  const auto size = static_cast<std::size_t>(status.st_size);
  if (size == 0) return MappedFile(nullptr, 0);
  void* data = ::mmap(nullptr, size, PROT_READ, MAP_PRIVATE, file.get(), 0);
  if (data == MAP_FAILED) return tl::unexpected(cannot_read(path, errno));
  return MappedFile(static_cast<const char*>(data), size);
}

MappedFile::MappedFile(MappedFile&& other) noexcept
    : data_(std::exchange(other.data_, nullptr)), size_(std::exchange(other.size_, 0)) {}

MappedFile& MappedFile::operator=(MappedFile&& other) noexcept {
  std::swap(data_, other.data_);
  std::swap(size_, other.size_);
  return *this;
}

MappedFile::~MappedFile() {
  if (data_ != nullptr) ::munmap(const_cast<char*>(data_), size_);
}

}  // namespace dragoman::base
