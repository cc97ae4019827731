// The names of resources in requests and answers, "indicators/{indicator}",
// "divisions/{code}" and "bodies/{body}". Here alone are their prefixes put on
// and taken off. And the names of fields in errors.
#ifndef NIANBAO_AGGREGATOR_QUESTION_RESOURCE_NAMES_H_
#define NIANBAO_AGGREGATOR_QUESTION_RESOURCE_NAMES_H_

#include <string>

#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "absl/strings/strip.h"

namespace nianbao::aggregator {

inline constexpr absl::string_view kIndicatorPrefix = "indicators/";
inline constexpr absl::string_view kDivisionPrefix = "divisions/";
inline constexpr absl::string_view kBodyPrefix = "bodies/";

// "indicators/litigation.lost" of "litigation.lost".
inline std::string IndicatorName(absl::string_view id) {
  return absl::StrCat(kIndicatorPrefix, id);
}

// "divisions/110108" of "110108".
inline std::string DivisionName(absl::string_view code) {
  return absl::StrCat(kDivisionPrefix, code);
}

// Takes the prefix off `name`; false, with `name` as it was, when it has none.
inline bool ConsumeIndicatorPrefix(absl::string_view& name) {
  return absl::ConsumePrefix(&name, kIndicatorPrefix);
}
inline bool ConsumeDivisionPrefix(absl::string_view& name) {
  return absl::ConsumePrefix(&name, kDivisionPrefix);
}

// "group_by[2]" of "group_by" and 2.
inline std::string IndexedField(absl::string_view field, int index) {
  return absl::StrCat(field, "[", index, "]");
}

}  // namespace nianbao::aggregator

#endif  // NIANBAO_AGGREGATOR_QUESTION_RESOURCE_NAMES_H_
