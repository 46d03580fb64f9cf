// One JSON object, written key by key in the order the keys are added. No tree, no copy.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace dragoman::exchange {

/// Appends `text` (valid UTF-8) as a JSON string with its quotes.
void append_json_string(std::string_view text, std::string& out);

/// Fixed notation with at most `decimals` places, no trailing zeros.
[[nodiscard]] std::string json_number(double value, int decimals);

class Json {
 public:
  explicit Json(std::string& out) : out_(out) {}
  void open() { out_ += '{', first_ = true; }
  void close() { out_ += '}', first_ = false; }
  void key(std::string_view name) {
    if (!first_) out_ += ',';
    first_ = false;
    append_json_string(name, out_);
    out_ += ':';
  }
  void text(std::string_view name, std::string_view value) { key(name), append_json_string(value, out_); }
  /// Empty text is null.
  void text_or_null(std::string_view name, std::string_view value) {
    key(name);
    if (value.empty()) out_ += "null";
    else append_json_string(value, out_);
  }
  void raw(std::string_view name, std::string_view value) { key(name), out_ += value; }
  void number(std::string_view name, std::size_t value) { raw(name, std::to_string(value)); }
  void list(std::string_view name, const std::vector<std::string>& values) {
    array(name, values, [&](const std::string& value) { append_json_string(value, out_); });
  }
  template <class Values, class Each>
  void array(std::string_view name, const Values& values, Each each) {
    key(name);
    out_ += '[';
    bool some = false;
    for (const auto& value : values) {
      if (some) out_ += ',';
      some = true;
      each(value);
    }
    out_ += ']';
    first_ = false;
  }
  template <class Body>
  void object(std::string_view name, Body body) {
    key(name);
    open();
    body();
    close();
  }

 private:
  std::string& out_;
  bool first_ = true;
};

}  // namespace dragoman::exchange
