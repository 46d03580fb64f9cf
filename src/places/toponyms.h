// Place names in a document, the place each stands for, and the place of an event.
//
// A name is the longest run of words that the gazetteer or the actor lexicon (states, capitals, nationality words)
// knows, beginning with a capital, and no part of a person's name. Which of several places of one name is meant: the
// one in a country that the document names, else the capital or the most populous. "southern X", "X's border with Y"
// are regions of X. Method and limits: docs/design/0005-places.md.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/span.h"
#include "language/sentence.h"
#include "places/gazetteer.h"

namespace dragoman::places {

struct Toponym {
  std::int32_t first = 0;  // tokens, inclusive
  std::int32_t last = 0;
  base::Span span;
  std::string text;          // as written
  bool associative = false;  // no place in this reading: nationality word, capital or seat acting as its state, part of
                             // an organisation's name
  Place place;
};

/// result[i] belongs to document[i], in word order, never overlapping. Cost: linear in tokens.
[[nodiscard]] std::vector<std::vector<Toponym>> find_toponyms(const language::ParsedDocument& document,
                                                              const Gazetteer& gazetteer);

struct EventPlace {
  Place place;
  std::string extracted;  // as written
  base::Span span;
};

/// Where an event is told to happen: a literal toponym among the fillers of its place slots, else one that a locative
/// preposition hangs on the trigger, its carrier verb or a clause above it, nearest first; of several the most
/// specific. Countries only where nothing closer is told; nothing where the sentence is silent. `toponyms` are those of
/// this sentence.
[[nodiscard]] std::optional<EventPlace> place_of_event(const language::Sentence& sentence, const language::Tree& tree,
                                                       std::int32_t trigger,
                                                       const std::vector<std::int32_t>& place_tokens,
                                                       const std::vector<Toponym>& toponyms);

}  // namespace dragoman::places
