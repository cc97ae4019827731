// Labels stay few, and metrics that are read when asked for come and go.
#include "absl/strings/str_cat.h"
#include "common/telemetry/call_metrics.h"
#include "common/telemetry/process_metrics.h"
#include "common/telemetry/scraped_metrics.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "nianbao/v1/extractor_service.pb.h"

namespace nianbao {
namespace metrics_test {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

double SumOf(const prometheus::Registry& registry, const std::string& name) {
  double sum = 0;
  for (const prometheus::MetricFamily& family : registry.Collect()) {
    if (family.name != name) continue;
    for (const auto& metric : family.metric) sum += metric.counter.value;
  }
  return sum;
}

size_t SeriesOf(const prometheus::Registry& registry, const std::string& name) {
  for (const prometheus::MetricFamily& family : registry.Collect()) {
    if (family.name == name) return family.metric.size();
  }
  return 0;
}

TEST(CallMetricsTest, NamesThatClientsMakeUpAreOneLabel) {
  prometheus::Registry registry;
  CallMetrics metrics(registry);
  const CallMetrics::Type type = CallMetrics::Type::UNARY;
  const int kCalls = 1000;
  for (int i = 0; i < kCalls; ++i) {
    metrics.Of(absl::StrCat("/s/m", i), type).Start();
    metrics.Of(absl::StrCat("/nianbao.v1.ExtractorService/m", i), type).Start();
  }
  for (const char* method :
       {"", "/", "/a", "a/b", "/a/b/c", "unknown", "/grpc.health.v1.Health/No",
        "nianbao.v1.ExtractorService.ExtractReport"}) {
    EXPECT_EQ(metrics.Of(method, type).name(), "unknown") << method;
  }
  EXPECT_EQ(SeriesOf(registry, "grpc_server_started_total"), 1);
  EXPECT_EQ(SumOf(registry, "grpc_server_started_total"), 2 * kCalls);
}

TEST(CallMetricsTest, MethodsOfTheContractHaveLabelsOfTheirOwn) {
  // So that its file is linked.
  v1::ExtractReportRequest::descriptor();
  prometheus::Registry registry;
  CallMetrics metrics(registry);
  for (const char* method :
       {"/nianbao.v1.ExtractorService/ExtractReport",
        "/grpc.health.v1.Health/Check", "/grpc.health.v1.Health/Watch"}) {
    MethodMetrics& first = metrics.Of(method, CallMetrics::Type::UNARY);
    EXPECT_EQ(first.name(), method);
    EXPECT_EQ(&metrics.Of(method, CallMetrics::Type::UNARY), &first);
  }
}

TEST(CallMetricsTest, CodesBeyondTheKnownOnesAreUnknown) {
  prometheus::Registry registry;
  CallMetrics metrics(registry);
  MethodMetrics& method = metrics.Of("/a/b", CallMetrics::Type::UNARY);
  for (int code : {-1, 17, 1000, 2}) {
    method.End(static_cast<grpc::StatusCode>(code), absl::Seconds(1));
  }
  EXPECT_EQ(SeriesOf(registry, "grpc_server_handled_total"), 1);
  EXPECT_EQ(SumOf(registry, "grpc_server_handled_total"), 4);
}

std::vector<double> Values(const ScrapedMetrics& metrics) {
  std::vector<double> values;
  for (const prometheus::MetricFamily& family : metrics.Collect()) {
    for (const auto& metric : family.metric) {
      values.push_back(metric.gauge.value);
    }
  }
  return values;
}

TEST(ScrapedMetricsTest, AreReadWhenAskedForAndGoWithTheirHandle) {
  ScrapedMetrics metrics;
  double depth = 1;
  {
    const ScrapedMetrics::Handle handle = metrics.Add(
        {.name = "a", .help = "A.", .read = [&depth] { return depth; }});
    EXPECT_THAT(Values(metrics), ElementsAre(1));
    depth = 2;
    EXPECT_THAT(Values(metrics), ElementsAre(2));
  }
  EXPECT_THAT(Values(metrics), IsEmpty());
}

TEST(ScrapedMetricsTest, AProcessHasMemoryAndFiles) {
  ScrapedMetrics metrics;
  const auto handles = AddProcessMetrics(metrics);
  for (const prometheus::MetricFamily& family : metrics.Collect()) {
    EXPECT_GT(family.metric[0].gauge.value + family.metric[0].counter.value, 0)
        << family.name;
  }
  EXPECT_EQ(handles.size(), 4);
}

}  // namespace metrics_test
}  // namespace nianbao
