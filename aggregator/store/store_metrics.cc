#include "aggregator/store/store_metrics.h"

#include <functional>
#include <utility>

#include "absl/time/time.h"
#include "prometheus/histogram.h"

namespace nianbao::aggregator {
namespace {

// In seconds: from a fast disk that takes one report to a slow one that takes
// as many as go into a transaction.
const prometheus::Histogram::BucketBoundaries& Buckets() {
  static const auto& buckets = *new prometheus::Histogram::BucketBoundaries{
      0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 5};
  return buckets;
}

std::vector<ScrapedMetrics::Handle> AddGauges(const Store& store,
                                              ScrapedMetrics& scraped) {
  std::vector<ScrapedMetrics::Handle> handles;
  const auto add = [&](const char* name, const char* help,
                       std::function<double()> read) {
    handles.push_back(
        scraped.Add({.name = name, .help = help, .read = std::move(read)}));
  };
  add("nianbao_store_failed", "1 once the store takes no more changes.",
      [&store] { return store.Health().ok() ? 0.0 : 1.0; });
  add("nianbao_store_bytes", "Bytes of the database and its log.",
      [&store] { return static_cast<double>(store.Size().bytes); });
  add("nianbao_loaded_observations", "Observations held in memory.", [&store] {
    return static_cast<double>(store.Size().observations_in_memory);
  });
  add("nianbao_store_damaged_pages", "Pages that do not match their checksums.",
      [&store] { return static_cast<double>(store.Size().damaged_pages); });
  add("nianbao_store_missing_transactions",
      "Acknowledged transactions that the database has lost.", [&store] {
        return static_cast<double>(store.Size().missing_transactions);
      });
  handles.push_back(
      scraped.Add({.name = "nianbao_store_scrubbed_bytes_total",
                   .help = "Bytes of the database read to find damage.",
                   .type = prometheus::MetricType::Counter,
                   .read = [&store] {
                     return static_cast<double>(store.Size().scrubbed_bytes);
                   }}));
  return handles;
}

}  // namespace

StoreMetrics::StoreMetrics(Store& store, prometheus::Registry& registry,
                           ScrapedMetrics& scraped)
    : scraped_(AddGauges(store, scraped)) {
  prometheus::Histogram& seconds =
      prometheus::BuildHistogram()
          .Name("nianbao_store_commit_seconds")
          .Help("Seconds until a transaction was safe on the disk.")
          .Register(registry)
          .Add({}, Buckets());
  store.OnCommit([&seconds](absl::Duration duration) {
    seconds.Observe(absl::ToDoubleSeconds(duration));
  });
}

}  // namespace nianbao::aggregator
