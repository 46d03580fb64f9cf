#include "language/tree_search.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>
#include <vector>

namespace dragoman::language {

namespace {

constexpr double kNever = -std::numeric_limits<double>::infinity();

/// True if following heads from every word ends at one root.
bool is_tree(std::span<const std::int32_t> heads) {
  const std::size_t n = heads.size();
  std::size_t roots = 0;
  for (const std::int32_t head : heads) roots += head < 0;
  if (roots != 1) return false;
  for (std::size_t i = 0; i < n; ++i) {
    std::size_t steps = 0;
    for (std::int32_t at = static_cast<std::int32_t>(i); at >= 0; at = heads[static_cast<std::size_t>(at)])
      if (++steps > n) return false;
  }
  return true;
}

/// Heads of nodes 1.. of the best arborescence from node 0; score(i, j) = scores[i * n + j], j heading i.
std::vector<std::size_t> arborescence(std::vector<double> scores, std::size_t n) {
  std::vector<std::size_t> heads(n, 0);
  for (std::size_t i = 1; i < n; ++i)
    for (std::size_t j = 0; j < n; ++j)
      if (j != i && (heads[i] == i || scores[i * n + j] > scores[i * n + heads[i]])) heads[i] = j;
  std::vector<std::size_t> mark(n, 0);
  std::vector<char> in_cycle(n, 0);
  std::size_t entry = 0;
  for (std::size_t i = 1; i < n && entry == 0; ++i) {
    std::size_t at = i;
    while (at != 0 && mark[at] == 0) {
      mark[at] = i;
      at = heads[at];
    }
    if (at != 0 && mark[at] == i) entry = at;
  }
  if (entry == 0) return heads;
  for (std::size_t at = entry; in_cycle[at] == 0; at = heads[at]) in_cycle[at] = 1;
  // contract the cycle into one node, the last of the smaller graph
  std::vector<std::size_t> old;
  for (std::size_t i = 0; i < n; ++i)
    if (in_cycle[i] == 0) old.push_back(i);
  const std::size_t m = old.size() + 1, whole = m - 1;
  std::vector<double> small(m * m, kNever);
  std::vector<std::size_t> leaves(m, entry), enters(m, entry);  // by which node of the cycle an outside node hangs / the cycle is entered
  for (std::size_t a = 0; a + 1 < m; ++a) {
    for (std::size_t b = 0; b + 1 < m; ++b)
      if (a != b) small[a * m + b] = scores[old[a] * n + old[b]];
    for (std::size_t c = 0; c < n; ++c) {
      if (in_cycle[c] == 0) continue;
      if (const double s = scores[old[a] * n + c]; s > small[a * m + whole]) {
        small[a * m + whole] = s;
        leaves[a] = c;
      }
      if (const double s = scores[c * n + old[a]] - scores[c * n + heads[c]]; s > small[whole * m + a]) {
        small[whole * m + a] = s;
        enters[a] = c;
      }
    }
  }
  scores = {};  // one graph at a time
  const std::vector<std::size_t> found = arborescence(std::move(small), m);
  for (std::size_t a = 1; a + 1 < m; ++a) heads[old[a]] = found[a] == whole ? leaves[a] : old[found[a]];
  heads[enters[found[whole]]] = old[found[whole]];
  return heads;
}

}  // namespace

void best_tree(const float* scores, std::size_t stride, std::span<std::int32_t> heads) {
  const std::size_t n = heads.size();
  for (std::size_t i = 0; i < n; ++i) {
    const float* row = scores + i * stride;
    std::size_t best = n;
    for (std::size_t j = 0; j < n; ++j)
      if (j != i && row[j] > row[best]) best = j;
    heads[i] = best == n ? -1 : static_cast<std::int32_t>(best);
  }
  if (is_tree(heads)) return;
  const std::size_t m = n + 1;
  double largest = 0;
  for (std::size_t i = 0; i < n; ++i)
    for (std::size_t j = 0; j <= n; ++j)
      if (j != i) largest = std::max(largest, std::abs(static_cast<double>(scores[i * stride + j])));
  const double one_root = (largest + 1) * 4 * static_cast<double>(m);  // a second root never pays
  std::vector<double> graph(m * m, kNever);
  for (std::size_t i = 0; i < n; ++i) {
    const float* row = scores + i * stride;
    graph[(i + 1) * m] = static_cast<double>(row[n]) - one_root;
    for (std::size_t j = 0; j < n; ++j)
      if (j != i) graph[(i + 1) * m + j + 1] = static_cast<double>(row[j]);
  }
  const std::vector<std::size_t> found = arborescence(std::move(graph), m);
  for (std::size_t i = 0; i < n; ++i) heads[i] = static_cast<std::int32_t>(found[i + 1]) - 1;
}

}  // namespace dragoman::language
