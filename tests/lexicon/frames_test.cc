// Frame files: what a frame becomes, and every way in which one can be wrong.
#include "lexicon/frames.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "lexicon/small_tables.h"
#include "support/folder.h"

namespace dragoman::lexicon {
namespace {

using dragoman::testing::Folder;
using dragoman::testing::places;

constexpr const char* kTemplates = R"(
[template.visit]
verb = { actor = ["subj"], recipient = ["obj", "to"], place = ["in"] }
noun = { actor = ["poss", "by"], recipient = ["to"] }
)";

/// A frame that is in order; `more` is added to it.
std::string frame(const std::string& id, const std::string& more, const std::string& triggers = "verbs = [\"visit\"]") {
  return "[[frame]]\nid = \"" + id + "\"\nevent = \"CONSULT\"\n" + triggers + "\nmatch = [\"They [visited] Rome.\"]\nsource = \"hand\"\n" + more + "\n";
}

struct Read {
  std::vector<Frame> frames;
  std::vector<base::Diagnostic> problems;
};
Read read(const std::string& bytes) {
  static const Ontology ontology = small_ontology();
  Read out;
  out.frames = read_frames(kTemplates, "some/where/consult.toml", bytes, ontology, out.problems);
  return out;
}

TEST(FrameFiles, AFrameIsRead) {
  const Read r = read(R"([[frame]]
id = "consult.visit"
event = "CONSULT"
mode = "visit"
cameo = "042"
context = ["military"]
verbs = ["visit", "travel to"]
nouns = ["visit"]
adjectives = ["visited"]
template = "visit"
noun = { recipient = ["with"] }
reciprocal = true
require = "both"
only = { obj = ["city"] }
never = { of = ["doctor"] }
complement = ["xcomp"]
needs_complement = true
base = "AID"
factuality = "future"
weight = 2
match = ["They [visited] Rome."]
reject = ["They left Rome."]
source = "hand"
)");
  ASSERT_EQ(places(r.problems), "");
  ASSERT_EQ(r.frames.size(), 1U);
  const Frame& f = r.frames[0];
  EXPECT_EQ(f.id, "consult.visit");
  EXPECT_EQ(f.file, "frames/en/consult.toml") << "the record names the file inside the data folder";
  EXPECT_EQ(f.line, 1U);
  EXPECT_EQ(f.event, EventType::kConsult);
  EXPECT_EQ(f.mode, "visit");
  EXPECT_EQ(f.cameo, "042");
  EXPECT_EQ(f.verb.recipient, (std::vector<Slot>{"obj", "to"})) << "from the template";
  EXPECT_EQ(f.noun.actor, (std::vector<Slot>{"poss", "by"})) << "from the template";
  EXPECT_EQ(f.noun.recipient, (std::vector<Slot>{"with"})) << "the frame's own key wins";
  EXPECT_TRUE(f.reciprocal);
  EXPECT_EQ(f.require, Require::kBoth);
  EXPECT_EQ(f.only.at("obj"), (std::vector<std::string>{"city"}));
  EXPECT_EQ(f.never.at("of"), (std::vector<std::string>{"doctor"}));
  EXPECT_TRUE(f.needs_complement);
  EXPECT_EQ(f.base, EventType::kAid);
  EXPECT_EQ(f.factuality, "future");
  EXPECT_EQ(f.weight, 2.0);
  EXPECT_EQ(f.match.front().line, 21U);
  EXPECT_EQ(f.reject.size(), 1U);
}

TEST(FrameFiles, WhatIsWrongIsToldWithItsPlace) {
  struct {
    const char* name;
    std::string bytes;
    const char* want;
  } const cases[] = {
      {"no TOML", "[[frame]]\nid = \"a\nevent", "consult.toml:2:8 LEX020\n"},
      {"another table", "[frames]\n", "consult.toml:1:1 LEX021\n"},
      {"unknown key", frame("a", "colour = \"red\""), "consult.toml:7:10 LEX021\n"},
      {"unknown role", frame("a", "verb = { agent = [\"subj\"] }"), "consult.toml:7:18 LEX021\n"},
      {"unknown type", "[[frame]]\nid = \"a\"\nevent = \"TALK\"\nverbs = [\"talk\"]\nmatch = [\"They [talk].\"]\nsource = \"h\"\n", "consult.toml:3:9 LEX005\nconsult.toml:1:1 LEX007\n"},
      {"unknown mode", frame("a", "mode = \"aerial\""), "consult.toml:1:1 LEX022\n"},
      {"unknown code", frame("a", "cameo = \"999\""), "consult.toml:7:9 LEX022\n"},
      {"unknown context", frame("a", "context = [\"sport\"]"), "consult.toml:7:11 LEX022\n"},
      {"unknown template", frame("a", "template = \"stay\""), "consult.toml:7:12 LEX026\n"},
      {"unknown requirement", frame("a", "require = \"all\""), "consult.toml:7:11 LEX005\n"},
      {"unknown factuality", frame("a", "factuality = \"true\""), "consult.toml:7:14 LEX005\n"},
      {"unknown base", frame("a", "base = \"TALK\""), "consult.toml:7:8 LEX005\n"},
      {"a text for a list", frame("a", "context = \"military\""), "consult.toml:7:11 LEX027\n"},
      {"a number in a list", frame("a", "nouns = [\"visit\", 5]"), "consult.toml:7:19 LEX027\n"},
      {"a list for a table", frame("a", "only = [\"city\"]"), "consult.toml:7:8 LEX027\n"},
      {"a text for a number", frame("a", "weight = \"heavy\""), "consult.toml:7:10 LEX027\n"},
      {"a text for yes or no", frame("a", "reciprocal = \"yes\""), "consult.toml:7:14 LEX027\n"},
      {"an id twice", frame("a", "") + frame("a", "", "verbs = [\"tour\"]"), "consult.toml:8:1 LEX023\n"},
      {"no id", "[[frame]]\nevent = \"CONSULT\"\nverbs = [\"visit\"]\nmatch = [\"They [visit].\"]\nsource = \"h\"\n", "consult.toml:1:1 LEX007\n"},
      {"no type", "[[frame]]\nid = \"a\"\nverbs = [\"visit\"]\nmatch = [\"They [visit].\"]\nsource = \"h\"\n", "consult.toml:1:1 LEX007\n"},
      {"no trigger", frame("a", "", ""), "consult.toml:1:1 LEX007\n"},
      {"no example", "[[frame]]\nid = \"a\"\nevent = \"CONSULT\"\nverbs = [\"visit\"]\nsource = \"h\"\n", "consult.toml:1:1 LEX025\n"},
      {"no source", "[[frame]]\nid = \"a\"\nevent = \"CONSULT\"\nverbs = [\"visit\"]\nmatch = [\"They [visit].\"]\n", "consult.toml:1:1 LEX025\n"},
      {"no brackets", "[[frame]]\nid = \"a\"\nevent = \"CONSULT\"\nverbs = [\"visit\"]\nmatch = [\n  \"They visit.\"]\nsource = \"h\"\n", "consult.toml:6:0 LEX025\n"},
      {"a trigger twice", frame("a", "") + frame("b", ""), "consult.toml:8:1 LEX024\n"},
      {"told apart by an object", frame("a", "only = { obj = [\"city\"] }") + frame("b", ""), ""},
      {"told apart by weight", frame("a", "weight = 2") + frame("b", ""), ""},
      {"a verb and a noun are two triggers", frame("a", "") + frame("b", "", "nouns = [\"visit\"]"), ""},
  };
  for (const auto& c : cases) EXPECT_EQ(places(read(c.bytes).problems), c.want) << c.name << "\n" << c.bytes;
}

TEST(FrameFiles, AllProblemsComeAtOnceAndGoodFramesStay) {
  const Read r = read(frame("bad", "colour = 1\nmode = \"none\"\nweight = \"x\"") + frame("good", "", "verbs = [\"tour\"]") + frame("worse", "cameo = \"0\"", "verbs = [\"see\"]"));
  EXPECT_EQ(r.problems.size(), 4U) << places(r.problems);
  ASSERT_EQ(r.frames.size(), 1U);
  EXPECT_EQ(r.frames[0].id, "good");
}

TEST(FrameFiles, TriggersAreFoundByTheirHead) {
  Read r = read(frame("a", "nouns = [\"visit\", \"state visit\", \"exchange of view\", \"call for talk\", \"air strike\", \"co-operation\"]", "verbs = [\"call off\", \"lay down arm\"]"));
  ASSERT_EQ(places(r.problems), "");
  FrameLexicon lexicon;
  lexicon.set_frames(std::move(r.frames));
  EXPECT_EQ(lexicon.trigger_count(), 8U);
  const auto words = [&](TriggerKind kind, std::string_view lemma) {
    std::vector<std::string> out;
    if (const auto* found = lexicon.triggers(kind, lemma))
      for (const Trigger& t : *found) {
        std::string all;
        for (std::size_t i = 0; i < t.words.size(); ++i) all += (i > 0 ? " " : "") + (i == t.head ? "[" + t.words[i] + "]" : t.words[i]);
        out.push_back(all);
      }
    std::sort(out.begin(), out.end());
    return out;
  };
  using Words = std::vector<std::string>;
  EXPECT_EQ(words(TriggerKind::kNoun, "visit"), (Words{"[visit]", "state [visit]"}));
  EXPECT_EQ(words(TriggerKind::kNoun, "exchange"), (Words{"[exchange] of view"}));
  EXPECT_EQ(words(TriggerKind::kNoun, "call"), (Words{"[call] for talk"}));
  EXPECT_EQ(words(TriggerKind::kNoun, "strike"), (Words{"air [strike]"}));
  EXPECT_EQ(words(TriggerKind::kNoun, "co-operation"), (Words{"[co-operation]"})) << "one token";
  EXPECT_EQ(words(TriggerKind::kNoun, "operation"), (Words{"co [operation]"})) << "three tokens";
  EXPECT_EQ(words(TriggerKind::kVerb, "call"), (Words{"[call] off"}));
  EXPECT_EQ(words(TriggerKind::kVerb, "lay"), (Words{"[lay] down arm"}));
  EXPECT_EQ(words(TriggerKind::kNoun, "view"), Words{});
  EXPECT_EQ(words(TriggerKind::kVerb, "visit"), Words{});
}

TEST(FrameFiles, AFolderIsReadInTheOrderOfItsNames) {
  const Folder folder;
  folder.write("templates.toml", kTemplates);
  folder.write("b.toml", frame("b", "", "verbs = [\"tour\"]"));
  folder.write("a.toml", frame("a", "template = \"visit\""));
  folder.write("notes.txt", "not a frame");
  std::vector<base::Diagnostic> problems;
  const FrameLexicon lexicon = load_frames(folder.path(), small_ontology(), problems);
  EXPECT_EQ(places(problems), "");
  ASSERT_EQ(lexicon.frames().size(), 2U);
  EXPECT_EQ(lexicon.frames()[0].id, "a");
  EXPECT_EQ(lexicon.frames()[0].verb.actor, (std::vector<Slot>{"subj"}));
}

TEST(FrameFiles, IdsAreUniqueOverAllFiles) {
  const Folder folder;
  folder.write("templates.toml", kTemplates);
  folder.write("a.toml", frame("same", ""));
  folder.write("b.toml", frame("same", "", "verbs = [\"tour\"]"));
  std::vector<base::Diagnostic> problems;
  (void)load_frames(folder.path(), small_ontology(), problems);
  EXPECT_EQ(places(problems), "b.toml:1:1 LEX023\n");
}

TEST(FrameFiles, AMissingTemplateFileIsNamed) {
  const Folder folder;
  std::vector<base::Diagnostic> problems;
  (void)load_frames(folder.path(), small_ontology(), problems);
  EXPECT_EQ(places(problems), "templates.toml:0:0 LEX001\n");
}

TEST(FrameFiles, TemplatesAreChecked) {
  std::vector<base::Diagnostic> problems;
  (void)read_frames("[template.a]\nverb = { who = [\"subj\"] }\nadverb = {}\n[other]\n", "f.toml", "", small_ontology(), problems);
  std::sort(problems.begin(), problems.end(), [](const auto& a, const auto& b) { return a.line < b.line; });
  EXPECT_EQ(places(problems), "templates.toml:2:16 LEX021\ntemplates.toml:3:10 LEX021\ntemplates.toml:4:1 LEX021\n");
}

}  // namespace
}  // namespace dragoman::lexicon
