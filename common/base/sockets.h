// Sockets that listen: of the services' calls and of their metrics.
#ifndef NIANBAO_COMMON_BASE_SOCKETS_H_
#define NIANBAO_COMMON_BASE_SOCKETS_H_

#include <string>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"

namespace nianbao {

// A file descriptor, closed when it goes.
class OwnedDescriptor {
 public:
  // -1 for none.
  explicit OwnedDescriptor(int fd = -1) : fd_(fd) {}
  OwnedDescriptor(OwnedDescriptor&& other) noexcept : fd_(other.Release()) {}
  OwnedDescriptor& operator=(OwnedDescriptor&& other) noexcept {
    std::swap(fd_, other.fd_);
    return *this;
  }
  ~OwnedDescriptor();

  int fd() const { return fd_; }
  // Gives it away.
  int Release() { return std::exchange(fd_, -1); }

 private:
  int fd_;
};

struct Listening {
  // Do not block; at least one.
  std::vector<OwnedDescriptor> sockets;
  int port = 0;
};

// Listens on each address that `host`, an address or a name, has; port 0 takes
// a free one, the same for all. "0.0.0.0" and "::" are all addresses of this
// machine. UNAVAILABLE "cannot listen on HOST:PORT" when none can be listened
// on, a port that another process has included.
absl::StatusOr<Listening> ListenOn(const std::string& host, int port);

// The next connection that waits for the socket, which does not block and is
// not handed to children; none, with errno, when there is none.
OwnedDescriptor Accept(int socket);

// Wakes up a thread that polls. Thread-safe.
class WakeUp {
 public:
  WakeUp();
  // Becomes readable, and stays so, once Set has been called.
  int fd() const { return event_.fd(); }
  void Set();

 private:
  const OwnedDescriptor event_;
};

}  // namespace nianbao

#endif  // NIANBAO_COMMON_BASE_SOCKETS_H_
