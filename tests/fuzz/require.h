// What fuzz targets hold a program to.
#ifndef NIANBAO_TESTS_FUZZ_REQUIRE_H_
#define NIANBAO_TESTS_FUZZ_REQUIRE_H_

#include <cstdlib>
#include <iostream>

#include "absl/strings/string_view.h"

namespace nianbao {

// Ends the program, saying what does not hold.
inline void Require(bool holds, absl::string_view what) {
  if (holds) return;
  std::cerr << "does not hold: " << what << "\n";
  std::abort();
}

}  // namespace nianbao

#endif  // NIANBAO_TESTS_FUZZ_REQUIRE_H_
