// TLS of a service and of the command's connections, over real sockets.
#include "common/rpc/tls.h"

#include <unistd.h>

#include <chrono>
#include <filesystem>
#include <fstream>
#include <functional>
#include <memory>
#include <string>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "client/calls/connection.h"
#include "common/rpc/health_probe.h"
#include "common/rpc/server.h"
#include "common/rpc/tls_files.h"
#include "gmock/gmock.h"
#include "grpc/health/v1/health.grpc.pb.h"
#include "grpcpp/channel.h"
#include "gtest/gtest.h"
#include "nianbao/v1/extractor_service.grpc.pb.h"
#include "tests/integration/common/certificates.h"

namespace nianbao {
namespace tls_test {

using ::testing::HasSubstr;

constexpr auto kOverwrite = std::filesystem::copy_options::overwrite_existing;

class TlsTest : public ::testing::Test {
 protected:
  TlsTest() {
    std::filesystem::create_directories(folder_);
    authority_ = MakeAuthority(folder_, "authority");
    stranger_ = MakeAuthority(folder_, "stranger");
    served_ = MakeCertificate(authority_, folder_, "served");
    config_.mutable_listener()->set_address("127.0.0.1");
    config_.mutable_tls()->set_certificate(served_.certificate);
    config_.mutable_tls()->set_key(served_.key);
  }
  ~TlsTest() override { std::filesystem::remove_all(folder_); }

  void Start() {
    ServerOptions options;
    options.tls = config_.tls();
    options.drain_seconds = 1;
    auto server = Server::Start(options, service_);
    ASSERT_TRUE(server.ok()) << server.status();
    server_ = *std::move(server);
    config_.mutable_listener()->set_port(server_->port());
  }

  // What a client with those files is told; it asks for the server's health.
  grpc::Status Call(const client::ConnectionFiles& files) const {
    const auto connector = client::Connector::Create(files);
    if (!connector.ok()) {
      return {grpc::StatusCode::INTERNAL,
              std::string(connector.status().message())};
    }
    const auto stub = grpc::health::v1::Health::NewStub(
        connector->Connect(absl::StrCat("127.0.0.1:", server_->port())));
    grpc::ClientContext context;
    context.set_deadline(std::chrono::system_clock::now() +
                         std::chrono::seconds(10));
    grpc::health::v1::HealthCheckResponse response;
    return stub->Check(&context, {}, &response);
  }

  const std::string folder_ =
      absl::StrCat(::testing::TempDir(), "tls_test.", getpid());
  KeyPair authority_;
  KeyPair stranger_;
  KeyPair served_;
  v1::ServerConfig config_;
  v1::ExtractorService::Service service_;
  std::unique_ptr<Server> server_;
};

TEST_F(TlsTest, IsSpokenToThoseWhoKnowTheAuthority) {
  Start();
  EXPECT_TRUE(Call({.tls = true, .ca = authority_.certificate}).ok());
  EXPECT_EQ(Call({.tls = true, .ca = stranger_.certificate}).error_code(),
            grpc::StatusCode::UNAVAILABLE);
  EXPECT_EQ(Call({}).error_code(), grpc::StatusCode::UNAVAILABLE);
}

TEST_F(TlsTest, RefusesClientsWithoutARequiredCertificate) {
  config_.mutable_tls()->set_client_ca(authority_.certificate);
  config_.mutable_tls()->set_require_client_certificate(true);
  Start();
  const KeyPair client = MakeCertificate(authority_, folder_, "client");
  EXPECT_TRUE(Call({.tls = true,
                    .ca = authority_.certificate,
                    .certificate = client.certificate,
                    .key = client.key})
                  .ok());
  EXPECT_EQ(Call({.tls = true, .ca = authority_.certificate}).error_code(),
            grpc::StatusCode::UNAVAILABLE);
  const KeyPair forged = MakeCertificate(stranger_, folder_, "forged");
  EXPECT_EQ(Call({.tls = true,
                  .ca = authority_.certificate,
                  .certificate = forged.certificate,
                  .key = forged.key})
                .error_code(),
            grpc::StatusCode::UNAVAILABLE);
}

TEST_F(TlsTest, TakesClientsWithOrWithoutAnOptionalCertificate) {
  config_.mutable_tls()->set_client_ca(authority_.certificate);
  Start();
  const KeyPair client = MakeCertificate(authority_, folder_, "client");
  EXPECT_TRUE(Call({.tls = true, .ca = authority_.certificate}).ok());
  EXPECT_TRUE(Call({.tls = true,
                    .ca = authority_.certificate,
                    .certificate = client.certificate,
                    .key = client.key})
                  .ok());
  const KeyPair forged = MakeCertificate(stranger_, folder_, "forged");
  EXPECT_FALSE(Call({.tls = true,
                     .ca = authority_.certificate,
                     .certificate = forged.certificate,
                     .key = forged.key})
                   .ok());
}

TEST_F(TlsTest, ServesAReplacedCertificateWithoutARestart) {
  Start();
  const client::ConnectionFiles by_stranger = {.tls = true,
                                               .ca = stranger_.certificate};
  ASSERT_FALSE(Call(by_stranger).ok());
  const KeyPair next = MakeCertificate(stranger_, folder_, "next");
  std::filesystem::rename(next.key, served_.key);
  std::filesystem::rename(next.certificate, served_.certificate);
  const absl::Time deadline = absl::Now() + absl::Seconds(30);
  grpc::Status status;
  do {
    status = Call(by_stranger);
  } while (!status.ok() && absl::Now() < deadline);
  EXPECT_TRUE(status.ok()) << status.error_message();
  EXPECT_FALSE(Call({.tls = true, .ca = authority_.certificate}).ok());
}

// Of each way in which a renewal can go wrong: others connect as before, and
// the log says why.
TEST_F(TlsTest, AFileThatCannotBeServedLeavesTheCertificateThatIs) {
  Start();
  const client::ConnectionFiles by_authority = {.tls = true,
                                                .ca = authority_.certificate};
  const KeyPair kept = {served_.certificate + ".kept", served_.key + ".kept"};
  std::filesystem::copy_file(served_.certificate, kept.certificate);
  std::filesystem::copy_file(served_.key, kept.key);
  const KeyPair other = MakeCertificate(authority_, folder_, "other");
  const struct {
    std::string name;
    std::function<void()> break_it;
  } kCases[] = {
      {"junk", [&] { std::ofstream(served_.certificate) << "junk\n"; }},
      {"emptied", [&] { std::ofstream(served_.key, std::ios::trunc).close(); }},
      {"mismatched",
       [&] { std::filesystem::copy_file(other.key, served_.key, kOverwrite); }},
      {"removed", [&] { std::filesystem::remove(served_.certificate); }},
  };
  for (const auto& [name, break_it] : kCases) {
    ::testing::internal::CaptureStderr();
    break_it();
    std::string told;
    const absl::Time deadline = absl::Now() + absl::Seconds(30);
    // Each call connects anew, and the first after a second looks at the files.
    while (told.find("stays as it was") == std::string::npos &&
           absl::Now() < deadline) {
      EXPECT_TRUE(Call(by_authority).ok()) << name;
      told += ::testing::internal::GetCapturedStderr();
      ::testing::internal::CaptureStderr();
    }
    EXPECT_THAT(told, HasSubstr("the certificate stays as it was")) << name;
    EXPECT_TRUE(Call(by_authority).ok()) << name;
    ::testing::internal::GetCapturedStderr();
    std::filesystem::copy_file(kept.certificate, served_.certificate,
                               kOverwrite);
    std::filesystem::copy_file(kept.key, served_.key, kOverwrite);
  }
}

TEST_F(TlsTest, NamesTheFileThatCannotBeServedWith) {
  const KeyPair other = MakeCertificate(authority_, folder_, "other");
  v1::ServerConfig::Tls tls = config_.tls();
  EXPECT_TRUE(CheckTls(tls).ok());
  tls.set_key(other.key);
  EXPECT_EQ(CheckTls(tls), absl::InvalidArgumentError(
                               "tls.key: does not belong to tls.certificate"));
  tls.set_key(other.certificate);
  EXPECT_THAT(std::string(CheckTls(tls).message()),
              HasSubstr("tls.key: cannot be read"));
  tls = config_.tls();
  tls.set_certificate(served_.key);
  EXPECT_THAT(std::string(CheckTls(tls).message()),
              HasSubstr("tls.certificate: cannot be read"));
  tls = config_.tls();
  tls.set_client_ca(served_.key);
  EXPECT_THAT(std::string(CheckTls(tls).message()),
              HasSubstr("tls.client_ca: cannot be read"));
}

TEST_F(TlsTest, TellsWhenACertificateEnds) {
  const absl::StatusOr<absl::Time> end = CertificateEnd(served_.certificate);
  ASSERT_TRUE(end.ok()) << end.status();
  // Made a moment ago for two days.
  EXPECT_LE(*end, absl::Now() + absl::Hours(48));
  EXPECT_GT(*end, absl::Now() + absl::Hours(47));
  for (const std::string& file : {served_.key, folder_ + "/missing"}) {
    EXPECT_EQ(CertificateEnd(file).status(),
              absl::InvalidArgumentError("tls.certificate: cannot be read as a "
                                         "PEM certificate"));
  }
}

TEST_F(TlsTest, HealthIsProbedWithTheServicesOwnCertificate) {
  config_.mutable_tls()->set_client_ca(authority_.certificate);
  config_.mutable_tls()->set_require_client_certificate(true);
  Start();
  EXPECT_TRUE(ProbeHealth(config_, "").ok()) << ProbeHealth(config_, "");
  server_->Shutdown();
  EXPECT_EQ(ProbeHealth(config_, "").code(), absl::StatusCode::kUnavailable);
}

TEST_F(TlsTest, TokensAreSentByTlsOrOnThisMachineOnly) {
  const std::string token = absl::StrCat(folder_, "/token");
  std::ofstream(token) << "nothing-to-tell\n";
  const auto plain = client::Connector::Create({.token = token});
  ASSERT_TRUE(plain.ok());
  EXPECT_TRUE(plain->CheckMayConnect("127.0.0.1:7701").ok());
  EXPECT_TRUE(plain->CheckMayConnect("[::1]:7701").ok());
  const absl::Status refused = plain->CheckMayConnect("extractor:7701");
  EXPECT_EQ(refused.code(), absl::StatusCode::kInvalidArgument);
  EXPECT_THAT(std::string(refused.message()),
              ::testing::Not(HasSubstr("nothing-to-tell")));
  const auto tls = client::Connector::Create({.tls = true, .token = token});
  ASSERT_TRUE(tls.ok());
  EXPECT_TRUE(tls->CheckMayConnect("extractor:7701").ok());
}

}  // namespace tls_test
}  // namespace nianbao
