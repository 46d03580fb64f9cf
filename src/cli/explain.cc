// `explain`: what the program read in a text, and why it did or did not code an event.
#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <memory>

#include "cli/commands.h"
#include "cli/output.h"
#include "exchange/report_writer.h"
#include "intake/reader.h"
#include "text/utf8.h"

namespace dragoman::cli {

namespace {

std::string padded(std::string_view text, std::size_t width) {
  const auto size = static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }));
  std::string out(text);
  if (size < width) out.append(width - size, ' ');
  return out;
}

// One word a line, indented under the word it hangs on.
void draw_tree(const language::Sentence& sentence, std::string& out) {
  std::vector<int> depth(sentence.tokens.size(), 0);
  for (std::size_t i = 0; i < depth.size(); ++i)
    for (std::int32_t t = sentence.tokens[i].head; t != language::kNoHead && depth[i] < 20; t = sentence.tokens[static_cast<std::size_t>(t)].head) ++depth[i];
  for (std::size_t i = 0; i < sentence.tokens.size(); ++i) {
    const language::Token& t = sentence.tokens[i];
    out += "  " + padded(std::to_string(i + 1), 4) + padded(std::string(static_cast<std::size_t>(2 * depth[i]), ' ') + t.form, 34) + ' ' +
           padded(t.lemma, 16) + ' ' + padded(language::to_string(t.upos), 6) + padded(std::to_string(t.head + 1), 4) + std::string(language::to_string(t.deprel)) + '\n';
  }
}

std::string entity(const actors::Entity& e) {
  std::string out = e.code.empty() ? "?" : e.code;
  if (!e.sector.empty()) out += ' ' + e.sector;
  if (!e.identifier_id.empty() && e.identifier_id != e.code) out += " " + e.identifier_id;
  if (!e.office.empty()) out += " (" + e.office + ")";
  return out;
}

void explain(const intake::Document& document, const pipeline::Annotation& a, bool all_sentences, const exchange::TableStyle& style, std::string& out) {
  for (std::uint32_t s = 0; s < a.document.size(); ++s) {
    const language::ParsedSentence& parsed = a.document[s];
    const bool coded = std::any_of(a.reports.begin(), a.reports.end(), [&](const auto& r) { return r.sentence == s; });
    out += "sentence " + std::to_string(s + 1) + (parsed.heading ? " (heading)" : "") + (parsed.dateline ? " (dateline)" : "") + ": " +
           std::string(parsed.sentence.span.of(document.text)) + "\n\n";
    if (all_sentences) {
      draw_tree(parsed.sentence, out);
      out += '\n';
      for (const actors::Mention& m : a.actors.mentions()) {
        if (m.sentence != s || (m.entities.empty() && m.how.empty())) continue;
        out += "  mention '" + std::string(m.span.of(document.text)) + "' = ";
        for (std::size_t i = 0; i < m.entities.size(); ++i) out += (i > 0 ? " + " : "") + entity(m.entities[i]);
        if (m.entities.empty()) out += "unresolved";
        out += "  [" + m.how + "]\n";
      }
      for (const places::Toponym& t : a.toponyms[s])
        out += "  place '" + t.text + "' = " + t.place.resolved_name + (t.place.country_code.empty() ? "" : ", " + t.place.country_code) +
               (t.associative ? "  [stands for its state]" : "") + '\n';
      for (const times::Timex& t : a.timexes[s]) out += "  time '" + t.text + "' = " + t.value + '\n';
      out += '\n';
    }
    std::vector<events::EventReport> here;
    for (const events::EventReport& r : a.reports)
      if (r.sentence == s) here.push_back(r);
    for (const events::EventReport& r : here) {
      std::string block;
      exchange::write_table(document, a.document, {r}, style, block);
      block.erase(0, block.find("\n\n") + 2);   // the document's own line
      out += "  " + block.substr(0, block.size() - 1);
      out += "      because " + r.frame->id + " (" + r.frame->file + ':' + std::to_string(r.frame->line) + "), parties " + r.rule + "\n\n";
    }
    if (!coded) out += "  no event here\n";
    for (const events::Trace::Row& row : a.trace.rows)
      if (row.sentence == s)
        out += "  not coded: '" + parsed.sentence.tokens[static_cast<std::size_t>(row.what.token)].form + "' (" + row.what.frame->id + ", " + row.what.frame->file + ':' +
               std::to_string(row.what.frame->line) + "): " + row.what.reason + '\n';
    out += '\n';
  }
}

}  // namespace

void add_explain(CLI::App& app, const Globals& globals, Run& run) {
  struct Options {
    std::string what;
    std::string date;
    std::string publisher;
    bool brief = false;
  };
  const auto options = std::make_shared<Options>();
  CLI::App* command = app.add_subcommand("explain", "the tree, the mentions, the frames that fired, and why others did not");
  command->footer(
      "Examples:\n"
      "  dragoman explain \"The president's visit to the capital was put off.\"\n"
      "  dragoman explain article.txt --date 2026-02-01 --brief");
  command->add_option("what", options->what, "a sentence, a file, or - for standard input")->required()->type_name("SENTENCE|FILE");
  command->add_option("--date", options->date, "publication date")->type_name("YYYY-MM-DD");
  command->add_option("--publisher", options->publisher, "who issued it");
  command->add_flag("--brief", options->brief, "events and triggers only");
  command->callback([options, &globals, &run] {
    run = [options, &globals] {
      intake::ReaderOptions reader;
      if (!options->date.empty()) {
        reader.default_date = base::parse_date(options->date);
        if (!reader.default_date)
          throw base::Error(base::Diagnostic{"USE001", "", 0, 0, "--date '" + options->date + "' is no date", "write it as YYYY-MM-DD"});
      }
      const pipeline::Pipeline pipeline(globals.files());
      pipeline::Pipeline::Workspace workspace;
      Output output("");
      bool skipped = false;
      const auto show = [&](intake::Document document) {
        if (!options->publisher.empty()) document.publisher = options->publisher;
        std::string out;
        explain(document, pipeline.annotate(document, workspace, true), !options->brief, {globals.colored(1), terminal_width()}, out);
        output.write(out);
      };
      std::error_code ignored;
      if (options->what != "-" && !std::filesystem::exists(options->what, ignored)) {
        intake::Document document;
        document.id = "sentence";
        document.text = text::sanitize_utf8(options->what).text;
        document.date = reader.default_date;
        show(std::move(document));
      } else {
        intake::read_documents({options->what}, reader, [&](base::Expected<intake::Document> document) {
          if (document) {
            show(std::move(*document));
          } else {
            print_diagnostic(document.error());
            skipped = true;
          }
          return true;
        });
      }
      output.finish();
      return skipped ? 1 : 0;
    };
  });
}

}  // namespace dragoman::cli
