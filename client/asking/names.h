// What people call divisions, indicators and reports, as resource names.
#ifndef NIANBAO_CLIENT_ASKING_NAMES_H_
#define NIANBAO_CLIENT_ASKING_NAMES_H_

#include <functional>
#include <string>
#include <vector>

#include "absl/status/status.h"
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

// Calls visit with each stored report that `request` selects, page by page, in
// the order of their names, until it returns false.
absl::Status ForEachReport(
    const Session& session, v1::AggregatorService::Stub& stub,
    v1::ListReportsRequest request,
    const std::function<bool(const v1::ReportSummary&)>& visit);

// The same for divisions.
absl::Status ForEachDivision(
    const Session& session, v1::AggregatorService::Stub& stub,
    v1::ListDivisionsRequest request,
    const std::function<bool(const v1::Division&)>& visit);

// All indicators of the catalogue that belong to `family`
// ("indicators/{family}.*"); all when it is empty.
absl::StatusOr<std::vector<v1::Indicator>> ListIndicators(
    const Session& session, const std::string& family = "");

}  // namespace nianbao::client

#endif  // NIANBAO_CLIENT_ASKING_NAMES_H_
