// Did it happen? Reads negation, modals, conditionals, purpose, tense and the words an act hangs on; and whose words they are.
#pragma once

#include <cstdint>
#include <string_view>

#include "language/sentence.h"
#include "lexicon/words.h"

namespace dragoman::events {

enum class Factuality : std::uint8_t { kActual, kNegated, kFuture, kHypothetical };
enum class Stance : std::uint8_t { kReported, kAssessed };

[[nodiscard]] std::string_view to_string(Factuality factuality);
[[nodiscard]] std::string_view to_string(Stance stance);

/// Status of the act told by `trigger`. `carrier` is the light or happening verb that carries a noun trigger, or -1. Climbs the tree at most 12 steps.
[[nodiscard]] Factuality factuality_of(const language::Sentence& sentence, const language::Tree& tree, std::int32_t trigger, std::int32_t carrier,
                                       const lexicon::Words& words);

/// Whether the act is told, or is the writer's characterisation of a relation ("reflected strong coordination").
[[nodiscard]] Stance stance_of(const language::Sentence& sentence, const language::Tree& tree, std::int32_t trigger, const lexicon::Words& words);

struct Source {
  std::int32_t cue = -1;       // reporting verb, or the "according" of according to; -1 = nobody is named
  std::int32_t speaker = -1;   // head of the phrase that names the source, or -1
};

/// Who says that the act happened, inside the sentence.
[[nodiscard]] Source source_of(const language::Sentence& sentence, const language::Tree& tree, std::int32_t trigger, const lexicon::Words& words);

}  // namespace dragoman::events
