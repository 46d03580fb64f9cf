#include "lexicon/ontology.h"

#include <gtest/gtest.h>

#include <functional>

#include "lexicon/small_tables.h"
#include "support/folder.h"

namespace dragoman::lexicon {
namespace {

using dragoman::testing::Folder;
using dragoman::testing::places;

std::string problems_of(const Folder& folder) {
  std::vector<Claim> claims;
  std::vector<base::Diagnostic> problems;
  (void)load_ontology(folder.path(), claims, problems);
  return places(problems);
}

TEST(Ontologies, TypesAreWrittenAndRead) {
  for (std::size_t i = 0; i < kEventTypes; ++i) EXPECT_EQ(parse_event_type(to_string(static_cast<EventType>(i))), static_cast<EventType>(i));
  for (const char* other : {"", "consult", "CONSULTS", "VISIT"}) EXPECT_FALSE(parse_event_type(other)) << other;
}

TEST(Ontologies, Answers) {
  const Ontology o = small_ontology();
  EXPECT_EQ(o.types[static_cast<std::size_t>(EventType::kConsult)].quad, 1);
  EXPECT_TRUE(o.has_mode(EventType::kConsult, "visit"));
  EXPECT_FALSE(o.has_mode(EventType::kAgree, "visit"));
  EXPECT_TRUE(o.has_context("military"));
  EXPECT_FALSE(o.has_context("army"));
  EXPECT_TRUE(o.has_sector("GOV"));
  EXPECT_FALSE(o.has_sector("gov"));
  EXPECT_EQ(o.scale(EventType::kConsult, "visit"), 2.5);
  EXPECT_EQ(o.scale(EventType::kConsult, "meet"), -7) << "an unknown mode has its type's value";
  EXPECT_EQ(o.scale(EventType::kAssault, ""), 7);
  EXPECT_EQ(o.goldstein("042"), 1.9);
  EXPECT_EQ(o.goldstein("0421"), 1.9) << "a leaf without a value has its parent's";
  EXPECT_EQ(o.goldstein("0499"), 1.0);
  EXPECT_FALSE(o.goldstein("77"));
  ASSERT_EQ(o.contexts.front().cues.size(), 2U);
  EXPECT_EQ(o.contexts.front().cues[1], (std::vector<std::string>{"joint", "exercise"}));
  EXPECT_FALSE(o.cameo.at("01").type) << "01 and 02 are no events in PLOVER";
}

TEST(Ontologies, EveryContextClaimsItsExample) {
  const Folder folder;
  write_ontology(folder);
  std::vector<Claim> claims;
  std::vector<base::Diagnostic> problems;
  (void)load_ontology(folder.path(), claims, problems);
  ASSERT_EQ(claims.size(), 1U);
  EXPECT_EQ(claims[0].kind, Claim::Kind::kContext);
  EXPECT_EQ(claims[0].value, "military");
  EXPECT_EQ(claims[0].example, "The army came.");
  EXPECT_EQ(claims[0].line, 2U);
}

TEST(Ontologies, WhatIsWrongIsToldWithItsPlace) {
  struct {
    const char *name, *file, *bytes, *want;
  } const cases[] = {
      {"unknown type", "modes.tsv", "type\tmode\tscale\tgloss\tsource\nCONSULTS\tvisit\t2.5\tg\thand\n", "modes.tsv:2:1 LEX005\ncameo.tsv:3:23 LEX005\n"},
      {"no number", "modes.tsv", "type\tmode\tscale\tgloss\tsource\nCONSULT\tvisit\tmuch\tg\thand\n", "modes.tsv:2:15 LEX008\ncameo.tsv:3:23 LEX005\n"},
      {"a mode twice", "modes.tsv", "type\tmode\tscale\tgloss\tsource\nCONSULT\tvisit\t2\tg\thand\nASSAULT\tvisit\t2\tg\thand\nCONSULT\tvisit\t3\tg\thand\n",
       "modes.tsv:4:9 LEX006\n"},
      {"a sector twice", "sectors.tsv", "id\tgloss\tsource\nGOV\tg\th\nGOV\tg\th\n", "sectors.tsv:3:1 LEX006\n"},
      {"a context twice", "contexts.tsv", "id\tcues\tgloss\texample\tsource\na\tx\tg\tX.\th\na\ty\tg\tY.\th\n", "contexts.tsv:3:1 LEX006\n"},
      {"a code twice", "cameo.tsv", "code\tgloss\tgoldstein\ttype\tmode\tsource\n04\tg\t1\t\t\th\n04\tg\t1\t\t\th\n", "cameo.tsv:3:1 LEX006\n"},
      {"a code with an unknown type", "cameo.tsv", "code\tgloss\tgoldstein\ttype\tmode\tsource\n04\tg\t1\tTALK\t\th\n", "cameo.tsv:2:8 LEX005\n"},
      {"a code with a mode of another type", "cameo.tsv", "code\tgloss\tgoldstein\ttype\tmode\tsource\n04\tg\t1\tAGREE\tvisit\th\n", "cameo.tsv:2:14 LEX005\n"},
      {"a code without a number", "cameo.tsv", "code\tgloss\tgoldstein\ttype\tmode\tsource\n04\tg\tone\tAGREE\t\th\n", "cameo.tsv:2:6 LEX008\n"},
      {"an empty table", "sectors.tsv", "", "sectors.tsv:1:1 LEX002\n"},
  };
  for (const auto& c : cases) {
    const Folder folder;
    write_ontology(folder);
    folder.write(c.file, c.bytes);
    EXPECT_EQ(problems_of(folder), c.want) << c.name;
  }
}

TEST(Ontologies, EveryTypeHasARow) {
  const Folder folder;
  write_ontology(folder);
  std::string types = types_table();
  types.erase(types.find("RETREAT"), types.find('\n', types.find("RETREAT")) - types.find("RETREAT") + 1);
  folder.write("types.tsv", types);
  std::vector<Claim> claims;
  std::vector<base::Diagnostic> problems;
  (void)load_ontology(folder.path(), claims, problems);
  ASSERT_EQ(places(problems), "types.tsv:0:0 LEX007\n");
  EXPECT_NE(problems[0].text.find("RETREAT"), std::string::npos);
}

TEST(Ontologies, ATypesCodeMustExist) {
  const Folder folder;
  write_ontology(folder);
  std::string types = types_table();
  types.replace(types.find("\t04\t", types.find("PROTEST")), 4, "\t99\t");
  folder.write("types.tsv", types);
  EXPECT_EQ(problems_of(folder), "types.tsv:0:0 LEX009\n");
}

TEST(Ontologies, AllProblemsOfAllTablesComeAtOnce) {
  const Folder folder;
  write_ontology(folder);
  folder.write("modes.tsv", "type\tmode\tscale\tgloss\tsource\nX\ta\t1\tg\th\nY\tb\tz\tg\th\nCONSULT\tvisit\t1\tg\th\nshort\n");
  folder.write("sectors.tsv", "id\tname\nGOV\tg\n");
  EXPECT_EQ(problems_of(folder), "modes.tsv:5:1 LEX003\nmodes.tsv:2:1 LEX005\nmodes.tsv:3:1 LEX005\nmodes.tsv:3:5 LEX008\nsectors.tsv:1:1 LEX002\n");
}

TEST(Ontologies, TheShippedOneIsWhole) {
  std::vector<Claim> claims;
  std::vector<base::Diagnostic> problems;
  const Ontology o = load_ontology(std::filesystem::path(DRAGOMAN_DATA) / "ontology", claims, problems);
  EXPECT_EQ(places(problems), "");
  for (const TypeRow& type : o.types) {
    EXPECT_GE(type.quad, 1);
    EXPECT_LE(type.quad, 4);
    EXPECT_TRUE(o.goldstein(type.cameo)) << to_string(type.type);
  }
  for (const auto& [code, row] : o.cameo) EXPECT_TRUE(row.type || code.starts_with("01") || code.starts_with("02")) << code;
}

}  // namespace
}  // namespace dragoman::lexicon
