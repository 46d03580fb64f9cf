// The one place that knows the order of the stages: Document -> annotation -> EventReports.
#pragma once

#include <filesystem>
#include <memory>
#include <vector>

#include "actors/mentions.h"
#include "events/coder.h"
#include "intake/document.h"
#include "language/analyzer.h"
#include "lexicon/lexicon.h"
#include "places/toponyms.h"
#include "text/segmenter.h"
#include "times/timexes.h"

namespace dragoman::pipeline {

struct Annotation {
  language::ParsedDocument document;
  actors::DocumentActors actors;
  std::vector<std::vector<places::Toponym>> toponyms;   // by sentence
  std::vector<std::vector<times::Timex>> timexes;       // by sentence
  std::vector<events::EventReport> reports;             // in order of their triggers
  events::Trace trace;                                  // filled only when asked for
};

struct Files {
  std::filesystem::path data;    // the data/ folder
  std::filesystem::path model;   // the model file
};

/// Immutable after load; annotate() may be called from many threads, each with its own Workspace.
class Pipeline {
 public:
  /// Throws base::Error with every problem of data and model.
  explicit Pipeline(const Files& files);
  ~Pipeline();

  using Workspace = language::Analyzer::Workspace;

  [[nodiscard]] Annotation annotate(const intake::Document& document, Workspace& workspace, bool trace = false) const;
  /// Text to trees only.
  [[nodiscard]] language::ParsedDocument parse(std::string_view text, Workspace& workspace) const;
  /// The later stages over trees that are given.
  [[nodiscard]] Annotation annotate_parsed(const intake::Document& document, language::ParsedDocument parsed, bool trace = false) const;

  /// The contexts that words of the sentence call up; for `lexicon check`.
  [[nodiscard]] std::set<std::string> contexts_in(const language::Sentence& sentence) const { return coder_->contexts_in(sentence); }

  [[nodiscard]] const lexicon::Lexicon& lexicon() const { return *lexicon_; }
  [[nodiscard]] const language::Model& model() const { return *model_; }

 private:
  std::unique_ptr<const lexicon::Lexicon> lexicon_;
  std::shared_ptr<const language::Model> model_;
  std::unique_ptr<const text::Segmenter> segmenter_;
  std::unique_ptr<const language::Analyzer> analyzer_;
  std::unique_ptr<const places::Gazetteer> gazetteer_;
  std::unique_ptr<const times::TimeWords> time_words_;
  std::unique_ptr<const actors::Resolver> resolver_;
  std::unique_ptr<const events::Coder> coder_;
};

}  // namespace dragoman::pipeline
