// The files of a service's TLS, read and checked as one.
#ifndef NIANBAO_COMMON_RPC_TLS_FILES_H_
#define NIANBAO_COMMON_RPC_TLS_FILES_H_

#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "nianbao/v1/server_config.pb.h"

namespace nianbao {

// The contents, in PEM.
struct TlsFiles {
  std::string certificate;
  std::string key;
  // Empty when none is configured.
  std::string client_ca;
};

// What the configuration names, when a server can serve with it.
// INVALID_ARGUMENT names the field: "tls.key: does not belong to
// tls.certificate".
absl::StatusOr<TlsFiles> ReadTls(const v1::ServerConfig::Tls& tls);

// Whether ReadTls gives them.
absl::Status CheckTls(const v1::ServerConfig::Tls& tls);

// When the first certificate of that PEM file ends to be valid.
// INVALID_ARGUMENT when there is none to be read.
absl::StatusOr<absl::Time> CertificateEnd(const std::string& file);

}  // namespace nianbao

#endif  // NIANBAO_COMMON_RPC_TLS_FILES_H_
