// The best tree over scored arcs.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

namespace dragoman::language {

/// `scores` [words x words + 1], `stride` floats from row to row: row i holds how well each word heads word i, its last column how well i stands as the root; the
/// diagonal is not looked at. Fills `heads` (size words; -1 for the root) with the highest-scoring tree that has exactly one root
/// (Chu and Liu 1965, Edmonds 1967); non-projective trees are allowed. Takes each word's best head first and searches only if that is no tree:
/// O(words^2) and no allocation while it is one, at worst O(words^3) for the search. All scores must be finite. words >= 1.
void best_tree(const float* scores, std::size_t stride, std::span<std::int32_t> heads);

}  // namespace dragoman::language
