#include "train/train.h"

#include <algorithm>
#include <map>
#include <utility>

#include "base/files.h"
#include "language/conllu.h"
#include "language/features.h"
#include "language/model.h"
#include "train/network_file.h"
#include "train/network_trainer.h"
#include "train/perceptron.h"

namespace dragoman::train {

namespace {

using language::Feature;
using language::Sentence;
using language::Token;
using language::Upos;
using language::WeightTable;
using language::WordView;

/// splitmix64: the standard library's distributions differ from one implementation to the next.
class Random {
 public:
  explicit Random(std::uint64_t seed) : state_(seed) {}
  std::uint64_t next() {
    std::uint64_t z = state_ += 0x9e3779b97f4a7c15ULL;
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9ULL;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebULL;
    return z ^ (z >> 31);
  }
  std::size_t below(std::size_t limit) { return static_cast<std::size_t>(next() % limit); }
  void shuffle(std::vector<std::size_t>& order) {
    for (std::size_t i = order.size(); i > 1; --i) std::swap(order[i - 1], order[below(i)]);
  }

 private:
  std::uint64_t state_;
};

std::vector<std::size_t> numbers_below(std::size_t count) {
  std::vector<std::size_t> out(count);
  for (std::size_t i = 0; i < count; ++i) out[i] = i;
  return out;
}

/// A training sentence with the numbers of its gold classes.
struct Example {
  Sentence sentence;
  std::vector<std::uint8_t> tags, feats, lemmas;
};

/// The kept names of a set of classes, most frequent first; what is left out stands as class `rest`.
class Inventory {
 public:
  void count(const std::string& name) { ++counts_[name]; }
  void close() {
    std::vector<std::pair<std::size_t, std::string>> order;
    for (const auto& [name, count] : counts_) order.emplace_back(count, name);
    std::stable_sort(order.begin(), order.end(), [](const auto& a, const auto& b) { return a.first > b.first; });
    if (order.size() > 255) order.resize(255);
    for (auto& [count, name] : order) {
      numbers_[name] = names_.size();
      names_.push_back(std::move(name));
    }
  }
  [[nodiscard]] std::uint8_t number(const std::string& name) const {
    const auto found = numbers_.find(name);
    return static_cast<std::uint8_t>(found == numbers_.end() ? 0 : found->second);
  }
  [[nodiscard]] bool has(const std::string& name) const { return numbers_.contains(name); }
  [[nodiscard]] const std::vector<std::string>& names() const { return names_; }
  [[nodiscard]] std::string lines() const {
    std::string out;
    for (const std::string& name : names_) out += name + "\n";
    return out;
  }

 private:
  std::map<std::string, std::size_t> counts_;
  std::map<std::string, std::size_t> numbers_;
  std::vector<std::string> names_;
};

std::string tag_name(const Token& token) { return std::string(language::to_string(token.upos)) + "\t" + token.xpos; }

/// The rule that makes the lemma of this token: cut as little as possible, lower-casing only if that helps.
std::string lemma_rule_name(const Token& token) {
  const auto common = [&](const std::string& from) {
    return static_cast<std::size_t>(std::mismatch(from.begin(), from.end(), token.lemma.begin(), token.lemma.end()).first - from.begin());
  };
  const std::string lower = language::lower_case(token.form);
  const std::size_t in_lower = common(lower), in_form = common(token.form);
  const bool use_lower = lower == token.form || in_lower > in_form || (in_lower == in_form && in_lower == 0);
  const std::string& from = use_lower ? lower : token.form;
  const std::size_t kept = use_lower ? in_lower : in_form;
  const std::size_t cut = std::min<std::size_t>(from.size() - kept, 255);
  return std::string(use_lower ? "L" : "K") + "\t" + std::to_string(cut) + "\t" + token.lemma.substr(kept);
}

/// Sentences in capitals and in title case, as headlines have them.
Sentence recased(const Sentence& sentence, bool capitals) {
  Sentence out = sentence;
  for (Token& token : out.tokens)
    for (std::size_t i = 0; i < token.form.size(); ++i) {
      const bool small_word = token.form.size() < 4 && token.upos != Upos::kVerb && token.upos != Upos::kNoun;
      if (token.form[i] >= 'a' && token.form[i] <= 'z' && (capitals || (i == 0 && !small_word && token.form[0] != '\'')))
        token.form[i] = static_cast<char>(token.form[i] - 32);
    }
  return out;
}

std::size_t best_of(const WeightTable::Scores& scores, std::size_t classes) {
  return static_cast<std::size_t>(std::max_element(scores.begin(), scores.begin() + static_cast<std::ptrdiff_t>(classes)) - scores.begin());
}

/// Keys seen at least so often, most frequent first, numbered from 1.
class KeyList {
 public:
  void count(std::uint64_t key) { ++seen_[key]; }
  void close(std::size_t least) {
    std::vector<std::pair<std::uint32_t, std::uint64_t>> order;
    for (const auto& [key, count] : seen_)
      if (count >= least) order.emplace_back(count, key);
    std::sort(order.begin(), order.end(), [](const auto& a, const auto& b) { return a.first != b.first ? a.first > b.first : a.second < b.second; });
    for (const auto& [count, key] : order) {
      keys_.push_back(key);
      counts_.push_back(count);
      rows_[key] = static_cast<std::uint32_t>(keys_.size());
    }
  }
  [[nodiscard]] std::uint32_t row(std::uint64_t key) const {
    const auto found = rows_.find(key);
    return found == rows_.end() ? 0 : found->second;
  }
  [[nodiscard]] const std::vector<std::uint64_t>& keys() const { return keys_; }
  [[nodiscard]] const std::vector<std::uint32_t>& counts() const { return counts_; }  // by row, row 0 for unknown keys

 private:
  std::map<std::uint64_t, std::uint32_t> seen_, rows_;
  std::vector<std::uint64_t> keys_;
  std::vector<std::uint32_t> counts_{1U << 30};
};

class Trainer {
 public:
  Trainer(const TrainOptions& options, const Progress& progress) : options_(options), progress_(progress) {}

  TrainReport run() {
    read();
    sections_ = {options_.name, tags_.lines(), feats_.lines(), lemma_rules_.lines(), tag_feats(), train_lemmas(), {}};
    train_network();
    return report_;
  }

 private:
  void say(const std::string& line) {
    if (progress_) progress_(line);
  }

  static std::vector<Sentence> read_file(const std::filesystem::path& path, std::vector<base::Diagnostic>& problems) {
    const base::Expected<std::string> bytes = base::read_file(path);
    if (!bytes) {
      problems.push_back(bytes.error());
      return {};
    }
    language::ConlluFile file = language::read_conllu(*bytes, path.string());
    problems.insert(problems.end(), file.problems.begin(), file.problems.end());
    return std::move(file.sentences);
  }

  void read() {
    std::vector<base::Diagnostic> problems;
    Random random(options_.seed);
    for (const std::filesystem::path& path : options_.corpora)
      for (Sentence& sentence : read_file(path, problems)) {
        if (sentence.tokens.size() > language::Analyzer::kMaxTokens) continue;
        ++report_.sentences;
        report_.words += sentence.tokens.size();
        const std::size_t repeat = random.below(24);
        if (repeat < 2) examples_.push_back({recased(sentence, repeat == 0), {}, {}, {}});
        examples_.push_back({std::move(sentence), {}, {}, {}});
      }
    for (const std::filesystem::path& path : options_.dev) dev_.push_back(read_file(path, problems));
    if (report_.sentences == 0) problems.push_back({"TRAIN001", "", 0, 0, "the corpora hold no usable sentence", "give at least one CoNLL-U file with trees"});
    NetworkShape shape = options_.shape;   // its counts are not known yet, and always fit
    shape.words = shape.parts = shape.tags = shape.feats = shape.labels = 1;
    if (!shape.usable())
      problems.push_back({"TRAIN002", "", 0, 0, "no network can have these sizes", "sizes are multiples of 16, at most 256 (arcs 128), and tags are read after one of 1 to 8 layers"});
    if (!problems.empty()) throw base::Error(problems);
    for (const Example& example : examples_)
      for (const Token& token : example.sentence.tokens) {
        tags_.count(tag_name(token));
        feats_.count(token.feats);
        lemma_rules_.count(lemma_rule_name(token));
      }
    tags_.close();
    feats_.close();
    lemma_rules_.close();
    for (Example& example : examples_)
      for (const Token& token : example.sentence.tokens) {
        example.tags.push_back(tags_.number(tag_name(token)));
        example.feats.push_back(feats_.number(token.feats));
        example.lemmas.push_back(lemma_rules_.number(lemma_rule_name(token)));
      }
    for (const std::string& name : tags_.names()) upos_.push_back(language::parse_upos(name.substr(0, name.find('\t'))));
    say(std::to_string(report_.sentences) + " sentences, " + std::to_string(report_.words) + " words, " + std::to_string(tags_.names().size()) + " tags, " +
        std::to_string(feats_.names().size()) + " feature sets, " + std::to_string(lemma_rules_.names().size()) + " lemma rules");
  }

  /// Rows of "key -> classes it had", most frequent first.
  static std::string table_of_counts(const std::map<Feature, std::map<std::uint8_t, std::size_t>>& counts, std::size_t least, double least_share) {
    std::vector<language::WeightRow> rows;
    for (const auto& [key, classes] : counts) {
      std::size_t total = 0;
      for (const auto& [number, count] : classes) total += count;
      if (total < least) continue;
      std::vector<std::pair<std::size_t, std::uint8_t>> order;
      for (const auto& [number, count] : classes)
        if (static_cast<double>(count) >= least_share * static_cast<double>(total)) order.emplace_back(count, number);
      std::stable_sort(order.begin(), order.end(), [](const auto& a, const auto& b) { return a.first > b.first; });
      language::WeightRow row{key, {}};
      for (const auto& [count, number] : order) row.weights.emplace_back(number, 1.0);
      rows.push_back(std::move(row));
    }
    return language::build_table(rows, 0);
  }

  std::string tag_feats() const {
    std::map<Feature, std::map<std::uint8_t, std::size_t>> counts;
    for (const Example& example : examples_)
      for (std::size_t i = 0; i < example.tags.size(); ++i) ++counts[language::tag_key(example.tags[i])][example.feats[i]];
    return table_of_counts(counts, 1, 0.0002);
  }

  std::string train_lemmas() {
    Perceptron model(lemma_rules_.names().size());
    Random random(options_.seed + 41);
    std::vector<std::size_t> order = numbers_below(examples_.size());
    std::vector<WordView> words;
    std::vector<Feature> features;
    WeightTable::Scores scores{};
    for (unsigned epoch = 0; epoch < options_.lemma_epochs; ++epoch) {
      random.shuffle(order);
      for (const std::size_t index : order) {
        const Example& example = examples_[index];
        language::view_words(example.sentence, words);
        for (std::size_t i = 0; i < example.tags.size(); ++i) {
          if (!lemma_rules_.has(lemma_rule_name(example.sentence.tokens[i]))) continue;
          language::lemma_features(words[i], example.tags[i], upos_[example.tags[i]], features);
          model.score(features, scores);
          const std::size_t guess = best_of(scores, lemma_rules_.names().size());
          model.tick();
          if (guess != example.lemmas[i]) model.update(features, example.lemmas[i], guess);
        }
      }
    }
    say("lemmas trained");
    return model.freeze(options_.smallest_weight);
  }

  void train_network() {
    KeyList words, parts;
    std::vector<WordView> views;
    std::uint64_t keys[language::kPartsPerWord];
    for (const Example& example : examples_) {
      language::view_words(example.sentence, views);
      for (const WordView& view : views) {
        words.count(view.word);
        language::part_keys(view, keys);
        for (const std::uint64_t key : keys) parts.count(key);
      }
    }
    words.close(options_.least_word);
    parts.close(options_.least_part);
    std::vector<NetworkExample> examples;
    for (const Example& example : examples_) {
      NetworkExample& out = examples.emplace_back();
      language::view_words(example.sentence, views);
      for (const WordView& view : views) {
        out.words.push_back(words.row(view.word));
        language::part_keys(view, keys);
        for (const std::uint64_t key : keys) out.parts.push_back(parts.row(key));
      }
      out.tags = example.tags;
      out.feats = example.feats;
      for (const Token& token : example.sentence.tokens) {
        out.labels.push_back(static_cast<std::uint8_t>(token.deprel));
        out.heads.push_back(token.head);
      }
    }
    NetworkShape shape = options_.shape;
    shape.words = words.keys().size() + 1;
    shape.parts = parts.keys().size() + 1;
    shape.tags = tags_.names().size();
    shape.feats = feats_.names().size();
    shape.labels = language::kDeprels;
    NetworkOptions options = options_.network;
    options.threads = options_.threads;
    options.seed = options_.seed;
    NetworkTrainer trainer(shape, options, examples, words.counts());
    const auto keep = [&](const NetworkWeights& weights) {
      sections_.network = network_bytes(shape, weights, words.keys(), parts.keys());
      return save();
    };
    trainer.train([this](const std::string& line) { say(line); }, keep, options_.check_every);
  }

  /// Writes what there is by now, so that a training cut short leaves a model, and scores it.
  std::string save() {
    const std::string bytes = language::build_model(sections_);
    if (const auto written = base::write_file(options_.output, bytes); !written) throw base::Error(written.error());
    report_.bytes = bytes.size();
    report_.dev.clear();
    evaluate(bytes);
    std::string out;
    for (const Scores& scores : report_.dev)
      out += (out.empty() ? "UPOS, lemma, LAS: " : "; ") + tenths(scores.percent(scores.upos)) + " " + tenths(scores.percent(scores.lemma)) + " " + tenths(scores.percent(scores.las));
    return out;
  }

  static std::string tenths(double percent) {
    const std::string digits = std::to_string(percent);
    return digits.substr(0, digits.find('.') + 3);
  }

  void evaluate(const std::string& bytes) {
    const language::Analyzer analyzer(language::Model::from_bytes(bytes, options_.name));
    language::Analyzer::Workspace workspace;
    for (const std::vector<Sentence>& gold : dev_) {
      Scores scores;
      for (const Sentence& sentence : gold) {
        Sentence predicted = sentence;
        analyzer.analyze(predicted, workspace);
        count_agreement(predicted, sentence, scores);
      }
      report_.dev.push_back(scores);
    }
  }

  const TrainOptions& options_;
  const Progress& progress_;
  std::vector<Example> examples_;
  std::vector<std::vector<Sentence>> dev_;
  Inventory tags_, feats_, lemma_rules_;
  std::vector<Upos> upos_;
  language::ModelSections sections_;
  TrainReport report_;
};

}  // namespace

TrainReport train(const TrainOptions& options, const Progress& progress) { return Trainer(options, progress).run(); }

}  // namespace dragoman::train
