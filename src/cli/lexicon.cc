// `lexicon check`: the tables are well formed and every example does what its row claims. `lexicon stats`: how much is in them.
#include <algorithm>
#include <cstdio>
#include <memory>
#include <optional>

#include "cli/commands.h"
#include "cli/output.h"
#include "lexicon/tsv.h"

namespace dragoman::cli {

namespace {

using lexicon::Claim;

class Checker {
 public:
  explicit Checker(const pipeline::Pipeline& pipeline) : pipeline_(pipeline) {}

  void frames() {
    for (const lexicon::Frame& frame : pipeline_.lexicon().frames.frames()) {
      for (const lexicon::Example& example : frame.match) match(frame, example);
      for (const lexicon::Example& example : frame.reject) reject(frame, example);
      for (const lexicon::Example& example : frame.gap) gap(frame, example);
    }
  }

  void claims() {
    for (const Claim& claim : pipeline_.lexicon().claims) {
      ++examples_;
      if (!holds(claim)) fail(claim.file, claim.line, "LEX031", "the example does not show " + wanted(claim) + ": " + claim.example);
    }
  }

  // data/language: an abbreviation stays one word, a word part is divided as its row says.
  void spelling() {
    std::vector<base::Diagnostic> problems;
    const std::filesystem::path folder = pipeline_.lexicon().folder / "language";
    const lexicon::TsvTable abbreviations(folder / "abbreviations.tsv", {"id", "form", "kind", "may_end", "example", "source"}, problems);
    for (const lexicon::TsvRow& row : abbreviations.rows()) {
      const std::vector<std::string> words = words_of(abbreviations.cell(row, 4));
      ++examples_;
      if (std::find(words.begin(), words.end(), abbreviations.cell(row, 1)) == words.end())
        fail(abbreviations.file(), row.line, "LEX031", "the example does not keep the form as one word: " + std::string(abbreviations.cell(row, 4)));
    }
    const lexicon::TsvTable parts(folder / "word_parts.tsv", {"id", "form", "kind", "example", "words", "source"}, problems);
    for (const lexicon::TsvRow& row : parts.rows()) {
      std::string read;
      for (const std::string& word : words_of(parts.cell(row, 3))) read += (read.empty() ? "" : " ") + word;
      ++examples_;
      if (read != parts.cell(row, 4)) fail(parts.file(), row.line, "LEX031", "the example is divided otherwise: " + read);
    }
    problems_.insert(problems_.end(), problems.begin(), problems.end());
  }

  [[nodiscard]] std::size_t examples() const { return examples_; }
  [[nodiscard]] std::size_t gaps() const { return gaps_; }
  [[nodiscard]] const std::vector<base::Diagnostic>& problems() const { return problems_; }

 private:
  std::vector<std::string> words_of(std::string_view text) {
    std::vector<std::string> out;
    for (const language::ParsedSentence& sentence : pipeline_.parse(text, workspace_))
      for (const language::Token& token : sentence.sentence.tokens) out.push_back(token.form);
    return out;
  }

  pipeline::Annotation annotate(const std::string& text) {
    intake::Document document;
    document.id = "example";
    document.text = text;
    document.date = base::parse_date("2026-02-01");
    return pipeline_.annotate(document, workspace_, true);
  }

  void fail(const std::string& file, std::uint32_t line, const char* code, std::string text) {
    problems_.push_back({code, file, line, 0, std::move(text), "dragoman explain shows how the sentence is read"});
  }

  // What else fired, or why nothing did, so that the row can be mended without a second run.
  static std::string instead(const pipeline::Annotation& a, const lexicon::Frame& frame) {
    for (const events::Trace::Row& row : a.trace.rows)
      if (row.what.frame == &frame) return row.what.reason;
    std::string fired;
    for (const events::EventReport& r : a.reports) fired += (fired.empty() ? "" : ", ") + r.frame->id;
    return fired.empty() ? "no frame fired" : "fired: " + fired;
  }

  void match(const lexicon::Frame& frame, const lexicon::Example& example) {
    ++examples_;
    if (const auto problem = why_not(frame, example))
      fail(frame.file, example.line, "LEX030", frame.id + " does not fire on its example (" + *problem + "): " + example.text);
  }

  void gap(const lexicon::Frame& frame, const lexicon::Example& example) {
    ++examples_;
    ++gaps_;
    if (!why_not(frame, example)) fail(frame.file, example.line, "LEX033", frame.id + " fires on a known gap, move it to match: " + example.text);
  }

  /// Nothing if the frame fires on the bracketed word; else what happened instead.
  std::optional<std::string> why_not(const lexicon::Frame& frame, const lexicon::Example& example) {
    std::string text;
    base::Span bracket;
    for (const char c : example.text) {
      if (c == '[') bracket.begin = static_cast<std::uint32_t>(text.size());
      else if (c == ']') bracket.end = static_cast<std::uint32_t>(text.size());
      else text += c;
    }
    const pipeline::Annotation a = annotate(text);
    const bool fired = std::any_of(a.reports.begin(), a.reports.end(), [&](const events::EventReport& r) { return r.frame == &frame && r.words.overlaps(bracket); });
    // what is told as the act inside a promise or a demand has been matched, too
    const bool inner = std::any_of(a.trace.rows.begin(), a.trace.rows.end(), [&](const events::Trace::Row& row) {
      return row.what.frame == &frame && row.what.reason.starts_with("told as what");
    });
    if (fired || inner) return std::nullopt;
    return instead(a, frame);
  }

  void reject(const lexicon::Frame& frame, const lexicon::Example& example) {
    ++examples_;
    const pipeline::Annotation a = annotate(example.text);
    if (std::any_of(a.reports.begin(), a.reports.end(), [&](const events::EventReport& r) { return r.frame == &frame; }))
      fail(frame.file, example.line, "LEX032", frame.id + " fires on a sentence it should pass over: " + example.text);
  }

  static std::string wanted(const Claim& claim) {
    switch (claim.kind) {
      case Claim::Kind::kNominalEvent: return "an event told by a noun";
      case Claim::Kind::kAttribution: return "an event with an attribution";
      case Claim::Kind::kFactuality: return "an event that is " + claim.value;
      case Claim::Kind::kMode: return "an event " + claim.value;
      case Claim::Kind::kContext: return "the context " + claim.value;
      case Claim::Kind::kWord: return "the word '" + claim.value + "'";
      case Claim::Kind::kSector: return claim.value.empty() ? std::string("an actor") : "an actor of sector " + claim.value;
    }
    return {};
  }

  bool holds(const Claim& claim) {
    const pipeline::Annotation a = annotate(claim.example);
    const auto any_report = [&](auto test) { return std::any_of(a.reports.begin(), a.reports.end(), test); };
    switch (claim.kind) {
      case Claim::Kind::kNominalEvent: return any_report([](const auto& r) { return r.nominal; });
      case Claim::Kind::kAttribution: return any_report([](const auto& r) { return r.attribution.has_value(); });
      case Claim::Kind::kFactuality: return any_report([&](const auto& r) { return events::to_string(r.factuality) == claim.value; });
      case Claim::Kind::kMode: return any_report([&](const auto& r) { return std::string(lexicon::to_string(r.event)) + ' ' + r.mode == claim.value; });
      case Claim::Kind::kContext: {
        for (const language::ParsedSentence& sentence : a.document)
          if (pipeline_.contexts_in(sentence.sentence).contains(claim.value)) return true;
        return false;
      }
      case Claim::Kind::kWord:
        for (const language::ParsedSentence& sentence : a.document)
          for (const language::Token& token : sentence.sentence.tokens)
            if (lexicon::fold(token.lemma) == lexicon::fold(claim.value) || lexicon::fold(token.form) == lexicon::fold(claim.value)) return true;
        return false;
      case Claim::Kind::kSector:
        return std::any_of(a.actors.mentions().begin(), a.actors.mentions().end(), [&](const actors::Mention& m) {
          return std::any_of(m.entities.begin(), m.entities.end(), [&](const actors::Entity& e) { return e.political() && e.sector == claim.value; });
        });
    }
    return false;
  }

  const pipeline::Pipeline& pipeline_;
  pipeline::Pipeline::Workspace workspace_;
  std::vector<base::Diagnostic> problems_;
  std::size_t examples_ = 0;
  std::size_t gaps_ = 0;
};

int check(const Globals& globals) {
  const pipeline::Pipeline pipeline(globals.files());   // throws with every problem of form
  Checker checker(pipeline);
  checker.frames();
  checker.claims();
  checker.spelling();
  for (const base::Diagnostic& problem : checker.problems()) print_diagnostic(problem);
  std::printf("%zu examples run, %zu of them known gaps, %zu problems\n", checker.examples(), checker.gaps(), checker.problems().size());
  return checker.problems().empty() ? 0 : 2;
}

int stats(const Globals& globals) {
  const pipeline::Pipeline pipeline(globals.files());
  const lexicon::Lexicon& lexicon = pipeline.lexicon();
  std::printf("%-14s %8s %8s %8s %8s\n", "type", "frames", "verbs", "nouns", "adj");
  for (std::size_t t = 0; t < lexicon::kEventTypes; ++t) {
    std::size_t frames = 0, verbs = 0, nouns = 0, adjectives = 0;
    for (const lexicon::Frame& frame : lexicon.frames.frames())
      if (static_cast<std::size_t>(frame.event) == t) {
        ++frames;
        verbs += frame.verbs.size();
        nouns += frame.nouns.size();
        adjectives += frame.adjectives.size();
      }
    std::printf("%-14s %8zu %8zu %8zu %8zu\n", std::string(lexicon::to_string(static_cast<lexicon::EventType>(t))).c_str(), frames, verbs, nouns, adjectives);
  }
  std::printf("triggers %zu, actors %zu, names %zu, roles %zu, generics %zu, CAMEO codes %zu, contexts %zu\nlexicon %s\n", lexicon.frames.trigger_count(),
              lexicon.actors.actors.size(), lexicon.actors.name_count(), lexicon.actors.roles.size(), lexicon.actors.generic_count(), lexicon.ontology.cameo.size(),
              lexicon.ontology.contexts.size(), lexicon::content_hash(lexicon.folder).c_str());
  return 0;
}

}  // namespace

void add_lexicon(CLI::App& app, const Globals& globals, Run& run) {
  CLI::App* command = app.add_subcommand("lexicon", "check the data folder, or count what is in it");
  command->require_subcommand(1);
  command->add_subcommand("check", "read every table and run every example")->callback([&globals, &run] { run = [&globals] { return check(globals); }; });
  command->add_subcommand("stats", "how many frames, triggers, actors, names")->callback([&globals, &run] { run = [&globals] { return stats(globals); }; });
}

}  // namespace dragoman::cli
