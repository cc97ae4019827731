// One thread serves all who ask, and waits for none of them: sockets do not
// block, and a request is answered when it is whole.
//
//   poll   listening sockets     accept; beyond kMaxPeers the oldest goes
//          peers that ask        read until the empty line, then make the
//          answer peers that are told   write what their windows take, then
//          close the end               return
//
// So a peer that sends its header a byte a second holds one of kMaxPeers
// places, loses it to the next that comes when all are taken, and else after
// kPatience. A server with threads would be held up by as many such peers as it
// has threads. An answer is made on the thread: some milliseconds.
#include "common/telemetry/metrics_listener.h"

#include <poll.h>
#include <sys/socket.h>

#include <cerrno>
#include <iterator>
#include <utility>

#include "absl/algorithm/container.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "common/base/address.h"
#include "prometheus/text_serializer.h"

namespace nianbao {
namespace {

// Prometheus gives up after 10 s unless it is configured otherwise.
constexpr absl::Duration kPatience = absl::Seconds(10);
// How often the peers are looked at for their patience.
constexpr int kPollMs = 1000;
// Prometheus sends a tenth of it.
constexpr size_t kMaxRequestBytes = 8 << 10;

std::string Response(absl::string_view status, absl::string_view body) {
  return absl::StrCat("HTTP/1.1 ", status,
                      "\r\nContent-Type: text/plain; version=0.0.4; "
                      "charset=utf-8\r\nContent-Length: ",
                      body.size(), "\r\nConnection: close\r\n\r\n", body);
}

// Whether the socket may have more another time, though not now.
bool MayGoOn() { return errno == EAGAIN || errno == EINTR; }

}  // namespace

absl::StatusOr<std::unique_ptr<MetricsListener>> MetricsListener::Listen(
    absl::string_view address, Metrics metrics) {
  const absl::optional<HostPort> parsed = ParseHostPort(address);
  if (!parsed.has_value()) {
    return absl::InvalidArgumentError("must be host:port");
  }
  absl::StatusOr<Listening> listening = ListenOn(HostOf(address), parsed->port);
  if (!listening.ok()) return listening.status();
  return std::unique_ptr<MetricsListener>(
      new MetricsListener(*std::move(listening), std::move(metrics)));
}

MetricsListener::MetricsListener(Listening listening, Metrics metrics)
    : listening_(std::move(listening)),
      metrics_(std::move(metrics)),
      thread_([this] { Run(); }) {}

MetricsListener::~MetricsListener() {
  end_.Set();
  thread_.join();
}

void MetricsListener::Run() {
  while (true) {
    std::vector<pollfd> ready = {{.fd = end_.fd(), .events = POLLIN}};
    for (const OwnedDescriptor& socket : listening_.sockets) {
      ready.push_back({.fd = socket.fd(), .events = POLLIN});
    }
    for (const Peer& peer : peers_) {
      const short events = peer.answer.empty() ? POLLIN : POLLOUT;
      ready.push_back({.fd = peer.connection.fd(), .events = events});
    }
    poll(ready.data(), ready.size(), kPollMs);
    if (ready.front().revents != 0) return;
    // Peers first, as those that come now have not been polled.
    auto seen = ready.begin() + 1 +
                static_cast<std::ptrdiff_t>(listening_.sockets.size());
    const absl::Time begin = absl::Now() - kPatience;
    peers_.remove_if([&](Peer& peer) {
      const bool can_go_on = (seen++)->revents != 0;
      return peer.since < begin || (can_go_on && !Serve(peer));
    });
    for (size_t i = 0; i < listening_.sockets.size(); ++i) {
      if (ready[i + 1].revents != 0) AcceptFrom(listening_.sockets[i].fd());
    }
  }
}

// One at a time, so that a crowd at the door does not keep others waiting.
void MetricsListener::AcceptFrom(int socket) {
  OwnedDescriptor connection = Accept(socket);
  if (connection.fd() < 0) {
    // Out of descriptors, the socket stays ready: others are served meanwhile.
    if (!MayGoOn()) absl::SleepFor(absl::Milliseconds(10));
    return;
  }
  if (peers_.size() == kMaxPeers) MakeRoom();
  peers_.push_back({.connection = std::move(connection), .since = absl::Now()});
}

void MetricsListener::MakeRoom() {
  const auto asks = absl::c_find_if(
      peers_, [](const Peer& peer) { return peer.answer.empty(); });
  peers_.erase(asks == peers_.end() ? peers_.begin() : asks);
}

bool MetricsListener::Serve(Peer& peer) const {
  if (peer.answer.empty()) {
    char buffer[1024];
    const ssize_t size = recv(peer.connection.fd(), buffer, sizeof(buffer), 0);
    if (size == 0) return false;
    if (size < 0) return MayGoOn();
    peer.request.append(buffer, static_cast<size_t>(size));
    if (!absl::StrContains(peer.request, "\r\n\r\n")) {
      return peer.request.size() <= kMaxRequestBytes;
    }
    peer.answer = Answer(peer.request);
  }
  const absl::string_view rest =
      absl::string_view(peer.answer).substr(peer.written);
  const ssize_t size =
      send(peer.connection.fd(), rest.data(), rest.size(), MSG_NOSIGNAL);
  if (size < 0) return MayGoOn();
  peer.written += static_cast<size_t>(size);
  return peer.written < peer.answer.size();
}

std::string MetricsListener::Answer(absl::string_view request) const {
  if (!absl::StartsWith(request, "GET ")) {
    return Response("405 Method Not Allowed", "only GET is answered\n");
  }
  if (!absl::StartsWith(request, "GET /metrics ") &&
      !absl::StartsWith(request, "GET /metrics?")) {
    return Response("404 Not Found", "the metrics are at /metrics\n");
  }
  std::vector<prometheus::MetricFamily> families;
  for (const auto& each : metrics_) {
    absl::c_move(each->Collect(), std::back_inserter(families));
  }
  return Response("200 OK", prometheus::TextSerializer().Serialize(families));
}

}  // namespace nianbao
