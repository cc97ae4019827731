#ifndef NIANBAO_TESTS_BENCHMARK_OR_DIE_H_
#define NIANBAO_TESTS_BENCHMARK_OR_DIE_H_

#include <cstdlib>
#include <iostream>
#include <utility>

#include "absl/status/statusor.h"

namespace nianbao {

// Ends the benchmark with an error when there is one.
inline void OrDie(const absl::Status& status) {
  if (status.ok()) return;
  std::cerr << status << "\n";
  std::exit(2);
}

template <typename T>
T OrDie(absl::StatusOr<T> value) {
  OrDie(value.status());
  return *std::move(value);
}

}  // namespace nianbao

#endif  // NIANBAO_TESTS_BENCHMARK_OR_DIE_H_
