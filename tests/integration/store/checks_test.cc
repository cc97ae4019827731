// Numbers that reports contradict each other in are told, each kind with a case
// from life, and no statistic changes by it.
#include <memory>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "common/domain/gazetteer.h"
#include "gmock/gmock.h"
#include "google/protobuf/text_format.h"
#include "gtest/gtest.h"
#include "tests/integration/store/store_fixture.h"
#include "tests/temporary_folder.h"

namespace nianbao::aggregator {
namespace checks_test {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

constexpr char kCases[] = "indicators/litigation.cases";

// Of a county of Beijing.
v1::Report CountyReport(const std::string& code, int year) {
  v1::Report report;
  report.set_source_uri(absl::StrCat("http://www.test/", code, "/", year));
  report.set_year(year);
  report.set_type(v1::Report::TYPE_RULE_OF_LAW);
  report.mutable_issuer()->set_name(absl::StrCat(code, "人民政府"));
  report.mutable_issuer()->set_division_code(code);
  report.mutable_issuer()->set_level(v1::LEVEL_COUNTY);
  return report;
}

class ChecksTest : public ::testing::TestWithParam<StoreKind> {
 protected:
  void Put(const v1::Report& report) {
    const absl::StatusOr<UploadResult> result = Upload(*store_, report);
    ASSERT_TRUE(result.ok()) << result.status();
  }

  // A value of one county and year, as its report says it.
  void PutValue(const std::string& code, int year, double value,
                const std::string& subject = "") {
    v1::Report report = CountyReport(code, year);
    AddObservation(report, kCases, value).set_subject(subject);
    Put(report);
  }

  // All checks of a request in text form.
  std::vector<v1::Check> Checks(const std::string& text) {
    v1::QueryChecksRequest request;
    EXPECT_TRUE(google::protobuf::TextFormat::ParseFromString(text, &request));
    const auto messages = Query(*store_, request);
    EXPECT_TRUE(messages.ok()) << messages.status();
    std::vector<v1::Check> checks;
    for (const v1::QueryChecksResponse& message : *messages) {
      EXPECT_FALSE(message.checks().empty());
      checks.insert(checks.end(), message.checks().begin(),
                    message.checks().end());
    }
    return checks;
  }

  // "code: county year value, ..." of each, of reports without a value.
  std::vector<std::string> Told(const std::string& text) {
    std::vector<std::string> told;
    for (const v1::Check& check : Checks(text)) {
      std::string line = absl::StrCat(check.diagnostic().code(), ":");
      for (const v1::CheckEntry& entry : check.entries()) {
        absl::StrAppend(&line, " ", entry.issuer().division_code(), "/",
                        entry.year());
        if (entry.has_value()) absl::StrAppend(&line, "=", entry.value());
      }
      told.push_back(line);
    }
    return told;
  }

  const TemporaryFolder folder_;
  const std::unique_ptr<Store> store_ =
      OpenPrepared(GetParam(), folder_.path());
};

INSTANTIATE_TEST_SUITE_P(Stores, ChecksTest, ::testing::ValuesIn(StoreKinds()),
                         KindName);

TEST_P(ChecksTest, AnEmptyStoreHasNothingToCheck) {
  EXPECT_THAT(Told(""), IsEmpty());
}

TEST_P(ChecksTest, ANeighbourTenTimesAsLarge) {
  PutValue("110108", 2019, 210);
  PutValue("110108", 2020, 230);
  PutValue("110108", 2021, 2400);
  PutValue("110108", 2022, 250);
  // Another county that has grown for good.
  PutValue("110105", 2019, 190);
  PutValue("110105", 2020, 200);
  PutValue("110105", 2021, 2000);
  PutValue("110105", 2022, 2100);
  const std::vector<v1::Check> checks = Checks("");
  ASSERT_EQ(checks.size(), 1);
  const v1::Check& check = checks[0];
  EXPECT_EQ(check.diagnostic().code(), "NEIGHBOUR_POWER");
  EXPECT_EQ(check.diagnostic().severity(), v1::Diagnostic::SEVERITY_WARNING);
  EXPECT_EQ(check.diagnostic().printed(), 2400);
  EXPECT_NEAR(check.diagnostic().computed(), 230, 1e-9);
  EXPECT_NEAR(check.diagnostic().suggested(), 240, 1e-9);
  EXPECT_EQ(check.diagnostic().message(),
            "2400 is about 10 times the 230 of 3 years beside it");
  EXPECT_EQ(check.diagnostic().message_zh(), "2400约为相邻3个年份(230)的10倍");
  EXPECT_EQ(check.diagnostic().parameters().at("power"), "1");
  EXPECT_EQ(check.indicator(), kCases);
  EXPECT_EQ(check.year(), 2021);
  ASSERT_EQ(check.entries_size(), 4);
  EXPECT_EQ(check.entries(0).issuer().name(), "110108人民政府");
  EXPECT_EQ(check.entries(0).issuer().level(), v1::LEVEL_COUNTY);
  EXPECT_EQ(check.entries(0).observation(), 0);
  const auto report = store_->Get(check.entries(0).report());
  ASSERT_TRUE(report.ok()) << report.status();
  EXPECT_EQ(report->year(), 2021);
}

TEST_P(ChecksTest, AMyriadTooMuchAmongPeers) {
  int peers = 0;
  for (const DivisionEntry& division : Gazetteer::Get().divisions()) {
    if (division.level != v1::LEVEL_COUNTY || peers == 30) continue;
    if (division.code.substr(0, 2) != "13") continue;
    PutValue(std::string(division.code), 2021, 100 + 20 * peers++);
  }
  PutValue("110108", 2021, 2'500'000);
  // Alone in its year, it has no peers.
  PutValue("110105", 2020, 2'500'000);
  const std::vector<v1::Check> checks = Checks("");
  ASSERT_EQ(checks.size(), 1);
  EXPECT_EQ(checks[0].diagnostic().code(), "PEER_POWER");
  EXPECT_EQ(checks[0].diagnostic().suggested(), 250);
  EXPECT_EQ(checks[0].entries(0).issuer().division_code(), "110108");
}

TEST_P(ChecksTest, ARateThatItsPartsDoNotGive) {
  for (const auto& [code, rate] :
       {std::pair("110108", 95.5), std::pair("110105", 96.7)}) {
    v1::Report report = CountyReport(code, 2021);
    AddObservation(report, "indicators/reconsideration.received", 840);
    AddObservation(report, "indicators/reconsideration.accepted", 812);
    AddObservation(report, "indicators/reconsideration.acceptance_rate", rate)
        .mutable_quantity()
        ->set_unit("%");
    Put(report);
  }
  EXPECT_THAT(Told(""), ElementsAre("RATE_OUTSIDE_PARTS: 110108/2021=95.5 "
                                    "110108/2021=812 110108/2021=840"));
  EXPECT_NEAR(Checks("")[0].diagnostic().computed(), 96.667, 1e-3);
}

TEST_P(ChecksTest, YearsOfOtherBodiesAreNoTrend) {
  PutValue("110108", 2020, 288, "区政府为被告");
  PutValue("110108", 2023, 738, "各级法院行政应诉");
  // Said in other words, or of nobody.
  PutValue("110105", 2020, 100, "区政府行政应诉");
  PutValue("110105", 2023, 120, "区人民政府为被告");
  PutValue("110106", 2020, 100, "行政应诉案件");
  PutValue("110106", 2023, 120, "各级法院行政应诉");
  EXPECT_THAT(Told(""),
              ElementsAre("SCOPE_CHANGED: 110108/2023=738 110108/2020=288"));
  const v1::Check check = Checks("")[0];
  EXPECT_EQ(check.entries(0).subject(), "各级法院行政应诉");
  EXPECT_EQ(check.entries(1).subject(), "区政府为被告");
  EXPECT_EQ(check.diagnostic().parameters().at("owners"), "courts");
  EXPECT_EQ(check.diagnostic().parameters().at("previous_owners"),
            "government");

  v1::QueryTrendsRequest trends;
  trends.set_lag(3);
  trends.mutable_selection()->set_first_year(2023);
  const auto rows = Query(*store_, trends);
  ASSERT_TRUE(rows.ok()) << rows.status();
  ASSERT_EQ(rows->Get(0).trends_size(), 1);
  EXPECT_EQ(rows->Get(0).trends(0).matched(), 3);
  EXPECT_EQ(rows->Get(0).trends(0).scope_changed(), 1);
}

// `count` figures with a sentence each, from `first` on.
v1::Report LongReport(const std::string& code, int year, int first, int count,
                      const std::string& lead = "") {
  v1::Report report = CountyReport(code, year);
  for (int i = first; i < first + count; ++i) {
    v1::Observation& observation = AddObservation(report, "", 1000 + 7 * i);
    observation.mutable_evidence()->set_sentence(
        absl::StrCat(lead, "办理案件", 1000 + 7 * i, "件。"));
  }
  return report;
}

TEST_P(ChecksTest, TwoIssuersWithOneText) {
  Put(LongReport("110108", 2021, 0, 20));
  Put(LongReport("110105", 2022, 2, 20));
  // The same issuer's own, and another text.
  Put(LongReport("110108", 2020, 0, 20));
  Put(LongReport("110106", 2021, 500, 20));
  EXPECT_THAT(Told(""), ElementsAre("COPIED_REPORT: 110105/2022 110108/2021",
                                    "COPIED_REPORT: 110105/2022 110108/2020"));
  const v1::Check check = Checks("")[0];
  EXPECT_EQ(check.indicator(), "");
  EXPECT_EQ(check.year(), 2022);
  EXPECT_NEAR(check.share(), 18 / 22.0, 0.2);
  EXPECT_EQ(check.diagnostic().parameters().at("figures"), "18");
  EXPECT_EQ(check.entries(0).observation(), -1);
  EXPECT_FALSE(check.entries(0).has_value());
}

TEST_P(ChecksTest, OneTableInTwoTexts) {
  v1::Report original = LongReport("110108", 2021, 0, 20);
  v1::Report copy = LongReport("110105", 2021, 300, 20, "本区");
  for (int i = 0; i < 10; ++i) {
    *copy.mutable_observations(i + 4)->mutable_quantity() =
        original.observations(i + 2).quantity();
  }
  Put(original);
  Put(copy);
  const std::vector<v1::Check> checks = Checks("codes: 'COPIED_REPORT'");
  ASSERT_EQ(checks.size(), 1);
  EXPECT_EQ(checks[0].share(), 0);
  EXPECT_EQ(checks[0].diagnostic().parameters().at("figures"), "10");
}

// What a value is held against is everything, whatever is selected.
TEST_P(ChecksTest, TheSelectionSaysWhatIsListed) {
  for (const int year : {2018, 2019, 2020, 2021}) {
    PutValue("110108", year, year == 2020 ? 2500 : 250);
    PutValue("110105", year, year == 2019 ? 2500 : 250);
  }
  const std::string haidian =
      "NEIGHBOUR_POWER: 110108/2020=2500 110108/2018=250 110108/2019=250 "
      "110108/2021=250";
  const std::string chaoyang =
      "NEIGHBOUR_POWER: 110105/2019=2500 110105/2018=250 110105/2020=250 "
      "110105/2021=250";
  EXPECT_THAT(Told(""), ElementsAre(chaoyang, haidian));
  EXPECT_THAT(Told("selection { within: 'divisions/110108' }"),
              ElementsAre(haidian));
  EXPECT_THAT(Told("selection { first_year: 2020 last_year: 2020 }"),
              ElementsAre(haidian));
  EXPECT_THAT(Told("selection { filter: 'issuer:110105' }"),
              ElementsAre(chaoyang));
  EXPECT_THAT(Told("selection { levels: LEVEL_PROVINCE }"), IsEmpty());
  EXPECT_THAT(Told("selection { indicators: 'indicators/litigation.*' }"),
              ElementsAre(chaoyang, haidian));
  EXPECT_THAT(Told("selection { indicators: 'indicators/mediation.*' }"),
              IsEmpty());
  EXPECT_THAT(Told("selection { report_type: TYPE_INFORMATION_DISCLOSURE }"),
              IsEmpty());
  EXPECT_THAT(Told("codes: 'PEER_POWER' codes: 'NEIGHBOUR_POWER'"),
              ElementsAre(chaoyang, haidian));
  EXPECT_THAT(Told("codes: 'PEER_POWER'"), IsEmpty());
}

TEST_P(ChecksTest, FiguresThatAreInDoubtAlreadyAreNotHeldAgainst) {
  v1::Report wrong = CountyReport("110108", 2020);
  AddObservation(wrong, kCases, 2500);
  v1::Diagnostic& diagnostic = *wrong.add_diagnostics();
  diagnostic.set_code("UNIT_SLIP");
  diagnostic.set_severity(v1::Diagnostic::SEVERITY_ERROR);
  diagnostic.add_observations(0);
  Put(wrong);
  for (const int year : {2018, 2019, 2021}) PutValue("110108", year, 250);
  EXPECT_THAT(Told(""), IsEmpty());
  EXPECT_EQ(Told("selection { include_erroneous: true }").size(), 1);
}

TEST_P(ChecksTest, AMomentBeforeTheSlip) {
  for (const int year : {2018, 2019, 2021}) PutValue("110108", year, 250);
  PutValue("110108", 2020, 250, "区政府行政应诉");
  const absl::Time before = absl::Now();
  while (absl::Now() < before + absl::Microseconds(2)) {
  }
  PutValue("110108", 2020, 2500, "区政府行政应诉");
  const int64_t micros = absl::ToUnixMicros(before);
  EXPECT_EQ(Told("").size(), 1);
  EXPECT_THAT(
      Told(absl::StrCat("selection { as_of { seconds: ", micros / 1'000'000,
                        " nanos: ", micros % 1'000'000 * 1000, " } }")),
      IsEmpty());
}

TEST_P(ChecksTest, NothingIsHidden) {
  for (const int year : {2018, 2019, 2020, 2021}) {
    PutValue("110108", year, year == 2020 ? 2500 : 250);
  }
  EXPECT_EQ(Told("").size(), 1);
  v1::QueryStatisticsRequest statistics;
  statistics.mutable_selection()->set_first_year(2020);
  statistics.mutable_selection()->set_last_year(2020);
  const auto rows = Query(*store_, statistics);
  ASSERT_TRUE(rows.ok()) << rows.status();
  EXPECT_EQ(rows->Get(0).statistics(0).sum(), 2500);
}

}  // namespace checks_test
}  // namespace nianbao::aggregator
