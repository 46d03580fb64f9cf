// Kernels come in four builds: AVX-512 with VNNI, AVX2, SSE2 (every x86-64 machine), and plain C++ for others. Only the products of
// whole numbers differ in their text; the loops of floats are left to the compiler, which may not change their results.
#include "language/network.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstring>
#include <limits>

#if defined(__x86_64__)
#include <immintrin.h>
#endif

#include "language/arithmetic.h"
#include "language/tree_search.h"

namespace dragoman::language {

namespace {

constexpr std::size_t kPanel = 16;
constexpr std::size_t kMostProbes = 512;       // keys are hashes: longer runs are made on purpose
constexpr std::size_t kRows = 6;               // rows of a block
constexpr float kRange = 32767.0F;             // of inputs, against weights of 8 bits
constexpr float kArcRange = 4095.0F;           // of both sides of an arc: 128 * 4095^2 < 2^31
constexpr float kLargest = 1e6F;               // values beyond are cut; a trained network stays below 100
constexpr auto kRootLabel = static_cast<std::size_t>(Deprel::kRoot);
constexpr std::size_t kLongestRow = 512;       // 512 * 128 * 32767 < 2^31

/// out [rows x stride] = left [rows x in] * panels, times the scales of row and column, plus bias.
template <class Weight>
struct Job {
  const std::int16_t* left;
  const float* row_scales;
  std::size_t rows, in;
  const Weight* panels;
  const float* scale;
  const float* bias;
  std::size_t stride;
  float* out;
};

template <class Weight>
void product_plain(const Job<Weight>& job) {
  for (std::size_t j = 0; j < job.stride; ++j)
    for (std::size_t i = 0; i < job.rows; ++i) {
      const Weight* panel = job.panels + j / kPanel * kPanel * job.in + j % kPanel * 2;
      const std::int16_t* left = job.left + i * job.in;
      std::int32_t sum = 0;
      for (std::size_t k = 0; k < job.in; k += 2) {
        sum += std::int32_t{left[k]} * panel[k * kPanel];
        sum += std::int32_t{left[k + 1]} * panel[k * kPanel + 1];
      }
      job.out[i * job.stride + j] = static_cast<float>(sum) * (job.row_scales[i] * job.scale[j]) + job.bias[j];
    }
}

#if defined(__x86_64__)

[[gnu::always_inline]] __attribute__((target("avx2"))) inline __m256i widened(const std::int16_t* at) { return _mm256_loadu_si256(reinterpret_cast<const __m256i*>(at)); }
[[gnu::always_inline]] __attribute__((target("avx2"))) inline __m256i widened(const std::int8_t* at) {
  return _mm256_cvtepi8_epi16(_mm_loadu_si128(reinterpret_cast<const __m128i*>(at)));
}

template <std::size_t Rows, class Weight>
[[gnu::always_inline]] __attribute__((target("avx2"))) inline void block_avx2(const Job<Weight>& job, std::size_t row, std::size_t column) {
  const Weight* panel = job.panels + column * job.in;
  const std::int16_t* left = job.left + row * job.in;
  __m256i low[Rows], high[Rows];
  for (std::size_t r = 0; r < Rows; ++r) low[r] = high[r] = _mm256_setzero_si256();
  for (std::size_t k = 0; k < job.in; k += 2) {
    const __m256i b0 = widened(panel + k * kPanel);
    const __m256i b1 = widened(panel + k * kPanel + 16);
#pragma GCC unroll 6
    for (std::size_t r = 0; r < Rows; ++r) {
      std::int32_t pair;
      std::memcpy(&pair, left + r * job.in + k, sizeof pair);
      const __m256i a = _mm256_set1_epi32(pair);
      low[r] = _mm256_add_epi32(low[r], _mm256_madd_epi16(a, b0));
      high[r] = _mm256_add_epi32(high[r], _mm256_madd_epi16(a, b1));
    }
  }
  const __m256 s0 = _mm256_loadu_ps(job.scale + column), s1 = _mm256_loadu_ps(job.scale + column + 8);
  const __m256 c0 = _mm256_loadu_ps(job.bias + column), c1 = _mm256_loadu_ps(job.bias + column + 8);
  for (std::size_t r = 0; r < Rows; ++r) {
    const __m256 scale = _mm256_set1_ps(job.row_scales[row + r]);
    float* out = job.out + (row + r) * job.stride + column;
    _mm256_storeu_ps(out, _mm256_add_ps(_mm256_mul_ps(_mm256_cvtepi32_ps(low[r]), _mm256_mul_ps(scale, s0)), c0));
    _mm256_storeu_ps(out + 8, _mm256_add_ps(_mm256_mul_ps(_mm256_cvtepi32_ps(high[r]), _mm256_mul_ps(scale, s1)), c1));
  }
}

template <class Weight>
__attribute__((target("avx2"))) void product_avx2(const Job<Weight>& job) {
  for (std::size_t j = 0; j < job.stride; j += kPanel)
    for (std::size_t i = 0; i < job.rows; i += kRows) switch (std::min(kRows, job.rows - i)) {
        case 6: block_avx2<6>(job, i, j); break;
        case 5: block_avx2<5>(job, i, j); break;
        case 4: block_avx2<4>(job, i, j); break;
        case 3: block_avx2<3>(job, i, j); break;
        case 2: block_avx2<2>(job, i, j); break;
        default: block_avx2<1>(job, i, j); break;
      }
}

#define DRAGOMAN_AVX512 __attribute__((target("avx512f,avx512bw,avx512vnni")))

[[gnu::always_inline]] DRAGOMAN_AVX512 inline __m512i all_of(const std::int16_t* at) { return _mm512_loadu_si512(at); }
[[gnu::always_inline]] DRAGOMAN_AVX512 inline __m512i all_of(const std::int8_t* at) {
  return _mm512_cvtepi8_epi16(_mm256_loadu_si256(reinterpret_cast<const __m256i*>(at)));
}

template <std::size_t Rows, class Weight>
[[gnu::always_inline]] DRAGOMAN_AVX512 inline void block_avx512(const Job<Weight>& job, std::size_t row, std::size_t column) {
  const Weight* panel = job.panels + column * job.in;
  const std::int16_t* left = job.left + row * job.in;
  __m512i sums[Rows];
  for (std::size_t r = 0; r < Rows; ++r) sums[r] = _mm512_setzero_si512();
  for (std::size_t k = 0; k < job.in; k += 2) {
    const __m512i b = all_of(panel + k * kPanel);
#pragma GCC unroll 12
    for (std::size_t r = 0; r < Rows; ++r) {
      std::int32_t pair;
      std::memcpy(&pair, left + r * job.in + k, sizeof pair);
      sums[r] = _mm512_dpwssd_epi32(sums[r], b, _mm512_set1_epi32(pair));
    }
  }
  const __m512 scales = _mm512_loadu_ps(job.scale + column), bias = _mm512_loadu_ps(job.bias + column);
  for (std::size_t r = 0; r < Rows; ++r) {
    const __m512 scale = _mm512_set1_ps(job.row_scales[row + r]);
    // maskz: gcc 12 takes the merge source of the plain conversion for an uninitialised value (its bug 105593)
    _mm512_storeu_ps(job.out + (row + r) * job.stride + column, _mm512_add_ps(_mm512_mul_ps(_mm512_maskz_cvtepi32_ps(0xffff, sums[r]), _mm512_mul_ps(scale, scales)), bias));
  }
}

template <class Weight>
DRAGOMAN_AVX512 void product_avx512(const Job<Weight>& job) {
  for (std::size_t j = 0; j < job.stride; j += kPanel)
    for (std::size_t i = 0; i < job.rows;) {
      const std::size_t left_over = job.rows - i;
      if (left_over >= 12)
        block_avx512<12>(job, i, j), i += 12;
      else if (left_over >= 6)
        block_avx512<6>(job, i, j), i += 6;
      else if (left_over >= 3)
        block_avx512<3>(job, i, j), i += 3;
      else
        block_avx512<1>(job, i, j), i += 1;
    }
}

#undef DRAGOMAN_AVX512

/// 16 weights at `at` as two registers of 16-bit numbers.
[[gnu::always_inline]] inline void widen(const std::int16_t* at, __m128i& low, __m128i& high) {
  low = _mm_loadu_si128(reinterpret_cast<const __m128i*>(at));
  high = _mm_loadu_si128(reinterpret_cast<const __m128i*>(at + 8));
}
[[gnu::always_inline]] inline void widen(const std::int8_t* at, __m128i& low, __m128i& high) {
  const __m128i bytes = _mm_loadu_si128(reinterpret_cast<const __m128i*>(at));
  low = _mm_srai_epi16(_mm_unpacklo_epi8(bytes, bytes), 8);
  high = _mm_srai_epi16(_mm_unpackhi_epi8(bytes, bytes), 8);
}

template <std::size_t Rows, class Weight>
[[gnu::always_inline]] inline void block_sse2(const Job<Weight>& job, std::size_t row, std::size_t column) {
  const Weight* panel = job.panels + column / kPanel * kPanel * job.in + column % kPanel * 2;
  const std::int16_t* left = job.left + row * job.in;
  __m128i low[Rows], high[Rows];
  for (std::size_t r = 0; r < Rows; ++r) low[r] = high[r] = _mm_setzero_si128();
  for (std::size_t k = 0; k < job.in; k += 2) {
    __m128i b0, b1;
    widen(panel + k * kPanel, b0, b1);
#pragma GCC unroll 6
    for (std::size_t r = 0; r < Rows; ++r) {
      std::int32_t pair;
      std::memcpy(&pair, left + r * job.in + k, sizeof pair);
      const __m128i a = _mm_set1_epi32(pair);
      low[r] = _mm_add_epi32(low[r], _mm_madd_epi16(a, b0));
      high[r] = _mm_add_epi32(high[r], _mm_madd_epi16(a, b1));
    }
  }
  const __m128 s0 = _mm_loadu_ps(job.scale + column), s1 = _mm_loadu_ps(job.scale + column + 4);
  const __m128 c0 = _mm_loadu_ps(job.bias + column), c1 = _mm_loadu_ps(job.bias + column + 4);
  for (std::size_t r = 0; r < Rows; ++r) {
    const __m128 scale = _mm_set1_ps(job.row_scales[row + r]);
    float* out = job.out + (row + r) * job.stride + column;
    _mm_storeu_ps(out, _mm_add_ps(_mm_mul_ps(_mm_cvtepi32_ps(low[r]), _mm_mul_ps(scale, s0)), c0));
    _mm_storeu_ps(out + 4, _mm_add_ps(_mm_mul_ps(_mm_cvtepi32_ps(high[r]), _mm_mul_ps(scale, s1)), c1));
  }
}

template <class Weight>
void product_sse2(const Job<Weight>& job) {
  for (std::size_t j = 0; j < job.stride; j += 8)
    for (std::size_t i = 0; i < job.rows; i += kRows) switch (std::min(kRows, job.rows - i)) {
        case 6: block_sse2<6>(job, i, j); break;
        case 5: block_sse2<5>(job, i, j); break;
        case 4: block_sse2<4>(job, i, j); break;
        case 3: block_sse2<3>(job, i, j); break;
        case 2: block_sse2<2>(job, i, j); break;
        default: block_sse2<1>(job, i, j); break;
      }
}

#endif

/// Rows of floats as whole numbers in [-range, range], each row by its own scale. `columns` is a multiple of 16.
[[gnu::always_inline]] inline void to_whole(const float* in, std::size_t rows, std::size_t columns, std::size_t stride, float range, std::int16_t* out, float* scales) {
  for (std::size_t i = 0; i < rows; ++i) {
    const float* __restrict from = in + i * stride;
    std::int16_t* __restrict to = out + i * columns;
    std::int32_t bits = 0;  // of the largest magnitude: floats above zero are ordered like their bits
    for (std::size_t j = 0; j < columns; ++j) bits = std::max(bits, std::bit_cast<std::int32_t>(from[j]) & 0x7fffffff);
    float largest = std::bit_cast<float>(bits);
    largest = largest > kLargest ? kLargest : largest;
    largest = largest < 1e-6F ? 1e-6F : largest;
    const float factor = range / largest;
    scales[i] = largest / range;
    for (std::size_t j = 0; j < columns; ++j) {
      float v = from[j];
      keep_within(v, kLargest);
      to[j] = static_cast<std::int16_t>(static_cast<std::int32_t>((v * factor + 12582912.0F) - 12582912.0F));  // rounds to the nearest
    }
  }
}

/// One direction of a layer over a sentence, first word to last or back. `carried` rows have `carried_stride` floats.
struct Pass {
  const float* gates;  // candidates of this direction; forget and reset gates follow at `both` and 2 * `both`
  std::size_t wide, both, hidden, words;
  const float* carried;
  std::size_t carried_stride;
  const float *forget, *reset;
  float* out;
  float* state;
  bool backward;
};

[[gnu::always_inline]] inline void load(const float* at, Eight& out) { std::memcpy(&out, at, sizeof out); }

[[gnu::always_inline]] inline void run_pass(const Pass& p) {
  float* state = p.state;
  std::fill_n(state, p.hidden, 0.0F);
  for (std::size_t s = 0; s < p.words; ++s) {
    const std::size_t i = p.backward ? p.words - 1 - s : s;
    const float* candidate = p.gates + i * p.wide;
    const float* forget = candidate + p.both;
    const float* reset = forget + p.both;
    const float* carried = p.carried + i * p.carried_stride;
    float* out = p.out + i * p.both;
    for (std::size_t j = 0; j < p.hidden; j += 8) {
      Eight before, u, f, r, vf, vr, x;
      load(state + j, before);
      load(candidate + j, u);
      load(forget + j, f);
      load(reset + j, r);
      load(p.forget + j, vf);
      load(p.reset + j, vr);
      load(carried + j, x);
      f = f + vf * before;
      to_gate(f);
      r = r + vr * before;
      to_gate(r);
      const Eight now = u + f * (before - u);
      const Eight shown = x + r * (now - x);
      std::memcpy(state + j, &now, sizeof now);
      std::memcpy(out + j, &shown, sizeof shown);
    }
  }
}

/// to += row * scale
[[gnu::always_inline]] inline void add_row(const std::int8_t* __restrict row, float scale, std::size_t size, float* __restrict to) {
  for (std::size_t j = 0; j < size; ++j) to[j] += scale * static_cast<float>(row[j]);
}

void to_whole_plain(const float* in, std::size_t rows, std::size_t columns, std::size_t stride, float range, std::int16_t* out, float* scales) {
  to_whole(in, rows, columns, stride, range, out, scales);
}
void run_pass_plain(const Pass& pass) { run_pass(pass); }
void add_row_plain(const std::int8_t* row, float scale, std::size_t size, float* to) { add_row(row, scale, size, to); }

struct Kernels {
  void (*product)(const Job<std::int8_t>&);
  void (*inner)(const Job<std::int16_t>&);
  void (*to_whole)(const float*, std::size_t, std::size_t, std::size_t, float, std::int16_t*, float*);
  void (*run_pass)(const Pass&);
  void (*add_row)(const std::int8_t*, float, std::size_t, float*);
};
constexpr Kernels kPlainKernels{product_plain<std::int8_t>, product_plain<std::int16_t>, to_whole_plain, run_pass_plain, add_row_plain};

#if defined(__x86_64__)
__attribute__((target("avx2"))) void to_whole_avx2(const float* in, std::size_t rows, std::size_t columns, std::size_t stride, float range, std::int16_t* out, float* scales) {
  to_whole(in, rows, columns, stride, range, out, scales);
}
__attribute__((target("avx2"))) void run_pass_avx2(const Pass& pass) { run_pass(pass); }
__attribute__((target("avx2"))) void add_row_avx2(const std::int8_t* row, float scale, std::size_t size, float* to) { add_row(row, scale, size, to); }
constexpr Kernels kSse2Kernels{product_sse2<std::int8_t>, product_sse2<std::int16_t>, to_whole_plain, run_pass_plain, add_row_plain};
constexpr Kernels kAvx512Kernels{product_avx512<std::int8_t>, product_avx512<std::int16_t>, to_whole_avx2, run_pass_avx2, add_row_avx2};
constexpr Kernels kAvx2Kernels{product_avx2<std::int8_t>, product_avx2<std::int16_t>, to_whole_avx2, run_pass_avx2, add_row_avx2};
#endif

const Kernels& kernels_of(Instructions instructions) {
#if defined(__x86_64__)
  if (instructions == Instructions::kAvx512) return kAvx512Kernels;
  if (instructions == Instructions::kAvx2) return kAvx2Kernels;
  if (instructions == Instructions::kSse2) return kSse2Kernels;
#endif
  (void)instructions;
  return kPlainKernels;
}

/// Rows [rows x in] to panels of 16 rows; missing rows are zero.
template <class Weight>
void pack(const Weight* rows, std::size_t count, std::size_t in, Weight* panels) {
  const std::size_t padded = (count + kPanel - 1) / kPanel * kPanel;
  for (std::size_t j = 0; j < padded; ++j) {
    Weight* to = panels + j / kPanel * kPanel * in + j % kPanel * 2;
    const Weight* from = rows + j * in;
    for (std::size_t k = 0; k < in; k += 2) {
      to[k * kPanel] = j < count ? from[k] : Weight{0};
      to[k * kPanel + 1] = j < count ? from[k + 1] : Weight{0};
    }
  }
}

void apply(const Kernels& kernels, const Network::Product& product, const Reading& in, std::size_t rows, std::vector<float>& out) {
  if (out.size() < rows * product.stride()) out.resize(rows * product.stride());
  kernels.product({in.whole.data(), in.row_scales.data(), rows, product.in, product.panels.data(), product.scale.data(), product.bias.data(), product.stride(), out.data()});
}

std::uint8_t best_of(const float* scores, std::size_t count) {
  std::size_t best = 0;
  for (std::size_t i = 1; i < count; ++i)
    if (scores[i] > scores[best]) best = i;
  return static_cast<std::uint8_t>(best);
}

/// Takes numbers off the front of bytes; after a shortage everything is empty.
class Source {
 public:
  explicit Source(std::string_view bytes) : bytes_(bytes) {}
  template <class T>
  bool take(std::size_t count, std::vector<T>& out) {
    if (count > bytes_.size() / sizeof(T)) {
      bytes_ = {};
      return false;
    }
    out.resize(count);
    if (count > 0) std::memcpy(out.data(), bytes_.data(), count * sizeof(T));
    bytes_.remove_prefix(count * sizeof(T));
    return true;
  }
  /// Floats that are finite and not large.
  bool take_small(std::size_t count, std::vector<float>& out) {
    return take(count, out) && std::all_of(out.begin(), out.end(), [](float v) { return v >= -1e3F && v <= 1e3F; });
  }
  [[nodiscard]] bool empty() const { return bytes_.empty(); }

 private:
  std::string_view bytes_;
};

bool read_product(Source& source, std::size_t in, std::size_t out, Network::Product& product) {
  product.in = in;
  product.out = out;
  std::vector<std::int8_t> weights;
  if (!source.take_small(out, product.scale) || !source.take_small(out, product.bias) || !source.take(in * out, weights)) return false;
  product.scale.resize(product.stride(), 0.0F);
  product.bias.resize(product.stride(), 0.0F);
  product.panels.resize(product.stride() * in);
  pack(weights.data(), out, in, product.panels.data());
  return true;
}

}  // namespace

bool NetworkShape::usable() const {
  const auto multiple = [](std::size_t size, std::size_t limit) { return size > 0 && size <= limit && size % 16 == 0; };
  const auto classes = [](std::size_t size) { return size > 0 && size <= 256; };
  return words > 0 && words <= (1U << 24) && parts > 0 && parts <= (1U << 24) && classes(tags) && classes(feats) && classes(labels) && multiple(word_size, 256) &&
         multiple(part_size, 256) && multiple(hidden, kLongestRow / 2) && multiple(arc_size, 128) && multiple(label_size, kLongestRow) && layers > 0 && layers <= 8 &&
         tag_layer > 0 && tag_layer <= layers;
}

void part_keys(const WordView& word, std::uint64_t (&keys)[kPartsPerWord]) {
  std::size_t kind = 0;
  const auto add = [&](std::uint64_t hash) {
    std::uint64_t h = hash ^ ((kind + 1) * 0x9e3779b97f4a7c15ULL);
    h = (h ^ (h >> 30)) * 0xbf58476d1ce4e5b9ULL;
    keys[kind++] = h ^ (h >> 31);
  };
  for (const std::uint64_t suffix : word.suffix) add(suffix);
  for (const std::uint64_t prefix : word.prefix) add(prefix);
  add(word.shape);
  add(word.casing);
}

Instructions best_instructions() {
#if defined(__x86_64__)
  static const bool avx2 = __builtin_cpu_supports("avx2") != 0;
  static const bool avx512 = avx2 && __builtin_cpu_supports("avx512bw") != 0 && __builtin_cpu_supports("avx512vnni") != 0;
  return avx512 ? Instructions::kAvx512 : avx2 ? Instructions::kAvx2 : Instructions::kSse2;
#else
  return Instructions::kPlain;
#endif
}

std::uint32_t Network::Keys::row(std::uint64_t key) const {
  const std::size_t mask = slots.size() - 1;
  for (std::size_t at = key & mask;; at = (at + 1) & mask) {
    if (slots[at].second == 0) return 0;
    if (slots[at].first == key) return slots[at].second;
  }
}

std::optional<Network> Network::read(std::string_view bytes, std::size_t tags, std::size_t feats, std::size_t labels) {
  Network net;
  NetworkShape& s = net.shape_;
  Source source(bytes);
  std::vector<std::uint32_t> sizes;
  if (!source.take(12, sizes)) return std::nullopt;
  std::size_t at = 0;
  for (std::size_t* size : {&s.words, &s.parts, &s.tags, &s.feats, &s.labels, &s.word_size, &s.part_size, &s.layers, &s.tag_layer, &s.hidden, &s.arc_size, &s.label_size})
    *size = sizes[at++];
  if (!s.usable() || s.tags != tags || s.feats != feats || s.labels != labels) return std::nullopt;
  const auto read_table = [&](std::size_t rows, std::size_t size, Keys& keys, Table& table) {
    std::vector<std::uint64_t> list;
    if (!source.take(rows - 1, list) || !source.take_small(rows, table.scale) || !source.take(rows * size, table.values)) return false;
    keys.slots.assign(std::bit_ceil(rows * 2), {0, 0});
    const std::size_t mask = keys.slots.size() - 1;
    for (std::size_t i = 0; i < list.size(); ++i) {
      std::size_t place = list[i] & mask;
      for (std::size_t probes = 0; keys.slots[place].second != 0; ++probes) {
        if (keys.slots[place].first == list[i] || probes == kMostProbes) return false;
        place = (place + 1) & mask;
      }
      keys.slots[place] = {list[i], static_cast<std::uint32_t>(i + 1)};
    }
    return true;
  };
  if (!read_table(s.words, s.word_size, net.word_keys_, net.words_) || !read_table(s.parts, s.part_size, net.part_keys_, net.parts_)) return std::nullopt;
  const std::size_t both = 2 * s.hidden;
  std::size_t in = s.word_size + s.part_size;
  for (std::size_t l = 0; l < s.layers; ++l) {
    Cell cell;
    cell.carried = in != both;
    if (!read_product(source, in, both * (cell.carried ? 4 : 3), cell.input) || !source.take_small(both, cell.forget) || !source.take_small(both, cell.reset)) return std::nullopt;
    net.cells_.push_back(std::move(cell));
    in = both;
  }
  const bool complete = read_product(source, both, s.tags, net.tags_) && read_product(source, both, s.feats, net.feats_) &&
                        read_product(source, both, s.arc_size, net.arc_dependent_) && read_product(source, both, s.arc_size, net.arc_head_) &&
                        read_product(source, s.arc_size, s.arc_size, net.arcs_) && source.take_small(s.arc_size, net.arc_extra_) &&
                        source.take_small(s.arc_size, net.arc_root_) && read_product(source, both, s.label_size, net.label_dependent_) &&
                        read_product(source, both, s.label_size, net.label_head_) && read_product(source, s.label_size, s.labels, net.labels_);
  if (!complete || !source.empty()) return std::nullopt;
  return net;
}

void Network::analyze(std::span<const WordView> words, bool tree, Reading& r) const {
  const Kernels& kernels = kernels_of(instructions_);
  const std::size_t n = words.size(), both = 2 * shape_.hidden;
  const auto grow = [](auto& buffer, std::size_t size) {
    if (buffer.size() < size) buffer.resize(size);
  };
  // What each word means by itself.
  std::size_t size = shape_.word_size + shape_.part_size;
  grow(r.rows, n * (kPartsPerWord + 1));
  for (std::size_t i = 0; i < n; ++i) {
    std::uint32_t* rows = r.rows.data() + i * (kPartsPerWord + 1);
    std::uint64_t keys[kPartsPerWord];
    part_keys(words[i], keys);
    rows[0] = word_keys_.row(words[i].word);
    for (std::size_t k = 0; k < kPartsPerWord; ++k) rows[k + 1] = part_keys_.row(keys[k]);
    __builtin_prefetch(words_.values.data() + rows[0] * shape_.word_size);
    for (std::size_t k = 0; k < kPartsPerWord; ++k) __builtin_prefetch(parts_.values.data() + rows[k + 1] * shape_.part_size);
  }
  r.in.assign(n * std::max(size, both), 0.0F);
  for (std::size_t i = 0; i < n; ++i) {
    const std::uint32_t* rows = r.rows.data() + i * (kPartsPerWord + 1);
    float* to = r.in.data() + i * size;
    kernels.add_row(words_.values.data() + rows[0] * shape_.word_size, words_.scale[rows[0]], shape_.word_size, to);
    for (std::size_t k = 1; k <= kPartsPerWord; ++k)
      if (rows[k] != 0) kernels.add_row(parts_.values.data() + rows[k] * shape_.part_size, parts_.scale[rows[k]], shape_.part_size, to + shape_.word_size);
  }
  // What it means here.
  grow(r.row_scales, n);
  grow(r.whole, n * std::max({size, both, shape_.label_size}));
  grow(r.out, n * both);
  grow(r.state, shape_.hidden);
  r.tags.resize(n);
  const auto read_tags = [&] {
    apply(kernels, tags_, r, n, r.scores);
    for (std::size_t i = 0; i < n; ++i) r.tags[i] = best_of(r.scores.data() + i * tags_.stride(), shape_.tags);
    apply(kernels, feats_, r, n, r.feats_scores);
    r.feats_stride = feats_.stride();
  };
  for (std::size_t l = 0; l < shape_.layers; ++l) {
    const Cell& cell = cells_[l];
    kernels.to_whole(r.in.data(), n, size, size, kRange, r.whole.data(), r.row_scales.data());
    if (l > 0 && l == shape_.tag_layer) read_tags();
    if (l == shape_.tag_layer && !tree) return;
    apply(kernels, cell.input, r, n, r.gates);
    const std::size_t wide = cell.input.stride();
    for (const std::size_t at : {std::size_t{0}, shape_.hidden})
      kernels.run_pass({r.gates.data() + at, wide, both, shape_.hidden, n, cell.carried ? r.gates.data() + 3 * both + at : r.in.data() + at, cell.carried ? wide : both,
                        cell.forget.data() + at, cell.reset.data() + at, r.out.data() + at, r.state.data(), at > 0});
    std::swap(r.in, r.out);
    grow(r.out, n * both);
    size = both;
  }
  kernels.to_whole(r.in.data(), n, size, size, kRange, r.whole.data(), r.row_scales.data());
  if (shape_.tag_layer == shape_.layers) read_tags();
  if (!tree) return;
  // Who hangs on whom.
  const std::size_t a = shape_.arc_size, b = shape_.label_size;
  apply(kernels, label_dependent_, r, n, r.label_dependents);
  apply(kernels, label_head_, r, n, r.label_heads);
  apply(kernels, arc_dependent_, r, n, r.dependents);
  apply(kernels, arc_head_, r, n, r.keys);
  for (std::size_t i = 0; i < n * a; ++i) r.keys[i] = r.keys[i] > 0.0F ? r.keys[i] : 0.0F;
  kernels.to_whole(r.keys.data(), n, a, a, kRange, r.whole.data(), r.row_scales.data());
  grow(r.keys, (n + 1) * a);
  apply(kernels, arcs_, r, n, r.keys);
  std::copy(arc_root_.begin(), arc_root_.end(), r.keys.begin() + static_cast<std::ptrdiff_t>(n * a));
  for (std::size_t i = 0; i < n; ++i)
    for (std::size_t j = 0; j < a; ++j) {
      float& v = r.dependents[i * a + j];
      v = (v > 0.0F ? v : 0.0F) + arc_extra_[j];
    }
  const std::size_t stride = (n + 1 + kPanel - 1) / kPanel * kPanel;
  grow(r.key_whole, (n + 1) * a);
  grow(r.key_panels, stride * a);
  grow(r.scores, n * stride);
  r.key_scales.assign(stride, 0.0F);
  r.zeros.assign(stride, 0.0F);
  kernels.to_whole(r.keys.data(), n + 1, a, a, kArcRange, r.key_whole.data(), r.key_scales.data());
  pack(r.key_whole.data(), n + 1, a, r.key_panels.data());
  kernels.to_whole(r.dependents.data(), n, a, a, kArcRange, r.whole.data(), r.row_scales.data());
  kernels.inner({r.whole.data(), r.row_scales.data(), n, a, r.key_panels.data(), r.key_scales.data(), r.zeros.data(), stride, r.scores.data()});
  r.heads.resize(n);
  best_tree(r.scores.data(), stride, r.heads);
  // And as what.
  r.labels.resize(n);
  grow(r.dependents, n * b);
  for (std::size_t i = 0; i < n; ++i) {
    const float* dependent = r.label_dependents.data() + i * b;
    const float* head = r.label_heads.data() + (r.heads[i] < 0 ? i : static_cast<std::size_t>(r.heads[i])) * b;
    for (std::size_t j = 0; j < b; ++j) {
      const float v = dependent[j] + head[j];
      r.dependents[i * b + j] = v > 0.0F ? v : 0.0F;
    }
  }
  kernels.to_whole(r.dependents.data(), n, b, b, kRange, r.whole.data(), r.row_scales.data());
  apply(kernels, labels_, r, n, r.scores);
  for (std::size_t i = 0; i < n; ++i) {
    float* scores = r.scores.data() + i * labels_.stride();
    if (kRootLabel < shape_.labels) scores[kRootLabel] = -std::numeric_limits<float>::infinity();
    r.labels[i] = r.heads[i] < 0 ? static_cast<std::uint8_t>(kRootLabel) : best_of(scores, shape_.labels);
  }
}

}  // namespace dragoman::language
