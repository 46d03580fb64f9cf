#include "train/network_trainer.h"

#include <algorithm>
#include <atomic>
#include <cmath>
#include <cstring>
#include <limits>
#include <numeric>
#include <thread>

#include "language/arithmetic.h"
#include "language/tree_search.h"
#include "train/gemm.h"

namespace dragoman::train {

namespace {

using language::exp_below;

constexpr std::size_t kShares = 2;          // of a batch; fixed, so that sums do not depend on the threads
constexpr std::size_t kAverageEvery = 10;   // steps between two updates of the running average
constexpr float kAverageKeep = 0.98F;
constexpr float kClip = 5.0F;               // largest norm of a batch's gradient
constexpr float kTagWeight = 1.0F, kFeatsWeight = 0.5F, kArcWeight = 1.0F, kLabelWeight = 1.0F;  // of the losses

class Dice {
 public:
  explicit Dice(std::uint64_t seed) : state_(seed) {}
  std::uint64_t next() {
    std::uint64_t z = state_ += 0x9e3779b97f4a7c15ULL;
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9ULL;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebULL;
    return z ^ (z >> 31);
  }
  float unit() { return static_cast<float>(next() >> 40) * 0x1p-24F; }

 private:
  std::uint64_t state_;
};

/// scores -> what must be subtracted from them to descend: (softmax - gold) * weight, in place. Returns the loss.
float cross_entropy(float* scores, std::size_t n, std::size_t gold, float weight) {
  float best = scores[0];
  for (std::size_t i = 1; i < n; ++i) best = std::max(best, scores[i]);
  const float gold_score = scores[gold];
  float sum = 0;
  for (std::size_t i = 0; i < n; ++i) scores[i] = exp_below(scores[i] - best);
  for (std::size_t i = 0; i < n; ++i) sum += scores[i];
  const float scale = weight / sum;
  for (std::size_t i = 0; i < n; ++i) scores[i] *= scale;
  scores[gold] -= weight;
  return weight * (std::log(sum) + best - gold_score);
}

void add_columns(const float* from, std::size_t rows, std::size_t columns, std::size_t stride, float* sums) {
  for (std::size_t i = 0; i < rows; ++i)
    for (std::size_t j = 0; j < columns; ++j) sums[j] += from[i * stride + j];
}

}  // namespace

NetworkPlan::NetworkPlan(const NetworkShape& shape) {
  const auto take = [this](std::size_t count) {
    const std::size_t at = size;
    size += (count + 7) / 8 * 8;
    return at;
  };
  const auto layer = [&](std::size_t in, std::size_t out) {
    Layer made{in, out, 0, 0};
    made.weights = take(in * out);
    made.bias = take(out);
    return made;
  };
  const std::size_t both = 2 * shape.hidden;
  std::size_t in = shape.word_size + shape.part_size;
  for (std::size_t l = 0; l < shape.layers; ++l) {
    Cell cell;
    cell.carried = in != both;
    cell.input = layer(in, both * (cell.carried ? 4 : 3));
    cell.forget = take(both);
    cell.reset = take(both);
    cells.push_back(cell);
    in = both;
  }
  tags = layer(both, shape.tags);
  feats = layer(both, shape.feats);
  arc_dependent = layer(both, shape.arc_size);
  arc_head = layer(both, shape.arc_size);
  arcs = layer(shape.arc_size, shape.arc_size);
  arc_extra = take(shape.arc_size);
  arc_root = take(shape.arc_size);
  label_dependent = layer(both, shape.label_size);
  label_head = layer(both, shape.label_size);
  labels = layer(shape.label_size, shape.labels);
}

/// A part of a batch with all it computes on the way, kept for the way back.
struct NetworkTrainer::Share {
  std::vector<const NetworkExample*> examples;
  std::uint64_t seed = 0;
  std::size_t words = 0;
  std::vector<std::size_t> begins;  // first word of each example, and the end
  std::vector<std::uint32_t> word_rows, part_rows;
  std::vector<std::vector<float>> inputs;   // of each layer, and the last output
  std::vector<std::vector<float>> masks;    // of each layer [examples x in]
  std::vector<std::vector<float>> dropped;  // inputs times masks
  std::vector<std::vector<float>> gates;    // products, then candidate, forget, reset (and carried input)
  std::vector<std::vector<float>> states;
  std::vector<float> tag_mask, parse_mask, arc_mask, label_mask;
  std::vector<float> tag_in, parse_in;
  std::vector<float> tag_scores, feats_scores;
  std::vector<float> arc_dependent, arc_head, arc_key, label_dependent, label_head, label_hidden, label_scores;
  std::vector<std::vector<float>> arc_scores;  // by example
  // the way back
  std::vector<float> gradient;  // of the dense weights
  std::vector<std::vector<float>> deltas;  // of `inputs`
  std::vector<float> d_gates, d_tmp, d_parse, d_tag, d_dependent, d_head, d_key, d_hidden, d_label_dependent, d_label_head;
  double loss = 0;
};

NetworkTrainer::NetworkTrainer(const NetworkShape& shape, const NetworkOptions& options, const std::vector<NetworkExample>& examples,
                               const std::vector<std::uint32_t>& word_counts)
    : shape_(shape), options_(options), examples_(examples), word_counts_(word_counts), plan_(shape) {
  initialise();
}

void NetworkTrainer::initialise() {
  Dice dice(options_.seed * 977 + 5);
  weights_.dense.assign(plan_.size, 0.0F);
  weights_.words.assign(shape_.words * shape_.word_size, 0.0F);
  weights_.parts.assign(shape_.parts * shape_.part_size, 0.0F);
  const auto fill = [&](float* at, std::size_t count, float limit) {
    for (std::size_t i = 0; i < count; ++i) at[i] = (2 * dice.unit() - 1) * limit;
  };
  const auto glorot = [&](const Layer& layer, float factor) {
    fill(weights_.dense.data() + layer.weights, layer.in * layer.out, factor * std::sqrt(3.0F / static_cast<float>(layer.in)));
  };
  fill(weights_.words.data(), weights_.words.size(), 0.2F);
  fill(weights_.parts.data() + shape_.part_size, weights_.parts.size() - shape_.part_size, 0.1F);
  for (const NetworkPlan::Cell& cell : plan_.cells) {
    glorot(cell.input, 1.0F);
    for (std::size_t j = 0; j < 2 * shape_.hidden; ++j) weights_.dense[cell.input.bias + 2 * shape_.hidden + j] = 0.5F;
  }
  for (const Layer* layer : {&plan_.arc_dependent, &plan_.arc_head, &plan_.label_dependent, &plan_.label_head}) glorot(*layer, 1.0F);
  for (const Layer* layer : {&plan_.arcs, &plan_.labels, &plan_.tags, &plan_.feats}) glorot(*layer, 0.5F);
  fill(weights_.dense.data() + plan_.arc_root, shape_.arc_size, 0.1F);
}

void NetworkTrainer::run(std::size_t jobs, const std::function<void(std::size_t)>& job) const {
  std::atomic<std::size_t> next{0};
  const auto work = [&] {
    for (std::size_t i = next++; i < jobs; i = next++) job(i);
  };
  std::vector<std::thread> others;
  for (unsigned i = 1; i < options_.threads && i < jobs; ++i) others.emplace_back(work);
  work();
  for (std::thread& thread : others) thread.join();
}

namespace {

void product(const std::vector<float>& dense, const Layer& layer, const float* in, std::size_t rows, std::vector<float>& out) {
  out.resize(rows * layer.out);
  multiply(rows, layer.out, layer.in, {in, layer.in, 1}, {dense.data() + layer.weights, layer.out, 1}, out.data(), layer.out, false);
  const float* bias = dense.data() + layer.bias;
  for (std::size_t i = 0; i < rows; ++i)
    for (std::size_t j = 0; j < layer.out; ++j) out[i * layer.out + j] += bias[j];
}

/// Gradients of a product: weights and bias into `gradient`, input into `d_in` (added if `add`).
void product_back(const std::vector<float>& dense, const Layer& layer, const float* in, const float* d_out, std::size_t rows, std::vector<float>& gradient, float* d_in,
                  bool add) {
  multiply(layer.in, layer.out, rows, {in, 1, layer.in}, {d_out, layer.out, 1}, gradient.data() + layer.weights, layer.out, true);
  add_columns(d_out, rows, layer.out, layer.out, gradient.data() + layer.bias);
  if (d_in != nullptr) multiply(rows, layer.in, layer.out, {d_out, layer.out, 1}, {dense.data() + layer.weights, 1, layer.out}, d_in, layer.in, add);
}

/// Masks of 0 and 1 / (1 - rate), one row an example.
void throw_masks(std::vector<float>& mask, std::size_t rows, std::size_t columns, float rate, Dice& dice) {
  mask.resize(rows * columns);
  const float kept = 1.0F / (1.0F - rate);
  for (float& m : mask) m = dice.unit() < rate ? 0.0F : kept;
}

void apply_masks(const std::vector<float>& in, const std::vector<float>& mask, const std::vector<std::size_t>& begins, std::size_t columns, std::vector<float>& out) {
  out.resize(in.size());
  for (std::size_t e = 0; e + 1 < begins.size(); ++e)
    for (std::size_t i = begins[e]; i < begins[e + 1]; ++i)
      for (std::size_t j = 0; j < columns; ++j) out[i * columns + j] = in[i * columns + j] * mask[e * columns + j];
}

void add_masked(const std::vector<float>& in, const std::vector<float>& mask, const std::vector<std::size_t>& begins, std::size_t columns, std::vector<float>& out) {
  for (std::size_t e = 0; e + 1 < begins.size(); ++e)
    for (std::size_t i = begins[e]; i < begins[e + 1]; ++i)
      for (std::size_t j = 0; j < columns; ++j) out[i * columns + j] += in[i * columns + j] * mask[e * columns + j];
}

void cut_negative(std::vector<float>& values) {
  for (float& v : values) v = v > 0.0F ? v : 0.0F;
}

}  // namespace

void NetworkTrainer::cell_forward(const NetworkPlan::Cell& cell, Share& share, std::size_t layer) {
  const std::size_t h = shape_.hidden, both = 2 * h, wide = cell.input.out;
  std::vector<float>& gates = share.gates[layer];
  product(weights_.dense, cell.input, share.dropped[layer].data(), share.words, gates);
  const std::vector<float>& input = share.inputs[layer];
  std::vector<float>& output = share.inputs[layer + 1];
  std::vector<float>& states = share.states[layer];
  output.resize(share.words * both);
  states.resize(share.words * both);
  const float* vf = weights_.dense.data() + cell.forget;
  const float* vr = weights_.dense.data() + cell.reset;
  static const std::vector<float> nothing(4096, 0.0F);
  for (std::size_t e = 0; e + 1 < share.begins.size(); ++e)
    for (std::size_t direction = 0; direction < 2; ++direction) {
      const std::size_t first = share.begins[e], end = share.begins[e + 1], at = direction * h;
      const float* before = nothing.data();
      for (std::size_t s = first; s < end; ++s) {
        const std::size_t i = direction == 0 ? s : end - 1 - (s - first);
        float* g = gates.data() + i * wide + at;
        const float* carried = cell.carried ? g + 3 * both : input.data() + i * both + at;
        float* c = states.data() + i * both + at;
        float* out = output.data() + i * both + at;
        for (std::size_t j = 0; j < h; j += 8) {
          using language::Eight;
          const auto load = [](const float* from, Eight& to) { std::memcpy(&to, from, sizeof to); };
          Eight last, u, f, r, wf, wr, x;
          load(before + j, last);
          load(g + j, u);
          load(g + both + j, f);
          load(g + 2 * both + j, r);
          load(vf + at + j, wf);
          load(vr + at + j, wr);
          load(carried + j, x);
          f = f + wf * last;
          language::to_gate(f);
          r = r + wr * last;
          language::to_gate(r);
          const Eight now = u + f * (last - u);
          const Eight shown = x + r * (now - x);
          std::memcpy(g + both + j, &f, sizeof f);
          std::memcpy(g + 2 * both + j, &r, sizeof r);
          std::memcpy(c + j, &now, sizeof now);
          std::memcpy(out + j, &shown, sizeof shown);
        }
        before = c;
      }
    }
}

void NetworkTrainer::cell_backward(const NetworkPlan::Cell& cell, Share& share, std::size_t layer) {
  const std::size_t h = shape_.hidden, both = 2 * h, wide = cell.input.out;
  const std::vector<float>& gates = share.gates[layer];
  const std::vector<float>& input = share.inputs[layer];
  const std::vector<float>& states = share.states[layer];
  const std::vector<float>& d_output = share.deltas[layer + 1];
  std::vector<float>& d_input = share.deltas[layer];
  d_input.assign(input.size(), 0.0F);
  share.d_gates.resize(share.words * wide);
  const float* vf = weights_.dense.data() + cell.forget;
  const float* vr = weights_.dense.data() + cell.reset;
  float* __restrict d_vf = share.gradient.data() + cell.forget;
  float* __restrict d_vr = share.gradient.data() + cell.reset;
  static const std::vector<float> nothing(4096, 0.0F);
  std::vector<float> d_state(h);
  for (std::size_t e = 0; e + 1 < share.begins.size(); ++e)
    for (std::size_t direction = 0; direction < 2; ++direction) {
      const std::size_t first = share.begins[e], end = share.begins[e + 1], at = direction * h;
      std::fill(d_state.begin(), d_state.end(), 0.0F);
      for (std::size_t s = end; s-- > first;) {
        const std::size_t i = direction == 0 ? s : end - 1 - (s - first);
        const float* before = s == first ? nothing.data() : states.data() + (direction == 0 ? i - 1 : i + 1) * both + at;
        const float* g = gates.data() + i * wide + at;
        const float* carried = cell.carried ? g + 3 * both : input.data() + i * both + at;
        const float* c = states.data() + i * both + at;
        const float* d_out = d_output.data() + i * both + at;
        float* __restrict d = share.d_gates.data() + i * wide + at;
        float* __restrict d_carried = cell.carried ? d + 3 * both : d_input.data() + i * both + at;
        float* __restrict ds = d_state.data();
        for (std::size_t j = 0; j < h; ++j) {
          const float f = g[both + j], r = g[2 * both + j], u = g[j];
          const float d_r = d_out[j] * (c[j] - carried[j]) * r * (1.0F - r);
          d_carried[j] = d_out[j] * (1.0F - r);
          const float d_c = d_out[j] * r + ds[j];
          const float d_f = d_c * (before[j] - u) * f * (1.0F - f);
          d[j] = d_c * (1.0F - f);
          d[both + j] = d_f;
          d[2 * both + j] = d_r;
          d_vf[at + j] += d_f * before[j];
          d_vr[at + j] += d_r * before[j];
          ds[j] = d_c * f + d_f * vf[at + j] + d_r * vr[at + j];
        }
      }
    }
  share.d_tmp.resize(input.size());
  product_back(weights_.dense, cell.input, share.dropped[layer].data(), share.d_gates.data(), share.words, share.gradient, share.d_tmp.data(), false);
  add_masked(share.d_tmp, share.masks[layer], share.begins, cell.input.in, d_input);
}

void NetworkTrainer::forward(Share& share, bool learn) {
  Dice dice(share.seed);
  const std::size_t e_count = share.examples.size(), both = 2 * shape_.hidden, in = shape_.word_size + shape_.part_size, per_word = language::kPartsPerWord;
  const auto rate = [&](float p) { return learn ? p : 0.0F; };
  share.begins.assign(1, 0);
  share.word_rows.clear();
  share.part_rows.clear();
  for (const NetworkExample* example : share.examples) {
    share.word_rows.insert(share.word_rows.end(), example->words.begin(), example->words.end());
    share.part_rows.insert(share.part_rows.end(), example->parts.begin(), example->parts.end());
    share.begins.push_back(share.word_rows.size());
  }
  share.words = share.word_rows.size();
  if (learn)
    for (std::size_t i = 0; i < share.words; ++i) {
      const float rare = 1.0F / (static_cast<float>(word_counts_[share.word_rows[i]]) + 1.0F);
      if (dice.unit() < options_.word_dropout + (1.0F - options_.word_dropout) * rare)
        share.word_rows[i] = 0;
      else if (dice.unit() < options_.part_dropout)
        std::fill_n(share.part_rows.begin() + static_cast<std::ptrdiff_t>(i * per_word), per_word, 0U);
    }
  const std::size_t layers = shape_.layers;
  for (auto* list : {&share.inputs, &share.deltas}) list->resize(layers + 1);
  for (auto* list : {&share.masks, &share.dropped, &share.gates, &share.states}) list->resize(layers);
  share.inputs[0].resize(share.words * in);
  for (std::size_t i = 0; i < share.words; ++i) {
    float* __restrict to = share.inputs[0].data() + i * in;
    std::copy_n(weights_.words.data() + share.word_rows[i] * shape_.word_size, shape_.word_size, to);
    to += shape_.word_size;
    std::fill_n(to, shape_.part_size, 0.0F);
    for (std::size_t k = 0; k < per_word; ++k) {
      const float* from = weights_.parts.data() + share.part_rows[i * per_word + k] * shape_.part_size;
      for (std::size_t j = 0; j < shape_.part_size; ++j) to[j] += from[j];
    }
  }
  for (std::size_t l = 0; l < layers; ++l) {
    const NetworkPlan::Cell& cell = plan_.cells[l];
    throw_masks(share.masks[l], e_count, cell.input.in, rate(options_.layer_dropout), dice);
    apply_masks(share.inputs[l], share.masks[l], share.begins, cell.input.in, share.dropped[l]);
    cell_forward(cell, share, l);
  }
  throw_masks(share.tag_mask, e_count, both, rate(options_.head_dropout), dice);
  apply_masks(share.inputs[shape_.tag_layer], share.tag_mask, share.begins, both, share.tag_in);
  product(weights_.dense, plan_.tags, share.tag_in.data(), share.words, share.tag_scores);
  product(weights_.dense, plan_.feats, share.tag_in.data(), share.words, share.feats_scores);
  throw_masks(share.parse_mask, e_count, both, rate(options_.head_dropout), dice);
  apply_masks(share.inputs[layers], share.parse_mask, share.begins, both, share.parse_in);
  const std::size_t a = shape_.arc_size, b = shape_.label_size;
  product(weights_.dense, plan_.arc_dependent, share.parse_in.data(), share.words, share.arc_dependent);
  product(weights_.dense, plan_.arc_head, share.parse_in.data(), share.words, share.arc_head);
  cut_negative(share.arc_dependent);
  cut_negative(share.arc_head);
  throw_masks(share.arc_mask, 2 * e_count, a, rate(options_.head_dropout), dice);
  for (std::size_t e = 0; e < e_count; ++e)
    for (std::size_t i = share.begins[e]; i < share.begins[e + 1]; ++i)
      for (std::size_t j = 0; j < a; ++j) {
        share.arc_dependent[i * a + j] *= share.arc_mask[2 * e * a + j];
        share.arc_head[i * a + j] *= share.arc_mask[(2 * e + 1) * a + j];
      }
  product(weights_.dense, plan_.arcs, share.arc_head.data(), share.words, share.arc_key);
  share.arc_scores.resize(e_count);
  const float* extra = weights_.dense.data() + plan_.arc_extra;
  const float* root = weights_.dense.data() + plan_.arc_root;
  share.d_tmp.resize(share.words * a);
  for (std::size_t i = 0; i < share.words; ++i)
    for (std::size_t j = 0; j < a; ++j) share.d_tmp[i * a + j] = share.arc_dependent[i * a + j] + extra[j];
  for (std::size_t e = 0; e < e_count; ++e) {
    const std::size_t first = share.begins[e], n = share.begins[e + 1] - first;
    std::vector<float>& scores = share.arc_scores[e];
    scores.resize(n * (n + 1));
    multiply(n, n, a, {share.d_tmp.data() + first * a, a, 1}, {share.arc_key.data() + first * a, 1, a}, scores.data(), n + 1, false);
    multiply(n, 1, a, {share.d_tmp.data() + first * a, a, 1}, {root, 1, 1}, scores.data() + n, n + 1, false);
  }
  product(weights_.dense, plan_.label_dependent, share.parse_in.data(), share.words, share.label_dependent);
  product(weights_.dense, plan_.label_head, share.parse_in.data(), share.words, share.label_head);
  throw_masks(share.label_mask, e_count, b, rate(options_.head_dropout), dice);
}

/// Losses, and in place of the scores their gradients. Labels are scored under the gold heads.
double NetworkTrainer::loss_of(Share& share) {
  const std::size_t b = shape_.label_size;
  double loss = 0;
  share.label_hidden.assign(share.words * b, 0.0F);
  for (std::size_t e = 0; e < share.examples.size(); ++e) {
    const NetworkExample& gold = *share.examples[e];
    const std::size_t first = share.begins[e], n = gold.words.size();
    for (std::size_t i = 0; i < n; ++i) {
      loss += static_cast<double>(cross_entropy(share.tag_scores.data() + (first + i) * shape_.tags, shape_.tags, gold.tags[i], kTagWeight));
      loss += static_cast<double>(cross_entropy(share.feats_scores.data() + (first + i) * shape_.feats, shape_.feats, gold.feats[i], kFeatsWeight));
      float* row = share.arc_scores[e].data() + i * (n + 1);
      row[i] = -1e4F;
      loss += static_cast<double>(cross_entropy(row, n + 1, gold.heads[i] < 0 ? n : static_cast<std::size_t>(gold.heads[i]), kArcWeight));
      row[i] = 0;
      if (gold.heads[i] < 0) continue;
      const float* dependent = share.label_dependent.data() + (first + i) * b;
      const float* head = share.label_head.data() + (first + static_cast<std::size_t>(gold.heads[i])) * b;
      float* hidden = share.label_hidden.data() + (first + i) * b;
      const float* mask = share.label_mask.data() + e * b;
      for (std::size_t j = 0; j < b; ++j) {
        const float v = dependent[j] + head[j];
        hidden[j] = v > 0.0F ? v * mask[j] : 0.0F;
      }
    }
  }
  product(weights_.dense, plan_.labels, share.label_hidden.data(), share.words, share.label_scores);
  for (std::size_t e = 0; e < share.examples.size(); ++e) {
    const NetworkExample& gold = *share.examples[e];
    for (std::size_t i = 0; i < gold.words.size(); ++i) {
      float* scores = share.label_scores.data() + (share.begins[e] + i) * shape_.labels;
      if (gold.heads[i] < 0)
        std::fill_n(scores, shape_.labels, 0.0F);
      else
        loss += static_cast<double>(cross_entropy(scores, shape_.labels, gold.labels[i], kLabelWeight));
    }
  }
  return loss;
}

void NetworkTrainer::backward(Share& share) {
  const std::size_t n_words = share.words, both = 2 * shape_.hidden, a = shape_.arc_size, b = shape_.label_size, layers = shape_.layers;
  const std::vector<float>& dense = weights_.dense;
  std::vector<float>& gradient = share.gradient;
  // labels
  share.d_hidden.resize(n_words * b);
  product_back(dense, plan_.labels, share.label_hidden.data(), share.label_scores.data(), n_words, gradient, share.d_hidden.data(), false);
  share.d_label_dependent.assign(n_words * b, 0.0F);
  share.d_label_head.assign(n_words * b, 0.0F);
  for (std::size_t e = 0; e < share.examples.size(); ++e) {
    const NetworkExample& gold = *share.examples[e];
    for (std::size_t i = 0; i < gold.words.size(); ++i) {
      if (gold.heads[i] < 0) continue;
      const std::size_t at = (share.begins[e] + i) * b, head = (share.begins[e] + static_cast<std::size_t>(gold.heads[i])) * b;
      for (std::size_t j = 0; j < b; ++j) {
        const float d = share.label_hidden[at + j] > 0.0F ? share.d_hidden[at + j] * share.label_mask[e * b + j] : 0.0F;
        share.d_label_dependent[at + j] = d;
        share.d_label_head[head + j] += d;
      }
    }
  }
  share.d_parse.resize(n_words * both);
  product_back(dense, plan_.label_dependent, share.parse_in.data(), share.d_label_dependent.data(), n_words, gradient, share.d_parse.data(), false);
  product_back(dense, plan_.label_head, share.parse_in.data(), share.d_label_head.data(), n_words, gradient, share.d_parse.data(), true);
  // arcs
  share.d_dependent.resize(n_words * a);
  share.d_key.resize(n_words * a);
  share.d_head.resize(n_words * a);
  const float* extra = dense.data() + plan_.arc_extra;
  const float* root = dense.data() + plan_.arc_root;
  share.d_tmp.resize(n_words * a);
  for (std::size_t i = 0; i < n_words; ++i)
    for (std::size_t j = 0; j < a; ++j) share.d_tmp[i * a + j] = share.arc_dependent[i * a + j] + extra[j];
  for (std::size_t e = 0; e < share.examples.size(); ++e) {
    const std::size_t first = share.begins[e], n = share.begins[e + 1] - first;
    const float* d = share.arc_scores[e].data();
    multiply(n, a, n, {d, n + 1, 1}, {share.arc_key.data() + first * a, a, 1}, share.d_dependent.data() + first * a, a, false);
    for (std::size_t i = 0; i < n; ++i)
      for (std::size_t j = 0; j < a; ++j) share.d_dependent[(first + i) * a + j] += d[i * (n + 1) + n] * root[j];
    multiply(n, a, n, {d, 1, n + 1}, {share.d_tmp.data() + first * a, a, 1}, share.d_key.data() + first * a, a, false);
    multiply(1, a, n, {d + n, 1, n + 1}, {share.d_tmp.data() + first * a, a, 1}, gradient.data() + plan_.arc_root, a, true);
  }
  add_columns(share.d_dependent.data(), n_words, a, a, gradient.data() + plan_.arc_extra);
  product_back(dense, plan_.arcs, share.arc_head.data(), share.d_key.data(), n_words, gradient, share.d_head.data(), false);
  for (std::size_t e = 0; e < share.examples.size(); ++e)
    for (std::size_t i = share.begins[e]; i < share.begins[e + 1]; ++i)
      for (std::size_t j = 0; j < a; ++j) {
        share.d_dependent[i * a + j] *= share.arc_dependent[i * a + j] > 0.0F ? share.arc_mask[2 * e * a + j] : 0.0F;
        share.d_head[i * a + j] *= share.arc_head[i * a + j] > 0.0F ? share.arc_mask[(2 * e + 1) * a + j] : 0.0F;
      }
  product_back(dense, plan_.arc_dependent, share.parse_in.data(), share.d_dependent.data(), n_words, gradient, share.d_parse.data(), true);
  product_back(dense, plan_.arc_head, share.parse_in.data(), share.d_head.data(), n_words, gradient, share.d_parse.data(), true);
  // tags and features
  share.d_tag.resize(n_words * both);
  product_back(dense, plan_.tags, share.tag_in.data(), share.tag_scores.data(), n_words, gradient, share.d_tag.data(), false);
  product_back(dense, plan_.feats, share.tag_in.data(), share.feats_scores.data(), n_words, gradient, share.d_tag.data(), true);
  // layers
  share.deltas[layers].assign(n_words * both, 0.0F);
  add_masked(share.d_parse, share.parse_mask, share.begins, both, share.deltas[layers]);
  for (std::size_t l = layers; l-- > 0;) {
    if (shape_.tag_layer == l + 1) add_masked(share.d_tag, share.tag_mask, share.begins, both, share.deltas[l + 1]);
    cell_backward(plan_.cells[l], share, l);
  }
}

void NetworkTrainer::step(std::vector<Share>& shares, std::size_t batch_words) {
  run(kShares, [&](std::size_t s) {
    Share& share = shares[s];
    share.gradient.assign(plan_.size, 0.0F);
    share.loss = 0;
    if (share.examples.empty()) {
      share.begins.assign(1, 0);
      share.word_rows.clear();
      share.part_rows.clear();
      share.words = 0;
      return;
    }
    forward(share, true);
    share.loss = loss_of(share);
    backward(share);
  });
  ++steps_;
  const float scale = 1.0F / static_cast<float>(batch_words);
  // gradients of the shares, added in order
  constexpr std::size_t kPieces = 8;
  const std::size_t piece = (plan_.size / 8 / kPieces + 1) * 8;
  std::vector<double> squares(kPieces + 2, 0.0);
  const std::size_t in = shape_.word_size + shape_.part_size;
  run(kPieces + 2, [&](std::size_t p) {
    double sum = 0;
    if (p >= 2) {
      float* __restrict total = shares[0].gradient.data();
      const std::size_t from = (p - 2) * piece, to = std::min(plan_.size, from + piece);
      for (std::size_t i = from; i < to; ++i) {
        float g = total[i];
        for (std::size_t s = 1; s < kShares; ++s) g += shares[s].gradient[i];
        total[i] = g * scale;
      }
      for (std::size_t i = from; i < to; ++i) sum += static_cast<double>(total[i] * total[i]);
      squares[p] = sum;
      return;
    }
    const bool words = p == 0;
    const std::size_t size = words ? shape_.word_size : shape_.part_size, per_word = words ? 1 : language::kPartsPerWord;
    std::vector<float>& table = words ? word_gradients_ : part_gradients_;
    std::vector<std::uint32_t>& touched = words ? touched_words_ : touched_parts_;
    std::vector<char>& seen = words ? word_touched_ : part_touched_;
    touched.clear();
    for (Share& share : shares)
      for (std::size_t i = 0; i < share.words; ++i) {
        const float* from = share.deltas[0].data() + i * in + (words ? 0 : shape_.word_size);
        for (std::size_t k = 0; k < per_word; ++k) {
          const std::uint32_t row = words ? share.word_rows[i] : share.part_rows[i * per_word + k];
          if (!words && row == 0) continue;
          float* __restrict to = table.data() + row * size;
          if (seen[row] == 0) {
            seen[row] = 1;
            touched.push_back(row);
            std::fill_n(to, size, 0.0F);
          }
          for (std::size_t j = 0; j < size; ++j) to[j] += from[j] * scale;
        }
      }
    for (const std::uint32_t row : touched) {
      seen[row] = 0;
      for (std::size_t j = 0; j < size; ++j) sum += static_cast<double>(table[row * size + j] * table[row * size + j]);
    }
    squares[p] = sum;
  });
  const double norm = std::sqrt(std::accumulate(squares.begin(), squares.end(), 0.0));
  const float clip = norm > static_cast<double>(kClip) ? kClip / static_cast<float>(norm) : 1.0F;
  const double done = static_cast<double>(steps_) / static_cast<double>(std::max<std::size_t>(all_steps_, 1));
  const double rate = options_.rate * std::min(1.0, static_cast<double>(steps_) / options_.warm_up) * std::max(0.0, 1.0 - done);
  constexpr float kFirst = 0.9F, kSecond = 0.98F, kSmall = 1e-8F;
  first_power_ *= 0.9;  // step by step: std::pow need not give the same bits everywhere
  second_power_ *= 0.98;
  const auto lr = static_cast<float>(rate / (1.0 - first_power_));
  const auto second_scale = static_cast<float>(1.0 / (1.0 - second_power_));
  const auto shrink = static_cast<float>(rate * options_.decay);
  const auto adam = [&](const float* __restrict g, float* __restrict m, float* __restrict v, float* __restrict w, std::size_t count, float decay) {
    for (std::size_t i = 0; i < count; ++i) {
      const float gradient = g[i] * clip;
      m[i] = kFirst * m[i] + (1.0F - kFirst) * gradient;
      v[i] = kSecond * v[i] + (1.0F - kSecond) * gradient * gradient;
      w[i] -= lr * m[i] / (__builtin_sqrtf(v[i] * second_scale) + kSmall) + decay * w[i];
    }
  };
  const bool average = steps_ % kAverageEvery == 0;
  const float keep = std::min(kAverageKeep, static_cast<float>(steps_) / static_cast<float>(steps_ + 10 * kAverageEvery));
  const auto blend = [&](const float* __restrict w, float* __restrict to, std::size_t count) {
    for (std::size_t i = 0; i < count; ++i) to[i] = keep * to[i] + (1.0F - keep) * w[i];
  };
  run(kPieces + 2, [&](std::size_t p) {
    if (p >= 2) {
      const std::size_t from = (p - 2) * piece, to = std::min(plan_.size, from + piece);
      if (to <= from) return;
      adam(shares[0].gradient.data() + from, first_moment_.dense.data() + from, second_moment_.dense.data() + from, weights_.dense.data() + from, to - from, shrink);
      if (average) blend(weights_.dense.data() + from, average_.dense.data() + from, to - from);
      return;
    }
    const bool words = p == 0;
    const std::size_t size = words ? shape_.word_size : shape_.part_size;
    std::vector<float>& w = words ? weights_.words : weights_.parts;
    for (const std::uint32_t row : words ? touched_words_ : touched_parts_) {
      const std::size_t at = row * size;
      adam((words ? word_gradients_ : part_gradients_).data() + at, (words ? first_moment_.words : first_moment_.parts).data() + at,
           (words ? second_moment_.words : second_moment_.parts).data() + at, w.data() + at, size, 0.0F);
    }
    if (average) blend(w.data(), (words ? average_.words : average_.parts).data(), w.size());
  });
}

NetworkWeights NetworkTrainer::train(const Progress& progress, const Check& check, unsigned every) {
  for (NetworkWeights* set : {&first_moment_, &second_moment_}) {
    set->dense.assign(weights_.dense.size(), 0.0F);
    set->words.assign(weights_.words.size(), 0.0F);
    set->parts.assign(weights_.parts.size(), 0.0F);
  }
  average_ = weights_;
  word_gradients_.assign(weights_.words.size(), 0.0F);
  part_gradients_.assign(weights_.parts.size(), 0.0F);
  word_touched_.assign(shape_.words, 0);
  part_touched_.assign(shape_.parts, 0);
  std::size_t words = 0;
  for (const NetworkExample& example : examples_) words += example.words.size();
  all_steps_ = (words / options_.batch_words + 1) * options_.epochs;
  std::vector<std::size_t> order(examples_.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  Dice dice(options_.seed * 31 + 7);
  std::vector<Share> shares(kShares);
  for (unsigned epoch = 0; epoch < options_.epochs; ++epoch) {
    for (std::size_t i = order.size(); i > 1; --i) std::swap(order[i - 1], order[static_cast<std::size_t>(dice.next() % i)]);
    double loss = 0;
    for (std::size_t at = 0; at < order.size();) {
      for (Share& share : shares) {
        share.examples.clear();
        share.words = 0;
        share.seed = dice.next();
      }
      std::size_t batch = 0;
      while (at < order.size() && batch < options_.batch_words) {
        const NetworkExample& example = examples_[order[at++]];
        Share& share = *std::min_element(shares.begin(), shares.end(), [](const Share& x, const Share& y) { return x.words < y.words; });
        share.examples.push_back(&example);
        share.words += example.words.size();
        batch += example.words.size();
      }
      step(shares, batch);
      for (const Share& share : shares) loss += share.loss;
    }
    std::string line = "epoch " + std::to_string(epoch + 1) + " of " + std::to_string(options_.epochs) + ": loss " + std::to_string(loss / static_cast<double>(words));
    if (check && ((epoch + 1) % every == 0 || epoch + 1 == options_.epochs)) {
      const std::string answer = check(average_);
      if (!answer.empty()) line += ", " + answer;
    }
    if (progress) progress(line);
  }
  std::swap(weights_, average_);
  return weights_;
}

void NetworkTrainer::predict(const NetworkExample& example, NetworkExample& out) {
  static thread_local Share share;
  share.examples.assign(1, &example);
  share.seed = 0;
  forward(share, false);
  const std::size_t n = example.words.size(), b = shape_.label_size;
  out.heads.resize(n);
  out.tags.resize(n);
  out.feats.resize(n);
  out.labels.assign(n, 0);
  language::best_tree(share.arc_scores[0].data(), n + 1, out.heads);
  const auto best = [](const float* scores, std::size_t count) { return static_cast<std::uint8_t>(std::max_element(scores, scores + count) - scores); };
  share.label_hidden.assign(n * b, 0.0F);
  for (std::size_t i = 0; i < n; ++i) {
    out.tags[i] = best(share.tag_scores.data() + i * shape_.tags, shape_.tags);
    out.feats[i] = best(share.feats_scores.data() + i * shape_.feats, shape_.feats);
    if (out.heads[i] < 0) continue;
    for (std::size_t j = 0; j < b; ++j)
      share.label_hidden[i * b + j] = std::max(0.0F, share.label_dependent[i * b + j] + share.label_head[static_cast<std::size_t>(out.heads[i]) * b + j]);
  }
  product(weights_.dense, plan_.labels, share.label_hidden.data(), n, share.label_scores);
  for (std::size_t i = 0; i < n; ++i) out.labels[i] = best(share.label_scores.data() + i * shape_.labels, shape_.labels);
}

double NetworkTrainer::gradient_error(std::size_t samples) {
  Share share;
  for (std::size_t i = 0; i < std::min<std::size_t>(2, examples_.size()); ++i) share.examples.push_back(&examples_[i]);
  share.seed = 3;
  const auto loss = [&] {
    forward(share, true);
    return loss_of(share);
  };
  share.gradient.assign(plan_.size, 0.0F);
  share.loss = loss();
  backward(share);
  const std::vector<float> gradient = share.gradient;
  const std::vector<float> d_input = share.deltas[0];
  const std::vector<std::uint32_t> word_rows = share.word_rows;
  Dice dice(11);
  std::size_t wrong = 0, compared = 0;
  const auto compare = [&](float& weight, double expected) {
    const float old = weight;
    constexpr float kStep = 4e-3F;
    weight = old + kStep;
    const double up = loss();
    weight = old - kStep;
    const double down = loss();
    weight = old;
    const double numeric = (up - down) / (2 * static_cast<double>(kStep));
    wrong += std::abs(numeric - expected) > 0.04 * std::max({std::abs(numeric), std::abs(expected), 0.05});
    ++compared;
  };
  for (std::size_t i = 0; i < samples; ++i) {
    const auto at = static_cast<std::size_t>(dice.next() % plan_.size);
    compare(weights_.dense[at], static_cast<double>(gradient[at]));
  }
  const std::size_t in = shape_.word_size + shape_.part_size;
  for (std::size_t i = 0; i < std::min<std::size_t>(samples, word_rows.size()); ++i) {
    const std::size_t column = static_cast<std::size_t>(dice.next() % shape_.word_size);
    double expected = 0;
    for (std::size_t k = 0; k < word_rows.size(); ++k)
      if (word_rows[k] == word_rows[i]) expected += static_cast<double>(d_input[k * in + column]);
    compare(weights_.words[word_rows[i] * shape_.word_size + column], expected);
  }
  return static_cast<double>(wrong) / static_cast<double>(compared);
}

}  // namespace dragoman::train
