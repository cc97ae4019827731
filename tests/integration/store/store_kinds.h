// The stores that the tests of this folder run over. A new store is added to
// the list in store_kinds.cc and has to pass all of them as they are.
#ifndef NIANBAO_TESTS_INTEGRATION_STORE_STORE_KINDS_H_
#define NIANBAO_TESTS_INTEGRATION_STORE_STORE_KINDS_H_

#include <memory>
#include <ostream>
#include <string>
#include <vector>

#include "aggregator/store/store.h"
#include "gtest/gtest.h"

namespace nianbao::aggregator {

struct StoreKind {
  // In names of tests: letters and digits.
  const char* name;
  // Opens the store whose data is in `folder`, an empty one at first, over the
  // catalogue of BuiltIn(). It is not prepared. Ends the program on an error.
  std::unique_ptr<Store> (*open)(const std::string& folder);
};

std::vector<StoreKind> StoreKinds();

inline void PrintTo(const StoreKind& kind, std::ostream* out) {
  *out << kind.name;
}

// For INSTANTIATE_TEST_SUITE_P over StoreKinds().
inline std::string KindName(const ::testing::TestParamInfo<StoreKind>& test) {
  return test.param.name;
}

}  // namespace nianbao::aggregator

#endif  // NIANBAO_TESTS_INTEGRATION_STORE_STORE_KINDS_H_
