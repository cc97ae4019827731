// Changes to what the aggregator has stored.
#ifndef NIANBAO_CLIENT_CALLS_CHANGES_H_
#define NIANBAO_CLIENT_CALLS_CHANGES_H_

#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "client/calls/session.h"
#include "nianbao/v1/aggregator_service.pb.h"

namespace nianbao::client {

// Errors are those of the calls, explained: NOT_FOUND when there is no such
// report.
absl::Status DeleteReport(const Session& session, const Channel& aggregator,
                          const std::string& name);

// Gives the report as corrected, in brief.
absl::StatusOr<v1::Report> UpdateReport(const Session& session,
                                        const v1::UpdateReportRequest& request);

}  // namespace nianbao::client

#endif  // NIANBAO_CLIENT_CALLS_CHANGES_H_
