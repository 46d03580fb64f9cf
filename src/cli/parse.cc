#include <memory>

#include "base/files.h"
#include "cli/commands.h"
#include "cli/output.h"
#include "intake/reader.h"
#include "language/conllu.h"

namespace dragoman::cli {

void add_parse(CLI::App& app, const Globals& globals, Run& run) {
  struct Options {
    std::vector<std::string> sources;
    std::string input = "text";
    std::string output;
  };
  const auto options = std::make_shared<Options>();
  CLI::App* command = app.add_subcommand("parse", "tags, lemmas and dependency trees as CoNLL-U");
  command->footer(
      "Examples:\n"
      "  dragoman parse article.txt\n"
      "  dragoman parse --input conllu gold.conllu    keeps the words of the file, predicts the rest");
  command->add_option("sources", options->sources, "files, folders, or - for standard input")->required()->type_name("PATH");
  command->add_option("--input", options->input, "text or conllu")->check(CLI::IsMember({"text", "conllu"}))->capture_default_str();
  command->add_option("-o,--output", options->output, "write here instead of to standard output")->type_name("FILE");
  command->callback([options, &globals, &run] {
    run = [options, &globals] {
      const pipeline::Files files = globals.files();
      Output output(options->output);
      std::size_t skipped = 0;
      const auto skip = [&](const base::Diagnostic& problem) {
        print_diagnostic(problem);
        ++skipped;
      };
      if (options->input == "conllu") {
        const language::Analyzer analyzer(language::Model::load(files.model));
        language::Analyzer::Workspace workspace;
        for (const std::string& source : options->sources) {
          const auto bytes = base::read_file(source == "-" ? "/dev/stdin" : source);
          if (!bytes) {
            skip(bytes.error());
            continue;
          }
          language::ConlluFile file = language::read_conllu(*bytes, source);
          for (const base::Diagnostic& problem : file.problems) skip(problem);
          std::string out;
          for (language::Sentence& sentence : file.sentences) {
            analyzer.analyze(sentence, workspace);
            language::write_conllu(sentence, file.text, out);
            if (out.size() > (1U << 20U)) {
              output.write(out);
              out.clear();
            }
          }
          output.write(out);
        }
      } else {
        const pipeline::Pipeline pipeline(files);
        pipeline::Pipeline::Workspace workspace;
        intake::read_documents(options->sources, {}, [&](base::Expected<intake::Document> document) {
          if (!document) {
            skip(document.error());
            return true;
          }
          std::string out = "# newdoc id = " + document->id + '\n';
          for (const language::ParsedSentence& parsed : pipeline.parse(document->text, workspace)) language::write_conllu(parsed.sentence, document->text, out);
          output.write(out);
          return true;
        });
      }
      output.finish();
      return skipped > 0 ? 1 : 0;
    };
  });
}

}  // namespace dragoman::cli
