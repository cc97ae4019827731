#include "aggregator/open_store.h"

#include "aggregator/store/sqlite/store.h"

namespace nianbao::aggregator {

absl::StatusOr<std::unique_ptr<Store>> OpenStore(
    const v1::ServerConfig::Store& config, const Catalogue& catalogue) {
  return SqliteStore::Open(config.db(), catalogue);
}

}  // namespace nianbao::aggregator
