// Calls of the aggregator as a client makes them.
#ifndef NIANBAO_TESTS_INTEGRATION_AGGREGATOR_SERVICE_CLIENT_H_
#define NIANBAO_TESTS_INTEGRATION_AGGREGATOR_SERVICE_CLIENT_H_

#include <string>
#include <vector>

#include "grpcpp/grpcpp.h"
#include "nianbao/v1/aggregator_service.grpc.pb.h"

namespace nianbao::aggregator {

inline constexpr char kAccepted[] = "indicators/reconsideration.accepted";

// A county's report with one observation, of kAccepted.
v1::Report MakeReport(const std::string& source, const std::string& code,
                      int year, double value);

// The field that a BadRequest names; empty when there is none.
std::string FieldOf(const google::rpc::Status& status);
std::string FieldOf(const grpc::Status& status);

// Uploads all on one stream and returns the answers.
std::vector<v1::UploadReportsResponse> Upload(
    v1::AggregatorService::Stub& stub, const std::vector<v1::Report>& reports);

grpc::Status Delete(v1::AggregatorService::Stub& stub, const std::string& name);

// All rows; the status goes to `status`, or fails the test when it is null and
// the call does not succeed.
std::vector<v1::Statistics> Query(v1::AggregatorService::Stub& stub,
                                  const v1::QueryStatisticsRequest& request,
                                  grpc::Status* status = nullptr);

}  // namespace nianbao::aggregator

#endif  // NIANBAO_TESTS_INTEGRATION_AGGREGATOR_SERVICE_CLIENT_H_
