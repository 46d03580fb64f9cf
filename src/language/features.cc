#include "language/features.h"

#include <algorithm>

#include "base/hash.h"

namespace dragoman::language {

namespace {

std::uint64_t text_hash(std::string_view text) { return base::hash64(text, 7); }

/// One template's feature. Attributes may be small numbers or hashes.
class Mixer {
 public:
  explicit Mixer(std::vector<Feature>& out) : out_(out) { out_.clear(); }
  template <class... Attributes>
  void add(std::uint64_t name, Attributes... attributes) {
    std::uint64_t h = (name + 1) * 0x9e3779b97f4a7c15ULL;
    ((h = (h ^ (h >> 29) ^ static_cast<std::uint64_t>(attributes)) * 0xbf58476d1ce4e5b9ULL), ...);
    h = (h ^ (h >> 31)) * 0x94d049bb133111ebULL;
    out_.push_back(h ^ (h >> 30));
  }

 private:
  std::vector<Feature>& out_;
};

constexpr bool is_upper(char c) { return c >= 'A' && c <= 'Z'; }
constexpr bool is_lower(char c) { return c >= 'a' && c <= 'z'; }
constexpr bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// 0 none, 1 first letter, 2 all letters, 3 mixed, 4 no letter
std::uint64_t casing_of(std::string_view form) {
  std::size_t upper = 0, lower = 0;
  for (const char c : form) {
    upper += is_upper(c);
    lower += is_lower(c) || static_cast<unsigned char>(c) >= 0x80;
  }
  if (upper + lower == 0) return 4;
  if (upper == 0) return 0;
  if (lower == 0) return upper > 1 ? 2 : 1;
  return upper == 1 && is_upper(form[0]) ? 1 : 3;
}

/// 0 usual, 1 capitals, 2 title case
std::uint64_t sentence_casing(const Sentence& sentence) {
  std::size_t small = 0, title = 0, capital = 0, short_words = 0;
  for (const Token& token : sentence.tokens) {
    const std::uint64_t casing = casing_of(token.form);
    if (casing == 4) continue;
    if (casing == 0 && token.form.size() < 4)
      ++short_words;
    else if (casing == 0)
      ++small;
    else if (casing == 2)
      ++capital;
    else
      ++title;
  }
  if (small + title + capital < 3) return 0;
  if (capital > 2 && small == 0 && capital > 2 * title && short_words == 0) return 1;
  return title + capital > 6 * small ? 2 : 0;
}

std::uint64_t shape_of(std::string_view form) {
  std::string shape;
  for (const char c : form) {
    const char kind = is_upper(c) ? 'X' : is_lower(c) ? 'x' : is_digit(c) ? '0' : static_cast<unsigned char>(c) >= 0x80 ? 'u' : c;
    if (shape.size() < 2 || shape[shape.size() - 1] != kind || shape[shape.size() - 2] != kind) shape += kind;
    if (shape.size() > 12) break;
  }
  return text_hash(shape);
}

}  // namespace

std::string lower_case(std::string_view form) {
  std::string out(form);
  for (std::size_t i = 0; i < out.size(); ++i) {
    const auto c = static_cast<unsigned char>(out[i]);
    if (is_upper(out[i]))
      out[i] = static_cast<char>(c + 32);
    else if (i > 0 && static_cast<unsigned char>(out[i - 1]) == 0xC3 && c >= 0x80 && c <= 0x9E && c != 0x97)
      out[i] = static_cast<char>(c + 32);
  }
  return out;
}

std::string normal_form(std::string_view form) {
  const std::string lower = lower_case(form);
  std::string out;
  for (std::size_t i = 0; i < lower.size(); ++i) {
    if (lower[i] == '\xE2' && i + 2 < lower.size() && lower[i + 1] == '\x80') {
      const auto last = static_cast<unsigned char>(lower[i + 2]);
      const char plain = last == 0x98 || last == 0x99 ? '\'' : last == 0x9C || last == 0x9D ? '"' : last >= 0x90 && last <= 0x95 ? '-' : '\0';
      if (plain != '\0') {
        out += plain;
        i += 2;
        continue;
      }
    }
    out += is_digit(lower[i]) ? '0' : lower[i];
  }
  return out;
}

Feature tag_key(std::size_t tag) { return (tag + 1) * 0x9e3779b97f4a7c15ULL; }

void view_words(const Sentence& sentence, std::vector<WordView>& out) {
  out.assign(sentence.tokens.size(), {});
  const std::uint64_t around = sentence_casing(sentence);
  for (std::size_t i = 0; i < out.size(); ++i) {
    const std::string& form = sentence.tokens[i].form;
    const std::string normal = normal_form(form);
    WordView& view = out[i];
    view.word = text_hash(normal);
    for (std::size_t n = 1; n <= 5; ++n) {
      const std::size_t size = std::min(n, normal.size());
      view.suffix[n - 1] = text_hash(std::string_view(normal).substr(normal.size() - size)) + (n >= normal.size());
      if (n <= 4) view.prefix[n - 1] = text_hash(std::string_view(normal).substr(0, size));
    }
    view.shape = shape_of(form);
    view.casing = casing_of(form) + 8 * around + 64 * (i == 0);
  }
}

void lemma_features(const WordView& w, std::size_t tag, Upos upos, std::vector<Feature>& out) {
  Mixer mix(out);
  const auto u = static_cast<std::uint64_t>(upos);
  std::uint64_t name = 500;
  mix.add(name++, tag);
  mix.add(name++, w.word, tag);
  mix.add(name++, w.word, u);
  for (const std::uint64_t suffix : w.suffix) mix.add(name++, suffix, tag);
  mix.add(name++, w.casing & 7, tag);
  mix.add(name++, w.shape, u);
  for (const std::uint64_t prefix : w.prefix) mix.add(name++, prefix, w.suffix[2], tag);
}

}  // namespace dragoman::language
