// The files of client/review, which are part of the program.
#ifndef NIANBAO_CLIENT_REVIEW_FILES_H_
#define NIANBAO_CLIENT_REVIEW_FILES_H_

#include <string>

#include "absl/strings/string_view.h"

namespace nianbao::client {

// page.html, with {{name}} where page.cc fills it in.
absl::string_view ReviewTemplate();

// page.css.
absl::string_view ReviewStyle();

// The .js files, one after the other, in a scope of their own.
std::string ReviewScript();

}  // namespace nianbao::client

#endif  // NIANBAO_CLIENT_REVIEW_FILES_H_
