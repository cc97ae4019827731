#include "common/rpc/server.h"

#include <fstream>
#include <memory>
#include <string>

#include "absl/strings/str_cat.h"
#include "absl/synchronization/notification.h"
#include "common/rpc/streams/reactors.h"
#include "gmock/gmock.h"
#include "grpcpp/grpcpp.h"
#include "gtest/gtest.h"
#include "nianbao/v1/aggregator_service.pb.h"
#include "nianbao/v1/extractor_service.grpc.pb.h"

namespace nianbao {
namespace server_test {

using ::testing::HasSubstr;

// Calls that end only when the client goes away or the server makes them.
class OpenEnded final : public v1::ExtractorService::CallbackService {
 public:
  grpc::ServerBidiReactor<v1::ExtractReportsRequest,
                          v1::ExtractReportsResponse>*
  ExtractReports(grpc::CallbackServerContext*) override {
    class Reactor final
        : public grpc::ServerBidiReactor<v1::ExtractReportsRequest,
                                         v1::ExtractReportsResponse> {
     public:
      explicit Reactor(absl::Notification& started) { started.Notify(); }
      void OnCancel() override { Finish(grpc::Status::CANCELLED); }
      void OnDone() override { delete this; }
    };
    return new Reactor(started);
  }
  absl::Notification started;
};

std::shared_ptr<grpc::Channel> Connect(const Server& server) {
  return grpc::CreateChannel(absl::StrCat("127.0.0.1:", server.port()),
                             grpc::InsecureChannelCredentials());
}

TEST(ServerTest, WritesItsPort) {
  v1::ExtractorService::Service service;
  const std::string path =
      absl::StrCat(::testing::TempDir(), "server_test.port");
  const auto server = Server::Start({.port_file = path}, service);
  ASSERT_TRUE(server.ok()) << server.status();
  int port = 0;
  std::ifstream(path) >> port;
  EXPECT_GT(port, 0);
  EXPECT_EQ(port, (*server)->port());
}

TEST(ServerTest, APortInUseIsUnavailable) {
  v1::ExtractorService::Service service;
  const auto first = Server::Start({}, service);
  ASSERT_TRUE(first.ok());
  v1::ExtractorService::Service other;
  EXPECT_EQ(Server::Start({.port = (*first)->port()}, other).status().code(),
            absl::StatusCode::kUnavailable);
}

TEST(ServerTest, ShutdownCancelsWhatOutlastsTheDrain) {
  OpenEnded service;
  auto server = Server::Start({.drain_seconds = 0.05}, service);
  ASSERT_TRUE(server.ok());
  const auto stub = v1::ExtractorService::NewStub(Connect(**server));
  grpc::ClientContext context;
  const auto stream = stub->ExtractReports(&context);
  service.started.WaitForNotification();
  (*server)->Shutdown();
  EXPECT_FALSE(stream->Finish().ok());
}

TEST(ServerTest, MessagesAboveTheLimitAreRefused) {
  v1::ExtractorService::Service service;
  const auto server = Server::Start({.max_message_mib = 1}, service);
  ASSERT_TRUE(server.ok());
  const auto stub = v1::ExtractorService::NewStub(Connect(**server));
  v1::ExtractReportRequest request;
  v1::ExtractReportResponse response;
  request.mutable_document()->set_content(std::string(2 << 20, 'x'));
  grpc::ClientContext context;
  EXPECT_EQ(stub->ExtractReport(&context, request, &response).error_code(),
            grpc::StatusCode::RESOURCE_EXHAUSTED);
}

// Any peer could fill the log; what the service itself would send is an error.
TEST(ServerTest, LogsNoTextOfPeersThatIsNotUtf8) {
  v1::ExtractorService::Service service;
  const auto server = Server::Start({}, service);
  ASSERT_TRUE(server.ok());
  v1::GetReportRequest request;
  ::testing::internal::CaptureStderr();
  EXPECT_FALSE(request.ParseFromString("\n\1\xff"));
  EXPECT_EQ(::testing::internal::GetCapturedStderr(), "");
  request.set_name("\xff");
  ::testing::internal::CaptureStderr();
  request.SerializeAsString();
  EXPECT_THAT(::testing::internal::GetCapturedStderr(), HasSubstr("UTF-8"));
}

}  // namespace server_test
}  // namespace nianbao
