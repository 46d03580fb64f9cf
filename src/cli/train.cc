#include "train/train.h"

#include <cstdio>
#include <memory>

#include "cli/commands.h"

namespace dragoman::cli {

void add_train(CLI::App& app, const Globals& globals, Run& run) {
  const auto options = std::make_shared<train::TrainOptions>();
  CLI::App* command = app.add_subcommand("train", "train the reading model from CoNLL-U treebanks");
  command->footer(
      "Example:\n"
      "  dragoman train --corpus train.conllu --dev dev.conllu --model-out models/en.model\n"
      "The same corpora, options and program give the same bytes, for any number of threads.");
  command->add_option("--corpus", options->corpora, "treebanks to learn from")->required()->type_name("FILE");
  command->add_option("--dev", options->dev, "treebanks to score the result on")->type_name("FILE");
  command->add_option("--model-out", options->output, "the model file to write")->required()->type_name("FILE");
  command->add_option("--name", options->name, "name of the model")->capture_default_str();
  command->add_option("--seed", options->seed, "order of the sentences")->capture_default_str();
  command->add_option("--epochs", options->network.epochs, "passes over the corpus")->capture_default_str()->check(CLI::Range(1, 1000));
  command->add_option("--layers", options->shape.layers, "layers of the network")->capture_default_str()->check(CLI::Range(2, 8));
  command->add_option("--hidden", options->shape.hidden, "units a direction; a multiple of 16")->capture_default_str()->check(CLI::Range(16, 256));
  command->add_option("--check-every", options->check_every, "epochs after which the model so far is written and scored")->capture_default_str()->check(CLI::Range(1, 1000));
  command->add_option("--threads", options->threads, "threads")->capture_default_str()->check(CLI::Range(1, 256));
  command->callback([options, &globals, &run] {
    run = [options, &globals] {
      const train::TrainReport report = train::train(*options, [&globals](const std::string& line) {
        if (!globals.quiet) std::fprintf(stderr, "%s\n", line.c_str());
      });
      std::printf("corpus\tsentences\twords\n-\t%zu\t%zu\nmodel\tbytes\n%s\t%zu\n", report.sentences, report.words, options->output.string().c_str(), report.bytes);
      for (std::size_t i = 0; i < report.dev.size(); ++i) {
        const train::Scores& s = report.dev[i];
        std::printf("%s\twords %zu\tUPOS %.2f\tXPOS %.2f\tfeats %.2f\tlemma %.2f\tUAS %.2f\tLAS %.2f\n", options->dev[i].string().c_str(), s.words,
                    s.percent(s.upos), s.percent(s.xpos), s.percent(s.feats), s.percent(s.lemma), s.percent(s.uas), s.percent(s.las));
      }
      return 0;
    };
  });
}

}  // namespace dragoman::cli
