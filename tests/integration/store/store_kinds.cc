#include "tests/integration/store/store_kinds.h"

#include "aggregator/store/sqlite/store.h"
#include "tests/integration/store/store_calls.h"

namespace nianbao::aggregator {

std::vector<StoreKind> StoreKinds() {
  return {
      {.name = "Sqlite",
       .open = [](const std::string& folder) -> std::unique_ptr<Store> {
         return SqliteStore::Open(folder + "/nianbao.db", BuiltIn()).value();
       }}};
}

}  // namespace nianbao::aggregator
