// Stable hashes: the same bytes give the same number on every machine and in every release (ids are made of them).
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace dragoman::base {

/// XXH3, 64 bits.
[[nodiscard]] std::uint64_t hash64(std::string_view bytes, std::uint64_t seed = 0);

/// XXH3, 128 bits, as 32 lower-case hexadecimal digits.
[[nodiscard]] std::string hash128_hex(std::string_view bytes);

}  // namespace dragoman::base
