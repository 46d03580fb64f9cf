// From a trained network to the bytes that language/network.h reads (docs/formats/model.md).
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "train/network_trainer.h"

namespace dragoman::train {

/// Each row of weights becomes bytes and a scale: value = scale * byte, byte in [-127, 127]. `word_keys` and `part_keys` are the keys
/// of rows 1.. of the two tables.
[[nodiscard]] std::string network_bytes(const NetworkShape& shape, const NetworkWeights& weights, const std::vector<std::uint64_t>& word_keys,
                                        const std::vector<std::uint64_t>& part_keys);

}  // namespace dragoman::train
