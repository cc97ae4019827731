#include "common/config/config_validation.h"

#include <algorithm>
#include <array>
#include <string>
#include <thread>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "common/base/address.h"
#include "common/base/read_file.h"
#include "common/config/config_fields.h"
#include "common/rpc/access/call_gate.h"
#include "common/rpc/server.h"
#include "common/rpc/tls_files.h"

namespace nianbao {
namespace {

// A field, what it is when left out, and the bounds of what may be set.
struct NumberRule {
  const char* path;
  int fallback;
  int least;
  int most;
};

// Where a field says nothing its fallback holds, which is the default of what
// the field configures. The bounds keep out what can only be a slip: a larger
// value of a limit would not limit, and most numbers must fit gRPC's int.
const auto& NumberRules() {
  static const ServerOptions server;
  static const auto& rules = *new std::array<NumberRule, 9>{{
      {"limits.max_message_mib", server.max_message_mib, 1, 1024},
      {"limits.buffer_mib", server.buffer_mib, 16, 65536},
      {"limits.max_calls", CallGate::kDefaultMaxCalls, 1, 65536},
      {"limits.max_idle_seconds", CallGate::kDefaultMaxIdleSeconds, 1, 86400},
      {"limits.max_connections", server.connections.all, 1, 1'000'000},
      // 0, which nobody can set, is no limit.
      {"limits.calls_per_second", 0, 1, 1'000'000},
      {"limits.drain_seconds", static_cast<int>(server.drain_seconds), 0, 3600},
      {"limits.max_connection_age_seconds", server.max_connection_age_seconds,
       1, 1'000'000},
      {"observation.slow_call_ms", kDefaultSlowCallMs, 1, 3'600'000},
  }};
  return rules;
}

absl::Status Refuse(absl::string_view path, absl::string_view reason) {
  return absl::InvalidArgumentError(absl::StrCat(path, ": ", reason));
}

// Sets the field to its fallback when it is left out, else checks its bounds.
absl::Status CompleteNumber(const NumberRule& rule, v1::ServerConfig& config) {
  const ConfigField& field = FieldAt(rule.path);
  const std::optional<int> number = NumberIn(field, config);
  if (!number.has_value()) {
    SetNumber(field, rule.fallback, config);
  } else if (*number < rule.least || *number > rule.most) {
    return Refuse(rule.path,
                  absl::StrCat("must be from ", rule.least, " to ", rule.most));
  }
  return absl::OkStatus();
}

absl::Status CompleteNumbers(const ServiceKind& kind,
                             v1::ServerConfig& config) {
  // At least two, so that one long call leaves room for another.
  const int cores = std::clamp(
      static_cast<int>(std::thread::hardware_concurrency()), 2, 1024);
  absl::Status status =
      CompleteNumber({"listener.port", kind.port, 0, 65535}, config);
  status.Update(CompleteNumber({"workers", cores, 1, 1024}, config));
  for (const NumberRule& rule : NumberRules()) {
    status.Update(CompleteNumber(rule, config));
  }
  // Shares of what is known by now.
  const v1::ServerConfig::Limits& limits = config.limits();
  status.Update(
      CompleteNumber({"limits.max_calls_per_client",
                      CallGate::DefaultShare(limits.max_calls()), 1, 65536},
                     config));
  status.Update(
      CompleteNumber({"limits.max_connections_per_peer",
                      std::max(limits.max_connections() / 4, 1), 1, 1'000'000},
                     config));
  return status;
}

absl::Status CheckReadable(absl::string_view path, const std::string& file) {
  return IsReadableFile(file) ? absl::OkStatus()
                              : Refuse(path, "the file cannot be read");
}

// Whoever reaches the port may call: beyond this machine plaintext must be
// asked for, and what tells of other clients needs auth.
absl::Status CheckListener(const v1::ServerConfig& config) {
  const bool beyond = !IsLoopback(config.listener().address());
  if (beyond && config.listener().channelz() && !config.has_auth()) {
    return Refuse("listener.channelz",
                  "tells of clients: needs auth on an address beyond this "
                  "machine");
  }
  if (config.has_tls()) return CheckTls(config.tls());
  if (beyond && !config.listener().allow_plaintext()) {
    return Refuse("listener.address",
                  "is beyond this machine: needs tls, or "
                  "listener.allow_plaintext");
  }
  return absl::OkStatus();
}

absl::Status CheckClient(absl::string_view path,
                         const v1::ServerConfig::Auth::Client& client) {
  if (client.name().empty()) {
    return Refuse(absl::StrCat(path, ".name"), "must be set");
  }
  if (client.access().empty()) {
    return Refuse(absl::StrCat(path, ".access"), "must be set");
  }
  for (int access : client.access()) {
    if (access == v1::ACCESS_UNSPECIFIED || !v1::Access_IsValid(access)) {
      return Refuse(absl::StrCat(path, ".access"), "holds an unknown value");
    }
  }
  return absl::OkStatus();
}

// A section that lets nobody in is an error; leave it out to let everybody in.
absl::Status CheckAuth(const v1::ServerConfig& config) {
  const v1::ServerConfig::Auth& auth = config.auth();
  if (auth.token_file().empty() && auth.clients().empty()) {
    return Refuse("auth", "needs token_file or clients");
  }
  if (!auth.token_file().empty()) {
    const absl::Status readable =
        CheckReadable("auth.token_file", auth.token_file());
    if (!readable.ok()) return readable;
  }
  if (!auth.clients().empty() && config.tls().client_ca().empty()) {
    return Refuse("auth.clients", "needs tls.client_ca");
  }
  for (int i = 0; i < auth.clients_size(); ++i) {
    const absl::Status client =
        CheckClient(absl::StrCat("auth.clients[", i, "]"), auth.clients(i));
    if (!client.ok()) return client;
  }
  return absl::OkStatus();
}

absl::Status CheckTelemetry(const v1::ServerConfig::Observation& config) {
  const std::string& metrics = config.metrics_address();
  if (!metrics.empty() && !ParseHostPort(metrics).has_value()) {
    return Refuse("observation.metrics_address", "must be host:port");
  }
  const std::string& url = config.otlp_endpoint();
  if (url.empty()) return absl::OkStatus();
  if (!absl::StartsWith(url, "http://") && !absl::StartsWith(url, "https://")) {
    return Refuse("observation.otlp_endpoint",
                  "must begin with http:// or https://");
  }
  // The configuration is printed, and so must hold no secret.
  if (absl::StrContains(url, '@')) {
    return Refuse("observation.otlp_endpoint",
                  "must not hold a user's name or password");
  }
  return absl::OkStatus();
}

}  // namespace

absl::Status CompleteConfig(const ServiceKind& kind, v1::ServerConfig& config) {
  if (config.listener().address().empty()) {
    config.mutable_listener()->set_address("127.0.0.1");
  }
  absl::Status status = CompleteNumbers(kind, config);
  status.Update(CheckListener(config));
  if (config.has_auth()) status.Update(CheckAuth(config));
  status.Update(CheckTelemetry(config.observation()));
  if (!config.catalogue().empty()) {
    status.Update(CheckReadable("catalogue", config.catalogue()));
  }
  if (!kind.has_store && config.has_store()) {
    status.Update(Refuse("store", "only the aggregator has one"));
  }
  return status;
}

}  // namespace nianbao
