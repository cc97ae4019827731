// Metrics whose values are read when Prometheus asks for them, beside those
// that are counted as things happen. Thread-safe.
//
//   const ScrapedMetrics::Handle depth = metrics.Add(
//       {.name = "nianbao_worker_queue_depth", .help = "Pieces of work ...",
//        .read = [&pool] { return pool.queued(); }});
#ifndef NIANBAO_COMMON_TELEMETRY_SCRAPED_METRICS_H_
#define NIANBAO_COMMON_TELEMETRY_SCRAPED_METRICS_H_

#include <functional>
#include <list>
#include <memory>
#include <string>
#include <vector>

#include "absl/base/thread_annotations.h"
#include "absl/synchronization/mutex.h"
#include "prometheus/collectable.h"
#include "prometheus/metric_family.h"

namespace nianbao {

struct ScrapedMetric {
  // Unique in the program.
  std::string name;
  std::string help;
  prometheus::MetricType type = prometheus::MetricType::Gauge;
  // Must be quick, and must not add or remove metrics.
  std::function<double()> read;
};

class ScrapedMetrics final : public prometheus::Collectable {
  struct Remove {
    void operator()(const ScrapedMetric* metric) const;
    ScrapedMetrics* metrics = nullptr;
  };

 public:
  // Takes the metric away when it dies: after that `read` is not called. Must
  // not outlive the metrics.
  using Handle = std::unique_ptr<const ScrapedMetric, Remove>;

  [[nodiscard]] Handle Add(ScrapedMetric metric);

  std::vector<prometheus::MetricFamily> Collect() const override;

 private:
  mutable absl::Mutex mutex_;
  std::list<ScrapedMetric> metrics_ ABSL_GUARDED_BY(mutex_);
};

}  // namespace nianbao

#endif  // NIANBAO_COMMON_TELEMETRY_SCRAPED_METRICS_H_
