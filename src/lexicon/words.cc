#include "lexicon/words.h"

#include <set>

#include "lexicon/tsv.h"

namespace dragoman::lexicon {

namespace {

class Loader {
 public:
  Loader(const std::filesystem::path& folder, std::vector<Claim>& claims, std::vector<base::Diagnostic>& problems)
      : folder_(folder), claims_(claims), problems_(problems) {}

  Words run() {
    light_verbs();
    reporting();
    factuality();
    stance();
    mode_cues();
    return std::move(out_);
  }

 private:
  void claim(Claim::Kind kind, const TsvTable& table, const TsvRow& row, std::size_t column, std::string value = {}) {
    const std::string_view example = table.cell(row, column);
    if (example.empty()) {
      problems_.push_back(table.at(row, column, "LEX007", "no example", "every row proves itself with a sentence"));
      return;
    }
    claims_.push_back({kind, table.file(), row.line, std::string(example), std::move(value)});
  }

  void first_time(const TsvTable& table, const TsvRow& row, const std::string& key) {
    if (!seen_.insert(table.file() + '\x1f' + key).second) problems_.push_back(table.at(row, 1, "LEX006", "'" + key + "' stands twice"));
  }

  void unknown(const TsvTable& table, const TsvRow& row, std::size_t column, std::string_view expected) {
    problems_.push_back(table.at(row, column, "LEX005", "'" + std::string(table.cell(row, column)) + "' is not known here", "one of " + std::string(expected)));
  }

  void light_verbs() {
    const TsvTable table(folder_ / "light_verbs.tsv", {"id", "verb", "subject", "example", "source"}, problems_);
    for (const TsvRow& row : table.rows()) {
      const std::string verb(table.cell(row, 1));
      const std::string_view subject = table.cell(row, 2);
      first_time(table, row, verb + (subject == "event" ? " (event)" : ""));
      if (subject == "event") out_.happening_verbs.insert(verb);
      else if (subject == "actor" || subject == "recipient") out_.light_verbs.emplace(verb, subject);
      else unknown(table, row, 2, "actor, recipient, event");
      claim(Claim::Kind::kNominalEvent, table, row, 3);
    }
  }

  void reporting() {
    const TsvTable table(folder_ / "reporting.tsv", {"id", "lemma", "pos", "example", "source"}, problems_);
    for (const TsvRow& row : table.rows()) {
      const std::string lemma(table.cell(row, 1));
      first_time(table, row, lemma + " " + std::string(table.cell(row, 2)));
      if (table.cell(row, 2) == "verb") {
        out_.reporting_verbs.insert(lemma);
        claim(Claim::Kind::kAttribution, table, row, 3);
      } else if (table.cell(row, 2) == "noun") {
        out_.reporting_nouns.insert(lemma);
        claim(Claim::Kind::kWord, table, row, 3, lemma);
      } else {
        unknown(table, row, 2, "verb, noun");
      }
    }
  }

  void factuality() {
    const TsvTable table(folder_ / "factuality.tsv", {"id", "lemma", "pos", "effect", "example", "source"}, problems_);
    for (const TsvRow& row : table.rows()) {
      const std::string lemma(table.cell(row, 1));
      const std::string_view pos = table.cell(row, 2);
      const std::string effect(table.cell(row, 3));
      first_time(table, row, lemma + " " + std::string(pos));
      if (effect != "negated" && effect != "future" && effect != "hypothetical" && effect != "actual") {
        unknown(table, row, 3, "negated, future, hypothetical, actual");
        continue;
      }
      if (pos == "verb") out_.factuality_verbs.emplace(lemma, effect);
      else if (pos == "noun") out_.factuality_nouns.emplace(lemma, effect);
      else if (pos == "adj") out_.factuality_adjectives.emplace(lemma, effect);
      else if (pos == "modal") out_.modals.emplace(lemma, effect);
      else if (pos == "negator") out_.negators.insert(lemma);
      else if (pos == "mark") out_.hypothetical_marks.insert(lemma);
      else unknown(table, row, 2, "verb, noun, adj, modal, negator, mark");
      claim(Claim::Kind::kFactuality, table, row, 4, effect);
    }
  }

  void stance() {
    const TsvTable table(folder_ / "stance.tsv", {"id", "lemma", "kind", "example", "source"}, problems_);
    for (const TsvRow& row : table.rows()) {
      const std::string lemma(table.cell(row, 1));
      const std::string_view kind = table.cell(row, 2);
      first_time(table, row, lemma + " " + std::string(kind));
      if (kind == "assessing_verb") out_.assessing_verbs.insert(lemma);
      else if (kind == "assessing_adjective") out_.assessing_adjectives.insert(lemma);
      else if (kind == "assessing_noun") out_.assessing_nouns.insert(lemma);
      else if (kind == "joint_adjective") out_.joint_adjectives.insert(lemma);
      else if (kind == "pair_noun") out_.pair_nouns.insert(lemma);
      else if (kind == "quantity_noun") out_.quantity_nouns.insert(lemma);
      else unknown(table, row, 2, "assessing_verb, assessing_adjective, assessing_noun, joint_adjective, pair_noun, quantity_noun");
      claim(Claim::Kind::kWord, table, row, 3, lemma);
    }
  }

  void mode_cues() {
    const TsvTable table(folder_ / "mode_cues.tsv", {"id", "type", "mode", "lemmas", "example", "source"}, problems_);
    for (const TsvRow& row : table.rows()) {
      Words::ModeCue cue{std::string(table.cell(row, 1)), std::string(table.cell(row, 2)), {}};
      for (const std::string_view lemma : split_list(table.cell(row, 3))) cue.lemmas.emplace_back(lemma);
      claim(Claim::Kind::kMode, table, row, 4, cue.type + " " + cue.mode);
      out_.mode_cues.push_back(std::move(cue));
    }
  }

  const std::filesystem::path& folder_;
  std::vector<Claim>& claims_;
  std::vector<base::Diagnostic>& problems_;
  std::set<std::string> seen_;
  Words out_;
};

}  // namespace

Words load_words(const std::filesystem::path& folder, std::vector<Claim>& claims, std::vector<base::Diagnostic>& problems) {
  return Loader(folder, claims, problems).run();
}

}  // namespace dragoman::lexicon
