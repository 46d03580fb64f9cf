// Whole files; a reader never sees half of one, and a failed write leaves nothing behind.
#include "base/files.h"

#include <gtest/gtest.h>

#include <utility>

#include "support/folder.h"

namespace dragoman::base {
namespace {

using dragoman::testing::bytes_of;
using dragoman::testing::Folder;
using namespace std::string_literals;

TEST(Files, ComeBackAsTheyWereWritten) {
  const Folder folder;
  for (const std::string& bytes : {""s, "a\n"s, "\0\xff\r\n\0"s, std::string(300'000, 'x')}) {
    ASSERT_TRUE(write_file(folder / "f", bytes));
    EXPECT_EQ(*read_file(folder / "f"), bytes);
    EXPECT_EQ(MappedFile::open(folder / "f")->bytes(), bytes);
  }
  EXPECT_EQ(folder.names(), std::vector<std::string>{"f"});
}

TEST(Files, AReaderKeepsTheOldFileWhileItIsReplaced) {
  const Folder folder;
  ASSERT_TRUE(write_file(folder / "f", "the old one"));
  std::ifstream reader(folder / "f", std::ios::binary);
  const auto mapped = MappedFile::open(folder / "f");
  ASSERT_TRUE(write_file(folder / "f", "new"));
  EXPECT_EQ(std::string(std::istreambuf_iterator<char>(reader), {}), "the old one");
  EXPECT_EQ(mapped->bytes(), "the old one");
  EXPECT_EQ(bytes_of(folder / "f"), "new");
}

TEST(Files, WhatCannotBeReadSaysWhy) {
  const Folder folder;
  struct {
    const char* name;
    std::filesystem::path path;
    const char* hint;
  } const cases[] = {
      {"missing", folder / "none", "No such file or directory"},
      {"a folder", folder.path(), "Is a directory"},
      {"below a file", folder.write("f", "x") / "g", "Not a directory"},
  };
  for (const auto& c : cases) {
    for (const Diagnostic& problem : {read_file(c.path).error(), MappedFile::open(c.path).error()}) {
      EXPECT_EQ(problem.code, "FILE001") << c.name;
      EXPECT_EQ(problem.file, c.path.string()) << c.name;
      EXPECT_EQ(problem.hint, c.hint) << c.name;
    }
  }
}

TEST(Files, WhatCannotBeWrittenLeavesNothingBehind) {
  const Folder folder;
  std::filesystem::create_directories(folder / "taken" / "full");
  for (const auto& path : {folder / "none" / "f", folder / "taken"}) {
    const auto result = write_file(path, "x");
    ASSERT_FALSE(result) << path;
    EXPECT_EQ(result.error().code, "FILE002");
    EXPECT_EQ(result.error().file, path.string());
    EXPECT_FALSE(result.error().hint.empty());
  }
  EXPECT_EQ(folder.names(), std::vector<std::string>{"taken"});
}

TEST(Files, AMappingCanBeHandedOn) {
  const Folder folder;
  MappedFile first = *MappedFile::open(folder.write("f", "first"));
  MappedFile second = std::move(first);
  EXPECT_EQ(second.bytes(), "first");
  EXPECT_TRUE(first.bytes().empty());   // NOLINT: what is left of a moved mapping is nothing
  second = *MappedFile::open(folder.write("g", "second"));
  EXPECT_EQ(second.bytes(), "second");
}

}  // namespace
}  // namespace dragoman::base
