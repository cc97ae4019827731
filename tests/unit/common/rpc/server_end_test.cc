// The end of a program whose calls do not end.
#include <signal.h>
#include <unistd.h>

#include <cstdio>
#include <fstream>
#include <memory>
#include <string>
#include <thread>

#include "absl/strings/str_cat.h"
#include "absl/synchronization/notification.h"
#include "absl/time/clock.h"
#include "common/rpc/server.h"
#include "grpcpp/grpcpp.h"
#include "gtest/gtest.h"
#include "nianbao/v1/extractor_service.grpc.pb.h"

namespace nianbao {
namespace server_end_test {

// Calls that hear of no cancellation, as those that compute without asking.
class Deaf final : public v1::ExtractorService::CallbackService {
 public:
  grpc::ServerBidiReactor<v1::ExtractReportsRequest,
                          v1::ExtractReportsResponse>*
  ExtractReports(grpc::CallbackServerContext*) override {
    class Reactor final
        : public grpc::ServerBidiReactor<v1::ExtractReportsRequest,
                                         v1::ExtractReportsResponse> {
     public:
      void OnDone() override { delete this; }
    };
    started.Notify();
    return new Reactor();
  }
  absl::Notification started;
};

// Serves until the call of a thread of its own is there, and is asked to end.
void ServeADeafCall(const std::string& port_file) {
  BlockShutdownSignals();
  Deaf service;
  std::thread([&service, port_file] {
    int port = 0;
    while (!(std::ifstream(port_file) >> port)) {
    }
    const auto stub = v1::ExtractorService::NewStub(grpc::CreateChannel(
        absl::StrCat("127.0.0.1:", port), grpc::InsecureChannelCredentials()));
    grpc::ClientContext context;
    const auto stream = stub->ExtractReports(&context);
    service.started.WaitForNotification();
    kill(getpid(), SIGTERM);
    absl::SleepFor(absl::InfiniteDuration());
  }).detach();
  ServerOptions options;
  options.port_file = port_file;
  options.drain_seconds = 0.01;
  (void)ServeUntilSignal("test", options, service);
  // Not reached.
  _exit(1);
}

TEST(ServerEndTest, CallsThatDoNotEndDoNotKeepTheProgram) {
  ::testing::FLAGS_gtest_death_test_style = "threadsafe";
  const std::string port_file =
      absl::StrCat(::testing::TempDir(), "server_end_test.port");
  std::remove(port_file.c_str());
  EXPECT_EXIT(ServeADeafCall(port_file), ::testing::ExitedWithCode(0),
              "test: ends though calls have not ended");
}

}  // namespace server_end_test
}  // namespace nianbao
