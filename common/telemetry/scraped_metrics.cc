#include "common/telemetry/scraped_metrics.h"

#include <utility>

namespace nianbao {
namespace {

// One sample without labels: what the metric reads now.
prometheus::ClientMetric Read(const ScrapedMetric& metric) {
  prometheus::ClientMetric sample;
  const double value = metric.read();
  if (metric.type == prometheus::MetricType::Counter) {
    sample.counter.value = value;
  } else {
    sample.gauge.value = value;
  }
  return sample;
}

}  // namespace

ScrapedMetrics::Handle ScrapedMetrics::Add(ScrapedMetric metric) {
  absl::MutexLock lock(&mutex_);
  // A list, as handles point into it.
  metrics_.push_back(std::move(metric));
  return Handle(&metrics_.back(), Remove{this});
}

void ScrapedMetrics::Remove::operator()(const ScrapedMetric* metric) const {
  absl::MutexLock lock(&metrics->mutex_);
  metrics->metrics_.remove_if(
      [metric](const ScrapedMetric& other) { return &other == metric; });
}

std::vector<prometheus::MetricFamily> ScrapedMetrics::Collect() const {
  // Under the lock, so that a metric that is removed is not being read.
  absl::MutexLock lock(&mutex_);
  std::vector<prometheus::MetricFamily> families;
  for (const ScrapedMetric& metric : metrics_) {
    families.push_back({.name = metric.name,
                        .help = metric.help,
                        .type = metric.type,
                        .metric = {Read(metric)}});
  }
  return families;
}

}  // namespace nianbao
