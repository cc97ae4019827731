// Who calls a method, by what the call and its connection show.
#ifndef NIANBAO_COMMON_RPC_ACCESS_CALLER_H_
#define NIANBAO_COMMON_RPC_ACCESS_CALLER_H_

#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "grpcpp/server_context.h"

namespace nianbao {

struct Caller {
  // Values of the metadata `authorization`, e.g. "Bearer 1f3a…".
  std::vector<std::string> authorization;
  // Common name and alternative names of a verified client certificate.
  std::vector<std::string> certificate_names;
  // Without the port: "ipv4:192.0.2.1", "ipv6:%5B::1%5D", "unix:…".
  std::string address;
};

// `context` must be one that gRPC gave to a handler.
Caller CallerOf(const grpc::CallbackServerContext& context);

// "ipv4:192.0.2.1" for "ipv4:192.0.2.1:4711"; what has no port stays as it is.
std::string WithoutPort(absl::string_view peer);

}  // namespace nianbao

#endif  // NIANBAO_COMMON_RPC_ACCESS_CALLER_H_
