#ifndef NIANBAO_TESTS_UNIT_AGGREGATOR_BAD_REQUEST_H_
#define NIANBAO_TESTS_UNIT_AGGREGATOR_BAD_REQUEST_H_

#include <string>

#include "common/status.h"
#include "google/rpc/error_details.pb.h"

namespace nianbao {

// The field that the BadRequest detail names; empty when there is none.
inline std::string FieldOf(const absl::Status& status) {
  const google::rpc::Status rpc = ToRpcStatus(status);
  google::rpc::BadRequest detail;
  if (rpc.details_size() != 1 || !rpc.details(0).UnpackTo(&detail) ||
      detail.field_violations_size() != 1) {
    return "";
  }
  return detail.field_violations(0).field();
}

}  // namespace nianbao

#endif  // NIANBAO_TESTS_UNIT_AGGREGATOR_BAD_REQUEST_H_
