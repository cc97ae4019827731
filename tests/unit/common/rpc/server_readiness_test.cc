// A server that listens while its service is being prepared. In a program of
// its own, as all threads must leave the signals to the server.
#include <signal.h>
#include <unistd.h>

#include <atomic>
#include <fstream>
#include <memory>
#include <string>
#include <thread>

#include "absl/strings/str_cat.h"
#include "absl/synchronization/notification.h"
#include "common/rpc/server.h"
#include "gmock/gmock.h"
#include "grpcpp/generic/generic_stub.h"
#include "grpcpp/grpcpp.h"
#include "gtest/gtest.h"
#include "nianbao/v1/extractor_service.grpc.pb.h"

namespace nianbao {
namespace server_readiness_test {

// The one field of grpc.health.v1.HealthCheckResponse on the wire.
constexpr char kServing[] = "\x08\x01";
constexpr char kNotServing[] = "\x08\x02";

class ServerReadinessTest : public ::testing::Test {
 protected:
  // Listens on a port that was free a moment ago.
  ServerReadinessTest() {
    v1::ExtractorService::Service service;
    options_.port = (*Server::Start({}, service))->port();
    std::remove(options_.port_file.c_str());
  }

  void Start(Prepare prepare, HealthCheck health = nullptr) {
    server_ = std::thread([this, prepare = std::move(prepare),
                           health = std::move(health)]() mutable {
      status_ = PrepareAndServeUntilSignal(
          "test", options_, service_, std::move(prepare),
          [this] { wound_down_ = true; }, {}, std::move(health));
    });
  }

  absl::Status Stop() {
    kill(getpid(), SIGTERM);
    return Join();
  }
  absl::Status Join() {
    server_.join();
    return status_;
  }

  std::shared_ptr<grpc::Channel> Connect() const {
    return grpc::CreateChannel(absl::StrCat("127.0.0.1:", options_.port),
                               grpc::InsecureChannelCredentials());
  }

  bool HasPortFile() const {
    int port = 0;
    return static_cast<bool>(std::ifstream(options_.port_file) >> port);
  }

  ServerOptions options_ = {
      .port_file = absl::StrCat(::testing::TempDir(), "readiness_test.port"),
      .drain_seconds = 1};
  v1::ExtractorService::Service service_;
  std::thread server_;
  bool wound_down_ = false;
  absl::Status status_;
};

// Follows the health of the whole server.
class Health {
 public:
  explicit Health(const std::shared_ptr<grpc::Channel>& channel)
      : stub_(channel) {
    context_.set_wait_for_ready(true);
    context_.set_deadline(std::chrono::system_clock::now() +
                          std::chrono::seconds(20));
    call_ =
        stub_.PrepareCall(&context_, "/grpc.health.v1.Health/Watch", &queue_);
    call_->StartCall(this);
    Await();
    const grpc::Slice whole_server;
    call_->WriteLast(grpc::ByteBuffer(&whole_server, 1), {}, this);
    Await();
  }
  ~Health() {
    context_.TryCancel();
    grpc::Status status;
    call_->Finish(&status, this);
    Await();
    queue_.Shutdown();
    void* tag;
    bool ok;
    while (queue_.Next(&tag, &ok)) {
    }
  }

  // The next state as its serialized message; empty at the end.
  std::string Next() {
    grpc::ByteBuffer buffer;
    call_->Read(&buffer, this);
    if (!Await()) return "";
    std::vector<grpc::Slice> slices;
    (void)buffer.Dump(&slices);
    std::string bytes;
    for (const grpc::Slice& slice : slices) {
      bytes.append(reinterpret_cast<const char*>(slice.begin()), slice.size());
    }
    return bytes;
  }

 private:
  bool Await() {
    void* tag;
    bool ok = false;
    return queue_.Next(&tag, &ok) && ok;
  }

  grpc::CompletionQueue queue_;
  grpc::ClientContext context_;
  grpc::GenericStub stub_;
  std::unique_ptr<grpc::GenericClientAsyncReaderWriter> call_;
};

TEST_F(ServerReadinessTest, ListensAtOnceAndServesWhenPrepared) {
  absl::Notification go;
  Start([&go](absl::FunctionRef<bool()>) {
    go.WaitForNotification();
    return absl::OkStatus();
  });
  Health health(Connect());
  EXPECT_EQ(health.Next(), kNotServing);
  EXPECT_FALSE(HasPortFile());
  go.Notify();
  EXPECT_EQ(health.Next(), kServing);
  EXPECT_TRUE(HasPortFile());
  EXPECT_TRUE(Stop().ok());
  EXPECT_TRUE(wound_down_);
}

TEST_F(ServerReadinessTest, AFailureToPrepareEndsTheProgram) {
  Start([](absl::FunctionRef<bool()>) {
    return absl::DataLossError("nothing to read");
  });
  EXPECT_EQ(Join(), absl::DataLossError("nothing to read"));
  EXPECT_FALSE(HasPortFile());
}

TEST_F(ServerReadinessTest, AServiceThatFailsIsNotServingAndGoesOn) {
  std::atomic<bool> failed = false;
  Start([](absl::FunctionRef<bool()>) { return absl::OkStatus(); },
        [&failed]() -> absl::Status {
          if (failed) return absl::DataLossError("the disk is gone");
          return absl::OkStatus();
        });
  Health health(Connect());
  std::string state = health.Next();
  if (state == kNotServing) state = health.Next();
  EXPECT_EQ(state, kServing);
  failed = true;
  EXPECT_EQ(health.Next(), kNotServing);
  EXPECT_TRUE(Stop().ok());
}

TEST_F(ServerReadinessTest, ASignalEndsThePreparation) {
  absl::Notification started;
  Start([&started](absl::FunctionRef<bool()> stopped) {
    started.Notify();
    while (!stopped()) std::this_thread::yield();
    return absl::CancelledError("stopped");
  });
  started.WaitForNotification();
  EXPECT_TRUE(Stop().ok());
  EXPECT_FALSE(HasPortFile());
}

}  // namespace server_readiness_test
}  // namespace nianbao

int main(int argc, char** argv) {
  nianbao::BlockShutdownSignals();
  testing::InitGoogleTest(&argc, argv);
  return RUN_ALL_TESTS();
}
