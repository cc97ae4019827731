// Peers that speak nonsense, or nothing at all: they get clean errors and harm
// nobody else.
#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <chrono>
#include <csignal>
#include <memory>
#include <random>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "common/base/status.h"
#include "common/rpc/wire/wire_status.h"
#include "google/protobuf/descriptor.h"
#include "google/protobuf/message.h"
#include "grpcpp/generic/generic_stub.h"
#include "grpcpp/grpcpp.h"
#include "gtest/gtest.h"
#include "nianbao/v1/aggregator_service.grpc.pb.h"
#include "nianbao/v1/extractor_service.grpc.pb.h"
#include "tests/integration/program.h"
#include "tests/sanitize/rounds.h"
#include "tests/temporary_folder.h"

namespace nianbao {
namespace bad_peers_test {

using google::protobuf::MethodDescriptor;

constexpr char kPreface[] = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n";
constexpr char kSettings[] = "\0\0\0\4\0\0\0\0\0";

// A TCP connection to 127.0.0.1.
class Connection {
 public:
  explicit Connection(int port) : socket_(socket(AF_INET, SOCK_STREAM, 0)) {
    sockaddr_in address = {};
    address.sin_family = AF_INET;
    address.sin_port = htons(static_cast<uint16_t>(port));
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    EXPECT_EQ(connect(socket_, reinterpret_cast<sockaddr*>(&address),
                      sizeof(address)),
              0);
  }
  ~Connection() { close(socket_); }
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;

  // What does not go out is the peer's loss.
  void Send(const std::string& bytes) {
    send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
  }

  // True once the server has closed it.
  bool IsClosedWithin(std::chrono::milliseconds limit) {
    char buffer[4096];
    const auto end = std::chrono::steady_clock::now() + limit;
    while (std::chrono::steady_clock::now() < end) {
      pollfd poll_for = {.fd = socket_, .events = POLLIN, .revents = 0};
      if (poll(&poll_for, 1, 100) <= 0) continue;
      if (recv(socket_, buffer, sizeof(buffer), 0) <= 0) return true;
    }
    return false;
  }

 private:
  const int socket_;
};

std::string RandomBytes(std::mt19937& random, size_t size) {
  std::string bytes;
  for (size_t i = 0; i < size; ++i) {
    bytes.push_back(static_cast<char>(random()));
  }
  return bytes;
}

// The head of an HTTP/2 frame.
std::string Frame(uint32_t length, int type, int flags, uint32_t stream) {
  std::string frame;
  for (const int shift : {16, 8, 0}) {
    frame.push_back(static_cast<char>(length >> shift));
  }
  frame.push_back(static_cast<char>(type));
  frame.push_back(static_cast<char>(flags));
  for (const int shift : {24, 16, 8, 0}) {
    frame.push_back(static_cast<char>(stream >> shift));
  }
  return frame;
}

class BadPeersTest : public ::testing::Test {
 protected:
  ~BadPeersTest() override {
    // Peers that hang on do not keep a server from ending.
    for (Program* program : {&extractor_, &aggregator_}) {
      program->Signal(SIGTERM);
      EXPECT_EQ(program->Wait(), 0);
    }
  }

  // Both services answer others.
  void ExpectAnswers() {
    grpc::ClientContext context;
    v1::ListDivisionsResponse divisions;
    const grpc::Status listed =
        v1::AggregatorService::NewStub(aggregator_.Connect())
            ->ListDivisions(&context, {}, &divisions);
    EXPECT_TRUE(listed.ok()) << listed.error_message();
    v1::ExtractReportRequest request;
    request.mutable_document()->set_content("受理行政复议案件5件。");
    grpc::ClientContext other;
    v1::ExtractReportResponse report;
    const grpc::Status extracted =
        v1::ExtractorService::NewStub(extractor_.Connect())
            ->ExtractReport(&other, request, &report);
    EXPECT_TRUE(extracted.ok()) << extracted.error_message();
  }

  TemporaryFolder folder_;
  Program extractor_{
      "nianbao-extractor", {}, absl::StrCat(folder_.path(), "/extractor.port")};
  Program aggregator_{"nianbao-aggregator",
                      {"--db", absl::StrCat(folder_.path(), "/store.db")},
                      absl::StrCat(folder_.path(), "/aggregator.port")};
};

TEST_F(BadPeersTest, GarbageClosesItsOwnConnection) {
  std::mt19937 random(1);
  for (const Program* program : {&extractor_, &aggregator_}) {
    for (int i = 0; i < 200; ++i) {
      Connection peer(program->port());
      peer.Send(RandomBytes(random, 1 + random() % 2000));
      if (i % 20 == 0) {
        EXPECT_TRUE(peer.IsClosedWithin(std::chrono::seconds(30)));
      }
    }
  }
  ExpectAnswers();
}

TEST_F(BadPeersTest, BrokenFramesCloseTheirConnection) {
  const std::string hello =
      std::string(kPreface) + std::string(kSettings, sizeof(kSettings) - 1);
  const std::vector<std::string> frames = {
      // DATA of 16 MB, for a stream that is not open.
      Frame(0xffffff, 0, 0, 1) + std::string(1 << 16, 'x'),
      // HEADERS that are no HPACK.
      Frame(6, 1, 4, 1) + "\xff\xff\xff\xff\xff\xff",
      // SETTINGS of a length that they cannot have, and on a stream.
      Frame(5, 4, 0, 0) + "abcde",
      Frame(6, 4, 0, 3) + "abcdef",
      // CONTINUATION that continues nothing.
      Frame(4, 9, 4, 1) + "abcd",
      // An HTTP/1.1 request.
      "GET / HTTP/1.1\r\nHost: a\r\n\r\n",
  };
  for (const Program* program : {&extractor_, &aggregator_}) {
    for (const std::string& frame : frames) {
      Connection peer(program->port());
      peer.Send(hello + frame);
      EXPECT_TRUE(peer.IsClosedWithin(std::chrono::seconds(30)))
          << "frame of type " << static_cast<int>(frame[3]);
    }
  }
  ExpectAnswers();
}

TEST_F(BadPeersTest, HalfOpenConnectionsHoldNobodyUp) {
  std::vector<std::unique_ptr<Connection>> peers;
  for (const Program* program : {&extractor_, &aggregator_}) {
    for (int i = 0; i < 300; ++i) {
      peers.push_back(std::make_unique<Connection>(program->port()));
      // Nothing, half a preface, or a preface and half a frame.
      if (i % 3 == 1) peers.back()->Send(std::string(kPreface, 10));
      if (i % 3 == 2) peers.back()->Send(std::string(kPreface) + "\0\0");
    }
  }
  ExpectAnswers();
}

// Bytes that are no message of the type.
std::string MalformedMessage(const google::protobuf::Descriptor& type,
                             std::mt19937& random) {
  const std::unique_ptr<google::protobuf::Message> message(
      google::protobuf::MessageFactory::generated_factory()
          ->GetPrototype(&type)
          ->New());
  while (true) {
    std::string bytes = RandomBytes(random, 1 + random() % 100);
    if (!message->ParseFromString(bytes)) return bytes;
  }
}

struct Ending {
  int answers = 0;
  grpc::Status status;
};

Ending Call(grpc::GenericStub& stub, const MethodDescriptor& method,
            const std::vector<std::string>& messages) {
  grpc::ClientContext context;
  context.set_deadline(std::chrono::system_clock::now() +
                       std::chrono::seconds(30));
  grpc::CompletionQueue queue;
  const auto call = stub.PrepareCall(
      &context,
      absl::StrCat("/", std::string(method.service()->full_name()), "/",
                   std::string(method.name())),
      &queue);
  const auto next = [&queue] {
    void* tag = nullptr;
    bool ok = false;
    return queue.Next(&tag, &ok) && ok;
  };
  call->StartCall(nullptr);
  bool open = next();
  for (const std::string& message : messages) {
    if (!open) break;
    const grpc::Slice slice(message);
    call->Write(grpc::ByteBuffer(&slice, 1), nullptr);
    open = next();
  }
  if (open) {
    call->WritesDone(nullptr);
    next();
  }
  Ending ending;
  grpc::ByteBuffer answer;
  call->Read(&answer, nullptr);
  while (next()) {
    ++ending.answers;
    call->Read(&answer, nullptr);
  }
  call->Finish(&ending.status, nullptr);
  next();
  return ending;
}

TEST_F(BadPeersTest, MalformedMessagesAreErrorsOfTheirCall) {
  std::mt19937 random(2);
  const std::vector<
      std::pair<const google::protobuf::ServiceDescriptor*, const Program*>>
      services = {{google::protobuf::DescriptorPool::generated_pool()
                       ->FindServiceByName("nianbao.v1.ExtractorService"),
                   &extractor_},
                  {google::protobuf::DescriptorPool::generated_pool()
                       ->FindServiceByName("nianbao.v1.AggregatorService"),
                   &aggregator_}};
  int methods = 0;
  for (const auto& [service, program] : services)
    methods += service->method_count();
  const int calls = Rounds(10'000) / methods + 1;
  for (const auto& [service, program] : services) {
    grpc::GenericStub stub(program->Connect());
    for (int m = 0; m < service->method_count(); ++m) {
      const MethodDescriptor& method = *service->method(m);
      for (int i = 0; i < calls; ++i) {
        const Ending ending = Call(
            stub, method, {MalformedMessage(*method.input_type(), random)});
        ASSERT_EQ(FromGrpcStatus(ending.status),
                  BadRequest("message",
                             absl::StrCat("cannot be parsed as ",
                                          method.input_type()->full_name())));
      }
    }
  }
  ExpectAnswers();
}

TEST_F(BadPeersTest, AStreamAnswersWhatCameBeforeAMalformedMessage) {
  grpc::GenericStub stub(extractor_.Connect());
  v1::ExtractReportsRequest request;
  request.set_request_id("before");
  const Ending ending = Call(
      stub,
      *google::protobuf::DescriptorPool::generated_pool()->FindMethodByName(
          "nianbao.v1.ExtractorService.ExtractReports"),
      {request.SerializeAsString(), "\x0a\x7f"});
  EXPECT_EQ(ending.answers, 1);
  const absl::Status status = FromGrpcStatus(ending.status);
  EXPECT_EQ(status,
            BadRequest("message",
                       "cannot be parsed as nianbao.v1.ExtractReportsRequest"));
}

TEST_F(BadPeersTest, AMessageThatIsTooLargeIsRefused) {
  v1::ExtractReportRequest request;
  request.mutable_document()->mutable_content()->resize(65 << 20, 'x');
  grpc::ClientContext context;
  v1::ExtractReportResponse response;
  EXPECT_EQ(v1::ExtractorService::NewStub(extractor_.Connect())
                ->ExtractReport(&context, request, &response)
                .error_code(),
            grpc::StatusCode::RESOURCE_EXHAUSTED);
  ExpectAnswers();
}

}  // namespace bad_peers_test
}  // namespace nianbao
