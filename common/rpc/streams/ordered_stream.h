// A bidirectional stream that answers each message, in the order of arrival,
// while several are being worked on.
//
//   return new OrderedStream<Request, Response>(
//       *context, std::move(ticket), gate.idle_calls(), pool,
//       {.messages = 64, .bytes = 8 << 20},
//       [this](Request request, auto done) { ...; done(response); });
//
// A queue of slots keeps the order. A message takes a slot when it is read; its
// response goes into the slot whenever it is done; the first slot is written
// and leaves the queue once its response is there:
//
//   slots      1 done   2 working   3 done   4 working      5 being read
//   written    1 now; 3 when 2 is done, too
//
// What a stream holds is bounded: it reads no further while `messages` are
// unanswered or their requests make up `bytes`, and the window of HTTP/2 then
// stops the client. At most one read and one write are in flight, so a slow
// reader slows its own stream and nothing else. A message that cannot be parsed
// ends the stream once those before it are answered. A client that neither
// writes nor reads for long is told so (STREAM_IDLE); one that has also stopped
// the status from reaching it is cut off.
//
// Everything that happens (a read, a write or a message done, a cancellation)
// notes itself in a few flags under one lock and starts, by the same step, what
// may be started then: see After.
#ifndef NIANBAO_COMMON_RPC_STREAMS_ORDERED_STREAM_H_
#define NIANBAO_COMMON_RPC_STREAMS_ORDERED_STREAM_H_

#include <cstddef>
#include <deque>
#include <optional>
#include <utility>

#include "absl/base/thread_annotations.h"
#include "absl/functional/any_invocable.h"
#include "absl/functional/function_ref.h"
#include "absl/status/status.h"
#include "absl/synchronization/mutex.h"
#include "absl/time/clock.h"
#include "absl/time/time.h"
#include "common/base/cancelled.h"
#include "common/base/worker_pool.h"
#include "common/rpc/access/call_limit.h"
#include "common/rpc/access/idle_calls.h"
#include "common/rpc/wire/message_bytes.h"
#include "common/rpc/wire/wire_status.h"
#include "grpcpp/grpcpp.h"

namespace nianbao {

template <typename Request, typename Response>
class OrderedStream final
    : public grpc::ServerBidiReactor<grpc::ByteBuffer, grpc::ByteBuffer>,
      private IdleCalls::Call {
 public:
  struct Limits {
    size_t messages;
    size_t bytes;
  };
  // To be called exactly once, from any thread.
  using Done = absl::AnyInvocable<void(Response)>;
  // Called on the pool for one message after another, in the order of arrival;
  // must not block. The more time it took for this stream so far, the later it
  // is called again while other calls have work (see WorkerPool::Schedule).
  using Process = absl::AnyInvocable<void(Request, Done)>;

  // `context` is that of the call; `idle` and `pool` must outlive it. Deletes
  // itself when the call is over and every message is done.
  OrderedStream(grpc::CallbackServerContext& context, CallLimit::Ticket ticket,
                IdleCalls& idle, WorkerPool& pool, Limits limits,
                Process process)
      : context_(context),
        ticket_(std::move(ticket)),
        idle_(idle),
        pool_(pool),
        limits_(limits),
        process_(std::move(process)) {
    idle_.Add(*this);
    After([] {});
  }

  void OnReadDone(bool ok) override {
    {
      absl::MutexLock lock(&mutex_);
      // The call has ended while it waited: see EndIfIdle.
      if (ended_) return;
      waiting_ = false;
    }
    if (ok) {
      pool_.Schedule([this] { ProcessRequest(); }, used_);
      return;
    }
    After([this]() ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_) {
      reading_ = false;
      half_closed_ = true;
    });
  }

  void OnWriteDone(bool ok) override {
    After([this, ok]() ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_) {
      writing_ = false;
      broken_ |= !ok;
    });
  }

  void OnCancel() override {
    After([this]() ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_) { broken_ = true; });
  }

  void OnDone() override {
    idle_.Remove(*this);
    delete this;
  }

 private:
  // Where nothing but a read is under way the call ends with a status; the read
  // fails then, and its reaction finds `ended_`. A write that nobody takes
  // would hold the status up.
  void EndIfIdle(absl::Time since) override {
    bool cut_off = false;
    {
      absl::MutexLock lock(&mutex_);
      if (moved_ > since || ended_ || working_ > 0) return;
      cut_off = writing_;
      if (!cut_off && !waiting_) return;
      if (!cut_off) ended_ = true;
    }
    if (cut_off) {
      context_.TryCancel();
    } else {
      Finish(ToGrpcStatus(idle_.WhyEnded()));
    }
  }

  // A message read and not yet answered.
  struct Slot {
    size_t bytes = 0;
    std::optional<grpc::ByteBuffer> response;
  };

  void ProcessRequest() {
    const absl::Time begin = absl::Now();
    Request request;
    const size_t bytes = request_.Length();
    const absl::Status parsed = ParseMessage(request_, request);
    request_.Clear();
    if (parsed.ok()) {
      process_(std::move(request),
               [this, slot = Open(bytes)](const Response& response) {
                 Close(*slot, response);
               });
    }
    used_ += absl::Now() - begin;
    After([this, &parsed]() ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_) {
      reading_ = false;
      if (!parsed.ok()) {
        half_closed_ = true;
        status_ = parsed;
      }
    });
  }

  Slot* Open(size_t bytes) {
    absl::MutexLock lock(&mutex_);
    Slot& slot = slots_.emplace_back();
    slot.bytes = bytes;
    bytes_ += bytes;
    ++working_;
    return &slot;
  }

  void Close(Slot& slot, const Response& response) {
    grpc::ByteBuffer bytes;
    const absl::Status serialized = SerializeMessage(response, bytes);
    After([&]() ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_) {
      slot.response = std::move(bytes);
      --working_;
      if (!serialized.ok()) {
        broken_ = true;
        status_ = serialized;
      }
    });
  }

  // Has `change` note what has happened, and starts what can be started then.
  // Both are one step under the lock, and they must be: `reading_`, `writing_`
  // and `working_` keep the call from ending, and the call's end deletes this
  // object. Were a flag cleared in one step and the next operation chosen in
  // another, a second thread could end the call in between. For the same reason
  // nothing here touches the stream after the last operation is started.
  void After(absl::FunctionRef<void()> change) {
    bool write = false;
    bool read = false;
    std::optional<absl::Status> end;
    {
      absl::MutexLock lock(&mutex_);
      change();
      moved_ = absl::Now();
      if (!writing_ && !broken_ && !slots_.empty() &&
          slots_.front().response.has_value()) {
        response_ = *std::move(slots_.front().response);
        bytes_ -= slots_.front().bytes;
        slots_.pop_front();
        writing_ = write = true;
      }
      if (!reading_ && !half_closed_ && !broken_ &&
          slots_.size() < limits_.messages && bytes_ < limits_.bytes) {
        reading_ = waiting_ = read = true;
      }
      const bool idle = !reading_ && !writing_ && working_ == 0;
      if (idle && !ended_ && (broken_ || (half_closed_ && slots_.empty()))) {
        ended_ = true;
        end = broken_ && status_.ok() ? Cancelled() : status_;
      }
    }
    if (write) StartWrite(&response_);
    if (read) StartRead(&request_);
    if (end.has_value()) Finish(ToGrpcStatus(*end));
  }

  grpc::CallbackServerContext& context_;
  const CallLimit::Ticket ticket_;
  IdleCalls& idle_;
  WorkerPool& pool_;
  const Limits limits_;
  Process process_;
  // Time that process_ took so far. Like request_, it is not guarded by the
  // lock but belongs to the one operation that `reading_` stands for.
  absl::Duration used_;
  // Owned by gRPC while a read or a write is in flight.
  grpc::ByteBuffer request_;
  grpc::ByteBuffer response_;

  absl::Mutex mutex_;
  std::deque<Slot> slots_ ABSL_GUARDED_BY(mutex_);
  size_t bytes_ ABSL_GUARDED_BY(mutex_) = 0;
  // Slots without a response.
  int working_ ABSL_GUARDED_BY(mutex_) = 0;
  // A message is being read, or the one read is being given to process_.
  bool reading_ ABSL_GUARDED_BY(mutex_) = false;
  // A message is being read.
  bool waiting_ ABSL_GUARDED_BY(mutex_) = false;
  bool writing_ ABSL_GUARDED_BY(mutex_) = false;
  bool half_closed_ ABSL_GUARDED_BY(mutex_) = false;
  bool broken_ ABSL_GUARDED_BY(mutex_) = false;
  bool ended_ ABSL_GUARDED_BY(mutex_) = false;
  // When something was read, written, begun or done last.
  absl::Time moved_ ABSL_GUARDED_BY(mutex_);
  // Why a stream ends before its peer has sent all; else OK.
  absl::Status status_ ABSL_GUARDED_BY(mutex_);
};

}  // namespace nianbao

#endif  // NIANBAO_COMMON_RPC_STREAMS_ORDERED_STREAM_H_
