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
  struct Parts;  // language/model.h

  /// Throws base::Error: MODEL001 missing, MODEL002 not a model or damaged (checksum), MODEL003 other format version.
  [[nodiscard]] static std::shared_ptr<const Model> load(const std::filesystem::path& path);
  /// The same from bytes in memory, whatever they hold; `name` stands in diagnostics.
  [[nodiscard]] static std::shared_ptr<const Model> from_bytes(std::string bytes, std::string name);
  explicit Model(std::unique_ptr<const Parts> parts);
  Model(const Model&) = delete;
  Model& operator=(const Model&) = delete;
  ~Model();
  [[nodiscard]] const std::string& hash() const;  // 128-bit content hash, hex: goes into the run record
  [[nodiscard]] const std::string& name() const;
  [[nodiscard]] const Parts& parts() const { return *parts_; }

 private:
  std::unique_ptr<const Parts> parts_;
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
  /// cycle. Sentences beyond kMaxTokens words are tagged and given a flat tree. Cost: linear in the number of words but for
  /// the scores of arcs, which are quadratic and cheap.
  void analyze(Sentence& sentence, Workspace& workspace) const;

  static constexpr std::size_t kMaxTokens = 400;

 private:
  std::shared_ptr<const Model> model_;
};

}  // namespace dragoman::language
