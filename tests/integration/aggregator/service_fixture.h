// The aggregator as a program, over a real socket.
#ifndef NIANBAO_TESTS_INTEGRATION_AGGREGATOR_SERVICE_FIXTURE_H_
#define NIANBAO_TESTS_INTEGRATION_AGGREGATOR_SERVICE_FIXTURE_H_

#include <memory>
#include <string>
#include <vector>

#include "grpcpp/grpcpp.h"
#include "gtest/gtest.h"
#include "nianbao/v1/aggregator_service.grpc.pb.h"
#include "tests/integration/aggregator/service_client.h"
#include "tests/integration/program.h"
#include "tests/temporary_folder.h"

namespace nianbao::aggregator {

class ServiceTest : public ::testing::Test {
 protected:
  using Stub = v1::AggregatorService::Stub;

  std::unique_ptr<Program> Start() {
    return std::make_unique<Program>(
        "nianbao-aggregator",
        std::vector<std::string>{"--db", folder_.path() + "/nianbao.db",
                                 "--drain-seconds", "1"},
        folder_.path() + "/port");
  }

  // The one value of kAccepted that is counted; -1 when it is not one.
  static double CountedValue(Stub& stub) {
    v1::QueryStatisticsRequest request;
    request.mutable_selection()->add_indicators(kAccepted);
    const std::vector<v1::Statistics> rows = Query(stub, request);
    return rows.size() == 1 && rows[0].count() == 1 ? rows[0].sum() : -1;
  }

  static std::vector<v1::ReportSummary> List(Stub& stub,
                                             v1::ListReportsRequest request) {
    std::vector<v1::ReportSummary> reports;
    do {
      grpc::ClientContext context;
      v1::ListReportsResponse page;
      const grpc::Status status = stub.ListReports(&context, request, &page);
      EXPECT_TRUE(status.ok()) << status.error_message();
      if (request.page_size() > 0) {
        EXPECT_LE(page.reports_size(), request.page_size());
      }
      reports.insert(reports.end(), page.reports().begin(),
                     page.reports().end());
      request.set_page_token(page.next_page_token());
    } while (!request.page_token().empty());
    return reports;
  }

  TemporaryFolder folder_;
  std::unique_ptr<Program> program_ = Start();
  std::unique_ptr<Stub> stub_ =
      v1::AggregatorService::NewStub(program_->Connect());
};

}  // namespace nianbao::aggregator

#endif  // NIANBAO_TESTS_INTEGRATION_AGGREGATOR_SERVICE_FIXTURE_H_
