// The questions that a call is asked, in this order; the first answer that is
// no ends it:
//
//   who calls?       bearer token, else     TOKEN_MISSING, TOKEN_INVALID,
//                    client certificate     TOKEN_EXPIRED, CERTIFICATE_UNKNOWN
//   may they?        the method's option    METHOD_CLOSED, ACCESS_MISSING
//                    nianbao.v1.access
//   how often?       a rate each client     RATE_LIMITED, with the time to wait
//   how many?        calls in progress,     TOO_MANY_CALLS
//                    of all and of each
//
// A token decides even where a certificate is shown as well, so that a program
// behind a proxy with a certificate acts with its own rights. Where the
// configuration has no `auth`, everybody has all rights, and rates are counted
// by certificate or address. A call costs a look-up of the method's descriptor,
// the search of its token (see token_file.h), and three short locks; nothing
// here waits.
#include "common/rpc/access/call_gate.h"

#include <utility>

#include "absl/algorithm/container.h"
#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "common/base/error_reason.h"
#include "google/protobuf/descriptor.h"

namespace nianbao {
namespace {

// RFC 6750; the scheme is matched without regard to case.
constexpr char kBearer[] = "Bearer ";

// Of callers that nobody asks who they are.
constexpr char kAnonymous[] = "anonymous";

// The option nianbao.v1.access of the method; unspecified when it names none or
// there is no such method.
v1::Access NeededAccess(absl::string_view method) {
  const google::protobuf::MethodDescriptor* const descriptor =
      google::protobuf::DescriptorPool::generated_pool()->FindMethodByName(
          std::string(method));
  return descriptor == nullptr ? v1::ACCESS_UNSPECIFIED
                               : descriptor->options().GetExtension(v1::access);
}

bool Allows(const std::vector<v1::Access>& access, v1::Access needed) {
  return absl::c_linear_search(access, needed) ||
         absl::c_linear_search(access, v1::ACCESS_ADMIN);
}

// "write" of ACCESS_WRITE, as token files spell it.
std::string Spelling(v1::Access access) {
  return absl::AsciiStrToLower(
      v1::Access_Name(access).substr(sizeof("ACCESS_") - 1));
}

absl::Status Lacks(const std::string& name, v1::Access needed,
                   absl::string_view method) {
  const std::string access = Spelling(needed);
  return Error(ErrorReason::kAccessMissing,
               absl::StrCat(name, " has no ", access, " access, which ", method,
                            " needs"),
               {{"access", access}, {"method", std::string(method)}});
}

absl::Status TooOften(const std::string& name, absl::Duration wait) {
  return WithRetry(
      Error(ErrorReason::kRateLimited,
            absl::StrCat(name, " calls too often; try again in ",
                         absl::ToInt64Milliseconds(wait) + 1, " ms")),
      wait);
}

absl::Status TooMany(bool of_client) {
  return Error(ErrorReason::kTooManyCalls,
               of_client ? "this client has as many calls in progress as one "
                           "may; end some of them"
                         : "too many calls in progress; try again");
}

// Limits that a configuration leaves open, as some of tests do, have their
// defaults.
int MaxCalls(const v1::ServerConfig::Limits& limits) {
  return limits.max_calls() > 0 ? limits.max_calls()
                                : CallGate::kDefaultMaxCalls;
}

int Share(const v1::ServerConfig::Limits& limits) {
  return limits.max_calls_per_client() > 0
             ? limits.max_calls_per_client()
             : CallGate::DefaultShare(MaxCalls(limits));
}

absl::Duration MaxIdle(const v1::ServerConfig::Limits& limits) {
  return absl::Seconds(limits.max_idle_seconds() > 0
                           ? limits.max_idle_seconds()
                           : CallGate::kDefaultMaxIdleSeconds);
}

// Tells gRPC clients that retry by themselves when to do so. Milliseconds are
// rounded up, as a client that is too early by a part of one is refused again.
void PushBack(grpc::CallbackServerContext& context,
              const absl::Status& status) {
  const absl::optional<absl::Duration> delay = RetryDelayOf(status);
  if (!delay.has_value()) return;
  context.AddTrailingMetadata(
      "grpc-retry-pushback-ms",
      absl::StrCat(absl::ToInt64Milliseconds(*delay) + 1));
}

}  // namespace

absl::StatusOr<std::unique_ptr<CallGate>> CallGate::Create(
    const v1::ServerConfig& config, Clock clock) {
  std::unique_ptr<TokenFile> tokens;
  if (!config.auth().token_file().empty()) {
    absl::StatusOr<std::unique_ptr<TokenFile>> opened =
        TokenFile::Open(config.auth().token_file());
    if (!opened.ok()) return opened.status();
    tokens = *std::move(opened);
  }
  return std::unique_ptr<CallGate>(
      new CallGate(config, std::move(tokens), std::move(clock)));
}

CallGate::CallGate(const v1::ServerConfig& config,
                   std::unique_ptr<TokenFile> tokens, Clock clock)
    : clock_(std::move(clock)),
      authenticates_(config.has_auth()),
      tokens_(std::move(tokens)),
      calls_(MaxCalls(config.limits()), Share(config.limits())),
      idle_calls_(MaxIdle(config.limits())) {
  for (const v1::ServerConfig::Auth::Client& client : config.auth().clients()) {
    std::vector<v1::Access>& access = certificates_[client.name()];
    for (int value : client.access()) {
      access.push_back(static_cast<v1::Access>(value));
    }
  }
  const int per_second = config.limits().calls_per_second();
  // A client that was quiet for two seconds may use them at once, as a page
  // that loads or a command that starts does.
  if (per_second > 0) rate_.emplace(per_second, 2 * per_second);
}

absl::StatusOr<CallGate::Ticket> CallGate::Enter(
    grpc::CallbackServerContext* context, absl::string_view method) {
  const absl::StatusOr<Client> client = Check(CallerOf(*context), method);
  absl::Status refused = client.status();
  if (client.ok()) {
    std::optional<Ticket> ticket = calls_.TryEnter(client->key);
    if (ticket.has_value()) return *std::move(ticket);
    refused = TooMany(calls_.HasShare(client->key));
  }
  PushBack(*context, refused);
  return refused;
}

std::string CallGate::NameOf(const grpc::CallbackServerContext& context) {
  const absl::StatusOr<Client> client =
      Authenticate(CallerOf(context), clock_());
  // A token may expire between the two.
  return client.ok() ? client->bare_name : kAnonymous;
}

absl::Status CallGate::Admit(grpc::CallbackServerContext* context,
                             absl::string_view method) {
  const absl::Status admitted = Admit(CallerOf(*context), method);
  if (!admitted.ok()) PushBack(*context, admitted);
  return admitted;
}

bool CallGate::TokensHaveFailed() {
  return tokens_ != nullptr && tokens_->HasFailed(clock_());
}

std::string CallGate::KeyOf(const grpc::CallbackServerContext& context) {
  const absl::StatusOr<Client> client =
      Authenticate(CallerOf(context), clock_());
  return client.ok() ? client->key : "";
}

absl::Status CallGate::Admit(const Caller& caller, absl::string_view method) {
  return Check(caller, method).status();
}

absl::StatusOr<CallGate::Client> CallGate::Check(const Caller& caller,
                                                 absl::string_view method) {
  const absl::Time now = clock_();
  absl::StatusOr<Client> client = Authenticate(caller, now);
  if (!client.ok()) return client;
  const v1::Access needed = NeededAccess(method);
  if (needed == v1::ACCESS_UNSPECIFIED) {
    return Error(ErrorReason::kMethodClosed,
                 absl::StrCat("nobody may call ", method),
                 {{"method", std::string(method)}});
  }
  if (!Allows(client->access, needed)) {
    return Lacks(client->name, needed, method);
  }
  if (!rate_.has_value()) return client;
  const absl::Duration wait = rate_->Take(client->key, now);
  if (wait > absl::ZeroDuration()) return TooOften(client->name, wait);
  return client;
}

absl::StatusOr<CallGate::Client> CallGate::Authenticate(const Caller& caller,
                                                        absl::Time now) {
  if (!authenticates_) {
    const bool named = !caller.certificate_names.empty();
    return Client{
        .key = named ? absl::StrCat("certificate:",
                                    caller.certificate_names.front())
                     : caller.address,
        .name = "the client",
        .bare_name = named ? caller.certificate_names.front() : kAnonymous,
        .access = {v1::ACCESS_ADMIN}};
  }
  if (!caller.authorization.empty()) return ByToken(caller.authorization, now);
  if (!caller.certificate_names.empty()) {
    return ByCertificate(caller.certificate_names);
  }
  return Error(ErrorReason::kTokenMissing,
               "the call shows neither a bearer token nor a certificate");
}

absl::StatusOr<CallGate::Client> CallGate::ByToken(
    const std::vector<std::string>& authorization, absl::Time now) {
  const absl::string_view value = authorization.front();
  if (authorization.size() > 1 || !absl::StartsWithIgnoreCase(value, kBearer)) {
    return Error(ErrorReason::kTokenInvalid,
                 "authorization must be one bearer token");
  }
  if (tokens_ == nullptr) {
    return Error(ErrorReason::kTokenInvalid, "no tokens are accepted here");
  }
  absl::StatusOr<TokenEntry> entry =
      tokens_->Find(value.substr(sizeof(kBearer) - 1), now);
  if (!entry.ok()) return entry.status();
  return Client{.key = absl::StrCat("token:", entry->name),
                .name = absl::StrCat("the token ", entry->name),
                .bare_name = entry->name,
                .access = std::move(entry->access)};
}

absl::StatusOr<CallGate::Client> CallGate::ByCertificate(
    const std::vector<std::string>& names) {
  for (const std::string& name : names) {
    const auto it = certificates_.find(name);
    if (it == certificates_.end()) continue;
    return Client{.key = absl::StrCat("certificate:", name),
                  .name = absl::StrCat("the certificate ", name),
                  .bare_name = name,
                  .access = it->second};
  }
  return Error(ErrorReason::kCertificateUnknown,
               "the names in the certificate are not known here");
}

}  // namespace nianbao
