// Which cores a side of a benchmark has.
#ifndef NIANBAO_TESTS_BENCHMARK_CORES_H_
#define NIANBAO_TESTS_BENCHMARK_CORES_H_

namespace nianbao {

enum class Cores { kAll, kFirst, kOthers };

// The calling thread, and the threads and processes that it starts from now on,
// run on those cores alone. Ends the benchmark on a machine with one core.
void RunOn(Cores cores);

}  // namespace nianbao

#endif  // NIANBAO_TESTS_BENCHMARK_CORES_H_
