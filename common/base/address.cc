#include "common/base/address.h"

#include <arpa/inet.h>

#include <cstring>

#include "absl/algorithm/container.h"
#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"

namespace nianbao {

bool IsLoopback(absl::string_view host) {
  const std::string text(host);
  in_addr ipv4;
  if (inet_pton(AF_INET, text.c_str(), &ipv4) == 1) {
    return ntohl(ipv4.s_addr) >> 24 == 127;  // 127.0.0.0/8
  }
  in6_addr ipv6;
  if (inet_pton(AF_INET6, text.c_str(), &ipv6) == 1) {
    return std::memcmp(&ipv6, &in6addr_loopback, sizeof(ipv6)) == 0;
  }
  return host == "localhost";
}

std::string JoinHostPort(absl::string_view host, int port) {
  return absl::StrContains(host, ':') ? absl::StrCat("[", host, "]:", port)
                                      : absl::StrCat(host, ":", port);
}

absl::optional<HostPort> ParseHostPort(absl::string_view address) {
  const size_t colon = address.rfind(':');
  if (colon == absl::string_view::npos) return absl::nullopt;
  const absl::string_view host = address.substr(0, colon);
  const absl::string_view port = address.substr(colon + 1);
  const bool plain = !host.empty() && absl::c_all_of(host, [](char c) {
    return absl::ascii_isalnum(c) || absl::StrContains(".:[]-", c);
  });
  HostPort parsed = {.host = std::string(host)};
  // SimpleAtoi would let spaces and signs pass.
  if (!plain || !absl::c_all_of(port, absl::ascii_isdigit) ||
      !absl::SimpleAtoi(port, &parsed.port) || parsed.port > 65535) {
    return absl::nullopt;
  }
  return parsed;
}

std::string HostOf(absl::string_view address) {
  if (absl::StartsWith(address, "[")) {
    return std::string(address.substr(1, address.find(']') - 1));
  }
  return std::string(address.substr(0, address.rfind(':')));
}

}  // namespace nianbao
