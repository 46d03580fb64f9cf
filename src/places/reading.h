// Place or actor: how a place name is meant, read from what it hangs on. Internal to src/places.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "language/sentence.h"
#include "places/gazetteer.h"

namespace dragoman::places {

/// ASCII lower case; other bytes as they are.
[[nodiscard]] std::string lower_ascii(std::string_view text);

[[nodiscard]] bool begins_upper(std::string_view word);

/// The token of [first, last] that the others hang on.
[[nodiscard]] std::int32_t head_of(const language::Sentence& sentence, std::int32_t first, std::int32_t last);

/// The preposition of an oblique or nominal modifier in lower case, or empty.
[[nodiscard]] std::string case_of(const language::Sentence& sentence, const language::Tree& tree, std::int32_t token);

/// Tokens [first, last] are only a part of a longer name of a person.
[[nodiscard]] bool in_person_name(const language::Sentence& sentence, const language::Tree& tree, std::int32_t first, std::int32_t last);

/// No place in this reading. `state`: a country, or a capital or seat that may act as one.
[[nodiscard]] bool is_associative(const language::Sentence& sentence, const language::Tree& tree, std::int32_t first, std::int32_t last, bool state,
                                  const Gazetteer& gazetteer);

}  // namespace dragoman::places
