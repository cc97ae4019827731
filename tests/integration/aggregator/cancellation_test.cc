// Work that nobody waits for any more stops, and its thread does other work.
#include <algorithm>
#include <atomic>
#include <functional>
#include <memory>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/synchronization/notification.h"
#include "absl/time/clock.h"
#include "aggregator/query/cursor.h"
#include "common/rpc/server.h"
#include "common/rpc/streams/row_stream.h"
#include "common/rpc/wire/message_bytes.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/integration/aggregator/service_client.h"

namespace nianbao::aggregator {
namespace cancellation_test {

// One worker. The first call never makes a row and works until it is stopped;
// the others answer at once.
class EndlessService final
    : public v1::AggregatorService::WithRawCallbackMethod_QueryStatistics<
          v1::AggregatorService::Service> {
 public:
  grpc::ServerWriteReactor<grpc::ByteBuffer>* QueryStatistics(
      grpc::CallbackServerContext* context, const grpc::ByteBuffer*) override {
    using Message = v1::QueryStatisticsResponse;
    const bool endless = calls_++ == 0;
    return new RowStream<Message>(
        *context, *limit_.TryEnter(""), idle_, pool_,
        [this, endless](google::protobuf::RepeatedPtrField<Message>& messages,
                        Stopped stopped) -> absl::StatusOr<bool> {
          if (!endless) {
            messages.Add()->add_statistics();
            return false;
          }
          started_.Notify();
          while (!stopped()) std::this_thread::yield();
          return absl::CancelledError("stopped");
        });
  }

  // The first call is being worked on.
  absl::Notification& started() { return started_; }

 private:
  CallLimit limit_{100, 100};
  IdleCalls idle_{absl::Hours(1)};
  WorkerPool pool_{1};
  std::atomic<int> calls_ = 0;
  absl::Notification started_;
};

class CancellationTest : public ::testing::Test {
 protected:
  // Begins the endless call.
  void Begin() {
    stream_ = stub_->QueryStatistics(&context_, {});
    service_.started().WaitForNotification();
  }

  EndlessService service_;
  std::unique_ptr<Server> server_ =
      *Server::Start({.drain_seconds = 0}, service_);
  std::unique_ptr<v1::AggregatorService::Stub> stub_ =
      v1::AggregatorService::NewStub(
          grpc::CreateChannel(absl::StrCat("127.0.0.1:", server_->port()),
                              grpc::InsecureChannelCredentials()));
  grpc::ClientContext context_;
  std::unique_ptr<grpc::ClientReader<v1::QueryStatisticsResponse>> stream_;
};

TEST_F(CancellationTest, ACancelledCallFreesItsWorker) {
  Begin();
  context_.TryCancel();
  EXPECT_EQ(stream_->Finish().error_code(), grpc::StatusCode::CANCELLED);
  EXPECT_EQ(Query(*stub_, {}).size(), 1);
}

TEST_F(CancellationTest, ADeadlineFreesItsWorker) {
  context_.set_deadline(
      absl::ToChronoTime(absl::Now() + absl::Milliseconds(200)));
  Begin();
  EXPECT_EQ(stream_->Finish().error_code(),
            grpc::StatusCode::DEADLINE_EXCEEDED);
  EXPECT_EQ(Query(*stub_, {}).size(), 1);
}

TEST_F(CancellationTest, AShutdownEndsWhatGoesOn) {
  Begin();
  server_->Shutdown();
  EXPECT_FALSE(stream_->Finish().ok());
}

// What waits, as for an earlier state to be read, waits on threads of its own.
TEST(RowStreamTest, ACallThatIsMovedLeavesTheWorkersToOthers) {
  class MovingService final
      : public v1::AggregatorService::WithRawCallbackMethod_QueryStatistics<
            v1::AggregatorService::Service> {
   public:
    grpc::ServerWriteReactor<grpc::ByteBuffer>* QueryStatistics(
        grpc::CallbackServerContext* context,
        const grpc::ByteBuffer* request_bytes) override {
      using Message = v1::QueryStatisticsResponse;
      using Opened = RowStream<Message>::Opened;
      return new RowStream<Message>(
          *context, *limit_.TryEnter(""), idle_, pool_,
          [this, request_bytes]() -> absl::StatusOr<Opened> {
            v1::QueryStatisticsRequest request;
            EXPECT_TRUE(ParseMessage(*request_bytes, request).ok());
            const bool moves = request.limit() == 1;
            return Opened{
                .fill = [this, moves](auto& messages,
                                      Stopped) -> absl::StatusOr<bool> {
                  if (moves) {
                    waits.Notify();
                    goes_on.WaitForNotification();
                  }
                  messages.Add()->add_statistics();
                  return false;
                },
                .pool = moves ? &other_ : nullptr};
          });
    }

    absl::Notification waits;
    absl::Notification goes_on;

   private:
    CallLimit limit_{100, 100};
    IdleCalls idle_{absl::Hours(1)};
    WorkerPool pool_{1};
    WorkerPool other_{1};
  };
  MovingService service;
  const std::unique_ptr<Server> server =
      *Server::Start({.drain_seconds = 0}, service);
  const auto stub = v1::AggregatorService::NewStub(
      grpc::CreateChannel(absl::StrCat("127.0.0.1:", server->port()),
                          grpc::InsecureChannelCredentials()));
  v1::QueryStatisticsRequest moving;
  moving.set_limit(1);
  std::thread reader([&] { EXPECT_EQ(Query(*stub, moving).size(), 1); });
  service.waits.WaitForNotification();
  EXPECT_EQ(Query(*stub, {}).size(), 1);
  service.goes_on.Notify();
  reader.join();
}

// Batches that are made while the ones before are written: many streams whose
// makings and writes end in any order.
TEST(RowStreamTest, GivesEveryMessageOnceAndInOrder) {
  class CountingService final
      : public v1::AggregatorService::WithRawCallbackMethod_QueryStatistics<
            v1::AggregatorService::Service> {
   public:
    grpc::ServerWriteReactor<grpc::ByteBuffer>* QueryStatistics(
        grpc::CallbackServerContext* context,
        const grpc::ByteBuffer* request_bytes) override {
      using Message = v1::QueryStatisticsResponse;
      v1::QueryStatisticsRequest request;
      EXPECT_TRUE(ParseMessage(*request_bytes, request).ok());
      return new RowStream<Message>(
          *context, *limit_.TryEnter(""), idle_, pool_,
          [given = 0, turn = 0, count = request.limit()](
              google::protobuf::RepeatedPtrField<Message>& messages,
              Stopped) mutable -> absl::StatusOr<bool> {
            // 0, 1 or 2 messages at a time.
            const int end = std::min(count, given + turn++ % 3);
            for (; given < end; ++given) {
              messages.Add()->add_statistics()->set_count(given);
            }
            return given < count;
          });
    }

   private:
    CallLimit limit_{100, 100};
    IdleCalls idle_{absl::Hours(1)};
    WorkerPool pool_{4};
  };
  CountingService service;
  const std::unique_ptr<Server> server =
      *Server::Start({.drain_seconds = 0}, service);
  std::vector<std::thread> readers;
  for (int reader = 0; reader < 8; ++reader) {
    readers.emplace_back([&server, reader] {
      const auto stub = v1::AggregatorService::NewStub(
          grpc::CreateChannel(absl::StrCat("127.0.0.1:", server->port()),
                              grpc::InsecureChannelCredentials()));
      v1::QueryStatisticsRequest request;
      for (int turn = 0; turn < 200; ++turn) {
        request.set_limit(1 + (turn + reader) % 7);
        const std::vector<v1::Statistics> rows = Query(*stub, request);
        ASSERT_EQ(rows.size(), request.limit());
        for (int i = 0; i < request.limit(); ++i) {
          ASSERT_EQ(rows[i].count(), i);
        }
      }
    });
  }
  for (std::thread& reader : readers) reader.join();
}

}  // namespace cancellation_test
}  // namespace nianbao::aggregator
