#include "common/base/sockets.h"

#include <netdb.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cstdint>
#include <memory>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "common/base/address.h"

namespace nianbao {
namespace {

using AddressesPtr = std::unique_ptr<addrinfo, decltype(&freeaddrinfo)>;

AddressesPtr Resolve(const std::string& host) {
  addrinfo hints = {};
  hints.ai_flags = AI_PASSIVE;
  hints.ai_socktype = SOCK_STREAM;
  addrinfo* found = nullptr;
  getaddrinfo(host.c_str(), "0", &hints, &found);
  return {found, freeaddrinfo};
}

void SetOption(int fd, int level, int option, int value) {
  setsockopt(fd, level, option, &value, sizeof(value));
}

void SetPort(int port, sockaddr& address) {
  const uint16_t number = htons(static_cast<uint16_t>(port));
  if (address.sa_family == AF_INET6) {
    reinterpret_cast<sockaddr_in6&>(address).sin6_port = number;
  } else {
    reinterpret_cast<sockaddr_in&>(address).sin_port = number;
  }
}

int PortOf(int fd) {
  sockaddr_storage address = {};
  socklen_t size = sizeof(address);
  getsockname(fd, reinterpret_cast<sockaddr*>(&address), &size);
  return ntohs(address.ss_family == AF_INET6
                   ? reinterpret_cast<sockaddr_in6&>(address).sin6_port
                   : reinterpret_cast<sockaddr_in&>(address).sin_port);
}

// A socket that listens; none when it cannot.
OwnedDescriptor ListenAt(const addrinfo& info) {
  OwnedDescriptor listening(socket(
      info.ai_family, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, IPPROTO_TCP));
  if (listening.fd() < 0) return listening;
  // A port whose last connections are still being closed can be taken again;
  // one that another process listens on cannot.
  SetOption(listening.fd(), SOL_SOCKET, SO_REUSEADDR, 1);
  if (info.ai_family == AF_INET6) {
    SetOption(listening.fd(), IPPROTO_IPV6, IPV6_V6ONLY, 0);
  }
  if (bind(listening.fd(), info.ai_addr, info.ai_addrlen) != 0 ||
      listen(listening.fd(), SOMAXCONN) != 0) {
    return OwnedDescriptor();
  }
  return listening;
}

// Adds what can be listened on of the addresses of `host`.
void ListenAtAll(const std::string& host, Listening& listening) {
  const AddressesPtr addresses = Resolve(host);
  for (addrinfo* info = addresses.get(); info != nullptr;
       info = info->ai_next) {
    SetPort(listening.port, *info->ai_addr);
    OwnedDescriptor one = ListenAt(*info);
    if (one.fd() < 0) continue;
    listening.port = PortOf(one.fd());
    listening.sockets.push_back(std::move(one));
  }
}

}  // namespace

OwnedDescriptor::~OwnedDescriptor() {
  if (fd_ >= 0) close(fd_);
}

absl::StatusOr<Listening> ListenOn(const std::string& host, int port) {
  Listening listening = {.port = port};
  // A socket of "::" takes connections by IPv4 as well.
  if (host == "0.0.0.0") ListenAtAll("::", listening);
  if (listening.sockets.empty()) ListenAtAll(host, listening);
  if (listening.sockets.empty()) {
    return absl::UnavailableError(
        absl::StrCat("cannot listen on ", JoinHostPort(host, port)));
  }
  return listening;
}

OwnedDescriptor Accept(int socket) {
  OwnedDescriptor connection(
      accept4(socket, nullptr, nullptr, SOCK_NONBLOCK | SOCK_CLOEXEC));
  // Small messages go out at once.
  if (connection.fd() >= 0) {
    SetOption(connection.fd(), IPPROTO_TCP, TCP_NODELAY, 1);
  }
  return connection;
}

WakeUp::WakeUp() : event_(eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK)) {}

void WakeUp::Set() {
  const uint64_t one = 1;
  // It can only fail when it is set already.
  [[maybe_unused]] const ssize_t written =
      write(event_.fd(), &one, sizeof(one));
}

}  // namespace nianbao
