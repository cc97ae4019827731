#include "client/calls/session.h"

#include "absl/algorithm/container.h"
#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "common/rpc/wire/wire_status.h"
#include "grpcpp/client_context.h"
#include "grpcpp/support/status.h"

namespace nianbao::client {
namespace {

// Tells people what an error of gRPC's own means for them; what a service
// itself answered says it already.
absl::Status Explain(const grpc::Status& status, absl::string_view program,
                     absl::string_view address) {
  if (status.error_code() == grpc::StatusCode::UNAVAILABLE) {
    return absl::UnavailableError(
        absl::StrCat("no answer from ", address, "; is ", program,
                     " running there? (", status.error_message(), ")"));
  }
  if (status.error_code() == grpc::StatusCode::DEADLINE_EXCEEDED) {
    return absl::DeadlineExceededError(
        absl::StrCat(program, " at ", address, " took too long to answer"));
  }
  if (status.error_code() == grpc::StatusCode::UNIMPLEMENTED) {
    return absl::UnimplementedError(absl::StrCat(
        address, " is no ", program,
        " of this version; are --extractor and --aggregator swapped?"));
  }
  return FromGrpcStatus(status);
}

}  // namespace

ExitCode ExitCodeFor(const absl::Status& status) {
  // The codes are documented in the help; every error has one.
  switch (status.code()) {
    case absl::StatusCode::kOk:
      return ExitCode::kOk;
    case absl::StatusCode::kInvalidArgument:
      return ExitCode::kUsage;
    case absl::StatusCode::kUnavailable:
    case absl::StatusCode::kDeadlineExceeded:
      return ExitCode::kUnreachable;
    case absl::StatusCode::kNotFound:
      return ExitCode::kNotFound;
    default:
      return ExitCode::kFailed;
  }
}

absl::Status Session::SetUp(const ConnectionFiles& files) {
  absl::Status status = CheckAddress("--extractor", extractor_address);
  status.Update(CheckAddress("--aggregator", aggregator_address));
  if (!status.ok()) return status;
  // Both services get what the files hold, whichever the command asks.
  absl::StatusOr<Connector> created = Connector::Create(files);
  if (!created.ok()) return created.status();
  connector = *std::move(created);
  status = connector.CheckMayConnect(extractor_address);
  status.Update(connector.CheckMayConnect(aggregator_address));
  return status;
}

Channel Session::ExtractorChannel() const {
  return connector.Connect(extractor_address);
}

Channel Session::AggregatorChannel() const {
  return connector.Connect(aggregator_address);
}

absl::Status Session::ExtractorStatus(const grpc::Status& status) const {
  return Explain(status, "nianbao-extractor", extractor_address);
}

absl::Status Session::AggregatorStatus(const grpc::Status& status) const {
  return Explain(status, "nianbao-aggregator", aggregator_address);
}

absl::Status CheckAddress(absl::string_view flag, absl::string_view address) {
  for (const absl::string_view scheme : {"http://", "https://"}) {
    if (!absl::StartsWith(address, scheme)) continue;
    return absl::InvalidArgumentError(
        absl::StrCat(flag, " ", address, ": leave ", scheme,
                     " out and give HOST:PORT; ", "--tls speaks TLS"));
  }
  // Such as dns:///name:7701 and unix:/path, which gRPC knows.
  const bool has_scheme = absl::StrContains(address, ":/");
  const absl::string_view port = address.substr(address.rfind(':') + 1);
  const bool has_port = absl::StrContains(address, ':') && !port.empty() &&
                        absl::c_all_of(port, absl::ascii_isdigit);
  if (has_scheme || has_port) return absl::OkStatus();
  return absl::InvalidArgumentError(absl::StrCat(
      flag, " ", address, ": has no port; give HOST:PORT, ",
      "for example 127.0.0.1:", flag == "--extractor" ? "7701" : "7702"));
}

void SetDeadline(grpc::ClientContext& context,
                 std::chrono::system_clock::duration limit) {
  context.set_deadline(std::chrono::system_clock::now() + limit);
}

}  // namespace nianbao::client
