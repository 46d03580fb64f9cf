// Frames over one sentence: which triggers stand in it, what fills their roles, and which of several readings wins.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "actors/mentions.h"
#include "events/arguments.h"
#include "language/sentence.h"
#include "lexicon/lexicon.h"

namespace dragoman::events {

/// A participant of an event: what it resolves to and the words that say so.
struct Participant {
  actors::Entity entity;
  base::Span span;
  std::uint32_t sentence = 0;
  std::int32_t token = -1;

  friend bool operator==(const Participant&, const Participant&) = default;
};

/// One frame that fires, before the sentence's events are settled.
struct Candidate {
  const lexicon::Frame* frame = nullptr;
  const lexicon::Trigger* trigger = nullptr;
  std::int32_t token = 0;                  // the trigger's head word; of "pay a visit" the noun
  std::int32_t lexical = 0;                // the word whose arguments were read ("pay")
  base::Span span;                         // the trigger's words
  bool nominal = false;
  Arguments arguments;
  std::vector<Participant> actors;
  std::vector<Participant> recipients;
  bool weak_recipients = false;            // not named: told by the place inside the filler
  std::vector<std::int32_t> place_tokens;  // fillers of the place slots
  std::vector<std::int32_t> actor_tokens;  // fillers of the roles, resolved or not
  std::vector<std::int32_t> recipient_tokens;
  std::vector<std::int32_t> complement_tokens;
};

/// Why a trigger that was seen gave no event; for `explain`.
struct Rejected {
  const lexicon::Frame* frame = nullptr;
  std::int32_t token = 0;
  std::string reason;
};

struct SentenceInput {
  std::uint32_t index = 0;
  const language::ParsedSentence* parsed = nullptr;
  const actors::DocumentActors* actors = nullptr;
};

/// At most one candidate a trigger word, in word order. `require` is not applied here: participants may still come from the document.
[[nodiscard]] std::vector<Candidate> match_frames(const SentenceInput& input, const lexicon::Lexicon& lexicon, std::vector<Rejected>* rejected);

/// The political actors that a token stands for, conjuncts included. `slot` decides whether a capital may stand for its state.
[[nodiscard]] std::vector<Participant> participants_at(const SentenceInput& input, std::int32_t token, std::string_view slot);

}  // namespace dragoman::events
