#include "common/base/error_reason.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "common/base/error_details.h"
#include "google/rpc/error_details.pb.h"

namespace nianbao {
namespace {

constexpr char kDomain[] = "nianbao";

// The delay of reasons for which the same call fails again however late.
constexpr absl::Duration kNever = absl::ZeroDuration();

// A delay is how long what the call found in its way usually lasts: a crowd or
// the start of a service a second, a store that cannot write five, a watch that
// ends ten.
constexpr ErrorReasonRow kRows[] = {
    {ErrorReason::kFieldInvalid, "FIELD_INVALID",
     absl::StatusCode::kInvalidArgument, kNever},
    {ErrorReason::kTokenMissing, "TOKEN_MISSING",
     absl::StatusCode::kUnauthenticated, kNever},
    {ErrorReason::kTokenInvalid, "TOKEN_INVALID",
     absl::StatusCode::kUnauthenticated, kNever},
    {ErrorReason::kTokenExpired, "TOKEN_EXPIRED",
     absl::StatusCode::kUnauthenticated, kNever},
    {ErrorReason::kCertificateUnknown, "CERTIFICATE_UNKNOWN",
     absl::StatusCode::kUnauthenticated, kNever},
    {ErrorReason::kAccessMissing, "ACCESS_MISSING",
     absl::StatusCode::kPermissionDenied, kNever},
    {ErrorReason::kMethodClosed, "METHOD_CLOSED",
     absl::StatusCode::kPermissionDenied, kNever},
    {ErrorReason::kRateLimited, "RATE_LIMITED",
     absl::StatusCode::kResourceExhausted, absl::Seconds(1)},
    {ErrorReason::kTooManyCalls, "TOO_MANY_CALLS",
     absl::StatusCode::kResourceExhausted, absl::Milliseconds(500)},
    {ErrorReason::kTooManyWatches, "TOO_MANY_WATCHES",
     absl::StatusCode::kResourceExhausted, absl::Seconds(10)},
    {ErrorReason::kStreamIdle, "STREAM_IDLE",
     absl::StatusCode::kDeadlineExceeded, kNever},
    {ErrorReason::kWatchTooLarge, "WATCH_TOO_LARGE",
     absl::StatusCode::kResourceExhausted, kNever},
    {ErrorReason::kAnswerTooLarge, "ANSWER_TOO_LARGE",
     absl::StatusCode::kResourceExhausted, kNever},
    {ErrorReason::kResourceNotFound, "RESOURCE_NOT_FOUND",
     absl::StatusCode::kNotFound, kNever},
    {ErrorReason::kStoreLoading, "STORE_LOADING",
     absl::StatusCode::kUnavailable, absl::Seconds(1)},
    {ErrorReason::kStoreUnavailable, "STORE_UNAVAILABLE",
     absl::StatusCode::kUnavailable, absl::Seconds(5)},
    {ErrorReason::kStoreFull, "STORE_FULL",
     absl::StatusCode::kResourceExhausted, kNever},
    {ErrorReason::kStoreDamaged, "STORE_DAMAGED", absl::StatusCode::kDataLoss,
     kNever},
    {ErrorReason::kShuttingDown, "SHUTTING_DOWN",
     absl::StatusCode::kUnavailable, absl::Seconds(1)},
    {ErrorReason::kInternal, "INTERNAL", absl::StatusCode::kInternal, kNever},
};

const ErrorReasonRow& RowOf(ErrorReason reason) {
  return kRows[static_cast<size_t>(reason)];
}

bool HasDetails(const absl::Status& status) {
  bool has = false;
  status.ForEachPayload(
      [&](absl::string_view, const absl::Cord&) { has = true; });
  return has;
}

}  // namespace

absl::Span<const ErrorReasonRow> ErrorReasons() { return kRows; }

absl::Status Error(ErrorReason reason, absl::string_view message,
                   const ErrorMetadata& metadata) {
  return WithReason(reason, absl::Status(RowOf(reason).code, message),
                    metadata);
}

absl::Status WithReason(ErrorReason reason, absl::Status status,
                        const ErrorMetadata& metadata) {
  const ErrorReasonRow& row = RowOf(reason);
  google::rpc::ErrorInfo info;
  info.set_reason(std::string(row.name));
  info.set_domain(kDomain);
  info.mutable_metadata()->insert(metadata.begin(), metadata.end());
  Attach(info, status);
  if (row.retry_delay == kNever) return status;
  return WithRetry(std::move(status), row.retry_delay);
}

absl::Status WithRetry(absl::Status status, absl::Duration delay) {
  google::rpc::RetryInfo retry;
  const timespec time = absl::ToTimespec(delay);
  retry.mutable_retry_delay()->set_seconds(time.tv_sec);
  retry.mutable_retry_delay()->set_nanos(static_cast<int32_t>(time.tv_nsec));
  Attach(retry, status);
  return status;
}

absl::optional<absl::Duration> RetryDelayOf(const absl::Status& status) {
  const auto retry = DetailOf<google::rpc::RetryInfo>(status);
  if (!retry.has_value()) return absl::nullopt;
  return absl::Seconds(retry->retry_delay().seconds()) +
         absl::Nanoseconds(retry->retry_delay().nanos());
}

std::string ReasonOf(const absl::Status& status) {
  const auto info = DetailOf<google::rpc::ErrorInfo>(status);
  return info.has_value() ? info->reason() : "";
}

absl::Status ForClient(const absl::Status& status) {
  if (status.ok() || HasDetails(status)) return status;
  switch (status.code()) {
    case absl::StatusCode::kCancelled:
    case absl::StatusCode::kDeadlineExceeded:
      return status;
    case absl::StatusCode::kUnavailable:
      return Error(ErrorReason::kStoreUnavailable,
                   "the store cannot answer now");
    case absl::StatusCode::kResourceExhausted:
      return Error(ErrorReason::kStoreFull, "the store has no more room");
    case absl::StatusCode::kDataLoss:
      return Error(ErrorReason::kStoreDamaged, "the store cannot be read");
    default:
      return Error(ErrorReason::kInternal, "internal error");
  }
}

}  // namespace nianbao
