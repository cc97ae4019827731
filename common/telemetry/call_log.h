// The line that a call leaves in the log: one JSON object.
//
//   {"time":"2026-01-31T08:00:00.123456Z","level":"WARNING",
//    "service":"nianbao-extractor",
//    "method":"nianbao.v1.ExtractorService/ExtractReport",
//    "request_id":"b7ad6b7169203331","trace_id":"0af7…","span_id":"00f0…",
//    "peer":"ipv4:127.0.0.1:40000","code":"INVALID_ARGUMENT",
//    "message":"document.content: is empty","duration_ms":0.213,
//    "messages_in":1,"messages_out":0,"bytes_in":12,"bytes_out":0}
//
// "message" is there when the call failed, "slow":true when it was slow, and
// "omitted" when calls before it that ended with the same code have no line.
// The level is ERROR when the service is to blame (UNKNOWN, INTERNAL,
// DATA_LOSS), WARNING when the call failed otherwise or was slow, else INFO. No
// text of a document, no token and no metadata but the request id is ever in
// it.
#ifndef NIANBAO_COMMON_TELEMETRY_CALL_LOG_H_
#define NIANBAO_COMMON_TELEMETRY_CALL_LOG_H_

#include <string>

#include "absl/time/time.h"
#include "common/telemetry/call_record.h"

namespace nianbao {

struct CallLogOptions {
  // The program: "nianbao-extractor".
  std::string service;
  absl::Duration slow = absl::Seconds(1);
  // Leave out calls that were OK and not slow.
  bool quiet = false;
};

// Whether the first message, or the end of a call without any, was later than
// `limit`. Never for calls whose pace the client sets.
bool IsSlow(const CallRecord& call, absl::Duration limit);

// Whether the call has a line: never for infrastructure that went well.
bool IsLogged(const CallRecord& call, const CallLogOptions& options);

// The line, without the line feed; under 2 KiB.
std::string FormatCall(const CallRecord& call, const CallLogOptions& options);

}  // namespace nianbao

#endif  // NIANBAO_COMMON_TELEMETRY_CALL_LOG_H_
