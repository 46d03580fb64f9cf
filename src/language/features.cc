#include "language/features.h"

#include <algorithm>
#include <initializer_list>

#include "base/hash.h"

namespace dragoman::language {

namespace {

constexpr std::uint64_t kNone = 0x51ed270b9f3c4a17ULL;  // attribute of a word that is not there

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

std::uint64_t distance(std::int32_t from, std::int32_t to) {
  const std::int32_t d = to - from;
  return static_cast<std::uint64_t>(d < 5 ? d : d < 8 ? 5 : d < 13 ? 6 : 7);
}

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

Feature lexicon_key(std::string_view normal) { return base::hash64(normal, 1); }
Feature tag_key(std::size_t tag) { return (tag + 1) * 0x9e3779b97f4a7c15ULL; }

void view_words(const Sentence& sentence, const WeightTable& lexicon, std::vector<WordView>& out) {
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
    for (const Cell cell : lexicon.find(lexicon_key(normal))) view.ambiguity = view.ambiguity * 0x9e3779b97f4a7c15ULL + cell.target + 1;
  }
}

void ParserState::start(std::size_t words) {
  nodes_.assign(words, {});
  stack_.clear();
  words_ = words;
  next_ = 0;
  headless_ = 0;
  returned_ = -1;
}

bool ParserState::open() {
  while (returned_ < 0 && next_ == words_) {
    if (headless_ <= 1) return false;
    const std::int32_t top = stack_.back();
    stack_.pop_back();
    if (node(top).head < 0) {
      --headless_;
      returned_ = top;
    }
  }
  return true;
}

bool ParserState::legal(Move move) const {
  if (stack_.empty()) return move == kShift;
  switch (move) {
    case kShift: return returned_ < 0;
    case kLeft: return node(stack_.back()).head < 0;
    case kRight: return true;
    default: return node(stack_.back()).head >= 0;
  }
}

void ParserState::attach(std::int32_t head, std::int32_t dependent) {
  nodes_[static_cast<std::size_t>(dependent)].head = head;
  Node& node = nodes_[static_cast<std::size_t>(head)];
  auto& side = dependent < head ? node.left : node.right;
  std::uint8_t& count = dependent < head ? node.left_count : node.right_count;
  side[1] = side[0];
  side[0] = dependent;
  if (count < 255) ++count;
}

void ParserState::make(Move move) {
  const std::int32_t front = buffer(0);
  if (move == kShift || move == kRight) {
    if (move == kRight)
      attach(stack_.back(), front);
    else
      ++headless_;
    stack_.push_back(front);
    if (returned_ >= 0)
      returned_ = -1;
    else
      ++next_;
    return;
  }
  const std::int32_t top = stack_.back();
  stack_.pop_back();
  if (move == kLeft) {
    attach(front, top);
    --headless_;
  }
}

void TaggedWords::prepare() {
  for (auto* counts : {&verbs, &marks, &joins}) counts->assign(words.size() + 1, 0);
  for (std::size_t i = 0; i < words.size(); ++i) {
    verbs[i + 1] = static_cast<std::uint16_t>(verbs[i] + (upos[i] == Upos::kVerb));
    marks[i + 1] = static_cast<std::uint16_t>(marks[i] + (upos[i] == Upos::kPunct));
    joins[i + 1] = static_cast<std::uint16_t>(joins[i] + (upos[i] == Upos::kCconj || upos[i] == Upos::kSconj));
  }
}

void LabelView::prepare() {
  const std::size_t n = heads.size();
  children.resize(std::max(n, children.size()));
  for (std::size_t i = 0; i < n; ++i) children[i].clear();
  order.clear();
  for (std::size_t i = 0; i < n; ++i) {
    if (heads[i] < 0)
      order.push_back(static_cast<std::int32_t>(i));
    else
      children[static_cast<std::size_t>(heads[i])].push_back(static_cast<std::int32_t>(i));
  }
  for (std::size_t at = 0; at < order.size(); ++at) {
    const auto& below = children[static_cast<std::size_t>(order[at])];
    order.insert(order.end(), below.begin(), below.end());
  }
  labels.assign(n, static_cast<std::uint8_t>(kDeprels));
}

void tag_features(const TaggedWords& in, std::size_t at, std::vector<Feature>& out) {
  Mixer mix(out);
  static const WordView outside{kNone, {kNone, kNone, kNone, kNone, kNone}, {kNone, kNone, kNone, kNone}, kNone, kNone, kNone};
  const auto view = [&](std::size_t back, std::size_t ahead) -> const WordView& {
    return at < back || at - back + ahead >= in.words.size() ? outside : in.words[at - back + ahead];
  };
  const WordView& w = in.words[at];
  const WordView& p1 = view(1, 0);
  const WordView& p2 = view(2, 0);
  const WordView& n1 = view(0, 1);
  const WordView& n2 = view(0, 2);
  const std::uint64_t t1 = at >= 1 ? in.tags[at - 1] : 300;
  const std::uint64_t t2 = at >= 2 ? in.tags[at - 2] : 300;
  std::uint64_t name = 0;
  mix.add(name++, 0);
  mix.add(name++, w.word);
  mix.add(name++, w.word, w.casing);
  mix.add(name++, w.casing, w.ambiguity);
  mix.add(name++, w.ambiguity);
  for (const std::uint64_t suffix : w.suffix) mix.add(name++, suffix);
  for (const std::uint64_t prefix : w.prefix) mix.add(name++, prefix);
  mix.add(name++, w.shape);
  mix.add(name++, w.shape, w.casing);
  mix.add(name++, w.suffix[2], w.casing);
  mix.add(name++, w.suffix[1], w.prefix[0]);
  mix.add(name++, t1);
  mix.add(name++, t1, t2);
  mix.add(name++, t1, w.word);
  mix.add(name++, t1, t2, w.word);
  mix.add(name++, t1, w.ambiguity);
  mix.add(name++, t1, t2, w.ambiguity);
  mix.add(name++, t1, w.suffix[2]);
  mix.add(name++, t1, w.casing);
  mix.add(name++, p1.word);
  mix.add(name++, p1.word, w.word);
  mix.add(name++, p1.word, w.ambiguity);
  mix.add(name++, p1.word, w.suffix[2]);
  mix.add(name++, p2.word);
  mix.add(name++, p2.word, p1.word, w.ambiguity);
  mix.add(name++, n1.word);
  mix.add(name++, n1.word, w.word);
  mix.add(name++, n1.word, w.ambiguity);
  mix.add(name++, n1.word, w.suffix[2]);
  mix.add(name++, n2.word);
  mix.add(name++, n1.word, n2.word);
  mix.add(name++, p1.word, n1.word);
  mix.add(name++, n1.ambiguity);
  mix.add(name++, n2.ambiguity);
  mix.add(name++, w.ambiguity, n1.ambiguity);
  mix.add(name++, w.ambiguity, n1.ambiguity, n2.ambiguity);
  mix.add(name++, t1, w.ambiguity, n1.ambiguity);
  mix.add(name++, t1, n1.ambiguity);
  mix.add(name++, t1, w.word, n1.word);
  mix.add(name++, n1.suffix[1]);
  mix.add(name++, n1.suffix[2]);
  mix.add(name++, p1.suffix[2]);
  mix.add(name++, n1.suffix[2], w.suffix[2]);
  mix.add(name++, p1.casing, w.casing);
  mix.add(name++, n1.casing, w.casing);
  mix.add(name++, p1.casing, w.casing, n1.casing, w.ambiguity);
  mix.add(name++, p1.shape, w.shape);
}

void move_features(const TaggedWords& in, const ParserState& state, std::vector<Feature>& out) {
  Mixer mix(out);
  const auto word = [&](std::int32_t i) { return i < 0 ? kNone : in.words[static_cast<std::size_t>(i)].word; };
  const auto tag = [&](std::int32_t i) -> std::uint64_t { return i < 0 ? 300 : in.tags[static_cast<std::size_t>(i)]; };
  const auto head = [&](std::int32_t i) { return i < 0 ? -1 : state.node(i).head; };
  static const ParserState::Node nobody;
  const auto node = [&](std::int32_t i) -> const ParserState::Node& { return i < 0 ? nobody : state.node(i); };
  const std::int32_t s0 = state.stack(0), s1 = state.stack(1);
  const std::int32_t b0 = state.buffer(0), b1 = state.buffer(1), b2 = state.buffer(2), b3 = state.buffer(3);
  const ParserState::Node& sn = node(s0);
  const ParserState::Node& bn = node(b0);
  const std::int32_t sh = sn.head, sh2 = head(sh);
  const std::uint64_t s0w = word(s0), s0p = tag(s0), b0w = word(b0), b0p = tag(b0), b1w = word(b1), b1p = tag(b1), b2w = word(b2), b2p = tag(b2);
  const std::uint64_t s1w = word(s1), s1p = tag(s1), shw = word(sh), shp = tag(sh);
  const std::uint64_t far = s0 < 0 ? 9 : distance(s0, b0);
  const bool headed = sh >= 0;
  const bool single = b1 < 0;
  const std::uint64_t sl = sn.left_count, sr = sn.right_count, bl = bn.left_count;
  const std::int32_t sl0 = sn.left[0], sl1 = sn.left[1], sr0 = sn.right[0], sr1 = sn.right[1], bl0 = bn.left[0], bl1 = bn.left[1];
  std::uint64_t between = 0;
  if (s0 >= 0 && s0 < b0) {
    const auto from = static_cast<std::size_t>(s0) + 1, to = static_cast<std::size_t>(b0);
    const auto some = [&](const std::vector<std::uint16_t>& counts) { return static_cast<std::uint64_t>(std::min(counts[to] - counts[from], 2)); };
    between = some(in.verbs) + 3 * some(in.marks) + 9 * some(in.joins);
  }
  std::uint64_t name = 100;
  mix.add(name++, headed, single, s0 < 0);
  mix.add(name++, s0w, s0p, headed);
  mix.add(name++, s0w, headed);
  mix.add(name++, s0p, headed);
  mix.add(name++, b0w, b0p);
  mix.add(name++, b0w);
  mix.add(name++, b0p);
  mix.add(name++, b1w, b1p);
  mix.add(name++, b1w);
  mix.add(name++, b1p);
  mix.add(name++, b2w);
  mix.add(name++, b2p);
  mix.add(name++, s0w, s0p, b0w, b0p);
  mix.add(name++, s0w, s0p, b0w);
  mix.add(name++, s0w, b0w, b0p);
  mix.add(name++, s0w, s0p, b0p, headed);
  mix.add(name++, s0p, b0w, b0p, headed);
  mix.add(name++, s0w, b0w);
  mix.add(name++, s0p, b0p, headed);
  mix.add(name++, b0p, b1p);
  mix.add(name++, b0p, b1p, b2p);
  mix.add(name++, s0p, b0p, b1p, headed);
  mix.add(name++, s0p, b0p, b1p, b2p);
  mix.add(name++, s0p, b0p, b1w);
  mix.add(name++, s0w, b0p, b1p);
  mix.add(name++, s0p, b0w, b1p);
  mix.add(name++, shp, s0p, b0p);
  mix.add(name++, shw, b0w);
  mix.add(name++, shp, s0w, b0p);
  mix.add(name++, shw, s0p, b0p);
  mix.add(name++, shp, s0p, b0w);
  mix.add(name++, s0p, tag(sl0), b0p);
  mix.add(name++, s0p, tag(sr0), b0p);
  mix.add(name++, s0p, word(sr0), b0p);
  mix.add(name++, s0p, word(sl0), b0p);
  mix.add(name++, s0p, b0p, tag(bl0));
  mix.add(name++, s0p, b0p, word(bl0));
  mix.add(name++, s0w, b0p, tag(bl0));
  mix.add(name++, s0w, b0p, word(bl0));
  mix.add(name++, s0w, far);
  mix.add(name++, s0p, far, headed);
  mix.add(name++, b0w, far);
  mix.add(name++, b0p, far);
  mix.add(name++, s0w, b0w, far);
  mix.add(name++, s0p, b0p, far, headed);
  mix.add(name++, s0w, sr, sl);
  mix.add(name++, s0p, sr);
  mix.add(name++, s0p, sl);
  mix.add(name++, b0w, bl);
  mix.add(name++, b0p, bl);
  mix.add(name++, s0p, b0p, sr, bl);
  mix.add(name++, shw);
  mix.add(name++, shp);
  mix.add(name++, word(sl0));
  mix.add(name++, tag(sl0));
  mix.add(name++, word(sr0));
  mix.add(name++, tag(sr0));
  mix.add(name++, word(bl0));
  mix.add(name++, tag(bl0));
  mix.add(name++, tag(sh2), shp, s0p);
  mix.add(name++, word(sh2));
  mix.add(name++, s0p, tag(sl0), tag(sl1));
  mix.add(name++, s0p, tag(sr0), tag(sr1), b0p);
  mix.add(name++, b0p, tag(bl0), tag(bl1));
  mix.add(name++, s0p, b0p, between, headed);
  mix.add(name++, s0w, b0p, between);
  mix.add(name++, s0p, b0w, between);
  mix.add(name++, s0p, b0p, b1p, between);
  mix.add(name++, s1p, s0p, b0p, headed);
  mix.add(name++, s1p, b0p, headed);
  mix.add(name++, s1w, b0p);
  mix.add(name++, s1w, s0p, b0p);
  mix.add(name++, s1p, s0p, b0w);
  mix.add(name++, s1p, s0p, b0p, b1p);
  mix.add(name++, s1p, b0w);
  mix.add(name++, s0p, b0p, word(sl0), word(bl0));
  mix.add(name++, s0p, b0p, b1p, tag(b3));
  mix.add(name++, s0p, b0p, tag(state.stack(2)), s1p);
  mix.add(name++, s0 < 0 ? 0 : in.words[static_cast<std::size_t>(s0)].suffix[2], b0p);
  mix.add(name++, s0p, b0 < 0 ? 0 : in.words[static_cast<std::size_t>(b0)].suffix[2]);
  mix.add(name++, s0p, b0p, s0 >= 0 && s0 + 1 < b0 ? tag(s0 + 1) : 301, b0 > 0 ? tag(b0 - 1) : 301);
}

void label_features(const TaggedWords& in, const LabelView& tree, std::int32_t dependent, std::vector<Feature>& out) {
  Mixer mix(out);
  const auto n = static_cast<std::int32_t>(tree.heads.size());
  const auto word = [&](std::int32_t i) { return i < 0 || i >= n ? kNone : in.words[static_cast<std::size_t>(i)].word; };
  const auto tag = [&](std::int32_t i) -> std::uint64_t { return i < 0 || i >= n ? 300 : in.tags[static_cast<std::size_t>(i)]; };
  const std::int32_t h = tree.heads[static_cast<std::size_t>(dependent)];
  const std::uint64_t dw = word(dependent), dp = tag(dependent), hw = word(h), hp = tag(h);
  const std::uint64_t right = dependent > h;
  const std::uint64_t far = right ? distance(h, dependent) : 10 + distance(dependent, h);
  const WordView& dv = in.words[static_cast<std::size_t>(dependent)];
  const std::uint64_t dsuf = dv.suffix[2], hsuf = h < 0 ? kNone : in.words[static_cast<std::size_t>(h)].suffix[2];
  const std::uint64_t hl = h < 0 ? 99 : tree.labels[static_cast<std::size_t>(h)];
  const std::int32_t g = h < 0 ? -1 : tree.heads[static_cast<std::size_t>(h)];
  const auto& below = tree.children[static_cast<std::size_t>(dependent)];
  std::int32_t first = -1, second = -1, last = -1, before_last = -1;  // children of the dependent: left ones from outside, right ones from outside
  for (const std::int32_t c : below) {
    if (c < dependent && first < 0)
      first = c;
    else if (c < dependent && second < 0)
      second = c;
    if (c > dependent) {
      before_last = last;
      last = c;
    }
  }
  std::int32_t previous = -1, next = -1, nearest_left = -1, helper = -1;
  std::uint64_t given = 0, rights = 0;
  if (h >= 0) {
    for (const std::int32_t c : tree.children[static_cast<std::size_t>(h)]) {
      if (c < dependent) {
        previous = c;
        const std::uint8_t label = tree.labels[static_cast<std::size_t>(c)];
        if (label < kDeprels && (label == static_cast<std::uint8_t>(Deprel::kNsubj) || label == static_cast<std::uint8_t>(Deprel::kNsubjPass))) given |= 1;
        if (label == static_cast<std::uint8_t>(Deprel::kObj)) given |= 2;
        if (label == static_cast<std::uint8_t>(Deprel::kExpl)) given |= 4;
        if (label == static_cast<std::uint8_t>(Deprel::kCop)) given |= 8;
      }
      if (c > dependent && next < 0) next = c;
      if (c > h && c != dependent && in.upos[static_cast<std::size_t>(c)] != Upos::kPunct) ++rights;
      if (c < h) {
        nearest_left = c;
        if (in.upos[static_cast<std::size_t>(c)] == Upos::kAux) helper = c;
      }
    }
  }
  const std::uint64_t pl = previous < 0 ? 99 : tree.labels[static_cast<std::size_t>(previous)];
  std::uint64_t name = 300;
  mix.add(name++, h < 0);
  mix.add(name++, dw, right);
  mix.add(name++, dp, right);
  mix.add(name++, hw, right);
  mix.add(name++, hp, right);
  mix.add(name++, dw, dp);
  mix.add(name++, dp, hp, right);
  mix.add(name++, dw, hp, right);
  mix.add(name++, dp, hw, right);
  mix.add(name++, dw, hw, right);
  mix.add(name++, dp, hp, far);
  mix.add(name++, dw, far);
  mix.add(name++, dsuf, hp, right);
  mix.add(name++, dsuf, hsuf, right);
  mix.add(name++, dp, hsuf, right);
  mix.add(name++, dv.casing, dp, hp, right);
  mix.add(name++, dp, hp, hl, right);
  mix.add(name++, dw, hl, right);
  mix.add(name++, dp, hl, pl, right);
  mix.add(name++, dp, hp, pl, right);
  mix.add(name++, dp, hw, pl, right);
  mix.add(name++, dw, pl, right);
  mix.add(name++, dp, hp, given, right);
  mix.add(name++, dp, hw, given, right);
  mix.add(name++, dp, hp, tag(g), right);
  mix.add(name++, dp, hp, word(first), right);
  mix.add(name++, dp, hp, tag(first), right);
  mix.add(name++, hw, word(first), dp);
  mix.add(name++, dw, word(first), right);
  mix.add(name++, dp, hp, word(second), right);
  mix.add(name++, dp, hp, tag(first), tag(second), right);
  mix.add(name++, dp, hp, word(last), right);
  mix.add(name++, dp, hp, tag(last), right);
  mix.add(name++, dp, tag(last), tag(before_last), right);
  mix.add(name++, dp, hp, word(helper), given, right);
  mix.add(name++, dp, hsuf, word(helper), right);
  mix.add(name++, dw, hp, word(helper), right);
  mix.add(name++, dp, hp, tag(nearest_left), right);
  mix.add(name++, dp, hp, tag(previous), right);
  mix.add(name++, dp, hp, tag(next), right);
  mix.add(name++, dp, hp, tag(previous), tag(next), right);
  mix.add(name++, dp, hw, tag(next), right);
  mix.add(name++, dp, hp, rights, right);
  mix.add(name++, dp, hw, rights, right);
  mix.add(name++, dp, hp, tag(dependent - 1), tag(dependent + 1));
  mix.add(name++, dp, hp, word(dependent - 1), right);
  mix.add(name++, dp, hp, word(dependent + 1), right);
  mix.add(name++, dw, tag(dependent - 1), tag(dependent + 1));
  mix.add(name++, dp, hp, tag(h < 0 ? -1 : h - 1), tag(h < 0 ? -1 : h + 1), right);
  mix.add(name++, dp, hp, hl, tag(first), right);
  mix.add(name++, hp, hl, word(first), dp, right);
  mix.add(name++, dp, hp, word(h < 0 ? -1 : h + 1), right);
  mix.add(name++, dp, hp, h == dependent + 1 || h == dependent - 1, tree.children[static_cast<std::size_t>(dependent)].size() < 2);
}

void feats_features(const TaggedWords& in, const LabelView& tree, std::int32_t at, std::vector<Feature>& out) {
  Mixer mix(out);
  const auto n = static_cast<std::int32_t>(tree.heads.size());
  const auto word = [&](std::int32_t i) { return i < 0 || i >= n ? kNone : in.words[static_cast<std::size_t>(i)].word; };
  const auto tag = [&](std::int32_t i) -> std::uint64_t { return i < 0 || i >= n ? 300 : in.tags[static_cast<std::size_t>(i)]; };
  std::int32_t subject = -1, joined = -1, helper = -1;
  const auto look = [&](std::int32_t head) {
    for (const std::int32_t c : tree.children[static_cast<std::size_t>(head)]) {
      const auto label = static_cast<Deprel>(tree.labels[static_cast<std::size_t>(c)]);
      if (subject < 0 && c != at && (label == Deprel::kNsubj || label == Deprel::kNsubjPass || label == Deprel::kExpl)) subject = c;
      if (c < at && c != at && (label == Deprel::kAux || label == Deprel::kAuxPass || label == Deprel::kCop)) helper = c;
    }
  };
  look(at);
  const std::int32_t h = tree.heads[static_cast<std::size_t>(at)];
  if (h >= 0 && subject < 0) look(h);
  if (subject >= 0)
    for (const std::int32_t c : tree.children[static_cast<std::size_t>(subject)])
      if (static_cast<Deprel>(tree.labels[static_cast<std::size_t>(c)]) == Deprel::kConj) joined = c;
  const std::uint64_t p = tag(at), w = word(at), label = tree.labels[static_cast<std::size_t>(at)];
  const WordView& view = in.words[static_cast<std::size_t>(at)];
  std::uint64_t name = 400;
  mix.add(name++, p);
  mix.add(name++, p, w);
  mix.add(name++, p, view.suffix[1]);
  mix.add(name++, p, view.suffix[2]);
  mix.add(name++, p, view.suffix[3]);
  mix.add(name++, p, view.shape);
  mix.add(name++, p, label);
  mix.add(name++, p, w, label);
  mix.add(name++, p, tag(subject), joined >= 0, subject < at);
  mix.add(name++, p, word(subject), subject < at);
  mix.add(name++, w, tag(subject), joined >= 0);
  mix.add(name++, w, word(subject));
  mix.add(name++, p, tag(subject), label);
  mix.add(name++, p, word(helper));
  mix.add(name++, p, w, word(helper));
  mix.add(name++, p, word(at - 1));
  mix.add(name++, p, tag(at - 1));
  mix.add(name++, p, tag(at - 1), tag(at - 2));
  mix.add(name++, p, w, word(at - 1));
  mix.add(name++, p, w, tag(at + 1));
  mix.add(name++, p, w, tag(h));
  mix.add(name++, p, tag(at - 1), tag(at + 1));
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
