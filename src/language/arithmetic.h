// The few functions of real numbers that the network needs, in single precision: only + - * / and comparisons, each rounded as
// IEEE 754 says, so that the trainer and every reader of a model compute the same bits (the project is built without contraction
// of products and sums). Each is written once, for single numbers and for eight side by side, in place: a register of eight floats
// cannot be handed over by value everywhere.
#pragma once

#include <bit>
#include <cstdint>
#include <cstring>

namespace dragoman::language {

/// Eight floats; compilers cut them in two where registers are smaller.
using Eight [[gnu::vector_size(32)]] = float;
using EightWhole [[gnu::vector_size(32)]] = std::int32_t;

/// Cuts the magnitude of x down to `limit`. By the bits, whose order is that of the magnitudes: no branch, no trap.
[[gnu::always_inline]] inline void keep_within(float& x, float limit) {
  const auto bits = std::bit_cast<std::int32_t>(x);
  const std::int32_t magnitude = bits & 0x7fffffff;
  const auto most = std::bit_cast<std::int32_t>(limit);
  x = std::bit_cast<float>((magnitude < most ? magnitude : most) | (bits & ~0x7fffffff));
}
[[gnu::always_inline]] inline void keep_within(Eight& x, float limit) {
  EightWhole bits;
  std::memcpy(&bits, &x, sizeof bits);
  const EightWhole magnitude = bits & 0x7fffffff;
  const EightWhole most = EightWhole{} + std::bit_cast<std::int32_t>(limit);
  const EightWhole less = magnitude < most;
  bits = (magnitude & less) | (most & ~less) | (bits & ~0x7fffffff);
  std::memcpy(&x, &bits, sizeof bits);
}

/// x becomes tanh(x), by a quotient of polynomials on [-7.9, 7.9] and constant beyond; off by less than 1e-6. Finite for finite x.
template <class Real>
[[gnu::always_inline]] inline void smooth_step(Real& x) {
  keep_within(x, 7.90531f);
  const Real s = x * x;
  const Real above =
      x * (4.89352455891786e-3f +
           s * (6.37261928875436e-4f + s * (1.48572235717979e-5f + s * (5.12229709037114e-8f + s * (-8.60467152213735e-11f + s * (2.00018790482477e-13f + s * -2.76076847742355e-16f))))));
  const Real below = 4.89352518554385e-3f + s * (2.26843463243900e-3f + s * (1.18534705686654e-4f + s * 1.19825839466702e-6f));
  x = above / below;
}

/// x becomes the logistic function of x.
template <class Real>
[[gnu::always_inline]] inline void to_gate(Real& x) {
  x = 0.5f * x;
  smooth_step(x);
  x = 0.5f * x + 0.5f;
}

/// exp(x) for x <= 0; below -80 it stays at exp(-80). Off by less than 1e-6 of its value.
[[gnu::always_inline]] inline float exp_below(float x) {
  keep_within(x, 80.0f);
  const float n = (x * 1.44269504f + 12582912.0f) - 12582912.0f;  // adding 1.5 * 2^23 rounds to a whole number
  const float r = (x - n * 0.693359375f) - n * -2.12194440e-4f;
  const float p = 1.0f + r * (1.0f + r * (0.5f + r * (0.166666667f + r * (4.16666667e-2f + r * (8.33333333e-3f + r * 1.38888889e-3f)))));
  return p * std::bit_cast<float>((static_cast<std::int32_t>(n) + 127) << 23);
}

}  // namespace dragoman::language
