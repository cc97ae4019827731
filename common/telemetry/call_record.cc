#include "common/telemetry/call_record.h"

#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_split.h"
#include "absl/strings/string_view.h"

namespace nianbao {

absl::string_view CodeName(grpc::StatusCode code) {
  // In the order of the numbers of the codes.
  static constexpr absl::string_view kNames[] = {"OK",
                                                 "CANCELLED",
                                                 "UNKNOWN",
                                                 "INVALID_ARGUMENT",
                                                 "DEADLINE_EXCEEDED",
                                                 "NOT_FOUND",
                                                 "ALREADY_EXISTS",
                                                 "PERMISSION_DENIED",
                                                 "RESOURCE_EXHAUSTED",
                                                 "FAILED_PRECONDITION",
                                                 "ABORTED",
                                                 "OUT_OF_RANGE",
                                                 "UNIMPLEMENTED",
                                                 "INTERNAL",
                                                 "UNAVAILABLE",
                                                 "DATA_LOSS",
                                                 "UNAUTHENTICATED"};
  const size_t index = code;
  return index < std::size(kNames) ? kNames[index] : "UNKNOWN";
}

MethodName::MethodName(absl::string_view method) {
  // "/a/b" splits into "", "a" and "b".
  const std::vector<absl::string_view> parts = absl::StrSplit(method, '/');
  if (parts.size() != 3 || !parts[0].empty()) return;
  service = parts[1];
  name = parts[2];
}

bool IsInfrastructure(absl::string_view method) {
  return absl::StartsWith(method, "/grpc.");
}

}  // namespace nianbao
