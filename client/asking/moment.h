// Moments as written on the command line.
#ifndef NIANBAO_CLIENT_ASKING_MOMENT_H_
#define NIANBAO_CLIENT_ASKING_MOMENT_H_

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "google/protobuf/timestamp.pb.h"

namespace nianbao::client {

// Reads RFC 3339 ("2024-05-01T12:00:00+08:00", "2024-05-01T04:00:00.5Z") or a
// date ("2024-05-01"), which stands for its midnight in local time. Years 1 to
// 9999. INVALID_ARGUMENT otherwise.
absl::StatusOr<google::protobuf::Timestamp> ParseMoment(absl::string_view text);

}  // namespace nianbao::client

#endif  // NIANBAO_CLIENT_ASKING_MOMENT_H_
