// How the command connects to a service: TLS, tokens, retries.
#ifndef NIANBAO_CLIENT_CALLS_CONNECTION_H_
#define NIANBAO_CLIENT_CALLS_CONNECTION_H_

#include <memory>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace grpc {
class Channel;
}  // namespace grpc

namespace nianbao::client {

// Largest message taken from a service, in bytes: the largest report
// (common/domain/report_limits.h) and the text of the largest document.
inline constexpr int kMaxMessageBytes = 96 << 20;

// Names of files; those left out are empty.
struct ConnectionFiles {
  // Whether to speak TLS. The next three need it.
  bool tls = false;
  // PEM: authorities of the services (else those of the system), and the
  // client's own certificate with its key.
  std::string ca;
  std::string certificate;
  std::string key;
  // The first line is a bearer token.
  std::string token;
};

// What connections are made with. Thread-safe.
class Connector {
 public:
  // Plaintext without a token.
  Connector() = default;

  // INVALID_ARGUMENT when a file cannot be read or does not go with the others.
  // No content of a file is told.
  static absl::StatusOr<Connector> Create(const ConnectionFiles& files);

  // INVALID_ARGUMENT when a token would be sent in plaintext to another
  // machine. `address` is host:port.
  absl::Status CheckMayConnect(absl::string_view address) const;

  // A new channel, which connects when it is first used. What may be retried
  // is, by deploy/config/service_config.json. CheckMayConnect must be OK.
  std::shared_ptr<grpc::Channel> Connect(const std::string& address) const;

 private:
  bool tls_ = false;
  // Contents of the files.
  std::string ca_;
  std::string certificate_;
  std::string key_;
  std::string token_;
};

// deploy/config/service_config.json.
absl::string_view EmbeddedServiceConfig();

}  // namespace nianbao::client

#endif  // NIANBAO_CLIENT_CALLS_CONNECTION_H_
