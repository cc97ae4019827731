// Streams that nobody reads, that are cancelled, and that are too many.
#include <signal.h>

#include <set>
#include <utility>

#include "common/base/error_reason.h"
#include "common/rpc/wire/wire_status.h"
#include "tests/integration/aggregator/corpus.h"
#include "tests/integration/aggregator/service_fixture.h"

namespace nianbao::aggregator {
namespace streams_test {

// Uploads so much that no buffer on the way holds all observations.
class LargeServiceTest : public ServiceTest {
 protected:
  LargeServiceTest() {
    std::vector<v1::Report> reports;
    for (CorpusReport& entry : GenerateCorpus(5, 20000).reports) {
      reports.push_back(std::move(entry.report));
      for (auto& o : *reports.back().mutable_observations()) {
        o.mutable_evidence()->set_sentence(std::string(300, 'x'));
      }
    }
    Upload(*stub_, reports);
    request_.set_include_uncounted(true);
  }

  v1::QueryObservationsRequest request_;
};

TEST_F(LargeServiceTest, ASlowReaderHoldsNobodyUpAndGetsEverything) {
  // More streams that nobody reads than the program has threads.
  constexpr int kStreams = 40;
  std::vector<std::unique_ptr<grpc::ClientContext>> contexts;
  std::vector<
      std::unique_ptr<grpc::ClientReader<v1::QueryObservationsResponse>>>
      streams;
  for (int i = 0; i < kStreams; ++i) {
    contexts.push_back(std::make_unique<grpc::ClientContext>());
    streams.push_back(
        stub_->QueryObservations(contexts.back().get(), request_));
    v1::QueryObservationsResponse row;
    ASSERT_TRUE(streams.back()->Read(&row));
  }
  EXPECT_EQ(Upload(*stub_, {MakeReport("a", "110108", 2020, 1)}).size(), 1);
  EXPECT_FALSE(List(*stub_, {}).empty());
  // The first few are read to the end after all, beside those left unread.
  std::set<size_t> totals;
  for (int i = 0; i < 4; ++i) {
    size_t rows = 1;
    v1::QueryObservationsResponse row;
    while (streams[i]->Read(&row)) ++rows;
    EXPECT_TRUE(streams[i]->Finish().ok());
    totals.insert(rows);
  }
  EXPECT_EQ(totals.size(), 1);
  EXPECT_GT(*totals.begin(), 10000);
  for (int i = 4; i < kStreams; ++i) {
    contexts[i]->TryCancel();
    EXPECT_EQ(streams[i]->Finish().error_code(), grpc::StatusCode::CANCELLED);
  }
}

TEST_F(LargeServiceTest, CancelledStreamsMakeRoomForOthers) {
  // Far more than may be in progress at a time.
  for (int i = 0; i < 400; ++i) {
    grpc::ClientContext context;
    const auto stream = stub_->QueryObservations(&context, request_);
    v1::QueryObservationsResponse row;
    ASSERT_TRUE(stream->Read(&row)) << i << stream->Finish().error_message();
    context.TryCancel();
    while (stream->Read(&row)) {
    }
    EXPECT_EQ(stream->Finish().error_code(), grpc::StatusCode::CANCELLED);
  }
}

// While it lives, programs let in so many calls.
class CallLimitOfPrograms {
 public:
  CallLimitOfPrograms() {
    for (const char* name : kNames) setenv(name, "128", 1);
  }
  ~CallLimitOfPrograms() {
    for (const char* name : kNames) unsetenv(name);
  }

 private:
  static constexpr const char* kNames[] = {
      "NIANBAO_LIMITS_MAX_CALLS", "NIANBAO_LIMITS_MAX_CALLS_PER_CLIENT"};
};

class FewCallsTest : private CallLimitOfPrograms, public LargeServiceTest {};

TEST_F(FewCallsTest, TooManyCallsAreRefusedClearly) {
  std::vector<std::unique_ptr<grpc::ClientContext>> contexts;
  std::vector<
      std::unique_ptr<grpc::ClientReader<v1::QueryObservationsResponse>>>
      streams;
  grpc::Status refused;
  for (int i = 0; i < 129 && refused.ok(); ++i) {
    contexts.push_back(std::make_unique<grpc::ClientContext>());
    streams.push_back(
        stub_->QueryObservations(contexts.back().get(), request_));
    v1::QueryObservationsResponse row;
    if (!streams.back()->Read(&row)) {
      refused = streams.back()->Finish();
      streams.pop_back();
    }
  }
  EXPECT_EQ(streams.size(), 128);
  EXPECT_EQ(refused.error_code(), grpc::StatusCode::RESOURCE_EXHAUSTED);
  const absl::Status status = FromGrpcStatus(refused);
  EXPECT_EQ(ReasonOf(status), "TOO_MANY_CALLS");
  EXPECT_TRUE(RetryDelayOf(status).has_value());
  for (auto& context : contexts) context->TryCancel();
  for (auto& stream : streams) stream->Finish();
}

TEST_F(LargeServiceTest, SigtermEndsOpenStreamsAndExitsWithZero) {
  grpc::ClientContext context;
  const auto stream = stub_->QueryObservations(&context, request_);
  v1::QueryObservationsResponse row;
  ASSERT_TRUE(stream->Read(&row));
  grpc::ClientContext upload_context;
  const auto upload = stub_->UploadReports(&upload_context);
  v1::UploadReportsRequest request;
  *request.mutable_report() = MakeReport("a", "110108", 2020, 1);
  ASSERT_TRUE(upload->Write(request));
  v1::UploadReportsResponse response;
  ASSERT_TRUE(upload->Read(&response));
  program_->Signal(SIGTERM);
  EXPECT_EQ(program_->Wait(), 0);
  context.TryCancel();
  stream->Finish();
}

}  // namespace streams_test
}  // namespace nianbao::aggregator
