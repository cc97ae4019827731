// No statistic takes one thing for another: units, types of reports, years,
// kinds of bodies and copies of one report, each with the numbers of a case
// from life.
#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "google/protobuf/text_format.h"
#include "gtest/gtest.h"
#include "tests/integration/store/store_fixture.h"
#include "tests/temporary_folder.h"

namespace nianbao::aggregator {
namespace like_with_like_test {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::Pair;
using ::testing::UnorderedElementsAre;

constexpr char kArea[] = "indicators/enforcement.illegal_area";
constexpr char kCases[] = "indicators/litigation.concluded";

// Of a county of Beijing, without figures.
v1::Report CountyReport(const std::string& code, const std::string& source,
                        int year = 2023) {
  v1::Report report;
  report.set_source_uri(source);
  report.set_year(year);
  report.set_type(v1::Report::TYPE_RULE_OF_LAW);
  report.mutable_issuer()->set_name("样例区人民政府");
  report.mutable_issuer()->set_division_code(code);
  report.mutable_issuer()->set_level(v1::LEVEL_COUNTY);
  return report;
}

// Of the department of that name, with one figure.
v1::Report DepartmentReport(const std::string& code, const std::string& name,
                            double value) {
  v1::Report report =
      CountyReport(code, absl::StrCat("http://www.test/", code, name));
  report.mutable_issuer()->set_name(name);
  report.mutable_issuer()->set_level(v1::LEVEL_DEPARTMENT);
  AddObservation(report, kCases, value);
  return report;
}

class LikeWithLikeTest : public ::testing::TestWithParam<StoreKind> {
 protected:
  using Observations = v1::QueryObservationsResponse;

  std::string Put(const v1::Report& report) {
    const absl::StatusOr<UploadResult> result = Upload(*store_, report);
    EXPECT_TRUE(result.ok()) << result.status();
    return result.ok() ? result->name : "";
  }

  // Rows of a request in text form.
  std::vector<v1::Statistics> Statistics(const std::string& text) {
    v1::QueryStatisticsRequest request;
    EXPECT_TRUE(google::protobuf::TextFormat::ParseFromString(text, &request));
    const auto messages = Query(*store_, request);
    EXPECT_TRUE(messages.ok()) << messages.status();
    std::vector<v1::Statistics> rows;
    for (const auto& message : *messages) {
      rows.insert(rows.end(), message.statistics().begin(),
                  message.statistics().end());
    }
    return rows;
  }

  // "rank/how many year issuer value" of each row.
  std::vector<std::string> Ranks(const std::string& text) {
    v1::RankDivisionsRequest request;
    EXPECT_TRUE(google::protobuf::TextFormat::ParseFromString(text, &request));
    const auto messages = Query(*store_, request);
    EXPECT_TRUE(messages.ok()) << messages.status();
    std::vector<std::string> rows;
    for (const auto& message : *messages) {
      for (const v1::RankedDivision& row : message.divisions()) {
        rows.push_back(
            absl::StrCat(row.rank(), "/", row.count(), " ", row.entry().year(),
                         " ", row.entry().issuer(), " ", row.entry().value()));
      }
    }
    return rows;
  }

  // Why each observation of kCases counts or does not, by source.
  std::map<std::string, Observations::Standing> Standings() {
    v1::QueryObservationsRequest request;
    request.mutable_selection()->add_indicators(kCases);
    request.set_include_uncounted(true);
    const auto rows = Query(*store_, request);
    EXPECT_TRUE(rows.ok()) << rows.status();
    std::map<std::string, Observations::Standing> standings;
    for (const Observations& row : *rows) {
      standings[row.source_uri()] = row.standing();
    }
    return standings;
  }

  TemporaryFolder folder_;
  std::unique_ptr<Store> store_ = OpenPrepared(GetParam(), folder_.path());
};

INSTANTIATE_TEST_SUITE_P(Stores, LikeWithLikeTest,
                         ::testing::ValuesIn(StoreKinds()), KindName);

TEST_P(LikeWithLikeTest, AreasAddUpInOneUnit) {
  v1::Report first = CountyReport("110101", "http://a.test/");
  AddObservation(first, kArea, 12000).mutable_quantity()->set_unit("平方米");
  Put(first);
  v1::Report second = CountyReport("110102", "http://b.test/");
  AddObservation(second, kArea, 30).mutable_quantity()->set_unit("亩");
  Put(second);
  const auto rows = Statistics("");
  ASSERT_EQ(rows.size(), 1);
  EXPECT_EQ(rows[0].count(), 2);
  EXPECT_EQ(rows[0].sum(), 32000);
  EXPECT_EQ(rows[0].max().value(), 20000);
  EXPECT_EQ(rows[0].unit(), "平方米");
  // The figure itself stays as it is printed.
  v1::QueryObservationsRequest request;
  request.mutable_selection()->add_within("divisions/110102");
  const auto observations = Query(*store_, request);
  ASSERT_EQ(observations->size(), 1);
  EXPECT_EQ(observations->Get(0).observation().quantity().value(), 30);
  EXPECT_EQ(observations->Get(0).observation().quantity().unit(), "亩");
}

TEST_P(LikeWithLikeTest, WhatCannotBeConvertedIsLeftOutAndSaidToBe) {
  v1::Report first = CountyReport("110101", "http://a.test/");
  AddObservation(first, kCases, 200);
  Put(first);
  v1::Report second = CountyReport("110102", "http://b.test/");
  AddObservation(second, kCases, 900).mutable_quantity()->set_unit("件次");
  Put(second);
  for (const char* const query :
       {"", "selection { include_erroneous: true }"}) {
    const auto rows = Statistics(query);
    ASSERT_EQ(rows.size(), 1);
    EXPECT_EQ(rows[0].count(), 1);
    EXPECT_EQ(rows[0].sum(), 200);
    EXPECT_EQ(rows[0].unconvertible_count(), 1);
    EXPECT_EQ(rows[0].excluded_count(), 0);
  }
  EXPECT_THAT(Ranks(""), ElementsAre("1/1 2023 样例区人民政府 200"));
  EXPECT_THAT(
      Standings(),
      UnorderedElementsAre(
          Pair("http://a.test/", Observations::STANDING_COUNTED),
          Pair("http://b.test/", Observations::STANDING_UNCONVERTIBLE)));
}

TEST_P(LikeWithLikeTest, ADisclosureReportIsNoReportOnTheRuleOfLaw) {
  v1::Report law = CountyReport("110101", "http://a.test/law");
  AddObservation(law, kCases, 200);
  Put(law);
  v1::Report disclosure = CountyReport("110101", "http://a.test/disclosure");
  disclosure.set_type(v1::Report::TYPE_INFORMATION_DISCLOSURE);
  AddObservation(disclosure, kCases, 12);
  Put(disclosure);
  const auto rows = Statistics("");
  ASSERT_EQ(rows.size(), 1);
  EXPECT_EQ(rows[0].count(), 1);
  EXPECT_EQ(rows[0].sum(), 200);
  const auto other =
      Statistics("selection { report_type: TYPE_INFORMATION_DISCLOSURE }");
  ASSERT_EQ(other.size(), 1);
  EXPECT_EQ(other[0].sum(), 12);
  EXPECT_THAT(Ranks(""), ElementsAre("1/1 2023 样例区人民政府 200"));
}

TEST_P(LikeWithLikeTest, TwoYearsAreTwoRowsAndAMixedOneSaysSo) {
  for (const auto& [year, value] :
       std::map<int, double>{{2022, 738}, {2023, 288}}) {
    v1::Report report =
        CountyReport("110108", absl::StrCat("http://a.test/", year), year);
    AddObservation(report, kCases, value);
    Put(report);
  }
  const auto rows = Statistics("");
  ASSERT_EQ(rows.size(), 2);
  EXPECT_EQ(rows[0].group().year(), 2022);
  EXPECT_EQ(rows[0].sum(), 738);
  EXPECT_EQ(rows[1].group().year(), 2023);
  EXPECT_EQ(rows[1].sum(), 288);
  const auto mixed = Statistics("mix_years: true");
  ASSERT_EQ(mixed.size(), 1);
  EXPECT_EQ(mixed[0].group().year(), 0);
  EXPECT_EQ(mixed[0].count(), 2);
  EXPECT_EQ(mixed[0].issuer_count(), 1);
  EXPECT_EQ(mixed[0].first_year(), 2022);
  EXPECT_EQ(mixed[0].last_year(), 2023);
  EXPECT_EQ(mixed[0].min().year(), 2023);
  EXPECT_EQ(mixed[0].max().year(), 2022);
}

TEST_P(LikeWithLikeTest, DepartmentsCompareWithTheirOwnKind) {
  Put(DepartmentReport("110108", "海淀区城市管理综合行政执法局", 5000));
  Put(DepartmentReport("130100", "石家庄市自然资源和规划局", 40));
  Put(DepartmentReport("130200", "唐山市自然资源和规划局", 30));
  Put(DepartmentReport("130200", "唐山市样例事务中心", 7));
  std::vector<std::string> rows;
  for (const v1::Statistics& row : Statistics("")) {
    rows.push_back(
        absl::StrCat(static_cast<int>(row.group().government_level()), " ",
                     row.group().body(), " ", row.sum()));
  }
  EXPECT_THAT(rows, UnorderedElementsAre("3 bodies/urban_management 5000",
                                         "2 bodies/natural_resources 70",
                                         "2 bodies/other 7"));
  EXPECT_THAT(Ranks("selection { levels: LEVEL_DEPARTMENT }"),
              UnorderedElementsAre("1/1 2023 海淀区城市管理综合行政执法局 5000",
                                   "1/2 2023 石家庄市自然资源和规划局 40",
                                   "2/2 2023 唐山市自然资源和规划局 30"));
  EXPECT_THAT(Statistics("mix_levels: true"), testing::SizeIs(1));
}

// A file whose issuer nobody knows, stored under three names.
TEST_P(LikeWithLikeTest, OneContentCountsOnceWhateverItIsCalled) {
  for (const bool is_known : {false, true}) {
    for (const char* const path : {"/a/1.txt", "/b/copy of 1.txt", "/c.txt"}) {
      v1::Report report =
          CountyReport(is_known ? "110105" : "",
                       absl::StrCat(is_known ? "/known" : "", path));
      report.set_content_sha256(std::string(64, is_known ? 'a' : 'b'));
      AddObservation(report, kCases, 292);
      Put(report);
    }
    EXPECT_EQ(store_->List({.limit = 10})->size(), is_known ? 2 : 1);
  }
  const auto rows = Statistics("");
  ASSERT_EQ(rows.size(), 1);
  EXPECT_EQ(rows[0].count(), 1);
  EXPECT_EQ(rows[0].sum(), 292);
  const auto all = Statistics("selection { include_unidentified: true }");
  ASSERT_EQ(all.size(), 1);
  EXPECT_EQ(all[0].count(), 2);
  EXPECT_EQ(all[0].sum(), 2 * 292);
  for (const char* const query :
       {"", "selection { include_unidentified: true }"}) {
    EXPECT_THAT(Ranks(query), ElementsAre("1/1 2023 样例区人民政府 292"));
  }
  EXPECT_THAT(Standings(),
              UnorderedElementsAre(
                  Pair("/c.txt", Observations::STANDING_UNIDENTIFIED),
                  Pair("/known/c.txt", Observations::STANDING_COUNTED)));
}

// Reports that say no year are issuers of their own, even of one county.
TEST_P(LikeWithLikeTest, ReportsWithoutAYearDoNotStandForOneAnother) {
  for (const char* const source : {"http://a.test/", "http://b.test/"}) {
    v1::Report report = CountyReport("110105", source, 0);
    AddObservation(report, kCases, 10).set_year(2023);
    Put(report);
  }
  EXPECT_THAT(Statistics(""), IsEmpty());
  const auto rows = Statistics("selection { include_unidentified: true }");
  ASSERT_EQ(rows.size(), 1);
  EXPECT_EQ(rows[0].count(), 2);
  EXPECT_EQ(rows[0].issuer_count(), 2);
}

TEST_P(LikeWithLikeTest, NewestValuesAreRankedInOneList) {
  const auto put = [this](const std::string& code, int year, double value) {
    v1::Report report =
        CountyReport(code, absl::StrCat("http://", code, ".test/", year), year);
    report.mutable_issuer()->set_name(absl::StrCat("政府", code));
    AddObservation(report, kCases, value);
    Put(report);
  };
  put("110101", 2021, 90);
  put("110101", 2023, 60);
  put("110102", 2022, 70);
  put("110105", 2023, 50);
  EXPECT_THAT(Ranks("selection { latest_year: true }"),
              ElementsAre("1/3 2022 政府110102 70", "2/3 2023 政府110101 60",
                          "3/3 2023 政府110105 50"));
}

// Two reports of one issuer, year and type from different sources: what each
// is, and the figures that it holds.
struct Rivals {
  const char* name;
  v1::Report first;
  v1::Report second;
};

v1::Report WithCases(v1::Report report, double value) {
  AddObservation(report, kCases, value);
  return report;
}

std::vector<Rivals> RealLifeRivals() {
  const v1::Report own = CountyReport("110108", "http://www.test/report");
  v1::Report corrected = own;
  corrected.set_source_uri("http://www.test/corrected");
  v1::Report mirror = own;
  mirror.set_source_uri("http://big5.test/report");
  mirror.mutable_issuer()->set_name("北京市海澱區人民政府");
  v1::Report letter = own;
  letter.set_source_uri("http://www.test/letter");
  v1::Report copy = own;
  copy.set_source_uri("http://justice.test/report");
  return {
      {"ACorrectionPublishedLater", WithCases(own, 288),
       WithCases(corrected, 228)},
      {"AMirrorInTraditionalCharacters", WithCases(own, 288),
       WithCases(mirror, 288)},
      // The letter tells the one figure that it boasts of.
      {"ACoverLetterWithTheReportAttached", WithCases(letter, 30),
       WithCases(own, 288)},
      {"ADepartmentsCopyOfItsGovernmentsReport", WithCases(own, 288),
       WithCases(copy, 287)},
  };
}

TEST_P(LikeWithLikeTest, OfRivalsTheNewestUploadCounts) {
  for (const Rivals& rivals : RealLifeRivals()) {
    SCOPED_TRACE(rivals.name);
    for (const bool in_order : {true, false}) {
      const v1::Report& before = in_order ? rivals.first : rivals.second;
      const v1::Report& after = in_order ? rivals.second : rivals.first;
      const std::string outdone = Put(before);
      const std::string stands = Put(after);
      auto rows = Statistics("");
      ASSERT_EQ(rows.size(), 1);
      EXPECT_EQ(rows[0].count(), 1);
      EXPECT_EQ(rows[0].sum(), after.observations(0).quantity().value());
      EXPECT_EQ(rows[0].max().report(), stands);
      EXPECT_THAT(
          Standings(),
          UnorderedElementsAre(
              Pair(before.source_uri(),
                   Observations::STANDING_REPORT_NOT_COUNTED),
              Pair(after.source_uri(), Observations::STANDING_COUNTED)));
      // Who disagrees deletes the one that should not stand.
      ASSERT_TRUE(Delete(*store_, stands).ok());
      rows = Statistics("");
      ASSERT_EQ(rows.size(), 1);
      EXPECT_EQ(rows[0].sum(), before.observations(0).quantity().value());
      ASSERT_TRUE(Delete(*store_, outdone).ok());
    }
  }
}

// A later version under the same address is no rival: it takes its place.
TEST_P(LikeWithLikeTest, ANewerVersionOfOneSourceTakesItsPlace) {
  const v1::Report own = CountyReport("110108", "http://www.test/report");
  Put(WithCases(own, 288));
  Put(WithCases(own, 228));
  EXPECT_THAT(Standings(), ElementsAre(Pair("http://www.test/report",
                                            Observations::STANDING_COUNTED)));
  EXPECT_EQ(Statistics("").at(0).sum(), 228);
}

// Where the copy is taken for the department's own report, it is in the rows of
// departments and adds nothing to those of governments.
TEST_P(LikeWithLikeTest, ACopyTakenForADepartmentsOwnAddsNothing) {
  Put(WithCases(CountyReport("110108", "http://www.test/report"), 288));
  Put(DepartmentReport("110108", "海淀区司法局", 288));
  const auto rows = Statistics("");
  ASSERT_EQ(rows.size(), 2);
  EXPECT_EQ(rows[0].sum(), 288);
  EXPECT_EQ(rows[0].group().level(), v1::LEVEL_COUNTY);
  EXPECT_EQ(rows[1].group().body(), "bodies/justice");
}

}  // namespace like_with_like_test
}  // namespace nianbao::aggregator
