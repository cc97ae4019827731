#include "client/calls/connection.h"

#include <fstream>
#include <sstream>
#include <utility>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "common/base/address.h"
#include "grpcpp/channel.h"
#include "grpcpp/create_channel.h"
#include "grpcpp/security/credentials.h"
#include "grpcpp/support/client_interceptor.h"

extern "C" const char nianbao_service_config_begin[];
extern "C" const char nianbao_service_config_end[];

namespace nianbao::client {
namespace {

using grpc::experimental::ClientRpcInfo;
using grpc::experimental::InterceptionHookPoints;
using grpc::experimental::Interceptor;
using grpc::experimental::InterceptorBatchMethods;

// After how long a connection that failed is tried again. gRPC's own second
// would come after the last retry of a call (0.1, 0.2 and 0.4 seconds by
// service_config.json).
constexpr int kReconnectBackoffMs = 100;

// Sends a token with each call. Unlike gRPC's own credentials it also does so
// in plaintext, to this machine.
class TokenSender final : public Interceptor {
 public:
  explicit TokenSender(const std::string& token) : token_(token) {}

  void Intercept(InterceptorBatchMethods* methods) override {
    if (methods->QueryInterceptionHookPoint(
            InterceptionHookPoints::PRE_SEND_INITIAL_METADATA)) {
      methods->GetSendInitialMetadata()->emplace(
          "authorization", absl::StrCat("Bearer ", token_));
    }
    methods->Proceed();
  }

 private:
  const std::string& token_;
};

// Makes a TokenSender for each call of a channel.
class TokenSenders final
    : public grpc::experimental::ClientInterceptorFactoryInterface {
 public:
  explicit TokenSenders(std::string token) : token_(std::move(token)) {}

  Interceptor* CreateClientInterceptor(ClientRpcInfo*) override {
    return new TokenSender(token_);
  }

 private:
  const std::string token_;
};

// Reads the file `path`; nothing when that is empty. `flag` is for the error.
absl::Status Read(absl::string_view flag, const std::string& path,
                  std::string& content) {
  if (path.empty()) return absl::OkStatus();
  std::ifstream file(path);
  if (!file || (file.peek(), file.bad())) {
    return absl::InvalidArgumentError(
        absl::StrCat(flag, ": cannot read a file of that name"));
  }
  std::ostringstream text;
  text << file.rdbuf();
  content = text.str();
  return absl::OkStatus();
}

// INVALID_ARGUMENT where a file is of no use without another flag.
absl::Status CheckFiles(const ConnectionFiles& files) {
  if (!files.tls &&
      !(files.ca.empty() && files.certificate.empty() && files.key.empty())) {
    return absl::InvalidArgumentError("--ca, --cert and --key need --tls");
  }
  if (files.certificate.empty() != files.key.empty()) {
    return absl::InvalidArgumentError("--cert and --key need each other");
  }
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<Connector> Connector::Create(const ConnectionFiles& files) {
  Connector connector;
  connector.tls_ = files.tls;
  absl::Status status = CheckFiles(files);
  status.Update(Read("--ca", files.ca, connector.ca_));
  status.Update(Read("--cert", files.certificate, connector.certificate_));
  status.Update(Read("--key", files.key, connector.key_));
  status.Update(Read("--token-file", files.token, connector.token_));
  if (!status.ok()) return status;
  absl::StripAsciiWhitespace(&connector.token_);
  if (!files.token.empty() && connector.token_.empty()) {
    return absl::InvalidArgumentError("--token-file: the file is empty");
  }
  for (char c : connector.token_) {
    if (!absl::ascii_isgraph(c)) {
      return absl::InvalidArgumentError(
          "--token-file: the file holds something else than one token");
    }
  }
  return connector;
}

absl::Status Connector::CheckMayConnect(absl::string_view address) const {
  if (token_.empty() || tls_ || IsLoopback(HostOf(address))) {
    return absl::OkStatus();
  }
  return absl::InvalidArgumentError(
      absl::StrCat("a token is sent to ", address, " with --tls only"));
}

std::shared_ptr<grpc::Channel> Connector::Connect(
    const std::string& address) const {
  grpc::ChannelArguments arguments;
  arguments.SetMaxReceiveMessageSize(kMaxMessageBytes);
  arguments.SetServiceConfigJSON(std::string(EmbeddedServiceConfig()));
  arguments.SetInt(GRPC_ARG_INITIAL_RECONNECT_BACKOFF_MS, kReconnectBackoffMs);
  // The services are near; a web proxy of the environment is not for them.
  arguments.SetInt(GRPC_ARG_ENABLE_HTTP_PROXY, 0);
  std::vector<
      std::unique_ptr<grpc::experimental::ClientInterceptorFactoryInterface>>
      interceptors;
  if (!token_.empty()) {
    interceptors.push_back(std::make_unique<TokenSenders>(token_));
  }
  return grpc::experimental::CreateCustomChannelWithInterceptors(
      address,
      tls_ ? grpc::SslCredentials({ca_, key_, certificate_})
           : grpc::InsecureChannelCredentials(),
      arguments, std::move(interceptors));
}

absl::string_view EmbeddedServiceConfig() {
  return {nianbao_service_config_begin,
          static_cast<std::size_t>(nianbao_service_config_end -
                                   nianbao_service_config_begin)};
}

}  // namespace nianbao::client
