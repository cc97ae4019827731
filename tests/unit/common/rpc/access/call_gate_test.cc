#include "common/rpc/access/call_gate.h"

#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <memory>
#include <string>

#include "absl/strings/str_cat.h"
#include "common/base/error_reason.h"
#include "common/base/sha256.h"
#include "common/base/text_proto.h"
#include "google/rpc/error_details.pb.h"
#include "gtest/gtest.h"
#include "nianbao/v1/aggregator_service.pb.h"
#include "nianbao/v1/extractor_service.pb.h"

namespace nianbao {
namespace call_gate_test {

constexpr char kRead[] = "nianbao.v1.AggregatorService.GetReport";
constexpr char kWrite[] = "nianbao.v1.AggregatorService.UploadReports";
constexpr char kExtract[] = "nianbao.v1.ExtractorService.ExtractReport";

class CallGateTest : public ::testing::Test {
 protected:
  CallGateTest() {
    // So that the methods are known.
    v1::GetReportRequest::descriptor();
    v1::ExtractReportRequest::descriptor();
    std::ofstream file(tokens_);
    for (const char* access : {"extract", "read", "write", "admin"}) {
      file << Sha256Hex(access) << " " << access << " " << access << "s\n";
    }
    file << Sha256Hex("old") << " admin old 2020-01-01\n";
  }
  ~CallGateTest() override { std::filesystem::remove(tokens_); }

  std::unique_ptr<CallGate> Gate(const std::string& config) {
    v1::ServerConfig parsed;
    const absl::Status status = ParseTextProto(config, &parsed);
    EXPECT_TRUE(status.ok()) << status;
    auto gate = CallGate::Create(parsed, [this] { return now_; });
    EXPECT_TRUE(gate.ok()) << gate.status();
    return gate.ok() ? *std::move(gate) : nullptr;
  }

  std::string Auth(const std::string& clients = "") const {
    return absl::StrCat("auth { token_file: '", tokens_, "' ", clients, "}");
  }

  static Caller Bearer(const std::string& token) {
    return {.authorization = {absl::StrCat("Bearer ", token)},
            .address = "ipv4:192.0.2.1"};
  }

  static Caller From(const std::string& address) {
    return {.address = address};
  }

  const std::string tokens_ =
      absl::StrCat(::testing::TempDir(), "/gate-", getpid());
  absl::Time now_ = absl::FromUnixSeconds(1800000000);
};

// Empty when the caller is let in.
std::string Refusal(CallGate& gate, const Caller& caller, const char* method) {
  const absl::Status status = gate.Admit(caller, method);
  return status.ok() ? "" : ReasonOf(status);
}

TEST_F(CallGateTest, AccessDecides) {
  const auto gate = Gate(Auth());
  const struct {
    const char* token;
    const char* method;
    const char* refusal;
  } kCases[] = {
      {"extract", kExtract, ""},
      {"extract", kRead, "ACCESS_MISSING"},
      {"extract", kWrite, "ACCESS_MISSING"},
      {"read", kExtract, "ACCESS_MISSING"},
      {"read", kRead, ""},
      {"read", kWrite, "ACCESS_MISSING"},
      {"write", kExtract, "ACCESS_MISSING"},
      {"write", kRead, "ACCESS_MISSING"},
      {"write", kWrite, ""},
      {"admin", kExtract, ""},
      {"admin", kRead, ""},
      {"admin", kWrite, ""},
      {"admin", "grpc.health.v1.Health.Check", "METHOD_CLOSED"},
      {"admin", "nianbao.v1.AggregatorService.None", "METHOD_CLOSED"},
      {"admin", "nianbao.v1.AggregatorService", "METHOD_CLOSED"},
      {"admin", "", "METHOD_CLOSED"},
      {"old", kRead, "TOKEN_EXPIRED"},
      {"unknown", kRead, "TOKEN_INVALID"},
      {"", kRead, "TOKEN_INVALID"},
  };
  for (const auto& c : kCases) {
    EXPECT_EQ(Refusal(*gate, Bearer(c.token), c.method), c.refusal)
        << c.token << " " << c.method;
  }
}

TEST_F(CallGateTest, TheErrorTellsWhatIsMissing) {
  const absl::Status status = Gate(Auth())->Admit(Bearer("read"), kWrite);
  EXPECT_EQ(status.code(), absl::StatusCode::kPermissionDenied);
  google::rpc::ErrorInfo info;
  ASSERT_TRUE(info.ParseFromString(std::string(
      *status.GetPayload("type.googleapis.com/google.rpc.ErrorInfo"))));
  EXPECT_EQ(info.metadata().at("access"), "write");
  EXPECT_EQ(info.metadata().at("method"), kWrite);
}

TEST_F(CallGateTest, AuthorizationMustBeOneBearerToken) {
  const auto gate = Gate(Auth());
  EXPECT_EQ(Refusal(*gate, From("ipv4:192.0.2.1"), kRead), "TOKEN_MISSING");
  EXPECT_EQ(Refusal(*gate, {.authorization = {"bearer read"}}, kRead), "");
  for (const char* value : {"", "read", "Bearer", "Basic read", "Bearer  read",
                            "Bearer read ", "Bearerread"}) {
    EXPECT_EQ(Refusal(*gate, {.authorization = {value}}, kRead),
              "TOKEN_INVALID")
        << value;
  }
  EXPECT_EQ(
      Refusal(*gate, {.authorization = {"Bearer read", "Bearer read"}}, kRead),
      "TOKEN_INVALID");
}

TEST_F(CallGateTest, CertificatesHaveTheAccessOfTheirName) {
  const auto gate = Gate(
      "auth { clients { name: 'reader' access: ACCESS_READ }"
      "       clients { name: 'desk.example' access: ACCESS_READ"
      "                 access: ACCESS_WRITE } }");
  EXPECT_EQ(Refusal(*gate, {.certificate_names = {"reader"}}, kRead), "");
  EXPECT_EQ(Refusal(*gate, {.certificate_names = {"reader"}}, kWrite),
            "ACCESS_MISSING");
  EXPECT_EQ(
      Refusal(*gate, {.certificate_names = {"Desk", "desk.example"}}, kWrite),
      "");
  EXPECT_EQ(Refusal(*gate, {.certificate_names = {"stranger"}}, kRead),
            "CERTIFICATE_UNKNOWN");
  EXPECT_EQ(Refusal(*gate, {}, kRead), "TOKEN_MISSING");
  // Who shows a token is judged by it alone.
  EXPECT_EQ(Refusal(*gate,
                    {.authorization = {"Bearer read"},
                     .certificate_names = {"reader"}},
                    kRead),
            "TOKEN_INVALID");
}

TEST_F(CallGateTest, WithoutAuthEverybodyMayDoEverythingThatIsOpen) {
  const auto gate = Gate("");
  for (const char* method : {kExtract, kRead, kWrite}) {
    EXPECT_EQ(Refusal(*gate, {}, method), "");
    EXPECT_EQ(Refusal(*gate, Bearer("anything"), method), "");
  }
  EXPECT_EQ(Refusal(*gate, {}, "grpc.health.v1.Health.Check"), "METHOD_CLOSED");
}

TEST_F(CallGateTest, AnEmptyAuthLetsNobodyIn) {
  const auto gate = Gate("auth {}");
  EXPECT_EQ(Refusal(*gate, {}, kRead), "TOKEN_MISSING");
  EXPECT_EQ(Refusal(*gate, Bearer("admin"), kRead), "TOKEN_INVALID");
  EXPECT_EQ(Refusal(*gate, {.certificate_names = {""}}, kRead),
            "CERTIFICATE_UNKNOWN");
}

TEST_F(CallGateTest, EachClientHasItsRate) {
  const auto gate =
      Gate(absl::StrCat(Auth(), "limits { calls_per_second: 1 }"));
  EXPECT_EQ(Refusal(*gate, Bearer("read"), kRead), "");
  EXPECT_EQ(Refusal(*gate, Bearer("read"), kRead), "");
  const absl::Status limited = gate->Admit(Bearer("read"), kRead);
  EXPECT_EQ(limited.code(), absl::StatusCode::kResourceExhausted);
  EXPECT_EQ(ReasonOf(limited), "RATE_LIMITED");
  EXPECT_EQ(RetryDelayOf(limited), absl::Seconds(1));
  // The token counts, not where it is used.
  Caller elsewhere = Bearer("read");
  elsewhere.address = "ipv4:192.0.2.2";
  EXPECT_EQ(Refusal(*gate, elsewhere, kRead), "RATE_LIMITED");
  EXPECT_EQ(Refusal(*gate, Bearer("admin"), kRead), "");
  now_ += absl::Seconds(1);
  EXPECT_EQ(Refusal(*gate, Bearer("read"), kRead), "");
}

TEST_F(CallGateTest, WhoIsRefusedUsesUpNothing) {
  const auto gate =
      Gate(absl::StrCat(Auth(), "limits { calls_per_second: 1 }"));
  for (int i = 0; i < 10; ++i) {
    EXPECT_EQ(Refusal(*gate, Bearer("read"), kWrite), "ACCESS_MISSING");
  }
  EXPECT_EQ(Refusal(*gate, Bearer("read"), kRead), "");
}

TEST_F(CallGateTest, WithoutAuthAddressesHaveRates) {
  const auto gate = Gate("limits { calls_per_second: 1 }");
  for (const char* address : {"ipv4:192.0.2.1", "ipv4:192.0.2.2"}) {
    EXPECT_EQ(Refusal(*gate, From(address), kRead), "");
    EXPECT_EQ(Refusal(*gate, From(address), kRead), "");
    EXPECT_EQ(Refusal(*gate, From(address), kRead), "RATE_LIMITED");
  }
}

TEST_F(CallGateTest, AMissingTokenFileIsAnError) {
  v1::ServerConfig config;
  config.mutable_auth()->set_token_file(tokens_ + ".none");
  EXPECT_EQ(CallGate::Create(config).status().code(),
            absl::StatusCode::kNotFound);
}

TEST(CallerTest, PortsAreLeftOut) {
  EXPECT_EQ(WithoutPort("ipv4:192.0.2.1:4711"), "ipv4:192.0.2.1");
  EXPECT_EQ(WithoutPort("ipv6:%5B::1%5D:4711"), "ipv6:%5B::1%5D");
  EXPECT_EQ(WithoutPort("unix:/run/x:1"), "unix:/run/x:1");
  EXPECT_EQ(WithoutPort(""), "");
}

}  // namespace call_gate_test
}  // namespace nianbao
