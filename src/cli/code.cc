#include <memory>

#include "cli/batch.h"
#include "cli/output.h"
#include "exchange/report_writer.h"

namespace dragoman::cli {

void add_code(CLI::App& app, const Globals& globals, Run& run) {
  struct Options {
    BatchOptions batch;
    std::string format;
  };
  const auto options = std::make_shared<Options>();
  CLI::App* command = app.add_subcommand("code", "read documents, write event reports");
  command->footer(
      "Examples:\n"
      "  dragoman code article.txt --date 2026-02-01\n"
      "  dragoman code articles/ --format csv --output events.csv\n"
      "  zcat day.jsonl.gz | dragoman code - > reports.jsonl\n"
      "JSONL input: one object a line with id, date, title, text (or event_text, maintext), publisher, url.\n"
      "Exit status: 0 done, 1 some documents skipped, 2 wrong use or bad data, 3 cannot go on.");
  add_batch_options(*command, options->batch);
  command->add_option("--format", options->format, "jsonl, csv or table (default: table on a terminal, else jsonl)")->check(CLI::IsMember({"jsonl", "csv", "table"}));
  command->callback([options, &globals, &run] {
    run = [options, &globals] {
      const bool to_terminal = options->batch.output.empty() && is_terminal(1);
      const std::string format = !options->format.empty() ? options->format : to_terminal ? "table" : "jsonl";
      if (format == "csv")
        return run_batch(globals, options->batch, exchange::csv_header(), [](const intake::Document& document, const pipeline::Annotation& a, std::string& out) {
          exchange::write_csv(document, a.document, a.reports, out);
        });
      if (format == "jsonl")
        return run_batch(globals, options->batch, "", [](const intake::Document& document, const pipeline::Annotation& a, std::string& out) {
          exchange::write_jsonl(document, a.document, a.reports, out);
        });
      const exchange::TableStyle style{options->batch.output.empty() && globals.colored(1), terminal_width()};
      return run_batch(globals, options->batch, "", [style](const intake::Document& document, const pipeline::Annotation& a, std::string& out) {
        exchange::write_table(document, a.document, a.reports, style, out);
      });
    };
  });
}

}  // namespace dragoman::cli
