// QueryObservations: which observations it gives, and what it says of them.
#include <map>
#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/integration/store/store_fixture.h"
#include "tests/temporary_folder.h"

namespace nianbao::aggregator {
namespace observations_test {

using Response = v1::QueryObservationsResponse;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::Pair;
using ::testing::UnorderedElementsAre;

constexpr char kRate[] = "indicators/reconsideration.acceptance_rate";

class ObservationsTest : public ::testing::TestWithParam<StoreKind> {
 protected:
  std::string Put(const v1::Report& report) {
    const absl::StatusOr<UploadResult> result = Upload(*store_, report);
    EXPECT_TRUE(result.ok()) << result.status();
    return result->name;
  }

  std::vector<Response> Given(const v1::QueryObservationsRequest& request) {
    const auto rows = Query(*store_, request);
    EXPECT_TRUE(rows.ok()) << rows.status();
    return {rows->begin(), rows->end()};
  }

  // Those of all observations, by value.
  std::map<double, Response::Standing> Standings(
      const v1::Selection& selection = {}) {
    v1::QueryObservationsRequest request;
    *request.mutable_selection() = selection;
    request.set_include_uncounted(true);
    std::map<double, Response::Standing> standings;
    for (const Response& row : Given(request)) {
      EXPECT_EQ(row.counted(), row.standing() == Response::STANDING_COUNTED);
      standings[row.observation().quantity().value()] = row.standing();
    }
    // What counts is what is given without the others.
    request.set_include_uncounted(false);
    std::vector<double> counted;
    for (const Response& row : Given(request)) {
      EXPECT_EQ(standings[row.observation().quantity().value()],
                Response::STANDING_COUNTED);
      counted.push_back(row.observation().quantity().value());
    }
    size_t expected = 0;
    for (const auto& [value, standing] : standings) {
      expected += standing == Response::STANDING_COUNTED;
    }
    EXPECT_EQ(counted.size(), expected);
    return standings;
  }

  TemporaryFolder folder_;
  std::unique_ptr<Store> store_ = OpenPrepared(GetParam(), folder_.path());
};

INSTANTIATE_TEST_SUITE_P(Stores, ObservationsTest,
                         ::testing::ValuesIn(StoreKinds()), KindName);

TEST_P(ObservationsTest, GivesAllThatIsKnownOfAnObservation) {
  v1::Report report = SampleReport("http://a.test/", 5);
  report.mutable_observations(0)->mutable_evidence()->set_sentence("共收到5件");
  const std::string name = Put(report);
  const std::vector<Response> rows = Given({});
  ASSERT_EQ(rows.size(), 1);
  EXPECT_EQ(rows[0].report(), name);
  EXPECT_EQ(rows[0].index(), 0);
  EXPECT_EQ(rows[0].source_uri(), "http://a.test/");
  EXPECT_EQ(rows[0].issuer().SerializeAsString(),
            report.issuer().SerializeAsString());
  EXPECT_EQ(rows[0].observation().SerializeAsString(),
            report.observations(0).SerializeAsString());
  EXPECT_EQ(rows[0].standing(), Response::STANDING_COUNTED);
}

TEST_P(ObservationsTest, SaysWhyAnObservationIsNotCounted) {
  v1::Report report = SampleReport("http://a.test/", 1);
  AddObservation(report, kReceived, 2).set_headline(false);
  AddObservation(report, kReceived, 3).set_scope(v1::SCOPE_OTHER);
  AddObservation(report, "", 4);
  AddObservation(report, kReceived, 5).set_year(0);
  AddObservation(report, "indicators/litigation.lost", 6)
      .mutable_quantity()
      ->set_unit("%");
  AddObservation(report, kRate, 7).mutable_quantity()->set_unit("%");
  AddObservation(report, kReceived, 8);
  AddObservation(report, "indicators/mediation.succeeded", 9);
  v1::Diagnostic& diagnostic = *report.add_diagnostics();
  diagnostic.set_severity(v1::Diagnostic::SEVERITY_ERROR);
  diagnostic.add_observations(8);
  diagnostic.add_observations(0);
  AddObservation(report, "indicators/petition.concluded", 10)
      .set_confidence(0.5);
  AddObservation(report, "indicators/litigation.concluded", 12)
      .mutable_quantity()
      ->set_unit("件次");
  Put(report);
  v1::Report nobodys = SampleReport("http://nobody.test/", 13);
  nobodys.clear_issuer();
  Put(nobodys);
  v1::Report over_years = SampleReport("http://plan.test/", 11);
  over_years.set_first_year(2016);
  Put(over_years);
  v1::Selection selection;
  selection.set_min_confidence(0.8);
  EXPECT_THAT(
      Standings(selection),
      UnorderedElementsAre(Pair(1, Response::STANDING_COUNTED),
                           Pair(2, Response::STANDING_NOT_HEADLINE),
                           Pair(3, Response::STANDING_OTHER_SCOPE),
                           Pair(4, Response::STANDING_INCOMPLETE),
                           Pair(5, Response::STANDING_INCOMPLETE),
                           Pair(6, Response::STANDING_PERCENTAGE),
                           Pair(7, Response::STANDING_COUNTED),
                           Pair(8, Response::STANDING_OUTVOTED),
                           Pair(9, Response::STANDING_ERRONEOUS),
                           Pair(11, Response::STANDING_REPORT_NOT_COUNTED),
                           Pair(12, Response::STANDING_UNCONVERTIBLE),
                           Pair(13, Response::STANDING_UNIDENTIFIED)));
  selection.set_include_erroneous(true);
  selection.set_include_unidentified(true);
  EXPECT_EQ(Standings(selection)[9], Response::STANDING_COUNTED);
  EXPECT_EQ(Standings(selection)[12], Response::STANDING_UNCONVERTIBLE);
  EXPECT_EQ(Standings(selection)[13], Response::STANDING_COUNTED);
}

TEST_P(ObservationsTest, NamesTheObservationTaken) {
  const std::string own = Put(SampleReport("http://a.test/2020", 5));
  v1::Report next = SampleReport("http://a.test/2021", 6);
  next.set_year(2021);
  AddObservation(next, kReceived, 7).set_year(2021);
  Put(next);
  v1::QueryObservationsRequest request;
  request.mutable_selection()->add_indicators(kReceived);
  request.set_include_uncounted(true);
  const std::vector<Response> rows = Given(request);
  ASSERT_EQ(rows.size(), 3);
  EXPECT_EQ(rows[0].observation().quantity().value(), 5);
  EXPECT_EQ(rows[0].taken_report(), "");
  EXPECT_EQ(rows[1].observation().quantity().value(), 6);
  EXPECT_EQ(rows[1].standing(), Response::STANDING_OUTVOTED);
  EXPECT_EQ(rows[1].taken_report(), own);
  EXPECT_EQ(rows[1].taken_index(), 0);
  EXPECT_EQ(rows[2].observation().quantity().value(), 7);
  EXPECT_TRUE(rows[2].counted());
}

TEST_P(ObservationsTest, KeepsToPlacesLevelsYearsAndMoments) {
  v1::Report haidian = SampleReport("http://a.test/", 1);
  const std::string name = Put(haidian);
  const auto moment = store_->Get(name)->upload_time();
  v1::Report tianjin = SampleReport("http://b.test/", 2);
  tianjin.set_year(2021);
  tianjin.mutable_observations(0)->set_year(2021);
  tianjin.mutable_issuer()->set_division_code("120000");
  tianjin.mutable_issuer()->set_level(v1::LEVEL_PROVINCE);
  Put(tianjin);
  const auto values = [this](const v1::Selection& selection) {
    std::vector<double> result;
    for (const auto& [value, standing] : Standings(selection)) {
      result.push_back(value);
    }
    return result;
  };
  v1::Selection selection;
  EXPECT_THAT(values(selection), ElementsAre(1, 2));
  selection.add_within("divisions/110000");
  EXPECT_THAT(values(selection), ElementsAre(1));
  selection.Clear();
  selection.add_levels(v1::LEVEL_PROVINCE);
  EXPECT_THAT(values(selection), ElementsAre(2));
  selection.Clear();
  selection.set_last_year(2020);
  EXPECT_THAT(values(selection), ElementsAre(1));
  selection.Clear();
  selection.set_kind(v1::KIND_CHANGE);
  EXPECT_THAT(values(selection), IsEmpty());
  selection.Clear();
  *selection.mutable_updated_after() = moment;
  EXPECT_THAT(values(selection), ElementsAre(2));
  selection.Clear();
  *selection.mutable_as_of() = moment;
  EXPECT_THAT(values(selection), ElementsAre(1));
}

TEST_P(ObservationsTest, KeepsToTypesBodiesAndLevelsOfGovernments) {
  Put(SampleReport("http://a.test/", 1));
  v1::Report disclosure = SampleReport("http://b.test/", 2);
  disclosure.set_type(v1::Report::TYPE_INFORMATION_DISCLOSURE);
  Put(disclosure);
  v1::Report police = SampleReport("http://c.test/", 3);
  police.mutable_issuer()->set_name("北京市公安局海淀分局");
  police.mutable_issuer()->set_level(v1::LEVEL_DEPARTMENT);
  Put(police);
  v1::Report schools = SampleReport("http://d.test/", 4);
  schools.mutable_issuer()->set_name("北京市教育委员会");
  schools.mutable_issuer()->set_division_code("110000");
  schools.mutable_issuer()->set_level(v1::LEVEL_DEPARTMENT);
  Put(schools);
  const auto values = [this](const v1::Selection& selection) {
    std::vector<double> result;
    for (const auto& [value, standing] : Standings(selection)) {
      EXPECT_EQ(standing, Response::STANDING_COUNTED) << value;
      result.push_back(value);
    }
    return result;
  };
  v1::Selection selection;
  EXPECT_THAT(values(selection), ElementsAre(1, 3, 4));
  selection.set_report_type(v1::Report::TYPE_INFORMATION_DISCLOSURE);
  EXPECT_THAT(values(selection), ElementsAre(2));
  selection.Clear();
  selection.add_bodies("bodies/public_security");
  EXPECT_THAT(values(selection), ElementsAre(3));
  selection.Clear();
  selection.add_government_levels(v1::LEVEL_PROVINCE);
  EXPECT_THAT(values(selection), ElementsAre(1, 4));
  selection.add_levels(v1::LEVEL_DEPARTMENT);
  EXPECT_THAT(values(selection), ElementsAre(4));
  selection.Clear();
  selection.add_within("divisions/120000");
  selection.add_within("divisions/110108");
  EXPECT_THAT(values(selection), ElementsAre(1, 3));
}

TEST_P(ObservationsTest, FilterAndLatestYearDecideWhatCounts) {
  v1::Report report = SampleReport("http://a.test/", 10);
  AddObservation(report, kReceived, 9).set_year(2019);
  Put(report);
  v1::Selection selection;
  selection.set_latest_year(true);
  EXPECT_THAT(Standings(selection),
              ElementsAre(Pair(9, Response::STANDING_FILTERED),
                          Pair(10, Response::STANDING_COUNTED)));
  selection.set_latest_year(false);
  selection.set_filter("value < 10");
  EXPECT_THAT(Standings(selection),
              ElementsAre(Pair(9, Response::STANDING_COUNTED)));
}

// Also those that do not count: the conditions are on the observation itself.
TEST_P(ObservationsTest, ConditionsHoldForUncountedObservations) {
  v1::Report report = SampleReport("http://a.test/", 10);
  AddObservation(report, kReceived, 9).set_headline(false);
  AddObservation(report, kReceived, 8).set_scope(v1::SCOPE_OTHER);
  AddObservation(report, "", 7).set_confidence(0.25);
  AddObservation(report, kReceived, 6).set_headline(false);
  report.mutable_observations(4)->mutable_quantity()->set_modifier(
      v1::MODIFIER_APPROXIMATE);
  v1::Diagnostic& diagnostic = *report.add_diagnostics();
  diagnostic.set_code("UNIT_SLIP");
  diagnostic.set_severity(v1::Diagnostic::SEVERITY_WARNING);
  diagnostic.add_observations(1);
  Put(report);
  const auto values = [this](const char* filter, double min_confidence) {
    v1::Selection selection;
    selection.set_filter(filter);
    selection.set_min_confidence(min_confidence);
    std::vector<double> result;
    for (const auto& [value, standing] : Standings(selection)) {
      result.push_back(value);
    }
    return result;
  };
  EXPECT_THAT(values("", 0), ElementsAre(6, 7, 8, 9, 10));
  EXPECT_THAT(values("value < 9", 0), ElementsAre(6, 7, 8));
  EXPECT_THAT(values("", 0.5), ElementsAre(6, 8, 9, 10));
  EXPECT_THAT(values("confidence < 0.5", 0), ElementsAre(7));
  EXPECT_THAT(values("modifier = APPROXIMATE", 0), ElementsAre(6));
  EXPECT_THAT(values("diagnostic:UNIT_SLIP", 0), ElementsAre(9));
  EXPECT_THAT(values("report_year = 2020 AND year = 2020 AND level = COUNTY "
                     "AND province = 110000 AND issuer:海淀 AND value > 8",
                     0),
              ElementsAre(9, 10));
  EXPECT_THAT(values("report_year = 1999", 0), IsEmpty());
  EXPECT_THAT(values("issuer:天津", 0), IsEmpty());
}

TEST_P(ObservationsTest, AllMeansAllKindsUnlessOneIsNamed) {
  v1::Report report = SampleReport("http://a.test/", 1);
  AddObservation(report, kReceived, 2).set_kind(v1::KIND_CHANGE);
  AddObservation(report, kReceived, 3).set_kind(v1::KIND_RANK);
  AddObservation(report, "", 4).set_kind(v1::KIND_TARGET);
  Put(report);
  const auto values = [this](v1::Kind kind, bool all) {
    v1::QueryObservationsRequest request;
    request.mutable_selection()->set_kind(kind);
    request.set_include_uncounted(all);
    std::vector<double> result;
    for (const Response& row : Given(request)) {
      result.push_back(row.observation().quantity().value());
    }
    return result;
  };
  EXPECT_THAT(values(v1::KIND_UNSPECIFIED, true), ElementsAre(1, 2, 3, 4));
  EXPECT_THAT(values(v1::KIND_UNSPECIFIED, false), ElementsAre(1));
  EXPECT_THAT(values(v1::KIND_LEVEL, true), ElementsAre(1));
  EXPECT_THAT(values(v1::KIND_RANK, true), ElementsAre(3));
  EXPECT_THAT(values(v1::KIND_TARGET, true), ElementsAre(4));
}

TEST_P(ObservationsTest, GivesWhatDerivedIndicatorsAreComputedFrom) {
  v1::Report report = SampleReport("http://a.test/", 10);
  AddObservation(report, "indicators/reconsideration.accepted", 9);
  AddObservation(report, "indicators/litigation.lost", 8);
  Put(report);
  v1::Selection selection;
  v1::DerivedIndicator& derived = *selection.add_derived();
  derived.set_name("indicators/own.share");
  derived.set_formula("reconsideration.accepted / reconsideration.received");
  EXPECT_THAT(Standings(selection),
              ElementsAre(Pair(9, Response::STANDING_COUNTED),
                          Pair(10, Response::STANDING_COUNTED)));
}

TEST_P(ObservationsTest, StopsWhenNobodyWaits) {
  Put(SampleReport("http://a.test/", 1));
  auto answer = store_->QueryObservations({});
  ASSERT_TRUE(answer.ok());
  Messages<Response> rows;
  EXPECT_EQ(answer->cursor->Next(rows, [] { return true; }).status().code(),
            absl::StatusCode::kCancelled);
}

}  // namespace observations_test
}  // namespace nianbao::aggregator
