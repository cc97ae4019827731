// What channelz tells of a program, and that it is there only when asked for.
#include <chrono>
#include <fstream>
#include <memory>
#include <string>

#include "absl/strings/str_cat.h"
#include "grpc/channelz/v1/channelz.grpc.pb.h"
#include "grpcpp/grpcpp.h"
#include "gtest/gtest.h"
#include "tests/integration/program.h"
#include "tests/temporary_folder.h"

namespace nianbao {
namespace channelz_test {

namespace channelz = grpc::channelz::v1;

class ChannelzTest : public ::testing::Test {
 protected:
  void Start(const std::string& config) {
    const std::string path = folder_.path() + "/config.textproto";
    std::ofstream(path) << config;
    program_ = std::make_unique<Program>(
        "nianbao-extractor", std::vector<std::string>{"--config", path},
        folder_.path() + "/port");
    stub_ = channelz::Channelz::NewStub(program_->Connect());
  }

  template <typename Request, typename Response>
  using Method = grpc::Status (channelz::Channelz::Stub::*)(
      grpc::ClientContext*, const Request&, Response*);

  template <typename Request, typename Response>
  grpc::Status Ask(Method<Request, Response> method, const Request& request,
                   Response* response) {
    grpc::ClientContext context;
    context.set_deadline(std::chrono::system_clock::now() +
                         std::chrono::seconds(30));
    return (*stub_.*method)(&context, request, response);
  }

  channelz::Server TheServer() {
    channelz::GetServersResponse response;
    const grpc::Status status =
        Ask(&channelz::Channelz::Stub::GetServers, {}, &response);
    EXPECT_TRUE(status.ok()) << status.error_message();
    EXPECT_EQ(response.server_size(), 1) << response.DebugString();
    EXPECT_TRUE(response.end());
    return response.server_size() == 1 ? response.server(0)
                                       : channelz::Server();
  }

  TemporaryFolder folder_;
  std::unique_ptr<Program> program_;
  std::unique_ptr<channelz::Channelz::Stub> stub_;
};

TEST_F(ChannelzTest, CountsCalls) {
  Start("listener { channelz: true }");
  const int64_t before = TheServer().data().calls_started();
  const channelz::Server after = TheServer();
  EXPECT_GE(before, 1);
  EXPECT_EQ(after.data().calls_started(), before + 1);
  EXPECT_GE(after.data().calls_succeeded(), before);
  // The program itself listens, and hands connections on to gRPC.
  EXPECT_EQ(after.listen_socket_size(), 0);
}

TEST_F(ChannelzTest, TellsThePeerOfASocket) {
  Start("listener { channelz: true }");
  channelz::GetServerSocketsRequest of_server;
  of_server.set_server_id(TheServer().ref().server_id());
  channelz::GetServerSocketsResponse sockets;
  ASSERT_TRUE(
      Ask(&channelz::Channelz::Stub::GetServerSockets, of_server, &sockets)
          .ok());
  ASSERT_GE(sockets.socket_ref_size(), 1);
  channelz::GetSocketRequest of_socket;
  // The last is this connection; the program's start may have had others.
  of_socket.set_socket_id(
      sockets.socket_ref(sockets.socket_ref_size() - 1).socket_id());
  channelz::GetSocketResponse answer;
  ASSERT_TRUE(
      Ask(&channelz::Channelz::Stub::GetSocket, of_socket, &answer).ok());
  const channelz::Socket& socket = answer.socket();
  EXPECT_EQ(socket.remote().tcpip_address().ip_address(),
            std::string("\x7f\0\0\x01", 4))
      << socket.DebugString();
  EXPECT_GT(socket.remote().tcpip_address().port(), 0);
  EXPECT_GE(socket.data().streams_started(), 3);
}

TEST_F(ChannelzTest, NumbersThatNothingHasAreNotFound) {
  Start("listener { channelz: true }");
  for (const int64_t number : {int64_t{-1}, int64_t{0}, int64_t{1} << 40}) {
    channelz::GetServerRequest server;
    server.set_server_id(number);
    channelz::GetServerResponse server_answer;
    EXPECT_EQ(Ask(&channelz::Channelz::Stub::GetServer, server, &server_answer)
                  .error_code(),
              grpc::StatusCode::NOT_FOUND);
    channelz::GetSocketRequest socket;
    socket.set_socket_id(number);
    channelz::GetSocketResponse socket_answer;
    EXPECT_EQ(Ask(&channelz::Channelz::Stub::GetSocket, socket, &socket_answer)
                  .error_code(),
              grpc::StatusCode::NOT_FOUND);
  }
  channelz::GetServerSocketsRequest sockets;
  sockets.set_server_id(TheServer().ref().server_id());
  sockets.set_start_socket_id(-1);
  sockets.set_max_results(-1);
  channelz::GetServerSocketsResponse sockets_answer;
  EXPECT_EQ(
      Ask(&channelz::Channelz::Stub::GetServerSockets, sockets, &sockets_answer)
          .error_code(),
      grpc::StatusCode::NOT_FOUND);
  EXPECT_GT(TheServer().data().calls_started(), 0);
}

TEST_F(ChannelzTest, IsNotThereUnlessAskedFor) {
  Start("");
  channelz::GetServersResponse response;
  EXPECT_EQ(
      Ask(&channelz::Channelz::Stub::GetServers, {}, &response).error_code(),
      grpc::StatusCode::UNIMPLEMENTED);
}

}  // namespace channelz_test
}  // namespace nianbao
