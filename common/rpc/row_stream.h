// A server stream of messages that are made as the reader takes them.
//
// While one batch is written the next is made and serialized. At most these two
// are held and one write is in flight, so a slow reader costs memory for two
// batches and holds no thread.
#ifndef NIANBAO_COMMON_RPC_ROW_STREAM_H_
#define NIANBAO_COMMON_RPC_ROW_STREAM_H_

#include <atomic>
#include <optional>
#include <utility>
#include <vector>

#include "absl/base/thread_annotations.h"
#include "absl/functional/any_invocable.h"
#include "absl/functional/function_ref.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/synchronization/mutex.h"
#include "absl/time/clock.h"
#include "absl/time/time.h"
#include "common/base/cancelled.h"
#include "common/base/status.h"
#include "common/base/worker_pool.h"
#include "common/rpc/call_limit.h"
#include "common/rpc/message_bytes.h"
#include "google/protobuf/arena.h"
#include "google/protobuf/repeated_ptr_field.h"
#include "grpcpp/grpcpp.h"

namespace nianbao {

template <typename Message>
class RowStream final : public grpc::ServerWriteReactor<grpc::ByteBuffer> {
 public:
  using Messages = google::protobuf::RepeatedPtrField<Message>;
  // Appends the next messages, perhaps none; false when no more follow. Runs on
  // the pool, one call at a time. `stopped` turns true once the client has
  // cancelled the call, has gone, or its deadline has passed; work that takes
  // long polls it and gives up with CANCELLED.
  using Fill = absl::AnyInvocable<absl::StatusOr<bool>(
      Messages&, absl::FunctionRef<bool()> stopped)>;

  // `pool` must outlive the call. Deletes itself when the call is over.
  RowStream(CallLimit::Ticket ticket, WorkerPool& pool, Fill fill)
      : ticket_(std::move(ticket)), pool_(pool), fill_(std::move(fill)) {
    pool_.ScheduleFirst(
        [this](const absl::Status& admitted) { Make(admitted); });
  }

  void OnWriteDone(bool ok) override {
    if (!ok) stopped_ = true;
    Step step;
    {
      absl::MutexLock lock(&mutex_);
      writing_ = false;
      step = NextStep();
    }
    Take(step);
  }

  void OnCancel() override { stopped_ = true; }
  void OnDone() override { delete this; }

 private:
  using Batch = std::vector<grpc::ByteBuffer>;

  static google::protobuf::ArenaOptions ArenaOptions() {
    google::protobuf::ArenaOptions options;
    options.start_block_size = 16 << 10;
    options.max_block_size = 64 << 10;
    return options;
  }

  // What to start once something has ended.
  struct Step {
    const grpc::ByteBuffer* write = nullptr;
    bool make = false;
    absl::Duration used;
    // Set when nothing is under way or left but `write`.
    std::optional<absl::Status> end;
  };

  // Must be called in the same breath as something ends, so that of two things
  // that end at once only one sees the end of the call.
  Step NextStep() ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_) {
    Step step;
    if (!writing_ && next_message_ == batch_.size() &&
        next_batch_.has_value()) {
      batch_ = *std::exchange(next_batch_, std::nullopt);
      next_message_ = 0;
    }
    if (!writing_ && next_message_ < batch_.size() && !stopped_) {
      step.write = &batch_[next_message_++];
      writing_ = true;
    }
    if (more_ && !making_ && !next_batch_.has_value()) {
      step.make = making_ = true;
      step.used = used_;
    }
    const bool left =
        more_ || next_batch_.has_value() || next_message_ < batch_.size();
    if (step.write != nullptr ? !left : !writing_ && !making_) {
      step.end = stopped_ ? Cancelled() : status_;
    }
    return step;
  }

  // Writes carry no buffer hint: with gRPC 1.51 a hinted write can stay unsent
  // for good on a connection whose earlier streams were cancelled.
  void Take(const Step& step) {
    if (step.end.has_value()) {
      const grpc::Status status = ToGrpcStatus(*step.end);
      if (step.write == nullptr) {
        this->Finish(status);
      } else {
        this->StartWriteAndFinish(step.write, grpc::WriteOptions(), status);
      }
      return;
    }
    // Either may be over before the other is started, but not the call.
    if (step.make) {
      pool_.Schedule([this] { Make(absl::OkStatus()); }, step.used);
    }
    if (step.write != nullptr) this->StartWrite(step.write);
  }

  // The next messages; whether more follow.
  absl::StatusOr<bool> MakeBatch(Batch& batch) {
    // All that messages hold side by side: thousands of small pieces would cost
    // more time than what they say.
    google::protobuf::Arena arena(ArenaOptions());
    auto& messages = *google::protobuf::Arena::CreateMessage<Messages>(&arena);
    const absl::StatusOr<bool> more =
        fill_(messages, [this] { return stopped_.load(); });
    if (!more.ok()) return more;
    batch.reserve(messages.size());
    for (const Message& message : messages) {
      const absl::Status serialized =
          SerializeMessage(message, batch.emplace_back());
      if (!serialized.ok()) return serialized;
    }
    return more;
  }

  void Make(absl::Status admitted) {
    const absl::Time begin = absl::Now();
    Batch batch;
    if (stopped_) admitted = Cancelled();
    const absl::StatusOr<bool> more =
        admitted.ok() ? MakeBatch(batch) : admitted;
    Step step;
    {
      absl::MutexLock lock(&mutex_);
      making_ = false;
      used_ += absl::Now() - begin;
      if (more.ok()) next_batch_ = std::move(batch);
      more_ = more.ok() && *more;
      status_ = more.status();
      step = NextStep();
    }
    Take(step);
  }

  const CallLimit::Ticket ticket_;
  WorkerPool& pool_;
  Fill fill_;
  std::atomic<bool> stopped_ = false;

  absl::Mutex mutex_;
  bool making_ ABSL_GUARDED_BY(mutex_) = true;
  bool writing_ ABSL_GUARDED_BY(mutex_) = false;
  bool more_ ABSL_GUARDED_BY(mutex_) = true;
  // Time that the making took so far.
  absl::Duration used_ ABSL_GUARDED_BY(mutex_);
  // Why no more could be made.
  absl::Status status_ ABSL_GUARDED_BY(mutex_);
  // Its messages are written one after another.
  Batch batch_ ABSL_GUARDED_BY(mutex_);
  size_t next_message_ ABSL_GUARDED_BY(mutex_) = 0;
  // The one after it, once it is made.
  std::optional<Batch> next_batch_ ABSL_GUARDED_BY(mutex_);
};

}  // namespace nianbao

#endif  // NIANBAO_COMMON_RPC_ROW_STREAM_H_
