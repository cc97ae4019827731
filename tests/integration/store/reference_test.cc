// Each store's answers equal the reference's: over 100,000 generated
// observations, over the sample reports as extracted, and over the seeds beside
// the checkout.
#include "tests/integration/store/reference.h"

#include <cmath>
#include <filesystem>
#include <fstream>
#include <map>
#include <memory>
#include <sstream>
#include <string>
#include <tuple>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "common/domain/report_identity.h"
#include "extractor/extractor.h"
#include "gmock/gmock.h"
#include "google/protobuf/text_format.h"
#include "gtest/gtest.h"
#include "tests/integration/store/reference_expressions.h"
#include "tests/integration/store/row_comparison.h"
#include "tests/integration/store/store_fixture.h"
#include "tests/paths.h"

namespace nianbao::aggregator {
namespace reference_test {

constexpr unsigned kSeed = 20200331;
constexpr int kObservations = 100000;
constexpr int kPhases = 3;

// The reports of a folder of documents, by issuer; empty without the folder.
Corpus ExtractCorpus(const std::filesystem::path& folder) {
  Corpus corpus;
  if (!std::filesystem::exists(folder)) return corpus;
  const auto extractor = *extractor::Extractor::Create(BuiltIn());
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

// A store of each kind over the same generated reports.
const StoreFixture& Generated(const StoreKind& kind) {
  static auto& fixtures =
      *new std::map<std::string, std::unique_ptr<StoreFixture>>;
  std::unique_ptr<StoreFixture>& fixture = fixtures[kind.name];
  if (fixture == nullptr) {
    fixture = std::make_unique<StoreFixture>(
        kind, GenerateCorpus(kSeed, kObservations), kPhases);
  }
  return *fixture;
}

// A store, and a request in text form to ask it.
class QueryTest
    : public ::testing::TestWithParam<std::tuple<StoreKind, const char*>> {
 protected:
  const StoreFixture& Filled() const {
    return Generated(std::get<0>(GetParam()));
  }
  const char* Request() const { return std::get<1>(GetParam()); }
};

class StoreTest : public ::testing::TestWithParam<StoreKind> {};
INSTANTIATE_TEST_SUITE_P(Stores, StoreTest, ::testing::ValuesIn(StoreKinds()),
                         KindName);

// The request in text form, in which {0}, {1} ... are moments of the fixture.
template <typename Request>
Request ParseQuery(const StoreFixture& fixture, const std::string& text) {
  std::string query = text;
  for (size_t i = 0; i < fixture.moments.size(); ++i) {
    const int64_t nanos = absl::ToUnixNanos(fixture.moments[i]);
    absl::StrReplaceAll({{absl::StrCat("{", i, "}"),
                          absl::StrCat("{ seconds: ", nanos / 1000000000,
                                       " nanos: ", nanos % 1000000000, " }")}},
                        &query);
  }
  Request request;
  EXPECT_TRUE(google::protobuf::TextFormat::ParseFromString(query, &request))
      << query;
  return request;
}

template <typename Request>
void ExpectEqualsTheReference(const StoreFixture& fixture,
                              const std::string& query,
                              bool may_be_empty = false) {
  const auto request = ParseQuery<Request>(fixture, query);
  const auto expected = ReferenceRows(BuiltIn(), fixture.corpus, request);
  const auto actual = fixture.Rows(request);
  ASSERT_TRUE(may_be_empty || !expected.empty()) << query;
  for (size_t i = 0; i < std::min(actual.size(), expected.size()); ++i) {
    const std::string difference = Difference(expected[i], actual[i]);
    ASSERT_EQ(difference, "") << query << "\nrow " << i;
  }
  ASSERT_EQ(actual.size(), expected.size()) << query;
}

// Who holds an extreme is checked against the stored report itself.
void CheckExtreme(const StoreFixture& fixture, const v1::Extreme& extreme,
                  const v1::Group& group) {
  const absl::StatusOr<v1::Report> report =
      fixture.store->Get(extreme.report());
  ASSERT_TRUE(report.ok()) << report.status();
  const v1::Observation& o = report->observations(extreme.observation());
  const v1::Indicator* const indicator = BuiltIn().Find(o.indicator());
  EXPECT_DOUBLE_EQ(indicator == nullptr
                       ? o.quantity().value()
                       : ConvertedValue(*indicator, o).value_or(NAN),
                   extreme.value());
  EXPECT_EQ(o.year(), extreme.year());
  EXPECT_EQ(o.indicator(), group.indicator());
  EXPECT_EQ(report->issuer().name(), extreme.issuer());
  const std::string& code = report->issuer().division_code();
  EXPECT_EQ(code.empty() ? "" : "divisions/" + code, extreme.division());
}

TEST_P(StoreTest, ExtremesNameTheirReports) {
  const StoreFixture& fixture = Generated(GetParam());
  const auto request = ParseQuery<v1::QueryStatisticsRequest>(
      fixture,
      "group_by: DIMENSION_PROVINCE "
      "selection { levels: [LEVEL_COUNTY, LEVEL_DEPARTMENT] }");
  int checked = 0;
  for (const v1::Statistics& row : fixture.Rows(request)) {
    if (row.count() == 0) continue;
    CheckExtreme(fixture, row.min(), row.group());
    CheckExtreme(fixture, row.max(), row.group());
    ++checked;
  }
  EXPECT_GT(checked, 100);
}

constexpr const char* kQueriesOfFewReports[] = {
    "",
    "mix_levels: true",
    "mix_levels: true mix_years: true",
    "selection { include_unidentified: true }",
    "group_by: DIMENSION_YEAR probabilities: [0, 0.25, 0.9]",
    "group_by: DIMENSION_PROVINCE group_by: DIMENSION_LEVEL",
    "group_by: DIMENSION_DIVISION",
    "selection { include_erroneous: true }",
    "selection { min_confidence: 0.9 } group_by: DIMENSION_YEAR",
};

void ExpectAllEqualTheReference(const StoreFixture& fixture) {
  for (const char* query : kQueriesOfFewReports) {
    ExpectEqualsTheReference<v1::QueryStatisticsRequest>(fixture, query);
  }
  ExpectEqualsTheReference<v1::RankDivisionsRequest>(fixture, "");
  ExpectEqualsTheReference<v1::QueryTrendsRequest>(fixture, "");
  ExpectEqualsTheReference<v1::QueryDistributionsRequest>(fixture, "");
}

TEST_P(StoreTest, AnswersOverTheSamplesEqualTheReference) {
  const StoreFixture fixture(GetParam(), ExtractCorpus(TestData("reports")));
  ASSERT_EQ(fixture.corpus.reports.size(), 60u);
  ExpectAllEqualTheReference(fixture);
}

TEST_P(StoreTest, AnswersOverTheSeedsEqualTheReference) {
  const StoreFixture fixture(GetParam(), ExtractCorpus(SharedCorpus("seeds")));
  if (fixture.corpus.reports.empty()) {
    GTEST_SKIP() << "no seeds beside the checkout";
  }
  ExpectAllEqualTheReference(fixture);
}

class StatisticsReferenceTest : public QueryTest {};

TEST_P(StatisticsReferenceTest, EqualsTheReference) {
  ExpectEqualsTheReference<v1::QueryStatisticsRequest>(Filled(), Request());
}

INSTANTIATE_TEST_SUITE_P(
    Queries, StatisticsReferenceTest,
    ::testing::Combine(
        ::testing::ValuesIn(StoreKinds()),
        ::testing::Values(
            "", "mix_levels: true",
            "group_by: DIMENSION_INDICATOR group_by: DIMENSION_YEAR "
            "probabilities: [0, 0.05, 0.25, 0.5, 0.9, 1]",
            "group_by: DIMENSION_LEVEL mix_levels: true",
            "group_by: DIMENSION_PROVINCE probabilities: 0.75",
            "group_by: DIMENSION_PREFECTURE selection { levels: LEVEL_COUNTY "
            "indicators: 'indicators/reconsideration.conclusion_rate' }",
            "group_by: DIMENSION_DIVISION selection { within: "
            "'divisions/440000' "
            "indicators: 'indicators/reconsideration.*' }",
            "group_by: [DIMENSION_DIVISION, DIMENSION_YEAR] mix_levels: true "
            "selection { indicators: 'indicators/reconsideration.*' }",
            "group_by: DIMENSION_YEAR group_by: DIMENSION_PROVINCE "
            "selection { levels: [LEVEL_COUNTY, LEVEL_PREFECTURE] "
            "indicators: 'indicators/reconsideration.accepted' first_year: "
            "2018 "
            "last_year: 2020 }",
            "group_by: DIMENSION_PROVINCE group_by: DIMENSION_YEAR "
            "selection { indicators: 'indicators/mediation.succeeded' "
            "first_year: 2020 }",
            "group_by: [DIMENSION_DIVISION, DIMENSION_PREFECTURE, "
            "DIMENSION_PROVINCE] selection { within: 'divisions/500000' }",
            "selection { include_erroneous: true last_year: 2019 }",
            "selection { min_confidence: 0.6 } group_by: DIMENSION_YEAR",
            "selection { kind: KIND_CHANGE }",
            "selection { kind: KIND_RANK } group_by: DIMENSION_LEVEL",
            "selection { kind: KIND_TARGET within: 'divisions/510000' }",
            "selection { within: 'divisions/110000' levels: LEVEL_COUNTY } "
            "group_by: DIMENSION_PREFECTURE mix_levels: true",
            "selection { levels: LEVEL_UNSPECIFIED include_unidentified: true "
            "}",
            // Years mixed.
            "mix_years: true", "mix_years: true mix_levels: true",
            "mix_years: true group_by: [DIMENSION_PROVINCE, DIMENSION_YEAR]",
            "mix_years: true group_by: DIMENSION_DIVISION "
            "selection { within: 'divisions/440000' }",
            // Types of reports.
            "selection { report_type: TYPE_INFORMATION_DISCLOSURE }",
            "selection { report_type: TYPE_GOVERNMENT_WORK } mix_years: true "
            "group_by: DIMENSION_PROVINCE",
            // Departments, by kind and by the level of their government.
            "selection { levels: LEVEL_DEPARTMENT }",
            "selection { levels: LEVEL_DEPARTMENT } mix_levels: true",
            "selection { bodies: ['bodies/market_supervision', "
            "'bodies/education'] } group_by: DIMENSION_PROVINCE mix_years: "
            "true",
            "group_by: [DIMENSION_GOVERNMENT_LEVEL, DIMENSION_PROVINCE] "
            "mix_levels: true mix_years: true",
            "group_by: [DIMENSION_BODY, DIMENSION_YEAR] mix_levels: true",
            "group_by: [DIMENSION_PROVINCE, DIMENSION_BODY, "
            "DIMENSION_GOVERNMENT_LEVEL] mix_levels: true mix_years: true",
            "group_by: [DIMENSION_PREFECTURE, DIMENSION_LEVEL] mix_levels: "
            "true mix_years: true selection { government_levels: "
            "[LEVEL_COUNTY, LEVEL_PREFECTURE] }",
            "selection { government_levels: LEVEL_PROVINCE }",
            // Reports without a known issuer or year.
            "selection { include_unidentified: true }",
            "selection { include_unidentified: true latest_year: true }",
            "selection { include_unidentified: true } mix_levels: true "
            "mix_years: true group_by: DIMENSION_PROVINCE",
            "selection { include_unidentified: true levels: [LEVEL_COUNTY, "
            "LEVEL_UNSPECIFIED] } group_by: DIMENSION_DIVISION",
            // Several places, some within others.
            "selection { within: ['divisions/440000', 'divisions/110108', "
            "'divisions/440100', 'divisions/320000'] } "
            "group_by: DIMENSION_PROVINCE",
            "selection { within: ['divisions/650000', 'divisions/110000'] } "
            "mix_years: true",
            "selection { within: ['divisions/440100', 'divisions/440300'] "
            "levels: [LEVEL_COUNTY, LEVEL_DEPARTMENT] } "
            "group_by: DIMENSION_PREFECTURE",
            // The newest year of each issuer.
            "selection { latest_year: true }",
            "selection { latest_year: true last_year: 2018 min_confidence: 0.5 "
            "} "
            "group_by: DIMENSION_YEAR",
            "selection { latest_year: true include_erroneous: true "
            "indicators: 'indicators/reconsideration.conclusion_rate' } "
            "group_by: DIMENSION_PROVINCE",
            // Vintages.
            "selection { as_of {0} }",
            "selection { as_of {1} } group_by: DIMENSION_YEAR",
            "selection { as_of {2} } group_by: DIMENSION_PROVINCE",
            "selection { updated_after {0} } group_by: DIMENSION_YEAR",
            "selection { updated_after {1} latest_year: true }",
            "selection { updated_after {0} as_of {1} include_erroneous: true }",
            // Order and limit.
            "order_by: 'count'", "order_by: 'sum desc, count' limit: 7",
            "order_by: 'coverage desc, mean' group_by: DIMENSION_PROVINCE",
            "order_by: 'gini desc' group_by: DIMENSION_PROVINCE limit: 300",
            "order_by: 'pooled_rate' group_by: DIMENSION_YEAR",
            "order_by: 'min desc, max' group_by: DIMENSION_YEAR",
            "order_by: 'coefficient_of_variation, standard_deviation desc' "
            "group_by: DIMENSION_YEAR limit: 100",
            "order_by: 'mean, theil desc' group_by: DIMENSION_PROVINCE",
            "order_by: 'median desc' limit: 1", "limit: 5")));

TEST_P(StoreTest, EachFilterEqualsItsMeaning) {
  for (const std::string& filter : ReferenceFilters()) {
    for (const char* const query :
         {"", "latest_year: true include_erroneous: true",
          "updated_after {0} kind: KIND_CHANGE"}) {
      ExpectEqualsTheReference<v1::QueryStatisticsRequest>(
          Generated(GetParam()),
          absl::StrCat("group_by: DIMENSION_YEAR selection { filter: '", filter,
                       "' ", query, " }"),
          /*may_be_empty=*/true);
    }
  }
}

TEST_P(StoreTest, EachFormulaEqualsItsMeaning) {
  for (const std::string& formula : ReferenceFormulas()) {
    for (
        const char* const query :
        {"selection {", "selection { include_erroneous: true latest_year: true",
         "group_by: DIMENSION_YEAR selection { as_of {1} filter: 'value >= 10'",
         "group_by: DIMENSION_PROVINCE "
         "selection { indicators: 'indicators/litigation.lost'"}) {
      ExpectEqualsTheReference<v1::QueryStatisticsRequest>(
          Generated(GetParam()),
          absl::StrCat(query, " derived { name: 'indicators/test.derived' ",
                       "formula: '", formula, "' } }"));
    }
  }
}

class RankReferenceTest : public QueryTest {};

TEST_P(RankReferenceTest, EqualsTheReference) {
  ExpectEqualsTheReference<v1::RankDivisionsRequest>(Filled(), Request());
}

INSTANTIATE_TEST_SUITE_P(
    Queries, RankReferenceTest,
    ::testing::Combine(
        ::testing::ValuesIn(StoreKinds()),
        ::testing::Values(
            "", "ascending: true limit: 3",
            "compare_year: 2018 selection { first_year: 2019 last_year: 2020 }",
            "compare_year: 2030",
            "compare_year: 2017 ascending: true selection { latest_year: true "
            "within: 'divisions/440000' include_erroneous: true }",
            "divisions: 'divisions/440000' divisions: 'divisions/110000' "
            "compare_year: 2019",
            "limit: 1 divisions: ['divisions/440100', 'divisions/110000']",
            "selection { as_of {1} kind: KIND_CHANGE levels: LEVEL_COUNTY }",
            "selection { kind: KIND_RANK updated_after {0} }",
            "selection { latest_year: true }",
            "selection { latest_year: true levels: [LEVEL_COUNTY, "
            "LEVEL_DEPARTMENT] within: ['divisions/440000', "
            "'divisions/510000'] } compare_year: 2019 limit: 20",
            "selection { levels: LEVEL_DEPARTMENT } compare_year: 2020",
            "selection { bodies: 'bodies/market_supervision' latest_year: true "
            "} ascending: true",
            "selection { include_unidentified: true first_year: 2020 }",
            "selection { report_type: TYPE_INFORMATION_DISCLOSURE }",
            "compare_year: 2019 selection { indicators: "
            "'indicators/reconsideration.accepted' derived { "
            "name: 'indicators/test.derived' formula: "
            "'100 * reconsideration.accepted / reconsideration.received' } }",
            "selection { filter: 'value < 0 OR value > 1e14' }")));

class TrendReferenceTest : public QueryTest {};

TEST_P(TrendReferenceTest, EqualsTheReference) {
  ExpectEqualsTheReference<v1::QueryTrendsRequest>(Filled(), Request());
}

INSTANTIATE_TEST_SUITE_P(
    Queries, TrendReferenceTest,
    ::testing::Combine(
        ::testing::ValuesIn(StoreKinds()),
        ::testing::Values(
            "", "mix_levels: true", "lag: 3 group_by: DIMENSION_LEVEL",
            "group_by: [DIMENSION_PROVINCE, DIMENSION_YEAR]",
            "group_by: DIMENSION_DIVISION",
            "group_by: [DIMENSION_YEAR, DIMENSION_PREFECTURE] "
            "selection { first_year: 2018 last_year: 2019 }",
            "selection { within: 'divisions/110000' first_year: 2020 } lag: 2",
            "selection { latest_year: true } group_by: DIMENSION_PROVINCE",
            "selection { include_erroneous: true kind: KIND_RANK }",
            "selection { kind: KIND_CHANGE min_confidence: 0.4 }",
            "selection { as_of {0} }", "selection { updated_after {1} }",
            "selection { filter: 'value >= 10' }",
            "selection { levels: LEVEL_DEPARTMENT }",
            "selection { bodies: 'bodies/education' } mix_levels: true",
            "selection { include_unidentified: true } mix_levels: true",
            "selection { include_unidentified: true } "
            "group_by: DIMENSION_PROVINCE",
            "selection { report_type: TYPE_INFORMATION_DISCLOSURE within: "
            "['divisions/440000', 'divisions/110000'] } lag: 2",
            "selection { derived { name: 'indicators/test.derived' formula: "
            "'reconsideration.received - reconsideration.accepted' } }")));

class DistributionReferenceTest : public QueryTest {};

TEST_P(DistributionReferenceTest, EqualsTheReference) {
  ExpectEqualsTheReference<v1::QueryDistributionsRequest>(Filled(), Request());
}

INSTANTIATE_TEST_SUITE_P(
    Queries, DistributionReferenceTest,
    ::testing::Combine(
        ::testing::ValuesIn(StoreKinds()),
        ::testing::Values(
            "", "mix_levels: true bin_count: 7",
            "group_by: [DIMENSION_PROVINCE, DIMENSION_YEAR]",
            "edges: [-100, 0, 0.125, 10, 1e15, 1.1e15] group_by: "
            "DIMENSION_YEAR",
            "edges: [5, 6]", "mix_years: true",
            "mix_years: true mix_levels: true group_by: DIMENSION_PROVINCE",
            "selection { levels: LEVEL_DEPARTMENT }",
            "selection { include_unidentified: true report_type: "
            "TYPE_INFORMATION_DISCLOSURE }",
            "bin_count: 1000 selection { within: "
            "'divisions/440000' latest_year: true }",
            "group_by: DIMENSION_DIVISION selection { include_erroneous: true "
            "}",
            "selection { as_of {1} kind: KIND_CHANGE }",
            "selection { filter: 'diagnostic:*' updated_after {0} }",
            "selection { derived { name: 'indicators/test.derived' formula: "
            "'100 * reconsideration.accepted / reconsideration.received' } "
            "}")));

class CorrelationReferenceTest : public QueryTest {};

TEST_P(CorrelationReferenceTest, EqualsTheReference) {
  ExpectEqualsTheReference<v1::QueryCorrelationsRequest>(Filled(), Request());
}

INSTANTIATE_TEST_SUITE_P(
    Queries, CorrelationReferenceTest,
    ::testing::Combine(
        ::testing::ValuesIn(StoreKinds()),
        ::testing::Values(
            "x: 'indicators/reconsideration.received' "
            "y: 'indicators/reconsideration.accepted'",
            "x: 'indicators/reconsideration.received' "
            "y: 'indicators/reconsideration.received' mix_levels: true",
            "x: 'indicators/reconsideration.received' "
            "y: 'indicators/reconsideration.acceptance_rate' mix_years: true "
            "mix_levels: true selection { include_unidentified: true }",
            "x: 'indicators/reconsideration.received' "
            "y: 'indicators/petition.concluded' mix_years: true group_by: "
            "DIMENSION_PROVINCE selection { levels: [LEVEL_COUNTY, "
            "LEVEL_DEPARTMENT] within: ['divisions/440000', "
            "'divisions/110000'] }",
            "x: 'indicators/litigation.lost' y: "
            "'indicators/litigation.concluded'",
            "x: 'indicators/litigation.lost' y: "
            "'indicators/petition.concluded' "
            "group_by: [DIMENSION_PROVINCE, DIMENSION_YEAR]",
            "x: 'indicators/litigation.lost' y: "
            "'indicators/petition.concluded' "
            "group_by: DIMENSION_DIVISION selection { include_erroneous: true "
            "}",
            "x: 'indicators/litigation.lost' y: "
            "'indicators/petition.concluded' "
            "selection { latest_year: true as_of {1} }",
            "x: 'indicators/test.derived' y: 'indicators/litigation.lost' "
            "selection { filter: 'value >= 10' "
            "derived { name: 'indicators/test.derived' formula: "
            "'100 * reconsideration.accepted / reconsideration.received' } }",
            "x: 'indicators/litigation.lost' y: "
            "'indicators/petition.concluded' "
            "selection { kind: KIND_CHANGE updated_after {0} }")));

}  // namespace reference_test
}  // namespace nianbao::aggregator
