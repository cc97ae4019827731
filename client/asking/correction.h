// Corrections of a report as people write them: "year=2021".
#ifndef NIANBAO_CLIENT_ASKING_CORRECTION_H_
#define NIANBAO_CLIENT_ASKING_CORRECTION_H_

#include <string>
#include <vector>

#include "absl/status/status.h"
#include "client/calls/session.h"
#include "nianbao/v1/aggregator_service.pb.h"

namespace nianbao::client {

// Adds what `assignments` set to the request: issuer, division, level, year,
// type and published, each "field=value". An issuer that is a division, with or
// without 人民政府, is its government and sets division and level, too; any
// other text is the name of a body alone. INVALID_ARGUMENT, and the errors of
// Names::Resolve.
absl::Status AddAssignments(const Session& session,
                            const std::vector<std::string>& assignments,
                            v1::UpdateReportRequest& request);

// Names the same fields in the mask, to be taken back. INVALID_ARGUMENT.
absl::Status AddFields(const std::vector<std::string>& fields,
                       v1::UpdateReportRequest& request);

}  // namespace nianbao::client

#endif  // NIANBAO_CLIENT_ASKING_CORRECTION_H_
