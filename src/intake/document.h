// What comes in: one document, as valid UTF-8, with what is known about it.
#pragma once

#include <cstddef>
#include <optional>
#include <string>

#include "base/date.h"

namespace dragoman::intake {

struct Document {
  std::string id;                        // the input's own, else content-derived ("d" + 16 hex digits of hash64(text))
  std::string title;
  std::string publisher;
  std::string url;
  std::string language;                  // as given; empty = unknown
  std::optional<base::Date> date;        // publication
  std::string text;                      // valid UTF-8; every offset of the record refers to it
  std::size_t replaced = 0;              // ill-formed byte sequences replaced by U+FFFD
  std::size_t first_replaced_offset = 0; // byte offset of the first one in the input
};

}  // namespace dragoman::intake
