// Questions for tests of queries, from requests in text form.
#ifndef NIANBAO_TESTS_UNIT_AGGREGATOR_ASKING_H_
#define NIANBAO_TESTS_UNIT_AGGREGATOR_ASKING_H_

#include "absl/status/statusor.h"
#include "aggregator/query/statistics/statistic_list.h"
#include "aggregator/question/compile.h"
#include "common/domain/catalogue.h"
#include "gtest/gtest.h"
#include "tests/unit/aggregator/snapshot_builder.h"

namespace nianbao::aggregator {

// Whether a request is right, and the question that it asks.
template <typename Request>
auto TryToAsk(const Request& request,
              const Catalogue& catalogue = QueryTestCatalogue()) {
  return Compile(Vocabulary{catalogue, StatisticNames()}, request);
}

// The question of a request that is right.
template <typename Request>
auto Ask(const Request& request,
         const Catalogue& catalogue = QueryTestCatalogue()) {
  auto question = TryToAsk(request, catalogue);
  EXPECT_TRUE(question.ok()) << question.status();
  return *std::move(question);
}

}  // namespace nianbao::aggregator

#endif  // NIANBAO_TESTS_UNIT_AGGREGATOR_ASKING_H_
