// Addresses of listeners and peers: host names or IP addresses, and ports.
#ifndef NIANBAO_COMMON_BASE_ADDRESS_H_
#define NIANBAO_COMMON_BASE_ADDRESS_H_

#include <string>

#include "absl/strings/string_view.h"
#include "absl/types/optional.h"

namespace nianbao {

// Whether nobody but this machine is at `host`: 127.0.0.0/8, ::1 or localhost.
// False when in doubt.
bool IsLoopback(absl::string_view host);

// "127.0.0.1:7701", "[::1]:7701".
std::string JoinHostPort(absl::string_view host, int port);

struct HostPort {
  std::string host;
  int port = 0;
};

// The parts of "127.0.0.1:9701", "[::1]:9701" or "localhost:0"; the host is of
// letters, digits and ".:[]-", as it stands in the text, the port of digits and
// at most 65535. Nothing when `address` is not of that form.
absl::optional<HostPort> ParseHostPort(absl::string_view address);

// The host of "host:port", "[::1]:port" or "host".
std::string HostOf(absl::string_view address);

}  // namespace nianbao

#endif  // NIANBAO_COMMON_BASE_ADDRESS_H_
