// Parts and edges of countries: "southern X", "the south of X", "X's border with Y". Internal to src/places.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "language/sentence.h"
#include "places/toponyms.h"

namespace dragoman::places {

/// The words [first, last] as written.
[[nodiscard]] std::string text_of(const language::Sentence& sentence, std::int32_t first, std::int32_t last);

/// A country with a direction or a border beside it becomes that part of it: its text grows, its point moves, and it is
/// a literal place even if the country's name is an adjective. Two countries on either side of a border become one
/// toponym, of the first one's country. Others stay.
[[nodiscard]] std::vector<Toponym> compose_parts(const language::Sentence& sentence, std::vector<Toponym> toponyms,
                                                 const Gazetteer& gazetteer);

}  // namespace dragoman::places
