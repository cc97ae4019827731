#include "common/telemetry/call_log.h"

#include "absl/strings/strip.h"
#include "nlohmann/json.hpp"

namespace nianbao {
namespace {

// RFC 3339 in UTC with microseconds.
constexpr char kTimeFormat[] = "%Y-%m-%d%ET%H:%M:%E6SZ";

// What the field "level" of a line says.
const char* Severity(const CallRecord& call, bool slow) {
  switch (call.code) {
    case grpc::StatusCode::UNKNOWN:
    case grpc::StatusCode::INTERNAL:
    case grpc::StatusCode::DATA_LOSS:
      return "ERROR";
    case grpc::StatusCode::OK:
      return slow ? "WARNING" : "INFO";
    default:
      return "WARNING";
  }
}

// With three decimals: what is below a microsecond is cut off.
double Milliseconds(absl::Duration duration) {
  return static_cast<double>(absl::ToInt64Microseconds(duration)) / 1000;
}

}  // namespace

bool IsSlow(const CallRecord& call, absl::Duration limit) {
  return !call.client_paced && call.first_response > limit;
}

bool IsLogged(const CallRecord& call, const CallLogOptions& options) {
  const bool ok = call.code == grpc::StatusCode::OK;
  if (IsInfrastructure(call.method)) {
    // Clients watch health for as long as they are connected.
    return !ok && call.code != grpc::StatusCode::CANCELLED;
  }
  return !ok || !options.quiet || IsSlow(call, options.slow);
}

std::string FormatCall(const CallRecord& call, const CallLogOptions& options) {
  const bool slow = IsSlow(call, options.slow);
  const absl::Time end = call.start + call.duration;
  nlohmann::ordered_json line = {
      {"time", absl::FormatTime(kTimeFormat, end, absl::UTCTimeZone())},
      {"level", Severity(call, slow)},
      {"service", options.service},
      {"method", std::string(absl::StripPrefix(call.method, "/"))},
      {"request_id", call.request_id},
      {"trace_id", call.trace.trace_id},
      {"span_id", call.trace.span_id},
      {"peer", call.peer},
      {"code", std::string(CodeName(call.code))}};
  if (call.code != grpc::StatusCode::OK) line["message"] = call.message;
  line["duration_ms"] = Milliseconds(call.duration);
  if (slow) line["slow"] = true;
  line["messages_in"] = call.messages_in;
  line["messages_out"] = call.messages_out;
  line["bytes_in"] = call.bytes_in;
  line["bytes_out"] = call.bytes_out;
  if (call.omitted > 0) line["omitted"] = call.omitted;
  return line.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

}  // namespace nianbao
