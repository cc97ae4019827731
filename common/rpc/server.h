// A gRPC server as both services run it: health, reflection, limits, and an
// orderly end on SIGTERM and SIGINT.
//
//   BlockShutdownSignals();                    // first, in main
//   return ServeUntilSignal("nianbao-extractor", options, service);
#ifndef NIANBAO_COMMON_RPC_SERVER_H_
#define NIANBAO_COMMON_RPC_SERVER_H_

#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/functional/any_invocable.h"
#include "absl/functional/function_ref.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "common/rpc/connections.h"
#include "grpcpp/security/server_credentials.h"
#include "grpcpp/server.h"
#include "grpcpp/support/server_interceptor.h"
#include "nianbao/v1/server_config.pb.h"

namespace nianbao {

class CallGate;
class ChannelzService;

// A name that health checks may ask for besides the empty one: whether calls
// should come to this server rather than to another replica, which is so from
// the first moment to the beginning of the drain.
inline constexpr char kTakesCallsHealth[] = "nianbao.v1";

struct ServerOptions {
  // Address to listen on; nothing beyond this machine unless asked for.
  std::string listen = "127.0.0.1";
  // 0 takes a free port.
  int port = 0;
  // When not empty, the port is written here once the service answers: whole
  // or not at all, for scripts that wait for it.
  std::string port_file;
  // Plaintext without it. Its files must have passed CheckTls, as those of a
  // configuration that was loaded have; see MakeServerCredentials.
  std::optional<v1::ServerConfig::Tls> tls;
  // Whether to tell what services there are.
  bool reflection = true;
  // Lets calls of channelz in, and must outlive the server; without it there is
  // no channelz.
  CallGate* channelz_gate = nullptr;
  // Largest message received, in MiB. What is sent is not limited.
  int max_message_mib = 64;
  // Bound on the memory that gRPC buffers over all calls, in MiB.
  int buffer_mib = 512;
  // How long calls may go on after a shutdown has begun, in seconds.
  double drain_seconds = 10;
  // Connections open at a time, in all and of one peer; see connections.h.
  ConnectionLimits connections;
  // Where those are counted that are not taken.
  std::shared_ptr<ConnectionCounts> connection_counts =
      std::make_shared<ConnectionCounts>();
  // Age at which a connection is asked to end, in seconds; when it is as old
  // again its calls are ended.
  int max_connection_age_seconds = 3600;
  // Has gRPC's threads, which read calls and refuse them, give way to others:
  // for a service whose calls keep them busy, so that however many come, most
  // of the time is left for those that are let in. It costs short calls that
  // arrive among long ones.
  bool reading_gives_way = false;
};

// What sees every call of a server, in this order.
using ServerInterceptors = std::vector<
    std::unique_ptr<grpc::experimental::ServerInterceptorFactoryInterface>>;

class Server {
 public:
  // A server that listens. UNAVAILABLE when the address cannot be listened on.
  // `service` must outlive the server. Health is NOT_SERVING on return.
  static absl::StatusOr<std::unique_ptr<Server>> Listen(
      const ServerOptions& options, grpc::Service& service,
      ServerInterceptors interceptors = {});

  // Listen and MarkReady.
  static absl::StatusOr<std::unique_ptr<Server>> Start(
      const ServerOptions& options, grpc::Service& service,
      ServerInterceptors interceptors = {});

  // Shuts down unless Shutdown has been called.
  ~Server();

  // The port listened on.
  int port() const { return port_; }

  // Writes the port file, then tells health checks SERVING. UNAVAILABLE when
  // the file cannot be written.
  absl::Status MarkReady();

  // Tells health checks whether calls should come here; those that come are
  // answered all the same. To be called after MarkReady.
  void SetServing(bool serving);

  // Tells health checks NOT_SERVING, takes no new calls, lets those in progress
  // go on for drain_seconds and cancels what is left. Bounded in time.
  void Shutdown();

  // To be called before Shutdown: tells health checks NOT_SERVING, but goes on
  // taking calls for half a second, drain_seconds at most. gRPC cancels calls
  // that arrive after a shutdown has begun; clients that watch
  // kTakesCallsHealth, as deploy/config/service_config.json has them do, make
  // none by then.
  void Retire();

 private:
  // What a server hangs on and outlives it.
  struct Parts {
    std::unique_ptr<ChannelzService> channelz;
    std::shared_ptr<grpc::ServerCredentials> credentials;
    std::unique_ptr<grpc::Server> server;
    std::unique_ptr<Connections> connections;
  };

  Server(Parts parts, const ServerOptions& options, int port);

  Parts parts_;
  const std::shared_ptr<ConnectionCounts> counts_;
  const std::string port_file_;
  const int port_;
  const absl::Duration drain_;
};

// Keeps SIGTERM and SIGINT for WaitForShutdownSignal. To be called before any
// thread starts.
void BlockShutdownSignals();

// Returns when the process has been asked to end.
void WaitForShutdownSignal();

// What both programs do once their service is made: starts a server, says on
// standard output which port `program` listens on, and shuts the server down
// when the process has been asked to end. Calls that go on though they were
// cancelled end with the process, a second and a half after drain_seconds at
// most. Errors are those of Server::Start.
absl::Status ServeUntilSignal(absl::string_view program,
                              const ServerOptions& options,
                              grpc::Service& service,
                              ServerInterceptors interceptors = {});

// Makes a service ready; `stopped` turns true when the process has been asked
// to end.
using Prepare =
    absl::AnyInvocable<absl::Status(absl::FunctionRef<bool()> stopped)>;

// An error when the service has failed in a way that it will not recover from.
using HealthCheck = absl::AnyInvocable<absl::Status()>;

// ServeUntilSignal for a service that cannot answer at once: `prepare` runs
// while the server listens already; then the port file is written, health turns
// SERVING and standard output says that the program is ready. `wind_down` runs
// before the server waits for calls in progress, to end those that go on for
// ever. When `health`, asked ten times a second, gives an error, standard error
// says so, and health checks are told NOT_SERVING from then on. Errors are
// those of Server::Listen, `prepare` and MarkReady; asked to end while it
// prepares, the program ends without one.
absl::Status PrepareAndServeUntilSignal(absl::string_view program,
                                        const ServerOptions& options,
                                        grpc::Service& service, Prepare prepare,
                                        absl::AnyInvocable<void()> wind_down,
                                        ServerInterceptors interceptors = {},
                                        HealthCheck health = nullptr);

}  // namespace nianbao

#endif  // NIANBAO_COMMON_RPC_SERVER_H_
