#include "tests/integration/aggregator/service_client.h"

#include <thread>

#include "absl/strings/str_cat.h"
#include "common/rpc/wire/wire_status.h"
#include "google/rpc/error_details.pb.h"
#include "gtest/gtest.h"

namespace nianbao::aggregator {

v1::Report MakeReport(const std::string& source, const std::string& code,
                      int year, double value) {
  v1::Report report;
  report.set_source_uri(source);
  report.set_year(year);
  report.set_type(v1::Report::TYPE_RULE_OF_LAW);
  report.mutable_issuer()->set_name("样例区人民政府");
  report.mutable_issuer()->set_division_code(code);
  report.mutable_issuer()->set_level(v1::LEVEL_COUNTY);
  v1::Observation& observation = *report.add_observations();
  observation.set_indicator(kAccepted);
  observation.set_kind(v1::KIND_LEVEL);
  observation.set_year(year);
  observation.set_headline(true);
  observation.set_scope(v1::SCOPE_ISSUER);
  observation.set_confidence(0.9);
  observation.mutable_quantity()->set_value(value);
  observation.mutable_quantity()->set_unit("件");
  observation.mutable_evidence()->set_sentence("受理行政复议案件。");
  return report;
}

std::string FieldOf(const google::rpc::Status& status) {
  google::rpc::BadRequest detail;
  for (const auto& any : status.details()) {
    if (any.UnpackTo(&detail)) return detail.field_violations(0).field();
  }
  return "";
}

std::string FieldOf(const grpc::Status& status) {
  return FieldOf(ToRpcStatus(FromGrpcStatus(status)));
}

std::vector<v1::UploadReportsResponse> Upload(
    v1::AggregatorService::Stub& stub, const std::vector<v1::Report>& reports) {
  grpc::ClientContext context;
  const auto stream = stub.UploadReports(&context);
  std::thread writer([&] {
    for (size_t i = 0; i < reports.size(); ++i) {
      v1::UploadReportsRequest request;
      request.set_request_id(absl::StrCat(i));
      *request.mutable_report() = reports[i];
      EXPECT_TRUE(stream->Write(request));
    }
    stream->WritesDone();
  });
  std::vector<v1::UploadReportsResponse> responses;
  v1::UploadReportsResponse response;
  while (stream->Read(&response)) responses.push_back(response);
  writer.join();
  EXPECT_TRUE(stream->Finish().ok());
  EXPECT_EQ(responses.size(), reports.size());
  return responses;
}

grpc::Status Delete(v1::AggregatorService::Stub& stub,
                    const std::string& name) {
  grpc::ClientContext context;
  v1::DeleteReportRequest request;
  request.set_name(name);
  v1::DeleteReportResponse response;
  return stub.DeleteReport(&context, request, &response);
}

std::vector<v1::Statistics> Query(v1::AggregatorService::Stub& stub,
                                  const v1::QueryStatisticsRequest& request,
                                  grpc::Status* status) {
  grpc::ClientContext context;
  const auto stream = stub.QueryStatistics(&context, request);
  std::vector<v1::Statistics> rows;
  v1::QueryStatisticsResponse row;
  while (stream->Read(&row)) {
    rows.insert(rows.end(), row.statistics().begin(), row.statistics().end());
  }
  const grpc::Status end = stream->Finish();
  if (status != nullptr) {
    *status = end;
  } else {
    EXPECT_TRUE(end.ok()) << end.error_message();
  }
  return rows;
}

}  // namespace nianbao::aggregator
