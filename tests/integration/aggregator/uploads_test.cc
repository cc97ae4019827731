// What is stored: uploads, corrections, deletions, and which reports count.
#include <signal.h>

#include <fstream>
#include <thread>

#include "absl/strings/str_cat.h"
#include "common/base/error_reason.h"
#include "common/base/sha256.h"
#include "common/rpc/wire/wire_status.h"
#include "gmock/gmock.h"
#include "google/rpc/error_details.pb.h"
#include "tests/integration/aggregator/service_fixture.h"

namespace nianbao::aggregator {
namespace uploads_test {

using ::testing::StartsWith;

TEST_F(ServiceTest, ABadReportIsRefusedAndTheStreamGoesOn) {
  v1::Report bad = MakeReport("b", "110108", 2020, 1);
  bad.mutable_observations(0)->mutable_evidence()->mutable_span()->set_begin(5);
  const auto responses =
      Upload(*stub_, {MakeReport("a", "110108", 2020, 1), bad,
                      MakeReport("c", "110101", 2020, 1)});
  ASSERT_EQ(responses.size(), 3);
  EXPECT_THAT(responses[0].name(), StartsWith("reports/110108-2020-"));
  EXPECT_EQ(responses[0].outcome(), v1::UploadReportsResponse::OUTCOME_CREATED);
  EXPECT_EQ(responses[1].request_id(), "1");
  EXPECT_EQ(responses[1].name(), "");
  EXPECT_EQ(FieldOf(responses[1].error()),
            "report.observations[0].evidence.span.end");
  EXPECT_EQ(responses[2].request_id(), "2");
  EXPECT_FALSE(responses[2].has_error());
}

TEST_F(ServiceTest, TheSameSourceReplacesEvenUnderANewName) {
  const auto first = Upload(*stub_, {MakeReport("a", "110108", 2020, 1)});
  const auto second = Upload(*stub_, {MakeReport("a", "110101", 2019, 2)});
  EXPECT_EQ(second[0].outcome(), v1::UploadReportsResponse::OUTCOME_REPLACED);
  EXPECT_NE(first[0].name(), second[0].name());
  const auto reports = List(*stub_, {});
  ASSERT_EQ(reports.size(), 1);
  EXPECT_EQ(reports[0].report().name(), second[0].name());
  EXPECT_EQ(CountedValue(*stub_), 2);
}

TEST_F(ServiceTest, TheSameReportAgainChangesNothing) {
  const v1::Report report = MakeReport("a", "110108", 2020, 1);
  const auto first = Upload(*stub_, {report});
  const auto again =
      Upload(*stub_, {report, MakeReport("a", "110108", 2020, 2)});
  EXPECT_EQ(again[0].outcome(), v1::UploadReportsResponse::OUTCOME_UNCHANGED);
  EXPECT_EQ(again[0].name(), first[0].name());
  EXPECT_EQ(again[1].outcome(), v1::UploadReportsResponse::OUTCOME_REPLACED);
}

TEST_F(ServiceTest, ALongNameIsNotFoundEither) {
  const std::string name = "reports/" + std::string(100000, 'x');
  v1::GetReportRequest get;
  get.set_name(name);
  grpc::ClientContext context;
  v1::GetReportResponse got;
  EXPECT_NE(stub_->GetReport(&context, get, &got).error_code(),
            grpc::StatusCode::RESOURCE_EXHAUSTED);
  EXPECT_NE(Delete(*stub_, name).error_code(),
            grpc::StatusCode::RESOURCE_EXHAUSTED);
  v1::QueryStatisticsRequest query;
  query.mutable_selection()->add_indicators("indicators/" + name);
  grpc::Status status;
  Query(*stub_, query, &status);
  EXPECT_EQ(status.error_code(), grpc::StatusCode::INVALID_ARGUMENT);
}

TEST_F(ServiceTest, OneReportIsUploadedByOneCall) {
  v1::UploadReportRequest request;
  *request.mutable_report() = MakeReport("a", "110108", 2020, 1);
  v1::UploadReportResponse response;
  const auto upload = [&] {
    grpc::ClientContext context;
    return stub_->UploadReport(&context, request, &response);
  };
  ASSERT_TRUE(upload().ok());
  EXPECT_THAT(response.name(), StartsWith("reports/110108-2020-"));
  EXPECT_EQ(response.outcome(), v1::UploadReportsResponse::OUTCOME_CREATED);
  EXPECT_EQ(CountedValue(*stub_), 1);
  ASSERT_TRUE(upload().ok());
  EXPECT_EQ(response.outcome(), v1::UploadReportsResponse::OUTCOME_UNCHANGED);
  request.mutable_report()->clear_source_uri();
  EXPECT_EQ(FieldOf(upload()), "report.source_uri");
}

TEST_F(ServiceTest, OnlyTheNewestOfRivalsCountsUntilItIsDeleted) {
  const auto responses = Upload(*stub_, {MakeReport("a", "110108", 2020, 1),
                                         MakeReport("b", "110108", 2020, 2),
                                         MakeReport("c", "110108", 2020, 3)});
  EXPECT_EQ(List(*stub_, {}).size(), 3);
  EXPECT_EQ(CountedValue(*stub_), 3);
  EXPECT_TRUE(Delete(*stub_, responses[2].name()).ok());
  EXPECT_EQ(CountedValue(*stub_), 2);
  // Uploaded anew, the oldest becomes the newest.
  Upload(*stub_, {MakeReport("a", "110108", 2020, 4)});
  EXPECT_EQ(CountedValue(*stub_), 4);
  // Its source now speaks of another year; the other stands for 2020 again.
  Upload(*stub_, {MakeReport("a", "110108", 2018, 5)});
  v1::QueryStatisticsRequest request;
  request.mutable_selection()->set_first_year(2020);
  request.mutable_selection()->add_indicators(kAccepted);
  const auto rows = Query(*stub_, request);
  ASSERT_EQ(rows.size(), 1);
  EXPECT_EQ(rows[0].sum(), 2);
}

TEST_F(ServiceTest, AReportOverSeveralYearsIsKeptButNotCounted) {
  v1::Report report = MakeReport("a", "110108", 2020, 500);
  report.set_first_year(2016);
  Upload(*stub_, {report});
  const auto reports = List(*stub_, {});
  ASSERT_EQ(reports.size(), 1);
  EXPECT_FALSE(reports[0].counted());
  EXPECT_EQ(CountedValue(*stub_), -1);
}

// An UpdateReport that sets the year.
v1::UpdateReportRequest SetYear(const std::string& name, int year) {
  v1::UpdateReportRequest request;
  request.mutable_report()->set_name(name);
  request.mutable_report()->set_year(year);
  request.mutable_update_mask()->add_paths("year");
  return request;
}

TEST_F(ServiceTest, ACorrectionThatIsWrongNamesItsField) {
  const std::string name =
      Upload(*stub_, {MakeReport("a", "110108", 2020, 1)})[0].name();
  const auto field_of = [this](const v1::UpdateReportRequest& request) {
    grpc::ClientContext context;
    v1::UpdateReportResponse response;
    const grpc::Status status =
        stub_->UpdateReport(&context, request, &response);
    return status.ok() ? "ok" : FieldOf(status);
  };
  EXPECT_EQ(field_of(SetYear(name, 1900)), "report.year");
  EXPECT_EQ(field_of(SetYear(name, 0)), "report.year");
  v1::UpdateReportRequest request = SetYear(name, 2021);
  request.mutable_update_mask()->add_paths("title");
  EXPECT_EQ(field_of(request), "update_mask.paths[1]");
  request.clear_update_mask();
  EXPECT_EQ(field_of(request), "update_mask");
  request = SetYear(name, 2021);
  request.mutable_report()->mutable_issuer()->set_division_code("999999");
  request.mutable_update_mask()->add_paths("issuer.division_code");
  EXPECT_EQ(field_of(request), "report.issuer.division_code");
  EXPECT_EQ(CountedValue(*stub_), 1);
  EXPECT_EQ(List(*stub_, {})[0].report().year(), 2020);
  EXPECT_EQ(field_of(SetYear(name, 2021)), "ok");
  EXPECT_EQ(List(*stub_, {})[0].report().year(), 2021);

  grpc::ClientContext context;
  v1::UpdateReportResponse response;
  EXPECT_EQ(stub_->UpdateReport(&context, SetYear("reports/x", 2021), &response)
                .error_code(),
            grpc::StatusCode::NOT_FOUND);
}

TEST_F(ServiceTest, ACorrectionSaysWhoMadeIt) {
  const std::string name =
      Upload(*stub_, {MakeReport("a", "110108", 2020, 1)})[0].name();
  const auto author = [this, &name](const std::string& token, int year) {
    grpc::ClientContext context;
    if (!token.empty()) {
      context.AddMetadata("authorization", "Bearer " + token);
    }
    v1::UpdateReportResponse response;
    const grpc::Status status =
        stub_->UpdateReport(&context, SetYear(name, year), &response);
    EXPECT_TRUE(status.ok()) << status.error_message();
    const auto& corrections = response.report().corrections();
    return corrections.empty() ? "" : corrections.rbegin()->author();
  };
  EXPECT_EQ(author("", 2021), "anonymous");
  program_.reset();
  const std::string tokens = folder_.path() + "/tokens";
  const std::string config = folder_.path() + "/config.textproto";
  std::ofstream(tokens) << Sha256Hex("secret") << " write newsroom\n";
  std::ofstream(config) << "auth { token_file: '" << tokens << "' }\n";
  program_ = std::make_unique<Program>(
      "nianbao-aggregator",
      std::vector<std::string>{"--db", folder_.path() + "/nianbao.db",
                               "--config", config},
      folder_.path() + "/port");
  stub_ = v1::AggregatorService::NewStub(program_->Connect());
  EXPECT_EQ(author("secret", 2022), "newsroom");
}

TEST_F(ServiceTest, MissingReportsAreNotFound) {
  grpc::ClientContext context;
  v1::GetReportRequest request;
  request.set_name("reports/none");
  v1::GetReportResponse response;
  const grpc::Status got = stub_->GetReport(&context, request, &response);
  EXPECT_EQ(got.error_code(), grpc::StatusCode::NOT_FOUND);
  const absl::Status status = FromGrpcStatus(got);
  EXPECT_EQ(ReasonOf(status), "RESOURCE_NOT_FOUND");
  google::rpc::ResourceInfo info;
  const google::rpc::Status rpc = ToRpcStatus(status);
  for (const auto& any : rpc.details()) any.UnpackTo(&info);
  EXPECT_EQ(info.resource_name(), "reports/none");
  EXPECT_EQ(Delete(*stub_, "reports/none").error_code(),
            grpc::StatusCode::NOT_FOUND);
}

TEST_F(ServiceTest, ConcurrentUploadsAllArriveAndSurviveARestart) {
  constexpr int kStreams = 8;
  constexpr int kReports = 60;
  std::vector<std::thread> threads;
  for (int t = 0; t < kStreams; ++t) {
    threads.emplace_back([this, t] {
      const auto stub = v1::AggregatorService::NewStub(program_->Connect());
      std::vector<v1::Report> reports;
      for (int i = 0; i < kReports; ++i) {
        reports.push_back(MakeReport(absl::StrCat("s", t, "/", i), "110108",
                                     2000 + i % 20, i));
      }
      for (const auto& response : Upload(*stub, reports)) {
        EXPECT_FALSE(response.has_error());
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  program_->Signal(SIGTERM);
  EXPECT_EQ(program_->Wait(), 0);
  program_ = Start();
  stub_ = v1::AggregatorService::NewStub(program_->Connect());
  const auto reports = List(*stub_, {});
  EXPECT_EQ(reports.size(), kStreams * kReports);
  int counted = 0;
  for (const auto& summary : reports) counted += summary.counted();
  EXPECT_EQ(counted, 20);
}

}  // namespace uploads_test
}  // namespace nianbao::aggregator
