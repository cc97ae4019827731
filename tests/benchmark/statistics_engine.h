// What the engines of the statistics benchmark have in common: four queries
// over the same rows, and answers in one form.
#ifndef NIANBAO_TESTS_BENCHMARK_STATISTICS_ENGINE_H_
#define NIANBAO_TESTS_BENCHMARK_STATISTICS_ENGINE_H_

#include <string>
#include <vector>

namespace nianbao {

enum class Query {
  // One indicator by province and year: province, year | count, sum, mean,
  // standard deviation, min, max.
  kSummary,
  // The same, then the quantiles of kProbabilities.
  kQuantiles,
  // All indicators by year: indicator, year | as kSummary.
  kAllByYear,
  // Divisions by one indicator and year: division, 0 | rank, value.
  kRank,
};

inline constexpr Query kQueries[] = {Query::kSummary, Query::kQuantiles,
                                     Query::kAllByYear, Query::kRank};

inline constexpr double kProbabilities[] = {0.1, 0.25, 0.5, 0.75, 0.9};

// Of GeneratedRows: what the queries about one indicator ask for.
inline constexpr int kAskedIndicator = 10;
inline constexpr int kAskedYear = 2019;

// Administrative divisions by their codes, indicators by their index.
struct AnswerRow {
  int64_t key = 0;
  int64_t year = 0;
  std::vector<double> figures;
};
using Answer = std::vector<AnswerRow>;

// Empty when `answer` has the rows of `expected` in any order, each figure the
// same but for 1e-9 of its size; else the first difference.
std::string Difference(Answer expected, Answer answer);

// Type 7. `sorted` must be ascending and not empty.
double Quantile(const std::vector<double>& sorted, double probability);

class StatisticsEngine {
 public:
  virtual ~StatisticsEngine() = default;

  virtual std::string name() const = 0;
  virtual Answer Ask(Query query) = 0;
  // Runs the query until the last row is in this process (or, for an engine of
  // another process, in that one), and throws the rows away. Milliseconds.
  virtual double Time(Query query) = 0;
};

}  // namespace nianbao

#endif  // NIANBAO_TESTS_BENCHMARK_STATISTICS_ENGINE_H_
