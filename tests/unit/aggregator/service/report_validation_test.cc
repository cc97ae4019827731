#include "aggregator/service/report_validation.h"

#include <cmath>
#include <functional>
#include <limits>
#include <string>
#include <vector>

#include "aggregator/service/page_token.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "nianbao/v1/aggregator_service.pb.h"
#include "tests/bad_request.h"

namespace nianbao::aggregator {
namespace report_validation_test {

v1::Report ValidReport() {
  v1::Report report;
  report.set_source_uri("http://example.test/2020.html");
  report.set_year(2020);
  report.set_publish_date("2021-03-31");
  report.mutable_issuer()->set_division_code("110108");
  report.mutable_issuer()->set_level(v1::LEVEL_COUNTY);
  for (int i = 0; i < 4; ++i) {
    v1::Observation& observation = *report.add_observations();
    observation.set_indicator("indicators/unheard.of");
    observation.set_year(2020);
    observation.mutable_quantity()->set_value(i);
    observation.mutable_evidence()->mutable_span()->set_begin(10);
    observation.mutable_evidence()->mutable_span()->set_end(20);
  }
  report.mutable_observations(1)->set_relation(v1::RELATION_PART);
  report.mutable_observations(1)->set_related(0);
  report.mutable_observations(2)->add_candidates()->set_probability(0.5);
  report.add_diagnostics()->add_observations(3);
  return report;
}

TEST(ValidateReportTest, AcceptsAReport) {
  EXPECT_TRUE(ValidateReport(ValidReport()).ok());
}

struct ReportCase {
  std::string field;
  std::function<void(v1::Report&)> spoil;
};

TEST(ValidateReportTest, NamesTheFieldThatIsWrong) {
  const double nan = std::numeric_limits<double>::quiet_NaN();
  const double infinity = std::numeric_limits<double>::infinity();
  const std::vector<ReportCase> cases = {
      {"report.source_uri", [](auto& r) { r.clear_source_uri(); }},
      {"report.source_uri",
       [](auto& r) { r.set_source_uri(std::string(9000, 'a')); }},
      {"report.year", [](auto& r) { r.set_year(20200); }},
      {"report.first_year", [](auto& r) { r.set_first_year(2021); }},
      {"report.publish_date", [](auto& r) { r.set_publish_date("2021-3-31"); }},
      {"report.publish_date",
       [](auto& r) { r.set_publish_date("2021-13-31"); }},
      {"report.type",
       [](auto& r) { r.set_type(static_cast<v1::Report::Type>(99)); }},
      {"report.issuer.division_code",
       [](auto& r) { r.mutable_issuer()->set_division_code("999999"); }},
      {"report.issuer.level",
       [](auto& r) {
         r.mutable_issuer()->set_level(static_cast<v1::Level>(77));
       }},
      {"report.observations[1].indicator",
       [](auto& r) { r.mutable_observations(1)->set_indicator("cases"); }},
      {"report.observations[2].quantity.value",
       [=](auto& r) {
         r.mutable_observations(2)->mutable_quantity()->set_value(nan);
       }},
      {"report.observations[2].quantity.value",
       [=](auto& r) {
         r.mutable_observations(2)->mutable_quantity()->set_value(-infinity);
       }},
      {"report.observations[0].confidence",
       [](auto& r) { r.mutable_observations(0)->set_confidence(1.5); }},
      {"report.observations[0].year",
       [](auto& r) { r.mutable_observations(0)->set_year(-1); }},
      {"report.observations[3].evidence.span.end",
       [](auto& r) {
         r.mutable_observations(3)->mutable_evidence()->mutable_span()->set_end(
             9);
       }},
      {"report.observations[0].noun.span.end",
       [](auto& r) {
         r.mutable_observations(0)->mutable_noun()->mutable_span()->set_end(-1);
       }},
      {"report.observations[0].relation",
       [](auto& r) {
         r.mutable_observations(0)->set_relation(static_cast<v1::Relation>(99));
       }},
      {"report.observations[0].relation",
       [](auto& r) { r.mutable_observations(0)->set_related(1); }},
      {"report.observations[1].related",
       [](auto& r) {
         r.mutable_observations(1)->set_relation(v1::RELATION_PART);
         r.mutable_observations(1)->set_related(4);
       }},
      {"report.observations[1].related",
       [](auto& r) {
         r.mutable_observations(1)->set_relation(v1::RELATION_PART);
         r.mutable_observations(1)->set_related(-1);
       }},
      {"report.observations[1].related",
       [](auto& r) {
         r.mutable_observations(1)->set_relation(v1::RELATION_PART);
         r.mutable_observations(1)->set_related(1);
       }},
      {"report.observations[2].candidates",
       [](auto& r) {
         for (int i = 0; i <= kMaxCandidates; ++i) {
           r.mutable_observations(2)->add_candidates();
         }
       }},
      {"report.observations[2].candidates.terms",
       [](auto& r) {
         v1::LinkCandidate& c = *r.mutable_observations(2)->add_candidates();
         for (int i = 0; i <= kMaxCandidateTerms; ++i) c.add_terms();
       }},
      {"report.observations[2].candidates.probability",
       [=](auto& r) {
         r.mutable_observations(2)->add_candidates()->set_probability(nan);
       }},
      {"report.observations[2].candidates.indicator",
       [](auto& r) {
         r.mutable_observations(2)->add_candidates()->set_indicator("cases");
       }},
      {"report.diagnostics[0].observations[0]",
       [](auto& r) { r.mutable_diagnostics(0)->set_observations(0, 4); }},
      {"report.diagnostics[0].computed",
       [=](auto& r) { r.mutable_diagnostics(0)->set_computed(nan); }},
      {"report.sections[0].span.begin",
       [](auto& r) { r.add_sections()->mutable_span()->set_begin(-1); }},
      {"report.sections",
       [](auto& r) {
         for (int i = 0; i <= kMaxSections; ++i) r.add_sections();
       }},
  };
  for (const ReportCase& c : cases) {
    v1::Report report = ValidReport();
    c.spoil(report);
    const absl::Status status = ValidateReport(report);
    EXPECT_EQ(status.code(), absl::StatusCode::kInvalidArgument) << c.field;
    EXPECT_EQ(FieldOf(status), c.field) << status;
  }
}

TEST(PageTokenTest, CarriesThePosition) {
  v1::ListReportsRequest request;
  request.set_year(2020);
  request.set_page_token(MakePageToken(request, "reports/x"));
  request.set_page_size(7);
  EXPECT_EQ(*ReadPageToken(request), "reports/x");
}

TEST(PageTokenTest, RefusesOtherFieldsAndOtherText) {
  v1::ListReportsRequest request;
  request.set_page_token(MakePageToken(request, "reports/x"));
  request.set_year(2021);
  EXPECT_EQ(FieldOf(ReadPageToken(request).status()), "page_token");
  for (const char* const token : {"?", "abcd", "eA"}) {
    request.set_page_token(token);
    EXPECT_EQ(FieldOf(ReadPageToken(request).status()), "page_token") << token;
  }
}

}  // namespace report_validation_test
}  // namespace nianbao::aggregator
