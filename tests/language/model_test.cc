// Model files: tables find what was put into them; a damaged file is refused whole and never harms the reader.
#include "language/model.h"

#include <gtest/gtest.h>

#include <cstring>
#include <random>

#include "base/hash.h"
#include "language/features.h"
#include "support/folder.h"
#include "support/network.h"
#include "support/tree.h"

namespace dragoman::language {
namespace {

using dragoman::testing::bytes_of;
using dragoman::testing::Folder;
using namespace std::string_literals;

TEST(WeightTables, FindWhatWasPutIn) {
  std::vector<WeightRow> rows;
  std::mt19937_64 random(7);
  for (int i = 0; i < 5000; ++i) rows.push_back({random(), {{static_cast<std::uint8_t>(i % 5), 1.0}, {static_cast<std::uint8_t>(5 + i % 3), -0.5}}});
  const std::string bytes = build_table(rows, 0.1);
  const auto table = WeightTable::check(bytes, 8);
  ASSERT_TRUE(table);
  for (const WeightRow& row : rows) {
    const auto cells = table->find(row.feature);
    ASSERT_EQ(cells.size(), 2U);
    EXPECT_EQ(cells[0].target, row.weights[0].first);
    EXPECT_EQ(cells[1].target, row.weights[1].first);
  }
  int strangers = 0;
  for (int i = 0; i < 5000; ++i) strangers += !table->find(random()).empty();
  EXPECT_LE(strangers, 5) << "features that were never put in find nothing";
  EXPECT_EQ(build_table(rows, 0.1), bytes);
}

TEST(WeightTables, AddUpScores) {
  const Feature a = base::hash64("a"), b = base::hash64("b"), c = base::hash64("c"), d = base::hash64("d");
  const std::string bytes = build_table({{a, {{0, 2.0}, {1, -2.0}}}, {b, {{1, 1.0}}}, {c, {{0, 0.01}}}}, 0.1);
  const auto table = WeightTable::check(bytes, 2);
  ASSERT_TRUE(table);
  WeightTable::Scores scores{};
  const Feature both[] = {a, b, d};
  table->score(both, 2, scores);
  EXPECT_GT(scores[0], 0);
  EXPECT_LT(scores[1], 0);
  EXPECT_NEAR(static_cast<double>(scores[1]) / scores[0], -0.5, 0.02);
  EXPECT_TRUE(table->find(c).empty()) << "smaller than the smallest weight";
}

TEST(WeightTables, AreChecked) {
  const std::string good = build_table({{11, {{0, 2.0}, {3, -2.0}}}}, 0.1);
  EXPECT_TRUE(WeightTable::check(good, 4));
  EXPECT_FALSE(WeightTable::check(good, 3)) << "a class beyond the number of classes";
  EXPECT_FALSE(WeightTable::check(good.substr(0, good.size() - 1), 4));
  EXPECT_FALSE(WeightTable::check(good + "x", 4));
  EXPECT_FALSE(WeightTable::check("", 4));
  std::string no_slots = good;
  std::memset(no_slots.data(), 0, 4);
  EXPECT_FALSE(WeightTable::check(no_slots, 4));
  std::string outside = good;   // a slot whose cells lie behind the end
  const std::size_t slots = 4 + 4 + 256 * 4;
  for (std::size_t at = slots; at + 8 <= good.size() - 4; at += 8)
    if (outside[at + 4] != 0) outside[at] = 100;
  EXPECT_FALSE(WeightTable::check(outside, 4));
}

TEST(Lemmas, AreMadeByRules) {
  struct {
    LemmaRule rule;
    const char *form, *want;
  } const cases[] = {
      {{true, 0, ""}, "Talks", "talks"},   {{true, 1, ""}, "Talks", "talk"},    {{false, 0, ""}, "Oslo", "Oslo"},   {{true, 3, "y"}, "armies", "army"},
      {{true, 9, "x"}, "cut", "cut"},      {{true, 3, ""}, "cut", "cut"},       {{true, 3, "be"}, "was", "be"},     {{true, 0, ""}, "\u00c9t\u00e9", "\u00e9t\u00e9"},
  };
  for (const auto& c : cases) EXPECT_EQ(lemma_of(c.rule, c.form), c.want) << c.form;
}

// A model of two tags, in order.
ModelSections small_sections() {
  ModelSections s;
  s.name = "small";
  s.tags = "NOUN\tNN\nVERB\tVB\n";
  s.feats = "\nNumber=Sing\n";
  s.lemma_rules = "L\t0\t\nK\t1\tx\n";
  s.tag_feats = build_table({{tag_key(0), {{0, 1.0}, {1, 0.5}}}}, 0);
  s.lemmas = build_table({{5, {{1, 1.0}}}}, 0);
  s.network = dragoman::testing::random_network(dragoman::testing::small_shape(2, 2), 3);
  return s;
}

/// "ok" or the code of the first problem.
std::string load(std::string bytes) {
  try {
    const auto model = Model::from_bytes(std::move(bytes), "m");
    Sentence s;
    for (const char* form : {"Two", "talk", "\u5317\u4eac", "!"}) {
      s.tokens.emplace_back();
      s.tokens.back().form = form;
    }
    Analyzer::Workspace workspace;
    Analyzer(model).analyze(s, workspace);
    EXPECT_TRUE(dragoman::testing::is_tree(s));
    return "ok";
  } catch (const base::Error& error) {
    return error.diagnostics().front().code;
  }
}

std::string with_checksum(std::string bytes) {
  const std::string hash = base::hash128_hex(std::string_view(bytes).substr(48));
  return bytes.replace(16, 32, hash);
}

TEST(ModelFiles, ASmallOneLoads) {
  EXPECT_EQ(load(build_model(small_sections())), "ok");
  const auto model = Model::from_bytes(build_model(small_sections()), "m");
  EXPECT_EQ(model->name(), "small");
  EXPECT_EQ(model->hash(), base::hash128_hex(std::string_view(build_model(small_sections())).substr(48)));
}

TEST(ModelFiles, BadContentsAreRefused) {
  struct {
    const char* name;
    void (*spoil)(ModelSections&);
  } const cases[] = {
      {"no tags", [](ModelSections& s) { s.tags.clear(); }},
      {"a tag without its tab", [](ModelSections& s) { s.tags = "NOUN\n"; }},
      {"too many tags", [](ModelSections& s) { for (int i = 0; i < 300; ++i) s.tags += "X\tX\n"; }},
      {"no features", [](ModelSections& s) { s.feats.clear(); }},
      {"no lemma rules", [](ModelSections& s) { s.lemma_rules.clear(); }},
      {"a broken lemma rule", [](ModelSections& s) { s.lemma_rules = "L\tx\t\n"; }},
      {"a lemma rule without its tab", [](ModelSections& s) { s.lemma_rules = "L\t12\n"; }},
      {"an empty table", [](ModelSections& s) { s.lemmas.clear(); }},
      {"a table cut short", [](ModelSections& s) { s.lemmas.pop_back(); }},
      {"a network cut short", [](ModelSections& s) { s.network.pop_back(); }},
      {"a network of other tags", [](ModelSections& s) { s.network = dragoman::testing::random_network(dragoman::testing::small_shape(3, 2), 3); }},
      {"a network of other feature sets", [](ModelSections& s) { s.network = dragoman::testing::random_network(dragoman::testing::small_shape(2, 3), 3); }},
      {"a feature set that is none", [](ModelSections& s) { s.tag_feats = build_table({{1, {{2, 1.0}}}}, 0); }},
      {"a lemma rule that is none", [](ModelSections& s) { s.lemmas = build_table({{1, {{2, 1.0}}}}, 0); }},
  };
  for (const auto& c : cases) {
    ModelSections sections = small_sections();
    c.spoil(sections);
    EXPECT_EQ(load(build_model(sections)), "MODEL002") << c.name;
  }
}

TEST(ModelFiles, EveryBitCounts) {
  const std::string good = build_model(small_sections());
  for (std::size_t at = 0; at < good.size(); at += at < 300 ? 1 : 61) {
    std::string bad = good;
    bad[at] = static_cast<char>(bad[at] ^ 0x10);
    EXPECT_EQ(load(bad), at >= 8 && at < 12 ? "MODEL003" : "MODEL002") << "byte " << at;
  }
}

TEST(ModelFiles, DamageUnderARightChecksumDoesNoHarm) {
  const std::string good = build_model(small_sections());
  std::mt19937_64 random(11);
  int refused = 0, taken = 0;
  for (int round = 0; round < 3000; ++round) {
    std::string bad = good;
    // mostly the directory, the lists and the heads of the tables: that is where offsets stand
    const std::size_t reach = round % 3 == 0 ? bad.size() : 400;
    for (int i = 0; i <= round % 4; ++i) bad[12 + random() % (reach - 12)] = static_cast<char>(random());
    const std::string result = load(with_checksum(bad));
    EXPECT_TRUE(result == "ok" || result == "MODEL002") << result;
    (result == "ok" ? taken : refused) += 1;
  }
  EXPECT_GT(refused, 500);
  EXPECT_GT(taken, 100) << "weights may change without the file being broken";
}

TEST(ModelFiles, OtherFilesAreRefused) {
  const std::string good = build_model(small_sections());
  struct {
    const char* name;
    std::string bytes;
    const char* want;
  } const cases[] = {
      {"empty", "", "MODEL002"},
      {"text", "Not a model at all, only a long enough line of text that has more bytes than a head.", "MODEL002"},
      {"only the first word", "DRAGOMAN", "MODEL002"},
      {"only the head", good.substr(0, 48), "MODEL002"},
      {"only the head, right checksum", with_checksum(good.substr(0, 48)), "MODEL002"},
      {"cut in the directory", with_checksum(good.substr(0, 200)), "MODEL002"},
      {"cut at the end", good.substr(0, good.size() - 1), "MODEL002"},
      {"cut at the end, right checksum", with_checksum(good.substr(0, good.size() - 1)), "MODEL002"},
      {"longer", good + "x", "MODEL002"},
      {"another version", good.substr(0, 8) + "\x01\0\0\0"s + good.substr(12), "MODEL003"},
  };
  for (const auto& c : cases) EXPECT_EQ(load(c.bytes), c.want) << c.name;
}

TEST(ModelFiles, AMissingFileIsNamed) {
  const Folder folder;
  for (const auto& path : {folder / "none.model", folder.path()}) {
    try {
      (void)Model::load(path);
      ADD_FAILURE() << path;
    } catch (const base::Error& error) {
      EXPECT_EQ(error.diagnostics()[0].code, "MODEL001");
      EXPECT_EQ(error.diagnostics()[0].file, path.string());
    }
  }
}

TEST(ModelFiles, TheShippedOneIsRefusedWhenDamaged) {
  const std::string good = bytes_of(std::filesystem::path(DRAGOMAN_MODELS) / "en.model");
  ASSERT_GT(good.size(), 100'000U);
  const Folder folder;
  const auto result = [&](const std::string& bytes) -> std::string {
    try {
      (void)Model::load(folder.write("m.model", bytes));
      return "ok";
    } catch (const base::Error& error) {
      return error.diagnostics().front().code;
    }
  };
  EXPECT_EQ(result(good), "ok");
  for (const std::size_t at : {std::size_t{0}, std::size_t{9}, std::size_t{20}, std::size_t{50}, std::size_t{230}, good.size() / 3, good.size() - 1}) {
    std::string bad = good;
    bad[at] = static_cast<char>(bad[at] ^ 1);
    EXPECT_EQ(result(bad), at == 9 ? "MODEL003" : "MODEL002") << "byte " << at;
  }
  for (const std::size_t size : {std::size_t{0}, std::size_t{47}, std::size_t{100}, good.size() / 2, good.size() - 1}) EXPECT_EQ(result(good.substr(0, size)), "MODEL002") << size << " bytes";
}

}  // namespace
}  // namespace dragoman::language
