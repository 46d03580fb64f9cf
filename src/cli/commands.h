// The commands: each file of this folder adds one to the program and sets `run` to what it does when chosen. `run` returns the exit status
// (0 done, 1 done but something was skipped, 2 wrong use or bad data, 3 cannot go on) or throws base::Error, which main() turns into 2, or
// OutputError, which it turns into 3.
#pragma once

#include <CLI/CLI.hpp>
#include <filesystem>
#include <functional>
#include <string>

#include "pipeline/pipeline.h"

namespace dragoman::cli {

inline constexpr std::string_view kVersion = "0.1.0";

/// Flags that every command shares.
struct Globals {
  std::string data;             // --data
  std::string model;            // --model
  std::string color = "auto";   // --color
  bool quiet = false;           // -q
  std::string program;          // argv[0]

  /// Flag, else DRAGOMAN_DATA / DRAGOMAN_MODEL, else beside the program: the source tree it was built in, or ../share/dragoman.
  [[nodiscard]] pipeline::Files files() const;
  /// Colour on this stream (1 stdout, 2 stderr)?
  [[nodiscard]] bool colored(int stream) const;
};

using Run = std::function<int()>;

void add_code(CLI::App& app, const Globals& globals, Run& run);
void add_annotate(CLI::App& app, const Globals& globals, Run& run);
void add_parse(CLI::App& app, const Globals& globals, Run& run);
void add_explain(CLI::App& app, const Globals& globals, Run& run);
void add_lexicon(CLI::App& app, const Globals& globals, Run& run);
void add_train(CLI::App& app, const Globals& globals, Run& run);
void add_eval(CLI::App& app, const Globals& globals, Run& run);

}  // namespace dragoman::cli
