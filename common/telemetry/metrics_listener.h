// Answers Prometheus over HTTP at /metrics.
#ifndef NIANBAO_COMMON_TELEMETRY_METRICS_LISTENER_H_
#define NIANBAO_COMMON_TELEMETRY_METRICS_LISTENER_H_

#include <list>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "common/base/sockets.h"
#include "prometheus/collectable.h"

namespace nianbao {

class MetricsListener {
 public:
  using Metrics = std::vector<std::shared_ptr<prometheus::Collectable>>;

  // Connections at a time. The next one takes the place of the one that has
  // been open longest, preferably without having asked.
  static constexpr size_t kMaxPeers = 64;

  // `address` is as ParseHostPort takes it; port 0 takes a free one.
  // INVALID_ARGUMENT when it is not of that form, UNAVAILABLE when it cannot be
  // listened on.
  static absl::StatusOr<std::unique_ptr<MetricsListener>> Listen(
      absl::string_view address, Metrics metrics);

  // Closes all connections, answered or not.
  ~MetricsListener();

  // The port listened on.
  int port() const { return listening_.port; }

 private:
  // A connection, which asks once.
  struct Peer {
    OwnedDescriptor connection;
    absl::Time since;
    std::string request;
    // Empty until it has asked.
    std::string answer;
    size_t written = 0;
  };

  MetricsListener(Listening listening, Metrics metrics);
  void Run();
  void AcceptFrom(int socket);
  void MakeRoom();
  // Reads or writes what can be; false when the peer is done with.
  bool Serve(Peer& peer) const;
  std::string Answer(absl::string_view request) const;

  const Listening listening_;
  const Metrics metrics_;
  WakeUp end_;
  // In the order of arrival. Of the thread alone.
  std::list<Peer> peers_;
  std::thread thread_;
};

}  // namespace nianbao

#endif  // NIANBAO_COMMON_TELEMETRY_METRICS_LISTENER_H_
