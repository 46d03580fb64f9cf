// Reading and writing model files (docs/formats/model.md). Numbers are little-endian and copied out of the bytes, never cast in
// place, but for cells, which are single bytes.
#include "language/model.h"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <utility>

#include "base/hash.h"
#include "language/features.h"

namespace dragoman::language {

namespace {

constexpr std::string_view kMagic = "DRAGOMAN";
constexpr std::uint32_t kVersion = 2;
constexpr std::size_t kHashDigits = 32;
constexpr std::size_t kSections = 7;
constexpr std::size_t kHeader = 8 + 4 + 4 + kHashDigits;
constexpr std::size_t kTableHeader = 4 + 4 + 256 * 4;
constexpr std::int32_t kLargestWeight = 1 << 20;  // 2,000 features of this weight still fit a score

template <class T>
T number(const char* at) {
  T value;
  std::memcpy(&value, at, sizeof value);
  return value;
}

template <class T>
void put(std::string& out, T value) {
  out.append(reinterpret_cast<const char*>(&value), sizeof value);
}

std::uint32_t place(Feature feature, std::uint32_t slots) {
  return static_cast<std::uint32_t>(((feature & 0xffffffffU) * slots) >> 32);
}
std::uint32_t fingerprint(Feature feature) { return static_cast<std::uint32_t>(feature >> 40); }

/// Slot: fingerprint (24 bits), number of cells (8 bits, 0 = free), first cell (32 bits).
std::uint64_t slot_of(std::uint32_t print, std::size_t count, std::uint64_t first) {
  return (static_cast<std::uint64_t>(print) << 40) | (static_cast<std::uint64_t>(count) << 32) | first;
}

std::vector<std::string_view> lines_of(std::string_view text) {
  std::vector<std::string_view> out;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    out.push_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return out;
}

base::Error damaged(const std::string& name, std::string what) {
  return base::Error(base::Diagnostic{"MODEL002", name, 0, 0, "not a usable model: " + std::move(what),
                                      "copy the model file again, or train one with `dragoman train`"});
}

bool read_lists(const std::array<std::string_view, kSections>& sections, Model::Parts& parts) {
  for (const std::string_view line : lines_of(sections[1])) {
    const std::size_t tab = line.find('\t');
    if (tab == std::string_view::npos) return false;
    parts.tags.push_back({parse_upos(line.substr(0, tab)), std::string(line.substr(tab + 1))});
  }
  for (const std::string_view line : lines_of(sections[2])) parts.feats.emplace_back(line);
  for (const std::string_view line : lines_of(sections[3])) {
    const std::size_t tab = line.find('\t', 2);
    if (line.size() < 4 || line[1] != '\t' || tab == std::string_view::npos) return false;
    unsigned cut = 0;
    for (const char c : line.substr(2, tab - 2)) {
      if (c < '0' || c > '9') return false;
      cut = std::min(cut * 10 + static_cast<unsigned>(c - '0'), 255U);
    }
    parts.lemma_rules.push_back({line[0] == 'L', static_cast<std::uint8_t>(cut), std::string(line.substr(tab + 1))});
  }
  const auto usable = [](std::size_t size) { return size > 0 && size <= WeightTable::kClasses; };
  return usable(parts.tags.size()) && usable(parts.feats.size()) && usable(parts.lemma_rules.size());
}

void read_parts(std::string_view bytes, Model::Parts& parts) {
  const std::string& file = parts.name;
  if (bytes.size() < kHeader || bytes.substr(0, 8) != kMagic) throw damaged(file, "it does not begin like one");
  const std::uint32_t version = number<std::uint32_t>(bytes.data() + 8);
  if (version != kVersion)
    throw base::Error(base::Diagnostic{"MODEL003", file, 0, 0,
                                       "model format " + std::to_string(version) + ", this program reads format " + std::to_string(kVersion),
                                       "use the model that came with this version"});
  parts.hash = base::hash128_hex(bytes.substr(kHeader));
  if (bytes.substr(16, kHashDigits) != parts.hash) throw damaged(file, "the checksum does not match");
  std::array<std::string_view, kSections> sections;
  if (number<std::uint32_t>(bytes.data() + 12) != kSections || bytes.size() < kHeader + kSections * 16) throw damaged(file, "a section is missing");
  for (std::size_t i = 0; i < kSections; ++i) {
    const std::uint64_t begin = number<std::uint64_t>(bytes.data() + kHeader + i * 16);
    const std::uint64_t size = number<std::uint64_t>(bytes.data() + kHeader + i * 16 + 8);
    if (begin > bytes.size() || size > bytes.size() - begin) throw damaged(file, "a section lies outside the file");
    sections[i] = bytes.substr(begin, size);
  }
  if (!read_lists(sections, parts)) throw damaged(file, "a list of classes is broken");
  const auto table = [&](std::size_t section, std::size_t classes) {
    const std::optional<WeightTable> found = WeightTable::check(sections[section], classes);
    if (!found) throw damaged(file, "a table of weights is broken");
    return *found;
  };
  parts.name = std::string(sections[0]);
  parts.tag_feats = table(4, parts.feats.size());
  parts.lemmas = table(5, parts.lemma_rules.size());
  std::optional<Network> network = Network::read(sections[6], parts.tags.size(), parts.feats.size(), kDeprels);
  if (!network) throw damaged(file, "the network is broken");
  parts.network = std::move(*network);
}

}  // namespace

std::optional<WeightTable> WeightTable::check(std::string_view bytes, std::size_t classes) {
  if (bytes.size() < kTableHeader) return std::nullopt;
  WeightTable out;
  out.slots_ = number<std::uint32_t>(bytes.data());
  const std::uint64_t cells = number<std::uint32_t>(bytes.data() + 4);
  if (out.slots_ == 0 || bytes.size() != kTableHeader + std::uint64_t{out.slots_} * 8 + cells * 2) return std::nullopt;
  for (std::size_t i = 0; i < 256; ++i) {
    out.values_[i] = number<std::int32_t>(bytes.data() + 8 + i * 4);
    if (out.values_[i] < -kLargestWeight || out.values_[i] > kLargestWeight) return std::nullopt;
  }
  out.slot_bytes_ = bytes.data() + kTableHeader;
  out.cells_ = reinterpret_cast<const Cell*>(out.slot_bytes_ + std::size_t{out.slots_} * 8);
  for (std::uint32_t i = 0; i < out.slots_; ++i) {
    const std::uint64_t slot = number<std::uint64_t>(out.slot_bytes_ + std::size_t{i} * 8);
    if ((slot & 0xffffffffU) + ((slot >> 32) & 0xff) > cells) return std::nullopt;
  }
  for (std::uint64_t i = 0; i < cells; ++i)
    if (out.cells_[i].target >= classes) return std::nullopt;
  return out;
}

std::span<const Cell> WeightTable::find(Feature feature) const {
  std::uint32_t at = place(feature, slots_);
  const std::uint32_t print = fingerprint(feature);
  for (std::uint32_t probe = 0; probe < kMaxProbes; ++probe) {
    const std::uint64_t slot = number<std::uint64_t>(slot_bytes_ + std::size_t{at} * 8);
    const std::size_t count = (slot >> 32) & 0xff;
    if (count == 0) return {};
    if ((slot >> 40) == print) return {cells_ + (slot & 0xffffffffU), count};
    if (++at == slots_) at = 0;
  }
  return {};
}

void WeightTable::score(std::span<const Feature> features, std::size_t classes, Scores& scores) const {
  std::fill_n(scores.begin(), classes, 0);
  for (const Feature feature : features) __builtin_prefetch(slot_bytes_ + std::size_t{place(feature, slots_)} * 8);
  for (const Feature feature : features)
    for (const Cell cell : find(feature)) scores[cell.target] += values_[cell.value];
}

std::string build_table(const std::vector<WeightRow>& rows, double smallest) {
  double largest = 0;
  for (const WeightRow& row : rows)
    for (const auto& [target, weight] : row.weights) largest = std::max(largest, std::abs(weight));
  largest = std::max(largest, 1e-9);
  // quadratic steps: fine near zero, where most weights are, coarse at the few large ones
  constexpr double kUnit = 1 << 19;
  std::string values(256 * 4, '\0');
  for (int q = -127; q <= 127; ++q) {
    const auto value = static_cast<std::int32_t>(std::lround(kUnit * (q < 0 ? -1 : 1) * (q / 127.0) * (q / 127.0)));
    std::memcpy(values.data() + static_cast<std::size_t>(q + 128) * 4, &value, 4);
  }
  std::vector<std::pair<Feature, std::pair<std::uint64_t, std::size_t>>> kept;
  std::string cells;
  for (const WeightRow& row : rows) {
    const std::uint64_t first = cells.size() / 2;
    std::size_t count = 0;
    for (const auto& [target, weight] : row.weights) {
      const auto q = static_cast<int>(std::lround(127 * std::sqrt(std::abs(weight) / largest))) * (weight < 0 ? -1 : 1);
      if (std::abs(weight) < smallest || q == 0 || count == 255) continue;
      cells += static_cast<char>(target);
      cells += static_cast<char>(q + 128);
      ++count;
    }
    if (count > 0) kept.push_back({row.feature, {first, count}});
  }
  for (auto size = static_cast<std::uint32_t>(kept.size() + kept.size() / 3 + 2);; size += size / 8 + 1) {
    std::vector<std::uint64_t> slots(size, 0);
    bool fits = true;
    for (const auto& [feature, cells_of] : kept) {
      std::uint32_t at = place(feature, size);
      std::uint32_t probe = 0;
      while (slots[at] != 0 && ++probe < WeightTable::kMaxProbes) at = at + 1 == size ? 0 : at + 1;
      if (probe >= WeightTable::kMaxProbes) {
        fits = false;
        break;
      }
      slots[at] = slot_of(fingerprint(feature), cells_of.second, cells_of.first);
    }
    if (!fits) continue;
    std::string out;
    put(out, size);
    put(out, static_cast<std::uint32_t>(cells.size() / 2));
    out += values;
    out.append(reinterpret_cast<const char*>(slots.data()), slots.size() * 8);
    return out + cells;
  }
}

std::string build_model(const ModelSections& s) {
  const std::array<const std::string*, kSections> parts = {&s.name, &s.tags, &s.feats, &s.lemma_rules, &s.tag_feats, &s.lemmas, &s.network};
  std::string body;
  std::uint64_t at = kHeader + kSections * 16;
  for (const std::string* part : parts) {
    put(body, at);
    put(body, static_cast<std::uint64_t>(part->size()));
    at += part->size();
  }
  for (const std::string* part : parts) body += *part;
  std::string out(kMagic);
  put(out, kVersion);
  put(out, static_cast<std::uint32_t>(kSections));
  return out + base::hash128_hex(body) + body;
}

std::string lemma_of(const LemmaRule& rule, std::string_view form) {
  std::string out = rule.lower ? lower_case(form) : std::string(form);
  if (rule.cut > out.size()) return out;
  const std::size_t kept = out.size() - rule.cut;
  if (kept < out.size() && (static_cast<unsigned char>(out[kept]) & 0xC0U) == 0x80U) return out;   // the rule was learnt on one-byte letters
  out.resize(kept);
  out += rule.add;
  return out.empty() ? std::string(form) : out;
}

Model::Model(std::unique_ptr<const Parts> parts) : parts_(std::move(parts)) {}
Model::~Model() = default;
const std::string& Model::hash() const { return parts_->hash; }
const std::string& Model::name() const { return parts_->name; }

std::shared_ptr<const Model> Model::load(const std::filesystem::path& path) {
  base::Expected<base::MappedFile> file = base::MappedFile::open(path);
  if (!file)
    throw base::Error(base::Diagnostic{"MODEL001", path.string(), 0, 0, "the model cannot be read: " + file.error().text,
                                       "name one with --model, or train one with `dragoman train`"});
  auto parts = std::make_unique<Parts>();
  parts->name = path.string();
  parts->mapped.emplace(std::move(*file));
  read_parts(parts->mapped->bytes(), *parts);
  return std::make_shared<const Model>(std::move(parts));
}

std::shared_ptr<const Model> Model::from_bytes(std::string bytes, std::string name) {
  auto parts = std::make_unique<Parts>();
  parts->name = std::move(name);
  parts->owned = std::move(bytes);
  read_parts(parts->owned, *parts);
  return std::make_shared<const Model>(std::move(parts));
}

}  // namespace dragoman::language
