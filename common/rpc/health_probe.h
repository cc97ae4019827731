// Asks a service whether it serves, for supervisors that run a command.
#ifndef NIANBAO_COMMON_RPC_HEALTH_PROBE_H_
#define NIANBAO_COMMON_RPC_HEALTH_PROBE_H_

#include <string>

#include "absl/status/status.h"
#include "nianbao/v1/server_config.pb.h"

namespace nianbao {

// OK when the service at `address`, host:port, answers
// grpc.health.v1.Health/Check with SERVING. An empty `address` is that of the
// configured listener, whose free port is read from its port file. With tls
// configured, it is spoken and shows the service's own certificate, which
// `client_ca` must know where it is required; whom it talks to is not verified,
// as it tells nothing. UNAVAILABLE otherwise. Takes at most 5 seconds.
absl::Status ProbeHealth(const v1::ServerConfig& config,
                         const std::string& address);

}  // namespace nianbao

#endif  // NIANBAO_COMMON_RPC_HEALTH_PROBE_H_
