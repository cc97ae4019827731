// A query that nobody waits for any more stops wherever it is.
#include <functional>
#include <utility>

#include "absl/time/time.h"
#include "gtest/gtest.h"
#include "tests/integration/store/store_fixture.h"

namespace nianbao::aggregator {
namespace stopping_test {

// Runs the query and stops it at its n-th look at `stopped`; true when it ended
// before.
template <typename Message>
bool EndsBefore(int n, Store::Rows<Message> rows) {
  EXPECT_TRUE(rows.ok()) << rows.status();
  int looks = 0;
  Messages<Message> messages;
  absl::StatusOr<bool> more = true;
  while (more.ok() && *more) {
    more = rows->cursor->Next(messages, [&] { return ++looks >= n; });
  }
  if (more.ok()) {
    EXPECT_LT(looks, n) << "went on though it was told to stop";
    return true;
  }
  EXPECT_EQ(more.status().code(), absl::StatusCode::kCancelled);
  EXPECT_EQ(looks, n) << "looked again after it was told to stop";
  return false;
}

class StoppingTest : public ::testing::TestWithParam<StoreKind> {};

INSTANTIATE_TEST_SUITE_P(Stores, StoppingTest,
                         ::testing::ValuesIn(StoreKinds()), KindName);

TEST_P(StoppingTest, EveryQueryStopsWhereverItIs) {
  const StoreFixture fixture(GetParam(), GenerateCorpus(5, 10000));
  Store& store = *fixture.store;
  v1::QueryStatisticsRequest statistics;
  statistics.add_group_by(v1::DIMENSION_DIVISION);
  v1::QueryStatisticsRequest ordered = statistics;
  ordered.set_order_by("mean desc");
  v1::QueryStatisticsRequest vintage = statistics;
  vintage.mutable_selection()->mutable_as_of()->set_seconds(
      absl::ToUnixSeconds(fixture.moments.at(0)) - 1);
  v1::QueryStatisticsRequest filtered = statistics;
  filtered.mutable_selection()->set_filter("value > 3");
  filtered.mutable_selection()->set_latest_year(true);
  v1::QueryCorrelationsRequest correlations;
  correlations.set_x("indicators/reconsideration.accepted");
  correlations.set_y("indicators/reconsideration.received");
  v1::QueryObservationsRequest observations;
  observations.set_include_uncounted(true);
  const std::pair<const char*, std::function<bool(int)>> queries[] = {
      {"statistics",
       [&](int n) { return EndsBefore(n, Open(store, statistics)); }},
      {"ordered statistics",
       [&](int n) { return EndsBefore(n, Open(store, ordered)); }},
      {"statistics of a vintage",
       [&](int n) { return EndsBefore(n, Open(store, vintage)); }},
      {"filtered statistics",
       [&](int n) { return EndsBefore(n, Open(store, filtered)); }},
      {"ranks",
       [&](int n) {
         return EndsBefore(n, Open(store, v1::RankDivisionsRequest()));
       }},
      {"trends",
       [&](int n) {
         return EndsBefore(n, Open(store, v1::QueryTrendsRequest()));
       }},
      {"distributions",
       [&](int n) {
         return EndsBefore(n, Open(store, v1::QueryDistributionsRequest()));
       }},
      {"correlations",
       [&](int n) { return EndsBefore(n, Open(store, correlations)); }},
      {"checks",
       [&](int n) {
         return EndsBefore(n, Open(store, v1::QueryChecksRequest()));
       }},
      {"observations",
       [&](int n) { return EndsBefore(n, Open(store, observations)); }},
  };
  for (const auto& [name, ends_before] : queries) {
    SCOPED_TRACE(name);
    EXPECT_FALSE(ends_before(1));
    // Twice as far each time, until the query ends by itself.
    int n = 2;
    while (n < (1 << 28) && !ends_before(n)) n *= 2;
    EXPECT_LT(n, 1 << 28);
  }
}

}  // namespace stopping_test
}  // namespace nianbao::aggregator
