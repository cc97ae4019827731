// Small questions by which a service is found to be well.
#ifndef NIANBAO_CLIENT_CALLS_PROBES_H_
#define NIANBAO_CLIENT_CALLS_PROBES_H_

#include <optional>
#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "client/calls/session.h"
#include "nianbao/v1/indicator.pb.h"
#include "nianbao/v1/report.pb.h"

namespace nianbao::client {

// A service that answered.
struct Peer {
  // Whether it says that it serves.
  bool serves = false;
  // Until when its certificate holds; absent without TLS.
  std::optional<absl::Time> certificate_end;
};

// Asks the standard health check of the service; waits at most `limit`, also
// for a service that is about to start. UNAVAILABLE or DEADLINE_EXCEEDED, in
// gRPC's words, when none answers.
absl::StatusOr<Peer> AskHealth(const Channel& service, absl::Duration limit);

// The report of a plain text. Errors are explained.
absl::StatusOr<v1::Report> ExtractText(const Session& session,
                                       const Channel& extractor,
                                       absl::string_view text);

// The indicator with its rules and examples. Errors are explained.
absl::StatusOr<v1::Indicator> GetIndicator(const Session& session,
                                           const Channel& aggregator,
                                           const std::string& name);

}  // namespace nianbao::client

#endif  // NIANBAO_CLIENT_CALLS_PROBES_H_
