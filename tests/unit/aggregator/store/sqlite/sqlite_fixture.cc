#include "tests/unit/aggregator/store/sqlite/sqlite_fixture.h"

#include <cstdlib>
#include <iostream>
#include <utility>

namespace nianbao::aggregator {

std::unique_ptr<SqliteStore> OpenStore(const std::string& path) {
  absl::StatusOr<std::unique_ptr<SqliteStore>> store =
      SqliteStore::Open(path, BuiltIn());
  const absl::Status status = store.ok() ? Prepare(**store) : store.status();
  if (!status.ok()) {
    std::cerr << status << "\n";
    std::abort();
  }
  return *std::move(store);
}

}  // namespace nianbao::aggregator
