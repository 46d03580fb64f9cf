#include "train/gemm.h"

#include <algorithm>
#include <cstring>
#include <vector>

namespace dragoman::train {

namespace {

constexpr std::size_t kWidest = 32;  // columns of the widest panel

/// `Width` floats side by side: one register, or two where registers are narrow.
template <std::size_t Width>
struct Lanes {
  using Type [[gnu::vector_size(Width * sizeof(float))]] = float;
};

/// Sums of `Rows` rows and two registers of columns.
template <std::size_t Width, std::size_t Rows>
[[gnu::always_inline]] inline void block(std::size_t inner, const float* left, std::size_t row, std::size_t column, const float* panel, float* sums) {
  using Vector = typename Lanes<Width>::Type;
  Vector low[Rows], high[Rows];
  for (std::size_t i = 0; i < Rows; ++i) low[i] = high[i] = Vector{};
  for (std::size_t k = 0; k < inner; ++k) {
    Vector b0, b1;
    std::memcpy(&b0, panel + k * 2 * Width, sizeof b0);
    std::memcpy(&b1, panel + k * 2 * Width + Width, sizeof b1);
#pragma GCC unroll 12
    for (std::size_t i = 0; i < Rows; ++i) {
      const float a = left[i * row + k * column];
      low[i] += a * b0;
      high[i] += a * b1;
    }
  }
  for (std::size_t i = 0; i < Rows; ++i) {
    std::memcpy(sums + i * 2 * Width, &low[i], sizeof low[i]);
    std::memcpy(sums + i * 2 * Width + Width, &high[i], sizeof high[i]);
  }
}

struct Job {
  std::size_t rows, columns, inner;
  MatrixView left, right;
  float* result;
  std::size_t stride;
  bool add;
  float* panel;
};

/// `Rows` rows at a time: as many as there are registers for.
template <std::size_t Width, std::size_t Rows>
[[gnu::always_inline]] inline void run(const Job& job) {
  constexpr std::size_t kPanel = 2 * Width;
  for (std::size_t j = 0; j < job.columns; j += kPanel) {
    const std::size_t width = std::min(kPanel, job.columns - j);
    const float* right = job.right.at + j * job.right.column;
    if (job.right.column == 1 && width == kPanel) {
      for (std::size_t k = 0; k < job.inner; ++k) std::memcpy(job.panel + k * kPanel, right + k * job.right.row, sizeof(float) * kPanel);
    } else {
      constexpr std::size_t kTile = 16;  // a line of the cache is read whole
      for (std::size_t first = 0; first < job.inner; first += kTile)
        for (std::size_t c = 0; c < kPanel; ++c)
          for (std::size_t k = first; k < std::min(job.inner, first + kTile); ++k)
            job.panel[k * kPanel + c] = c < width ? right[k * job.right.row + c * job.right.column] : 0.0F;
    }
    for (std::size_t i = 0; i < job.rows;) {
      float sums[Rows * kPanel];
      const std::size_t left_over = job.rows - i;
      const std::size_t height = left_over >= Rows ? Rows : left_over >= Rows / 2 ? Rows / 2 : left_over >= 3 ? 3 : 1;
      const float* left = job.left.at + i * job.left.row;
      if (height == Rows)
        block<Width, Rows>(job.inner, left, job.left.row, job.left.column, job.panel, sums);
      else if (height == Rows / 2)
        block<Width, Rows / 2>(job.inner, left, job.left.row, job.left.column, job.panel, sums);
      else if (height == 3)
        block<Width, 3>(job.inner, left, job.left.row, job.left.column, job.panel, sums);
      else
        block<Width, 1>(job.inner, left, job.left.row, job.left.column, job.panel, sums);
      for (std::size_t r = 0; r < height; ++r) {
        float* to = job.result + (i + r) * job.stride + j;
        const float* from = sums + r * kPanel;
        if (job.add)
          for (std::size_t c = 0; c < width; ++c) to[c] += from[c];
        else
          for (std::size_t c = 0; c < width; ++c) to[c] = from[c];
      }
      i += height;
    }
  }
}

#if defined(__x86_64__)
__attribute__((target("avx512f"))) void run_avx512(const Job& job) { run<16, 12>(job); }
__attribute__((target("avx2"))) void run_avx2(const Job& job) { run<8, 6>(job); }
#endif
void run_plain(const Job& job) { run<4, 6>(job); }

}  // namespace

void multiply(std::size_t rows, std::size_t columns, std::size_t inner, MatrixView left, MatrixView right, float* result, std::size_t stride, bool add) {
  static thread_local std::vector<float> panel;
  if (panel.size() < inner * kWidest) panel.resize(inner * kWidest);
  const Job job{rows, columns, inner, left, right, result, stride, add, panel.data()};
#if defined(__x86_64__)
  static const bool avx512 = __builtin_cpu_supports("avx512f") != 0;
  if (avx512) return run_avx512(job);
  static const bool avx2 = __builtin_cpu_supports("avx2") != 0;
  if (avx2) return run_avx2(job);
#endif
  run_plain(job);
}

}  // namespace dragoman::train
