#include "common/server.h"

#include <atomic>
#include <csignal>
#include <cstdio>
#include <fstream>
#include <iostream>
#include <thread>
#include <utility>

#include "CLI/CLI.hpp"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "common/version.h"
#include "grpcpp/ext/proto_server_reflection_plugin.h"
#include "grpcpp/grpcpp.h"
#include "grpcpp/health_check_service_interface.h"
#include "grpcpp/resource_quota.h"

namespace nianbao {
namespace {

constexpr int kMib = 1 << 20;
// Calls of one connection that HTTP/2 lets in at a time.
constexpr int kMaxStreamsPerConnection = 256;
// How often the end of a preparation is looked for.
constexpr absl::Duration kSignalPeriod = absl::Milliseconds(100);

sigset_t ShutdownSignals() {
  sigset_t signals;
  sigemptyset(&signals);
  sigaddset(&signals, SIGTERM);
  sigaddset(&signals, SIGINT);
  return signals;
}

// Waits for one at most so long.
bool SawShutdownSignal(absl::Duration timeout) {
  const sigset_t signals = ShutdownSignals();
  const timespec limit = absl::ToTimespec(timeout);
  return sigtimedwait(&signals, nullptr, &limit) > 0;
}

std::string Address(const ServerOptions& options) {
  const bool ipv6 = absl::StrContains(options.listen, ':');
  return ipv6 ? absl::StrCat("[", options.listen, "]:", options.port)
              : absl::StrCat(options.listen, ":", options.port);
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

  // To be called once. OK when it was stopped before it was done.
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

}  // namespace

void AddServerFlags(CLI::App& app, ServerOptions& options) {
  app.set_version_flag("--version", kVersion);
  app.add_option("--listen", options.listen,
                 "Address to listen on; 0.0.0.0 for all")
      ->capture_default_str();
  app.add_option("--port", options.port, "Port to listen on; 0 for a free one")
      ->check(CLI::Range(0, 65535))
      ->capture_default_str();
  app.add_option("--port-file", options.port_file,
                 "File to write the port to once it is listened on");
  app.add_option("--max-message-mib", options.max_message_mib,
                 "Largest message received, in MiB")
      ->check(CLI::Range(1, 1024))
      ->capture_default_str();
  app.add_option("--buffer-mib", options.buffer_mib,
                 "Memory for messages on their way, in MiB")
      ->check(CLI::Range(16, 65536))
      ->capture_default_str();
  app.add_option("--drain-seconds", options.drain_seconds,
                 "How long calls may go on after SIGTERM")
      ->check(CLI::Range(0, 3600))
      ->capture_default_str();
}

absl::StatusOr<std::unique_ptr<Server>> Server::Listen(
    const ServerOptions& options, grpc::Service& service) {
  grpc::EnableDefaultHealthCheckService(true);
  grpc::reflection::InitProtoReflectionServerBuilderPlugin();
  grpc::ServerBuilder builder;
  int port = 0;
  builder.AddListeningPort(Address(options), grpc::InsecureServerCredentials(),
                           &port);
  builder.RegisterService(&service);
  builder.SetMaxReceiveMessageSize(options.max_message_mib * kMib);
  builder.SetMaxSendMessageSize(-1);
  builder.SetResourceQuota(grpc::ResourceQuota("server").Resize(
      size_t{1} * kMib * options.buffer_mib));
  builder.AddChannelArgument(GRPC_ARG_MAX_CONCURRENT_STREAMS,
                             kMaxStreamsPerConnection);
  // A port that another process listens on is an error, never shared.
  builder.AddChannelArgument(GRPC_ARG_ALLOW_REUSEPORT, 0);
  std::unique_ptr<grpc::Server> server = builder.BuildAndStart();
  if (server == nullptr || port == 0) {
    return absl::UnavailableError(
        absl::StrCat("cannot listen on ", Address(options)));
  }
  server->GetHealthCheckService()->SetServingStatus(false);
  return std::unique_ptr<Server>(new Server(std::move(server), options, port));
}

absl::StatusOr<std::unique_ptr<Server>> Server::Start(
    const ServerOptions& options, grpc::Service& service) {
  absl::StatusOr<std::unique_ptr<Server>> server = Listen(options, service);
  if (!server.ok()) return server.status();
  const absl::Status ready = (*server)->MarkReady();
  if (!ready.ok()) return ready;
  return server;
}

Server::Server(std::unique_ptr<grpc::Server> server,
               const ServerOptions& options, int port)
    : server_(std::move(server)),
      port_file_(options.port_file),
      port_(port),
      drain_(absl::Seconds(options.drain_seconds)) {}

Server::~Server() { Shutdown(); }

absl::Status Server::MarkReady() {
  if (!port_file_.empty()) {
    const absl::Status written = WritePortFile(port_file_, port_);
    if (!written.ok()) return written;
  }
  server_->GetHealthCheckService()->SetServingStatus(true);
  return absl::OkStatus();
}

void Server::Shutdown() {
  if (server_ == nullptr) return;
  server_->GetHealthCheckService()->SetServingStatus(false);
  server_->Shutdown(absl::ToChronoTime(absl::Now() + drain_));
  server_.reset();
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
                              grpc::Service& service) {
  absl::StatusOr<std::unique_ptr<Server>> server =
      Server::Start(options, service);
  if (!server.ok()) return server.status();
  std::cout << program << " listens on port " << (*server)->port() << std::endl;
  WaitForShutdownSignal();
  (*server)->Shutdown();
  return absl::OkStatus();
}

absl::Status PrepareAndServeUntilSignal(absl::string_view program,
                                        const ServerOptions& options,
                                        grpc::Service& service, Prepare prepare,
                                        absl::AnyInvocable<void()> wind_down) {
  absl::StatusOr<std::unique_ptr<Server>> server =
      Server::Listen(options, service);
  if (!server.ok()) return server.status();
  std::cout << program << " listens on port " << (*server)->port() << std::endl;
  Preparation preparation(program, **server, std::move(prepare));
  while (!preparation.HasFailed() && !SawShutdownSignal(kSignalPeriod)) {
  }
  const absl::Status status = preparation.Stop();
  wind_down();
  (*server)->Shutdown();
  return status;
}

}  // namespace nianbao
