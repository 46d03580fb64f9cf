#include "cli/batch.h"

#include <chrono>
#include <cstdio>
#include <map>
#include <memory>
#include <thread>
#include <utility>
#include <variant>

#include "base/ordered_workers.h"
#include "cli/output.h"
#include "intake/reader.h"

namespace dragoman::cli {

namespace {

using Clock = std::chrono::steady_clock;

// A line on standard error: after the first second on a terminal, every half minute elsewhere.
class Progress {
 public:
  explicit Progress(bool quiet) : quiet_(quiet), terminal_(is_terminal(2)), start_(Clock::now()), next_(start_ + (terminal_ ? std::chrono::seconds(1) : std::chrono::seconds(30))) {}
  ~Progress() { clear(); }
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;

  void count(std::size_t documents, std::size_t bytes, std::size_t reports, std::size_t skipped) {
    if (quiet_) return;
    const auto now = Clock::now();
    if (now < next_) return;
    next_ = now + (terminal_ ? std::chrono::milliseconds(250) : std::chrono::milliseconds(30'000));
    const double seconds = std::chrono::duration<double>(now - start_).count();
    std::fprintf(stderr, "%s%zu documents, %.1f MB, %zu event reports, %zu skipped, %.0f documents/s%s", terminal_ ? "\r\x1b[K" : "", documents,
                 static_cast<double>(bytes) / 1e6, reports, skipped, static_cast<double>(documents) / seconds, terminal_ ? "" : "\n");
    std::fflush(stderr);
    shown_ = terminal_;
  }
  void clear() {
    if (shown_) std::fputs("\r\x1b[K", stderr);
    shown_ = false;
  }

 private:
  bool quiet_;
  bool terminal_;
  bool shown_ = false;
  Clock::time_point start_;
  Clock::time_point next_;
};

struct Result {
  std::string text;
  std::vector<base::Diagnostic> problems;
  std::size_t bytes = 0;
  std::size_t reports = 0;
  bool skipped = false;
};

base::Diagnostic replaced(const intake::Document& document) {
  return {"DOC005", document.id, 0, 0,
          std::to_string(document.replaced) + " ill-formed UTF-8 sequence" + (document.replaced == 1 ? "" : "s") + " replaced by U+FFFD, the first at byte " +
              std::to_string(document.first_replaced_offset),
          "", base::Severity::kWarning};
}

}  // namespace

void add_batch_options(CLI::App& command, BatchOptions& options) {
  command.add_option("sources", options.sources, "files, folders, or - for standard input")->required()->type_name("PATH");
  command.add_option("--date", options.date, "publication date of documents that carry none")->type_name("YYYY-MM-DD");
  command.add_option("-o,--output", options.output, "write here instead of to standard output")->type_name("FILE");
  command.add_option("--threads", options.threads, "threads (default: one a core); the output is the same for any number")->check(CLI::Range(0, 256));
  command.add_flag("--strict", options.strict, "stop at the first document that cannot be used");
}

int run_batch(const Globals& globals, const BatchOptions& options, const std::string& header, const Render& render) {
  intake::ReaderOptions reader;
  if (!options.date.empty()) {
    reader.default_date = base::parse_date(options.date);
    if (!reader.default_date || options.date.size() != 10)
      throw base::Error(base::Diagnostic{"USE001", "", 0, 0, "--date '" + options.date + "' is no date", "write it as YYYY-MM-DD"});
  }
  const pipeline::Pipeline pipeline(globals.files());
  const std::size_t threads = options.threads > 0 ? options.threads : std::max(1U, std::thread::hardware_concurrency());
  Output output(options.output);
  output.write(header);

  Progress progress(globals.quiet);
  std::size_t documents = 0, bytes = 0, reports = 0, skipped = 0;
  std::map<std::string, std::size_t> reasons;
  std::vector<pipeline::Pipeline::Workspace> workspaces(threads);
  using Item = base::Expected<intake::Document>;
  base::OrderedWorkers<Item, Result> workers(
      threads,
      [&](std::size_t worker, Item item) {
        Result result;
        if (!item) {
          result.skipped = true;
          result.problems.push_back(std::move(item.error()));
          return result;
        }
        if (item->replaced > 0) result.problems.push_back(replaced(*item));
        const pipeline::Annotation annotation = pipeline.annotate(*item, workspaces[worker]);
        result.bytes = item->text.size();
        result.reports = annotation.reports.size();
        render(*item, annotation, result.text);
        return result;
      },
      [&](Result result) {
        ++documents;
        bytes += result.bytes;
        reports += result.reports;
        if (!result.problems.empty()) progress.clear();
        for (const base::Diagnostic& problem : result.problems) {
          print_diagnostic(problem);
          if (result.skipped) ++reasons[problem.code];
        }
        if (result.skipped) {
          ++skipped;
          if (options.strict) throw base::Error(std::move(result.problems));
        }
        output.write(result.text);
        progress.count(documents, bytes, reports, skipped);
      });
  intake::read_documents(options.sources, reader, [&](Item item) { return workers.push(std::move(item)); });
  workers.finish();
  output.finish();
  progress.clear();
  if (skipped > 0) {
    std::string why;
    for (const auto& [code, count] : reasons) why += (why.empty() ? "" : ", ") + code + ' ' + std::to_string(count);
    std::fprintf(stderr, "dragoman: %zu of %zu documents skipped (%s)\n", skipped, documents, why.c_str());
    return 1;
  }
  return 0;
}

}  // namespace dragoman::cli
