// Metrics that tell how a store fares:
//
//   nianbao_store_commit_seconds   histogram, of each transaction, until it is
//                                  safe on the disk and queries see it
//   nianbao_store_failed           1 once it takes no more changes, else 0
//   nianbao_store_bytes            the data where it is kept: for SQLite the
//                                  database and its write-ahead log
//   nianbao_loaded_observations    held in memory, where answers come from
//   nianbao_store_scrubbed_bytes_total
//                                  read for nothing but to find damage
//   nianbao_store_damaged_pages    that it has found
//   nianbao_store_missing_transactions
//                                  acknowledged and lost, as a start has found
#ifndef NIANBAO_AGGREGATOR_STORE_STORE_METRICS_H_
#define NIANBAO_AGGREGATOR_STORE_STORE_METRICS_H_

#include <vector>

#include "aggregator/store/store.h"
#include "common/telemetry/scraped_metrics.h"
#include "prometheus/registry.h"

namespace nianbao::aggregator {

class StoreMetrics {
 public:
  // To be made once for a store, before it is prepared; `store` and `scraped`
  // must outlive this, `registry` must outlive the store.
  StoreMetrics(Store& store, prometheus::Registry& registry,
               ScrapedMetrics& scraped);

 private:
  const std::vector<ScrapedMetrics::Handle> scraped_;
};

}  // namespace nianbao::aggregator

#endif  // NIANBAO_AGGREGATOR_STORE_STORE_METRICS_H_
