// What `nianbao doctor` finds, in words.
#ifndef NIANBAO_CLIENT_COMMANDS_RUNNING_DIAGNOSIS_H_
#define NIANBAO_CLIENT_COMMANDS_RUNNING_DIAGNOSIS_H_

#include <string>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"

namespace nianbao::client {

// A line of the doctor's: what was looked at, and what to do where it is not as
// it should be.
struct Finding {
  bool ok = true;
  std::string what;
  // Empty when it is ok.
  std::string next;
};

// "ok     nianbao-extractor answers at 127.0.0.1:7701", or "wrong  …" and what
// to do next on a line of its own.
std::string FindingLine(const Finding& finding);

// Of a service that does not do as it was asked. `error` is explained, as
// Session::ExtractorStatus does.
Finding OfError(const absl::Status& error);

// Of the version of a service, "1.2.3" or "1.2.3+weights", beside this
// command's.
Finding OfVersion(absl::string_view program, absl::string_view version,
                  absl::string_view own_version);

// Of a certificate that holds until `end`; one that ends within two weeks is to
// be renewed.
Finding OfCertificate(absl::string_view program, absl::Time end,
                      absl::Time now);

// Of the moment at which the aggregator stored its newest report: by clocks
// that go alike it is not in the future. A minute is let pass.
Finding OfClock(absl::Time newest, absl::Time now);

}  // namespace nianbao::client

#endif  // NIANBAO_CLIENT_COMMANDS_RUNNING_DIAGNOSIS_H_
