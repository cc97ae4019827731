// Why a call fails, for programs: the reasons of google.rpc.ErrorInfo.
//
//   return Error(ErrorReason::kStoreLoading, "the store is being loaded");
//
// docs/ERRORS.md tells clients what each means and what to do. A published
// reason keeps its name and code.
#ifndef NIANBAO_COMMON_BASE_ERROR_REASON_H_
#define NIANBAO_COMMON_BASE_ERROR_REASON_H_

#include <map>
#include <string>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "absl/types/optional.h"
#include "absl/types/span.h"

namespace nianbao {

enum class ErrorReason {
  kFieldInvalid,
  kTokenMissing,
  kTokenInvalid,
  kTokenExpired,
  kCertificateUnknown,
  kAccessMissing,
  kMethodClosed,
  kRateLimited,
  kTooManyCalls,
  kTooManyWatches,
  kStreamIdle,
  kWatchTooLarge,
  kAnswerTooLarge,
  kResourceNotFound,
  kStoreLoading,
  kStoreUnavailable,
  kStoreFull,
  kStoreDamaged,
  kShuttingDown,
  kInternal,
};

struct ErrorReasonRow {
  ErrorReason reason;
  // In UPPER_SNAKE_CASE, as clients read it.
  absl::string_view name;
  absl::StatusCode code;
  // Not zero when the same call may succeed that much later: errors have it in
  // a google.rpc.RetryInfo.
  absl::Duration retry_delay;
};

// One row a reason, in the order of the enumerators.
absl::Span<const ErrorReasonRow> ErrorReasons();

// What further details say of an error, e.g. the method it is about.
using ErrorMetadata = std::map<std::string, std::string>;

// An error of the reason's code with an ErrorInfo of the domain "nianbao", and
// a RetryInfo where the reason has one. `message` and `metadata` leave the
// server: no paths, statements or secrets.
absl::Status Error(ErrorReason reason, absl::string_view message,
                   const ErrorMetadata& metadata = {});

// `status` with the reason's ErrorInfo and RetryInfo besides its own details.
absl::Status WithReason(ErrorReason reason, absl::Status status,
                        const ErrorMetadata& metadata = {});

// `status` with a RetryInfo of `delay`, in place of any other.
absl::Status WithRetry(absl::Status status, absl::Duration delay);

// The delay of its RetryInfo; nothing when it has none.
absl::optional<absl::Duration> RetryDelayOf(const absl::Status& status);

// The reason that an error carries, also one that this program does not know;
// empty when it has none.
std::string ReasonOf(const absl::Status& status);

// What a client may see of `status`. OK stays as it is; so do errors with
// details, which were worded for clients, and CANCELLED and DEADLINE_EXCEEDED,
// which nobody waits for. Any other error was worded by a library below and may
// hold a path or a statement: a general message with a reason stands in for it.
absl::Status ForClient(const absl::Status& status);

}  // namespace nianbao

#endif  // NIANBAO_COMMON_BASE_ERROR_REASON_H_
