// The first byte chooses a file of data/, the rest are its bytes: the loader of that folder gives what can be used and a diagnostic with a code
// for the rest, and never throws. The same bytes go through the reader of tables alone, whose rows are checked.
#include <unistd.h>

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <string_view>
#include <vector>

#include "lexicon/actor_lexicon.h"
#include "lexicon/frames.h"
#include "lexicon/ontology.h"
#include "lexicon/tsv.h"
#include "lexicon/words.h"
#include "text/utf8.h"

namespace {

using namespace dragoman;
using Problems = std::vector<base::Diagnostic>;

void require(bool holds) {
  if (!holds) __builtin_trap();
}

const lexicon::Ontology& ontology() {
  static const lexicon::Ontology instance = [] {
    Problems problems;
    std::vector<lexicon::Claim> claims;
    return lexicon::load_ontology(DRAGOMAN_DATA "/ontology", claims, problems);
  }();
  return instance;
}

void load_ontology(const std::filesystem::path& folder, Problems& problems) {
  std::vector<lexicon::Claim> claims;
  const lexicon::Ontology loaded = lexicon::load_ontology(folder, claims, problems);
  for (const auto& [code, row] : loaded.cameo) (void)loaded.goldstein(code);
}

void load_words(const std::filesystem::path& folder, Problems& problems) {
  std::vector<lexicon::Claim> claims;
  (void)lexicon::load_words(folder, claims, problems);
}

void load_actors(const std::filesystem::path& folder, Problems& problems) {
  std::vector<lexicon::Claim> claims;
  const lexicon::ActorLexicon loaded = lexicon::load_actors(folder, ontology(), claims, problems);
  const std::vector<std::string_view> words = {"the", "foreign", "minister", "of", "Atlantis"};
  for (std::size_t at = 0; at < words.size(); ++at) {
    if (const auto name = loaded.match_name(words, at)) require(name->count > 0 && at + name->count <= words.size());
    if (const auto generic = loaded.match_generic(words, at)) require(generic->count > 0 && at + generic->count <= words.size());
  }
}

void load_frames(const std::filesystem::path& folder, Problems& problems) {
  const lexicon::FrameLexicon loaded = lexicon::load_frames(folder, ontology(), problems);
  for (const lexicon::Frame& frame : loaded.frames()) require(!frame.id.empty());
}

struct Target {
  std::string_view file;
  void (*load)(const std::filesystem::path& folder, Problems& problems);
};
// In a fixed order: the seeds in tests/fuzz-seeds/lexicon count on it ('A' is the first).
constexpr Target kTargets[] = {
    {"types.tsv", load_ontology},       {"modes.tsv", load_ontology},    {"contexts.tsv", load_ontology},    {"sectors.tsv", load_ontology},
    {"cameo.tsv", load_ontology},       {"light_verbs.tsv", load_words}, {"reporting.tsv", load_words},      {"factuality.tsv", load_words},
    {"stance.tsv", load_words},         {"mode_cues.tsv", load_words},   {"states.tsv", load_actors},        {"input.actors.tsv", load_actors},
    {"input.names.tsv", load_actors},   {"input.roles.tsv", load_actors}, {"generics.tsv", load_actors},     {"templates.toml", load_frames},
    {"input.toml", load_frames},
};

void check_table(std::string_view bytes) {
  Problems problems;
  const lexicon::TsvTable table("input.tsv", std::string(bytes), {"id", "name", "source"}, problems);
  for (const base::Diagnostic& problem : problems) require(problem.code.starts_with("LEX") && problem.line > 0);
  std::uint32_t last = 0;
  for (const lexicon::TsvRow& row : table.rows()) {
    require(row.line > last);
    last = row.line;
    for (std::size_t column = 0; column < 3; ++column) {
      const std::string_view cell = table.cell(row, column);
      require(cell.find_first_of("\t\n") == std::string_view::npos && text::sanitize_utf8("x" + std::string(cell)).replaced == 0);
      require(table.at(row, column, "LEX000", "").column > 0);
      for (const std::string_view item : lexicon::split_list(cell)) require(!item.empty() && item.find('|') == std::string_view::npos);
    }
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  const std::string_view bytes(reinterpret_cast<const char*>(data) + 1, size - 1);
  check_table(bytes);
  static const std::filesystem::path folder = [] {
    auto path = std::filesystem::temp_directory_path() / ("lexicon_fuzz_" + std::to_string(::getpid()));
    std::filesystem::create_directories(path);
    return path;
  }();
  const Target& target = kTargets[(data[0] + 256U - 'A') % 256U % std::size(kTargets)];
  const std::filesystem::path path = folder / target.file;
  std::ofstream(path, std::ios::binary).write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  Problems problems;
  target.load(folder, problems);
  for (const base::Diagnostic& problem : problems) require(!problem.code.empty() && !problem.text.empty());
  std::filesystem::remove(path);
  return 0;
}
