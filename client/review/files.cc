#include "client/review/files.h"

#include "absl/strings/str_cat.h"

// Declares the symbols between which nianbao_embed_files() puts a file, and a
// function of the same name that gives what is between them.
#define NIANBAO_EMBEDDED(symbol)                                 \
  extern "C" const char symbol##_begin[];                        \
  extern "C" const char symbol##_end[];                          \
  static absl::string_view symbol() {                            \
    return {symbol##_begin,                                      \
            static_cast<size_t>(symbol##_end - symbol##_begin)}; \
  }

NIANBAO_EMBEDDED(nianbao_review_page)
NIANBAO_EMBEDDED(nianbao_review_style)
NIANBAO_EMBEDDED(nianbao_review_labels)
NIANBAO_EMBEDDED(nianbao_review_state)
NIANBAO_EMBEDDED(nianbao_review_reading)
NIANBAO_EMBEDDED(nianbao_review_filters)
NIANBAO_EMBEDDED(nianbao_review_search)
NIANBAO_EMBEDDED(nianbao_review_scripts)
NIANBAO_EMBEDDED(nianbao_review_start)

namespace nianbao::client {

absl::string_view ReviewTemplate() { return nianbao_review_page(); }

absl::string_view ReviewStyle() { return nianbao_review_style(); }

std::string ReviewScript() {
  return absl::StrCat("'use strict';\n(() => {\n", nianbao_review_labels(),
                      nianbao_review_state(), nianbao_review_reading(),
                      nianbao_review_filters(), nianbao_review_search(),
                      absl::StrCat(nianbao_review_scripts(),
                                   nianbao_review_start(), "})();\n"));
}

}  // namespace nianbao::client
