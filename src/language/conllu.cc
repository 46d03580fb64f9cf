#include "language/conllu.h"

#include <algorithm>
#include <charconv>
#include <optional>
#include <utility>

namespace dragoman::language {

namespace {

constexpr std::size_t kMaxWords = 10'000;

std::optional<std::int32_t> number_in(std::string_view text) {
  std::int32_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || end != text.data() + text.size() || value < 0) return std::nullopt;
  return value;
}

/// Every word reaches the one root. Linear: a word's way up is walked once.
bool is_tree(const Sentence& sentence) {
  const std::size_t n = sentence.tokens.size();
  std::vector<std::int32_t> seen(n, -1);
  std::size_t roots = 0;
  for (std::size_t i = 0; i < n; ++i) {
    roots += sentence.tokens[i].head == kNoHead;
    for (auto at = static_cast<std::int32_t>(i); at != kNoHead && seen[static_cast<std::size_t>(at)] != static_cast<std::int32_t>(i);) {
      if (seen[static_cast<std::size_t>(at)] >= 0) break;
      seen[static_cast<std::size_t>(at)] = static_cast<std::int32_t>(i);
      at = sentence.tokens[static_cast<std::size_t>(at)].head;
      if (at != kNoHead && seen[static_cast<std::size_t>(at)] == static_cast<std::int32_t>(i)) return false;
    }
  }
  return roots == 1;
}

class Reader {
 public:
  Reader(std::string_view file, ConlluFile& out) : file_(file), out_(out) {}

  void read_line(std::string_view line) {
    ++line_;
    if (!line.empty() && line.back() == '\r') line.remove_suffix(1);
    if (line.find_first_not_of(" \t") == std::string_view::npos) return finish();
    if (line.front() == '#') return;
    if (broken_) return;
    std::string_view columns[10];
    std::size_t count = 0;
    for (std::string_view rest = line; count < 10; ++count) {
      const std::size_t tab = rest.find('\t');
      columns[count] = rest.substr(0, tab);
      if (tab == std::string_view::npos) {
        ++count;
        break;
      }
      rest.remove_prefix(tab + 1);
      if (count == 9) count = 10;  // more than ten columns
    }
    if (count != 10) return fail("CONLLU001", "a word line needs ten columns parted by tabs", "");
    const std::size_t dash = columns[0].find('-');
    if (dash != std::string_view::npos) return multiword(columns[0], dash, columns[9]);
    if (columns[0].find('.') != std::string_view::npos) return;
    word(columns);
  }

  void finish() {
    if (!broken_ && !sentence_.tokens.empty()) {
      const auto words = static_cast<std::int32_t>(sentence_.tokens.size());
      bool inside = true;
      for (const Token& token : sentence_.tokens) inside = inside && token.head < words;
      if (!inside)
        fail("CONLLU004", "a head lies outside the sentence", "");
      else if (has_heads_ && !is_tree(sentence_))
        fail("CONLLU005", "the heads make no tree with one root", "exactly one word has head 0, and no word is above itself");
    }
    if (!broken_ && !sentence_.tokens.empty()) keep();
    sentence_ = {};
    joined_left_ = 0;
    broken_ = false;
    has_heads_ = false;
  }

 private:
  void fail(std::string code, std::string text, std::string hint) {
    out_.problems.push_back({std::move(code), std::string(file_), line_, 0, std::move(text), std::move(hint)});
    broken_ = true;
  }

  void multiword(std::string_view range, std::size_t dash, std::string_view misc) {
    const auto from = number_in(range.substr(0, dash)), to = number_in(range.substr(dash + 1));
    if (!from || !to || *to < *from) return fail("CONLLU002", "'" + std::string(range.substr(0, 20)) + "' is no word number", "");
    joined_left_ = static_cast<std::size_t>(*to - *from) + 1;
    joined_space_ = misc.find("SpaceAfter=No") == std::string_view::npos;
  }

  void word(const std::string_view (&columns)[10]) {
    const auto id = number_in(columns[0]);
    if (!id || static_cast<std::size_t>(*id) != sentence_.tokens.size() + 1)
      return fail("CONLLU002", "word number '" + std::string(columns[0].substr(0, 20)) + "', expected " + std::to_string(sentence_.tokens.size() + 1), "");
    if (sentence_.tokens.size() == kMaxWords) return fail("CONLLU009", "a sentence of more than 10,000 words", "split it");
    if (columns[1].empty()) return fail("CONLLU003", "an empty form", "");
    Token token;
    token.form = columns[1];
    if (columns[2] != "_" || columns[1] == "_") token.lemma = columns[2];
    token.upos = parse_upos(columns[3]);
    if (columns[4] != "_") token.xpos = columns[4];
    if (columns[5] != "_") token.feats = columns[5];
    if (columns[6] != "_") {
      const auto head = number_in(columns[6]);
      if (!head) return fail("CONLLU004", "head '" + std::string(columns[6].substr(0, 20)) + "' is no number", "");
      token.head = *head - 1;
      has_heads_ = true;
    }
    if (columns[7] != "_") token.deprel = parse_deprel(columns[7]);
    token.space_after = columns[9].find("SpaceAfter=No") == std::string_view::npos;
    if (joined_left_ > 0) token.space_after = --joined_left_ == 0 && joined_space_;
    sentence_.tokens.push_back(std::move(token));
  }

  void keep() {
    for (Token& token : sentence_.tokens) {
      token.span.begin = static_cast<std::uint32_t>(out_.text.size());
      out_.text += token.form;
      token.span.end = static_cast<std::uint32_t>(out_.text.size());
      if (token.space_after && &token != &sentence_.tokens.back()) out_.text += ' ';
    }
    sentence_.span = {sentence_.tokens.front().span.begin, sentence_.tokens.back().span.end};
    out_.text += '\n';
    out_.sentences.push_back(std::move(sentence_));
  }

  std::string_view file_;
  ConlluFile& out_;
  Sentence sentence_;
  std::uint32_t line_ = 0;
  std::size_t joined_left_ = 0;  // words still inside a multiword token
  bool joined_space_ = true;
  bool broken_ = false;
  bool has_heads_ = false;
};

}  // namespace

ConlluFile read_conllu(std::string_view bytes, std::string_view file) {
  ConlluFile out;
  Reader reader(file, out);
  while (!bytes.empty()) {
    const std::size_t end = std::min(bytes.find('\n'), bytes.size());
    reader.read_line(bytes.substr(0, end));
    bytes.remove_prefix(std::min(end + 1, bytes.size()));
  }
  reader.finish();
  return out;
}

void write_conllu(const Sentence& sentence, std::string_view text, std::string& out) {
  out += "# text = ";
  for (const char c : sentence.span.of(text)) out += c == '\n' || c == '\r' || c == '\t' ? ' ' : c;
  out += '\n';
  const auto column = [&](std::string_view value) {
    out += '\t';
    out += value.empty() ? std::string_view("_") : value;
  };
  for (std::size_t i = 0; i < sentence.tokens.size(); ++i) {
    const Token& token = sentence.tokens[i];
    out += std::to_string(i + 1);
    column(token.form);
    column(token.lemma);
    column(to_string(token.upos));
    column(token.xpos);
    column(token.feats);
    column(std::to_string(token.head + 1));
    column(token.head == kNoHead ? std::string_view("root") : to_string(token.deprel));
    column("_");
    column(token.space_after ? "_" : "SpaceAfter=No");
    out += '\n';
  }
  out += '\n';
}

}  // namespace dragoman::language
