#include "aggregator/query/rank/rank.h"

#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "google/protobuf/text_format.h"
#include "gtest/gtest.h"
#include "tests/unit/aggregator/asking.h"
#include "tests/unit/aggregator/snapshot_builder.h"

namespace nianbao::aggregator {
namespace rank_test {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

constexpr char kCases[] = "indicators/t.cases";
constexpr ObservationFlags kErroneous =
    v1::MODIFIER_EXACT | observation_flags::kErroneous;

v1::RankDivisionsRequest Request(const std::string& text) {
  v1::RankDivisionsRequest request;
  EXPECT_TRUE(google::protobuf::TextFormat::ParseFromString(text, &request));
  return request;
}

std::vector<v1::RankedDivision> Rows(const SnapshotPtr& snapshot,
                                     const std::string& request) {
  std::vector<v1::RankedDivision> rows;
  for (const v1::RankDivisionsResponse& message : ReadAll(RankDivisions(
           QueryTestCatalogue(), snapshot, Ask(Request(request))))) {
    EXPECT_LE(message.divisions_size(), kMessageRows);
    EXPECT_GT(message.divisions_size(), 0);
    rows.insert(rows.end(), message.divisions().begin(),
                message.divisions().end());
  }
  return rows;
}

// "rank issuer value", e.g. "1 issuer 3 12".
std::vector<std::string> Places(const SnapshotPtr& snapshot,
                                const std::string& request) {
  std::vector<std::string> places;
  for (const v1::RankedDivision& row : Rows(snapshot, request)) {
    places.push_back(absl::StrCat(row.rank(), " ", row.entry().issuer(), " ",
                                  row.entry().value()));
  }
  return places;
}

// Counties of Beijing with two that tie, and the province itself.
SnapshotBuilder Beijing() {
  SnapshotBuilder builder;
  builder.Add({.issuer = 1,
               .code = "110101",
               .year = 2020,
               .values = {{kCases, 5}, {"indicators/t.lost", 1}}});
  builder.Add({.issuer = 2,
               .code = "110108",
               .year = 2020,
               .values = {{kCases, 9}, {"indicators/t.lost", 3}}});
  builder.Add({.issuer = 3,
               .code = "110105",
               .year = 2020,
               .values = {{kCases, 5}, {kCases, 7, 2019}}});
  builder.Add(
      {.issuer = 4, .code = "110102", .year = 2020, .values = {{kCases, -1}}});
  builder.Add({.issuer = 5,
               .code = "110000",
               .level = v1::LEVEL_PROVINCE,
               .year = 2020,
               .values = {{kCases, 100}}});
  return builder;
}

TEST(RankTest, NothingToRank) {
  EXPECT_THAT(Rows(SnapshotBuilder().Build(), ""), IsEmpty());
  EXPECT_THAT(Rows(Beijing().Build(), "selection { first_year: 2021 }"),
              IsEmpty());
}

TEST(RankTest, WithinIndicatorYearAndLevelTheLargestFirst) {
  EXPECT_THAT(
      Places(Beijing().Build(), ""),
      ElementsAre(
          // Cases of 2019, then of 2020: the province, then the counties.
          "1 issuer 3 7", "1 issuer 5 100", "1 issuer 2 9", "2 issuer 1 5",
          "2 issuer 3 5", "4 issuer 4 -1",
          // Cases lost.
          "1 issuer 2 3", "2 issuer 1 1"));
  EXPECT_THAT(
      Places(Beijing().Build(),
             "ascending: true selection { indicators: '" + std::string(kCases) +
                 "' first_year: 2020 levels: LEVEL_COUNTY }"),
      ElementsAre("1 issuer 4 -1", "2 issuer 1 5", "2 issuer 3 5",
                  "4 issuer 2 9"));
}

TEST(RankTest, TellsAllOfARow) {
  const std::vector<v1::RankedDivision> rows = Rows(
      Beijing().Build(),
      "selection { indicators: 'indicators/t.cases' within: "
      "'divisions/110000' first_year: 2020 levels: LEVEL_COUNTY } limit: 2");
  ASSERT_EQ(rows.size(), 2);
  const v1::RankedDivision& row = rows[1];
  EXPECT_EQ(row.group().indicator(), kCases);
  EXPECT_EQ(row.group().year(), 2020);
  EXPECT_EQ(row.group().level(), v1::LEVEL_COUNTY);
  EXPECT_EQ(row.group().division(), "divisions/110101");
  EXPECT_EQ(row.group().division_display_name(), "东城区");
  EXPECT_EQ(row.rank(), 2);
  EXPECT_EQ(row.count(), 4);
  // Ahead of one, equal to another.
  EXPECT_EQ(row.percentile(), 0.5);
  EXPECT_EQ(row.unit(), "件");
  EXPECT_EQ(row.divisions_in_scope(), 16);
  EXPECT_EQ(row.entry().division(), "divisions/110101");
  EXPECT_EQ(row.entry().report(), "reports/1");
  EXPECT_EQ(row.entry().observation(), 0);
  EXPECT_FALSE(row.has_previous_rank());
  EXPECT_FALSE(row.has_rank_change());
  EXPECT_FALSE(row.has_previous_value());
}

TEST(RankTest, WhoIsAloneHasNoPercentile) {
  const auto rows =
      Rows(Beijing().Build(), "selection { levels: LEVEL_PROVINCE }");
  ASSERT_EQ(rows.size(), 1);
  EXPECT_EQ(rows[0].count(), 1);
  EXPECT_FALSE(rows[0].has_percentile());
  EXPECT_EQ(rows[0].divisions_in_scope(), 34);
}

// Bureaus of public security of two counties and of a prefecture, one of
// another kind, one that tells no kind, and one whose division is not known.
SnapshotBuilder Departments() {
  SnapshotBuilder builder;
  const auto add = [&builder](int32_t issuer, const std::string& code,
                              const std::string& name) {
    builder.Add({.issuer = issuer,
                 .code = code,
                 .level = v1::LEVEL_DEPARTMENT,
                 .year = 2020,
                 .values = {{kCases, 10.0 * issuer}},
                 .issuer_name = name});
  };
  add(1, "110108", "海淀区公安局");
  add(2, "110101", "东城区公安局");
  add(3, "130100", "石家庄市公安局");
  add(4, "110108", "海淀区教育局");
  add(5, "110108", "样例事务中心");
  add(6, "", "样例区公安局");
  return builder;
}

TEST(RankTest, DepartmentsRankAmongTheirKindAtTheirLevel) {
  const SnapshotPtr snapshot = Departments().Build();
  EXPECT_THAT(Places(snapshot, ""),
              ElementsAre("1 石家庄市公安局 30", "1 东城区公安局 20",
                          "2 海淀区公安局 10", "1 海淀区教育局 40"));
  const auto rows = Rows(snapshot, "");
  EXPECT_EQ(rows[1].group().body(), "bodies/public_security");
  EXPECT_EQ(rows[1].group().body_display_name(), "公安");
  EXPECT_EQ(rows[1].group().government_level(), v1::LEVEL_COUNTY);
  EXPECT_EQ(rows[1].count(), 2);
  EXPECT_EQ(rows[1].divisions_in_scope(), 2975);
  EXPECT_THAT(Places(snapshot, "selection { bodies: 'bodies/education' }"),
              ElementsAre("1 海淀区教育局 40"));
  EXPECT_THAT(
      Places(snapshot, "selection { government_levels: LEVEL_PREFECTURE }"),
      ElementsAre("1 石家庄市公安局 30"));
}

TEST(RankTest, NobodyRanksWhomNobodyKnows) {
  SnapshotBuilder builder;
  builder.Add({.issuer = 1, .code = "", .year = 2020, .values = {{kCases, 9}}});
  builder.Add({.issuer = 2,
               .code = "110101",
               .year = 0,
               .values = {{kCases, 8, 2020}}});
  builder.Add(
      {.issuer = 3, .code = "110102", .year = 2020, .values = {{kCases, 7}}});
  EXPECT_THAT(
      Places(builder.Build(), "selection { include_unidentified: true }"),
      ElementsAre("1 issuer 3 7"));
}

TEST(RankTest, NewestValuesAreRankedInOneList) {
  SnapshotBuilder builder;
  const auto add = [&builder](int32_t issuer, const std::string& code,
                              int32_t year, double value) {
    builder.Add({.issuer = issuer,
                 .code = code,
                 .year = year,
                 .values = {{kCases, value}}});
  };
  add(1, "110101", 2018, 50);
  add(2, "110102", 2019, 70);
  add(2, "110102", 2020, 20);
  add(3, "110105", 2021, 50);
  add(4, "110106", 2021, 10);
  const auto rows = Rows(builder.Build(),
                         "compare_year: 2019 selection { latest_year: true }");
  std::vector<std::string> list;
  for (const v1::RankedDivision& row : rows) {
    list.push_back(absl::StrCat(row.rank(), "/", row.count(), " ",
                                row.entry().issuer(), " ", row.entry().year(),
                                " ", row.entry().value()));
    EXPECT_EQ(row.group().year(), 0);
    EXPECT_EQ(row.has_previous_rank(), row.entry().issuer() == "issuer 2");
  }
  EXPECT_THAT(list,
              ElementsAre("1/4 issuer 1 2018 50", "1/4 issuer 3 2021 50",
                          "3/4 issuer 2 2020 20", "4/4 issuer 4 2021 10"));
  EXPECT_EQ(rows[2].previous_value(), 70);
}

TEST(RankTest, TypesOfReportsAreRankedApart) {
  SnapshotBuilder builder;
  builder.Add({.issuer = 1,
               .code = "110101",
               .year = 2020,
               .values = {{kCases, 12}},
               .type = v1::Report::TYPE_INFORMATION_DISCLOSURE});
  builder.Add(
      {.issuer = 2, .code = "110102", .year = 2020, .values = {{kCases, 200}}});
  const SnapshotPtr snapshot = builder.Build();
  EXPECT_THAT(Places(snapshot, ""), ElementsAre("1 issuer 2 200"));
  EXPECT_THAT(Places(snapshot,
                     "selection { report_type: TYPE_INFORMATION_DISCLOSURE }"),
              ElementsAre("1 issuer 1 12"));
}

TEST(RankTest, WhatCannotBeConvertedHasNoRank) {
  SnapshotBuilder builder;
  builder.Add(
      {.issuer = 1,
       .code = "110101",
       .year = 2020,
       .values = {{kCases, 99, 0,
                   v1::MODIFIER_EXACT | observation_flags::kUnconvertible}}});
  builder.Add(
      {.issuer = 2, .code = "110102", .year = 2020, .values = {{kCases, 2}}});
  EXPECT_THAT(Places(builder.Build(), "selection { include_erroneous: true }"),
              ElementsAre("1 issuer 2 2"));
}

TEST(RankTest, OfSeveralPlacesTogether) {
  EXPECT_THAT(Places(Beijing().Build(),
                     "selection { within: ['divisions/110101', "
                     "'divisions/110102', 'divisions/440000'] indicators: "
                     "'indicators/t.cases' first_year: 2020 }"),
              ElementsAre("1 issuer 1 5", "2 issuer 4 -1"));
}

TEST(RankTest, SomeDivisionsAmongAll) {
  EXPECT_THAT(Places(Beijing().Build(),
                     "divisions: 'divisions/110102' divisions: "
                     "'divisions/110101' selection { first_year: 2020 "
                     "indicators: 'indicators/t.cases' } limit: 1"),
              ElementsAre("2 issuer 1 5"));
}

TEST(RankTest, AgainstAnotherYear) {
  SnapshotBuilder builder;
  const auto add = [&builder](int issuer, const std::string& code, double then,
                              double now, ObservationFlags then_flags) {
    builder.Add({.issuer = issuer,
                 .code = code,
                 .year = 2018,
                 .values = {{kCases, then, 2018, then_flags}}});
    builder.Add({.issuer = issuer,
                 .code = code,
                 .year = 2020,
                 .values = {{kCases, now}}});
  };
  add(1, "110101", 30, 10, v1::MODIFIER_EXACT);
  add(2, "110102", 20, 20, v1::MODIFIER_EXACT);
  add(3, "110105", 40, 30, kErroneous);
  builder.Add(
      {.issuer = 4, .code = "110106", .year = 2020, .values = {{kCases, 5}}});
  const SnapshotPtr snapshot = builder.Build();
  for (const bool latest : {false, true}) {
    const auto rows =
        Rows(snapshot, absl::StrCat("compare_year: 2018 selection { "
                                    "first_year: 2020 latest_year: ",
                                    latest, " }"));
    ASSERT_EQ(rows.size(), 4);
    // Erroneous then.
    EXPECT_EQ(rows[0].entry().issuer(), "issuer 3");
    EXPECT_FALSE(rows[0].has_previous_rank());
    EXPECT_EQ(rows[1].previous_rank(), 2);
    EXPECT_EQ(rows[1].rank_change(), 0);
    EXPECT_EQ(rows[1].previous_value(), 20);
    EXPECT_EQ(rows[2].entry().issuer(), "issuer 1");
    EXPECT_EQ(rows[2].previous_rank(), 1);
    EXPECT_EQ(rows[2].rank_change(), -2);
    // Not there then.
    EXPECT_FALSE(rows[3].has_previous_rank());
  }
  const auto rows = Rows(snapshot,
                         "compare_year: 2018 selection { first_year: 2020 "
                         "include_erroneous: true }");
  EXPECT_EQ(rows[0].previous_rank(), 1);
  EXPECT_EQ(rows[2].previous_rank(), 2);
  // Nobody had a value.
  for (const auto& row : Rows(snapshot, "compare_year: 2000")) {
    EXPECT_FALSE(row.has_previous_rank());
  }
}

TEST(RankTest, ErroneousValuesAreLeftOutUnlessAskedFor) {
  SnapshotBuilder builder;
  builder.Add({.issuer = 1,
               .code = "110101",
               .year = 2020,
               .values = {{kCases, 1e15, 0, kErroneous}}});
  builder.Add(
      {.issuer = 2, .code = "110102", .year = 2020, .values = {{kCases, 2}}});
  const SnapshotPtr snapshot = builder.Build();
  EXPECT_THAT(Places(snapshot, ""), ElementsAre("1 issuer 2 2"));
  EXPECT_THAT(Places(snapshot, "selection { include_erroneous: true }"),
              ElementsAre("1 issuer 1 1e+15", "2 issuer 2 2"));
}

TEST(RankTest, DerivedIndicators) {
  const auto rows =
      Rows(Beijing().Build(),
           "selection { derived { name: 'indicators/my.share' formula: '100 * "
           "t.lost / t.cases' } }");
  ASSERT_EQ(rows.size(), 2);
  EXPECT_EQ(rows[0].group().indicator(), "indicators/my.share");
  EXPECT_EQ(rows[0].unit(), "%");
  EXPECT_EQ(rows[0].entry().division(), "divisions/110108");
  EXPECT_EQ(rows[0].entry().value(), 100 * 3.0 / 9);
}

TEST(RankTest, StopsWhenNobodyWaits) {
  const auto cursor =
      RankDivisions(QueryTestCatalogue(), Beijing().Build(), {});
  Messages<v1::RankDivisionsResponse> messages;
  EXPECT_EQ(cursor->Next(messages, [] { return true; }).status().code(),
            absl::StatusCode::kCancelled);
  EXPECT_THAT(messages, IsEmpty());
}

TEST(RankTest, ManyRowsComeInMessagesOfAFew) {
  SnapshotBuilder builder;
  int issuer = 0;
  for (const DivisionEntry& division : Gazetteer::Get().divisions()) {
    if (division.level != v1::LEVEL_COUNTY) continue;
    ++issuer;
    builder.Add({.issuer = issuer,
                 .code = std::string(division.code),
                 .year = 2020,
                 .values = {{kCases, issuer % 1000 * 1.0}}});
  }
  const auto rows = Rows(builder.Build(), "");
  ASSERT_EQ(rows.size(), issuer);
  EXPECT_EQ(rows[0].divisions_in_scope(), issuer);
  for (size_t i = 1; i < rows.size(); ++i) {
    const bool equal = rows[i].entry().value() == rows[i - 1].entry().value();
    EXPECT_EQ(rows[i].rank(), equal ? rows[i - 1].rank() : i + 1);
    if (equal) {
      EXPECT_GT(rows[i].group().division(), rows[i - 1].group().division());
    }
  }
}

}  // namespace rank_test
}  // namespace nianbao::aggregator
