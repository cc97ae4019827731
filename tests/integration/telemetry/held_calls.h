// An ExtractorService whose calls end as their documents say, so that each way
// a call can end happens when a test wants it.
#ifndef NIANBAO_TESTS_INTEGRATION_TELEMETRY_HELD_CALLS_H_
#define NIANBAO_TESTS_INTEGRATION_TELEMETRY_HELD_CALLS_H_

#include <string>

#include "absl/synchronization/notification.h"
#include "common/rpc/wire/message_bytes.h"
#include "gtest/gtest.h"
#include "nianbao/v1/extractor_service.grpc.pb.h"

namespace nianbao {

class HeldCalls final
    : public v1::ExtractorService::WithRawCallbackMethod_ExtractReport<
          v1::ExtractorService::WithRawCallbackMethod_ExtractReports<
              v1::ExtractorService::Service>> {
 public:
  // Documents' contents: what to do with the call.
  static constexpr char kBad[] = "bad";
  static constexpr char kRefused[] = "refused";
  // Ends when the client has left: as CANCELLED, or as if nothing was.
  static constexpr char kHeld[] = "held";
  static constexpr char kHeldStubbornly[] = "held stubbornly";

  grpc::ServerUnaryReactor* ExtractReport(
      grpc::CallbackServerContext* context,
      const grpc::ByteBuffer* request_bytes,
      grpc::ByteBuffer* response_bytes) override {
    v1::ExtractReportRequest request;
    EXPECT_TRUE(ParseMessage(*request_bytes, request).ok());
    const std::string& content = request.document().content();
    if (content == kHeld || content == kHeldStubbornly) {
      return new Held(
          held, content == kHeld ? grpc::Status::CANCELLED : grpc::Status::OK);
    }
    grpc::ServerUnaryReactor* const reactor = context->DefaultReactor();
    v1::ExtractReportResponse response;
    response.mutable_report()->set_title("title");
    EXPECT_TRUE(SerializeMessage(response, *response_bytes).ok());
    if (content == kBad) {
      reactor->Finish(
          {grpc::StatusCode::INVALID_ARGUMENT, "document.content: is bad"});
    } else if (content == kRefused) {
      reactor->Finish({grpc::StatusCode::RESOURCE_EXHAUSTED, "too many"});
    } else {
      reactor->Finish(grpc::Status::OK);
    }
    return reactor;
  }

  // Answers each request.
  grpc::ServerBidiReactor<grpc::ByteBuffer, grpc::ByteBuffer>* ExtractReports(
      grpc::CallbackServerContext*) override {
    return new Echo;
  }

  // Notified once a call is held.
  absl::Notification held;

 private:
  class Held final : public grpc::ServerUnaryReactor {
   public:
    Held(absl::Notification& held, grpc::Status status)
        : status_(std::move(status)) {
      held.Notify();
    }
    void OnCancel() override { Finish(status_); }
    void OnDone() override { delete this; }

   private:
    const grpc::Status status_;
  };

  class Echo final
      : public grpc::ServerBidiReactor<grpc::ByteBuffer, grpc::ByteBuffer> {
   public:
    Echo() { StartRead(&request_); }
    void OnReadDone(bool ok) override {
      if (!ok) return Finish(grpc::Status::OK);
      v1::ExtractReportsRequest request;
      EXPECT_TRUE(ParseMessage(request_, request).ok());
      v1::ExtractReportsResponse response;
      response.set_request_id(request.request_id());
      EXPECT_TRUE(SerializeMessage(response, response_).ok());
      StartWrite(&response_);
    }
    void OnWriteDone(bool) override { StartRead(&request_); }
    void OnDone() override { delete this; }

   private:
    grpc::ByteBuffer request_;
    grpc::ByteBuffer response_;
  };
};

}  // namespace nianbao

#endif  // NIANBAO_TESTS_INTEGRATION_TELEMETRY_HELD_CALLS_H_
