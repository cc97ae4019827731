// The extractor as a program, over a real socket, with documents of all kinds.
#include <signal.h>
#include <unistd.h>

#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "absl/strings/str_cat.h"
#include "common/base/error_reason.h"
#include "common/rpc/wire/wire_status.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "nianbao/v1/extractor_service.grpc.pb.h"
#include "tests/bad_request.h"
#include "tests/integration/program.h"

namespace nianbao {
namespace service_test {

constexpr char kDocument[] =
    "样例区人民政府2020年法治政府建设年度报告\n"
    "一、依法化解矛盾纠纷\n"
    "2020年，全区受理行政复议案件35件，审结30件。\n";

struct BadDocument {
  std::string name;
  std::string content;
};

// Documents that must be refused by themselves.
std::vector<BadDocument> BadDocuments() {
  std::string image = "\x89PNG\r\n\x1a\n";
  for (int i = 0; i < 4096; ++i) image.push_back(static_cast<char>(i * 37));
  return {
      {"empty", ""},
      {"nul", std::string("受理\0案件35件。", 20)},
      {"binary", image},
      {"invalid", "\xff\xff\xfe\x80\x80 \xf8\x88\x80\x80\x80"},
  };
}

std::string PortFile() {
  return absl::StrCat(::testing::TempDir(), "nianbao-extractor-port-",
                      getpid());
}

class ServiceTest : public ::testing::Test {
 protected:
  // Sends all on one stream and returns the answers.
  std::vector<v1::ExtractReportsResponse> Extract(
      const std::vector<std::string>& contents) {
    grpc::ClientContext context;
    const auto stream = stub_->ExtractReports(&context);
    std::thread writer([&] {
      for (size_t i = 0; i < contents.size(); ++i) {
        v1::ExtractReportsRequest request;
        request.set_request_id(absl::StrCat(i));
        request.mutable_document()->set_source_uri(absl::StrCat("doc/", i));
        request.mutable_document()->set_content(contents[i]);
        EXPECT_TRUE(stream->Write(request));
      }
      stream->WritesDone();
    });
    std::vector<v1::ExtractReportsResponse> responses;
    v1::ExtractReportsResponse response;
    while (stream->Read(&response)) responses.push_back(response);
    writer.join();
    EXPECT_TRUE(stream->Finish().ok());
    return responses;
  }

  Program program_{"nianbao-extractor", {"--drain-seconds", "1"}, PortFile()};
  std::unique_ptr<v1::ExtractorService::Stub> stub_ =
      v1::ExtractorService::NewStub(program_.Connect());
};

TEST_F(ServiceTest, BadDocumentsAreRefusedAndTheStreamGoesOn) {
  std::vector<std::string> contents;
  for (const BadDocument& bad : BadDocuments()) {
    contents.push_back(bad.content);
    contents.push_back(kDocument);
  }
  const auto responses = Extract(contents);
  ASSERT_EQ(responses.size(), contents.size());
  for (size_t i = 0; i < responses.size(); ++i) {
    EXPECT_EQ(responses[i].request_id(), absl::StrCat(i));
    if (i % 2 == 1) {
      EXPECT_EQ(responses[i].report().source_uri(), absl::StrCat("doc/", i));
      EXPECT_GT(responses[i].report().observations_size(), 0);
      continue;
    }
    const std::string& name = BadDocuments()[i / 2].name;
    EXPECT_EQ(responses[i].error().code(),
              static_cast<int>(absl::StatusCode::kInvalidArgument))
        << name;
    const absl::Status error = FromRpcStatus(responses[i].error());
    EXPECT_EQ(FieldOf(error), "document.content") << name;
    EXPECT_EQ(ReasonOf(error), "FIELD_INVALID") << name;
  }
}

TEST_F(ServiceTest, TheUnaryMethodGivesTheSameDetails) {
  for (const BadDocument& bad : BadDocuments()) {
    grpc::ClientContext context;
    v1::ExtractReportRequest request;
    request.mutable_document()->set_content(bad.content);
    v1::ExtractReportResponse response;
    const grpc::Status status =
        stub_->ExtractReport(&context, request, &response);
    EXPECT_EQ(status.error_code(), grpc::StatusCode::INVALID_ARGUMENT)
        << bad.name;
    EXPECT_EQ(FieldOf(FromGrpcStatus(status)), "document.content") << bad.name;
    EXPECT_EQ(ReasonOf(FromGrpcStatus(status)), "FIELD_INVALID") << bad.name;
  }
}

TEST_F(ServiceTest, TheTextThatSpansSpeakOfComesOnRequest) {
  const std::string page = absl::StrCat("<html><body><div><p>", kDocument,
                                        "</p></div></body></html>");
  for (const bool wanted : {false, true}) {
    grpc::ClientContext context;
    v1::ExtractReportRequest request;
    request.mutable_document()->set_content(page);
    request.set_include_text(wanted);
    v1::ExtractReportResponse response;
    ASSERT_TRUE(stub_->ExtractReport(&context, request, &response).ok());

    grpc::ClientContext stream_context;
    const auto stream = stub_->ExtractReports(&stream_context);
    v1::ExtractReportsRequest streamed;
    *streamed.mutable_document() = request.document();
    streamed.set_include_text(wanted);
    EXPECT_TRUE(stream->Write(streamed));
    // One that cannot be read has no text.
    streamed.mutable_document()->set_content("");
    EXPECT_TRUE(stream->Write(streamed));
    stream->WritesDone();
    v1::ExtractReportsResponse read, refused;
    ASSERT_TRUE(stream->Read(&read));
    ASSERT_TRUE(stream->Read(&refused));
    EXPECT_TRUE(stream->Finish().ok());
    EXPECT_EQ(refused.text(), "");
    EXPECT_EQ(read.text(), response.text());

    if (!wanted) {
      EXPECT_EQ(response.text(), "");
      continue;
    }
    ASSERT_GT(response.report().observations_size(), 0);
    for (const v1::Observation& o : response.report().observations()) {
      const v1::Span& span = o.evidence().span();
      EXPECT_EQ(response.text().substr(span.begin(), span.end() - span.begin()),
                o.quantity().text());
    }
  }
}

TEST_F(ServiceTest, WhyFiguresAreLinkedComesOnRequest) {
  for (const bool wanted : {false, true}) {
    grpc::ClientContext context;
    v1::ExtractReportRequest request;
    request.mutable_document()->set_content(kDocument);
    request.set_explain(wanted);
    v1::ExtractReportResponse response;
    ASSERT_TRUE(stub_->ExtractReport(&context, request, &response).ok());

    grpc::ClientContext stream_context;
    const auto stream = stub_->ExtractReports(&stream_context);
    v1::ExtractReportsRequest streamed;
    *streamed.mutable_document() = request.document();
    streamed.set_explain(wanted);
    EXPECT_TRUE(stream->Write(streamed));
    stream->WritesDone();
    v1::ExtractReportsResponse read;
    ASSERT_TRUE(stream->Read(&read));
    EXPECT_TRUE(stream->Finish().ok());

    for (const v1::Report& report : {response.report(), read.report()}) {
      ASSERT_GT(report.observations_size(), 0);
      const v1::Observation& o = report.observations(0);
      EXPECT_EQ(o.candidates_size() > 0, wanted);
      if (wanted) {
        EXPECT_EQ(o.candidates(0).indicator(), o.indicator());
      }
    }
  }
}

TEST_F(ServiceTest, ATextWithoutFiguresGivesAReportWithoutObservations) {
  const auto responses = Extract({"今天天气很好，大家一起去散步。\n"});
  ASSERT_EQ(responses.size(), 1);
  ASSERT_TRUE(responses[0].has_report()) << responses[0].DebugString();
  EXPECT_EQ(responses[0].report().observations_size(), 0);
}

TEST_F(ServiceTest, FiveMegabytesOfOneLine) {
  std::string line;
  while (line.size() < 5 << 20) line += "依法行政推进法治政府建设工作";
  const auto responses = Extract({line, kDocument});
  ASSERT_EQ(responses.size(), 2);
  EXPECT_NE(responses[0].has_report(), responses[0].has_error());
  EXPECT_TRUE(responses[1].has_report());
}

TEST_F(ServiceTest, AnswersComeInTheOrderOfArrival) {
  std::vector<std::string> contents;
  for (int i = 0; i < 300; ++i) {
    std::string content = kDocument;
    // Every tenth takes much longer than the others.
    if (i % 10 == 0) {
      for (int n = 0; n < 500; ++n) content += kDocument;
    }
    contents.push_back(content);
  }
  const auto responses = Extract(contents);
  ASSERT_EQ(responses.size(), contents.size());
  for (size_t i = 0; i < responses.size(); ++i) {
    ASSERT_EQ(responses[i].request_id(), absl::StrCat(i));
  }
}

TEST_F(ServiceTest, CancelledStreamsMakeRoomForOthers) {
  for (int i = 0; i < 300; ++i) {
    grpc::ClientContext context;
    const auto stream = stub_->ExtractReports(&context);
    v1::ExtractReportsRequest request;
    request.mutable_document()->set_content(kDocument);
    v1::ExtractReportsResponse response;
    ASSERT_TRUE(stream->Write(request));
    ASSERT_TRUE(stream->Read(&response))
        << i << stream->Finish().error_message();
    context.TryCancel();
    EXPECT_EQ(stream->Finish().error_code(), grpc::StatusCode::CANCELLED);
  }
}

TEST_F(ServiceTest, SigtermEndsOpenStreamsAndExitsWithZero) {
  grpc::ClientContext context;
  const auto stream = stub_->ExtractReports(&context);
  v1::ExtractReportsRequest request;
  request.mutable_document()->set_content(kDocument);
  v1::ExtractReportsResponse response;
  ASSERT_TRUE(stream->Write(request));
  ASSERT_TRUE(stream->Read(&response));
  program_.Signal(SIGTERM);
  EXPECT_EQ(program_.Wait(), 0);
}

}  // namespace service_test
}  // namespace nianbao
