#include "common/rpc/access/caller.h"

#include <memory>

#include "absl/strings/match.h"
#include "grpc/grpc_security_constants.h"
#include "grpcpp/security/auth_context.h"

namespace nianbao {
namespace {

// The common name, then the alternative names; none when no certificate of an
// authority that the server knows was shown.
std::vector<std::string> CertificateNames(const grpc::AuthContext& connection) {
  std::vector<std::string> names;
  if (!connection.IsPeerAuthenticated()) return names;
  for (const char* property :
       {GRPC_X509_CN_PROPERTY_NAME, GRPC_X509_SAN_PROPERTY_NAME}) {
    for (const grpc::string_ref& name :
         connection.FindPropertyValues(property)) {
      if (!name.empty()) names.emplace_back(name.data(), name.size());
    }
  }
  return names;
}

}  // namespace

Caller CallerOf(const grpc::CallbackServerContext& context) {
  Caller caller;
  const auto [begin, end] =
      context.client_metadata().equal_range("authorization");
  for (auto it = begin; it != end; ++it) {
    caller.authorization.emplace_back(it->second.data(), it->second.size());
  }
  const std::shared_ptr<const grpc::AuthContext> connection =
      context.auth_context();
  if (connection != nullptr) {
    caller.certificate_names = CertificateNames(*connection);
  }
  caller.address = WithoutPort(context.peer());
  return caller;
}

std::string WithoutPort(absl::string_view peer) {
  // Of the forms that gRPC gives, "unix:/path" and "inproc" have no port.
  const bool has_port =
      absl::StartsWith(peer, "ipv4:") || absl::StartsWith(peer, "ipv6:");
  return std::string(has_port ? peer.substr(0, peer.rfind(':')) : peer);
}

}  // namespace nianbao
