#include "client/asking/moment.h"

#include "absl/strings/str_cat.h"
#include "absl/time/civil_time.h"
#include "absl/time/time.h"
#include "google/protobuf/util/time_util.h"

namespace nianbao::client {
namespace {

// The characters of "2024-05-01"; absl::ParseCivilTime also takes shorter and
// longer forms.
constexpr size_t kDateSize = 10;

}  // namespace

absl::StatusOr<google::protobuf::Timestamp> ParseMoment(
    absl::string_view text) {
  absl::Time time;
  absl::CivilDay day;
  std::string error;
  if (text.size() == kDateSize && absl::ParseCivilTime(text, &day)) {
    time = absl::FromCivil(day, absl::LocalTimeZone());
  } else if (!absl::ParseTime(absl::RFC3339_full, text, &time, &error)) {
    return absl::InvalidArgumentError(
        absl::StrCat("not a moment: ", text,
                     " (try 2024-05-01 or 2024-05-01T12:00:00+08:00)"));
  }
  using google::protobuf::util::TimeUtil;
  const int64_t seconds = absl::ToUnixSeconds(time);
  if (seconds < TimeUtil::kTimestampMinSeconds ||
      seconds > TimeUtil::kTimestampMaxSeconds) {
    return absl::InvalidArgumentError(
        absl::StrCat("out of the years 1 to 9999: ", text));
  }
  google::protobuf::Timestamp timestamp;
  timestamp.set_seconds(seconds);
  timestamp.set_nanos(static_cast<int>(
      absl::ToInt64Nanoseconds(time - absl::FromUnixSeconds(seconds))));
  return timestamp;
}

}  // namespace nianbao::client
