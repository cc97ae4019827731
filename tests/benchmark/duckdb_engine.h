// DuckDB on the benchmark's rows, in a Node process of its own.
#ifndef NIANBAO_TESTS_BENCHMARK_DUCKDB_ENGINE_H_
#define NIANBAO_TESTS_BENCHMARK_DUCKDB_ENGINE_H_

#include <memory>
#include <string>

#include "tests/benchmark/generated_rows.h"
#include "tests/benchmark/statistics_engine.h"

namespace nianbao {

// In memory, sorted by indicator, two threads. Writes a file of 300 MB into
// `folder` and removes it. Null where Node or the package cannot be had; the
// reason is printed.
std::unique_ptr<StatisticsEngine> MakeDuckdbEngine(const GeneratedRows& rows,
                                                   const std::string& folder);

}  // namespace nianbao

#endif  // NIANBAO_TESTS_BENCHMARK_DUCKDB_ENGINE_H_
