// Small tables that every loader accepts; a test spoils one of them.
#pragma once

#include <string>

#include "lexicon/ontology.h"
#include "support/folder.h"

namespace dragoman::lexicon {

inline std::string types_table() {
  std::string out = "type\tquad\tscale\tcameo\tgloss\tsource\n";
  for (std::size_t i = 0; i < kEventTypes; ++i)
    out += std::string(to_string(static_cast<EventType>(i))) + "\t" + std::to_string(1 + i / 4) + "\t" + std::to_string(static_cast<int>(i) - 8) + "\t04\tg\thand\n";
  return out;
}

inline void write_ontology(const dragoman::testing::Folder& folder) {
  folder.write("types.tsv", types_table());
  folder.write("modes.tsv", "type\tmode\tscale\tgloss\tsource\nCONSULT\tvisit\t2.5\tg\thand\nASSAULT\taerial\t-9\tg\thand\n");
  folder.write("contexts.tsv", "id\tcues\tgloss\texample\tsource\nmilitary\tarmy|joint exercise\tg\tThe army came.\thand\n");
  folder.write("sectors.tsv", "id\tgloss\tsource\nGOV\tg\thand\nMIL\tg\thand\nREB\tg\thand\nCVL\tg\thand\n");
  folder.write("cameo.tsv",
               "code\tgloss\tgoldstein\ttype\tmode\tsource\n04\tconsult\t1\tCONSULT\t\thand\n042\tvisit\t1.9\tCONSULT\tvisit\thand\n0421\tleaf\t\tCONSULT\t\thand\n"
               "19\tfight\t-10\tASSAULT\t\thand\n01\tstatement\t0\t\t\thand\n");
}

inline Ontology small_ontology() {
  const dragoman::testing::Folder folder;
  write_ontology(folder);
  std::vector<Claim> claims;
  std::vector<base::Diagnostic> problems;
  Ontology out = load_ontology(folder.path(), claims, problems);
  EXPECT_EQ(dragoman::testing::places(problems), "");
  return out;
}

}  // namespace dragoman::lexicon
