// What is known of a call once it has ended; never what was in its messages.
#ifndef NIANBAO_COMMON_TELEMETRY_CALL_RECORD_H_
#define NIANBAO_COMMON_TELEMETRY_CALL_RECORD_H_

#include <cstdint>
#include <memory>
#include <string>

#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "common/telemetry/trace_context.h"
#include "grpcpp/support/status.h"

namespace nianbao {

struct CallRecord {
  // "/nianbao.v1.ExtractorService/ExtractReport"; of a method that the server
  // does not have, "unknown".
  std::string method;
  // The client's address as gRPC gives it: "ipv4:127.0.0.1:40000".
  std::string peer;
  // The client's own, or one made here.
  std::string request_id;
  TraceContext trace;
  absl::Time start;
  absl::Duration duration;
  // Until the first message was sent, or until the end when there was none.
  absl::Duration first_response;
  // Whether the client decides how long the call goes on, as it does on streams
  // that it writes to.
  bool client_paced = false;
  grpc::StatusCode code = grpc::StatusCode::UNKNOWN;
  // The message of the status, cut after kMaxMessageBytes.
  std::string message;
  int64_t messages_in = 0;
  int64_t messages_out = 0;
  // Sizes of the serialized messages; 0 for methods that are not of this
  // project.
  int64_t bytes_in = 0;
  int64_t bytes_out = 0;
  // Calls before it that ended with the same code and have no line in the log,
  // as there were too many of them at once.
  int64_t omitted = 0;
};

using CallRecordPtr = std::shared_ptr<const CallRecord>;

// Keeps a line of the log below 2 KiB; the project's own errors are shorter.
inline constexpr size_t kMaxMessageBytes = 256;

// "INVALID_ARGUMENT".
absl::string_view CodeName(grpc::StatusCode code);

// "nianbao.v1.ExtractorService" and "ExtractReport"; both "unknown" when
// `method` has not that form.
struct MethodName {
  explicit MethodName(absl::string_view method);
  absl::string_view service = "unknown";
  absl::string_view name = "unknown";
};

// Whether the method is gRPC's own: health, reflection, channelz.
bool IsInfrastructure(absl::string_view method);

}  // namespace nianbao

#endif  // NIANBAO_COMMON_TELEMETRY_CALL_RECORD_H_
