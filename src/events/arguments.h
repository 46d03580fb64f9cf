// The logical arguments of a trigger word: who does it, to whom, with whom, where - the same for active, passive, nominal and
// light-verb wording. Undone here: passive, participles, relative clauses, control and raising, conjunct sharing, light verbs.
// Slots are named in docs/formats/frames.md. Pure function of the tree; no lexicon but the light verbs.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "language/sentence.h"
#include "lexicon/words.h"

namespace dragoman::events {

struct Argument {
  std::string_view slot;        // "subj", "obj", "with", ...; "receiver" = subject of a light verb that turns roles round (receive support)
  std::int32_t token = 0;       // head of the filler; its conjuncts are not listed
  bool loose = false;           // taken over from a governing or coordinated word: used only where no direct argument fills the role
};

struct Arguments {
  std::vector<Argument> list;
  std::int32_t carrier = -1;    // the light or happening verb that carries a noun trigger, else -1
  [[nodiscard]] bool has(std::string_view slot) const;
};

[[nodiscard]] Arguments verb_arguments(const language::Sentence& sentence, const language::Tree& tree, std::int32_t verb);
[[nodiscard]] Arguments noun_arguments(const language::Sentence& sentence, const language::Tree& tree, std::int32_t noun, const lexicon::Words& words);
[[nodiscard]] Arguments adjective_arguments(const language::Sentence& sentence, const language::Tree& tree, std::int32_t adjective);

/// `token` and every conjunct below it.
[[nodiscard]] std::vector<std::int32_t> with_conjuncts(const language::Sentence& sentence, const language::Tree& tree, std::int32_t token);

/// Of "hundreds of protesters" the protesters: the word after "of" where `token` only counts or groups; else `token`.
[[nodiscard]] std::int32_t meant(const language::Sentence& sentence, const language::Tree& tree, std::int32_t token, const lexicon::Words& words);

/// The preposition of an oblique or nominal modifier, or empty. Of a fixed expression ("on behalf of") the first word.
[[nodiscard]] std::string_view preposition(const language::Sentence& sentence, const language::Tree& tree, std::int32_t token);

[[nodiscard]] bool is_passive(const language::Sentence& sentence, const language::Tree& tree, std::int32_t verb);

}  // namespace dragoman::events
