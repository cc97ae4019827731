// Every row leads back to the observations that it was made from, and every
// observation tells why it counts or does not.
#include <algorithm>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "gmock/gmock.h"
#include "google/protobuf/text_format.h"
#include "gtest/gtest.h"
#include "tests/integration/store/reference_facts.h"
#include "tests/integration/store/reference_numbers.h"
#include "tests/integration/store/store_fixture.h"

namespace nianbao::aggregator {
namespace provenance_test {

using Observation = v1::QueryObservationsResponse;

// A store of each kind over the same generated reports.
const StoreFixture& Generated(const StoreKind& kind) {
  static auto& fixtures =
      *new std::map<std::string, std::unique_ptr<StoreFixture>>;
  std::unique_ptr<StoreFixture>& fixture = fixtures[kind.name];
  if (fixture == nullptr) {
    fixture = std::make_unique<StoreFixture>(kind, GenerateCorpus(77, 20000));
  }
  return *fixture;
}

// The observations behind a row.
Messages<Observation> Behind(const StoreFixture& fixture,
                             const v1::Statistics& row) {
  v1::QueryObservationsRequest request;
  request.set_selection_token(row.selection_token());
  const auto observations = Query(*fixture.store, request);
  EXPECT_TRUE(observations.ok()) << observations.status();
  return observations.ok() ? *observations : Messages<Observation>();
}

// In the unit of the indicator; it must have one.
double ValueOf(const Observation& row) {
  const v1::Observation& o = row.observation();
  const v1::Indicator* const indicator = BuiltIn().Find(o.indicator());
  if (indicator == nullptr) return o.quantity().value();
  const std::optional<double> value = ConvertedValue(*indicator, o);
  EXPECT_TRUE(value.has_value()) << row.DebugString();
  return value.value_or(0);
}

// A store, and a query or selection in text form.
class QueryTest
    : public ::testing::TestWithParam<std::tuple<StoreKind, const char*>> {
 protected:
  const StoreFixture& Filled() const {
    return Generated(std::get<0>(GetParam()));
  }
  const char* Text() const { return std::get<1>(GetParam()); }
};

class StoreTest : public ::testing::TestWithParam<StoreKind> {};
INSTANTIATE_TEST_SUITE_P(Stores, StoreTest, ::testing::ValuesIn(StoreKinds()),
                         KindName);

class ProvenanceTest : public QueryTest {};

TEST_P(ProvenanceTest, ObservationsBehindARowGiveTheRow) {
  v1::QueryStatisticsRequest request;
  ASSERT_TRUE(google::protobuf::TextFormat::ParseFromString(Text(), &request));
  const std::vector<v1::Statistics> rows = Filled().Rows(request);
  ASSERT_FALSE(rows.empty());
  for (const v1::Statistics& row : rows) {
    Numbers values;
    int inexact = 0;
    for (const Observation& o : Behind(Filled(), row)) {
      EXPECT_TRUE(o.counted());
      EXPECT_EQ(o.standing(), Observation::STANDING_COUNTED);
      EXPECT_EQ(o.observation().indicator(), row.group().indicator());
      EXPECT_FALSE(o.observation().evidence().sentence().empty());
      values.push_back(ValueOf(o));
      inexact += o.observation().quantity().modifier() > v1::MODIFIER_EXACT;
    }
    ASSERT_EQ(values.size(), row.count()) << row.DebugString();
    if (values.empty()) continue;
    EXPECT_EQ(inexact, row.inexact_count());
    EXPECT_EQ(*std::min_element(values.begin(), values.end()),
              row.min().value());
    EXPECT_EQ(*std::max_element(values.begin(), values.end()),
              row.max().value());
    EXPECT_EQ(QuantileOf(values, 0.5), row.median());
    const double mean = MeanOf(values);
    EXPECT_NEAR(row.mean(), mean, 1e-12 * std::abs(mean) + 1e-9);
  }
}

INSTANTIATE_TEST_SUITE_P(
    Queries, ProvenanceTest,
    ::testing::Combine(
        ::testing::ValuesIn(StoreKinds()),
        ::testing::Values(
            "", "mix_levels: true group_by: DIMENSION_YEAR",
            "group_by: [DIMENSION_YEAR, DIMENSION_LEVEL] "
            "selection { latest_year: true include_erroneous: true }",
            "group_by: DIMENSION_PROVINCE selection { filter: 'value >= 10' "
            "levels: [LEVEL_COUNTY, LEVEL_DEPARTMENT] }",
            "group_by: DIMENSION_PREFECTURE group_by: DIMENSION_YEAR "
            "selection { indicators: 'indicators/litigation.*' "
            "min_confidence: 0.5 first_year: 2018 last_year: 2021 }",
            "group_by: DIMENSION_DIVISION selection { within: "
            "'divisions/440000' }",
            "selection { kind: KIND_CHANGE within: 'divisions/110000' }",
            "mix_years: true", "mix_years: true mix_levels: true",
            "selection { report_type: TYPE_INFORMATION_DISCLOSURE }",
            "selection { levels: LEVEL_DEPARTMENT } mix_years: true",
            "selection { levels: LEVEL_DEPARTMENT } mix_levels: true "
            "group_by: [DIMENSION_GOVERNMENT_LEVEL, DIMENSION_PROVINCE]",
            "group_by: DIMENSION_BODY mix_levels: true mix_years: true",
            "selection { include_unidentified: true levels: [LEVEL_COUNTY, "
            "LEVEL_PROVINCE] } mix_years: true group_by: DIMENSION_PROVINCE",
            "selection { within: ['divisions/440000', 'divisions/110000'] } "
            "group_by: DIMENSION_PREFECTURE mix_years: true")));

TEST_P(StoreTest, DerivedRowsLeadToTheirOperands) {
  const StoreFixture& fixture = Generated(GetParam());
  v1::QueryStatisticsRequest request;
  ASSERT_TRUE(google::protobuf::TextFormat::ParseFromString(
      "group_by: DIMENSION_PROVINCE selection { derived { "
      "name: 'indicators/test.derived' formula: "
      "'reconsideration.received - reconsideration.accepted' } }",
      &request));
  for (const v1::Statistics& row : fixture.Rows(request)) {
    // By issuer and year.
    std::map<std::pair<std::string, int>, std::map<std::string, double>> pairs;
    for (const Observation& o : Behind(fixture, row)) {
      pairs[{o.issuer().name() + o.issuer().division_code(),
             o.observation().year()}][o.observation().indicator()] = ValueOf(o);
    }
    Numbers values;
    for (const auto& [id, operands] : pairs) {
      if (operands.size() < 2) continue;
      values.push_back(operands.at("indicators/reconsideration.received") -
                       operands.at("indicators/reconsideration.accepted"));
    }
    ASSERT_EQ(values.size(), row.count());
    EXPECT_EQ(*std::max_element(values.begin(), values.end()),
              row.max().value());
  }
}

TEST_P(StoreTest, RefusesWhatIsNoToken) {
  const StoreFixture& fixture = Generated(GetParam());
  const v1::QueryStatisticsRequest query;
  const std::string token = fixture.Rows(query).at(0).selection_token();
  for (const std::string& wrong :
       {std::string("x"), token + "~", token.substr(token.find('~')) + "~1",
        token.substr(0, token.find('~')) + "~no indicator~~~~~"}) {
    v1::QueryObservationsRequest request;
    request.set_selection_token(wrong);
    EXPECT_EQ(Open(*fixture.store, request).status().code(),
              absl::StatusCode::kInvalidArgument)
        << wrong;
  }
}

// The reason that the contract gives, told from the reports themselves.
class StandingReference {
 public:
  StandingReference(const Corpus& corpus, const v1::Selection& selection)
      : selection_(BuiltIn(), corpus, selection),
        everything_(BuiltIn(), corpus, Everything(selection)) {
    for (const auto& [upload, entry] : selection_.counted()) {
      counted_.insert(entry->report.source_uri());
    }
    for (const CorpusReport& entry : corpus.reports) {
      reports_[entry.report.source_uri()] = &entry.report;
    }
  }

  Observation::Standing Of(const Observation& row) {
    const v1::Observation& o = row.observation();
    if (o.indicator().empty() || o.year() == 0) {
      return Observation::STANDING_INCOMPLETE;
    }
    if (o.scope() == v1::SCOPE_OTHER) return Observation::STANDING_OTHER_SCOPE;
    if (!o.headline()) return Observation::STANDING_NOT_HEADLINE;
    const v1::Indicator* const indicator = BuiltIn().Find(o.indicator());
    const std::string& unit = o.quantity().unit();
    if ((unit == "%" || unit == "百分点") && indicator != nullptr &&
        indicator->measure() != v1::Indicator::MEASURE_RATE) {
      return Observation::STANDING_PERCENTAGE;
    }
    const auto report = reports_.find(row.source_uri());
    if (!selection_.selection().include_unidentified() &&
        !PublisherOf(BuiltIn(), *report->second).identified) {
      return Observation::STANDING_UNIDENTIFIED;
    }
    if (!counted_.contains(row.source_uri())) {
      return Observation::STANDING_REPORT_NOT_COUNTED;
    }
    if (Find(everything_, row) == nullptr) {
      return Observation::STANDING_OUTVOTED;
    }
    const Fact* const fact = Find(selection_, row);
    if (fact == nullptr) return Observation::STANDING_FILTERED;
    if (fact->erroneous && !selection_.selection().include_erroneous()) {
      return Observation::STANDING_ERRONEOUS;
    }
    return fact->convertible ? Observation::STANDING_COUNTED
                             : Observation::STANDING_UNCONVERTIBLE;
  }

 private:
  using Selected =
      std::map<std::string, std::map<std::pair<std::string, int>, Fact>>;

  // All that is elected.
  static v1::Selection Everything(const v1::Selection& selection) {
    v1::Selection everything;
    everything.set_kind(selection.kind());
    everything.set_report_type(selection.report_type());
    everything.set_include_unidentified(true);
    return everything;
  }

  // Null when another observation, or none, was taken.
  const Fact* Find(const ReferenceSelection& selection,
                   const Observation& row) {
    Selected& cache = selected_[&selection];
    const auto [it, added] = cache.try_emplace(row.observation().indicator());
    if (added) {
      for (const auto& [id, fact] : selection.Select(it->first)) {
        it->second.emplace(std::pair(fact.report().source_uri(), fact.index),
                           fact);
      }
    }
    const auto found = it->second.find({row.source_uri(), row.index()});
    return found == it->second.end() ? nullptr : &found->second;
  }

  const ReferenceSelection selection_;
  const ReferenceSelection everything_;
  // Sources of counted reports.
  std::set<std::string> counted_;
  // The newest report of each source.
  std::map<std::string, const v1::Report*> reports_;
  std::map<const ReferenceSelection*, Selected> selected_;
};

class StandingTest : public QueryTest {};

TEST_P(StandingTest, EveryObservationTellsWhyItCountsOrNot) {
  v1::QueryObservationsRequest request;
  ASSERT_TRUE(google::protobuf::TextFormat::ParseFromString(
      Text(), request.mutable_selection()));
  request.set_include_uncounted(true);
  // The reference looks at one kind at a time.
  if (request.selection().kind() == v1::KIND_UNSPECIFIED) {
    request.mutable_selection()->set_kind(v1::KIND_LEVEL);
  }
  StandingReference reference(Filled().corpus, request.selection());
  std::map<Observation::Standing, int> standings;
  for (const Observation& row : Filled().Rows(request)) {
    ASSERT_EQ(Observation::Standing_Name(row.standing()),
              Observation::Standing_Name(reference.Of(row)))
        << row.DebugString();
    EXPECT_EQ(row.counted(), row.standing() == Observation::STANDING_COUNTED);
    ++standings[row.standing()];
    if (row.standing() != Observation::STANDING_OUTVOTED) {
      EXPECT_EQ(row.taken_report(), "");
      continue;
    }
    const absl::StatusOr<v1::Report> taken =
        Filled().store->Get(row.taken_report());
    ASSERT_TRUE(taken.ok()) << taken.status();
    const v1::Observation& instead = taken->observations(row.taken_index());
    EXPECT_EQ(instead.indicator(), row.observation().indicator());
    EXPECT_EQ(instead.year(), row.observation().year());
    EXPECT_EQ(taken->issuer().name(), row.issuer().name());
  }
  EXPECT_GE(standings.size(), 6);
}

INSTANTIATE_TEST_SUITE_P(
    Selections, StandingTest,
    ::testing::Combine(
        ::testing::ValuesIn(StoreKinds()),
        ::testing::Values("", "include_erroneous: true latest_year: true",
                          "filter: 'value >= 10' indicators: "
                          "'indicators/reconsideration.*'",
                          "min_confidence: 0.5 kind: KIND_CHANGE",
                          "include_unidentified: true",
                          "report_type: TYPE_INFORMATION_DISCLOSURE")));

TEST_P(StoreTest, AllObservationsAreGivenOnce) {
  const StoreFixture& fixture = Generated(GetParam());
  std::set<std::pair<std::string, int>> given;
  size_t rows = 0;
  for (const v1::Kind kind :
       {v1::KIND_LEVEL, v1::KIND_CHANGE, v1::KIND_RANK, v1::KIND_TARGET}) {
    for (const v1::Report::Type type :
         {v1::Report::TYPE_RULE_OF_LAW, v1::Report::TYPE_INFORMATION_DISCLOSURE,
          v1::Report::TYPE_GOVERNMENT_WORK}) {
      v1::QueryObservationsRequest request;
      request.set_include_uncounted(true);
      request.mutable_selection()->set_kind(kind);
      request.mutable_selection()->set_report_type(type);
      for (const Observation& row : fixture.Rows(request)) {
        given.emplace(row.report(), row.index());
        ++rows;
      }
    }
  }
  size_t expected = 0;
  for (const int i : CurrentReports(fixture.corpus)) {
    expected += fixture.corpus.reports[i].report.observations_size();
  }
  EXPECT_EQ(rows, expected);
  EXPECT_EQ(given.size(), expected);
}

}  // namespace provenance_test
}  // namespace nianbao::aggregator
