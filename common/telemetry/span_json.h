// Spans in the JSON of OTLP/HTTP (opentelemetry.proto.collector.trace.v1).
#ifndef NIANBAO_COMMON_TELEMETRY_SPAN_JSON_H_
#define NIANBAO_COMMON_TELEMETRY_SPAN_JSON_H_

#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "common/telemetry/call_record.h"

namespace nianbao {

// An ExportTraceServiceRequest with a server span for each call. `service` is
// the program's name.
std::string FormatSpans(absl::string_view service,
                        const std::vector<CallRecordPtr>& calls);

}  // namespace nianbao

#endif  // NIANBAO_COMMON_TELEMETRY_SPAN_JSON_H_
