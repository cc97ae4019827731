// More connections than a service takes, or than the system has descriptors
// for: others are served, during it or as soon as it is over.
#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/resource.h>
#include <sys/socket.h>

#include <chrono>
#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <iterator>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "common/base/sockets.h"
#include "grpcpp/grpcpp.h"
#include "gtest/gtest.h"
#include "nianbao/v1/extractor_service.grpc.pb.h"
#include "tests/integration/program.h"
#include "tests/temporary_folder.h"

namespace nianbao {
namespace connections_test {

OwnedDescriptor ConnectTo(int port) {
  OwnedDescriptor peer(socket(AF_INET, SOCK_STREAM, 0));
  sockaddr_in address = {};
  address.sin_family = AF_INET;
  address.sin_port = htons(static_cast<uint16_t>(port));
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  EXPECT_EQ(connect(peer.fd(), reinterpret_cast<sockaddr*>(&address),
                    sizeof(address)),
            0);
  return peer;
}

// The answer to a call that waits until it can connect.
grpc::Status Call(const Program& program) {
  v1::ExtractReportRequest request;
  request.mutable_document()->set_content("受理行政复议案件5件。");
  grpc::ClientContext context;
  context.set_wait_for_ready(true);
  context.set_deadline(std::chrono::system_clock::now() +
                       std::chrono::seconds(60));
  v1::ExtractReportResponse response;
  return v1::ExtractorService::NewStub(program.Connect())
      ->ExtractReport(&context, request, &response);
}

rlim_t OpenFiles(const Program& program) {
  return static_cast<rlim_t>(
      std::distance(std::filesystem::directory_iterator(
                        absl::StrCat("/proc/", program.pid(), "/fd")),
                    std::filesystem::directory_iterator()));
}

TEST(ConnectionsTest, DescriptorsUsedUpAreNotTheEnd) {
  const TemporaryFolder folder;
  Program extractor("nianbao-extractor", {},
                    absl::StrCat(folder.path(), "/port"));
  ASSERT_TRUE(Call(extractor).ok());
  rlimit limit = {};
  prlimit(extractor.pid(), RLIMIT_NOFILE, nullptr, &limit);
  limit.rlim_cur = OpenFiles(extractor) + 20;
  ASSERT_EQ(prlimit(extractor.pid(), RLIMIT_NOFILE, &limit, nullptr), 0);
  std::vector<OwnedDescriptor> peers;
  for (int i = 0; i < 60; ++i) peers.push_back(ConnectTo(extractor.port()));
  while (OpenFiles(extractor) < limit.rlim_cur) {
  }
  peers.clear();
  const grpc::Status status = Call(extractor);
  EXPECT_TRUE(status.ok()) << status.error_message();
  extractor.Signal(SIGTERM);
  EXPECT_EQ(extractor.Wait(), 0);
}

TEST(ConnectionsTest, MoreThanAreTakenAreClosedAtOnce) {
  const TemporaryFolder folder;
  setenv("NIANBAO_LIMITS_MAX_CONNECTIONS", "4", 1);
  setenv("NIANBAO_LIMITS_MAX_CONNECTIONS_PER_PEER", "4", 1);
  Program extractor("nianbao-extractor", {},
                    absl::StrCat(folder.path(), "/port"));
  unsetenv("NIANBAO_LIMITS_MAX_CONNECTIONS");
  unsetenv("NIANBAO_LIMITS_MAX_CONNECTIONS_PER_PEER");
  std::vector<OwnedDescriptor> held;
  for (int i = 0; i < 4; ++i) held.push_back(ConnectTo(extractor.port()));
  for (int i = 0; i < 20; ++i) {
    const OwnedDescriptor refused = ConnectTo(extractor.port());
    char byte;
    // gRPC would send its settings.
    EXPECT_LE(recv(refused.fd(), &byte, 1, 0), 0) << i;
  }
  held.clear();
  const grpc::Status status = Call(extractor);
  EXPECT_TRUE(status.ok()) << status.error_message();
  extractor.Signal(SIGTERM);
  EXPECT_EQ(extractor.Wait(), 0);
}

}  // namespace connections_test
}  // namespace nianbao
