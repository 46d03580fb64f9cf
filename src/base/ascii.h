// ASCII letters, for what is compared by spelling alone; other bytes stay as they are.
#pragma once

#include <string>
#include <string_view>

namespace dragoman::base {

[[nodiscard]] inline std::string lower_ascii(std::string_view text) {
  std::string out(text);
  for (char& c : out)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return out;
}

}  // namespace dragoman::base
