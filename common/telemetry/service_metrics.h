// Metrics of what both services are built on.
#ifndef NIANBAO_COMMON_TELEMETRY_SERVICE_METRICS_H_
#define NIANBAO_COMMON_TELEMETRY_SERVICE_METRICS_H_

#include <vector>

#include "common/base/worker_pool.h"
#include "common/telemetry/scraped_metrics.h"
#include "nianbao/v1/server_config.pb.h"

namespace nianbao {

// Work that waits for `pool`, which must outlive the handles, and with TLS the
// end of the certificate, whose file is read at each scrape.
std::vector<ScrapedMetrics::Handle> AddServiceMetrics(
    const v1::ServerConfig& config, WorkerPool& pool, ScrapedMetrics& metrics);

}  // namespace nianbao

#endif  // NIANBAO_COMMON_TELEMETRY_SERVICE_METRICS_H_
