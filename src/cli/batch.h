// Documents in, text out: what `code` and `annotate` have in common. Several threads work, the output is in the order of the input;
// a document that cannot be used is reported, counted and passed over.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "cli/commands.h"

namespace dragoman::cli {

struct BatchOptions {
  std::vector<std::string> sources;
  std::string date;             // --date, as given
  std::string output;
  unsigned threads = 0;         // 0 = as many as the machine has
  bool strict = false;          // stop at the first document that cannot be used
};

/// --date, --output, --threads, --strict and the sources.
void add_batch_options(CLI::App& command, BatchOptions& options);

using Render = std::function<void(const intake::Document&, const pipeline::Annotation&, std::string& out)>;

/// `header` is written before everything else. Returns the exit status.
int run_batch(const Globals& globals, const BatchOptions& options, const std::string& header, const Render& render);

}  // namespace dragoman::cli
