// A store filled with a corpus, and its answers.
#ifndef NIANBAO_TESTS_INTEGRATION_STORE_STORE_FIXTURE_H_
#define NIANBAO_TESTS_INTEGRATION_STORE_STORE_FIXTURE_H_

#include <memory>
#include <string>
#include <vector>

#include "absl/time/time.h"
#include "aggregator/store/store.h"
#include "tests/integration/aggregator/corpus.h"
#include "tests/integration/store/store_calls.h"
#include "tests/integration/store/store_kinds.h"
#include "tests/temporary_folder.h"

namespace nianbao::aggregator {

// A store of that kind over `folder`, ready to answer; ends the program on an
// error.
std::unique_ptr<Store> OpenPrepared(const StoreKind& kind,
                                    const std::string& folder);

struct StoreFixture {
  // Uploads the corpus in `phases` parts of like size, and sets stored_at of
  // each report to the end of its part.
  StoreFixture(const StoreKind& kind, Corpus reports, int phases = 1);

  TemporaryFolder folder;
  Corpus corpus;
  // The end of each part; the next begins later.
  std::vector<absl::Time> moments;
  std::unique_ptr<Store> store;

  // All rows that the store answers; fails the test on an error.
  std::vector<v1::Statistics> Rows(
      const v1::QueryStatisticsRequest& request) const;
  std::vector<v1::RankedDivision> Rows(
      const v1::RankDivisionsRequest& request) const;
  std::vector<v1::Trend> Rows(const v1::QueryTrendsRequest& request) const;
  std::vector<v1::Distribution> Rows(
      const v1::QueryDistributionsRequest& request) const;
  std::vector<v1::Correlation> Rows(
      const v1::QueryCorrelationsRequest& request) const;
  std::vector<v1::Check> Rows(const v1::QueryChecksRequest& request) const;
  std::vector<v1::QueryObservationsResponse> Rows(
      const v1::QueryObservationsRequest& request) const;
};

}  // namespace nianbao::aggregator

#endif  // NIANBAO_TESTS_INTEGRATION_STORE_STORE_FIXTURE_H_
