#include "lexicon/lexicon.h"

#include <algorithm>

#include "base/files.h"
#include "base/hash.h"

namespace dragoman::lexicon {

std::string content_hash(const std::filesystem::path& folder) {
  std::vector<std::filesystem::path> files;
  std::error_code error;
  for (auto it = std::filesystem::recursive_directory_iterator(folder, error); !error && it != std::filesystem::recursive_directory_iterator(); it.increment(error)) {
    const auto extension = it->path().extension();
    if (it->is_regular_file() && (extension == ".tsv" || extension == ".toml")) files.push_back(it->path());
  }
  std::sort(files.begin(), files.end());
  std::string hashes;
  for (const auto& path : files)
    if (const auto bytes = base::read_file(path)) hashes += path.lexically_relative(folder).generic_string() + '\n' + base::hash128_hex(*bytes) + '\n';
  return base::hash128_hex(hashes);
}

Lexicon load_lexicon(const std::filesystem::path& data_folder, std::vector<base::Diagnostic>& problems) {
  Lexicon out;
  out.folder = data_folder;
  std::error_code ignored;
  if (!std::filesystem::is_directory(data_folder, ignored)) {
    problems.push_back({"LEX001", data_folder.string(), 0, 0, "no such data folder", "give it with --data, or set DRAGOMAN_DATA"});
    return out;
  }
  out.ontology = load_ontology(data_folder / "ontology", out.claims, problems);
  out.words = load_words(data_folder / "words", out.claims, problems);
  for (const Words::ModeCue& cue : out.words.mode_cues) {
    const auto type = parse_event_type(cue.type);
    if (!type || !out.ontology.has_mode(*type, cue.mode))
      problems.push_back({"LEX022", (data_folder / "words" / "mode_cues.tsv").string(), 0, 0, "'" + cue.mode + "' is no mode of '" + cue.type + "'", "see data/ontology/modes.tsv"});
  }
  out.actors = load_actors(data_folder / "actors", out.ontology, out.claims, problems);
  out.frames = load_frames(data_folder / "frames" / "en", out.ontology, problems);
  out.lemmas = Lemmas(data_folder / "language", problems);
  out.lemmas.know(out.frames);
  out.lemmas.know(out.words);
  out.lemmas.know(out.ontology);
  for (const std::string_view word : out.actors.generic_words()) out.lemmas.know_noun(word);
  return out;
}

Lexicon load_lexicon(const std::filesystem::path& data_folder) {
  std::vector<base::Diagnostic> problems;
  Lexicon out = load_lexicon(data_folder, problems);
  if (!problems.empty()) throw base::Error(std::move(problems));
  return out;
}

}  // namespace dragoman::lexicon
