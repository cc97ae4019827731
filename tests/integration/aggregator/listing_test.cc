// What is listed, got by name, and called by other names.
#include <set>

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "google/protobuf/util/message_differencer.h"
#include "tests/integration/aggregator/service_fixture.h"

namespace nianbao::aggregator {
namespace listing_test {

using ::testing::HasSubstr;
using ::testing::StartsWith;

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

TEST_F(ServiceTest, ReportsComeWithTheFieldsAskedFor) {
  const std::string name =
      Upload(*stub_, {MakeReport("a", "110108", 2020, 1)})[0].name();
  v1::GetReportRequest one;
  one.set_name(name);
  v1::BatchGetReportsRequest several;
  several.add_names(name);
  for (const char* const path : {"issuer.name", "observations"}) {
    one.mutable_read_mask()->add_paths(path);
    several.mutable_read_mask()->add_paths(path);
  }
  v1::GetReportResponse report;
  v1::BatchGetReportsResponse reports;
  const auto get = [&] {
    grpc::ClientContext context;
    return stub_->GetReport(&context, one, &report);
  };
  const auto get_several = [&] {
    grpc::ClientContext context;
    return stub_->BatchGetReports(&context, several, &reports);
  };
  ASSERT_TRUE(get().ok());
  ASSERT_TRUE(get_several().ok());
  v1::Report expected;
  expected.mutable_issuer()->set_name("样例区人民政府");
  *expected.mutable_observations() = report.report().observations();
  EXPECT_EQ(expected.observations_size(), 1);
  EXPECT_TRUE(google::protobuf::util::MessageDifferencer::Equals(
      report.report(), expected))
      << report.DebugString();
  ASSERT_EQ(reports.reports_size(), 1);
  EXPECT_TRUE(google::protobuf::util::MessageDifferencer::Equals(
      reports.reports(0), expected))
      << reports.DebugString();
  one.mutable_read_mask()->add_paths("observations.year");
  several.mutable_read_mask()->add_paths("nothing");
  EXPECT_EQ(FieldOf(get()), "read_mask.paths[2]");
  EXPECT_EQ(FieldOf(get_several()), "read_mask.paths[2]");
}

}  // namespace listing_test
}  // namespace nianbao::aggregator
