#include <memory>

#include "cli/batch.h"
#include "exchange/annotation_writer.h"

namespace dragoman::cli {

void add_annotate(CLI::App& app, const Globals& globals, Run& run) {
  struct Options {
    BatchOptions batch;
    std::string format = "jsonl";
    std::vector<std::string> layers;
  };
  const auto options = std::make_shared<Options>();
  CLI::App* command = app.add_subcommand("annotate", "the layers below the events: words, names, chains, places, times, attributions");
  command->footer(
      "Example:\n"
      "  dragoman annotate article.txt --layers toponyms,times\n"
      "One JSON object a document; offsets are code points.");
  add_batch_options(*command, options->batch);
  command->add_option("--format", options->format, "jsonl")->check(CLI::IsMember({"jsonl"}));
  command->add_option("--layers", options->layers, "names, chains, toponyms, times, attributions, tokens (default: all)")
      ->delimiter(',')
      ->check(CLI::IsMember({"names", "chains", "toponyms", "times", "attributions", "tokens"}));
  command->callback([options, &globals, &run] {
    run = [options, &globals] {
      const exchange::Layers layers = exchange::layers_of(options->layers);
      return run_batch(globals, options->batch, "", [layers](const intake::Document& document, const pipeline::Annotation& a, std::string& out) {
        exchange::write_annotation(document, a.document, a.actors, a.toponyms, a.timexes, a.reports, layers, out);
      });
    };
  });
}

}  // namespace dragoman::cli
