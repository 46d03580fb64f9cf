// The whole line and its parts on one core. Text: examples/article.txt, our own prose.
// Run: build/release/bench/line_bench ; figures that the README quotes come from here and from eval/run (whole process).
#include <benchmark/benchmark.h>

#include <string>

#include "base/files.h"
#include "events/coder.h"
#include "exchange/report_writer.h"
#include "pipeline/pipeline.h"

namespace {

using dragoman::pipeline::Pipeline;

const dragoman::pipeline::Files kFiles{DRAGOMAN_DATA, std::string(DRAGOMAN_MODELS) + "/en.model"};

const Pipeline& line() {
  static const Pipeline pipeline(kFiles);
  return pipeline;
}

dragoman::intake::Document article() {
  dragoman::intake::Document document;
  document.id = "bench";
  document.text = dragoman::base::read_file(std::string(DRAGOMAN_EXAMPLES) + "/article.txt").value();
  document.date = dragoman::base::parse_date("2026-03-14");
  return document;
}

// Reading data/ and mapping the model: what a run costs before its first document.
void start_up(benchmark::State& state) {
  for (auto _ : state) {
    const Pipeline pipeline(kFiles);
    benchmark::DoNotOptimize(&pipeline);
  }
}
BENCHMARK(start_up)->Unit(benchmark::kMillisecond);

void count(benchmark::State& state, const dragoman::language::ParsedDocument& parsed) {
  std::size_t words = 0;
  for (const auto& sentence : parsed) words += sentence.sentence.tokens.size();
  const auto runs = static_cast<double>(state.iterations());
  state.counters["sentences/s"] = benchmark::Counter(runs * static_cast<double>(parsed.size()), benchmark::Counter::kIsRate);
  state.counters["words/s"] = benchmark::Counter(runs * static_cast<double>(words), benchmark::Counter::kIsRate);
}

// Text to trees.
void reading(benchmark::State& state) {
  const auto document = article();
  Pipeline::Workspace workspace;
  for (auto _ : state) benchmark::DoNotOptimize(line().parse(document.text, workspace));
  count(state, line().parse(document.text, workspace));
}
BENCHMARK(reading)->Unit(benchmark::kMillisecond);

// Trees to event reports: actors, places, times, events.
void coding(benchmark::State& state) {
  const auto document = article();
  Pipeline::Workspace workspace;
  const auto parsed = line().parse(document.text, workspace);
  for (auto _ : state) benchmark::DoNotOptimize(line().annotate_parsed(document, parsed));
  count(state, parsed);
}
BENCHMARK(coding)->Unit(benchmark::kMillisecond);

// Raw text to JSON Lines.
void whole_line(benchmark::State& state) {
  const auto document = article();
  Pipeline::Workspace workspace;
  std::string out;
  for (auto _ : state) {
    out.clear();
    const auto annotation = line().annotate(document, workspace);
    dragoman::exchange::write_jsonl(document, annotation.document, annotation.reports, out);
    benchmark::DoNotOptimize(out.data());
  }
  count(state, line().parse(document.text, workspace));
}
BENCHMARK(whole_line)->Unit(benchmark::kMillisecond);

}  // namespace

BENCHMARK_MAIN();
