// How watchers are told what changed, without a thread or a backlog for each.
//
// A channel is one question that is watched, with the rows of its last answer
// (watched_rows.h numbers their changes: 1, 2, 3 ...). A stream is one watcher
// of a channel; all that is kept for it is `seen`, the last change written to
// it.
//
//   the store changes   every channel becomes due
//   Work, on the pool   Begin asks the next due channel's question; each
//   Compute
//                       keeps the rows of one message; when the answer ends,
//                       the rows that it lacked are gone
//   a row differs       it gets a new, higher change number; streams that have
//                       seen less are ready
//   Work                writes to ready streams what is newer than they have
//   seen the write is done   the stream is idle, or ready again at once
//
// A watcher that reads slowly finds `seen` far behind and is given each row
// once, in its newest state. Streams that are equally far share one serialized
// message. While a channel is due, more changes of the store cost nothing.
//
// A watcher that has a state already gets a channel whose first round asks for
// the rows of that state. They are kept as those of any round, and count as
// seen; so what the next round, of the newest state, finds changed or gone is
// what the watcher lacks:
//
//   round   state     rows        the watcher, who has state 7, is told
//   first   7         a 1, b 2    -
//   next    9         a 1, c 4    c 4, and b removed
//
// Others with the same state join until that first round is over. Afterwards
// the channel is the one of its question if there is no other; else its
// watchers go over to that one, as soon as both show the same state.
//
// One mutex guards everything but the question that is running, which only Work
// touches; Work is scheduled at most once. The cost of a change of the store is
// that of the questions watched, not of the watchers.
#include "aggregator/watch/watch.h"

#include "absl/strings/str_cat.h"
#include "aggregator/watch/channel.h"
#include "common/base/cancelled.h"
#include "common/base/error_reason.h"
#include "common/rpc/streams/reactors.h"
#include "common/rpc/wire/wire_status.h"

namespace nianbao::aggregator {
namespace {

// Streams written to before the thread does other work: to start a write takes
// some ten microseconds.
constexpr size_t kWritesAtOnce = 64;

absl::Status Closed() {
  return Error(ErrorReason::kShuttingDown,
               "the server is shutting down; watch again");
}

// What channels are found by. The bytes of a query never begin with a digit.
std::string KeyOf(const Watched& watched) {
  return watched.since.has_value()
             ? absl::StrCat(absl::ToUnixNanos(*watched.since), " ",
                            watched.query)
             : watched.query;
}

}  // namespace

WatchHub::WatchHub(Store& store, WorkerPool& pool, const WatchLimits& limits)
    : store_(store),
      pool_(pool),
      limits_(limits),
      watchers_(limits.watchers, limits.watchers_per_client) {
  store_.OnChange([this] { OnChange(); });
}

WatchHub::~WatchHub() {
  store_.OnChange(nullptr);
  absl::MutexLock lock(&mutex_);
  const auto resting = [this]() ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_) {
    return !work_scheduled_;
  };
  mutex_.Await(absl::Condition(&resting));
}

WatchHub::Reactor* WatchHub::Watch(Watched watched) {
  const absl::StatusOr<Reactor*> stream = Join(std::move(watched));
  return stream.ok() ? *stream : new Refusal<Reactor>(stream.status());
}

absl::StatusOr<WatchHub::Reactor*> WatchHub::Join(Watched watched) {
  std::optional<CallLimit::Ticket> ticket = watchers_.TryEnter(watched.client);
  if (!ticket.has_value()) {
    return Error(ErrorReason::kTooManyWatches,
                 watchers_.HasShare(watched.client)
                     ? "this client has as many watchers as one may"
                     : "too many watchers; try again later");
  }
  absl::MutexLock lock(&mutex_);
  if (closed_) return Closed();
  const absl::StatusOr<ChannelPtr> found = ChannelOf(std::move(watched));
  if (!found.ok()) return found.status();
  Channel& channel = **found;
  auto* const stream = new Stream(*this, *std::move(ticket), *found);
  stream->first_round =
      channel.goes_back ? 1 : channel.rounds + channel.running + channel.due;
  channel.streams.insert(stream);
  Wake(*stream);
  return stream;
}

// A new one where none is there to share.
absl::StatusOr<WatchHub::ChannelPtr> WatchHub::ChannelOf(Watched watched) {
  std::string key = KeyOf(watched);
  const auto it = channels_.find(key);
  if (it != channels_.end()) return it->second;
  if (channels_.size() >= limits_.channels) {
    return Error(
        ErrorReason::kTooManyWatches,
        "too many different queries are watched; watch one that others watch, "
        "or query from time to time");
  }
  const bool goes_back = watched.since.has_value();
  ChannelPtr channel(new Channel{
      .key = key, .watched = std::move(watched), .goes_back = goes_back});
  channels_.emplace(std::move(key), channel);
  MakeDue(channel);
  return channel;
}

void WatchHub::Rename(const ChannelPtr& channel, std::string key) {
  channels_.erase(channel->key);
  channel->key = std::move(key);
  channels_.emplace(channel->key, channel);
}

// Where a stream has the same state as those of the channel of its question, it
// becomes one of them.
void WatchHub::JoinOthers(Stream& stream) {
  const ChannelPtr own = stream.channel;
  if (own->key == own->watched.query) return;
  const auto it = channels_.find(own->watched.query);
  if (it == channels_.end()) return Rename(own, own->watched.query);
  const ChannelPtr& others = it->second;
  if (own->HasNewsFor(stream) || own->running || others->running ||
      own->moment != others->moment) {
    return;
  }
  TakeOut(stream);
  stream.channel = others;
  stream.seen = others->rows.newest();
  others->streams.insert(&stream);
}

void WatchHub::Close() {
  Ended ended;
  {
    absl::MutexLock lock(&mutex_);
    closed_ = true;
    while (!channels_.empty()) {
      // Lives on when its last stream takes it out.
      const ChannelPtr channel = channels_.begin()->second;
      EndChannel(*channel, Closed(), ended);
    }
  }
  Finish(ended);
}

void WatchHub::TakeOut(Stream& stream) {
  Channel& channel = *stream.channel;
  channel.streams.erase(&stream);
  if (!channel.streams.empty()) return;
  channel.abandoned = true;
  channels_.erase(channel.key);
}

// A stream that is ready or being written to ends when that is over.
void WatchHub::Leave(Stream& stream, const absl::Status& status, Ended& ended) {
  if (!stream.end.ok()) return;
  stream.end = status;
  TakeOut(stream);
  if (stream.state == Stream::State::kIdle) ended.push_back(&stream);
}

void WatchHub::EndChannel(Channel& channel, const absl::Status& status,
                          Ended& ended) {
  while (!channel.streams.empty()) {
    Leave(**channel.streams.begin(), status, ended);
  }
}

void WatchHub::Finish(const Ended& ended) {
  for (Stream* stream : ended) stream->Finish(ToGrpcStatus(stream->end));
}

void WatchHub::OnChange() {
  absl::MutexLock lock(&mutex_);
  for (const auto& [key, channel] : channels_) MakeDue(channel);
}

void WatchHub::OnCancel(Stream& stream) {
  Ended ended;
  {
    absl::MutexLock lock(&mutex_);
    Leave(stream, Cancelled(), ended);
  }
  Finish(ended);
}

void WatchHub::OnWriteDone(Stream& stream, bool ok) {
  Ended ended;
  {
    absl::MutexLock lock(&mutex_);
    stream.message.reset();
    stream.state = Stream::State::kIdle;
    if (!stream.end.ok()) {
      ended.push_back(&stream);
    } else if (!ok) {
      Leave(stream, Cancelled(), ended);
    } else {
      JoinOthers(stream);
      Wake(stream);
    }
  }
  Finish(ended);
}

void WatchHub::MakeDue(const ChannelPtr& channel) {
  if (std::exchange(channel->due, true)) return;
  due_.push_back(channel);
  ScheduleWork();
}

void WatchHub::Wake(Stream& stream) {
  if (stream.state != Stream::State::kIdle ||
      !stream.channel->HasNewsFor(stream)) {
    return;
  }
  stream.state = Stream::State::kReady;
  ready_.push_back(&stream);
  ScheduleWork();
}

void WatchHub::ScheduleWork() {
  if (std::exchange(work_scheduled_, true)) return;
  pool_.Schedule([this] { Work(); });
}

void WatchHub::Work() {
  WriteToReady();
  Compute();
  absl::MutexLock lock(&mutex_);
  work_scheduled_ = false;
  if (running_ != nullptr || !due_.empty() || !ready_.empty()) ScheduleWork();
}

void WatchHub::WriteToReady() {
  std::vector<Stream*> writes;
  Ended ended;
  {
    absl::MutexLock lock(&mutex_);
    for (size_t n = 0; n < kWritesAtOnce && !ready_.empty(); ++n) {
      Stream& stream = *ready_.front();
      ready_.pop_front();
      Channel& channel = *stream.channel;
      const absl::Status made =
          stream.end.ok() ? channel.MakeMessageFor(stream) : stream.end;
      if (!made.ok()) {
        Leave(stream, made, ended);
        ended.push_back(&stream);
        continue;
      }
      stream.message = channel.message;
      stream.seen = channel.message_to;
      stream.complete = channel.message_completes;
      stream.state = Stream::State::kWriting;
      writes.push_back(&stream);
    }
  }
  // A stream being written to is not ended by anyone else.
  for (Stream* stream : writes) stream->StartWrite(stream->message.get());
  Finish(ended);
}

void WatchHub::Compute() {
  if (running_ == nullptr && !Begin()) return;
  Answer messages;
  const absl::StatusOr<bool> more = Next(messages);
  Ended ended;
  bool done = true;
  {
    absl::MutexLock lock(&mutex_);
    Channel& channel = *running_;
    const absl::Status status = more.ok() ? Keep(messages) : more.status();
    done = !status.ok() || !*more;
    if (!status.ok()) {
      EndChannel(*running_, status, ended);
    } else if (done) {
      EndRound();
    }
    channel.message.reset();
    for (Stream* stream : channel.streams) Wake(*stream);
  }
  if (done) {
    rows_.cursor.reset();
    running_.reset();
  }
  Finish(ended);
}

void WatchHub::EndRound() {
  Channel& channel = *running_;
  channel.rows.EndRound();
  channel.running = false;
  if (channel.goes_back) {
    EndFirstRound();
    return;
  }
  ++channel.rounds;
  channel.moment = rows_.moment;
}

// The streams of a channel that went back have the rows of its first round;
// whoever comes later has not.
void WatchHub::EndFirstRound() {
  if (running_->abandoned) return;
  running_->goes_back = false;
  for (Stream* stream : running_->streams) {
    stream->seen = running_->rows.newest();
  }
  const std::string& query = running_->watched.query;
  Rename(running_, channels_.contains(query)
                       ? absl::StrCat("channel ", ++numbered_)
                       : query);
  MakeDue(running_);
}

bool WatchHub::Begin() {
  absl::MutexLock lock(&mutex_);
  while (running_ == nullptr && !due_.empty()) {
    Channel& channel = *due_.front();
    channel.due = false;
    if (!channel.abandoned) {
      channel.running = true;
      channel.rows.Forget(channel.SeenByAll());
      channel.rows.BeginRound();
      as_of_ = channel.goes_back ? channel.watched.since : std::nullopt;
      running_ = due_.front();
    }
    due_.pop_front();
  }
  return running_ != nullptr;
}

absl::StatusOr<bool> WatchHub::Next(Answer& messages) {
  if (rows_.cursor == nullptr) {
    StatisticsQuestion question = running_->watched.question;
    question.selection.as_of = as_of_;
    auto rows = store_.QueryStatistics(question);
    if (!rows.ok()) return rows.status();
    rows_ = *std::move(rows);
  }
  return rows_.cursor->Next(messages,
                            [this] { return running_->abandoned.load(); });
}

absl::Status WatchHub::Keep(const Answer& messages) {
  for (const v1::QueryStatisticsResponse& message : messages) {
    for (const v1::Statistics& row : message.statistics()) {
      running_->rows.Put(row);
    }
  }
  size_t rows_in_all = 0;
  for (const auto& [key, channel] : channels_) {
    rows_in_all += channel->rows.size();
  }
  if (running_->rows.size() > limits_.rows) {
    return Error(ErrorReason::kWatchTooLarge,
                 absl::StrCat("the answer has more than ", limits_.rows,
                              " rows; select less or group by less"));
  }
  if (rows_in_all > limits_.rows_in_all) {
    return Error(
        ErrorReason::kTooManyWatches,
        "the server watches too many rows; select less or group by less");
  }
  return absl::OkStatus();
}

}  // namespace nianbao::aggregator
