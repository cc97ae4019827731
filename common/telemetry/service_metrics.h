// Metrics of what both services are built on.
#ifndef NIANBAO_COMMON_TELEMETRY_SERVICE_METRICS_H_
#define NIANBAO_COMMON_TELEMETRY_SERVICE_METRICS_H_

#include <vector>

#include "common/base/worker_pool.h"
#include "common/rpc/access/call_gate.h"
#include "common/rpc/server.h"
#include "common/telemetry/scraped_metrics.h"
#include "nianbao/v1/server_config.pb.h"

namespace nianbao {

// Work that waits for `pool`, whether the tokens of `gate` are those of their
// file, connections that `server` did not take, and with TLS the end of the
// certificate and whether its files can be served, which are read at each
// scrape. Pool and gate must outlive the handles.
std::vector<ScrapedMetrics::Handle> AddServiceMetrics(
    const v1::ServerConfig& config, const ServerOptions& server, CallGate& gate,
    WorkerPool& pool, ScrapedMetrics& metrics);

}  // namespace nianbao

#endif  // NIANBAO_COMMON_TELEMETRY_SERVICE_METRICS_H_
