// Addresses of listeners and peers: host names or IP addresses, and ports.
#ifndef NIANBAO_COMMON_BASE_ADDRESS_H_
#define NIANBAO_COMMON_BASE_ADDRESS_H_

#include <string>

#include "absl/strings/string_view.h"

namespace nianbao {

// Whether nobody but this machine is at `host`: 127.0.0.0/8, ::1 or localhost.
// False when in doubt.
bool IsLoopback(absl::string_view host);

// "127.0.0.1:7701", "[::1]:7701".
std::string JoinHostPort(absl::string_view host, int port);

// The host of "host:port", "[::1]:port" or "host".
std::string HostOf(absl::string_view address);

}  // namespace nianbao

#endif  // NIANBAO_COMMON_BASE_ADDRESS_H_
