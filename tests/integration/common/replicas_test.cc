// Replicas that are stopped and started while clients call.

#include <array>
#include <atomic>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/synchronization/mutex.h"
#include "client/calls/connection.h"
#include "common/rpc/server.h"
#include "gmock/gmock.h"
#include "grpc/health/v1/health.grpc.pb.h"
#include "grpcpp/grpcpp.h"
#include "gtest/gtest.h"
#include "nianbao/v1/extractor_service.grpc.pb.h"

namespace nianbao {
namespace replicas_test {

using grpc::health::v1::HealthCheckResponse;
using testing::IsEmpty;

constexpr int kCallers = 4;
constexpr int kRestarts = 6;
// The deadline of a call, which none meets unless something is wrong.
constexpr std::chrono::seconds kDeadline{30};

// Answers every call, and lets the test wait until one comes.
class CountingExtractor final : public v1::ExtractorService::CallbackService {
 public:
  grpc::ServerUnaryReactor* ExtractReport(grpc::CallbackServerContext* context,
                                          const v1::ExtractReportRequest*,
                                          v1::ExtractReportResponse*) override {
    {
      absl::MutexLock lock(&mutex_);
      ++calls_;
    }
    grpc::ServerUnaryReactor* const reactor = context->DefaultReactor();
    reactor->Finish(grpc::Status::OK);
    return reactor;
  }

  // Returns when the next call has come; false when none does within kDeadline.
  bool WaitForCall() {
    absl::MutexLock lock(&mutex_);
    const int before = calls_;
    const auto called = [this, before] { return calls_ > before; };
    return mutex_.AwaitWithTimeout(absl::Condition(&called),
                                   absl::FromChrono(kDeadline));
  }

 private:
  absl::Mutex mutex_;
  int calls_ = 0;
};

class Replica {
 public:
  Replica() { Start(0); }

  void Restart() {
    server_->Retire();
    server_->Shutdown();
    Start(server_->port());
  }

  int port() const { return server_->port(); }
  Server& server() { return *server_; }
  CountingExtractor& service() { return service_; }

 private:
  void Start(int port) {
    ServerOptions options;
    options.port = port;
    auto started = Server::Start(options, service_);
    ASSERT_TRUE(started.ok()) << started.status();
    server_ = *std::move(started);
  }

  CountingExtractor service_;
  std::unique_ptr<Server> server_;
};

// Calls until it is told to stop.
class Caller {
 public:
  Caller(std::shared_ptr<grpc::Channel> channel,
         const std::atomic<bool>& stopped)
      : thread_([this, channel, &stopped] {
          const auto stub = v1::ExtractorService::NewStub(channel);
          while (!stopped) Call(*stub);
        }) {}

  // Waits for the thread to end; the errors of calls that failed. To be called
  // once.
  std::vector<std::string> Join() {
    thread_.join();
    return failures_;
  }

 private:
  void Call(v1::ExtractorService::Stub& stub) {
    grpc::ClientContext context;
    context.set_deadline(std::chrono::system_clock::now() + kDeadline);
    v1::ExtractReportResponse response;
    const grpc::Status status = stub.ExtractReport(&context, {}, &response);
    if (!status.ok()) {
      failures_.push_back(
          absl::StrCat(status.error_code(), ": ", status.error_message()));
    }
  }

  std::vector<std::string> failures_;
  std::thread thread_;
};

TEST(ReplicasTest, NoCallFailsWhileOneAfterTheOtherRestarts) {
  std::array<Replica, 2> replicas;
  const std::shared_ptr<grpc::Channel> channel = client::Connector().Connect(
      absl::StrCat("ipv4:127.0.0.1:", replicas[0].port(),
                   ",127.0.0.1:", replicas[1].port()));
  std::atomic<bool> stopped = false;
  std::vector<std::unique_ptr<Caller>> callers;
  for (int i = 0; i < kCallers; ++i) {
    callers.push_back(std::make_unique<Caller>(channel, stopped));
  }
  for (Replica& replica : replicas) {
    EXPECT_TRUE(replica.service().WaitForCall());
  }
  for (int i = 0; i < kRestarts; ++i) {
    Replica& replica = replicas[i % replicas.size()];
    replica.Restart();
    EXPECT_TRUE(replica.service().WaitForCall());
  }
  stopped = true;
  for (const auto& caller : callers) EXPECT_THAT(caller->Join(), IsEmpty());
}

HealthCheckResponse::ServingStatus HealthOf(const Replica& replica,
                                            const std::string& name) {
  const auto stub = grpc::health::v1::Health::NewStub(
      grpc::CreateChannel(absl::StrCat("127.0.0.1:", replica.port()),
                          grpc::InsecureChannelCredentials()));
  grpc::ClientContext context;
  context.set_deadline(std::chrono::system_clock::now() + kDeadline);
  grpc::health::v1::HealthCheckRequest request;
  request.set_service(name);
  HealthCheckResponse response;
  EXPECT_TRUE(stub->Check(&context, request, &response).ok());
  return response.status();
}

TEST(ReplicasTest, CallsComeToOneThatHasFailedUntilItEnds) {
  Replica replica;
  EXPECT_EQ(HealthOf(replica, ""), HealthCheckResponse::SERVING);
  EXPECT_EQ(HealthOf(replica, kTakesCallsHealth), HealthCheckResponse::SERVING);
  replica.server().SetServing(false);
  EXPECT_EQ(HealthOf(replica, ""), HealthCheckResponse::NOT_SERVING);
  EXPECT_EQ(HealthOf(replica, kTakesCallsHealth), HealthCheckResponse::SERVING);
  replica.server().Retire();
  EXPECT_EQ(HealthOf(replica, kTakesCallsHealth),
            HealthCheckResponse::NOT_SERVING);
}

TEST(ReplicasTest, ClientsWatchTheHealthThatServersTell) {
  EXPECT_THAT(std::string(client::EmbeddedServiceConfig()),
              testing::HasSubstr(
                  absl::StrCat(R"("healthCheckConfig": {"serviceName": ")",
                               kTakesCallsHealth, R"("})")));
}

}  // namespace replicas_test
}  // namespace nianbao
