// A bidirectional stream with several requests under way at once.
//
//   grpc::ClientContext context;
//   Exchange<Request, Response> exchange(
//       context, stub->Method(&context),
//       [](Response& response) { ...; return true; });
//   while (...) if (!exchange.Send(request)) break;
//   grpc::Status status = exchange.Finish();
//
// The service answers each request once, in order. Two threads work on the
// stream: Send and Finish are for the caller's, which writes; answers come on
// another, which reads for as long as the exchange lives. Between them stands a
// queue of the sizes of what is unanswered:
//
//   caller   Send(a) Send(b) Send(c, waits: no room) ........ sends c   Finish
//   queue    [a]     [a b]   [a b]                    [b]     [b c]     []
//   reader                           answer to a ----^    answers to b and c
//
// So the caller never waits for an answer but for room, and what is under way
// is bounded by number and bytes on both sides: gRPC itself would take requests
// until its flow control stops it, without knowing how many are unanswered.
// When the stream ends early, the reader lets the caller go, whose next Send
// says so.
#ifndef NIANBAO_CLIENT_CALLS_EXCHANGE_H_
#define NIANBAO_CLIENT_CALLS_EXCHANGE_H_

#include <condition_variable>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <thread>
#include <utility>

#include "client/calls/session.h"
#include "grpcpp/client_context.h"
#include "grpcpp/support/sync_stream.h"

namespace nianbao::client {

// What may be unanswered at once by bytes: one largest document. A single
// larger request is still sent. By number: kMaxUnanswered, or what the caller
// says.
inline constexpr size_t kMaxUnansweredBytes = 32 << 20;

template <typename Request, typename Response>
class Exchange {
 public:
  using Stream = grpc::ClientReaderWriter<Request, Response>;
  // Returns false to end the stream.
  using OnResponse = std::function<bool(Response&)>;

  // `context` is the stream's and must outlive the exchange. At most
  // `max_unanswered` requests are under way at once.
  Exchange(grpc::ClientContext& context, std::unique_ptr<Stream> stream,
           OnResponse on_response, size_t max_unanswered = kMaxUnanswered)
      : max_unanswered_(max_unanswered),
        context_(context),
        stream_(std::move(stream)),
        on_response_(std::move(on_response)),
        reader_([this] { ReadAll(); }) {}

  ~Exchange() {
    if (!reader_.joinable()) return;
    context_.TryCancel();
    (void)Finish();
  }

  Exchange(const Exchange&) = delete;
  Exchange& operator=(const Exchange&) = delete;

  // Waits while the limits above are reached. False when the stream has ended;
  // Finish tells why.
  bool Send(const Request& request) {
    const size_t size = request.ByteSizeLong();
    {
      std::unique_lock<std::mutex> lock(mutex_);
      room_.wait(lock, [&] { return ended_ || HasRoom(size); });
      if (ended_) return false;
      sizes_.push_back(size);
      bytes_ += size;
    }
    return stream_->Write(request);
  }

  // Waits for the answers that are due. Returns the stream's status; an answer
  // that never came is an error. Call once.
  grpc::Status Finish() {
    stream_->WritesDone();
    reader_.join();
    grpc::Status status = stream_->Finish();
    if (status.ok() && !sizes_.empty()) {
      return grpc::Status(grpc::StatusCode::UNAVAILABLE,
                          "the stream ended before all was answered");
    }
    return status;
  }

 private:
  bool HasRoom(size_t size) const {
    return sizes_.empty() || (sizes_.size() < max_unanswered_ &&
                              bytes_ + size <= kMaxUnansweredBytes);
  }

  void ReadAll() {
    Response response;
    while (stream_->Read(&response)) {
      bool go_on = on_response_(response);
      std::lock_guard<std::mutex> lock(mutex_);
      // More answers than requests: not the service we know.
      if (sizes_.empty()) go_on = false;
      if (!go_on) {
        context_.TryCancel();
        break;
      }
      bytes_ -= sizes_.front();
      sizes_.pop_front();
      room_.notify_one();
    }
    std::lock_guard<std::mutex> lock(mutex_);
    ended_ = true;
    room_.notify_one();
  }

  const size_t max_unanswered_;
  grpc::ClientContext& context_;
  const std::unique_ptr<Stream> stream_;
  const OnResponse on_response_;
  std::mutex mutex_;
  std::condition_variable room_;
  // The bytes of each unanswered request, in order, and of all.
  std::deque<size_t> sizes_;
  size_t bytes_ = 0;
  bool ended_ = false;
  std::thread reader_;
};

}  // namespace nianbao::client

#endif  // NIANBAO_CLIENT_CALLS_EXCHANGE_H_
