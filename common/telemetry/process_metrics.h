// Metrics of the process itself, by the names that all Prometheus clients give
// them.
#ifndef NIANBAO_COMMON_TELEMETRY_PROCESS_METRICS_H_
#define NIANBAO_COMMON_TELEMETRY_PROCESS_METRICS_H_

#include <vector>

#include "common/telemetry/scraped_metrics.h"

namespace nianbao {

// Start, processor time, resident memory and open files of this process. They
// are read from the system when Prometheus asks.
std::vector<ScrapedMetrics::Handle> AddProcessMetrics(ScrapedMetrics& metrics);

}  // namespace nianbao

#endif  // NIANBAO_COMMON_TELEMETRY_PROCESS_METRICS_H_
