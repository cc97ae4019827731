// The aggregator as a program, over a real socket.
#include <signal.h>

#include <algorithm>
#include <fstream>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <thread>
#include <vector>

#include "absl/strings/str_cat.h"
#include "common/base/error_reason.h"
#include "common/base/sha256.h"
#include "common/rpc/wire/wire_status.h"
#include "gmock/gmock.h"
#include "google/protobuf/util/message_differencer.h"
#include "google/rpc/error_details.pb.h"
#include "gtest/gtest.h"
#include "nianbao/v1/aggregator_service.grpc.pb.h"
#include "tests/integration/aggregator/corpus.h"
#include "tests/integration/aggregator/service_client.h"
#include "tests/integration/program.h"
#include "tests/temporary_folder.h"

namespace nianbao::aggregator {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::StartsWith;

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

TEST_F(ServiceTest, GetGivesWhatWasUploaded) {
  v1::Report sent = MakeReport("a", "110108", 2020, 1);
  sent.set_name("reports/chosen-by-the-caller");
  const auto responses = Upload(*stub_, {sent});
  grpc::ClientContext context;
  v1::GetReportRequest request;
  request.set_name(responses[0].name());
  v1::GetReportResponse response;
  ASSERT_TRUE(stub_->GetReport(&context, request, &response).ok());
  EXPECT_EQ(response.report().name(), responses[0].name());
  EXPECT_TRUE(response.report().has_upload_time());
  v1::Report stored = response.report();
  stored.clear_upload_time();
  stored.set_name(sent.name());
  EXPECT_TRUE(google::protobuf::util::MessageDifferencer::Equals(stored, sent));
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

TEST_F(ServiceTest, ReportsAreGotTogetherInTheOrderOfTheirNames) {
  const auto uploads = Upload(*stub_, {MakeReport("a", "110108", 2020, 1),
                                       MakeReport("b", "110101", 2019, 2)});
  v1::BatchGetReportsRequest request;
  v1::BatchGetReportsResponse response;
  const auto get = [&] {
    grpc::ClientContext context;
    return stub_->BatchGetReports(&context, request, &response);
  };
  EXPECT_EQ(FieldOf(get()), "names");
  for (const int i : {1, 0, 1}) request.add_names(uploads[i].name());
  ASSERT_TRUE(get().ok());
  ASSERT_EQ(response.reports_size(), 3);
  EXPECT_EQ(response.reports(0).source_uri(), "b");
  EXPECT_EQ(response.reports(1).source_uri(), "a");
  EXPECT_EQ(response.reports(2).source_uri(), "b");
  EXPECT_EQ(response.reports(0).observations_size(), 1);
  request.add_names("reports/missing");
  const grpc::Status missing = get();
  EXPECT_EQ(missing.error_code(), grpc::StatusCode::NOT_FOUND);
  EXPECT_THAT(missing.error_message(), HasSubstr("reports/missing"));
  while (request.names_size() <= 100) request.add_names(uploads[0].name());
  EXPECT_EQ(FieldOf(get()), "names");
}

TEST_F(ServiceTest, IndicatorsAndDivisionsAreGotByName) {
  v1::GetIndicatorRequest indicator;
  v1::GetIndicatorResponse got;
  const auto get_indicator = [&](const std::string& name) {
    indicator.set_name(name);
    grpc::ClientContext context;
    return stub_->GetIndicator(&context, indicator, &got);
  };
  ASSERT_TRUE(get_indicator(kAccepted).ok());
  EXPECT_EQ(got.indicator().name(), kAccepted);
  EXPECT_GT(got.indicator().rules_size(), 0);
  EXPECT_EQ(get_indicator("indicators/no.such").error_code(),
            grpc::StatusCode::NOT_FOUND);
  v1::GetDivisionRequest division;
  v1::GetDivisionResponse found;
  const auto get_division = [&](const std::string& name) {
    division.set_name(name);
    grpc::ClientContext context;
    return stub_->GetDivision(&context, division, &found);
  };
  ASSERT_TRUE(get_division("divisions/110108").ok());
  EXPECT_EQ(found.division().full_name(), "北京市海淀区");
  EXPECT_EQ(found.division().parent(), "divisions/110000");
  for (const char* const name : {"divisions/999999", "110108", ""}) {
    EXPECT_EQ(get_division(name).error_code(), grpc::StatusCode::NOT_FOUND);
  }
}

TEST_F(ServiceTest, NamesAreResolvedByOneCall) {
  const auto uploads = Upload(*stub_, {MakeReport("a", "110108", 2020, 1),
                                       MakeReport("b", "110108", 2019, 2)});
  v1::ResolveNamesRequest request;
  v1::ResolveNamesResponse response;
  const auto resolve = [&] {
    grpc::ClientContext context;
    return stub_->ResolveNames(&context, request, &response);
  };
  const auto add = [&](const std::string& text, v1::NameKind kind) {
    v1::NameQuery& query = *request.add_queries();
    query.set_text(text);
    if (kind != v1::NAME_KIND_UNSPECIFIED) query.add_kinds(kind);
  };
  EXPECT_EQ(FieldOf(resolve()), "queries");
  add("海淀", v1::NAME_KIND_DIVISION);
  add("reconsideration", v1::NAME_KIND_UNSPECIFIED);
  add(uploads[0].name(), v1::NAME_KIND_REPORT);
  add("110108-20", v1::NAME_KIND_REPORT);
  add("110101", v1::NAME_KIND_REPORT);
  add("haidain", v1::NAME_KIND_DIVISION);
  ASSERT_TRUE(resolve().ok());
  ASSERT_EQ(response.names_size(), 6);
  EXPECT_EQ(response.names(0).candidates(0).name(), "divisions/110108");
  EXPECT_EQ(response.names(1).candidates(0).name(),
            "indicators/reconsideration.*");
  ASSERT_EQ(response.names(2).candidate_count(), 1);
  EXPECT_EQ(response.names(2).candidates(0).name(), uploads[0].name());
  EXPECT_EQ(response.names(2).candidates(0).match(), v1::NAME_MATCH_ID);
  ASSERT_EQ(response.names(3).candidate_count(), 2);
  EXPECT_EQ(response.names(3).candidates(0).name(), uploads[1].name());
  EXPECT_EQ(response.names(3).candidates(0).match(), v1::NAME_MATCH_PART);
  EXPECT_EQ(response.names(4).candidate_count(), 0);
  EXPECT_EQ(response.names(5).candidates_size(), 0);
  EXPECT_EQ(response.names(5).suggestions(0).name(), "divisions/110108");
  request.mutable_queries(5)->set_text(std::string(201, 'x'));
  EXPECT_EQ(FieldOf(resolve()), "queries[5].text");
  request.mutable_queries(5)->set_text("x");
  request.mutable_queries(5)->add_kinds(static_cast<v1::NameKind>(77));
  EXPECT_EQ(FieldOf(resolve()), "queries[5].kinds");
  while (request.queries_size() <= 100) add("海淀", v1::NAME_KIND_DIVISION);
  EXPECT_EQ(FieldOf(resolve()), "queries");
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

TEST_F(ServiceTest, PagesHoldEachReportOnce) {
  std::vector<v1::Report> reports;
  for (int i = 0; i < 25; ++i) {
    reports.push_back(MakeReport(absl::StrCat("s", i),
                                 i % 2 ? "110108" : "440106", 2015 + i % 5, i));
  }
  Upload(*stub_, reports);
  v1::ListReportsRequest request;
  request.set_page_size(4);
  std::vector<std::string> names;
  for (const auto& summary : List(*stub_, request)) {
    names.push_back(summary.report().name());
    EXPECT_EQ(summary.observation_count(), 1);
    EXPECT_EQ(summary.report().observations_size(), 0);
  }
  EXPECT_EQ(names.size(), 25);
  EXPECT_TRUE(std::is_sorted(names.begin(), names.end()));
  EXPECT_EQ(std::set<std::string>(names.begin(), names.end()).size(), 25);
  request.add_within("divisions/110000");
  EXPECT_EQ(List(*stub_, request).size(), 12);
  request.set_year(2016);
  EXPECT_EQ(List(*stub_, request).size(), 3);
}

// Every order, page by page, is that of the reports sorted here.
TEST_F(ServiceTest, ListsAreOrderedAndCounted) {
  for (int i = 0; i < 10; ++i) {
    v1::Report report = MakeReport(
        absl::StrCat("s", i), i % 2 ? "110108" : "440106", 2015 + i % 3, i);
    report.set_type(i < 7 ? v1::Report::TYPE_RULE_OF_LAW
                          : v1::Report::TYPE_INFORMATION_DISCLOSURE);
    Upload(*stub_, {report});
  }
  const auto all = List(*stub_, {});
  ASSERT_EQ(all.size(), 10);
  const auto key = [](const v1::ReportSummary& summary,
                      const std::string& field) -> int64_t {
    const v1::Report& report = summary.report();
    return field == "year" ? report.year()
           : field == "upload_time"
               ? report.upload_time().seconds() * 1000000000 +
                     report.upload_time().nanos()
               : 0;
  };
  for (const std::string field : {"name", "year", "upload_time"}) {
    for (const bool descending : {false, true}) {
      std::vector<v1::ReportSummary> expected = all;
      if (field == "name" && descending) {
        std::reverse(expected.begin(), expected.end());
      }
      std::stable_sort(expected.begin(), expected.end(),
                       [&](const auto& a, const auto& b) {
                         return descending ? key(a, field) > key(b, field)
                                           : key(a, field) < key(b, field);
                       });
      v1::ListReportsRequest request;
      request.set_page_size(3);
      request.set_order_by(absl::StrCat(field, descending ? " desc" : ""));
      const auto listed = List(*stub_, request);
      ASSERT_EQ(listed.size(), expected.size()) << request.order_by();
      for (size_t i = 0; i < listed.size(); ++i) {
        EXPECT_EQ(listed[i].report().name(), expected[i].report().name())
            << request.order_by() << " " << i;
      }
    }
  }
  v1::ListReportsRequest request;
  v1::ListReportsResponse page;
  const auto list = [&] {
    grpc::ClientContext context;
    return stub_->ListReports(&context, request, &page);
  };
  request.set_page_size(2);
  request.set_type(v1::Report::TYPE_RULE_OF_LAW);
  request.add_within("divisions/110000");
  request.add_within("divisions/440100");
  ASSERT_TRUE(list().ok());
  EXPECT_EQ(page.total_size(), 7);
  request.set_page_token(page.next_page_token());
  ASSERT_TRUE(list().ok());
  EXPECT_EQ(page.total_size(), 7);
  request.clear_page_token();
  request.mutable_within()->RemoveLast();
  request.mutable_read_mask()->add_paths("report.year");
  request.mutable_read_mask()->add_paths("counted");
  ASSERT_TRUE(list().ok());
  EXPECT_EQ(page.total_size(), 3);
  EXPECT_EQ(page.reports(0).report().name(), "");
  EXPECT_GE(page.reports(0).report().year(), 2015);
  EXPECT_TRUE(page.reports(0).counted());
  EXPECT_EQ(page.reports(0).observation_count(), 0);
  EXPECT_NE(page.next_page_token(), "");
  request.mutable_read_mask()->add_paths("report.nothing");
  EXPECT_EQ(FieldOf(list()), "read_mask.paths[2]");
  request.clear_read_mask();
  request.set_order_by("issuer");
  EXPECT_EQ(FieldOf(list()), "order_by");
  request.clear_order_by();
  request.add_within("divisions/999999");
  EXPECT_EQ(FieldOf(list()), "within[1]");
}

TEST_F(ServiceTest, CatalogueAndGazetteerTellTheirTotals) {
  v1::ListIndicatorsRequest indicators;
  indicators.set_text("RECONSIDERATION applications received");
  indicators.set_page_size(1);
  v1::ListIndicatorsResponse found;
  grpc::ClientContext first;
  ASSERT_TRUE(stub_->ListIndicators(&first, indicators, &found).ok());
  ASSERT_EQ(found.indicators_size(), 1);
  EXPECT_EQ(found.indicators(0).name(), "indicators/reconsideration.received");
  EXPECT_EQ(found.total_size(), 1);
  v1::ListDivisionsRequest divisions;
  divisions.set_text("鼓楼区");
  divisions.set_page_size(3);
  v1::ListDivisionsResponse page;
  grpc::ClientContext second;
  ASSERT_TRUE(stub_->ListDivisions(&second, divisions, &page).ok());
  EXPECT_EQ(page.divisions_size(), 3);
  EXPECT_EQ(page.total_size(), 4);
  divisions.set_page_token(page.next_page_token());
  grpc::ClientContext third;
  ASSERT_TRUE(stub_->ListDivisions(&third, divisions, &page).ok());
  EXPECT_EQ(page.divisions_size(), 1);
  EXPECT_EQ(page.total_size(), 4);
  EXPECT_EQ(page.next_page_token(), "");
}

TEST_F(ServiceTest, PageTokensHoldForTheSameRequestOnly) {
  v1::ListDivisionsRequest request;
  request.set_level(v1::LEVEL_COUNTY);
  request.set_page_size(3);
  v1::ListDivisionsResponse page;
  grpc::ClientContext first;
  ASSERT_TRUE(stub_->ListDivisions(&first, request, &page).ok());
  ASSERT_EQ(page.divisions_size(), 3);
  EXPECT_EQ(page.divisions(0).full_name(), "北京市东城区");
  request.set_page_token(page.next_page_token());
  request.set_level(v1::LEVEL_PREFECTURE);
  grpc::ClientContext second;
  EXPECT_EQ(FieldOf(stub_->ListDivisions(&second, request, &page)),
            "page_token");
  request.set_page_token("nonsense");
  grpc::ClientContext third;
  EXPECT_EQ(FieldOf(stub_->ListDivisions(&third, request, &page)),
            "page_token");
}

TEST_F(ServiceTest, IndicatorsAreListedByFamily) {
  v1::ListIndicatorsRequest request;
  request.set_family("indicators/reconsideration.*");
  request.set_page_size(2);
  std::vector<std::string> names;
  do {
    grpc::ClientContext context;
    v1::ListIndicatorsResponse page;
    ASSERT_TRUE(stub_->ListIndicators(&context, request, &page).ok());
    for (const auto& i : page.indicators()) {
      names.push_back(i.name());
      EXPECT_EQ(i.rules_size(), 0);
    }
    request.set_page_token(page.next_page_token());
  } while (!request.page_token().empty());
  ASSERT_GT(names.size(), 2);
  EXPECT_EQ(names[0], "indicators/reconsideration.received");
  EXPECT_THAT(names,
              ::testing::Each(StartsWith("indicators/reconsideration.")));
}

TEST_F(ServiceTest, QueriesAreValidated) {
  v1::QueryStatisticsRequest request;
  request.add_probabilities(2);
  grpc::Status status;
  EXPECT_TRUE(Query(*stub_, request, &status).empty());
  EXPECT_EQ(status.error_code(), grpc::StatusCode::INVALID_ARGUMENT);
  EXPECT_EQ(FieldOf(status), "probabilities[0]");
}

TEST_F(ServiceTest, ObservationsComeWithTheirEvidence) {
  v1::Report report = MakeReport("a", "110108", 2020, 7);
  v1::Observation& part = *report.add_observations();
  part = report.observations(0);
  part.set_headline(false);
  v1::Observation& unknown = *report.add_observations();
  unknown = part;
  unknown.clear_indicator();
  const auto uploaded = Upload(*stub_, {report});
  v1::QueryObservationsRequest request;
  for (const bool all : {false, true}) {
    request.set_include_uncounted(all);
    grpc::ClientContext context;
    const auto stream = stub_->QueryObservations(&context, request);
    std::vector<v1::QueryObservationsResponse> rows;
    v1::QueryObservationsResponse row;
    while (stream->Read(&row)) rows.push_back(row);
    ASSERT_TRUE(stream->Finish().ok());
    ASSERT_EQ(rows.size(), all ? 3 : 1);
    EXPECT_TRUE(rows[0].counted());
    EXPECT_EQ(rows[0].report(), uploaded[0].name());
    EXPECT_EQ(rows[0].observation().evidence().sentence(),
              "受理行政复议案件。");
    EXPECT_EQ(rows.back().counted(), !all);
  }
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

TEST_F(ServiceTest, ReportsAreListedByWhenTheyCame) {
  Upload(*stub_, {MakeReport("a", "110108", 2020, 1)});
  const auto before = List(*stub_, {});
  ASSERT_EQ(before.size(), 1);
  Upload(*stub_, {MakeReport("b", "110101", 2020, 1)});
  v1::ListReportsRequest request;
  *request.mutable_updated_after() = before[0].report().upload_time();
  const auto after = List(*stub_, request);
  ASSERT_EQ(after.size(), 1);
  EXPECT_EQ(after[0].report().source_uri(), "b");
  request.mutable_updated_after()->set_nanos(-1);
  grpc::ClientContext context;
  v1::ListReportsResponse page;
  EXPECT_EQ(FieldOf(stub_->ListReports(&context, request, &page)),
            "updated_after");
}

// Reads one message, and says how the call ended.
template <typename Response>
grpc::Status ReadOne(std::unique_ptr<grpc::ClientReader<Response>> stream,
                     Response& response) {
  Response more;
  if (stream->Read(&response)) {
    EXPECT_FALSE(stream->Read(&more));
  }
  return stream->Finish();
}

TEST_F(ServiceTest, EveryQuestionIsAnswered) {
  std::vector<v1::Report> reports;
  for (const char* const code : {"110101", "110105", "110108"}) {
    for (const int year : {2019, 2020}) {
      reports.push_back(MakeReport(absl::StrCat(code, year), code, year,
                                   10.0 * reports.size()));
    }
  }
  Upload(*stub_, reports);

  v1::RankDivisionsRequest rank;
  rank.set_compare_year(2019);
  rank.mutable_selection()->set_first_year(2020);
  v1::RankDivisionsResponse ranked;
  grpc::ClientContext rank_context;
  ASSERT_TRUE(ReadOne(stub_->RankDivisions(&rank_context, rank), ranked).ok());
  ASSERT_EQ(ranked.divisions_size(), 3);
  EXPECT_EQ(ranked.divisions(0).group().division(), "divisions/110108");
  EXPECT_EQ(ranked.divisions(0).previous_rank(), 1);

  v1::QueryTrendsRequest trends;
  v1::QueryTrendsResponse trend;
  grpc::ClientContext trend_context;
  ASSERT_TRUE(ReadOne(stub_->QueryTrends(&trend_context, trends), trend).ok());
  EXPECT_EQ(trend.trends(trend.trends_size() - 1).change(), 30);

  v1::QueryDistributionsRequest distributions;
  distributions.set_bin_count(2);
  distributions.set_mix_years(true);
  v1::QueryDistributionsResponse distribution;
  grpc::ClientContext distribution_context;
  ASSERT_TRUE(
      ReadOne(stub_->QueryDistributions(&distribution_context, distributions),
              distribution)
          .ok());
  ASSERT_EQ(distribution.distributions_size(), 1);
  EXPECT_EQ(distribution.distributions(0).bins_size(), 2);

  v1::QueryCorrelationsRequest correlations;
  correlations.set_x(kAccepted);
  correlations.set_y(kAccepted);
  correlations.set_mix_years(true);
  v1::QueryCorrelationsResponse correlation;
  grpc::ClientContext correlation_context;
  ASSERT_TRUE(
      ReadOne(stub_->QueryCorrelations(&correlation_context, correlations),
              correlation)
          .ok());
  ASSERT_EQ(correlation.correlations_size(), 1);
  EXPECT_DOUBLE_EQ(correlation.correlations(0).pearson(), 1);
}

TEST_F(ServiceTest, ARowLeadsToItsObservations) {
  Upload(*stub_, {MakeReport("a", "110108", 2020, 7),
                  MakeReport("b", "110101", 2020, 8),
                  MakeReport("c", "440106", 2020, 9)});
  v1::QueryStatisticsRequest request;
  request.add_group_by(v1::DIMENSION_PROVINCE);
  const auto rows = Query(*stub_, request);
  ASSERT_EQ(rows.size(), 2);
  v1::QueryObservationsRequest observations;
  observations.set_selection_token(rows[1].selection_token());
  grpc::ClientContext context;
  v1::QueryObservationsResponse observation;
  ASSERT_TRUE(
      ReadOne(stub_->QueryObservations(&context, observations), observation)
          .ok());
  EXPECT_EQ(observation.source_uri(), "c");
  observations.set_selection_token("nonsense");
  grpc::ClientContext refused;
  EXPECT_EQ(FieldOf(ReadOne(stub_->QueryObservations(&refused, observations),
                            observation)),
            "selection_token");
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

// Uploads so much that no buffer on the way holds all observations.
class LargeServiceTest : public ServiceTest {
 protected:
  LargeServiceTest() {
    std::vector<v1::Report> reports;
    for (CorpusReport& entry : GenerateCorpus(5, 20000).reports) {
      reports.push_back(std::move(entry.report));
      for (auto& o : *reports.back().mutable_observations()) {
        o.mutable_evidence()->set_sentence(std::string(300, 'x'));
      }
    }
    Upload(*stub_, reports);
    request_.set_include_uncounted(true);
  }

  v1::QueryObservationsRequest request_;
};

TEST_F(LargeServiceTest, ASlowReaderHoldsNobodyUpAndGetsEverything) {
  // More streams that nobody reads than the program has threads.
  constexpr int kStreams = 40;
  std::vector<std::unique_ptr<grpc::ClientContext>> contexts;
  std::vector<
      std::unique_ptr<grpc::ClientReader<v1::QueryObservationsResponse>>>
      streams;
  for (int i = 0; i < kStreams; ++i) {
    contexts.push_back(std::make_unique<grpc::ClientContext>());
    streams.push_back(
        stub_->QueryObservations(contexts.back().get(), request_));
    v1::QueryObservationsResponse row;
    ASSERT_TRUE(streams.back()->Read(&row));
  }
  EXPECT_EQ(Upload(*stub_, {MakeReport("a", "110108", 2020, 1)}).size(), 1);
  EXPECT_FALSE(List(*stub_, {}).empty());
  // The first few are read to the end after all, beside those left unread.
  std::set<size_t> totals;
  for (int i = 0; i < 4; ++i) {
    size_t rows = 1;
    v1::QueryObservationsResponse row;
    while (streams[i]->Read(&row)) ++rows;
    EXPECT_TRUE(streams[i]->Finish().ok());
    totals.insert(rows);
  }
  EXPECT_EQ(totals.size(), 1);
  EXPECT_GT(*totals.begin(), 10000);
  for (int i = 4; i < kStreams; ++i) {
    contexts[i]->TryCancel();
    EXPECT_EQ(streams[i]->Finish().error_code(), grpc::StatusCode::CANCELLED);
  }
}

TEST_F(LargeServiceTest, CancelledStreamsMakeRoomForOthers) {
  // Far more than may be in progress at a time.
  for (int i = 0; i < 400; ++i) {
    grpc::ClientContext context;
    const auto stream = stub_->QueryObservations(&context, request_);
    v1::QueryObservationsResponse row;
    ASSERT_TRUE(stream->Read(&row)) << i << stream->Finish().error_message();
    context.TryCancel();
    while (stream->Read(&row)) {
    }
    EXPECT_EQ(stream->Finish().error_code(), grpc::StatusCode::CANCELLED);
  }
}

// While it lives, programs let in so many calls.
class CallLimitOfPrograms {
 public:
  CallLimitOfPrograms() { setenv(kName, "128", 1); }
  ~CallLimitOfPrograms() { unsetenv(kName); }

 private:
  static constexpr char kName[] = "NIANBAO_LIMITS_MAX_CALLS";
};

class FewCallsTest : private CallLimitOfPrograms, public LargeServiceTest {};

TEST_F(FewCallsTest, TooManyCallsAreRefusedClearly) {
  std::vector<std::unique_ptr<grpc::ClientContext>> contexts;
  std::vector<
      std::unique_ptr<grpc::ClientReader<v1::QueryObservationsResponse>>>
      streams;
  grpc::Status refused;
  for (int i = 0; i < 129 && refused.ok(); ++i) {
    contexts.push_back(std::make_unique<grpc::ClientContext>());
    streams.push_back(
        stub_->QueryObservations(contexts.back().get(), request_));
    v1::QueryObservationsResponse row;
    if (!streams.back()->Read(&row)) {
      refused = streams.back()->Finish();
      streams.pop_back();
    }
  }
  EXPECT_EQ(streams.size(), 128);
  EXPECT_EQ(refused.error_code(), grpc::StatusCode::RESOURCE_EXHAUSTED);
  const absl::Status status = FromGrpcStatus(refused);
  EXPECT_EQ(ReasonOf(status), "TOO_MANY_CALLS");
  EXPECT_TRUE(RetryDelayOf(status).has_value());
  for (auto& context : contexts) context->TryCancel();
  for (auto& stream : streams) stream->Finish();
}

TEST_F(LargeServiceTest, SigtermEndsOpenStreamsAndExitsWithZero) {
  grpc::ClientContext context;
  const auto stream = stub_->QueryObservations(&context, request_);
  v1::QueryObservationsResponse row;
  ASSERT_TRUE(stream->Read(&row));
  grpc::ClientContext upload_context;
  const auto upload = stub_->UploadReports(&upload_context);
  v1::UploadReportsRequest request;
  *request.mutable_report() = MakeReport("a", "110108", 2020, 1);
  ASSERT_TRUE(upload->Write(request));
  v1::UploadReportsResponse response;
  ASSERT_TRUE(upload->Read(&response));
  program_->Signal(SIGTERM);
  EXPECT_EQ(program_->Wait(), 0);
  context.TryCancel();
  stream->Finish();
}

}  // namespace
}  // namespace nianbao::aggregator
