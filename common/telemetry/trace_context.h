// W3C Trace Context: which trace a call belongs to.
// https://www.w3.org/TR/trace-context/
#ifndef NIANBAO_COMMON_TELEMETRY_TRACE_CONTEXT_H_
#define NIANBAO_COMMON_TELEMETRY_TRACE_CONTEXT_H_

#include <string>

#include "absl/strings/string_view.h"

namespace nianbao {

struct TraceContext {
  // 32 lower-case hexadecimal digits, not all 0.
  std::string trace_id;
  // 16 such digits each: the span of this call, and the caller's span, which is
  // empty when the trace begins here.
  std::string span_id;
  std::string parent_span_id;
  // Whether the spans of the trace are to be exported.
  bool sampled = true;
};

// The context of a call whose metadata has this `traceparent`, with a new span.
// An empty or malformed one begins a new, sampled trace. Thread-safe.
TraceContext ContinueTrace(absl::string_view traceparent);

// 16 random lower-case hexadecimal digits, not all 0. Not for secrets.
// Thread-safe.
std::string RandomId();

}  // namespace nianbao

#endif  // NIANBAO_COMMON_TELEMETRY_TRACE_CONTEXT_H_
