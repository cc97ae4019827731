// A server stream of rows that are made as the reader takes them.
//
// At most one batch of rows is held and one write is in flight, so a slow
// reader costs memory for one batch and holds no thread. A cancelled call ends
// after the batch being made.
#ifndef NIANBAO_COMMON_ROW_STREAM_H_
#define NIANBAO_COMMON_ROW_STREAM_H_

#include <atomic>
#include <utility>
#include <vector>

#include "absl/functional/any_invocable.h"
#include "absl/status/statusor.h"
#include "common/call_limit.h"
#include "common/status.h"
#include "common/worker_pool.h"
#include "grpcpp/grpcpp.h"

namespace nianbao {

template <typename Row>
class RowStream final : public grpc::ServerWriteReactor<Row> {
 public:
  // Appends the next rows, perhaps none; false when no more follow. Runs on
  // the pool, one call at a time.
  using NextBatch = absl::AnyInvocable<absl::StatusOr<bool>(std::vector<Row>&)>;

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

  void OnCancel() override { cancelled_ = true; }
  void OnDone() override { delete this; }

 private:
  // Exactly one thing is under way at any time: a fill or a write; each starts
  // the next as its last act. Writes carry no buffer hint: with gRPC 1.51 a
  // hinted write can stay unsent for good on a connection whose earlier streams
  // were cancelled.
  void Advance() {
    if (next_row_ < rows_.size()) {
      this->StartWrite(&rows_[next_row_++]);
    } else if (more_) {
      Fill();
    } else {
      this->Finish(grpc::Status::OK);
    }
  }

  void Fill() {
    pool_.Schedule([this] {
      if (cancelled_) {
        this->Finish(grpc::Status::CANCELLED);
        return;
      }
      rows_.clear();
      next_row_ = 0;
      const absl::StatusOr<bool> more = next_batch_(rows_);
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
  std::vector<Row> rows_;
  size_t next_row_ = 0;
  bool more_ = true;
  std::atomic<bool> cancelled_ = false;
};

}  // namespace nianbao

#endif  // NIANBAO_COMMON_ROW_STREAM_H_
