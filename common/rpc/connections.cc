// gRPC 1.51 listens no more, for good, once an accept has failed for want of
// descriptors, and knows no limit of connections. So it does not listen here:
// this accepts, and hands over what gRPC calls external connections.
//
// Nobody tells when gRPC has closed one of them. But a socket has an inode of
// its own: as long as fstat of the descriptor that was handed over shows it,
// the connection is open. Sweep asks so of all, when a limit seems to be
// reached, at most once in kSweepPeriod; a system call a connection.
//
//   accept -> room?  yes: handed over, noted by descriptor and peer
//                    no:  swept, still no: closed at once, and counted
//   no descriptors:  told once, tried again each kRetryPeriod
#include "common/rpc/connections.h"

#include <netinet/in.h>
#include <poll.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>

#include <algorithm>
#include <cerrno>
#include <iostream>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"

namespace nianbao {
namespace {

// Descriptors for all else: a store opens a dozen files for each connection
// that reads it.
constexpr int kDescriptorsForFiles = 256;
constexpr absl::Duration kSweepPeriod = absl::Milliseconds(100);
constexpr int kRetryPeriodMs = 100;
// Accepted of one socket before the others, and the end, are looked at.
constexpr int kAcceptedAtOnce = 64;
// How often standard error tells that connections are refused.
constexpr absl::Duration kTellPeriod = absl::Seconds(60);

// The inode of the socket; 0 when the descriptor is of none.
ino_t SocketInode(int fd) {
  struct stat status = {};
  const bool is_socket = fstat(fd, &status) == 0 && S_ISSOCK(status.st_mode);
  return is_socket ? status.st_ino : 0;
}

// The address without the port, as bytes: of IPv6 the half that a network has,
// for anybody has as many addresses of it as they like.
std::string PeerOf(int fd) {
  sockaddr_in6 address = {};
  socklen_t size = sizeof(address);
  if (getpeername(fd, reinterpret_cast<sockaddr*>(&address), &size) != 0) {
    return "";
  }
  if (address.sin6_family != AF_INET6) {
    const auto& v4 = reinterpret_cast<const sockaddr_in&>(address).sin_addr;
    return {reinterpret_cast<const char*>(&v4), sizeof(v4)};
  }
  const auto* const bytes = reinterpret_cast<const char*>(&address.sin6_addr);
  return IN6_IS_ADDR_V4MAPPED(&address.sin6_addr) ? std::string(bytes + 12, 4)
                                                  : std::string(bytes, 8);
}

// Whether the connection that could not be accepted was at fault, or there is
// none; not the system.
bool IsOfConnection(int error) {
  return error != EMFILE && error != ENFILE && error != ENOBUFS &&
         error != ENOMEM;
}

}  // namespace

int DescriptorsForConnections(int wanted) {
  rlimit limit = {};
  if (getrlimit(RLIMIT_NOFILE, &limit) != 0) return wanted;
  limit.rlim_cur = limit.rlim_max;
  setrlimit(RLIMIT_NOFILE, &limit);
  getrlimit(RLIMIT_NOFILE, &limit);
  const rlim_t most =
      std::max<rlim_t>(limit.rlim_cur, 2 * kDescriptorsForFiles) -
      kDescriptorsForFiles;
  if (most >= static_cast<rlim_t>(wanted)) return wanted;
  std::cerr << absl::StrCat("of ", wanted, " connections ", most,
                            " are taken: the system allows ", limit.rlim_cur,
                            " open files\n");
  return static_cast<int>(most);
}

Connections::Connections(Listening listening, ConnectionLimits limits,
                         ConnectionCounts& counts, Take take)
    : listening_(std::move(listening)),
      limits_(limits),
      counts_(counts),
      take_(std::move(take)),
      thread_([this] { Run(); }) {}

void Connections::Stop() {
  if (!thread_.joinable()) return;
  end_.Set();
  thread_.join();
  listening_.sockets.clear();
}

void Connections::Run() {
  std::vector<pollfd> ready = {{.fd = end_.fd(), .events = POLLIN}};
  for (const OwnedDescriptor& socket : listening_.sockets) {
    ready.push_back({.fd = socket.fd(), .events = POLLIN});
  }
  bool accepts = true;
  while (true) {
    // While nothing can be accepted, only the end and the time are waited for.
    poll(ready.data(), accepts ? ready.size() : 1,
         accepts ? -1 : kRetryPeriodMs);
    if (ready.front().revents != 0) return;
    bool accepted = true;
    for (const OwnedDescriptor& socket : listening_.sockets) {
      accepted = AcceptFrom(socket.fd()) && accepted;
    }
    if (accepted != accepts) {
      std::cerr << (accepted ? "connections are accepted again\n"
                             : "connections cannot be accepted: no descriptors "
                               "are left; those that come wait\n");
    }
    accepts = accepted;
  }
}

bool Connections::AcceptFrom(int socket) {
  for (int i = 0; i < kAcceptedAtOnce; ++i) {
    OwnedDescriptor connection = Accept(socket);
    if (connection.fd() >= 0) {
      Receive(socket, std::move(connection));
      continue;
    }
    const int error = errno;
    if (error == EAGAIN) return true;
    if (IsOfConnection(error)) continue;
    ++counts_.failed;
    return false;
  }
  return true;
}

void Connections::Receive(int listening, OwnedDescriptor connection) {
  const int fd = connection.fd();
  Open open = {.inode = SocketInode(fd), .peer = PeerOf(fd)};
  // One that had the same descriptor is closed.
  Forget(fd);
  if (!HasRoom(open.peer)) {
    ++counts_.refused;
    TellRefusal(open.peer);
    return;
  }
  ++by_peer_[open.peer];
  open_.emplace(fd, std::move(open));
  take_(listening, connection.Release());
}

void Connections::TellRefusal(const std::string& peer) {
  const absl::Time now = absl::Now();
  if (now >= told_ && now - told_ < kTellPeriod) return;
  told_ = now;
  const auto it = by_peer_.find(peer);
  std::cerr << absl::StrCat(
      "connections are refused: ", open_.size(), " are open, ",
      it == by_peer_.end() ? 0 : it->second, " of that peer; ",
      counts_.refused.load(), " were refused so far\n");
}

bool Connections::HasRoom(const std::string& peer) {
  const auto has_room = [&] {
    const auto it = by_peer_.find(peer);
    return static_cast<int>(open_.size()) < limits_.all &&
           (it == by_peer_.end() || it->second < limits_.of_peer);
  };
  if (has_room()) return true;
  const absl::Time now = absl::Now();
  // A clock that was set back counts as a period gone by.
  if (now >= swept_ && now - swept_ < kSweepPeriod) return false;
  swept_ = now;
  Sweep();
  return has_room();
}

void Connections::Forget(int fd) {
  const auto it = open_.find(fd);
  if (it == open_.end()) return;
  const auto peer = by_peer_.find(it->second.peer);
  if (--peer->second == 0) by_peer_.erase(peer);
  open_.erase(it);
}

void Connections::Sweep() {
  std::vector<int> closed;
  for (const auto& [fd, open] : open_) {
    if (SocketInode(fd) != open.inode) closed.push_back(fd);
  }
  for (const int fd : closed) Forget(fd);
}

}  // namespace nianbao
