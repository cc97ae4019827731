// The store's statistics over 100,000 observations equal the reference's.
#include <cstdlib>
#include <filesystem>
#include <string>
#include <vector>

#include "absl/synchronization/blocking_counter.h"
#include "aggregator/sqlite_store.h"
#include "gmock/gmock.h"
#include "google/protobuf/text_format.h"
#include "google/protobuf/util/message_differencer.h"
#include "gtest/gtest.h"
#include "tests/integration/aggregator/corpus.h"
#include "tests/integration/aggregator/reference.h"
#include "tests/integration/aggregator/temporary_folder.h"

namespace nianbao {
namespace {

constexpr unsigned kSeed = 20200331;
constexpr int kObservations = 100000;

struct Fixture {
  TemporaryFolder folder;
  Catalogue catalogue = *Catalogue::Parse();
  Corpus corpus = GenerateCorpus(kSeed, kObservations);
  std::unique_ptr<SqliteStore> store =
      *SqliteStore::Open(folder.path() + "/nianbao.db", catalogue);

  Fixture() {
    absl::BlockingCounter pending(static_cast<int>(corpus.reports.size()));
    for (const CorpusReport& entry : corpus.reports) {
      store->Upload(entry.report,
                    [&pending](const absl::StatusOr<UploadResult>& result) {
                      EXPECT_TRUE(result.ok()) << result.status();
                      pending.DecrementCount();
                    });
    }
    pending.Wait();
  }
};

const Fixture& GetFixture() {
  static const Fixture fixture;
  return fixture;
}

std::vector<v1::Statistics> StoreRows(
    const v1::QueryStatisticsRequest& request) {
  std::vector<v1::Statistics> statistics;
  auto cursor = GetFixture().store->QueryStatistics(request);
  EXPECT_TRUE(cursor.ok()) << cursor.status();
  absl::StatusOr<bool> more = true;
  while (more.ok() && *more) {
    std::vector<v1::QueryStatisticsResponse> rows;
    more = (*cursor)->Next(rows);
    EXPECT_LE(rows.size(), kBatchRows);
    for (auto& row : rows) statistics.push_back(row.statistics());
  }
  EXPECT_TRUE(more.ok()) << more.status();
  return statistics;
}

// Who holds an extreme is checked against the stored report itself.
void CheckExtreme(const v1::Extreme& extreme, const v1::Group& group) {
  const absl::StatusOr<v1::Report> report =
      GetFixture().store->Get(extreme.report());
  ASSERT_TRUE(report.ok()) << report.status();
  const v1::Observation& o = report->observations(extreme.observation());
  EXPECT_EQ(o.quantity().value(), extreme.value());
  EXPECT_EQ(o.indicator(), group.indicator());
  EXPECT_EQ(report->issuer().name(), extreme.issuer());
  EXPECT_EQ("divisions/" + report->issuer().division_code(),
            extreme.division());
}

// The names that the reference does not know.
void DropNames(v1::Statistics& row) {
  row.mutable_group()->clear_division_display_name();
  for (v1::Extreme* extreme : {row.mutable_min(), row.mutable_max()}) {
    const double value = extreme->value();
    extreme->Clear();
    extreme->set_value(value);
  }
  if (row.count() == 0) {
    row.clear_min();
    row.clear_max();
  }
}

class StatisticsReferenceTest : public ::testing::TestWithParam<const char*> {};

TEST_P(StatisticsReferenceTest, EqualsTheReference) {
  v1::QueryStatisticsRequest request;
  ASSERT_TRUE(
      google::protobuf::TextFormat::ParseFromString(GetParam(), &request));
  const std::vector<v1::Statistics> expected =
      ReferenceStatistics(GetFixture().catalogue, GetFixture().corpus, request);
  std::vector<v1::Statistics> actual = StoreRows(request);
  ASSERT_EQ(actual.size(), expected.size());
  ASSERT_FALSE(actual.empty());
  google::protobuf::util::DefaultFieldComparator comparator;
  comparator.set_float_comparison(
      google::protobuf::util::DefaultFieldComparator::APPROXIMATE);
  comparator.SetDefaultFractionAndMargin(1e-12, 1e-9);
  for (size_t i = 0; i < actual.size(); ++i) {
    if (actual[i].count() > 0) {
      CheckExtreme(actual[i].min(), actual[i].group());
      CheckExtreme(actual[i].max(), actual[i].group());
    }
    DropNames(actual[i]);
    google::protobuf::util::MessageDifferencer differencer;
    differencer.set_field_comparator(&comparator);
    std::string difference;
    differencer.ReportDifferencesToString(&difference);
    ASSERT_TRUE(differencer.Compare(expected[i], actual[i]))
        << "row " << i << "\n"
        << difference << expected[i].DebugString();
  }
}

INSTANTIATE_TEST_SUITE_P(
    Queries, StatisticsReferenceTest,
    ::testing::Values(
        "", "mix_levels: true",
        "group_by: DIMENSION_INDICATOR group_by: DIMENSION_YEAR "
        "probabilities: [0, 0.05, 0.25, 0.5, 0.9, 1]",
        "group_by: DIMENSION_LEVEL mix_levels: true",
        "group_by: DIMENSION_PROVINCE probabilities: 0.75",
        "group_by: DIMENSION_PREFECTURE selection { levels: LEVEL_COUNTY "
        "indicators: 'indicators/reconsideration.conclusion_rate' }",
        "group_by: DIMENSION_DIVISION selection { within: 'divisions/440000' "
        "indicators: 'indicators/reconsideration.*' }",
        "group_by: DIMENSION_YEAR group_by: DIMENSION_PROVINCE "
        "selection { levels: [LEVEL_COUNTY, LEVEL_PREFECTURE] "
        "indicators: 'indicators/reconsideration.accepted' first_year: 2018 "
        "last_year: 2020 }",
        "group_by: DIMENSION_PROVINCE group_by: DIMENSION_YEAR "
        "selection { indicators: 'indicators/mediation.succeeded' "
        "first_year: 2020 }",
        "selection { include_erroneous: true last_year: 2019 }",
        "selection { min_confidence: 0.6 } group_by: DIMENSION_YEAR",
        "selection { kind: KIND_CHANGE }",
        "selection { kind: KIND_RANK } group_by: DIMENSION_LEVEL",
        "selection { kind: KIND_TARGET within: 'divisions/510000' }",
        "selection { within: 'divisions/110000' levels: LEVEL_COUNTY } "
        "group_by: DIMENSION_PREFECTURE mix_levels: true"));

}  // namespace
}  // namespace nianbao
