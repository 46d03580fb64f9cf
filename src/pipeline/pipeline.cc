#include "pipeline/pipeline.h"

namespace dragoman::pipeline {

Pipeline::Pipeline(const Files& files) {
  std::vector<base::Diagnostic> problems;
  try {
    model_ = language::Model::load(files.model);
  } catch (const base::Error& error) {
    problems = error.diagnostics();
  }
  lexicon_ = std::make_unique<const lexicon::Lexicon>(lexicon::load_lexicon(files.data, problems));
  auto spelling = std::make_shared<const text::Spelling>(text::load_spelling(files.data / "language", problems));
  gazetteer_ = places::load_gazetteer(files.data / "places", lexicon_->actors, problems);
  time_words_ = times::load_time_words(files.data / "times", problems);
  if (!problems.empty()) throw base::Error(std::move(problems));
  segmenter_ = std::make_unique<const text::Segmenter>(std::move(spelling));
  analyzer_ = std::make_unique<const language::Analyzer>(model_);
  resolver_ = std::make_unique<const actors::Resolver>(lexicon_->actors, lexicon_->words);
  coder_ = std::make_unique<const events::Coder>(*lexicon_);
}

Pipeline::~Pipeline() = default;

language::ParsedDocument Pipeline::parse(std::string_view text, Workspace& workspace) const {
  language::ParsedDocument out;
  for (const text::SentenceText& cut : segmenter_->segment(text)) {
    language::Sentence sentence;
    sentence.span = cut.span;
    sentence.tokens.reserve(cut.words.size());
    for (const text::Word& word : cut.words) {
      language::Token token;
      token.span = word.span;
      token.form = word.span.of(text);
      token.space_after = word.space_after;
      sentence.tokens.push_back(std::move(token));
    }
    analyzer_->analyze(sentence, workspace);
    language::Tree tree(sentence);
    out.push_back({std::move(sentence), std::move(tree), cut.paragraph, cut.heading, cut.dateline});
  }
  return out;
}

Annotation Pipeline::annotate_parsed(const intake::Document& document, language::ParsedDocument parsed, bool trace) const {
  Annotation out;
  out.document = std::move(parsed);
  for (language::ParsedSentence& sentence : out.document) lexicon_->lemmas.mend(sentence.sentence);
  out.actors = resolver_->resolve(out.document, {document.date, document.publisher});
  out.toponyms = places::find_toponyms(out.document, *gazetteer_);
  out.timexes = times::find_timexes(out.document, *time_words_, document.date);
  out.reports = coder_->code({document.id, document.text, document.date, &out.document, &out.actors, &out.toponyms, &out.timexes}, trace ? &out.trace : nullptr);
  return out;
}

Annotation Pipeline::annotate(const intake::Document& document, Workspace& workspace, bool trace) const {
  return annotate_parsed(document, parse(document.text, workspace), trace);
}

}  // namespace dragoman::pipeline
