// An ExtractorService whose calls end as their documents say, so that each way
// a call can end happens when a test wants it.
#ifndef NIANBAO_TESTS_INTEGRATION_OBSERVATION_HELD_CALLS_H_
#define NIANBAO_TESTS_INTEGRATION_OBSERVATION_HELD_CALLS_H_

#include <string>

#include "absl/synchronization/notification.h"
#include "nianbao/v1/extractor_service.grpc.pb.h"

namespace nianbao {

class HeldCalls final : public v1::ExtractorService::CallbackService {
 public:
  // Documents' contents: what to do with the call.
  static constexpr char kBad[] = "bad";
  static constexpr char kRefused[] = "refused";
  // Ends when the client has left: as CANCELLED, or as if nothing was.
  static constexpr char kHeld[] = "held";
  static constexpr char kHeldStubbornly[] = "held stubbornly";

  grpc::ServerUnaryReactor* ExtractReport(
      grpc::CallbackServerContext* context,
      const v1::ExtractReportRequest* request,
      v1::ExtractReportResponse* response) override {
    const std::string& content = request->document().content();
    if (content == kHeld || content == kHeldStubbornly) {
      return new Held(
          held, content == kHeld ? grpc::Status::CANCELLED : grpc::Status::OK);
    }
    grpc::ServerUnaryReactor* const reactor = context->DefaultReactor();
    response->mutable_report()->set_title("title");
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
  grpc::ServerBidiReactor<v1::ExtractReportsRequest,
                          v1::ExtractReportsResponse>*
  ExtractReports(grpc::CallbackServerContext*) override {
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
      : public grpc::ServerBidiReactor<v1::ExtractReportsRequest,
                                       v1::ExtractReportsResponse> {
   public:
    Echo() { StartRead(&request_); }
    void OnReadDone(bool ok) override {
      if (!ok) return Finish(grpc::Status::OK);
      response_.set_request_id(request_.request_id());
      StartWrite(&response_);
    }
    void OnWriteDone(bool) override { StartRead(&request_); }
    void OnDone() override { delete this; }

   private:
    v1::ExtractReportsRequest request_;
    v1::ExtractReportsResponse response_;
  };
};

}  // namespace nianbao

#endif  // NIANBAO_TESTS_INTEGRATION_OBSERVATION_HELD_CALLS_H_
