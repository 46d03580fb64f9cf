// A small lexicon for the tests of the later stages: a few states, offices, persons and frames, so that no test leans on the shipped tables. Only the
// ontology is the shipped one: its types and codes are facts that do not change.
#pragma once

#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <vector>

#include "lexicon/lexicon.h"
#include "support/folder.h"

namespace dragoman::testing {

inline lexicon::Words small_words() {
  lexicon::Words w;
  w.light_verbs = {{"hold", "actor"}, {"pay", "actor"}, {"make", "actor"}, {"give", "actor"}, {"launch", "actor"}, {"receive", "recipient"}, {"come", "recipient"}};
  w.happening_verbs = {"take", "begin", "end"};
  w.reporting_verbs = {"say", "announce", "claim", "deny", "report", "tell"};
  w.reporting_nouns = {"statement"};
  w.factuality_verbs = {{"fail", "negated"}, {"refuse", "negated"}, {"cancel", "negated"}, {"deny", "negated"}, {"plan", "future"},   {"agree", "future"},
                        {"want", "hypothetical"}, {"urge", "hypothetical"}, {"call", "hypothetical"}, {"manage", "actual"}, {"begin", "actual"}, {"expect", "future"}};
  w.factuality_nouns = {{"plan", "future"}, {"absence", "negated"}, {"possibility", "hypothetical"}, {"cancellation", "negated"}};
  w.factuality_adjectives = {{"possible", "hypothetical"}, {"planned", "future"}, {"cancelled", "negated"}};
  w.modals = {{"will", "future"}, {"may", "hypothetical"}, {"could", "hypothetical"}, {"would", "hypothetical"}};
  w.negators = {"not", "n't", "never", "no", "without"};
  w.hypothetical_marks = {"if", "unless", "whether"};
  w.assessing_adjectives = {"strong", "growing"};
  w.assessing_nouns = {"depth", "importance"};
  w.assessing_verbs = {"reflect"};
  w.joint_adjectives = {"joint", "bilateral"};
  w.pair_nouns = {"side", "country", "army", "party"};
  w.mode_cues = {{"ASSAULT", "aerial", {"warplane", "jet"}}};
  return w;
}

inline lexicon::Ontology shipped_ontology() {
  std::vector<lexicon::Claim> claims;
  std::vector<base::Diagnostic> problems;
  lexicon::Ontology out = lexicon::load_ontology(std::filesystem::path(DRAGOMAN_DATA) / "ontology", claims, problems);
  EXPECT_EQ(places(problems), "");
  return out;
}

inline lexicon::ActorLexicon small_actors(const lexicon::Ontology& ontology) {
  const Folder folder;
  folder.write("states.tsv",
               "id\tiso2\tname\tnames\tdemonym_adj\tdemonym_noun\tcapital\tseats\tsource\tchecked\n"
               "EGY\tEG\tEgypt\t\tEgyptian\tEgyptian|Egyptians\tCairo\t\th\t2026\n"
               "FRA\tFR\tFrance\t\tFrench\tFrenchmen\tParis\t\u00c9lys\u00e9e\th\t2026\n"
               "LBY\tLY\tLibya\t\tLibyan\tLibyan|Libyans\tTripoli\t\th\t2026\n"
               "SDN\tSD\tSudan\t\tSudanese\tSudanese\tKhartoum\t\th\t2026\n"
               "TUR\tTR\tTurkey\t\tTurkish\tTurks\tAnkara\t\th\t2026\n");
  folder.write("x.actors.tsv",
               "id\tkind\tname\tcountry\tsector\tparent\tfrom\tto\tsource\tchecked\n"
               "EGY.GOV.MFA\tministry\tEgyptian Foreign Ministry\tEGY\tGOV\tEGY.GOV\t\t\th\t2026\n"
               "IMG.REDHAND\tmilitia\tRed Hand\tIMG\t\t\t\t\th\t2026\n"
               "UNO.UN\tigo\tUnited Nations\tUNO\t\t\t\t\th\t2026\n"
               "p.omari\tperson\tSalem Omari\tLBY\tCVL\t\t\t\th\t2026\n");
  folder.write("x.names.tsv", "id\tname\tkind\tsource\nUNO.UN\tUN\tacronym\th\np.omari\tOmari\tshort\th\n");
  folder.write("x.roles.tsv",
               "person\toffice\torg\tcountry\tsector\tfrom\tto\tsource\tchecked\n"
               "p.omari\tcommander\t\tLBY\tMIL\t2019\t2021-06\th\t2026\n"
               "p.omari\tdefence minister\t\tLBY\tGOV\t2021-07-01\t2023-03-31\th\t2026\n");
  folder.write("generics.tsv",
               "id\tpattern\tsector\tkind\ttakes_country\tcountry\texample\tsource\n"
               "ambassador\tambassador\tGOV\tperson\tyes\t\tE.\th\n"
               "army\tarmy\tMIL\tbody\tyes\t\tE.\th\n"
               "foreign_minister\tforeign minister|minister of foreign affair\tGOV\tperson\tyes\t\tE.\th\n"
               "government\tgovernment\tGOV\tbody\tyes\t\tE.\th\n"
               "minister\tminister\tGOV\tperson\tyes\t\tE.\th\n"
               "ministry\tministry\tGOV\tbody\tyes\t\tE.\th\n"
               "officials\tofficial\tGOV\tgroup\tyes\t\tE.\th\n"
               "president\tpresident\tGOV\tperson\tyes\t\tE.\th\n"
               "rebels\trebel\tREB\tgroup\tyes\t\tE.\th\n"
               "troops\ttroop\tMIL\tgroup\tyes\t\tE.\th\n");
  std::vector<lexicon::Claim> claims;
  std::vector<base::Diagnostic> problems;
  lexicon::ActorLexicon out = lexicon::load_actors(folder.path(), ontology, claims, problems);
  EXPECT_EQ(places(problems), "");
  return out;
}

inline constexpr const char* kSmallFrames = R"(
[[frame]]
id = "visit"
event = "CONSULT"
mode = "visit"
cameo = "042"
verbs = ["visit"]
nouns = ["visit"]
verb = { actor = ["subj"], recipient = ["obj", "to"], place = ["obj", "in"] }
noun = { actor = ["poss", "by", "of", "subj", "amod"], recipient = ["to"], place = ["to", "in"] }
match = ["They [visited] Rome."]
source = "hand"

[[frame]]
id = "meet"
event = "CONSULT"
cameo = "040"
verbs = ["meet"]
nouns = ["talk", "meeting"]
reciprocal = true
require = "both"
verb = { actor = ["subj"], recipient = ["with", "obj"], place = ["in"] }
noun = { actor = ["between", "poss", "subj", "by", "of", "amod"], recipient = ["with"], place = ["in"] }
match = ["They [met]."]
source = "hand"

[[frame]]
id = "attack"
event = "ASSAULT"
cameo = "190"
verbs = ["attack", "kill"]
nouns = ["attack", "strike"]
verb = { actor = ["subj"], recipient = ["obj"], place = ["in"] }
noun = { actor = ["by", "poss", "subj", "compound", "amod"], recipient = ["on", "against", "of"], place = ["in", "on"] }
match = ["They [attacked]."]
source = "hand"

[[frame]]
id = "aid"
event = "AID"
cameo = "070"
verbs = ["send"]
nouns = ["aid", "support"]
verb = { actor = ["subj"], recipient = ["to", "iobj"] }
noun = { actor = ["poss", "from", "by", "subj", "amod"], recipient = ["to", "for", "iobj", "receiver", "obj"] }
match = ["They [sent] food."]
source = "hand"

[[frame]]
id = "agree"
event = "AGREE"
cameo = "030"
verbs = ["agree"]
verb = { actor = ["subj"], recipient = ["with"] }
complement = ["xcomp", "ccomp", "on"]
match = ["They [agreed]."]
source = "hand"

[[frame]]
id = "request"
event = "REQUEST"
cameo = "020"
verbs = ["call on", "urge"]
verb = { actor = ["subj"], recipient = ["on", "obj"] }
complement = ["xcomp"]
match = ["They [called] on him."]
source = "hand"

[[frame]]
id = "reject"
event = "REJECT"
cameo = "120"
verbs = ["refuse"]
verb = { actor = ["subj"] }
complement = ["xcomp"]
needs_complement = true
factuality = "actual"
match = ["They [refused]."]
source = "hand"

[[frame]]
id = "withdraw"
event = "RETREAT"
cameo = "087"
verbs = ["withdraw"]
nouns = ["withdrawal"]
verb = { actor = ["subj"], recipient = ["from"], place = ["from"] }
noun = { actor = ["poss", "of", "by", "amod"], recipient = ["from"], place = ["from"] }
match = ["They [withdrew]."]
source = "hand"

[[frame]]
id = "cooperate"
event = "COOPERATE"
cameo = "060"
verbs = ["cooperate"]
nouns = ["cooperation", "coordination"]
reciprocal = true
require = "both"
verb = { actor = ["subj"], recipient = ["with"] }
noun = { actor = ["between", "poss", "amod"], recipient = ["with"] }
match = ["They [cooperated]."]
source = "hand"
)";

inline const lexicon::Lexicon& small_lexicon() {
  static const std::unique_ptr<const lexicon::Lexicon> world = [] {
    auto out = std::make_unique<lexicon::Lexicon>();
    out->ontology = shipped_ontology();
    out->words = small_words();
    out->actors = small_actors(out->ontology);
    std::vector<base::Diagnostic> problems;
    out->frames.set_frames(lexicon::read_frames("", "small.toml", kSmallFrames, out->ontology, problems));
    EXPECT_EQ(places(problems), "");
    return out;
  }();
  return *world;
}

}  // namespace dragoman::testing
