#include "lexicon/frames.h"

#include <algorithm>
#include <array>
#include <set>
#include <toml++/toml.h>

#include "base/files.h"
#include "text/utf8.h"

namespace dragoman::lexicon {

namespace {

// The head of a noun trigger is the word before the first of these ("exchange of views", "call for a ceasefire").
constexpr std::array<std::string_view, 14> kPrepositions = {"of", "for", "in", "on", "to", "with", "against", "by", "at", "from", "over", "between", "into", "under"};

constexpr std::array<std::string_view, 26> kFrameKeys = {
    "id", "event", "mode", "cameo", "context", "verbs", "nouns", "adjectives", "modals", "recipient_sector", "template", "verb", "noun", "reciprocal",
    "require", "only", "never", "complement", "needs_complement", "base", "factuality", "weight", "match", "reject", "gap", "source",
};

constexpr std::array<std::pair<std::string_view, Require>, 5> kRequire = {{
    {"none", Require::kNone}, {"any", Require::kAny}, {"actor", Require::kActor}, {"recipient", Require::kRecipient}, {"both", Require::kBoth},
}};

std::vector<std::string> words_of(std::string_view trigger, std::string_view separators = " -") {
  std::vector<std::string> out;
  std::string word;
  for (const char c : trigger) {
    if (separators.find(c) != std::string_view::npos) {
      if (!word.empty()) out.push_back(std::move(word));
      word.clear();
    } else {
      word += c;
    }
  }
  if (!word.empty()) out.push_back(std::move(word));
  return out;
}

std::size_t noun_head(const std::vector<std::string>& words) {
  for (std::size_t i = 1; i < words.size(); ++i)
    if (std::find(kPrepositions.begin(), kPrepositions.end(), words[i]) != kPrepositions.end()) return i - 1;
  return words.size() - 1;
}

struct Template {
  RoleSlots verb;
  RoleSlots noun;
};

class Loader {
 public:
  Loader(const Ontology& ontology, std::vector<base::Diagnostic>& problems) : ontology_(ontology), problems_(problems) {}

  void templates(const std::string& file, std::string_view bytes) {
    const auto table = parse(file, bytes);
    if (!table) return;
    for (const auto& [key, node] : *table) {
      if (key.str() != "template" || !node.is_table()) {
        problem(node, "LEX021", "unknown key '" + std::string(key.str()) + "'", "templates are tables [template.NAME]");
        continue;
      }
      for (const auto& [name, body] : *node.as_table()) {
        Template t;
        if (const toml::table* keys = body.as_table())
          for (const auto& [role, slots] : *keys) {
            if (role.str() == "verb") read_slots(slots, t.verb);
            else if (role.str() == "noun") read_slots(slots, t.noun);
            else problem(slots, "LEX021", "unknown key '" + std::string(role.str()) + "'", "a template has verb and noun");
          }
        templates_.emplace(name.str(), std::move(t));
      }
    }
  }

  void frames(const std::string& file, std::string_view bytes) {
    const auto table = parse(file, bytes);
    if (!table) return;
    for (const auto& [key, node] : *table) {
      const toml::array* list = node.as_array();
      if (key.str() != "frame" || list == nullptr) {
        problem(node, "LEX021", "unknown key '" + std::string(key.str()) + "'", "a frame file holds [[frame]] tables");
        continue;
      }
      for (const toml::node& item : *list)
        if (const toml::table* body = item.as_table()) frame(*body);
    }
  }

  std::vector<Frame> take() {
    doubled_triggers();
    return std::move(frames_);
  }

 private:
  std::optional<toml::table> parse(const std::string& file, std::string_view bytes) {
    file_ = file;
    paths_["frames/en/" + std::filesystem::path(file).filename().string()] = file;
    try {
      return toml::parse(bytes, std::string_view(file));
    } catch (const toml::parse_error& error) {
      problems_.push_back({"LEX020", file, static_cast<std::uint32_t>(error.source().begin.line), static_cast<std::uint32_t>(error.source().begin.column),
                           std::string(error.description()), "the file is TOML 1.0"});
      return std::nullopt;
    }
  }

  void problem(const toml::node& node, std::string code, std::string text, std::string hint = {}) {
    problems_.push_back({std::move(code), file_, static_cast<std::uint32_t>(node.source().begin.line),
                         static_cast<std::uint32_t>(node.source().begin.column), std::move(text), std::move(hint)});
  }

  std::string text_of(const toml::node& node) {
    if (const auto value = node.value<std::string>()) return *value;
    problem(node, "LEX027", "a text is expected here");
    return {};
  }

  std::vector<std::string> list_of(const toml::node& node) {
    std::vector<std::string> out;
    const toml::array* list = node.as_array();
    if (list == nullptr) {
      problem(node, "LEX027", "a list of texts is expected here");
      return out;
    }
    for (const toml::node& item : *list)
      if (std::string text = text_of(item); !text.empty()) out.push_back(std::move(text));
    return out;
  }

  void read_slots(const toml::node& node, RoleSlots& into) {
    const toml::table* roles = node.as_table();
    if (roles == nullptr) {
      problem(node, "LEX027", "a table of roles is expected here", "{ actor = [...], recipient = [...], place = [...] }");
      return;
    }
    for (const auto& [role, slots] : *roles) {
      if (role.str() == "actor") into.actor = list_of(slots);
      else if (role.str() == "recipient") into.recipient = list_of(slots);
      else if (role.str() == "place") into.place = list_of(slots);
      else problem(slots, "LEX021", "unknown role '" + std::string(role.str()) + "'", "actor, recipient, place");
    }
  }

  void read_lemmas(const toml::node& node, std::map<Slot, std::vector<std::string>>& into) {
    if (const toml::table* slots = node.as_table()) {
      for (const auto& [slot, lemmas] : *slots) into[std::string(slot.str())] = list_of(lemmas);
    } else {
      problem(node, "LEX027", "a table of slots is expected here", "{ obj = [\"treaty\"] }");
    }
  }

  std::vector<Example> examples(const toml::node& node) {
    std::vector<Example> out;
    if (const toml::array* list = node.as_array())
      for (const toml::node& item : *list) out.push_back({text_of(item), static_cast<std::uint32_t>(item.source().begin.line)});
    else
      problem(node, "LEX027", "a list of sentences is expected here");
    return out;
  }

  void frame(const toml::table& body) {
    Frame f;
    // the record names the file inside the data folder: the same on every machine
    f.file = "frames/en/" + std::filesystem::path(file_).filename().string();
    f.line = static_cast<std::uint32_t>(body.source().begin.line);
    const std::size_t before = problems_.size();
    if (const toml::node* name = body.get("template")) {
      const auto found = templates_.find(text_of(*name));
      if (found == templates_.end()) problem(*name, "LEX026", "unknown template", "see templates.toml");
      else f.verb = found->second.verb, f.noun = found->second.noun;
    }
    bool typed = false;
    for (const auto& [key_node, node] : body) {
      const std::string_view key = key_node.str();
      if (std::find(kFrameKeys.begin(), kFrameKeys.end(), key) == kFrameKeys.end()) {
        problem(node, "LEX021", "unknown key '" + std::string(key) + "'", "see docs/formats/frames.md");
      } else if (key == "id") {
        f.id = text_of(node);
      } else if (key == "event" || key == "base") {
        const auto type = parse_event_type(text_of(node));
        if (!type) problem(node, "LEX005", "no PLOVER event type");
        else if (key == "event") f.event = *type, typed = true;
        else f.base = *type;
      } else if (key == "mode") {
        f.mode = text_of(node);
      } else if (key == "cameo") {
        f.cameo = text_of(node);
        if (!ontology_.cameo.contains(f.cameo)) problem(node, "LEX022", "no CAMEO code '" + f.cameo + "'", "see data/ontology/cameo.tsv");
      } else if (key == "context") {
        f.context = list_of(node);
        for (const std::string& context : f.context)
          if (!ontology_.has_context(context)) problem(node, "LEX022", "no PLOVER context '" + context + "'", "see data/ontology/contexts.tsv");
      } else if (key == "verbs") {
        f.verbs = list_of(node);
      } else if (key == "nouns") {
        f.nouns = list_of(node);
      } else if (key == "adjectives") {
        f.adjectives = list_of(node);
      } else if (key == "modals") {
        f.modals = list_of(node);
      } else if (key == "recipient_sector") {
        f.recipient_sector = list_of(node);
        for (const std::string& sector : f.recipient_sector)
          if (!ontology_.has_sector(sector)) problem(node, "LEX022", "no PLOVER sector '" + sector + "'", "see data/ontology/sectors.tsv");
      } else if (key == "verb") {
        read_slots(node, f.verb);
      } else if (key == "noun") {
        read_slots(node, f.noun);
      } else if (key == "reciprocal" || key == "needs_complement") {
        const auto value = node.value<bool>();
        if (!value) problem(node, "LEX027", "true or false is expected here");
        (key == "reciprocal" ? f.reciprocal : f.needs_complement) = value.value_or(false);
      } else if (key == "require") {
        const std::string text = text_of(node);
        const auto found = std::find_if(kRequire.begin(), kRequire.end(), [&](const auto& r) { return r.first == text; });
        if (found == kRequire.end()) problem(node, "LEX005", "'" + text + "' is not known here", "none, any, actor, recipient or both");
        else f.require = found->second;
      } else if (key == "only") {
        read_lemmas(node, f.only);
      } else if (key == "never") {
        read_lemmas(node, f.never);
      } else if (key == "complement") {
        f.complement = list_of(node);
      } else if (key == "factuality") {
        f.factuality = text_of(node);
        if (f.factuality != "actual" && f.factuality != "negated" && f.factuality != "future" && f.factuality != "hypothetical")
          problem(node, "LEX005", "'" + f.factuality + "' is no factuality", "actual, negated, future or hypothetical");
      } else if (key == "weight") {
        const auto value = node.value<double>();
        if (!value) problem(node, "LEX027", "a number is expected here");
        f.weight = value.value_or(1.0);
      } else if (key == "match") {
        f.match = examples(node);
      } else if (key == "reject") {
        f.reject = examples(node);
      } else if (key == "gap") {
        f.gap = examples(node);
      } else if (key == "source") {
        f.source = text_of(node);
      }
    }
    if (f.id.empty() || !ids_.insert(f.id).second) problem(body, f.id.empty() ? "LEX007" : "LEX023", f.id.empty() ? "the frame has no id" : "frame '" + f.id + "' stands twice");
    if (!typed) problem(body, "LEX007", "frame '" + f.id + "' has no event type");
    else if (!f.mode.empty() && !ontology_.has_mode(f.event, f.mode))
      problem(body, "LEX022", "'" + f.mode + "' is no mode of " + std::string(to_string(f.event)), "see data/ontology/modes.tsv");
    if (f.match.empty()) problem(body, "LEX025", "frame '" + f.id + "' has no match example", "a frame proves itself with at least one sentence");
    if (f.source.empty()) problem(body, "LEX025", "frame '" + f.id + "' has no source");
    if (f.verbs.empty() && f.nouns.empty() && f.adjectives.empty() && f.modals.empty()) problem(body, "LEX007", "frame '" + f.id + "' has no trigger");
    for (const auto* list : {&f.match, &f.gap})
      for (const Example& example : *list)
        if (example.text.find('[') == std::string::npos || example.text.find(']') == std::string::npos)
          problems_.push_back({"LEX025", file_, example.line, 0, "no trigger in [brackets]", "mark the head word of the trigger"});
    if (problems_.size() == before) frames_.push_back(std::move(f));
  }

  // Two frames that nothing tells apart on one trigger: which of them wins would be an accident.
  void doubled_triggers() {
    std::map<std::string, const Frame*> seen;
    for (const Frame& f : frames_) {
      std::string conditions = std::to_string(f.weight) + (f.needs_complement ? "c" : "") + std::to_string(static_cast<int>(f.require));
      for (const std::string& sector : f.recipient_sector) conditions += "s" + sector;
      for (const auto* lists : {&f.only, &f.never})
        for (const auto& [slot, lemmas] : *lists) {
          conditions += ";" + slot;
          for (const std::string& lemma : lemmas) conditions += "," + lemma;
        }
      const std::array<const std::vector<std::string>*, 3> kinds = {&f.verbs, &f.nouns, &f.adjectives};
      for (std::size_t kind = 0; kind < kinds.size(); ++kind)
        for (const std::string& trigger : *kinds[kind]) {
          const auto [found, fresh] = seen.emplace(std::to_string(kind) + trigger + conditions, &f);
          if (!fresh)
            problems_.push_back({"LEX024", paths_.at(f.file), f.line, 1, "trigger '" + trigger + "' of '" + f.id + "' stands in '" + found->second->id + "' too",
                                 "drop one, or tell them apart by only, never or weight"});
        }
    }
  }

  const Ontology& ontology_;
  std::vector<base::Diagnostic>& problems_;
  std::string file_;                             // being read, as the user can open it
  std::map<std::string, std::string> paths_;     // file inside the data folder -> as the user can open it
  std::map<std::string, Template, std::less<>> templates_;
  std::set<std::string> ids_;
  std::vector<Frame> frames_;
};

}  // namespace

const std::vector<Trigger>* FrameLexicon::triggers(TriggerKind kind, std::string_view lemma) const {
  const auto& index = index_[static_cast<std::size_t>(kind)];
  const auto found = index.find(std::string(lemma));
  return found == index.end() ? nullptr : &found->second;
}

std::size_t FrameLexicon::trigger_count() const {
  std::size_t out = 0;
  for (const Frame& f : frames_) out += f.verbs.size() + f.nouns.size() + f.adjectives.size();
  return out;
}

void FrameLexicon::set_frames(std::vector<Frame> frames) {
  frames_ = std::move(frames);
  for (auto& index : index_) index.clear();
  const auto add = [&](const Frame& frame, TriggerKind kind, std::vector<std::string> words) {
    if (words.empty()) return;
    Trigger trigger{&frame, kind, std::move(words), 0, 0};
    for (const std::string& word : trigger.words)
      trigger.content += kind != TriggerKind::kNoun || std::find(kPrepositions.begin(), kPrepositions.end(), word) == kPrepositions.end();
    if (kind == TriggerKind::kNoun) trigger.head = noun_head(trigger.words);
    std::string key = trigger.words[trigger.head];
    index_[static_cast<std::size_t>(kind)][std::move(key)].push_back(std::move(trigger));
  };
  for (const Frame& frame : frames_) {
    const auto all = [&](TriggerKind kind, const std::vector<std::string>& triggers) {
      for (const std::string& trigger : triggers) {
        add(frame, kind, words_of(trigger));
        // a hyphenated word may also stand as one token ("co-operation", "cross-border raid")
        if (trigger.find('-') != std::string::npos) add(frame, kind, words_of(trigger, " "));
      }
    };
    all(TriggerKind::kVerb, frame.verbs);
    all(TriggerKind::kNoun, frame.nouns);
    all(TriggerKind::kAdjective, frame.adjectives);
    all(TriggerKind::kModal, frame.modals);
  }
}

std::vector<Frame> read_frames(const std::string& templates, const std::string& file, std::string_view bytes, const Ontology& ontology,
                               std::vector<base::Diagnostic>& problems) {
  Loader loader(ontology, problems);
  loader.templates("templates.toml", templates);
  loader.frames(file, bytes);
  return loader.take();
}

FrameLexicon load_frames(const std::filesystem::path& folder, const Ontology& ontology, std::vector<base::Diagnostic>& problems) {
  std::vector<std::filesystem::path> files;
  std::error_code ignored;
  for (const auto& entry : std::filesystem::directory_iterator(folder, ignored))
    if (entry.path().extension() == ".toml" && entry.path().filename() != "templates.toml") files.push_back(entry.path());
  std::sort(files.begin(), files.end());
  Loader loader(ontology, problems);
  const auto read = [&](const std::filesystem::path& path, auto take) {
    auto bytes = base::read_file(path);
    if (!bytes) {
      base::Diagnostic problem = bytes.error();
      problem.code = "LEX001";
      problems.push_back(std::move(problem));
    } else {
      take(path.string(), *bytes);
    }
  };
  read(folder / "templates.toml", [&](const std::string& file, std::string_view bytes) { loader.templates(file, bytes); });
  for (const auto& path : files) read(path, [&](const std::string& file, std::string_view bytes) { loader.frames(file, bytes); });
  FrameLexicon out;
  out.set_frames(loader.take());
  return out;
}

}  // namespace dragoman::lexicon
