// What a reader knows about English spelling when cutting text into sentences and words: abbreviations, prefixes, units and
// fused forms. All of it is data: data/language/abbreviations.tsv and data/language/word_parts.tsv.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "base/diagnostic.h"

namespace dragoman::text {

enum class AbbreviationKind : std::uint8_t {
  kTitle,   // a name follows: Gen.
  kNumber,  // an abbreviation only before a number: No., p.
  kMonth,   // also full month names (without stop), by which datelines are known
  kUnit,
  kPlace,
  kOrg,
  kTime,    // a.m.
  kLatin,
  kOther,
};

struct Abbreviation {
  AbbreviationKind kind = AbbreviationKind::kOther;
  bool may_end = false;  // a sentence may end after it
};

/// Looked up by view, without a copy.
struct StringHash {
  using is_transparent = void;
  std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>{}(text); }
};
using StringSet = std::unordered_set<std::string, StringHash, std::equal_to<>>;

struct Spelling {
  template <class T>
  using Map = std::unordered_map<std::string, T, StringHash, std::equal_to<>>;

  Map<Abbreviation> abbreviations;           // as written, with the stop: "Gen."
  StringSet months;                          // "January", "Jan."
  StringSet prefixes;                        // lower case, without the hyphen: "anti" (anti-war stays one word)
  StringSet units;                           // lower case: "km" (5km is two words)
  StringSet wholes;                          // lower case: "n/a", "'em"
  StringSet openers;                         // "The": starts a sentence where the stop before it could be an abbreviation's
  Map<std::vector<std::uint32_t>> splits;    // lower case: "cannot" -> byte lengths {3, 3}
};

/// Reads both tables of `folder` (data/language). Every problem of both files is added to `problems`: TEXT001 unreadable file, TEXT002
/// wrong column names, TEXT003 wrong number of cells, TEXT004 unknown kind or yes/no, TEXT005 a form that cannot be (empty, white space,
/// not ASCII, a stop missing), TEXT006 a form or id given twice. Bad rows are left out.
[[nodiscard]] Spelling load_spelling(const std::filesystem::path& folder, std::vector<base::Diagnostic>& problems);

/// The same over bytes in memory (name of the file for diagnostics, its bytes).
void read_abbreviations(std::string_view file, std::string_view bytes, Spelling& spelling, std::vector<base::Diagnostic>& problems);
void read_word_parts(std::string_view file, std::string_view bytes, Spelling& spelling, std::vector<base::Diagnostic>& problems);

}  // namespace dragoman::text
