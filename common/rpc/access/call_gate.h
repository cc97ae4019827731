// Lets calls in: who calls, whether they may, how often, how many at a time.
//
//   absl::StatusOr<CallGate::Ticket> ticket =
//       gate.Enter(context, "nianbao.v1.ExtractorService.ExtractReport");
//   if (!ticket.ok()) return ...;   // goes to the caller as it is
//   // The call is in progress as long as the ticket lives.
//   gate.idle_calls().Add(...);     // streams: how long they may say nothing
//
// A caller shows a bearer token (metadata `authorization`) or, without one, a
// client certificate. What a method needs is its option nianbao.v1.access.
#ifndef NIANBAO_COMMON_RPC_ACCESS_CALL_GATE_H_
#define NIANBAO_COMMON_RPC_ACCESS_CALL_GATE_H_

#include <algorithm>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/clock.h"
#include "absl/time/time.h"
#include "common/rpc/access/call_limit.h"
#include "common/rpc/access/caller.h"
#include "common/rpc/access/idle_calls.h"
#include "common/rpc/access/rate_limit.h"
#include "common/rpc/access/token_file.h"
#include "grpcpp/server_context.h"
#include "nianbao/v1/server_config.pb.h"

namespace nianbao {

// Thread-safe.
class CallGate {
 public:
  using Ticket = CallLimit::Ticket;
  // Thread-safe.
  using Clock = std::function<absl::Time()>;

  // Calls in progress unless the configuration says otherwise. Most of them
  // wait for their clients: what waits for threads is bounded earlier, by the
  // patience of the WorkerPool.
  static constexpr int kDefaultMaxCalls = 1024;
  // How long a stream may say nothing unless configured, in seconds: longer
  // than a client takes to read a large folder between two documents.
  static constexpr int kDefaultMaxIdleSeconds = 300;

  // Calls in progress of one client unless configured, when all may have
  // `max_calls`: a quarter, but no fewer than a busy program needs.
  static int DefaultShare(int max_calls) { return std::max(max_calls / 4, 64); }

  // The errors of TokenFile::Open. `config` must be valid.
  static absl::StatusOr<std::unique_ptr<CallGate>> Create(
      const v1::ServerConfig& config, Clock clock = absl::Now);

  // Admits the call and counts it until the ticket goes; RESOURCE_EXHAUSTED
  // (TOO_MANY_CALLS) when max_calls are in progress, or max_calls_per_client of
  // this client. `method` is a full name. The gate must outlive its tickets.
  absl::StatusOr<Ticket> Enter(grpc::CallbackServerContext* context,
                               absl::string_view method);

  // Who makes an admitted call, for what is kept of it: the name of the token
  // or certificate by which it was let in; "anonymous" where it shows neither.
  std::string NameOf(const grpc::CallbackServerContext& context);

  // By what an admitted call's client is told from others: the same as for its
  // share and its rate. Empty once its token has expired.
  std::string KeyOf(const grpc::CallbackServerContext& context);

  // Whether tokens are not those of their file, because it cannot serve now.
  bool TokensHaveFailed();

  // Where streams let themselves be looked at; see limits.max_idle_seconds.
  IdleCalls& idle_calls() { return idle_calls_; }

  // Enter without the count, for calls that something else counts. Errors, with
  // reasons (see docs/ERRORS.md): UNAUTHENTICATED; PERMISSION_DENIED;
  // RESOURCE_EXHAUSTED with the time until the client may call again, also as
  // gRPC's pushback.
  absl::Status Admit(grpc::CallbackServerContext* context,
                     absl::string_view method);

  // Admit for a caller that is known already; tells gRPC no pushback.
  absl::Status Admit(const Caller& caller, absl::string_view method);

 private:
  // Who calls, and what they may do.
  struct Client {
    // By which the client's rate and its calls in progress are counted; those
    // of tokens, certificates and addresses begin differently and so are never
    // equal.
    std::string key;
    // As errors name it.
    std::string name;
    // See NameOf.
    std::string bare_name;
    std::vector<v1::Access> access;
  };

  CallGate(const v1::ServerConfig& config, std::unique_ptr<TokenFile> tokens,
           Clock clock);

  // The client, when it may make that call now.
  absl::StatusOr<Client> Check(const Caller& caller, absl::string_view method);
  absl::StatusOr<Client> Authenticate(const Caller& caller, absl::Time now);
  absl::StatusOr<Client> ByToken(const std::vector<std::string>& authorization,
                                 absl::Time now);
  absl::StatusOr<Client> ByCertificate(const std::vector<std::string>& names);

  const Clock clock_;
  // When false, everybody may do everything.
  const bool authenticates_;
  // Null when no tokens are accepted.
  const std::unique_ptr<TokenFile> tokens_;
  // What clients may do, by a name in their certificates.
  absl::flat_hash_map<std::string, std::vector<v1::Access>> certificates_;
  std::optional<RateLimit> rate_;
  CallLimit calls_;
  IdleCalls idle_calls_;
};

}  // namespace nianbao

#endif  // NIANBAO_COMMON_RPC_ACCESS_CALL_GATE_H_
