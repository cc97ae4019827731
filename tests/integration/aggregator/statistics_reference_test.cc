// The store's statistics equal the reference's: over 100,000 generated
// observations, over the sample reports as extracted, and over the seeds beside
// the checkout.
#include <filesystem>
#include <fstream>
#include <map>
#include <sstream>
#include <string>
#include <vector>

#include "absl/synchronization/blocking_counter.h"
#include "aggregator/sqlite/store.h"
#include "common/report_identity.h"
#include "extractor/extractor.h"
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

const Catalogue& BuiltIn() {
  static const Catalogue catalogue = *Catalogue::Parse();
  return catalogue;
}

// The reports of a folder of documents, by issuer; empty without the folder.
Corpus ExtractCorpus(const std::filesystem::path& folder) {
  Corpus corpus;
  if (!std::filesystem::exists(folder)) return corpus;
  const auto extractor = *Extractor::Create(BuiltIn());
  std::map<std::string, int> issuers;
  for (const auto& file : std::filesystem::directory_iterator(folder)) {
    std::ifstream in(file.path(), std::ios::binary);
    std::stringstream content;
    content << in.rdbuf();
    v1::Document document;
    document.set_source_uri(file.path().string());
    document.set_content(content.str());
    CorpusReport entry;
    entry.report = *extractor->Extract(document);
    entry.issuer =
        issuers.emplace(IssuerKey(entry.report), issuers.size()).first->second;
    corpus.observations += entry.report.observations_size();
    corpus.reports.push_back(std::move(entry));
  }
  return corpus;
}

struct Fixture {
  TemporaryFolder folder;
  Corpus corpus;
  std::unique_ptr<SqliteStore> store =
      *SqliteStore::Open(folder.path() + "/nianbao.db", BuiltIn());

  explicit Fixture(Corpus reports) : corpus(std::move(reports)) {
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

const Fixture& Generated() {
  static const Fixture fixture(GenerateCorpus(kSeed, kObservations));
  return fixture;
}

std::vector<v1::Statistics> StoreRows(
    const Fixture& fixture, const v1::QueryStatisticsRequest& request) {
  std::vector<v1::Statistics> statistics;
  auto cursor = fixture.store->QueryStatistics(request);
  EXPECT_TRUE(cursor.ok()) << cursor.status();
  absl::StatusOr<bool> more = true;
  while (more.ok() && *more) {
    std::vector<v1::QueryStatisticsResponse> rows;
    more = (*cursor)->Next(rows);
    EXPECT_LE(rows.size(), kBatchRows);
    for (auto& row : rows) {
      statistics.insert(statistics.end(), row.statistics().begin(),
                        row.statistics().end());
    }
  }
  EXPECT_TRUE(more.ok()) << more.status();
  return statistics;
}

// Who holds an extreme is checked against the stored report itself.
void CheckExtreme(const Fixture& fixture, const v1::Extreme& extreme,
                  const v1::Group& group) {
  const absl::StatusOr<v1::Report> report =
      fixture.store->Get(extreme.report());
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

void ExpectEqualsTheReference(const Fixture& fixture, const char* query) {
  v1::QueryStatisticsRequest request;
  ASSERT_TRUE(google::protobuf::TextFormat::ParseFromString(query, &request));
  const std::vector<v1::Statistics> expected =
      ReferenceStatistics(BuiltIn(), fixture.corpus, request);
  std::vector<v1::Statistics> actual = StoreRows(fixture, request);
  ASSERT_EQ(actual.size(), expected.size());
  ASSERT_FALSE(actual.empty());
  google::protobuf::util::DefaultFieldComparator comparator;
  comparator.set_float_comparison(
      google::protobuf::util::DefaultFieldComparator::APPROXIMATE);
  comparator.SetDefaultFractionAndMargin(1e-12, 1e-9);
  for (size_t i = 0; i < actual.size(); ++i) {
    if (actual[i].count() > 0) {
      CheckExtreme(fixture, actual[i].min(), actual[i].group());
      CheckExtreme(fixture, actual[i].max(), actual[i].group());
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

class StatisticsReferenceTest : public ::testing::TestWithParam<const char*> {};

TEST_P(StatisticsReferenceTest, EqualsTheReference) {
  ExpectEqualsTheReference(Generated(), GetParam());
}

constexpr const char* kQueriesOfFewReports[] = {
    "",
    "mix_levels: true",
    "group_by: DIMENSION_YEAR probabilities: [0, 0.25, 0.9]",
    "group_by: DIMENSION_PROVINCE group_by: DIMENSION_LEVEL",
    "group_by: DIMENSION_DIVISION",
    "selection { include_erroneous: true }",
    "selection { min_confidence: 0.9 } group_by: DIMENSION_YEAR",
};

TEST(ExtractedStatisticsTest, OfTheSamplesEqualTheReference) {
  const Fixture fixture(ExtractCorpus(NIANBAO_TESTDATA "/reports"));
  ASSERT_EQ(fixture.corpus.reports.size(), 60u);
  for (const char* query : kQueriesOfFewReports) {
    ExpectEqualsTheReference(fixture, query);
  }
}

TEST(ExtractedStatisticsTest, OfTheSeedsEqualTheReference) {
  const Fixture fixture(ExtractCorpus(NIANBAO_SHARED "/seeds"));
  if (fixture.corpus.reports.empty()) {
    GTEST_SKIP() << "no seeds beside the checkout";
  }
  for (const char* query : kQueriesOfFewReports) {
    ExpectEqualsTheReference(fixture, query);
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
