// Paths of fields in errors.
#ifndef NIANBAO_AGGREGATOR_QUESTION_INDEXED_FIELD_H_
#define NIANBAO_AGGREGATOR_QUESTION_INDEXED_FIELD_H_

#include <string>

#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"

namespace nianbao::aggregator {

// "group_by[2]" of "group_by" and 2.
inline std::string IndexedField(absl::string_view field, int index) {
  return absl::StrCat(field, "[", index, "]");
}

}  // namespace nianbao::aggregator

#endif  // NIANBAO_AGGREGATOR_QUESTION_INDEXED_FIELD_H_
