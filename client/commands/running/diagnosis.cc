#include "client/commands/running/diagnosis.h"

#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"

namespace nianbao::client {
namespace {

// As long before its end a certificate is to be renewed.
constexpr absl::Duration kRenewal = absl::Hours(14 * 24);
constexpr absl::Duration kClockTolerance = absl::Minutes(1);

std::string Date(absl::Time time) {
  return absl::FormatTime("%Y-%m-%d", time, absl::UTCTimeZone());
}

}  // namespace

std::string FindingLine(const Finding& finding) {
  if (finding.ok) return absl::StrCat("ok     ", finding.what, "\n");
  return absl::StrCat("wrong  ", finding.what, "\n       ", finding.next, "\n");
}

Finding OfError(const absl::Status& error) {
  Finding finding = {.ok = false, .what = std::string(error.message())};
  switch (error.code()) {
    case absl::StatusCode::kUnavailable:
    case absl::StatusCode::kDeadlineExceeded:
      finding.next =
          "start it: `nianbao up` starts both services on this machine; where "
          "they run elsewhere, --extractor and --aggregator say where";
      break;
    case absl::StatusCode::kUnauthenticated:
    case absl::StatusCode::kPermissionDenied:
      finding.next = "show a token that may do this: --token-file FILE";
      break;
    case absl::StatusCode::kUnimplemented:
      finding.next =
          "look at --extractor and --aggregator, and install services of this "
          "command's version";
      break;
    default:
      finding.next = "look at the log of the service";
  }
  return finding;
}

Finding OfVersion(absl::string_view program, absl::string_view version,
                  absl::string_view own_version) {
  const std::pair<absl::string_view, absl::string_view> parts =
      absl::StrSplit(version, absl::MaxSplits('+', 1));
  Finding finding = {.what = absl::StrCat(program, " is of version ", version)};
  if (parts.first != own_version) {
    finding.ok = false;
    finding.next = absl::StrCat("this command is of version ", own_version,
                                "; install both of one release");
  }
  return finding;
}

Finding OfCertificate(absl::string_view program, absl::Time end,
                      absl::Time now) {
  Finding finding = {.what = absl::StrCat("the certificate of ", program,
                                          " holds until ", Date(end))};
  if (end - now < kRenewal) {
    finding.ok = false;
    finding.next = "renew it; the service takes a new file without a restart";
  }
  return finding;
}

Finding OfClock(absl::Time newest, absl::Time now) {
  Finding finding = {.what = "the newest report was not stored in the future"};
  if (newest - now > kClockTolerance) {
    finding.ok = false;
    finding.what = absl::StrCat(
        "by this machine's clock the newest report was stored ",
        absl::FormatDuration(absl::Trunc(newest - now, absl::Seconds(1))),
        " in the future");
    finding.next = "set the clocks of this machine and of the aggregator's";
  }
  return finding;
}

}  // namespace nianbao::client
