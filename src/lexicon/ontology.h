// PLOVER 2.0 types, modes, contexts and sectors with their scores, and the CAMEO codes that PLOVER keeps. Loaded from data/ontology/.
#pragma once

#include <array>
#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/diagnostic.h"
#include "lexicon/words.h"

namespace dragoman::lexicon {

enum class EventType : std::uint8_t {
  kAgree, kConsult, kSupport, kConcede, kCooperate, kAid, kRetreat, kRequest, kAccuse, kReject, kThreaten, kProtest, kSanction,
  kMobilize, kCoerce, kAssault,
};
inline constexpr std::size_t kEventTypes = 16;

[[nodiscard]] std::string_view to_string(EventType type);                       // "CONSULT"
[[nodiscard]] std::optional<EventType> parse_event_type(std::string_view text);

struct TypeRow {
  EventType type{};
  int quad = 0;              // 1 verbal cooperation, 2 material cooperation, 3 verbal conflict, 4 material conflict
  double scale = 0;          // PLOVER intensity, -10..10
  std::string cameo;         // code used when a frame names none
};

struct ModeRow {
  EventType type{};
  std::string mode;
  double scale = 0;
};

struct ContextRow {
  std::string id;
  std::vector<std::vector<std::string>> cues;   // lemma sequences that call it up
};

struct CameoRow {
  std::string code;          // text, "0312"
  std::string gloss;
  std::optional<double> goldstein;   // -10..10; a leaf without one has its parent's
  std::optional<EventType> type;   // none for 01 and 02, which PLOVER drops
  std::string mode;
};

struct Ontology {
  std::array<TypeRow, kEventTypes> types;
  std::vector<ModeRow> modes;
  std::vector<ContextRow> contexts;
  std::vector<std::string> sectors;
  std::map<std::string, CameoRow, std::less<>> cameo;

  [[nodiscard]] bool has_mode(EventType type, std::string_view mode) const;
  [[nodiscard]] bool has_context(std::string_view id) const;
  [[nodiscard]] bool has_sector(std::string_view id) const;
  /// The mode's intensity, else the type's.
  [[nodiscard]] double scale(EventType type, std::string_view mode) const;
  /// Goldstein value of a CAMEO code; of its parent code where the leaf has none.
  [[nodiscard]] std::optional<double> goldstein(std::string_view code) const;
};

/// Reads types.tsv, modes.tsv, contexts.tsv, sectors.tsv, cameo.tsv in `folder` (docs/formats/ontology.md); appends every problem and claim.
[[nodiscard]] Ontology load_ontology(const std::filesystem::path& folder, std::vector<Claim>& claims, std::vector<base::Diagnostic>& problems);

}  // namespace dragoman::lexicon
