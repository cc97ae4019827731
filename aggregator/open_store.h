// Makes the store that the configuration names.
#ifndef NIANBAO_AGGREGATOR_OPEN_STORE_H_
#define NIANBAO_AGGREGATOR_OPEN_STORE_H_

#include <memory>

#include "absl/status/statusor.h"
#include "aggregator/store/store.h"
#include "common/domain/catalogue.h"
#include "nianbao/v1/server_config.pb.h"

namespace nianbao::aggregator {

// `catalogue` must outlive the store. The store is opened, but not prepared.
// Errors are those of SqliteStore::Open, and say what could not be opened.
absl::StatusOr<std::unique_ptr<Store>> OpenStore(
    const v1::ServerConfig::Store& config, const Catalogue& catalogue);

}  // namespace nianbao::aggregator

#endif  // NIANBAO_AGGREGATOR_OPEN_STORE_H_
