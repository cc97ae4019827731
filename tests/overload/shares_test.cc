// Clients that hold calls without using them: others are served, and idle
// calls end.
#include <chrono>
#include <csignal>
#include <cstdlib>
#include <fstream>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "common/base/error_reason.h"
#include "common/base/sha256.h"
#include "common/rpc/wire/wire_status.h"
#include "grpcpp/grpcpp.h"
#include "gtest/gtest.h"
#include "nianbao/v1/aggregator_service.grpc.pb.h"
#include "tests/integration/aggregator/service_client.h"
#include "tests/integration/program.h"
#include "tests/temporary_folder.h"

namespace nianbao::aggregator {
namespace shares_test {

using Environment = std::vector<std::pair<const char*, const char*>>;
using UploadStream = grpc::ClientReaderWriter<v1::UploadReportsRequest,
                                              v1::UploadReportsResponse>;

// An aggregator with settings of its own and two clients, "hog" and "other".
class Shared {
 public:
  explicit Shared(const Environment& settings) {
    const std::string tokens = absl::StrCat(folder_.path(), "/tokens");
    std::ofstream(tokens) << Sha256Hex("hog") << " admin hog\n"
                          << Sha256Hex("other") << " admin other\n";
    for (const auto& [name, value] : settings) setenv(name, value, 1);
    program_ = std::make_unique<Program>(
        "nianbao-aggregator",
        std::vector<std::string>{"--db",
                                 absl::StrCat(folder_.path(), "/store.db"),
                                 "--token-file", tokens},
        absl::StrCat(folder_.path(), "/port"));
    for (const auto& [name, value] : settings) unsetenv(name);
    stub_ = v1::AggregatorService::NewStub(program_->Connect());
  }
  ~Shared() {
    program_->Signal(SIGTERM);
    EXPECT_EQ(program_->Wait(), 0);
  }

  v1::AggregatorService::Stub& stub() { return *stub_; }

  // The reason why that client's call is refused; empty when it is answered.
  std::string Refusal(const std::string& client) {
    const auto context = Context(client);
    v1::ListDivisionsResponse response;
    return ReasonOf(
        FromGrpcStatus(stub_->ListDivisions(context.get(), {}, &response)));
  }

  // Whether that client's calls are answered before long: a call is in progress
  // for a moment after its client has seen the end.
  bool IsServedAgain(const std::string& client) {
    const absl::Time deadline = absl::Now() + absl::Seconds(60);
    while (absl::Now() < deadline) {
      if (Refusal(client).empty()) return true;
    }
    return false;
  }

  static std::unique_ptr<grpc::ClientContext> Context(
      const std::string& client) {
    auto context = std::make_unique<grpc::ClientContext>();
    context->AddMetadata("authorization", absl::StrCat("Bearer ", client));
    context->set_deadline(std::chrono::system_clock::now() +
                          std::chrono::seconds(60));
    return context;
  }

 private:
  TemporaryFolder folder_;
  std::unique_ptr<Program> program_;
  std::unique_ptr<v1::AggregatorService::Stub> stub_;
};

// Whether the service answers one report on the stream.
bool Store(UploadStream& stream) {
  v1::UploadReportsRequest request;
  *request.mutable_report() = MakeReport("http://a.test/", "110108", 2020, 1);
  v1::UploadReportsResponse response;
  return stream.Write(request) && stream.Read(&response) &&
         !response.has_error();
}

TEST(SharesTest, WhoHoldsCallsLeavesThoseOfOthers) {
  Shared service(Environment{{"NIANBAO_LIMITS_MAX_CALLS", "8"},
                             {"NIANBAO_LIMITS_MAX_CALLS_PER_CLIENT", "4"}});
  std::vector<std::unique_ptr<grpc::ClientContext>> contexts;
  std::vector<std::unique_ptr<UploadStream>> held;
  for (int i = 0; i < 4; ++i) {
    contexts.push_back(Shared::Context("hog"));
    held.push_back(service.stub().UploadReports(contexts.back().get()));
    ASSERT_TRUE(Store(*held.back())) << i;
  }
  EXPECT_EQ(service.Refusal("hog"), "TOO_MANY_CALLS");
  EXPECT_EQ(service.Refusal("other"), "");
  held.back()->WritesDone();
  EXPECT_TRUE(held.back()->Finish().ok());
  EXPECT_TRUE(service.IsServedAgain("hog"));
  for (const auto& context : contexts) context->TryCancel();
  held.pop_back();
  for (const auto& stream : held) stream->Finish();
}

TEST(SharesTest, AStreamThatSaysNothingEndsAndSaysWhy) {
  Shared service(Environment{{"NIANBAO_LIMITS_MAX_IDLE_SECONDS", "1"}});
  const auto context = Shared::Context("hog");
  const auto stream = service.stub().UploadReports(context.get());
  ASSERT_TRUE(Store(*stream));
  v1::UploadReportsResponse response;
  EXPECT_FALSE(stream->Read(&response));
  const absl::Status status = FromGrpcStatus(stream->Finish());
  EXPECT_EQ(status.code(), absl::StatusCode::kDeadlineExceeded);
  EXPECT_EQ(ReasonOf(status), "STREAM_IDLE");
}

// The answer is larger than the windows of HTTP/2, so that it cannot end
// without its reader.
TEST(SharesTest, AReaderThatHasStoppedIsCutOff) {
  Shared service(Environment{{"NIANBAO_LIMITS_MAX_IDLE_SECONDS", "1"},
                             {"NIANBAO_LIMITS_MAX_CALLS_PER_CLIENT", "1"}});
  v1::Report report = MakeReport("http://a.test/", "110108", 2020, 1);
  const v1::Observation first = report.observations(0);
  for (int i = 0; i < 2000; ++i) {
    v1::Observation& observation = *report.add_observations();
    observation = first;
    observation.set_headline(false);
    observation.mutable_evidence()->set_sentence(std::string(1000, 'x'));
  }
  {
    const auto context = Shared::Context("other");
    const auto upload = service.stub().UploadReports(context.get());
    v1::UploadReportsRequest request;
    *request.mutable_report() = report;
    v1::UploadReportsResponse response;
    ASSERT_TRUE(upload->Write(request) && upload->Read(&response));
    ASSERT_FALSE(response.has_error()) << response.error().message();
    upload->WritesDone();
    ASSERT_TRUE(upload->Finish().ok());
  }
  const auto context = Shared::Context("hog");
  v1::QueryObservationsRequest everything;
  everything.set_include_uncounted(true);
  const auto stopped =
      service.stub().QueryObservations(context.get(), everything);
  v1::QueryObservationsResponse row;
  ASSERT_TRUE(stopped->Read(&row));
  EXPECT_EQ(service.Refusal("hog"), "TOO_MANY_CALLS");
  EXPECT_TRUE(service.IsServedAgain("hog"));
  while (stopped->Read(&row)) {
  }
  EXPECT_EQ(stopped->Finish().error_code(), grpc::StatusCode::CANCELLED);
}

}  // namespace shares_test
}  // namespace nianbao::aggregator
