// A real server with real calls of every ending, seen by a scraper, a reader of
// its log and a collector of spans.
#include "common/telemetry/telemetry.h"

#include <arpa/inet.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <functional>
#include <memory>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "absl/synchronization/notification.h"
#include "common/base/sockets.h"
#include "gmock/gmock.h"
#include "grpcpp/ext/proto_server_reflection_plugin.h"
#include "grpcpp/generic/generic_stub.h"
#include "grpcpp/grpcpp.h"
#include "gtest/gtest.h"
#include "nlohmann/json.hpp"
#include "tests/integration/telemetry/held_calls.h"
#include "tests/integration/telemetry/http.h"

namespace nianbao {
namespace telemetry_test {

using nlohmann::json;
using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::IsSupersetOf;
using ::testing::Not;
using ::testing::SizeIs;

constexpr char kDocument[] = "全区受理行政复议案件35件";
constexpr char kToken[] = "Bearer tell-nobody";
constexpr char kTrace[] = "4bf92f3577b34da6a3ce929d0e0e4736";
constexpr char kParent[] = "00f067aa0ba902b7";
constexpr char kExtract[] = "nianbao.v1.ExtractorService/ExtractReport";

using ClientMetadata = std::vector<std::pair<std::string, std::string>>;

class TelemetryTest : public ::testing::Test {
 protected:
  TelemetryTest()
      : log_path_(absl::StrCat(::testing::TempDir(), "telemetry_test.",
                               getpid(), ".log")) {
    log_fd_ = open(log_path_.c_str(), O_CREAT | O_TRUNC | O_WRONLY, 0600);
    setenv("no_proxy", "127.0.0.1", 1);
  }

  ~TelemetryTest() override {
    StopServer();
    telemetry_.reset();
    close(log_fd_);
    unlink(log_path_.c_str());
  }

  void StartServer() {
    auto telemetry = Telemetry::Start(config_, "test", log_fd_);
    ASSERT_TRUE(telemetry.ok()) << telemetry.status();
    telemetry_ = *std::move(telemetry);
    grpc::EnableDefaultHealthCheckService(true);
    grpc::reflection::InitProtoReflectionServerBuilderPlugin();
    int port = 0;
    grpc::ServerBuilder builder;
    builder.AddListeningPort("127.0.0.1:0", grpc::InsecureServerCredentials(),
                             &port);
    builder.RegisterService(&service_);
    builder.experimental().SetInterceptorCreators(telemetry_->Interceptors());
    server_ = builder.BuildAndStart();
    channel_ = grpc::CreateChannel(absl::StrCat("127.0.0.1:", port),
                                   grpc::InsecureChannelCredentials());
    stub_ = v1::ExtractorService::NewStub(channel_);
  }

  // Afterwards every call has been seen to its end.
  void StopServer() {
    if (server_ != nullptr) server_->Shutdown();
    server_.reset();
  }

  // The status, and the request id that the server gave.
  std::pair<grpc::StatusCode, std::string> Extract(
      const std::string& content, const ClientMetadata& metadata = {}) {
    grpc::ClientContext context;
    for (const auto& [key, value] : metadata) context.AddMetadata(key, value);
    v1::ExtractReportRequest request;
    request.mutable_document()->set_content(content);
    v1::ExtractReportResponse response;
    const grpc::Status status =
        stub_->ExtractReport(&context, request, &response);
    const auto& initial = context.GetServerInitialMetadata();
    const auto id = initial.find("x-request-id");
    return {status.error_code(),
            id == initial.end()
                ? ""
                : std::string(id->second.data(), id->second.size())};
  }

  // Leaves a call that the service holds.
  void ExtractAndCancel(const std::string& content) {
    grpc::ClientContext context;
    std::thread canceller([&] {
      service_.held.WaitForNotification();
      while_held_();
      context.TryCancel();
    });
    v1::ExtractReportRequest request;
    request.mutable_document()->set_content(content);
    v1::ExtractReportResponse response;
    EXPECT_EQ(stub_->ExtractReport(&context, request, &response).error_code(),
              grpc::StatusCode::CANCELLED);
    canceller.join();
  }

  void ExchangeOnAStream(int messages) {
    grpc::ClientContext context;
    const auto stream = stub_->ExtractReports(&context);
    v1::ExtractReportsRequest request;
    v1::ExtractReportsResponse response;
    for (int i = 0; i < messages; ++i) {
      request.set_request_id(absl::StrCat(i));
      EXPECT_TRUE(stream->Write(request));
      EXPECT_TRUE(stream->Read(&response));
    }
    stream->WritesDone();
    EXPECT_TRUE(stream->Finish().ok());
  }

  // A call of a method by name, with an empty message.
  grpc::StatusCode CallByName(const std::string& method) {
    grpc::GenericStub stub(channel_);
    grpc::ClientContext context;
    grpc::ByteBuffer request;
    grpc::ByteBuffer response;
    const grpc::Slice nothing("");
    request = grpc::ByteBuffer(&nothing, 1);
    absl::Notification done;
    grpc::StatusCode code = grpc::StatusCode::UNKNOWN;
    stub.UnaryCall(&context, method, {}, &request, &response,
                   [&](const grpc::Status& status) {
                     code = status.error_code();
                     done.Notify();
                   });
    done.WaitForNotification();
    return code;
  }

  std::vector<std::string> Scrape() {
    return absl::StrSplit(
        Get(absl::StrCat("http://127.0.0.1:", telemetry_->metrics_port(),
                         "/metrics")),
        '\n');
  }

  // The log once everything in it has been written, calls in the order of
  // their ends; ends the telemetry.
  std::vector<json> Log() {
    StopServer();
    telemetry_.reset();
    std::ifstream file(log_path_);
    std::vector<json> lines;
    for (std::string line; std::getline(file, line);) {
      lines.push_back(json::parse(line));
    }
    return lines;
  }

  v1::ServerConfig::Observation config_;
  const std::string log_path_;
  int log_fd_ = -1;
  HeldCalls service_;
  std::function<void()> while_held_ = [] {};
  std::unique_ptr<Telemetry> telemetry_;
  std::unique_ptr<grpc::Server> server_;
  std::shared_ptr<grpc::Channel> channel_;
  std::unique_ptr<v1::ExtractorService::Stub> stub_;
};

// The first of `lines` with that value; null when there is none. Calls that
// follow each other may end in any order.
json With(const std::vector<json>& lines, const std::string& key,
          const std::string& value) {
  for (const json& line : lines) {
    if (line.value(key, "") == value) return line;
  }
  ADD_FAILURE() << "no line with " << key << " " << value;
  return nullptr;
}

// With a listener for metrics.
class ScrapeTest : public TelemetryTest {
 protected:
  ScrapeTest() { config_.set_metrics_address("127.0.0.1:0"); }
};

// A connection to 127.0.0.1.
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

std::string Sample(const std::string& name, const std::string& method,
                   const std::string& type, const std::string& code,
                   int value) {
  const std::vector<std::string> parts = absl::StrSplit(method, '/');
  return absl::StrCat(
      name, "{", code.empty() ? "" : absl::StrCat("grpc_code=\"", code, "\","),
      "grpc_method=\"", parts[1], "\",grpc_service=\"", parts[0],
      "\",grpc_type=\"", type, "\"} ", value);
}

std::string Handled(const std::string& method, const std::string& type,
                    const std::string& code, int value) {
  return Sample("grpc_server_handled_total", method, type, code, value);
}

TEST_F(ScrapeTest, EveryCallIsCountedOnceByTheWayItEnded) {
  StartServer();
  for (int i = 0; i < 3; ++i) Extract(kDocument);
  for (int i = 0; i < 2; ++i) Extract(HeldCalls::kBad);
  ExtractAndCancel(HeldCalls::kHeld);
  ExchangeOnAStream(4);
  EXPECT_EQ(CallByName("/grpc.health.v1.Health/Check"), grpc::StatusCode::OK);
  for (const char* method : {"/no.Service/Method", "/nianbao.v1.No/One", "x"}) {
    EXPECT_EQ(CallByName(method), grpc::StatusCode::UNIMPLEMENTED) << method;
  }
  StopServer();
  const std::string bidi = "nianbao.v1.ExtractorService/ExtractReports";
  const std::string health = "grpc.health.v1.Health/Check";
  EXPECT_THAT(
      Scrape(),
      IsSupersetOf(
          {Handled(kExtract, "unary", "OK", 3),
           Handled(kExtract, "unary", "INVALID_ARGUMENT", 2),
           Handled(kExtract, "unary", "CANCELLED", 1),
           Handled(bidi, "bidi_stream", "OK", 1),
           Handled(health, "unary", "OK", 1),
           Handled("unknown/unknown", "unknown", "UNIMPLEMENTED", 3),
           Sample("grpc_server_started_total", kExtract, "unary", "", 6),
           Sample("grpc_server_in_flight", kExtract, "unary", "", 0),
           Sample("grpc_server_handling_seconds_count", kExtract, "unary", "",
                  6),
           Sample("grpc_server_msg_received_total", kExtract, "unary", "", 6),
           Sample("grpc_server_msg_sent_total", kExtract, "unary", "", 3),
           Sample("grpc_server_msg_received_total", bidi, "bidi_stream", "", 4),
           Sample("grpc_server_msg_sent_total", bidi, "bidi_stream", "", 4),
           std::string("nianbao_log_lines_dropped_total 0")}));
  int handled = 0;
  for (const std::string& line : Scrape()) {
    handled += absl::StartsWith(line, "grpc_server_handled_total{");
  }
  EXPECT_EQ(handled, 6);
}

TEST_F(ScrapeTest, ACallThatIsHeldIsInFlight) {
  StartServer();
  while_held_ = [this] {
    EXPECT_THAT(Scrape(), Contains(Sample("grpc_server_in_flight", kExtract,
                                          "unary", "", 1)));
  };
  ExtractAndCancel(HeldCalls::kHeld);
}

TEST_F(ScrapeTest, ACancelledCallIsOneWhateverItsHandlerSays) {
  StartServer();
  ExtractAndCancel(HeldCalls::kHeldStubbornly);
  StopServer();
  EXPECT_THAT(Scrape(), Contains(Handled(kExtract, "unary", "CANCELLED", 1)));
}

TEST_F(ScrapeTest, TheProgramAndTheProcessAreDescribed) {
  StartServer();
  EXPECT_THAT(Scrape(), Contains(HasSubstr("nianbao_build_info{service=\"test\""
                                           ",version=\"")));
  EXPECT_THAT(Scrape(), Contains(HasSubstr("process_resident_memory_bytes ")));
}

TEST_F(TelemetryTest, EachCallLeavesALineThatTellsNoSecret) {
  StartServer();
  const ClientMetadata metadata = {
      {"authorization", kToken},
      {"x-request-id", "mine-1"},
      {"traceparent", absl::StrCat("00-", kTrace, "-", kParent, "-01")}};
  Extract(kDocument, metadata);
  Extract(HeldCalls::kBad);
  ExchangeOnAStream(2);
  EXPECT_EQ(CallByName("/grpc.health.v1.Health/Check"), grpc::StatusCode::OK);
  const std::vector<json> log = Log();
  ASSERT_THAT(log, SizeIs(3));
  const json first = With(log, "request_id", "mine-1");
  EXPECT_EQ(first["service"], "test");
  EXPECT_EQ(first["method"], kExtract);
  EXPECT_EQ(first["code"], "OK");
  EXPECT_EQ(first["trace_id"], kTrace);
  EXPECT_EQ(first["messages_in"], 1);
  EXPECT_EQ(first["messages_out"], 1);
  v1::ExtractReportRequest request;
  request.mutable_document()->set_content(kDocument);
  EXPECT_EQ(first["bytes_in"], request.ByteSizeLong());
  EXPECT_GT(first["bytes_out"], 0);
  EXPECT_THAT(first["peer"].get<std::string>(), HasSubstr("127.0.0.1:"));
  EXPECT_FALSE(first.contains("message"));
  const json bad = With(log, "code", "INVALID_ARGUMENT");
  EXPECT_EQ(bad["message"], "document.content: is bad");
  EXPECT_EQ(bad["messages_out"], 0);
  EXPECT_EQ(With(log, "method",
                 "nianbao.v1.ExtractorService/ExtractReports")["messages_in"],
            2);
  for (const json& line : log) {
    EXPECT_THAT(line.dump(), Not(HasSubstr("tell-nobody")));
    EXPECT_THAT(line.dump(), Not(HasSubstr(kDocument)));
  }
}

TEST_F(TelemetryTest, TheClientLearnsTheRequestId) {
  StartServer();
  EXPECT_EQ(Extract(kDocument, {{"x-request-id", "a.B_9-"}}).second, "a.B_9-");
  EXPECT_EQ(Extract(HeldCalls::kBad, {{"x-request-id", "b"}}).second, "b");
  const std::string too_long(129, 'a');
  for (const std::string& id :
       {std::string("a b"), std::string("\"x\""), std::string(), too_long}) {
    EXPECT_THAT(Extract(kDocument, {{"x-request-id", id}}).second,
                ::testing::MatchesRegex("[0-9a-f]{16}"))
        << id;
  }
}

TEST_F(TelemetryTest, WhenQuietOnlyFailuresLeaveALine) {
  config_.set_quiet(true);
  config_.set_slow_call_ms(1'000'000);
  StartServer();
  Extract(kDocument);
  Extract(HeldCalls::kBad);
  const std::vector<json> log = Log();
  ASSERT_THAT(log, SizeIs(1));
  EXPECT_EQ(log[0]["code"], "INVALID_ARGUMENT");
}

TEST_F(TelemetryTest, OfManyRefusalsNotEachLeavesALine) {
  constexpr int kCalls = 400;
  StartServer();
  const absl::Time begin = absl::Now();
  for (int i = 0; i < kCalls; ++i) Extract(HeldCalls::kRefused);
  const double seconds = absl::ToDoubleSeconds(absl::Now() - begin);
  Extract(HeldCalls::kBad);
  const size_t refusals = Log().size() - 1;
  EXPECT_GE(refusals, Telemetry::kMaxFailureLines);
  EXPECT_LE(refusals, Telemetry::kMaxFailureLines * (1 + seconds) + 1);
}

// Whatever the code is, as resets are a peer's to make.
TEST_F(ScrapeTest, WhatIsLeftOutOfTheLogIsCounted) {
  constexpr int kCalls = 600;
  StartServer();
  for (int i = 0; i < kCalls; ++i) {
    EXPECT_EQ(CallByName("/no.Service/Method"),
              grpc::StatusCode::UNIMPLEMENTED);
  }
  Extract(kDocument);
  StopServer();
  int omitted = -1;
  for (const std::string& line : Scrape()) {
    std::vector<std::string> parts = absl::StrSplit(line, ' ');
    if (parts[0] == "nianbao_log_lines_omitted_total") {
      omitted = std::stoi(parts[1]);
    }
  }
  const std::vector<json> log = Log();
  EXPECT_EQ(static_cast<int>(log.size()) + omitted, kCalls + 1);
  int told = 0;
  for (const json& line : log) told += line.value("omitted", 0);
  EXPECT_LE(told, omitted);
  EXPECT_EQ(With(log, "code", "OK").value("omitted", 0), 0);
}

TEST_F(ScrapeTest, PeersThatDoNotAskHoldUpNobody) {
  StartServer();
  std::vector<OwnedDescriptor> trickling;
  for (size_t i = 0; i < 2 * MetricsListener::kMaxPeers; ++i) {
    trickling.push_back(ConnectTo(telemetry_->metrics_port()));
    ASSERT_EQ(send(trickling.back().fd(), "GET /met", 8, MSG_NOSIGNAL), 8);
  }
  EXPECT_THAT(Scrape(), Contains(HasSubstr("nianbao_build_info")));
}

TEST_F(ScrapeTest, OnlyGetsOfMetricsAreAnswered) {
  StartServer();
  const struct {
    std::string request;
    std::string answer;
  } cases[] = {
      {"GET /metrics HTTP/1.1\r\n\r\n", "HTTP/1.1 200 "},
      {"GET /metrics?x=1 HTTP/1.0\r\nA: b\r\n\r\n", "HTTP/1.1 200 "},
      {"GET / HTTP/1.1\r\n\r\n", "HTTP/1.1 404 "},
      {"GET /metricsx HTTP/1.1\r\n\r\n", "HTTP/1.1 404 "},
      {"POST /metrics HTTP/1.1\r\n\r\n", "HTTP/1.1 405 "},
      {"\r\n\r\n", "HTTP/1.1 405 "},
      // Longer than any request.
      {std::string(10000, 'x'), ""},
  };
  for (const auto& [request, answer] : cases) {
    const OwnedDescriptor peer = ConnectTo(telemetry_->metrics_port());
    send(peer.fd(), request.data(), request.size(), MSG_NOSIGNAL);
    std::string got;
    char buffer[4096];
    ssize_t size;
    while ((size = recv(peer.fd(), buffer, sizeof(buffer), 0)) > 0) {
      got.append(buffer, static_cast<size_t>(size));
    }
    EXPECT_EQ(got.substr(0, 13), answer) << request;
  }
}

// All spans of all posts, those of failed calls first.
std::vector<json> Spans(const std::vector<std::string>& bodies) {
  std::vector<json> spans;
  for (const std::string& body : bodies) {
    const json request = json::parse(body);
    for (const json& span :
         request["resourceSpans"][0]["scopeSpans"][0]["spans"]) {
      spans.push_back(span);
    }
  }
  std::stable_partition(spans.begin(), spans.end(), [](const json& span) {
    return span.contains("status");
  });
  return spans;
}

TEST_F(TelemetryTest, SpansReachTheCollectorUnlessNotSampled) {
  Collector collector;
  config_.set_otlp_endpoint(collector.Url());
  StartServer();
  const std::string parent = absl::StrCat("00-", kTrace, "-", kParent);
  Extract(HeldCalls::kBad, {{"traceparent", absl::StrCat(parent, "-01")},
                            {"authorization", kToken}});
  Extract(kDocument, {{"traceparent", absl::StrCat(parent, "-00")}});
  Extract(kDocument);
  EXPECT_EQ(CallByName("/grpc.health.v1.Health/Check"), grpc::StatusCode::OK);
  const std::vector<json> log = Log();
  const std::vector<json> spans = Spans(collector.Bodies());
  ASSERT_THAT(spans, SizeIs(2));
  EXPECT_EQ(spans[0]["traceId"], kTrace);
  EXPECT_EQ(spans[0]["parentSpanId"], kParent);
  EXPECT_EQ(spans[0]["spanId"],
            With(log, "code", "INVALID_ARGUMENT")["span_id"]);
  EXPECT_EQ(spans[0]["name"], kExtract);
  EXPECT_EQ(spans[0]["kind"], 2);
  EXPECT_EQ(spans[0]["status"]["code"], 2);
  EXPECT_LE(std::stoll(spans[0]["startTimeUnixNano"].get<std::string>()),
            std::stoll(spans[0]["endTimeUnixNano"].get<std::string>()));
  EXPECT_FALSE(spans[1].contains("parentSpanId"));
  EXPECT_FALSE(spans[1].contains("status"));
  const json request = json::parse(collector.Bodies()[0]);
  EXPECT_EQ(
      request["resourceSpans"][0]["resource"]["attributes"][0],
      json({{"key", "service.name"}, {"value", {{"stringValue", "test"}}}}));
  for (const std::string& body : collector.Bodies()) {
    EXPECT_THAT(body, Not(HasSubstr("tell-nobody")));
    EXPECT_THAT(body, Not(HasSubstr(kDocument)));
  }
}

TEST_F(TelemetryTest, ACollectorThatIsBusyIsAskedAgain) {
  Collector collector;
  collector.AnswerWith({503, 429});
  config_.set_otlp_endpoint(collector.Url());
  StartServer();
  Extract(kDocument);
  collector.AwaitPosts(3);
  Log();
  const std::vector<std::string> bodies = collector.Bodies();
  ASSERT_THAT(bodies, SizeIs(3));
  EXPECT_EQ(bodies[0], bodies[2]);
}

TEST_F(TelemetryTest, ACollectorThatRefusesIsNotAskedAgain) {
  Collector collector;
  collector.AnswerWith({400});
  config_.set_otlp_endpoint(collector.Url());
  StartServer();
  Extract(kDocument);
  Log();
  EXPECT_THAT(collector.Bodies(), SizeIs(1));
}

TEST_F(TelemetryTest, WithoutItsCollectorTheServiceGoesOn) {
  config_.set_otlp_endpoint("http://127.0.0.1:9/v1/traces");
  StartServer();
  EXPECT_EQ(Extract(kDocument).first, grpc::StatusCode::OK);
  EXPECT_THAT(Log(), SizeIs(1));
}

TEST_F(ScrapeTest, WhatCannotBeStartedNamesItsField) {
  StartServer();
  const std::string taken =
      absl::StrCat("127.0.0.1:", telemetry_->metrics_port());
  const struct {
    std::string metrics_address;
    std::string otlp_endpoint;
    absl::Status status;
  } cases[] = {
      {taken, "",
       absl::UnavailableError(absl::StrCat(
           "observation.metrics_address: cannot listen on ", taken))},
      {"127.0.0.1:70000", "",
       absl::InvalidArgumentError(
           "observation.metrics_address: must be host:port")},
      {"127.0.0.1:1,127.0.0.1:2", "",
       absl::InvalidArgumentError(
           "observation.metrics_address: must be host:port")},
      {"", "file:///etc/passwd",
       absl::InvalidArgumentError(
           "observation.otlp_endpoint: not a URL of http or https")},
  };
  for (const auto& [metrics_address, otlp_endpoint, status] : cases) {
    v1::ServerConfig::Observation config;
    config.set_metrics_address(metrics_address);
    config.set_otlp_endpoint(otlp_endpoint);
    EXPECT_EQ(Telemetry::Start(config, "test", log_fd_).status(), status);
  }
}

}  // namespace telemetry_test
}  // namespace nianbao
