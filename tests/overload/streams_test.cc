// Streams that nobody reads from, and thousands that wait, beside calls that
// must not feel them.
#include <csignal>
#include <memory>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "grpcpp/grpcpp.h"
#include "gtest/gtest.h"
#include "nianbao/v1/aggregator_service.grpc.pb.h"
#include "tests/benchmark/process_memory.h"
#include "tests/integration/aggregator/service_client.h"
#include "tests/integration/program.h"
#include "tests/temporary_folder.h"

namespace nianbao::aggregator {
namespace streams_test {

constexpr int kStreamsPerConnection = 200;

// A sanitizer remembers several bytes for each.
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
constexpr int kMemoryScale = 10;
#else
constexpr int kMemoryScale = 1;
#endif

template <typename Response>
struct OpenStream {
  std::shared_ptr<v1::AggregatorService::Stub> stub;
  std::unique_ptr<grpc::ClientContext> context;
  std::unique_ptr<grpc::ClientReader<Response>> reader;
};

class StreamsTest : public ::testing::Test {
 protected:
  ~StreamsTest() override {
    aggregator_.Signal(SIGTERM);
    EXPECT_EQ(aggregator_.Wait(), 0);
  }

  // Reports of 200 sources, with 20 observations each.
  void Store() {
    std::vector<v1::Report> reports;
    for (int i = 0; i < 200; ++i) {
      v1::Report report =
          MakeReport(absl::StrCat("http://a.test/", i), "110108", 2020, i);
      const v1::Observation observation = report.observations(0);
      for (int n = 1; n < 20; ++n) {
        *report.add_observations() = observation;
        report.mutable_observations(n)->set_headline(false);
        report.mutable_observations(n)->mutable_evidence()->set_sentence(
            std::string(500, 'x'));
      }
      reports.push_back(report);
    }
    for (const v1::UploadReportsResponse& answer : Upload(*stub_, reports)) {
      ASSERT_FALSE(answer.has_error()) << answer.error().message();
    }
  }

  // A stub of its own connection for every kStreamsPerConnection calls.
  std::shared_ptr<v1::AggregatorService::Stub> StubOf(int stream) {
    if (stream % kStreamsPerConnection == 0) {
      shared_ = v1::AggregatorService::NewStub(aggregator_.Connect());
    }
    return shared_;
  }

  TemporaryFolder folder_;
  Program aggregator_{"nianbao-aggregator",
                      {"--db", absl::StrCat(folder_.path(), "/store.db")},
                      absl::StrCat(folder_.path(), "/aggregator.port")};
  const std::unique_ptr<v1::AggregatorService::Stub> stub_ =
      v1::AggregatorService::NewStub(aggregator_.Connect());
  std::shared_ptr<v1::AggregatorService::Stub> shared_;
};

TEST_F(StreamsTest, StoppedReadersAndIdleWatchersStarveNobody) {
  Store();
  std::vector<OpenStream<v1::WatchStatisticsResponse>> watchers(2000);
  v1::WatchStatisticsRequest watch;
  watch.mutable_query()->mutable_selection()->add_indicators(kAccepted);
  for (int i = 0; i < static_cast<int>(watchers.size()); ++i) {
    auto& stream = watchers[i];
    stream.stub = StubOf(i);
    stream.context = std::make_unique<grpc::ClientContext>();
    stream.reader = stream.stub->WatchStatistics(stream.context.get(), watch);
    v1::WatchStatisticsResponse response;
    ASSERT_TRUE(stream.reader->Read(&response)) << "watcher " << i;
  }
  std::vector<OpenStream<v1::QueryObservationsResponse>> stopped(200);
  v1::QueryObservationsRequest everything;
  everything.set_include_uncounted(true);
  for (int i = 0; i < static_cast<int>(stopped.size()); ++i) {
    auto& stream = stopped[i];
    stream.stub = StubOf(i);
    stream.context = std::make_unique<grpc::ClientContext>();
    stream.reader =
        stream.stub->QueryObservations(stream.context.get(), everything);
    v1::QueryObservationsResponse response;
    ASSERT_TRUE(stream.reader->Read(&response)) << "reader " << i;
  }

  v1::QueryStatisticsRequest query;
  query.mutable_selection()->add_indicators(kAccepted);
  for (int i = 0; i < 50; ++i) {
    const std::vector<v1::UploadReportsResponse> uploaded = Upload(
        *stub_,
        {MakeReport(absl::StrCat("http://b.test/", i), "110105", 2020, i)});
    ASSERT_EQ(uploaded.size(), 1);
    ASSERT_FALSE(uploaded[0].has_error()) << uploaded[0].error().message();
    const std::vector<v1::Statistics> rows = Query(*stub_, query);
    ASSERT_EQ(rows.size(), 1);
    EXPECT_EQ(rows[0].max().value(), 199 > i ? 199 : i);
  }
  EXPECT_LT(StatusBytes(absl::StrCat(aggregator_.pid()), "VmHWM:") >> 20,
            700 * kMemoryScale);

  for (auto& stream : stopped) stream.context->TryCancel();
  for (auto& stream : watchers) stream.context->TryCancel();
  for (auto& stream : stopped) {
    v1::QueryObservationsResponse response;
    while (stream.reader->Read(&response)) {
    }
    EXPECT_EQ(stream.reader->Finish().error_code(),
              grpc::StatusCode::CANCELLED);
  }
  for (auto& stream : watchers) {
    v1::WatchStatisticsResponse response;
    while (stream.reader->Read(&response)) {
    }
    EXPECT_EQ(stream.reader->Finish().error_code(),
              grpc::StatusCode::CANCELLED);
  }
}

}  // namespace streams_test
}  // namespace nianbao::aggregator
