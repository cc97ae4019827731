// A server stream of messages that are made as the reader takes them.
//
// Rows come in batches of what one call of Fill gives. While one batch is
// written, message by message, the next is made and serialized on the pool:
//
//   pool     make 1   make 2   .        make 3   .        (no more)
//   gRPC     .        write 1  write 1  write 2  write 2  write 3, status
//
// At most these two batches are held and one write is in flight, so that a slow
// reader costs the memory of two batches and holds no thread, and a fast one
// waits for the making alone. The last message and the status go out together.
// A reader that has taken nothing for long is cut off: what it left untaken
// stands before any status that could tell it why.
#ifndef NIANBAO_COMMON_RPC_STREAMS_ROW_STREAM_H_
#define NIANBAO_COMMON_RPC_STREAMS_ROW_STREAM_H_

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
#include "common/base/worker_pool.h"
#include "common/rpc/access/call_limit.h"
#include "common/rpc/access/idle_calls.h"
#include "common/rpc/wire/message_bytes.h"
#include "common/rpc/wire/wire_status.h"
#include "google/protobuf/arena.h"
#include "google/protobuf/repeated_ptr_field.h"
#include "grpcpp/grpcpp.h"

namespace nianbao {

template <typename Message>
class RowStream final : public grpc::ServerWriteReactor<grpc::ByteBuffer>,
                        private IdleCalls::Call {
 public:
  using Messages = google::protobuf::RepeatedPtrField<Message>;
  // Appends the next messages, perhaps none; gives false when no more follow.
  // Runs on the pool, one call at a time. `stopped` turns true once the client
  // has cancelled the call, has gone, or its deadline has passed; work that
  // takes long polls it and returns Cancelled().
  using Fill = absl::AnyInvocable<absl::StatusOr<bool>(
      Messages&, absl::FunctionRef<bool()> stopped)>;

  // What makes the rows, and the pool that it runs on from then on; null
  // for the one that it was opened on.
  struct Opened {
    Fill fill;
    WorkerPool* pool = nullptr;
  };
  // Runs on the pool once, before the first Fill, and must be quick.
  using Open = absl::AnyInvocable<absl::StatusOr<Opened>()>;

  // `context` is that of the call; `idle` and `pool` must outlive it. Deletes
  // itself when the call is over.
  RowStream(grpc::CallbackServerContext& context, CallLimit::Ticket ticket,
            IdleCalls& idle, WorkerPool& pool, Fill fill)
      : context_(context),
        ticket_(std::move(ticket)),
        idle_(idle),
        pool_(&pool),
        fill_(std::move(fill)) {
    idle_.Add(*this);
    Begin();
  }

  // The same where it is found out on the pool what is to be done, and where:
  // a call that is moved to another pool begins there anew, and may be turned
  // away.
  RowStream(grpc::CallbackServerContext& context, CallLimit::Ticket ticket,
            IdleCalls& idle, WorkerPool& pool, Open open)
      : context_(context),
        ticket_(std::move(ticket)),
        idle_(idle),
        pool_(&pool),
        open_(std::move(open)) {
    idle_.Add(*this);
    Begin();
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
  void OnDone() override {
    idle_.Remove(*this);
    delete this;
  }

 private:
  using Batch = std::vector<grpc::ByteBuffer>;

  static google::protobuf::ArenaOptions ArenaOptions() {
    google::protobuf::ArenaOptions options;
    // One block holds a few rows; a batch of thousands takes blocks that double
    // up to 64 KiB, beyond which larger ones save no more time.
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

  void EndIfIdle(absl::Time since) override {
    {
      absl::MutexLock lock(&mutex_);
      if (!writing_ || wrote_ > since) return;
    }
    context_.TryCancel();
  }

  // Must be called under the lock under which the end of a write or of the
  // making was noted: of two that end at once only one may see that nothing is
  // left, and end the call.
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
      wrote_ = absl::Now();
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
    // Either operation may be over before the other is started, but not the
    // call: the flag of the one that is still to be started keeps it open.
    if (step.make) {
      pool_->Schedule([this] { Make(absl::OkStatus()); }, step.used);
    }
    if (step.write != nullptr) this->StartWrite(step.write);
  }

  // Makes the next messages and serializes them into `batch`; whether more
  // follow.
  absl::StatusOr<bool> MakeBatch(Batch& batch) {
    // All that the messages hold lies side by side in the arena: to allocate
    // and free thousands of small pieces would take longer than to make the
    // rows.
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

  void Begin() {
    pool_->ScheduleFirst(
        [this](const absl::Status& admitted) { Make(admitted); });
  }

  // Opens the stream. Whether the call has been moved to another pool, where it
  // goes on.
  absl::StatusOr<bool> IsMoved() {
    absl::StatusOr<Opened> opened = std::exchange(open_, nullptr)();
    if (!opened.ok()) return opened.status();
    fill_ = std::move(opened->fill);
    if (opened->pool == nullptr) return false;
    pool_ = opened->pool;
    Begin();
    return true;
  }

  void Make(absl::Status admitted) {
    const absl::Time begin = absl::Now();
    Batch batch;
    if (stopped_) admitted = Cancelled();
    if (admitted.ok() && open_ != nullptr) {
      const absl::StatusOr<bool> moved = IsMoved();
      if (moved.ok() && *moved) return;
      admitted = moved.status();
    }
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

  grpc::CallbackServerContext& context_;
  const CallLimit::Ticket ticket_;
  IdleCalls& idle_;
  // These three belong to who makes rows, one at a time.
  WorkerPool* pool_;
  Open open_;
  Fill fill_;
  std::atomic<bool> stopped_ = false;

  absl::Mutex mutex_;
  bool making_ ABSL_GUARDED_BY(mutex_) = true;
  // From the start of a write to its end; for ever for the last one.
  bool writing_ ABSL_GUARDED_BY(mutex_) = false;
  absl::Time wrote_ ABSL_GUARDED_BY(mutex_);
  bool more_ ABSL_GUARDED_BY(mutex_) = true;
  // Time that the making took so far.
  absl::Duration used_ ABSL_GUARDED_BY(mutex_);
  // Why no more could be made; OK when all was.
  absl::Status status_ ABSL_GUARDED_BY(mutex_);
  // The batch whose messages are being written, and the message to write next.
  Batch batch_ ABSL_GUARDED_BY(mutex_);
  size_t next_message_ ABSL_GUARDED_BY(mutex_) = 0;
  // The batch after it, once it is made.
  std::optional<Batch> next_batch_ ABSL_GUARDED_BY(mutex_);
};

}  // namespace nianbao

#endif  // NIANBAO_COMMON_RPC_STREAMS_ROW_STREAM_H_
