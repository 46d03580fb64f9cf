// Documents from files, folders and JSONL; one bad document is a value with its place, and the rest is still read.
#include "intake/reader.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <fstream>
#include <string>

namespace dragoman::intake {
namespace {

namespace fs = std::filesystem;
using namespace std::string_literals;

class Reading : public testing::Test {
 protected:
  void SetUp() override {
    folder = fs::temp_directory_path() / ("dragoman_reader_" + std::to_string(::getpid()) + "_" +
                                          testing::UnitTest::GetInstance()->current_test_info()->name());
    fs::create_directories(folder);
  }
  void TearDown() override { fs::remove_all(folder); }

  std::string write(const std::string& name, const std::string& bytes) const {
    fs::create_directories((folder / name).parent_path());
    std::ofstream(folder / name, std::ios::binary) << bytes;
    return (folder / name).string();
  }

  /// "id|date|title|text" or "CODE:line:column" of each result, one a line.
  std::string read(const std::vector<std::string>& sources) const {
    std::string out;
    read_documents(sources, options, [&](base::Expected<Document> result) {
      if (result)
        out += result->id + "|" + (result->date ? base::to_string(*result->date) : "") + "|" + result->title + "|" + result->text + "\n";
      else
        out += result.error().code + ":" + std::to_string(result.error().line) + ":" + std::to_string(result.error().column) + "\n";
      return true;
    });
    return out;
  }

  fs::path folder;
  ReaderOptions options;
};

TEST_F(Reading, JsonLines) {
  struct {
    std::string name, line, want;
  } const cases[] = {
      {"all keys", R"({"id":"a","date":"2026-02-01","title":"T","text":"Hi"})", "a|2026-02-01|T|Hi\n"},
      {"aliases", R"({"id":"a","pub_date":"2026-02-01T10:00:00Z","headline":"T","maintext":"Hi"})", "a|2026-02-01|T|Hi\n"},
      {"the first alias that holds something", R"({"id":"a","text":"","body":"Hi","maintext":null})", "a|||Hi\n"},
      {"number as id, day as number", R"({"id":17,"date":20260201,"text":"Hi"})", "17|2026-02-01||Hi\n"},
      {"unreadable date", R"({"id":"a","date":"soon","text":"Hi"})", "a|||Hi\n"},
      {"wrong types are passed over", R"({"id":["x"],"title":{},"text":"Hi"})", "dc49d853c40ebbe00|||Hi\n"},
      {"escapes", R"({"id":"a","text":"\u00e9\ud83d\ude00\n\"q\""})", "a|||\u00E9\U0001F600\n\"q\"\n"},
      {"unpaired surrogates", R"({"id":"a","text":"x\ud800y\udc00 \\ud800"})", "a|||x\uFFFDy\uFFFD \\ud800\n"},
      {"broken", R"({"id":"a","text":"Hi)", "DOC004:1:21\n"},
      {"column counts code points", "{\"id\":\"\u00E9\u00E9\", text:1}", "DOC004:1:13\n"},
      {"two values", R"({"text":"a"} x)", "DOC004:1:14\n"},
      {"no object", R"(["text"])", "DOC004:1:1\n"},
      {"no text", R"({"id":"a"})", "DOC004:1:1\n"},
      {"text of a wrong type", R"({"id":"a","text":5})", "DOC004:1:1\n"},
      {"empty text", R"({"id":"a","text":" \n"})", "DOC001:1:0\n"},
      {"NUL in the text", R"({"id":"a","text":"a\u0000b"})", "DOC002:1:0\n"},
      {"blank line", "  ", ""},
      {"too deep", "{\"a\":" + std::string(5000, '[') + std::string(5000, ']') + ",\"text\":\"x\"}", "DOC004:1:518\n"},
  };
  for (const auto& c : cases) EXPECT_EQ(read({write("in.jsonl", c.line + "\n")}), c.want) << c.name;
}

TEST_F(Reading, ABrokenLineDoesNotStopTheRest) {
  EXPECT_EQ(read({write("in.jsonl", "{\"id\":1,\"text\":\"a\"}\r\n\n{\n{\"id\":2,\"text\":\"b\"}")}), "1|||a\nDOC004:3:2\n2|||b\n");
}

TEST_F(Reading, OneObjectAFile) {
  EXPECT_EQ(read({write("in.json", "{\n \"id\": \"a\",\n \"text\": \"Hi\"\n}\n")}), "a|||Hi\n");
  EXPECT_EQ(read({write("in.json", "{\n \"id\": \"a\",\n text\n}\n")}), "DOC004:3:2\n");
  EXPECT_EQ(read({write("in.json", "")}), "DOC001:0:0\n");
}

TEST_F(Reading, PlainText) {
  EXPECT_EQ(read({write("a.txt", "Hi")}), "dc49d853c40ebbe00|||Hi\n");
  EXPECT_EQ(read({write("a.log", " \n ")}), "DOC001:0:0\n");
  EXPECT_EQ(read({write("a.bin", "a\0b"s)}), "DOC002:0:0\n");
  options.default_date = base::parse_date("2026-02-01");
  EXPECT_EQ(read({write("a.txt", "\xEF\xBB\xBFHi")}), "dc49d853c40ebbe00|2026-02-01||Hi\n");
}

TEST_F(Reading, IllFormedUtf8IsCountedWithItsOffsetInTheInput) {
  std::vector<Document> documents;
  const auto take = [&](base::Expected<Document> result) {
    documents.push_back(result.value());
    return true;
  };
  read_documents({write("a.txt", "abc\xFFx\xFE"), write("b.jsonl", "{\"text\":\"a\"}\n{\"text\":\"\xE9\"}\n")}, options, take);
  ASSERT_EQ(documents.size(), 3U);
  EXPECT_EQ(documents[0].replaced, 2U);
  EXPECT_EQ(documents[0].first_replaced_offset, 3U);
  EXPECT_EQ(documents[1].replaced, 0U);
  EXPECT_EQ(documents[2].replaced, 1U);
  EXPECT_EQ(documents[2].first_replaced_offset, 22U);
}

TEST_F(Reading, TooLargeIsSkippedAndTheNextLineRead) {
  options.max_document_bytes = 100;
  const std::string large(1'000'000, 'a');
  EXPECT_EQ(read({write("a.txt", large)}), "DOC003:0:0\n");
  EXPECT_EQ(read({write("a.jsonl", "{\"text\":\"" + large + "\"}\n{\"id\":2,\"text\":\"b\"}\n")}), "DOC003:1:0\n2|||b\n");
  EXPECT_EQ(read({write("a.txt", std::string(100, 'a'))}).substr(0, 1), "d");
}

TEST_F(Reading, FoldersInTheOrderOfPaths) {
  write("b.jsonl", "{\"id\":\"b\",\"text\":\"x\"}");
  write("a/z.json", "{\"id\":\"az\",\"text\":\"x\"}");
  write("c.JSONL", "{\"id\":\"c\",\"text\":\"x\"}");
  write("a.png", "x");
  write(".hidden/x.jsonl", "{\"id\":\"h\",\"text\":\"x\"}");
  EXPECT_EQ(read({folder.string()}), "az|||x\nb|||x\nc|||x\n");
}

TEST_F(Reading, MissingPathsAreValues) {
  EXPECT_EQ(read({(folder / "none.txt").string(), write("a.jsonl", "{\"id\":1,\"text\":\"a\"}")}), "FILE001:0:0\n1|||a\n");
}

TEST_F(Reading, SameIdIsKept) {
  EXPECT_EQ(read({write("a.jsonl", "{\"id\":1,\"text\":\"a\"}\n{\"id\":1,\"text\":\"b\"}\n")}), "1|||a\n1|||b\n");
}

TEST_F(Reading, TakeCanStop) {
  const std::string file = write("a.jsonl", "{\"text\":\"a\"}\n{\"text\":\"b\"}\n");
  int calls = 0;
  read_documents({file, file, folder.string()}, options, [&](const base::Expected<Document>&) { return ++calls < 1; });
  EXPECT_EQ(calls, 1);
}

}  // namespace
}  // namespace dragoman::intake
