// SQLite on the benchmark's rows, in this process and in memory.
#ifndef NIANBAO_TESTS_BENCHMARK_SQLITE_ENGINE_H_
#define NIANBAO_TESTS_BENCHMARK_SQLITE_ENGINE_H_

#include <memory>

#include "tests/benchmark/generated_rows.h"
#include "tests/benchmark/statistics_engine.h"

namespace nianbao {

// The rows are in one covering index: a table without row ids whose key is
// indicator, year, province, division. Groups are made by GROUP BY, ranks by
// rank(); for quantiles, which SQLite has not, the rows are fetched in the
// order of their groups and each group is sorted here, which is faster than
// window functions.
std::unique_ptr<StatisticsEngine> MakeSqliteEngine(const GeneratedRows& rows);

}  // namespace nianbao

#endif  // NIANBAO_TESTS_BENCHMARK_SQLITE_ENGINE_H_
