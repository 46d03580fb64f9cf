// Tags, lemmas and a dependency tree for one tokenised sentence.
#pragma once

#include <filesystem>
#include <memory>
#include <string>

#include "base/diagnostic.h"
#include "language/sentence.h"

namespace dragoman::language {

/// A trained model file, mapped read-only. Format: docs/formats/model.md.
class Model {
 public:
  /// Throws base::Error: MODEL001 missing, MODEL002 not a model or damaged (checksum), MODEL003 other format version.
  [[nodiscard]] static std::shared_ptr<const Model> load(const std::filesystem::path& path);
  virtual ~Model() = default;
  [[nodiscard]] virtual const std::string& hash() const = 0;  // 128-bit content hash, hex: goes into the run record
  [[nodiscard]] virtual const std::string& name() const = 0;
};

/// Immutable after construction; analyze() may be called from many threads, each with its own Workspace.
class Analyzer {
 public:
  class Workspace {  // buffers reused from sentence to sentence
   public:
    Workspace();
    ~Workspace();
    Workspace(Workspace&&) noexcept;
    Workspace& operator=(Workspace&&) noexcept;
    struct Buffers;
    std::unique_ptr<Buffers> buffers;
  };

  explicit Analyzer(std::shared_ptr<const Model> model);

  /// Reads only `form` and `space_after`; fills lemma, upos, xpos, feats, head, deprel. The tree is always valid: one root, no
  /// cycle. Sentences beyond kMaxTokens words are tagged and given a flat tree. Cost: linear in the number of words.
  void analyze(Sentence& sentence, Workspace& workspace) const;

  static constexpr std::size_t kMaxTokens = 400;

 private:
  std::shared_ptr<const Model> model_;
};

}  // namespace dragoman::language
