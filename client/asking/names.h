// What people call divisions, indicators and reports, as resource names.
#ifndef NIANBAO_CLIENT_ASKING_NAMES_H_
#define NIANBAO_CLIENT_ASKING_NAMES_H_

#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "client/calls/session.h"

namespace nianbao::client {

// "divisions/{code}" of a code, of a name in full (北京市海淀区), of a display
// name (海淀区), of a display name without its last character (海淀), or of a
// part of one, whichever comes first. Empty stays empty. NOT_FOUND; or
// INVALID_ARGUMENT listing the candidates when several answer to it.
absl::StatusOr<std::string> ResolveDivision(const Session& session,
                                            absl::string_view text);

// "indicators/…" of an id, with or without that prefix, of a Chinese display
// name, or of a family ("reconsideration" or "reconsideration.*"). NOT_FOUND
// names those whose names hold `text`.
absl::StatusOr<std::string> ResolveIndicator(const Session& session,
                                             absl::string_view text);

// "reports/…" of a name, with or without that prefix, or of a beginning of one.
// NOT_FOUND; or INVALID_ARGUMENT listing the candidates.
absl::StatusOr<std::string> ResolveReport(const Session& session,
                                          absl::string_view text);

}  // namespace nianbao::client

#endif  // NIANBAO_CLIENT_ASKING_NAMES_H_
