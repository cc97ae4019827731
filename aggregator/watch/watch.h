// WatchStatistics: answers that stay open and follow the store.
//
// Watchers of the same question share a channel, which keeps the rows of the
// answer. After a change of the store the question of each channel is asked
// again, one channel at a time and between other work of its pool; while it
// waits, further changes cost nothing. A watcher whose last message has been
// taken is given what changed since, so a slow one gets the newest state and no
// backlog. An idle watcher holds no thread and no message. One that comes back
// with a resume token is told what has changed since.
#ifndef NIANBAO_AGGREGATOR_WATCH_WATCH_H_
#define NIANBAO_AGGREGATOR_WATCH_WATCH_H_

#include <cstdint>
#include <deque>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "absl/base/thread_annotations.h"
#include "absl/container/flat_hash_map.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/synchronization/mutex.h"
#include "absl/time/time.h"
#include "aggregator/store/store.h"
#include "aggregator/watch/channel.h"
#include "common/base/worker_pool.h"
#include "common/rpc/access/call_limit.h"
#include "grpcpp/grpcpp.h"
#include "nianbao/v1/aggregator_service.pb.h"

namespace nianbao::aggregator {

struct WatchLimits {
  // A watcher costs some 10 KB, most of it for its stream in gRPC.
  int watchers = 10000;
  // Of one client: a quarter, so that none keeps the others from watching.
  int watchers_per_client = 2500;
  // Different questions watched: each is asked again after a change.
  size_t channels = 1000;
  // Rows that one channel keeps, and all channels together, by
  // WatchedRows::size; a row takes some 500 bytes.
  size_t rows = 100000;
  size_t rows_in_all = 1000000;
};

// Thread-safe.
class WatchHub final : private WatchEvents {
 public:
  using Reactor = WatchStream::Reactor;

  // Both must outlive the hub, which takes the store's change listener.
  WatchHub(Store& store, WorkerPool& pool, const WatchLimits& limits = {});

  // All calls must be over.
  ~WatchHub() override;

  // Calls of the same question share a channel. The call ends with
  // RESOURCE_EXHAUSTED beyond the limits, and with any error that the store
  // answers. Its first `complete` message makes up a state no older than the
  // call, together with the rows of `since`.
  Reactor* Watch(Watched watched);

  // Ends all calls, and those to come, with UNAVAILABLE.
  void Close();

 private:
  using Stream = WatchStream;
  using Channel = WatchChannel;
  using ChannelPtr = std::shared_ptr<Channel>;
  using Answer = Messages<v1::QueryStatisticsResponse>;
  // Streams to finish once the lock is released.
  using Ended = std::vector<Stream*>;

  absl::StatusOr<Reactor*> Join(Watched watched);
  absl::StatusOr<ChannelPtr> ChannelOf(Watched watched)
      ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_);
  void Rename(const ChannelPtr& channel, std::string key)
      ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_);
  void JoinOthers(Stream& stream) ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_);
  void TakeOut(Stream& stream) ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_);
  void Leave(Stream& stream, const absl::Status& status, Ended& ended)
      ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_);
  void EndChannel(Channel& channel, const absl::Status& status, Ended& ended)
      ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_);
  static void Finish(const Ended& ended);

  void OnChange();
  void OnWriteDone(Stream& stream, bool ok) override;
  void OnCancel(Stream& stream) override;

  void MakeDue(const ChannelPtr& channel) ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_);
  void Wake(Stream& stream) ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_);
  void ScheduleWork() ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_);

  // A bounded piece of work on the pool; at most one is scheduled or running.
  void Work();
  void WriteToReady();
  // Lets the query that is running make its next rows, or begins another.
  void Compute();
  bool Begin();
  void EndRound() ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_);
  void EndFirstRound() ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_);
  absl::StatusOr<bool> Next(Answer& messages);
  absl::Status Keep(const Answer& messages)
      ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_);

  Store& store_;
  WorkerPool& pool_;
  const WatchLimits limits_;
  CallLimit watchers_;

  absl::Mutex mutex_;
  bool closed_ ABSL_GUARDED_BY(mutex_) = false;
  // By their keys.
  absl::flat_hash_map<std::string, ChannelPtr> channels_
      ABSL_GUARDED_BY(mutex_);
  // Channels that got a number for a key.
  int64_t numbered_ ABSL_GUARDED_BY(mutex_) = 0;
  // Channels whose query is to run, each once.
  std::deque<ChannelPtr> due_ ABSL_GUARDED_BY(mutex_);
  // Streams with something to write, each once.
  std::deque<Stream*> ready_ ABSL_GUARDED_BY(mutex_);
  bool work_scheduled_ ABSL_GUARDED_BY(mutex_) = false;

  // The question that is running, the state that it is asked of (absent for the
  // newest), and its answer so far. Only Work touches them, which needs no lock
  // as there is never more than one at a time.
  ChannelPtr running_;
  std::optional<absl::Time> as_of_;
  DatedRows<v1::QueryStatisticsResponse> rows_;
};

}  // namespace nianbao::aggregator

#endif  // NIANBAO_AGGREGATOR_WATCH_WATCH_H_
