// The life of a server, as health checks see it:
//
//   health of ""            NOT_SERVING   SERVING       NOT_SERVING
//   health of "nianbao.v1"  SERVING       SERVING       NOT_SERVING
//   calls                   taken         taken         taken  | no new ones
//                           Listen        MarkReady     Retire | Shutdown  end
//
// Listen takes the port at once, so that two services never prepare for the
// same one. A load takes minutes; meanwhile calls are answered, with
// STORE_LOADING where they need the store, and supervisors see NOT_SERVING.
// Retire tells clients to go elsewhere while their calls are still taken, as
// gRPC cancels what arrives after its shutdown has begun. Shutdown waits for
// calls in progress and cancels what is left after drain_seconds. Calls that
// take no notice of that do not keep the program: a second later it ends
// without them, so that the whole takes at most a second and a half more than
// these.
//
// SIGTERM and SIGINT are blocked in all threads and fetched by sigwait, so that
// no handler runs: the thread that waits does what a signal asks for.
#include "common/rpc/server.h"

#include <algorithm>
#include <atomic>
#include <csignal>
#include <cstdio>
#include <fstream>
#include <iostream>
#include <thread>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/synchronization/notification.h"
#include "common/base/end_process.h"
#include "common/base/sockets.h"
#include "common/base/status.h"
#include "common/base/thread_priority.h"
#include "common/rpc/channelz_service.h"
#include "common/rpc/library_log.h"
#include "common/rpc/reflection_service.h"
#include "common/rpc/tls.h"
#include "grpc/health/v1/health.pb.h"
#include "grpcpp/ext/proto_server_reflection_plugin.h"
#include "grpcpp/grpcpp.h"
#include "grpcpp/health_check_service_interface.h"
#include "grpcpp/resource_quota.h"

namespace nianbao {
namespace {

constexpr int kMib = 1 << 20;
// Calls of one connection that HTTP/2 lets in at a time: a quarter of the calls
// that a service has in progress by default, so that one client cannot take
// all.
constexpr int kMaxStreamsPerConnection = 256;
// Headers of a call: a token, ids and a trace take some hundred bytes.
// gRPC 1.51 looks at it when it has read them all, see "Serving a network" in
// deploy/OPERATIONS.md.
constexpr int kMaxMetadataBytes = 8 << 10;
// A connection that has not finished its handshake by then is closed: a peer
// far away needs a few seconds, one that says nothing holds a socket.
constexpr int kHandshakeTimeoutMs = 20'000;
// A peer that has been quiet so long is asked whether it is there, and has so
// long to answer. Routers forget connections that are quiet for minutes.
constexpr int kKeepaliveMs = 60'000;
constexpr int kKeepaliveTimeoutMs = 20'000;
// Clients may ask that often; gRPC closes the connection of one
// that asks more often.
constexpr int kShortestClientKeepaliveMs = 10'000;
// About 23 days: the age in milliseconds must fit an int.
constexpr int kLongestAgeSeconds = 2'000'000;
// Within this time clients hear that calls should go elsewhere: several times
// the way to a client on another continent and back.
constexpr absl::Duration kRetirement = absl::Milliseconds(500);
// How long calls that have been cancelled may take to notice before the process
// ends without them: work asks more often than that whether it is still wanted,
// or it has a fault.
constexpr absl::Duration kLastMoment = absl::Seconds(1);
// How often the waiting thread looks whether a preparation or the service's
// health has failed.
constexpr absl::Duration kSignalPeriod = absl::Milliseconds(100);

sigset_t ShutdownSignals() {
  sigset_t signals;
  sigemptyset(&signals);
  sigaddset(&signals, SIGTERM);
  sigaddset(&signals, SIGINT);
  return signals;
}

// Waits for a shutdown signal for at most `timeout`; whether one came.
bool SawShutdownSignal(absl::Duration timeout) {
  const sigset_t signals = ShutdownSignals();
  const timespec limit = absl::ToTimespec(timeout);
  return sigtimedwait(&signals, nullptr, &limit) > 0;
}

// Takes reflection out of a server: gRPC adds it to every server of a program
// that its library is linked into.
class NoReflection final : public grpc::ServerBuilderOption {
 public:
  void UpdateArguments(grpc::ChannelArguments*) override {}
  void UpdatePlugins(std::vector<std::unique_ptr<grpc::ServerBuilderPlugin>>*
                         plugins) override {
    std::erase_if(*plugins, [](const auto& plugin) {
      return plugin->name() == "proto_server_reflection";
    });
  }
};

// Adds version 1 of reflection beside gRPC's own v1alpha.
class NewReflection final : public grpc::ServerBuilderOption {
 public:
  void UpdateArguments(grpc::ChannelArguments*) override {}
  void UpdatePlugins(std::vector<std::unique_ptr<grpc::ServerBuilderPlugin>>*
                         plugins) override {
    plugins->push_back(std::make_unique<ReflectionPlugin>());
  }
};

void SetLimits(const ServerOptions& options, grpc::ServerBuilder& builder) {
  builder.SetMaxReceiveMessageSize(options.max_message_mib * kMib);
  builder.SetMaxSendMessageSize(-1);
  builder.SetResourceQuota(grpc::ResourceQuota("server").Resize(
      size_t{1} * kMib * options.buffer_mib));
  builder.AddChannelArgument(GRPC_ARG_MAX_CONCURRENT_STREAMS,
                             kMaxStreamsPerConnection);
  builder.AddChannelArgument(GRPC_ARG_MAX_METADATA_SIZE, kMaxMetadataBytes);
  // A peer that went away without a word is found out.
  builder.AddChannelArgument(GRPC_ARG_SERVER_HANDSHAKE_TIMEOUT_MS,
                             kHandshakeTimeoutMs);
  builder.AddChannelArgument(GRPC_ARG_KEEPALIVE_TIME_MS, kKeepaliveMs);
  builder.AddChannelArgument(GRPC_ARG_KEEPALIVE_TIMEOUT_MS,
                             kKeepaliveTimeoutMs);
  builder.AddChannelArgument(GRPC_ARG_KEEPALIVE_PERMIT_WITHOUT_CALLS, 1);
  builder.AddChannelArgument(
      GRPC_ARG_HTTP2_MIN_RECV_PING_INTERVAL_WITHOUT_DATA_MS,
      kShortestClientKeepaliveMs);
  const int age_ms =
      std::min(options.max_connection_age_seconds, kLongestAgeSeconds) * 1000;
  builder.AddChannelArgument(GRPC_ARG_MAX_CONNECTION_AGE_MS, age_ms);
  builder.AddChannelArgument(GRPC_ARG_MAX_CONNECTION_AGE_GRACE_MS, age_ms);
}

absl::Status WritePortFile(const std::string& path, int port) {
  const std::string partial = absl::StrCat(path, ".partial");
  std::ofstream file(partial);
  file << port << "\n";
  file.close();
  if (!file || std::rename(partial.c_str(), path.c_str()) != 0) {
    return absl::UnavailableError(absl::StrCat("cannot write ", path));
  }
  return absl::OkStatus();
}

// Makes a service ready on a thread of its own.
class Preparation {
 public:
  Preparation(absl::string_view program, Server& server, Prepare prepare)
      : thread_([this, program = std::string(program), &server,
                 prepare = std::move(prepare)]() mutable {
          status_ = prepare([this] { return stopped_.load(); });
          if (status_.ok()) status_ = server.MarkReady();
          if (status_.ok()) std::cout << program << " is ready" << std::endl;
          failed_ = !status_.ok();
        }) {}

  bool HasFailed() const { return failed_; }

  // To be called once. The status of the preparation; OK when it was stopped
  // before it was done.
  absl::Status Stop() {
    stopped_ = true;
    thread_.join();
    return absl::IsCancelled(status_) ? absl::OkStatus() : status_;
  }

 private:
  std::atomic<bool> stopped_ = false;
  std::atomic<bool> failed_ = false;
  absl::Status status_;
  std::thread thread_;
};

// Ends the process, with 0 as it was asked to, when that takes longer than
// `drain_seconds` allow. A service loses nothing by it: the extractor keeps
// nothing, and what the aggregator has acknowledged is safe.
class EndInTime {
 public:
  EndInTime(absl::string_view program, const ServerOptions& options)
      : thread_([this, program = std::string(program),
                 limit = absl::Seconds(options.drain_seconds) + kRetirement +
                         kLastMoment] {
          if (over_.WaitForNotificationWithTimeout(limit)) return;
          std::cerr << program << ": ends though calls have not ended"
                    << std::endl;
          EndProcess(0);
        }) {}
  ~EndInTime() {
    over_.Notify();
    thread_.join();
  }

 private:
  absl::Notification over_;
  std::thread thread_;
};

}  // namespace

absl::StatusOr<std::unique_ptr<Server>> Server::Listen(
    const ServerOptions& options, grpc::Service& service,
    ServerInterceptors interceptors) {
  BoundLibraryLogs();
  grpc::EnableDefaultHealthCheckService(true);
  grpc::reflection::InitProtoReflectionServerBuilderPlugin();
  // Makes the linker keep the descriptors of the health service, which nothing
  // else here refers to, for reflection to give.
  google::protobuf::LinkMessageReflection<
      grpc::health::v1::HealthCheckRequest>();
  absl::StatusOr<Listening> listening = ListenOn(options.listen, options.port);
  if (!listening.ok()) return listening.status();
  const int port = listening->port;
  Parts parts;
  parts.credentials = options.tls.has_value()
                          ? MakeServerCredentials(*options.tls)
                          : grpc::InsecureServerCredentials();
  grpc::ServerBuilder builder;
  const std::shared_ptr<grpc::experimental::ExternalConnectionAcceptor> door =
      builder.experimental().AddExternalConnectionAcceptor(
          grpc::ServerBuilder::experimental_type::ExternalConnectionType::
              FROM_FD,
          parts.credentials);
  builder.RegisterService(&service);
  builder.experimental().SetInterceptorCreators(std::move(interceptors));
  if (options.reflection) {
    builder.SetOption(std::make_unique<NewReflection>());
  } else {
    builder.SetOption(std::make_unique<NoReflection>());
  }
  if (options.channelz_gate != nullptr) {
    parts.channelz = std::make_unique<ChannelzService>(*options.channelz_gate);
    builder.RegisterService(parts.channelz.get());
  }
  // gRPC keeps channelz's books by default, which costs each call a little.
  builder.AddChannelArgument(GRPC_ARG_ENABLE_CHANNELZ,
                             parts.channelz != nullptr);
  SetLimits(options, builder);
  // The threads of gRPC inherit the priority of the one that starts them, hence
  // one for that alone.
  std::thread([&] {
    if (options.reading_gives_way) GiveWayToOtherThreads(GivesWay::kALittle);
    parts.server = builder.BuildAndStart();
  }).join();
  if (parts.server == nullptr) {
    return absl::UnavailableError("gRPC does not start");
  }
  // gRPC starts a server as SERVING; nobody has connected yet.
  parts.server->GetHealthCheckService()->SetServingStatus("", false);
  parts.server->GetHealthCheckService()->SetServingStatus(kTakesCallsHealth,
                                                          true);
  ConnectionLimits limits = options.connections;
  limits.all = DescriptorsForConnections(limits.all);
  parts.connections = std::make_unique<Connections>(
      *std::move(listening), limits, *options.connection_counts,
      [door](int socket, int connection) {
        grpc::experimental::ExternalConnectionAcceptor::NewConnectionParameters
            accepted;
        accepted.listener_fd = socket;
        accepted.fd = connection;
        door->HandleNewConnection(&accepted);
      });
  return std::unique_ptr<Server>(new Server(std::move(parts), options, port));
}

absl::StatusOr<std::unique_ptr<Server>> Server::Start(
    const ServerOptions& options, grpc::Service& service,
    ServerInterceptors interceptors) {
  absl::StatusOr<std::unique_ptr<Server>> server =
      Listen(options, service, std::move(interceptors));
  if (!server.ok()) return server.status();
  const absl::Status ready = (*server)->MarkReady();
  if (!ready.ok()) return ready;
  return server;
}

Server::Server(Parts parts, const ServerOptions& options, int port)
    : parts_(std::move(parts)),
      counts_(options.connection_counts),
      port_file_(options.port_file),
      port_(port),
      drain_(absl::Seconds(options.drain_seconds)) {}

Server::~Server() { Shutdown(); }

absl::Status Server::MarkReady() {
  if (!port_file_.empty()) {
    const absl::Status written = WritePortFile(port_file_, port_);
    if (!written.ok()) return written;
  }
  SetServing(true);
  return absl::OkStatus();
}

void Server::SetServing(bool serving) {
  // The empty name alone: a service that cannot answer still takes calls, and
  // says what is wrong.
  parts_.server->GetHealthCheckService()->SetServingStatus("", serving);
}

void Server::Retire() {
  parts_.server->GetHealthCheckService()->SetServingStatus(false);
  absl::SleepFor(std::min(kRetirement, drain_));
}

void Server::Shutdown() {
  if (parts_.server == nullptr) return;
  parts_.server->GetHealthCheckService()->SetServingStatus(false);
  parts_.connections->Stop();
  parts_.server->Shutdown(absl::ToChronoTime(absl::Now() + drain_));
  parts_.server.reset();
}

void BlockShutdownSignals() {
  const sigset_t signals = ShutdownSignals();
  pthread_sigmask(SIG_BLOCK, &signals, nullptr);
}

void WaitForShutdownSignal() {
  const sigset_t signals = ShutdownSignals();
  int signal = 0;
  while (sigwait(&signals, &signal) != 0) {
  }
}

absl::Status ServeUntilSignal(absl::string_view program,
                              const ServerOptions& options,
                              grpc::Service& service,
                              ServerInterceptors interceptors) {
  absl::StatusOr<std::unique_ptr<Server>> server =
      Server::Start(options, service, std::move(interceptors));
  if (!server.ok()) return server.status();
  std::cout << program << " listens on port " << (*server)->port() << std::endl;
  WaitForShutdownSignal();
  const EndInTime end(program, options);
  (*server)->Retire();
  (*server)->Shutdown();
  return absl::OkStatus();
}

absl::Status PrepareAndServeUntilSignal(absl::string_view program,
                                        const ServerOptions& options,
                                        grpc::Service& service, Prepare prepare,
                                        absl::AnyInvocable<void()> wind_down,
                                        ServerInterceptors interceptors,
                                        HealthCheck health) {
  absl::StatusOr<std::unique_ptr<Server>> server =
      Server::Listen(options, service, std::move(interceptors));
  if (!server.ok()) return server.status();
  std::cout << program << " listens on port " << (*server)->port() << std::endl;
  Preparation preparation(program, **server, std::move(prepare));
  while (!preparation.HasFailed() && !SawShutdownSignal(kSignalPeriod)) {
    if (health == nullptr) continue;
    const absl::Status state = health();
    if (state.ok()) continue;
    std::cerr << program << ": has failed: " << Describe(state) << std::endl;
    (*server)->SetServing(false);
    health = nullptr;
  }
  const absl::Status status = preparation.Stop();
  std::optional<EndInTime> end;
  if (status.ok()) {
    end.emplace(program, options);
    (*server)->Retire();
  }
  wind_down();
  (*server)->Shutdown();
  return status;
}

}  // namespace nianbao
