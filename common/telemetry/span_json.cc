#include "common/telemetry/span_json.h"

#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "common/base/version.h"
#include "nlohmann/json.hpp"

namespace nianbao {
namespace {

using nlohmann::json;

// opentelemetry.proto.trace.v1: Span.SpanKind and Status.StatusCode.
constexpr int kSpanKindServer = 2;
constexpr int kStatusCodeError = 2;

json Attribute(const char* key, absl::string_view value) {
  return {{"key", key}, {"value", {{"stringValue", std::string(value)}}}};
}

// 64-bit integers are strings in protobuf JSON.
json Attribute(const char* key, int64_t value) {
  return {{"key", key}, {"value", {{"intValue", absl::StrCat(value)}}}};
}

// Likewise a string, as a time in nanoseconds needs 64 bits.
std::string Nanoseconds(absl::Time time) {
  return absl::StrCat(absl::ToUnixNanos(time));
}

// One server span. A call that succeeded has no status: unset means so.
json Span(const CallRecord& call) {
  const MethodName method(call.method);
  json span = {
      {"traceId", call.trace.trace_id},
      {"spanId", call.trace.span_id},
      {"name", std::string(absl::StripPrefix(call.method, "/"))},
      {"kind", kSpanKindServer},
      {"startTimeUnixNano", Nanoseconds(call.start)},
      {"endTimeUnixNano", Nanoseconds(call.start + call.duration)},
      {"attributes",
       {Attribute("rpc.system", "grpc"),
        Attribute("rpc.service", method.service),
        Attribute("rpc.method", method.name),
        Attribute("rpc.grpc.status_code", static_cast<int64_t>(call.code)),
        Attribute("nianbao.request_id", call.request_id)}}};
  if (!call.trace.parent_span_id.empty()) {
    span["parentSpanId"] = call.trace.parent_span_id;
  }
  if (call.code != grpc::StatusCode::OK) {
    span["status"] = {{"code", kStatusCodeError}, {"message", call.message}};
  }
  return span;
}

}  // namespace

std::string FormatSpans(absl::string_view service,
                        const std::vector<CallRecordPtr>& calls) {
  json spans = json::array();
  for (const CallRecordPtr& call : calls) spans.push_back(Span(*call));
  json scope = {{"scope", {{"name", "nianbao"}, {"version", kVersion}}},
                {"spans", std::move(spans)}};
  json resource = {
      {"resource",
       {{"attributes", json::array({Attribute("service.name", service),
                                    Attribute("service.version", kVersion)})}}},
      {"scopeSpans", json::array({std::move(scope)})}};
  const json request = {{"resourceSpans", json::array({std::move(resource)})}};
  return request.dump(-1, ' ', false, json::error_handler_t::replace);
}

}  // namespace nianbao
