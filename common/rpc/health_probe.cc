#include "common/rpc/health_probe.h"

#include <chrono>
#include <fstream>
#include <memory>

#include "absl/strings/str_cat.h"
#include "common/base/address.h"
#include "grpc/health/v1/health.grpc.pb.h"
#include "grpcpp/grpcpp.h"
#include "grpcpp/security/tls_certificate_provider.h"
#include "grpcpp/security/tls_certificate_verifier.h"
#include "grpcpp/security/tls_credentials_options.h"

namespace nianbao {
namespace {

// A supervisor asks every few seconds and must not be held up by one that
// hangs.
constexpr std::chrono::seconds kDeadline{5};

std::string ListenerAddress(const v1::ServerConfig::Listener& listener) {
  // Who listens on all addresses is asked on this machine's own.
  std::string host = listener.address();
  if (host == "0.0.0.0") host = "127.0.0.1";
  if (host == "::") host = "::1";
  int port = listener.port();
  if (port == 0) std::ifstream(listener.port_file()) >> port;
  return JoinHostPort(host, port);
}

std::shared_ptr<grpc::ChannelCredentials> Credentials(
    const v1::ServerConfig& config) {
  if (!config.has_tls()) return grpc::InsecureChannelCredentials();
  namespace experimental = grpc::experimental;
  experimental::TlsChannelCredentialsOptions options;
  // A certificate names the service as clients reach it, not as this machine
  // does; who is asked tells no secret, and is sent none.
  options.set_verify_server_certs(false);
  options.set_check_call_host(false);
  options.set_certificate_verifier(
      std::make_shared<experimental::NoOpCertificateVerifier>());
  if (!config.tls().client_ca().empty()) {
    options.set_certificate_provider(
        std::make_shared<experimental::FileWatcherCertificateProvider>(
            config.tls().key(), config.tls().certificate(), 1));
    options.watch_identity_key_cert_pairs();
  }
  return experimental::TlsCredentials(options);
}

}  // namespace

absl::Status ProbeHealth(const v1::ServerConfig& config,
                         const std::string& address) {
  const std::string target =
      address.empty() ? ListenerAddress(config.listener()) : address;
  grpc::ChannelArguments arguments;
  // A proxy of the environment would ask another machine of that name.
  arguments.SetInt(GRPC_ARG_ENABLE_HTTP_PROXY, 0);
  const auto stub = grpc::health::v1::Health::NewStub(
      grpc::CreateCustomChannel(target, Credentials(config), arguments));
  grpc::ClientContext context;
  context.set_deadline(std::chrono::system_clock::now() + kDeadline);
  // An empty request is about the whole server.
  grpc::health::v1::HealthCheckResponse response;
  const grpc::Status status = stub->Check(&context, {}, &response);
  if (!status.ok()) {
    return absl::UnavailableError(absl::StrCat("no answer from ", target, " (",
                                               status.error_message(), ")"));
  }
  if (response.status() != grpc::health::v1::HealthCheckResponse::SERVING) {
    return absl::UnavailableError(absl::StrCat(target, " does not serve"));
  }
  return absl::OkStatus();
}

}  // namespace nianbao
