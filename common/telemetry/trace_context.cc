#include "common/telemetry/trace_context.h"

#include <cstdint>
#include <limits>

#include "absl/algorithm/container.h"
#include "absl/random/random.h"
#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"

namespace nianbao {
namespace {

// Whether `text` is `size` lower-case hexadecimal digits.
bool IsHex(absl::string_view text, size_t size) {
  return text.size() == size && absl::c_all_of(text, [](char c) {
           return absl::ascii_isdigit(c) || (c >= 'a' && c <= 'f');
         });
}

// An id of all zeros is none.
bool IsId(absl::string_view text, size_t size) {
  return IsHex(text, size) &&
         absl::c_any_of(text, [](char c) { return c != '0'; });
}

// The flag "sampled": bit 0 of the number that the two hexadecimal digits are.
bool IsSampled(absl::string_view flags) {
  const char last = flags[1];
  const int digit = absl::ascii_isdigit(last) ? last - '0' : last - 'a' + 10;
  return digit % 2 == 1;
}

// Version ff is forbidden; a version after 00 may have further fields.
bool IsWellFormed(const std::vector<absl::string_view>& fields) {
  if (fields.size() < 4) return false;
  const absl::string_view version = fields[0];
  if (!IsHex(version, 2) || version == "ff") return false;
  if (version == "00" && fields.size() != 4) return false;
  return IsId(fields[1], 32) && IsId(fields[2], 16) && IsHex(fields[3], 2);
}

}  // namespace

TraceContext ContinueTrace(absl::string_view traceparent) {
  // version-traceid-parentid-flags
  const std::vector<absl::string_view> fields =
      absl::StrSplit(traceparent, '-');
  if (!IsWellFormed(fields)) {
    return {.trace_id = absl::StrCat(RandomId(), RandomId()),
            .span_id = RandomId()};
  }
  return {.trace_id = std::string(fields[1]),
          .span_id = RandomId(),
          .parent_span_id = std::string(fields[2]),
          .sampled = IsSampled(fields[3])};
}

std::string RandomId() {
  // One a thread, so that calls share no lock.
  thread_local absl::InsecureBitGen generator;
  const uint64_t id = absl::Uniform<uint64_t>(
      absl::IntervalClosed, generator, 1, std::numeric_limits<uint64_t>::max());
  return absl::StrCat(absl::Hex(id, absl::kZeroPad16));
}

}  // namespace nianbao
