// Place or actor: how a place name is meant, read from what it hangs on. Internal to src/places.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "base/ascii.h"
#include "language/sentence.h"
#include "places/gazetteer.h"

namespace dragoman::places {

using base::lower_ascii;

[[nodiscard]] bool begins_upper(std::string_view word);

/// The token of [first, last] that the others hang on.
[[nodiscard]] std::int32_t head_of(const language::Sentence& sentence, std::int32_t first, std::int32_t last);

/// The preposition of an oblique or nominal modifier in lower case, or empty.
[[nodiscard]] std::string case_of(const language::Sentence& sentence, const language::Tree& tree, std::int32_t token);

/// Tokens [first, last] are only a part of a longer name of a person.
[[nodiscard]] bool in_person_name(const language::Sentence& sentence, const language::Tree& tree, std::int32_t first,
                                  std::int32_t last);

/// What a name may stand for besides its place.
enum class Use : std::uint8_t {
  kPlace,      // nothing
  kCapital,    // its state
  kState,      // the government of the country
  kAdjective,  // the same, and the name is also its adjective ("US")
};

/// No place in this reading.
[[nodiscard]] bool is_associative(const language::Sentence& sentence, const language::Tree& tree, std::int32_t first,
                                  std::int32_t last, Use use, const Gazetteer& gazetteer);

}  // namespace dragoman::places
