// Each store's answers to random questions over random reports equal the
// reference's: whatever is told apart, mixed, selected or left out together.
#include <iterator>
#include <memory>
#include <random>
#include <string>
#include <tuple>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/integration/store/reference.h"
#include "tests/integration/store/row_comparison.h"
#include "tests/integration/store/store_fixture.h"

namespace nianbao::aggregator {
namespace random_questions_test {

constexpr int kObservations = 6000;
constexpr int kQuestions = 40;

// Random requests, with the same fields for the same seed.
class Asker {
 public:
  explicit Asker(unsigned seed) : random_(seed) {}

  v1::QueryStatisticsRequest Statistics() {
    v1::QueryStatisticsRequest request = Grouped<v1::QueryStatisticsRequest>();
    request.set_mix_years(Chance(40));
    request.add_probabilities(0.3);
    return request;
  }
  v1::QueryDistributionsRequest Distributions() {
    auto request = Grouped<v1::QueryDistributionsRequest>();
    request.set_mix_years(Chance(40));
    return request;
  }
  v1::QueryCorrelationsRequest Correlations() {
    auto request = Grouped<v1::QueryCorrelationsRequest>();
    request.set_mix_years(Chance(40));
    request.mutable_selection()->clear_indicators();
    request.set_x(OneOf(kNames));
    request.set_y(OneOf(kNames));
    return request;
  }
  v1::QueryTrendsRequest Trends() {
    auto request = Grouped<v1::QueryTrendsRequest>();
    request.set_lag(1 + Below(3));
    return request;
  }
  v1::RankDivisionsRequest Ranks() {
    v1::RankDivisionsRequest request;
    *request.mutable_selection() = Selection();
    request.set_ascending(Chance(30));
    if (Chance(40)) request.set_compare_year(2016 + Below(7));
    if (Chance(30)) request.set_limit(1 + Below(5));
    return request;
  }

 private:
  static constexpr const char* kNames[] = {
      "indicators/reconsideration.received",
      "indicators/reconsideration.accepted",
      "indicators/reconsideration.acceptance_rate",
      "indicators/petition.concluded",
      "indicators/litigation.lost",
  };
  static constexpr const char* kPlaces[] = {
      "divisions/110000", "divisions/440000", "divisions/440100",
      "divisions/510000", "divisions/650000", "divisions/320100",
  };
  static constexpr const char* kBodies[] = {
      "bodies/public_security",
      "bodies/market_supervision",
      "bodies/education",
  };

  int Below(int n) { return static_cast<int>(random_() % n); }
  bool Chance(int percent) { return Below(100) < percent; }

  template <size_t kSize>
  const char* OneOf(const char* const (&list)[kSize]) {
    return list[Below(kSize)];
  }

  template <typename Request>
  Request Grouped() {
    Request request;
    *request.mutable_selection() = Selection();
    std::vector<int> dimensions = {1, 2, 3, 4, 5, 6, 7, 8};
    std::shuffle(dimensions.begin(), dimensions.end(), random_);
    dimensions.resize(Below(5));
    for (const int dimension : dimensions) {
      request.add_group_by(static_cast<v1::Dimension>(dimension));
    }
    request.set_mix_levels(Chance(40));
    return request;
  }

  v1::Selection Selection() {
    v1::Selection selection;
    if (Chance(50)) selection.add_indicators(OneOf(kNames));
    for (int i = Chance(40) ? 1 + Below(3) : 0; i > 0; --i) {
      selection.add_within(OneOf(kPlaces));
    }
    if (Chance(30)) {
      selection.add_levels(v1::LEVEL_DEPARTMENT);
    } else if (Chance(30)) {
      selection.add_levels(v1::LEVEL_COUNTY);
      selection.add_levels(v1::LEVEL_UNSPECIFIED);
    }
    if (Chance(20)) selection.add_government_levels(v1::LEVEL_COUNTY);
    if (Chance(20)) selection.add_bodies(OneOf(kBodies));
    if (Chance(30)) selection.set_first_year(2016 + Below(4));
    if (Chance(30)) selection.set_last_year(2019 + Below(4));
    if (Chance(30)) {
      selection.set_report_type(static_cast<v1::Report::Type>(1 + Below(3)));
    }
    if (Chance(15)) selection.set_kind(v1::KIND_CHANGE);
    selection.set_include_unidentified(Chance(35));
    selection.set_include_erroneous(Chance(30));
    selection.set_latest_year(Chance(30));
    if (Chance(20)) selection.set_min_confidence(0.5);
    if (Chance(20)) selection.set_filter("value >= 10");
    return selection;
  }

  std::mt19937 random_;
};

class RandomQuestionsTest
    : public ::testing::TestWithParam<std::tuple<StoreKind, int>> {
 protected:
  RandomQuestionsTest()
      : seed_(static_cast<unsigned>(std::get<1>(GetParam()))),
        fixture_(std::get<0>(GetParam()),
                 GenerateCorpus(seed_, kObservations)) {}

  // `ask` makes a request of an Asker.
  template <typename Request>
  void ExpectEqualsTheReference(Request (Asker::*ask)()) {
    Asker asker(seed_);
    size_t rows = 0;
    for (int i = 0; i < kQuestions; ++i) {
      const Request request = (asker.*ask)();
      const auto expected = ReferenceRows(BuiltIn(), fixture_.corpus, request);
      const auto actual = fixture_.Rows(request);
      for (size_t j = 0; j < std::min(actual.size(), expected.size()); ++j) {
        ASSERT_EQ(Difference(expected[j], actual[j]), "")
            << request.DebugString() << "\nrow " << j;
      }
      ASSERT_EQ(actual.size(), expected.size()) << request.DebugString();
      rows += expected.size();
    }
    EXPECT_GT(rows, kQuestions);
  }

  const unsigned seed_;
  const StoreFixture fixture_;
};

INSTANTIATE_TEST_SUITE_P(Seeds, RandomQuestionsTest,
                         ::testing::Combine(::testing::ValuesIn(StoreKinds()),
                                            ::testing::Range(1, 5)));

TEST_P(RandomQuestionsTest, StatisticsEqualTheReference) {
  ExpectEqualsTheReference(&Asker::Statistics);
}

TEST_P(RandomQuestionsTest, RanksEqualTheReference) {
  ExpectEqualsTheReference(&Asker::Ranks);
}

TEST_P(RandomQuestionsTest, TrendsEqualTheReference) {
  ExpectEqualsTheReference(&Asker::Trends);
}

TEST_P(RandomQuestionsTest, DistributionsEqualTheReference) {
  ExpectEqualsTheReference(&Asker::Distributions);
}

TEST_P(RandomQuestionsTest, CorrelationsEqualTheReference) {
  ExpectEqualsTheReference(&Asker::Correlations);
}

}  // namespace random_questions_test
}  // namespace nianbao::aggregator
