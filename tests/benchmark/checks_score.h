// How well the checks of a store find the faults of a corpus.
#ifndef NIANBAO_TESTS_BENCHMARK_CHECKS_SCORE_H_
#define NIANBAO_TESTS_BENCHMARK_CHECKS_SCORE_H_

#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "aggregator/store/store.h"
#include "common/domain/catalogue.h"
#include "tests/benchmark/checks_corpus.h"

namespace nianbao {

struct CheckScore {
  std::string code;
  int planted = 0;
  int found = 0;
  // What was told of figures, or of reports, without a planted fault.
  int false_alarms = 0;
  // Figures, or reports, that the check judges.
  int64_t judged = 0;
  // What the query took.
  double seconds = 0;

  double Recall() const { return planted == 0 ? 1 : double(found) / planted; }
  double FalseAlarmRate() const {
    return judged == 0 ? 0 : double(false_alarms) / double(judged);
  }
};

// Stores the corpus and gives "reports/{report}" of each of its reports.
absl::StatusOr<std::vector<std::string>> StoreCorpus(const ChecksCorpus& corpus,
                                                     aggregator::Store& store);

// Asks for each check by itself. `names` are those of StoreCorpus.
absl::StatusOr<std::vector<CheckScore>> ScoreChecks(
    const ChecksCorpus& corpus, const std::vector<std::string>& names,
    const Catalogue& catalogue, aggregator::Store& store);

}  // namespace nianbao

#endif  // NIANBAO_TESTS_BENCHMARK_CHECKS_SCORE_H_
