#include <chrono>
#include <cstdio>
#include <memory>

#include "base/files.h"
#include "cli/commands.h"
#include "cli/output.h"
#include "language/conllu.h"
#include "train/conll_eval.h"

namespace dragoman::cli {

void add_eval(CLI::App& app, const Globals& globals, Run& run) {
  const auto sources = std::make_shared<std::vector<std::string>>();
  CLI::App* command = app.add_subcommand("eval", "score the reading model on CoNLL-U gold (words given, the rest predicted)");
  command->footer("The development sets of the whole program are scored by eval/run, which also writes eval/results.md.");
  command->add_option("gold", *sources, "CoNLL-U files with gold columns")->required()->type_name("FILE");
  command->callback([sources, &globals, &run] {
    run = [sources, &globals] {
      const language::Analyzer analyzer(language::Model::load(globals.files().model));
      language::Analyzer::Workspace workspace;
      bool skipped = false;
      std::printf("file\twords\tUPOS\tXPOS\tfeats\tlemma\tUAS\tLAS\twords_per_second\n");
      for (const std::string& source : *sources) {
        const auto bytes = base::read_file(source == "-" ? "/dev/stdin" : source);
        if (!bytes) {
          print_diagnostic(bytes.error());
          skipped = true;
          continue;
        }
        const language::ConlluFile gold = language::read_conllu(*bytes, source);
        for (const base::Diagnostic& problem : gold.problems) print_diagnostic(problem);
        skipped = skipped || !gold.problems.empty();
        std::vector<language::Sentence> predicted = gold.sentences;
        const auto start = std::chrono::steady_clock::now();
        for (language::Sentence& sentence : predicted) analyzer.analyze(sentence, workspace);
        const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
        train::Scores s;
        for (std::size_t i = 0; i < predicted.size(); ++i) train::count_agreement(predicted[i], gold.sentences[i], s);
        std::printf("%s\t%zu\t%.2f\t%.2f\t%.2f\t%.2f\t%.2f\t%.2f\t%.0f\n", source.c_str(), s.words, s.percent(s.upos), s.percent(s.xpos), s.percent(s.feats),
                    s.percent(s.lemma), s.percent(s.uas), s.percent(s.las), static_cast<double>(s.words) / seconds);
      }
      return skipped ? 1 : 0;
    };
  });
}

}  // namespace dragoman::cli
