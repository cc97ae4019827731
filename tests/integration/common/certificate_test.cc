// Who shows which certificate, over real TLS.
#include <chrono>
#include <fstream>
#include <iterator>
#include <memory>
#include <string>

#include "absl/strings/str_cat.h"
#include "common/base/error_reason.h"
#include "common/base/worker_pool.h"
#include "common/rpc/access/call_gate.h"
#include "common/rpc/server.h"
#include "common/rpc/streams/reactors.h"
#include "common/rpc/wire/wire_status.h"
#include "grpcpp/grpcpp.h"
#include "gtest/gtest.h"
#include "nianbao/v1/extractor_service.grpc.pb.h"
#include "tests/integration/common/certificates.h"
#include "tests/temporary_folder.h"

namespace nianbao {
namespace certificate_test {

// Answers whom the gate lets in.
class GatedService final
    : public v1::ExtractorService::WithRawCallbackMethod_ExtractReport<
          v1::ExtractorService::Service> {
 public:
  explicit GatedService(CallGate& gate) : gate_(gate) {}

  grpc::ServerUnaryReactor* ExtractReport(
      grpc::CallbackServerContext* context,
      const grpc::ByteBuffer* request_bytes,
      grpc::ByteBuffer* response_bytes) override {
    return RunUnary<v1::ExtractReportRequest, v1::ExtractReportResponse>(
        context, pool_, gate_, "nianbao.v1.ExtractorService.ExtractReport",
        request_bytes, response_bytes,
        [](const auto&, auto&) { return absl::OkStatus(); });
  }

 private:
  CallGate& gate_;
  WorkerPool pool_{1};
};

std::string Content(const std::string& path) {
  std::ifstream file(path);
  return {std::istreambuf_iterator<char>(file), {}};
}

class CertificateTest : public ::testing::Test {
 protected:
  CertificateTest()
      : authority_(MakeAuthority(folder_.path(), "authority")),
        served_(MakeCertificate(authority_, folder_.path(), "served")) {
    v1::ServerConfig config;
    Allow(config, "pipeline", v1::ACCESS_EXTRACT);
    Allow(config, "desk", v1::ACCESS_READ);
    gate_ = *CallGate::Create(config);
    service_ = std::make_unique<GatedService>(*gate_);
    ServerOptions options;
    options.tls.emplace();
    options.tls->set_certificate(served_.certificate);
    options.tls->set_key(served_.key);
    options.tls->set_client_ca(authority_.certificate);
    auto server = Server::Start(options, *service_);
    EXPECT_TRUE(server.ok()) << server.status();
    server_ = *std::move(server);
  }

  static void Allow(v1::ServerConfig& config, const std::string& name,
                    v1::Access access) {
    auto* client = config.mutable_auth()->add_clients();
    client->set_name(name);
    client->add_access(access);
  }

  // The status of a call that shows the certificate, or none when null.
  absl::Status Call(const KeyPair* shown) const {
    grpc::SslCredentialsOptions options;
    options.pem_root_certs = Content(authority_.certificate);
    if (shown != nullptr) {
      options.pem_cert_chain = Content(shown->certificate);
      options.pem_private_key = Content(shown->key);
    }
    const auto stub = v1::ExtractorService::NewStub(
        grpc::CreateChannel(absl::StrCat("localhost:", server_->port()),
                            grpc::SslCredentials(options)));
    grpc::ClientContext context;
    context.set_deadline(std::chrono::system_clock::now() +
                         std::chrono::seconds(20));
    v1::ExtractReportResponse response;
    return FromGrpcStatus(stub->ExtractReport(&context, {}, &response));
  }

  absl::Status CallAs(const std::string& name) const {
    const KeyPair shown = MakeCertificate(authority_, folder_.path(), name);
    return Call(&shown);
  }

  TemporaryFolder folder_;
  const KeyPair authority_;
  const KeyPair served_;
  std::unique_ptr<CallGate> gate_;
  std::unique_ptr<GatedService> service_;
  std::unique_ptr<Server> server_;
};

TEST_F(CertificateTest, ItsNameDecides) {
  EXPECT_TRUE(CallAs("pipeline").ok()) << CallAs("pipeline");
  EXPECT_EQ(ReasonOf(CallAs("desk")), "ACCESS_MISSING");
  EXPECT_EQ(ReasonOf(CallAs("unlisted")), "CERTIFICATE_UNKNOWN");
  EXPECT_EQ(ReasonOf(Call(nullptr)), "TOKEN_MISSING");
}

TEST_F(CertificateTest, OfAnotherAuthorityIsWorthNothing) {
  const KeyPair other = MakeAuthority(folder_.path(), "other");
  const KeyPair forged = MakeCertificate(other, folder_.path(), "pipeline");
  EXPECT_FALSE(Call(&forged).ok());
}

}  // namespace certificate_test
}  // namespace nianbao
