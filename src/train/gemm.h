// Products of float matrices for training. Each element of a result is a sum in the order of the inner index, rounded after every
// step: the same numbers on every machine, whatever the width of its registers. Not thread-aware; callers share out the rows.
#pragma once

#include <cstddef>

namespace dragoman::train {

/// A matrix seen through strides: element (i, j) is at[i * row + j * column].
struct MatrixView {
  const float* at;
  std::size_t row;
  std::size_t column;
};

/// result [rows x columns] = left [rows x inner] * right [inner x columns], added to what is there if `add`.
/// `stride` floats lie between two rows of the result. Needs inner >= 1.
void multiply(std::size_t rows, std::size_t columns, std::size_t inner, MatrixView left, MatrixView right, float* result, std::size_t stride, bool add);

}  // namespace dragoman::train
