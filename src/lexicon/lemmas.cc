#include "lexicon/lemmas.h"

#include <algorithm>

#include "base/ascii.h"
#include "lexicon/tsv.h"

namespace dragoman::lexicon {

using base::lower_ascii;

namespace {

void each_word(std::string_view phrase, std::unordered_set<std::string>& into) {
  std::string word;
  for (const char c : phrase) {
    if (c == ' ' || c == '-') {
      if (!word.empty()) into.insert(word);
      word.clear();
    } else {
      word += c;
    }
  }
  if (!word.empty()) into.insert(word);
}

// The regular readings of a form, likeliest first.
std::vector<std::string> readings(std::string_view form, bool verb) {
  std::vector<std::string> out;
  const auto cut = [&](std::string_view ending, std::string_view add) {
    if (form.size() > ending.size() + 1 && form.ends_with(ending)) out.push_back(std::string(form.substr(0, form.size() - ending.size())) + std::string(add));
  };
  const auto undouble = [&](std::string_view ending) {
    if (form.size() < ending.size() + 3 || !form.ends_with(ending)) return;
    const std::string_view stem = form.substr(0, form.size() - ending.size());
    if (stem[stem.size() - 1] == stem[stem.size() - 2]) out.emplace_back(stem.substr(0, stem.size() - 1));
  };
  if (verb) {
    cut("ied", "y");
    cut("ed", "");
    cut("ed", "e");
    undouble("ed");
    cut("ing", "");
    cut("ing", "e");
    undouble("ing");
  }
  cut("ies", "y");
  cut("s", "");
  cut("es", "");
  out.emplace_back(form);
  return out;
}

}  // namespace

Lemmas::Lemmas(const std::filesystem::path& language_folder, std::vector<base::Diagnostic>& problems) {
  const TsvTable table(language_folder / "irregular.tsv", {"form", "upos", "lemma", "source"}, problems);
  for (const TsvRow& row : table.rows()) {
    const std::string_view upos = table.cell(row, 1);
    if (upos != "VERB" && upos != "NOUN") {
      problems.push_back(table.at(row, 1, "LEX005", "'" + std::string(upos) + "' is not known here", "VERB or NOUN"));
      continue;
    }
    auto& irregular = upos == "VERB" ? irregular_verbs_ : irregular_nouns_;
    if (!irregular.emplace(table.cell(row, 0), table.cell(row, 2)).second)
      problems.push_back(table.at(row, 0, "LEX006", "'" + std::string(table.cell(row, 0)) + "' stands twice"));
  }
}

void Lemmas::know(const FrameLexicon& frames) {
  for (const Frame& frame : frames.frames()) {
    for (const std::string& trigger : frame.verbs) {
      const std::size_t end = trigger.find(' ');
      verbs_.insert(trigger.substr(0, end));
      if (end != std::string::npos) each_word(std::string_view(trigger).substr(end + 1), nouns_);
    }
    for (const std::string& trigger : frame.nouns) {
      each_word(trigger, nouns_);
      nouns_.insert(trigger);
    }
    for (const auto* lists : {&frame.only, &frame.never})
      for (const auto& [slot, lemmas] : *lists)
        for (const std::string& lemma : lemmas) {
          nouns_.insert(lemma);
          if (slot == "xcomp" || slot == "ccomp") verbs_.insert(lemma);
        }
  }
}

void Lemmas::know(const Words& words) {
  for (const auto& [lemma, subject] : words.light_verbs) verbs_.insert(lemma);
  for (const auto& [lemma, effect] : words.factuality_verbs) verbs_.insert(lemma);
  for (const auto& [lemma, effect] : words.factuality_nouns) nouns_.insert(lemma);
  for (const WordSet* set : {&words.happening_verbs, &words.reporting_verbs, &words.assessing_verbs}) verbs_.insert(set->begin(), set->end());
  for (const WordSet* set : {&words.reporting_nouns, &words.assessing_nouns, &words.pair_nouns}) nouns_.insert(set->begin(), set->end());
  for (const Words::ModeCue& cue : words.mode_cues) nouns_.insert(cue.lemmas.begin(), cue.lemmas.end());
}

void Lemmas::know(const Ontology& ontology) {
  for (const ContextRow& context : ontology.contexts)
    for (const auto& cue : context.cues) nouns_.insert(cue.begin(), cue.end());
}

void Lemmas::mend(language::Sentence& sentence) const {
  using language::Upos;
  for (language::Token& token : sentence.tokens) {
    const bool verb = token.upos == Upos::kVerb;
    if (!verb && token.upos != Upos::kNoun && token.upos != Upos::kPropn) continue;
    const Set& known = verb ? verbs_ : nouns_;
    const std::string form = lower_ascii(token.form);
    const auto& irregular = verb ? irregular_verbs_ : irregular_nouns_;
    if (const auto found = irregular.find(form); found != irregular.end() && token.upos != Upos::kPropn) {
      token.lemma = found->second;
      continue;
    }
    if (known.contains(lower_ascii(token.lemma))) continue;
    for (std::string& reading : readings(form, verb))
      if (known.contains(reading)) {
        token.lemma = std::move(reading);
        break;
      }
  }
}

}  // namespace dragoman::lexicon
