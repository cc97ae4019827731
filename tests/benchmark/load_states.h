// Which states the store of the load benchmark goes through, and what each
// query must answer in each of them.
#ifndef NIANBAO_TESTS_BENCHMARK_LOAD_STATES_H_
#define NIANBAO_TESTS_BENCHMARK_LOAD_STATES_H_

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "nianbao/v1/report.pb.h"
#include "tests/benchmark/generated_rows.h"
#include "tests/benchmark/statistics_engine.h"

namespace nianbao {

// State 0 is the generated rows; upload n makes state n of state n - 1. Uploads
// replace some reports in turn, each time by one with larger values, so that
// every state is another. Immutable, thread-safe.
class LoadStates {
 public:
  // `rows` must outlive the object.
  explicit LoadStates(const GeneratedRows& rows);

  // Counts from 1.
  v1::Report Upload(int64_t number) const;

  // Empty when `answer` is right in one of the states from `first` to `last`,
  // else what is wrong with it.
  std::string Check(Query query, const Answer& answer, int64_t first,
                    int64_t last) const;

 private:
  // A report that uploads replace.
  struct Target {
    int division = 0;
    int year = 0;
  };
  // A row of an answer: the values that stay, and the targets among the others.
  struct Group {
    int64_t key = 0;
    int indicator = 0;
    int year = 0;
    double count = 0;
    double sum = 0;
    double squares = 0;
    // Ascending; only the ends where no quantiles are asked for.
    std::vector<double> staying;
    std::vector<int> targets;
  };
  using Groups = std::vector<Group>;

  // Index of the report's target, or -1.
  int FindTarget(int division, int year) const;
  Groups ByProvinceAndYear() const;
  Groups ByIndicatorAndYear() const;
  void Fill(int division, Group& group) const;

  std::vector<double> Figures(const Group& group, bool quantiles,
                              int64_t state) const;
  Answer Ranks(int64_t state) const;
  Answer Expected(Query query, int64_t state) const;
  // By how much the sum of all that the query speaks of has grown.
  double Growth(Query query, int64_t state) const;

  const GeneratedRows& rows_;
  std::vector<Target> targets_;
  Groups by_province_and_year_;
  Groups by_indicator_and_year_;
  // Sums of the answers in state 0.
  std::map<Query, double> base_;
};

}  // namespace nianbao

#endif  // NIANBAO_TESTS_BENCHMARK_LOAD_STATES_H_
