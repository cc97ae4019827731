// What fuzz targets hold errors to.
#ifndef NIANBAO_TESTS_FUZZ_REQUIRE_READABLE_H_
#define NIANBAO_TESTS_FUZZ_REQUIRE_READABLE_H_

#include "absl/status/status.h"
#include "common/rpc/wire/wire_status.h"
#include "tests/fuzz/require.h"

namespace nianbao {

// An error must be a valid message, details and all.
inline void RequireReadable(const absl::Status& status) {
  if (status.ok()) return;
  Require(google::rpc::Status().ParseFromString(
              ToRpcStatus(status).SerializeAsString()),
          "an error is in UTF-8");
}

}  // namespace nianbao

#endif  // NIANBAO_TESTS_FUZZ_REQUIRE_READABLE_H_
