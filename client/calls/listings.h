// What the aggregator lists page by page, and single things by name.
#ifndef NIANBAO_CLIENT_CALLS_LISTINGS_H_
#define NIANBAO_CLIENT_CALLS_LISTINGS_H_

#include <functional>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "client/calls/session.h"
#include "nianbao/v1/aggregator_service.pb.h"

namespace nianbao::client {

// Calls visit with each stored report that `request` selects, page by page, in
// the order of their names, until it returns false. `aggregator` is a channel
// of `session`. Here and below errors are explained as
// Session::AggregatorStatus does.
absl::Status ForEachReport(
    const Session& session, const Channel& aggregator,
    const v1::ListReportsRequest& request,
    const std::function<bool(const v1::ReportSummary&)>& visit);

// The same for divisions.
absl::Status ForEachDivision(
    const Session& session, const Channel& aggregator,
    const v1::ListDivisionsRequest& request,
    const std::function<bool(const v1::Division&)>& visit);

// All indicators of the catalogue that belong to `family`
// ("indicators/{family}.*"); all when it is empty.
absl::StatusOr<std::vector<v1::Indicator>> ListIndicators(
    const Session& session, const std::string& family = "");

// What the texts of the request mean.
absl::StatusOr<v1::ResolveNamesResponse> ResolveNames(
    const Session& session, const v1::ResolveNamesRequest& request);

// The division `name` ("divisions/…").
absl::StatusOr<v1::Division> GetDivision(const Session& session,
                                         const std::string& name);

// The report `name` ("reports/…").
absl::StatusOr<v1::Report> GetReport(const Session& session,
                                     const std::string& name);

// The reports of at most 100 names, in their order; those that are gone are
// left out.
absl::StatusOr<std::vector<v1::Report>> GetReports(
    const Session& session, const Channel& aggregator,
    const std::vector<std::string>& names);

}  // namespace nianbao::client

#endif  // NIANBAO_CLIENT_CALLS_LISTINGS_H_
