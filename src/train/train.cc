#include "train/train.h"

#include <algorithm>
#include <atomic>
#include <limits>
#include <map>
#include <memory>
#include <mutex>
#include <thread>
#include <utility>

#include "base/files.h"
#include "language/conllu.h"
#include "language/features.h"
#include "language/model.h"
#include "train/perceptron.h"

namespace dragoman::train {

namespace {

using language::Deprel;
using language::Feature;
using language::LabelView;
using language::Move;
using language::ParserState;
using language::Sentence;
using language::TaggedWords;
using language::Token;
using language::Upos;
using language::WeightTable;

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
  std::vector<std::uint8_t> tags, feats, lemmas, labels;
  std::vector<std::uint8_t> jackknifed;  // tags from a tagger that did not see this sentence
  std::vector<std::int32_t> heads;
  std::size_t fold = 0;
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

/// Runs job(0) .. job(count - 1) on a few threads; jobs must not depend on each other.
void run_jobs(std::size_t count, unsigned threads, const std::function<void(std::size_t)>& job) {
  std::atomic<std::size_t> next{0};
  const auto work = [&] {
    for (std::size_t i = next++; i < count; i = next++) job(i);
  };
  std::vector<std::thread> others;
  for (unsigned i = 1; i < threads && i < count; ++i) others.emplace_back(work);
  work();
  for (std::thread& thread : others) thread.join();
}

std::size_t best_of(const WeightTable::Scores& scores, std::size_t classes) {
  return static_cast<std::size_t>(std::max_element(scores.begin(), scores.begin() + static_cast<std::ptrdiff_t>(classes)) - scores.begin());
}

/// A table with the bytes it looks at.
struct OwnTable {
  std::string bytes;
  WeightTable view;
  OwnTable(std::string from, std::size_t classes) : bytes(std::move(from)), view(*WeightTable::check(bytes, classes)) {}
  OwnTable(const OwnTable&) = delete;
  OwnTable& operator=(const OwnTable&) = delete;
};

class Trainer {
 public:
  Trainer(const TrainOptions& options, const Progress& progress) : options_(options), progress_(progress) {}

  TrainReport run() {
    read();
    std::unique_ptr<OwnTable> lexicon, tagger;
    std::string arcs, labels, morphology, lemmas;
    run_jobs(options_.folds + 2, options_.threads, [&](std::size_t job) {
      if (job == 0) {
        lexicon = std::make_unique<OwnTable>(lexicon_without(kNoFold), tags_.names().size());
        tagger = std::make_unique<OwnTable>(selected(tags_.names().size(), [&](Perceptron& model) { train_tagger(kNoFold, lexicon->view, model); }), tags_.names().size());
        say("tagger trained");
      } else if (job <= options_.folds) {
        jackknife(job - 1);
      } else {
        Perceptron model(lemma_rules_.names().size());
        train_lemmas(model);
        lemmas = model.freeze(options_.smallest_weight);
        say("lemmas trained");
      }
    });
    run_jobs(3, options_.threads, [&](std::size_t job) {
      if (job == 0)
        arcs = selected(language::kMoves, [&](Perceptron& model) { train_arcs(lexicon->view, model); });
      else if (job == 1)
        labels = selected(language::kDeprels, [&](Perceptron& model) { train_labels(lexicon->view, model); });
      else
        morphology = selected(feats_.names().size(), [&](Perceptron& model) { train_morphology(lexicon->view, model); });
    });
    language::ModelSections sections{options_.name, tags_.lines(), feats_.lines(), lemma_rules_.lines(), lexicon->bytes, tagger->bytes,
                                     arcs,          labels,        tag_feats(),    morphology,           lemmas};
    const std::string bytes = language::build_model(sections);
    for (const auto& [name, part] : std::initializer_list<std::pair<const char*, const std::string&>>{
             {"lexicon", lexicon->bytes}, {"tagger", tagger->bytes}, {"arcs", arcs}, {"labels", labels}, {"morphology", morphology}, {"lemmas", lemmas}})
      say(std::string(name) + ": " + std::to_string(part.size() / 1024) + " KiB");
    report_.bytes = bytes.size();
    evaluate(bytes);
    if (const auto written = base::write_file(options_.output, bytes); !written) throw base::Error(written.error());
    return report_;
  }

 private:
  static constexpr std::size_t kNoFold = static_cast<std::size_t>(-1);

  void say(const std::string& line) {
    const std::lock_guard lock(mutex_);
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
    const unsigned folds = std::max(options_.folds, 2U);
    for (const std::filesystem::path& path : options_.corpora)
      for (Sentence& sentence : read_file(path, problems)) {
        if (sentence.tokens.size() > language::Analyzer::kMaxTokens) continue;
        ++report_.sentences;
        report_.words += sentence.tokens.size();
        const std::size_t fold = report_.sentences % folds;
        const std::size_t repeat = random.below(24);
        if (repeat < 2) examples_.push_back({recased(sentence, repeat == 0), {}, {}, {}, {}, {}, {}, fold});
        examples_.push_back({std::move(sentence), {}, {}, {}, {}, {}, {}, fold});
      }
    for (const std::filesystem::path& path : options_.dev) dev_.push_back(read_file(path, problems));
    if (report_.sentences == 0) problems.push_back({"TRAIN001", "", 0, 0, "the corpora hold no usable sentence", "give at least one CoNLL-U file with trees"});
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
        example.labels.push_back(static_cast<std::uint8_t>(token.deprel));
        example.heads.push_back(token.head);
      }
    for (const std::string& name : tags_.names()) upos_.push_back(language::parse_upos(name.substr(0, name.find('\t'))));
    say(std::to_string(report_.sentences) + " sentences, " + std::to_string(report_.words) + " words, " + std::to_string(tags_.names().size()) + " tags, " +
        std::to_string(feats_.names().size()) + " feature sets, " + std::to_string(lemma_rules_.names().size()) + " lemma rules");
  }

  /// Trains twice: the second time only the features that proved strong may carry weight. A third of the size for a tenth of a point.
  template <class Pass>
  std::string selected(std::size_t classes, Pass pass) const {
    Perceptron::Features strong;
    {
      Perceptron first(classes);
      pass(first);
      strong = first.strong(options_.strong_weight);
    }
    Perceptron second(classes, &strong);
    pass(second);
    return second.freeze(options_.smallest_weight);
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

  std::string lexicon_without(std::size_t fold) const {
    std::map<Feature, std::map<std::uint8_t, std::size_t>> counts;
    for (const Example& example : examples_)
      if (example.fold != fold)
        for (std::size_t i = 0; i < example.tags.size(); ++i)
          ++counts[language::lexicon_key(language::normal_form(example.sentence.tokens[i].form))][example.tags[i]];
    return table_of_counts(counts, 3, 0.03);
  }

  std::string tag_feats() const {
    std::map<Feature, std::map<std::uint8_t, std::size_t>> counts;
    for (const Example& example : examples_)
      for (std::size_t i = 0; i < example.tags.size(); ++i) ++counts[language::tag_key(example.tags[i])][example.feats[i]];
    return table_of_counts(counts, 1, 0.0002);
  }

  void train_tagger(std::size_t fold, const WeightTable& lexicon, Perceptron& model) const {
    Random random(options_.seed + 17);
    std::vector<std::size_t> order;
    for (std::size_t i = 0; i < examples_.size(); ++i)
      if (examples_[i].fold != fold) order.push_back(i);
    TaggedWords words;
    std::vector<Feature> features;
    WeightTable::Scores scores{};
    for (unsigned epoch = 0; epoch < options_.tagger_epochs; ++epoch) {
      random.shuffle(order);
      for (const std::size_t index : order) {
        const Example& example = examples_[index];
        language::view_words(example.sentence, lexicon, words.words);
        words.tags.assign(example.tags.size(), 0);
        for (std::size_t i = 0; i < example.tags.size(); ++i) {
          language::tag_features(words, i, features);
          model.score(features, scores);
          const std::size_t guess = best_of(scores, tags_.names().size());
          model.tick();
          if (guess != example.tags[i]) model.update(features, example.tags[i], guess);
          words.tags[i] = static_cast<std::uint8_t>(guess);
        }
      }
    }
  }

  void jackknife(std::size_t fold) {
    const OwnTable lexicon(lexicon_without(fold), tags_.names().size());
    Perceptron model(tags_.names().size());
    train_tagger(fold, lexicon.view, model);
    const OwnTable tagger(model.freeze(options_.smallest_weight), tags_.names().size());
    TaggedWords words;
    std::vector<Feature> features;
    WeightTable::Scores scores{};
    std::size_t right = 0, total = 0;
    for (Example& example : examples_) {
      if (example.fold != fold) continue;
      language::view_words(example.sentence, lexicon.view, words.words);
      words.tags.assign(example.tags.size(), 0);
      for (std::size_t i = 0; i < example.tags.size(); ++i) {
        language::tag_features(words, i, features);
        tagger.view.score(features, tags_.names().size(), scores);
        words.tags[i] = static_cast<std::uint8_t>(best_of(scores, tags_.names().size()));
        right += words.tags[i] == example.tags[i];
        ++total;
      }
      example.jackknifed = words.tags;
    }
    say("fold " + std::to_string(fold + 1) + " of " + std::to_string(options_.folds) + ": " + std::to_string(100.0 * static_cast<double>(right) / static_cast<double>(std::max<std::size_t>(total, 1))));
  }

  void view(const Example& example, const std::vector<std::uint8_t>& tags, const WeightTable& lexicon, TaggedWords& out) const {
    language::view_words(example.sentence, lexicon, out.words);
    out.tags = tags;
    out.upos.clear();
    for (const std::uint8_t tag : tags) out.upos.push_back(upos_[tag]);
    out.prepare();
  }

  /// How many gold arcs each legal move makes unreachable (Goldberg and Nivre 2012); others cost kIllegal.
  static constexpr int kIllegal = 1 << 20;
  static void costs_of(const ParserState& state, const std::vector<std::int32_t>& gold, int (&costs)[language::kMoves]) {
    const std::int32_t top = state.stack(0), front = state.buffer(0);
    const auto head_of = [&](std::int32_t word) { return gold[static_cast<std::size_t>(word)]; };
    for (std::size_t move = 0; move < language::kMoves; ++move) costs[move] = state.legal(static_cast<Move>(move)) ? 0 : kIllegal;
    int front_under_stack = 0, stack_under_front = 0, buffer_under_top = 0;
    for (const std::int32_t word : state.stack_words()) {
      front_under_stack += head_of(front) == word && word != top;
      stack_under_front += head_of(word) == front && state.node(word).head < 0 && word != top;
    }
    const bool front_under_top = top >= 0 && head_of(front) == top;
    const bool top_under_front = top >= 0 && head_of(top) == front && state.node(top).head < 0;
    bool top_under_later = false, front_under_later = head_of(front) < 0;
    if (top >= 0)
      for (std::size_t k = 0;; ++k) {
        const std::int32_t word = state.buffer(k);
        if (word < 0) break;
        buffer_under_top += head_of(word) == top;
        if (k == 0) continue;
        top_under_later = top_under_later || head_of(top) == word;
        front_under_later = front_under_later || head_of(front) == word;
      }
    if (top >= 0 && head_of(top) < 0) top_under_later = true;
    costs[language::kShift] += front_under_stack + front_under_top + stack_under_front + top_under_front;
    costs[language::kLeft] += buffer_under_top + top_under_later;
    costs[language::kRight] += front_under_stack + front_under_later + stack_under_front + top_under_front;
    costs[language::kReduce] += buffer_under_top;
    if (top < 0) costs[language::kShift] = 0;
  }

  void train_arcs(const WeightTable& lexicon, Perceptron& model) {
    Random random(options_.seed + 29);
    std::vector<std::size_t> order = numbers_below(examples_.size());
    TaggedWords words;
    ParserState state;
    std::vector<Feature> features;
    WeightTable::Scores scores{};
    for (unsigned epoch = 0; epoch < options_.parser_epochs; ++epoch) {
      random.shuffle(order);
      std::size_t right = 0, total = 0;
      for (const std::size_t index : order) {
        const Example& example = examples_[index];
        view(example, example.jackknifed, lexicon, words);
        state.start(example.heads.size());
        while (state.open()) {
          language::move_features(words, state, features);
          model.score(features, scores);
          int costs[language::kMoves];
          costs_of(state, example.heads, costs);
          const int least = *std::min_element(std::begin(costs), std::end(costs));
          Move guess = language::kShift, best = language::kShift;
          std::int32_t guess_score = std::numeric_limits<std::int32_t>::min(), best_score = guess_score;
          for (const Move move : {language::kShift, language::kLeft, language::kRight, language::kReduce}) {
            if (costs[move] >= kIllegal) continue;
            if (scores[move] > guess_score) guess_score = scores[move], guess = move;
            if (costs[move] == least && scores[move] > best_score) best_score = scores[move], best = move;
          }
          model.tick();
          if (guess != best) model.update(features, best, guess);
          state.make(epoch >= 1 && random.below(10) != 0 ? guess : best);
        }
        for (std::size_t i = 0; i < example.heads.size(); ++i) right += state.node(static_cast<std::int32_t>(i)).head == example.heads[i];
        total += example.heads.size();
      }
      say("arcs, epoch " + std::to_string(epoch + 1) + ": " + std::to_string(100.0 * static_cast<double>(right) / static_cast<double>(total)));
    }
  }

  void train_labels(const WeightTable& lexicon, Perceptron& model) {
    Random random(options_.seed + 31);
    std::vector<std::size_t> order = numbers_below(examples_.size());
    TaggedWords words;
    LabelView tree;
    std::vector<Feature> features;
    WeightTable::Scores scores{};
    constexpr auto kRoot = static_cast<std::size_t>(Deprel::kRoot);
    for (unsigned epoch = 0; epoch < options_.label_epochs; ++epoch) {
      random.shuffle(order);
      std::size_t right = 0, total = 0;
      for (const std::size_t index : order) {
        const Example& example = examples_[index];
        view(example, example.jackknifed, lexicon, words);
        tree.heads = example.heads;
        tree.prepare();
        for (const std::int32_t i : tree.order) {
          const auto at = static_cast<std::size_t>(i);
          std::size_t guess = kRoot;
          if (example.heads[at] >= 0) {
            language::label_features(words, tree, i, features);
            model.score(features, scores);
            scores[kRoot] = std::numeric_limits<std::int32_t>::min();
            guess = best_of(scores, language::kDeprels);
            model.tick();
            if (guess != example.labels[at] && example.labels[at] != kRoot) model.update(features, example.labels[at], guess);
          }
          tree.labels[at] = static_cast<std::uint8_t>(guess);
          right += guess == example.labels[at];
          ++total;
        }
      }
      say("labels, epoch " + std::to_string(epoch + 1) + ": " + std::to_string(100.0 * static_cast<double>(right) / static_cast<double>(total)));
    }
  }

  void train_morphology(const WeightTable& lexicon, Perceptron& model) {
    Random random(options_.seed + 37);
    std::vector<std::size_t> order = numbers_below(examples_.size());
    const OwnTable known(tag_feats(), feats_.names().size());
    TaggedWords words;
    LabelView tree;
    std::vector<Feature> features;
    WeightTable::Scores scores{};
    for (unsigned epoch = 0; epoch < options_.label_epochs; ++epoch) {
      random.shuffle(order);
      for (const std::size_t index : order) {
        const Example& example = examples_[index];
        view(example, example.tags, lexicon, words);
        tree.heads = example.heads;
        tree.prepare();
        tree.labels = example.labels;
        for (std::size_t i = 0; i < example.tags.size(); ++i) {
          const auto choices = known.view.find(language::tag_key(example.tags[i]));
          if (choices.size() < 2) continue;
          language::feats_features(words, tree, static_cast<std::int32_t>(i), features);
          model.score(features, scores);
          std::size_t guess = choices[0].target;
          for (const language::Cell cell : choices)
            if (scores[cell.target] > scores[guess]) guess = cell.target;
          model.tick();
          if (guess != example.feats[i]) model.update(features, example.feats[i], guess);
        }
      }
    }
  }

  void train_lemmas(Perceptron& model) {
    Random random(options_.seed + 41);
    std::vector<std::size_t> order = numbers_below(examples_.size());
    const WeightTable nothing = *WeightTable::check(nothing_, 1);
    TaggedWords words;
    std::vector<Feature> features;
    WeightTable::Scores scores{};
    for (unsigned epoch = 0; epoch < options_.label_epochs; ++epoch) {
      random.shuffle(order);
      for (const std::size_t index : order) {
        const Example& example = examples_[index];
        language::view_words(example.sentence, nothing, words.words);
        for (std::size_t i = 0; i < example.tags.size(); ++i) {
          if (!lemma_rules_.has(lemma_rule_name(example.sentence.tokens[i]))) continue;
          language::lemma_features(words.words[i], example.tags[i], upos_[example.tags[i]], features);
          model.score(features, scores);
          const std::size_t guess = best_of(scores, lemma_rules_.names().size());
          model.tick();
          if (guess != example.lemmas[i]) model.update(features, example.lemmas[i], guess);
        }
      }
    }
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
  std::mutex mutex_;
  std::vector<Example> examples_;
  std::vector<std::vector<Sentence>> dev_;
  Inventory tags_, feats_, lemma_rules_;
  std::vector<Upos> upos_;
  std::string nothing_ = language::build_table({}, 0);
  TrainReport report_;
};

}  // namespace

TrainReport train(const TrainOptions& options, const Progress& progress) { return Trainer(options, progress).run(); }

}  // namespace dragoman::train
