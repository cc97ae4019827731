#include "aggregator/store/store_metrics.h"

#include <filesystem>
#include <string>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/temporary_folder.h"
#include "tests/unit/aggregator/store/sqlite/sqlite_fixture.h"

namespace nianbao::aggregator {
namespace store_metrics_test {

prometheus::ClientMetric Find(const prometheus::Collectable& metrics,
                              const std::string& name) {
  for (const prometheus::MetricFamily& family : metrics.Collect()) {
    if (family.name == name) return family.metric.at(0);
  }
  ADD_FAILURE() << "no metric " << name;
  return {};
}

TEST(StoreMetricsTest, TellHowTheStoreIs) {
  const TemporaryFolder folder;
  const std::string path = folder.path() + "/store.db";
  prometheus::Registry registry;
  ScrapedMetrics scraped;
  const auto gauge = [&scraped](const char* name) {
    return Find(scraped, name).gauge.value;
  };
  const auto commits = [&registry] {
    return Find(registry, "nianbao_store_commit_seconds")
        .histogram.sample_count;
  };
  const auto store = *SqliteStore::Open(path, BuiltIn());
  const StoreMetrics metrics(*store, registry, scraped);
  EXPECT_EQ(gauge("nianbao_loaded_observations"), 0);
  EXPECT_EQ(commits(), 0);

  ASSERT_TRUE(Prepare(*store).ok());
  v1::Report report = SampleReport("a", 1);
  AddObservation(report, "indicators/litigation.lost", 2);
  ASSERT_TRUE(Upload(*store, report).ok());
  ASSERT_TRUE(Upload(*store, SampleReport("b", 2)).ok());
  EXPECT_EQ(commits(), 2);
  EXPECT_EQ(gauge("nianbao_store_failed"), 0);
  EXPECT_EQ(gauge("nianbao_store_bytes"),
            std::filesystem::file_size(path) +
                std::filesystem::file_size(path + "-wal"));
  // Both are of the same issuer and year: one counts, with all it says.
  EXPECT_EQ(gauge("nianbao_loaded_observations"), 1);
}

}  // namespace store_metrics_test
}  // namespace nianbao::aggregator
