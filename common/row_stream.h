// A server stream of messages that are made as the reader takes them.
//
// At most one batch of messages is held and one write is in flight, so a slow
// reader costs memory for one batch and holds no thread.
#ifndef NIANBAO_COMMON_ROW_STREAM_H_
#define NIANBAO_COMMON_ROW_STREAM_H_

#include <atomic>
#include <utility>
#include <vector>

#include "absl/functional/any_invocable.h"
#include "absl/functional/function_ref.h"
#include "absl/status/statusor.h"
#include "common/call_limit.h"
#include "common/status.h"
#include "common/worker_pool.h"
#include "grpcpp/grpcpp.h"

namespace nianbao {

template <typename Message>
class RowStream final : public grpc::ServerWriteReactor<Message> {
 public:
  // Appends the next messages, perhaps none; false when no more follow. Runs on
  // the pool, one call at a time. `stopped` turns true once the client has
  // cancelled the call, has gone, or its deadline has passed; work that takes
  // long polls it and gives up with CANCELLED.
  using NextBatch = absl::AnyInvocable<absl::StatusOr<bool>(
      std::vector<Message>&, absl::FunctionRef<bool()> stopped)>;

  // `pool` must outlive the call. Deletes itself when the call is over.
  RowStream(CallLimit::Ticket ticket, WorkerPool& pool, NextBatch next_batch)
      : ticket_(std::move(ticket)),
        pool_(pool),
        next_batch_(std::move(next_batch)) {
    Fill();
  }

  void OnWriteDone(bool ok) override {
    if (!ok) {
      this->Finish(grpc::Status::CANCELLED);
    } else {
      Advance();
    }
  }

  void OnCancel() override { stopped_ = true; }
  void OnDone() override { delete this; }

 private:
  // Exactly one thing is under way at any time: a fill or a write; each starts
  // the next as its last act. Writes carry no buffer hint: with gRPC 1.51 a
  // hinted write can stay unsent for good on a connection whose earlier streams
  // were cancelled.
  void Advance() {
    if (next_message_ < messages_.size()) {
      this->StartWrite(&messages_[next_message_++]);
    } else if (more_) {
      Fill();
    } else {
      this->Finish(grpc::Status::OK);
    }
  }

  void Fill() {
    pool_.Schedule([this] {
      if (stopped_) {
        this->Finish(grpc::Status::CANCELLED);
        return;
      }
      messages_.clear();
      next_message_ = 0;
      const absl::StatusOr<bool> more =
          next_batch_(messages_, [this] { return stopped_.load(); });
      if (!more.ok()) {
        this->Finish(ToGrpcStatus(more.status()));
        return;
      }
      more_ = *more;
      Advance();
    });
  }

  const CallLimit::Ticket ticket_;
  WorkerPool& pool_;
  NextBatch next_batch_;
  std::vector<Message> messages_;
  size_t next_message_ = 0;
  bool more_ = true;
  std::atomic<bool> stopped_ = false;
};

}  // namespace nianbao

#endif  // NIANBAO_COMMON_ROW_STREAM_H_
