// TLS of a service: certificates from PEM files, read again when they change.
#ifndef NIANBAO_COMMON_RPC_TLS_H_
#define NIANBAO_COMMON_RPC_TLS_H_

#include <memory>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "grpcpp/security/server_credentials.h"
#include "nianbao/v1/server_config.pb.h"

namespace nianbao {

// Whether the files can be served with. INVALID_ARGUMENT names the field:
// "tls.key: does not belong to tls.certificate".
absl::Status CheckTls(const v1::ServerConfig::Tls& tls);

// When the first certificate of that PEM file ends to be valid.
// INVALID_ARGUMENT when there is none to be read.
absl::StatusOr<absl::Time> CertificateEnd(const std::string& file);

// Credentials with files that passed CheckTls. They are looked at each second
// while the credentials live: a new pair is served to new connections, one that
// cannot be read leaves the old. Replace certificate and key at once, e.g. by
// a symbolic link to their folder; while they do not match no connection is
// made. Thread-safe.
std::shared_ptr<grpc::ServerCredentials> MakeServerCredentials(
    const v1::ServerConfig::Tls& tls);

}  // namespace nianbao

#endif  // NIANBAO_COMMON_RPC_TLS_H_
