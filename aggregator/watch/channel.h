// What watchers of one question share, and what is kept for each of them: see
// watch.cc, which says how they work.
#ifndef NIANBAO_AGGREGATOR_WATCH_CHANNEL_H_
#define NIANBAO_AGGREGATOR_WATCH_CHANNEL_H_

#include <atomic>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <utility>

#include "absl/container/flat_hash_set.h"
#include "absl/status/status.h"
#include "absl/time/time.h"
#include "aggregator/question/questions.h"
#include "aggregator/question/resume_token.h"
#include "aggregator/watch/watched_rows.h"
#include "common/rpc/access/call_limit.h"
#include "grpcpp/grpcpp.h"

namespace nianbao::aggregator {

// What a call watches.
struct Watched {
  // Equal for calls of the same question.
  std::string query;
  StatisticsQuestion question;
  // For the tokens of its complete messages.
  ResumeTokens tokens;
  // The state that the caller has already; absent where it has nothing. One
  // that the store has, see Store::Moment.
  std::optional<absl::Time> since;
  // Who watches, as CallGate::KeyOf tells them apart.
  std::string client;
};

class WatchStream;

// Who is told what happens to streams.
class WatchEvents {
 public:
  virtual ~WatchEvents() = default;
  virtual void OnWriteDone(WatchStream& stream, bool ok) = 0;
  virtual void OnCancel(WatchStream& stream) = 0;
};

// A question that is watched, and the rows of its answer. Everything but
// `watched` and `abandoned` is guarded by the hub's mutex.
struct WatchChannel {
  std::string key;
  const Watched watched;
  // True once nobody watches.
  std::atomic<bool> abandoned = false;

  WatchedRows rows;
  absl::flat_hash_set<WatchStream*> streams;
  bool due = false;
  bool running = false;
  // The first round, of the state that the streams have, is not over.
  bool goes_back = false;
  // How often the query has run over the newest state, and which that was.
  int64_t rounds = 0;
  absl::Time moment = absl::InfinitePast();

  // The message made last, for the readers that have got equally far.
  std::shared_ptr<const grpc::ByteBuffer> message;
  int64_t message_from = 0;
  int64_t message_to = 0;
  bool message_may_complete = false;
  bool message_completes = false;

  // True when all rows there are make up a state that the stream asked for.
  bool MayComplete(const WatchStream& stream) const;
  bool HasNewsFor(const WatchStream& stream) const;
  // Makes `message` the next of the stream.
  absl::Status MakeMessageFor(const WatchStream& stream);
  // The last change that has been told to all streams.
  int64_t SeenByAll() const;
};

// One watcher. All but the reactions is guarded by the hub's mutex.
class WatchStream final : public grpc::ServerWriteReactor<grpc::ByteBuffer> {
 public:
  using Reactor = grpc::ServerWriteReactor<grpc::ByteBuffer>;
  enum class State { kIdle, kReady, kWriting };

  WatchStream(WatchEvents& events, CallLimit::Ticket ticket,
              std::shared_ptr<WatchChannel> watched)
      : channel(std::move(watched)),
        events_(events),
        ticket_(std::move(ticket)) {}

  void OnWriteDone(bool ok) override { events_.OnWriteDone(*this, ok); }
  void OnCancel() override { events_.OnCancel(*this); }
  void OnDone() override { delete this; }

  std::shared_ptr<WatchChannel> channel;
  State state = State::kIdle;
  // Why the call has to end; OK while it has not.
  absl::Status end;
  // The last change written.
  int64_t seen = 0;
  // The reader has the whole of one state.
  bool complete = false;
  // The first round that began after the call did.
  int64_t first_round = 0;
  // Held while it is being written.
  std::shared_ptr<const grpc::ByteBuffer> message;

 private:
  WatchEvents& events_;
  const CallLimit::Ticket ticket_;
};

}  // namespace nianbao::aggregator

#endif  // NIANBAO_AGGREGATOR_WATCH_CHANNEL_H_
