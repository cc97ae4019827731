// Tells ThreadSanitizer of the locks of Debian's Abseil and of how Debian's
// gRPC passes a call from thread to thread: both were built without it. Linked
// into the programs of a build with NIANBAO_SANITIZE=thread: these functions
// stand in front of the libraries' own and say what was acquired or released.
// Abseil's names in the library hold its inline namespace.
#include <dlfcn.h>
#include <sanitizer/tsan_interface.h>

#include <algorithm>
#include <cstddef>
#include <deque>
#include <functional>
#include <thread>
#include <utility>

#include "absl/synchronization/blocking_counter.h"
#include "absl/synchronization/mutex.h"
#include "absl/synchronization/notification.h"
#include "grpc/grpc.h"
#include "grpcpp/support/server_callback.h"

extern "C" {
void AnnotateIgnoreReadsBegin(const char* file, int line);
void AnnotateIgnoreReadsEnd(const char* file, int line);
}

namespace {

template <size_t size>
struct Name {
  consteval Name(const char (&name)[size]) { std::copy_n(name, size, text); }
  char text[size];
};

template <Name name, typename Result, typename... Arguments>
Result CallLibrary(Arguments... arguments) {
  static const auto function =
      reinterpret_cast<Result (*)(Arguments...)>(dlsym(RTLD_NEXT, name.text));
  // It may evaluate another thread's condition, under a lock of its own.
  AnnotateIgnoreReadsBegin(__FILE__, __LINE__);
  struct End {
    ~End() { AnnotateIgnoreReadsEnd(__FILE__, __LINE__); }
  } end;
  return function(arguments...);
}

void Acquire(const void* lock) { __tsan_acquire(const_cast<void*>(lock)); }
void Release(const void* lock) { __tsan_release(const_cast<void*>(lock)); }

}  // namespace

namespace absl {
ABSL_NAMESPACE_BEGIN

void Mutex::Lock() {
  CallLibrary<"_ZN4absl7debian35Mutex4LockEv", void>(this);
  Acquire(this);
}

bool Mutex::TryLock() {
  const bool locked =
      CallLibrary<"_ZN4absl7debian35Mutex7TryLockEv", bool>(this);
  if (locked) Acquire(this);
  return locked;
}

void Mutex::Unlock() {
  Release(this);
  CallLibrary<"_ZN4absl7debian35Mutex6UnlockEv", void>(this);
}

void Mutex::ReaderLock() {
  CallLibrary<"_ZN4absl7debian35Mutex10ReaderLockEv", void>(this);
  Acquire(this);
}

void Mutex::ReaderUnlock() {
  Release(this);
  CallLibrary<"_ZN4absl7debian35Mutex12ReaderUnlockEv", void>(this);
}

void Mutex::Await(const Condition& condition) {
  Release(this);
  CallLibrary<"_ZN4absl7debian35Mutex5AwaitERKNS0_9ConditionE", void>(
      this, &condition);
  Acquire(this);
}

bool Mutex::AwaitWithTimeout(const Condition& condition, Duration timeout) {
  Release(this);
  const bool met = CallLibrary<
      "_ZN4absl7debian35Mutex16AwaitWithTimeoutERKNS0_9ConditionENS0_"
      "8DurationE",
      bool>(this, &condition, timeout);
  Acquire(this);
  return met;
}

void CondVar::Wait(Mutex* mutex) {
  Release(mutex);
  CallLibrary<"_ZN4absl7debian37CondVar4WaitEPNS0_5MutexE", void>(this, mutex);
  Acquire(mutex);
}

bool CondVar::WaitWithTimeout(Mutex* mutex, Duration timeout) {
  Release(mutex);
  const bool timed_out = CallLibrary<
      "_ZN4absl7debian37CondVar15WaitWithTimeoutEPNS0_5MutexENS0_8DurationE",
      bool>(this, mutex, timeout);
  Acquire(mutex);
  return timed_out;
}

bool CondVar::WaitWithDeadline(Mutex* mutex, Time deadline) {
  Release(mutex);
  const bool timed_out = CallLibrary<
      "_ZN4absl7debian37CondVar16WaitWithDeadlineEPNS0_5MutexENS0_4TimeE",
      bool>(this, mutex, deadline);
  Acquire(mutex);
  return timed_out;
}

void Notification::Notify() {
  Release(this);
  CallLibrary<"_ZN4absl7debian312Notification6NotifyEv", void>(this);
}

void Notification::WaitForNotification() const {
  CallLibrary<"_ZNK4absl7debian312Notification19WaitForNotificationEv", void>(
      this);
  Acquire(this);
}

bool BlockingCounter::DecrementCount() {
  Release(this);
  return CallLibrary<"_ZN4absl7debian315BlockingCounter14DecrementCountEv",
                     bool>(this);
}

void BlockingCounter::Wait() {
  CallLibrary<"_ZN4absl7debian315BlockingCounter4WaitEv", void>(this);
  Acquire(this);
}

ABSL_NAMESPACE_END
}  // namespace absl

// An operation: asked for by one thread, handled by another.
extern "C" {

grpc_call_error grpc_call_start_batch(grpc_call* call,
                                      const grpc_op* operations, size_t count,
                                      void* tag, void* reserved) {
  Release(tag);
  return CallLibrary<"grpc_call_start_batch", grpc_call_error>(
      call, operations, count, tag, reserved);
}

grpc_event grpc_completion_queue_next(grpc_completion_queue* queue,
                                      gpr_timespec deadline, void* reserved) {
  const auto event = CallLibrary<"grpc_completion_queue_next", grpc_event>(
      queue, deadline, reserved);
  if (event.type == GRPC_OP_COMPLETE) Acquire(event.tag);
  return event;
}

grpc_event grpc_completion_queue_pluck(grpc_completion_queue* queue, void* tag,
                                       gpr_timespec deadline, void* reserved) {
  const auto event = CallLibrary<"grpc_completion_queue_pluck", grpc_event>(
      queue, tag, deadline, reserved);
  if (event.type == GRPC_OP_COMPLETE) Acquire(event.tag);
  return event;
}

}  // extern "C"

// The end of each call, which a server's end waits for: private members of
// grpc::Server.
void Unref(void* server) asm("_ZN4grpc6Server23UnrefWithPossibleNotifyEv");
void Unref(void* server) {
  Release(server);
  CallLibrary<"_ZN4grpc6Server23UnrefWithPossibleNotifyEv", void>(server);
}

void AwaitUnrefs(void* server) asm("_ZN4grpc6Server18UnrefAndWaitLockedEv");
void AwaitUnrefs(void* server) {
  CallLibrary<"_ZN4grpc6Server18UnrefAndWaitLockedEv", void>(server);
  Acquire(server);
}

namespace {

// gRPC's executor, but for what is known of it.
class Executor {
 public:
  // Runs what it is given for as long as the process runs.
  static Executor& Get() {
    static auto& executor = *new Executor;
    return executor;
  }

  void Run(std::function<void()> reaction) {
    absl::MutexLock lock(&mutex_);
    reactions_.push_back(std::move(reaction));
  }

 private:
  Executor() {
    std::thread([this] {
      while (true) Next()();
    }).detach();
  }

  std::function<void()> Next() {
    absl::MutexLock lock(&mutex_);
    mutex_.Await(absl::Condition(
        +[](Executor* executor) { return !executor->reactions_.empty(); },
        this));
    auto reaction = std::move(reactions_.front());
    reactions_.pop_front();
    return reaction;
  }

  absl::Mutex mutex_;
  std::deque<std::function<void()>> reactions_ ABSL_GUARDED_BY(mutex_);
};

}  // namespace

namespace grpc {
namespace internal {

// All that a call waits for has happened.
void ServerCallbackCall::ScheduleOnDone(bool inline_ondone) {
  Acquire(&callbacks_outstanding_);
  if (inline_ondone) return CallOnDone();
  Executor::Get().Run([this] { CallOnDone(); });
}

void ServerCallbackCall::CallOnCancel(ServerReactor* reactor) {
  if (reactor->InternalInlineable()) return reactor->OnCancel();
  Ref();
  Executor::Get().Run([this, reactor] {
    reactor->OnCancel();
    MaybeDone();
  });
}

}  // namespace internal
}  // namespace grpc
