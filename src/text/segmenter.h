// Source text -> sentences -> words (UD English syntactic words: "don't" = do + n't, "Smith's" = Smith + 's, "cannot" = can + not).
#pragma once

#include <cstdint>
#include <memory>
#include <string_view>
#include <vector>

#include "base/span.h"
#include "text/spelling.h"

namespace dragoman::text {

struct Word {
  base::Span span;            // bytes of the source; never empty, never holds white space
  bool space_after = true;
};

struct SentenceText {
  base::Span span;            // first word's begin .. last word's end
  std::uint32_t paragraph = 0;// running number of the paragraph (blank line, heading or bullet starts a new one)
  bool heading = false;       // a line that stands alone, without a final stop
  bool dateline = false;      // the words are a dateline ("TRIPOLI, Jan 5 (Agency) -"); the story's first sentence follows as its own
  std::vector<Word> words;
};

/// Immutable; segment() may be called from many threads. Cost: linear, also for a 10 MB line without a stop: a sentence longer than
/// kMaxWords words is cut at the last comma, semicolon or space before the limit.
class Segmenter {
 public:
  explicit Segmenter(std::shared_ptr<const Spelling> spelling);
  ~Segmenter();
  /// `text` must be valid UTF-8 (sanitize_utf8). Sentences in order; every non-space character lies in exactly one word.
  /// White space is Unicode White_Space; a word is at most 1,000 bytes long. Holds the words of at most 1 MiB of one paragraph beside the result.
  [[nodiscard]] std::vector<SentenceText> segment(std::string_view text) const;

  static constexpr std::size_t kMaxWords = 400;

 private:
  struct Impl;
  std::unique_ptr<const Impl> impl_;
};

}  // namespace dragoman::text
