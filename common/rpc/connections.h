// The door of a server: takes the connections that come, within limits, and
// hands them to gRPC.
#ifndef NIANBAO_COMMON_RPC_CONNECTIONS_H_
#define NIANBAO_COMMON_RPC_CONNECTIONS_H_

#include <sys/types.h>

#include <atomic>
#include <cstdint>
#include <string>
#include <thread>

#include "absl/container/flat_hash_map.h"
#include "absl/functional/any_invocable.h"
#include "absl/time/time.h"
#include "common/base/sockets.h"

namespace nianbao {

// How many connections may be open: in all, and of one peer, an address of IPv4
// or the first half of one of IPv6.
struct ConnectionLimits {
  int all = 4096;
  int of_peer = 1024;
};

// What became of connections that were not taken; read while they come.
struct ConnectionCounts {
  // Closed at once, as too many were open.
  std::atomic<int64_t> refused = 0;
  // Times that the system could give no connection though some waited.
  std::atomic<int64_t> failed = 0;
};

// As many descriptors as the system lets the process have: raises its limit to
// the highest that it may set itself. What connections may take of them, at
// most `wanted`: some are left for files. Says so on standard error when that
// is less.
int DescriptorsForConnections(int wanted);

// To be used by one thread.
class Connections {
 public:
  // Takes a connection over, and with it its descriptor.
  using Take = absl::AnyInvocable<void(int listening, int connection)>;

  // Accepts on a thread of its own until Stop. `take` must not block. When the
  // system has no descriptors left, connections wait, and are accepted once it
  // has some again; standard error tells both moments. `counts` must outlive
  // this.
  Connections(Listening listening, ConnectionLimits limits,
              ConnectionCounts& counts, Take take);
  ~Connections() { Stop(); }

  // Accepts no more, and listens no more. Open connections stay.
  void Stop();

 private:
  // One that was handed over. It is open as long as its descriptor is that of
  // the same socket.
  struct Open {
    ino_t inode = 0;
    std::string peer;
  };

  void Run();
  // False when the system could give none though some wait.
  bool AcceptFrom(int socket);
  void Receive(int listening, OwnedDescriptor connection);
  void TellRefusal(const std::string& peer);
  // Whether there is room for one more of the peer.
  bool HasRoom(const std::string& peer);
  void Forget(int fd);
  // Forgets those that are closed by now.
  void Sweep();

  Listening listening_;
  const ConnectionLimits limits_;
  ConnectionCounts& counts_;
  Take take_;
  WakeUp end_;

  // From here on, of the thread alone.
  // By descriptor.
  absl::flat_hash_map<int, Open> open_;
  absl::flat_hash_map<std::string, int> by_peer_;
  absl::Time swept_ = absl::InfinitePast();
  absl::Time told_ = absl::InfinitePast();
  std::thread thread_;
};

}  // namespace nianbao

#endif  // NIANBAO_COMMON_RPC_CONNECTIONS_H_
