#include "client/session.h"

#include "absl/strings/str_cat.h"
#include "common/status.h"
#include "grpcpp/create_channel.h"
#include "grpcpp/security/credentials.h"

namespace nianbao {
namespace {

std::shared_ptr<grpc::Channel> Connect(const std::string& address) {
  grpc::ChannelArguments arguments;
  arguments.SetMaxReceiveMessageSize(kMaxMessageBytes);
  // The services are near; a web proxy of the environment is not for them.
  arguments.SetInt(GRPC_ARG_ENABLE_HTTP_PROXY, 0);
  return grpc::CreateCustomChannel(address, grpc::InsecureChannelCredentials(),
                                   arguments);
}

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
  return FromGrpcStatus(status);
}

}  // namespace

ExitCode ExitCodeFor(const absl::Status& status) {
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

std::unique_ptr<v1::ExtractorService::Stub> Session::Extractor() const {
  return v1::ExtractorService::NewStub(Connect(extractor_address));
}

std::unique_ptr<v1::AggregatorService::Stub> Session::Aggregator() const {
  return v1::AggregatorService::NewStub(Connect(aggregator_address));
}

absl::Status Session::ExtractorStatus(const grpc::Status& status) const {
  return Explain(status, "nianbao-extractor", extractor_address);
}

absl::Status Session::AggregatorStatus(const grpc::Status& status) const {
  return Explain(status, "nianbao-aggregator", aggregator_address);
}

void SetDeadline(grpc::ClientContext& context,
                 std::chrono::system_clock::duration limit) {
  context.set_deadline(std::chrono::system_clock::now() + limit);
}

}  // namespace nianbao
