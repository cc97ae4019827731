// What every command needs: where the services are, and how it ended.
#ifndef NIANBAO_CLIENT_CALLS_SESSION_H_
#define NIANBAO_CLIENT_CALLS_SESSION_H_

#include <chrono>
#include <memory>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "client/calls/connection.h"

namespace grpc {
class ClientContext;
class Status;
}  // namespace grpc

namespace nianbao::client {

// Exit codes of the command; part of its interface.
enum class ExitCode {
  kOk = 0,
  // The command ran, but some of its documents failed or are no reports.
  kSomeFailed = 1,
  // Wrong flags or arguments, or an ambiguous name.
  kUsage = 2,
  // A service does not answer.
  kUnreachable = 3,
  // No such report, division or indicator.
  kNotFound = 4,
  // A service answered with another error, or output could not be written.
  kFailed = 5,
  // Stopped by Ctrl-C or SIGTERM after finishing what was under way.
  kInterrupted = 130,
};

// The exit code that tells a script of the error.
ExitCode ExitCodeFor(const absl::Status& status);

// Time limits of calls, each many times what the call takes: they bound how
// long a service that hangs is waited for. One answer:
inline constexpr std::chrono::seconds kCallDeadline{30};
// One streamed query, in which all stored reports may take part:
inline constexpr std::chrono::minutes kQueryDeadline{5};
// One stream of documents or reports, at most kDocumentsPerStream of them:
inline constexpr std::chrono::minutes kStreamDeadline{10};

// Requests of a stream that may be unanswered at once: as many as the
// aggregator takes of one, so that many reports become durable by one commit,
// and enough to keep every core of a service at work while answers travel.
inline constexpr int kMaxUnanswered = 256;

// A channel to a service. Calls over one channel share its connection.
using Channel = std::shared_ptr<grpc::Channel>;

struct Session {
  // host:port.
  std::string extractor_address = "127.0.0.1:7701";
  std::string aggregator_address = "127.0.0.1:7702";
  Connector connector;
  // Set by the command that ran.
  absl::StatusOr<ExitCode> outcome = ExitCode::kOk;

  // Sets `connector`, to be used with both addresses. INVALID_ARGUMENT as
  // Connector's and CheckAddress's.
  absl::Status SetUp(const ConnectionFiles& files);

  // New channels, which connect when they are first used. Stubs are made of
  // them where calls are: their headers are costly to compile.
  Channel ExtractorChannel() const;
  Channel AggregatorChannel() const;

  // The error of a call to that service, for people. An unreachable service is
  // named with its address. OK stays OK.
  absl::Status ExtractorStatus(const grpc::Status& status) const;
  absl::Status AggregatorStatus(const grpc::Status& status) const;
};

// INVALID_ARGUMENT where `address` can be none of a service: one of the web
// (http://…), or one without a port. `flag` is for the message.
absl::Status CheckAddress(absl::string_view flag, absl::string_view address);

// Gives the call that long from now.
void SetDeadline(grpc::ClientContext& context,
                 std::chrono::system_clock::duration limit);

}  // namespace nianbao::client

#endif  // NIANBAO_CLIENT_CALLS_SESSION_H_
