#include "common/rpc/connections.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>

#include <utility>
#include <vector>

#include "absl/synchronization/mutex.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace nianbao {
namespace connections_test {

OwnedDescriptor ConnectTo(int port) {
  OwnedDescriptor peer(socket(AF_INET, SOCK_STREAM, 0));
  sockaddr_in address = {};
  address.sin_family = AF_INET;
  address.sin_port = htons(static_cast<uint16_t>(port));
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  EXPECT_EQ(connect(peer.fd(), reinterpret_cast<sockaddr*>(&address),
                    sizeof(address)),
            0);
  return peer;
}

// Connections to a door that the test keeps.
class ConnectionsTest : public ::testing::Test {
 protected:
  void Open(ConnectionLimits limits) {
    Listening listening = *ListenOn("127.0.0.1", 0);
    port_ = listening.port;
    door_ = std::make_unique<Connections>(std::move(listening), limits, counts_,
                                          [this](int, int connection) {
                                            absl::MutexLock lock(&mutex_);
                                            taken_.emplace_back(connection);
                                          });
  }

  // Whether the next connection is taken; else it is closed.
  bool IsTaken() {
    size_t before = 0;
    {
      absl::MutexLock lock(&mutex_);
      before = taken_.size();
    }
    const int64_t refused = counts_.refused;
    peers_.push_back(ConnectTo(port_));
    const auto decided = [&]() ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_) {
      return taken_.size() > before || counts_.refused > refused;
    };
    absl::MutexLock lock(&mutex_);
    // Refusals wake nobody who waits for the mutex.
    while (!mutex_.AwaitWithTimeout(absl::Condition(&decided),
                                    absl::Milliseconds(1))) {
    }
    return taken_.size() > before;
  }

  // As gRPC closes one.
  void CloseOldest() {
    absl::MutexLock lock(&mutex_);
    taken_.erase(taken_.begin());
  }

  int port_ = 0;
  ConnectionCounts counts_;
  std::unique_ptr<Connections> door_;
  absl::Mutex mutex_;
  std::vector<OwnedDescriptor> taken_ ABSL_GUARDED_BY(mutex_);
  std::vector<OwnedDescriptor> peers_;
};

TEST_F(ConnectionsTest, TakesAsManyAsItMayAndOthersInTheirPlace) {
  for (const ConnectionLimits limits :
       {ConnectionLimits{.all = 2, .of_peer = 9},
        ConnectionLimits{.all = 9, .of_peer = 2}}) {
    Open(limits);
    EXPECT_TRUE(IsTaken());
    EXPECT_TRUE(IsTaken());
    EXPECT_FALSE(IsTaken());
    char byte;
    EXPECT_LE(recv(peers_.back().fd(), &byte, 1, 0), 0);
    CloseOldest();
    // Looked for a tenth of a second after the last time.
    while (!IsTaken()) {
    }
    EXPECT_FALSE(IsTaken());
    door_.reset();
    absl::MutexLock lock(&mutex_);
    taken_.clear();
  }
}

TEST_F(ConnectionsTest, AStoppedOneListensNoMore) {
  Open({});
  EXPECT_TRUE(IsTaken());
  EXPECT_FALSE(ListenOn("127.0.0.1", port_).ok());
  door_->Stop();
  EXPECT_TRUE(ListenOn("127.0.0.1", port_).ok());
}

TEST(ListenOnTest, AllAddressesOfANameShareAPort) {
  for (const char* host : {"localhost", "0.0.0.0", "::", "127.0.0.1"}) {
    const absl::StatusOr<Listening> listening = ListenOn(host, 0);
    ASSERT_TRUE(listening.ok()) << listening.status();
    EXPECT_GT(listening->port, 0) << host;
    ConnectTo(listening->port);
  }
  EXPECT_EQ(ListenOn("no.such.host.invalid", 7).status(),
            absl::UnavailableError("cannot listen on no.such.host.invalid:7"));
}

}  // namespace connections_test
}  // namespace nianbao
