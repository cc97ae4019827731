#ifndef NIANBAO_TESTS_BAD_REQUEST_H_
#define NIANBAO_TESTS_BAD_REQUEST_H_

#include <string>

#include "common/base/error_details.h"
#include "google/rpc/error_details.pb.h"

namespace nianbao {

// The field that the BadRequest detail names; empty when there is none.
inline std::string FieldOf(const absl::Status& status) {
  const auto detail = DetailOf<google::rpc::BadRequest>(status);
  if (!detail.has_value() || detail->field_violations_size() != 1) return "";
  return detail->field_violations(0).field();
}

}  // namespace nianbao

#endif  // NIANBAO_TESTS_BAD_REQUEST_H_
