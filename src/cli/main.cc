#include <cerrno>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <iostream>

#include "cli/commands.h"
#include "cli/output.h"

namespace dragoman::cli {

namespace {

std::filesystem::path installed_beside(const std::string& program, const char* part) {
  std::error_code error;
  std::filesystem::path exe = std::filesystem::read_symlink("/proc/self/exe", error);
  if (error) exe = std::filesystem::absolute(program, error);
  const std::filesystem::path folder = exe.parent_path();
  for (const auto& root : {folder / ".." / "..", folder / ".." / "share" / "dragoman", folder}) {   // build/<preset>/dragoman, bin/dragoman
    const auto candidate = (root / part).lexically_normal();
    if (std::filesystem::exists(candidate, error)) return candidate;
  }
  return (folder / ".." / ".." / part).lexically_normal();
}

std::filesystem::path chosen(const std::string& flag, const char* variable, const std::string& program, const char* part) {
  if (!flag.empty()) return flag;
  if (const char* value = std::getenv(variable); value != nullptr && *value != '\0') return value;
  return installed_beside(program, part);
}

// What was printed must have arrived; a reader that has gone away has read enough.
int finished(int status) {
  errno = 0;
  if (std::cout.flush() && std::fflush(stdout) == 0) return status;
  if (errno == EPIPE) return 0;
  print_diagnostic({"OUT001", "standard output", 0, 0, "cannot be written: " + std::string(std::strerror(errno)), ""});
  return 3;
}

int run_program(int argc, char** argv) {
  std::signal(SIGPIPE, SIG_IGN);   // a closed pipe is an error value of write(), not a signal
  Globals globals;
  globals.program = argv[0];
  Run run;
  CLI::App app("Reads news and writes the record: who did what to whom, where, when, about what, and how sure.", "dragoman");
  app.set_version_flag("--version", "dragoman " + std::string(kVersion) + "\nrecord format 1\nmodel format 2\ncodebook 1");
  app.require_subcommand(1);
  app.fallthrough();
  app.footer(
      "Examples:\n"
      "  dragoman code article.txt --date 2026-02-01\n"
      "  dragoman explain \"The two presidents held talks.\"\n"
      "dragoman COMMAND --help tells more.");
  app.add_option("--data", globals.data, "the data folder (else DRAGOMAN_DATA, else beside the program)")->type_name("FOLDER");
  app.add_option("--model", globals.model, "the reading model (else DRAGOMAN_MODEL, else beside the program)")->type_name("FILE");
  app.add_option("--color", globals.color, "auto, always or never (NO_COLOR is honoured)")->check(CLI::IsMember({"auto", "always", "never"}));
  app.add_flag("-q,--quiet", globals.quiet, "no progress on standard error");
  add_code(app, globals, run);
  add_annotate(app, globals, run);
  add_explain(app, globals, run);
  add_parse(app, globals, run);
  add_lexicon(app, globals, run);
  add_train(app, globals, run);
  add_eval(app, globals, run);
  try {
    app.parse(argc, argv);
  } catch (const CLI::Success& success) {   // --help, --version
    return finished(app.exit(success));
  } catch (const CLI::ParseError& error) {
    std::fprintf(stderr, "dragoman: error[USE001]: %s\n   hint: dragoman --help lists commands and flags\n", error.what());
    return 2;
  }
  try {
    return finished(run());
  } catch (const OutputError& error) {
    if (error.closed_pipe()) return 0;
    std::fprintf(stderr, "%s\n", error.what());
    return 3;
  } catch (const base::Error& error) {
    for (const base::Diagnostic& diagnostic : error.diagnostics()) print_diagnostic(diagnostic);
    return 2;
  } catch (const std::bad_alloc&) {
    std::fprintf(stderr, "dragoman: error[RUN001]: out of memory\n");
    return 3;
  }
}

}  // namespace

pipeline::Files Globals::files() const {
  return {chosen(data, "DRAGOMAN_DATA", program, "data"), chosen(model, "DRAGOMAN_MODEL", program, "models/en.model")};
}

bool Globals::colored(int stream) const {
  if (color != "auto") return color == "always";
  const char* term = std::getenv("TERM");
  return is_terminal(stream) && std::getenv("NO_COLOR") == nullptr && (term == nullptr || std::string_view(term) != "dumb");
}

}  // namespace dragoman::cli

int main(int argc, char** argv) { return dragoman::cli::run_program(argc, argv); }
