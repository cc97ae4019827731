// TLS of a service: what it shows to those who connect, from files that are
// followed while it runs.
#ifndef NIANBAO_COMMON_RPC_TLS_H_
#define NIANBAO_COMMON_RPC_TLS_H_

#include <memory>

#include "grpcpp/security/server_credentials.h"
#include "nianbao/v1/server_config.pb.h"

namespace nianbao {

// Credentials with files that passed CheckTls. A connection that is made finds
// out whether they have changed, once a second at most: what passes CheckTls
// then is served from that connection on; what does not leaves the old in
// place, and standard error says why, once. So certificate and key may be
// replaced one after the other. The credentials must outlive the server, and
// are for one. Thread-safe.
std::shared_ptr<grpc::ServerCredentials> MakeServerCredentials(
    const v1::ServerConfig::Tls& tls);

}  // namespace nianbao

#endif  // NIANBAO_COMMON_RPC_TLS_H_
