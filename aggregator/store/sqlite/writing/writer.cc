// How uploads become durable together, and when a moment is settled.
//
// Group commit. To wait for the disk takes milliseconds, to write a report into
// SQLite's log takes much less. While one transaction is being committed
// further changes queue; the next transaction takes all of them, at most
// kMaxChanges. A lone upload waits for one sync; a thousand at once wait for
// two or three, so that the rate of uploads rises with their number instead of
// being bound to the syncs a second that a disk can do.
//
// Order. One thread takes the changes in the order of the calls. A change that
// is refused for its own sake (a report that is not there) has written nothing,
// and the others go on. Any other error ends the
// whole transaction and is told to all its changes. After the commit the
// columns get the changes, and only then the callers are told: who has an
// acknowledgement finds the upload in the next answer, and after a crash.
// Before each transaction and after each commit the files must still be those
// that the database was opened from: what was written into a file that somebody
// has deleted or replaced is never acknowledged, and the writer stops for good.
//
// Moments. Each transaction has a moment, later than those before even when the
// clock goes back. A question as of a moment T must not be answered before all
// that was stored by then shows, nor may anything be stored at or before T
// afterwards. So AwaitMoment raises last_moment_ to T, which pushes the next
// transaction past it, and waits while one of T or before is under way. Each
// moment goes into a table, with what the clock said (moment_table.h).
//
// Giving way. Uploads are many and queries short: the thread runs at a low
// priority, and pauses after each report while a query holds the columns.

#include "aggregator/store/sqlite/writing/writer.h"

#include <algorithm>
#include <utility>

#include "absl/time/clock.h"
#include "absl/time/time.h"
#include "common/base/cancelled.h"
#include "common/base/thread_priority.h"

namespace nianbao::aggregator {
namespace {

// Changes that share a transaction at most. The wait for the disk is by then a
// small part of the time; more would only make the first of them wait longer
// for their acknowledgements, and hold more in memory (512 of 60 KB: 30 MB).
constexpr size_t kMaxChanges = 512;
// How often who waits for a moment to settle is asked whether to stop: often
// enough that nobody notices how late it is.
constexpr absl::Duration kPollPeriod = absl::Milliseconds(5);
// How long the writer pauses after each report while queries are under way, as
// a multiple of the time that the report took: it leaves two thirds of a core.
constexpr int kPauses = 2;

// True for an error that concerns one change alone, for which nothing has been
// written: see ReportTable::Delete and Correct.
bool IsRefusal(const absl::Status& status) { return absl::IsNotFound(status); }

}  // namespace

absl::StatusOr<std::unique_ptr<SqliteWriter>> SqliteWriter::Create(
    Connection connection, const Catalogue& catalogue, Publish publish,
    IsRead is_read, CommitListener on_commit, DurableListener on_durable) {
  auto owned = std::make_unique<Connection>(std::move(connection));
  absl::StatusOr<ReportTable> table = ReportTable::Create(*owned, catalogue);
  if (!table.ok()) return table.status();
  absl::StatusOr<MomentTable> moments = MomentTable::Create(*owned);
  if (!moments.ok()) return moments.status();
  return std::unique_ptr<SqliteWriter>(
      new SqliteWriter(std::move(owned), *std::move(table), *std::move(moments),
                       std::move(publish), std::move(is_read),
                       std::move(on_commit), std::move(on_durable)));
}

SqliteWriter::SqliteWriter(std::unique_ptr<Connection> connection,
                           ReportTable table, MomentTable moments,
                           Publish publish, IsRead is_read,
                           CommitListener on_commit, DurableListener on_durable)
    : connection_(std::move(connection)),
      files_(OpenFiles::Of(*connection_)),
      table_(std::move(table)),
      moments_(std::move(moments)),
      publish_(std::move(publish)),
      is_read_(std::move(is_read)),
      on_commit_(std::move(on_commit)),
      on_durable_(std::move(on_durable)),
      last_moment_(table_.last_moment()),
      thread_([this] { Run(); }) {}

SqliteWriter::~SqliteWriter() {
  {
    absl::MutexLock lock(&mutex_);
    closing_ = true;
  }
  thread_.join();
}

template <typename Result, typename Apply, typename Done>
void SqliteWriter::Enqueue(Apply apply, Done done) {
  // What was applied counts once it is committed: until then it waits here.
  auto result = std::make_shared<absl::StatusOr<Result>>(Result());
  Enqueue({.apply =
               [result, apply = std::move(apply)](ReportTable& table) mutable {
                 *result = apply(table);
                 return result->status();
               },
           .done =
               [result,
                done = std::move(done)](const absl::Status& status) mutable {
                 if (!status.ok()) *result = status;
                 done(std::move(*result));
               }});
}

void SqliteWriter::Upload(v1::Report report, Store::UploadDone done) {
  // The report stays in place until the change is done.
  auto stored = std::make_unique<const StoredReport>(std::move(report));
  Enqueue<UploadResult>([stored = std::move(stored)](
                            ReportTable& table) { return table.Put(*stored); },
                        std::move(done));
}

void SqliteWriter::Correct(CorrectionQuestion question,
                           Store::CorrectDone done) {
  Enqueue<v1::Report>(
      [question = std::move(question)](ReportTable& table) {
        return table.Correct(question);
      },
      std::move(done));
}

void SqliteWriter::Delete(std::string name, Store::DeleteDone done) {
  Enqueue({.apply = [name = std::move(name)](
                        ReportTable& table) { return table.Delete(name); },
           .done = std::move(done)});
}

void SqliteWriter::Enqueue(Change change) {
  absl::MutexLock lock(&mutex_);
  queue_.push_back(std::move(change));
}

void SqliteWriter::Run() {
  GiveWayToOtherThreads(GivesWay::kMuch);
  // Take is empty only once the writer is closing and nothing is left to write.
  while (true) {
    std::vector<Change> changes = Take();
    if (changes.empty()) return;
    const absl::Status committed = Write(changes);
    for (Change& change : changes) {
      change.done(committed.ok() ? change.status : committed);
    }
  }
}

absl::Status SqliteWriter::Write(std::vector<Change>& changes) {
  // A writer that has stopped for good refuses without touching the file.
  const absl::Status health = Health();
  if (!health.ok()) return Outcome(health);
  const absl::Time begin = absl::Now();
  const absl::Status committed = Outcome(Commit(changes));
  if (on_commit_ != nullptr) on_commit_(absl::Now() - begin);
  absl::MutexLock lock(&mutex_);
  moment_.reset();
  return committed;
}

absl::Status SqliteWriter::Health() {
  const absl::Status files = files_.Check();
  absl::MutexLock lock(&mutex_);
  failure_.Update(files);
  return failure_;
}

absl::Status SqliteWriter::Outcome(const absl::Status& committed) {
  absl::MutexLock lock(&mutex_);
  // Damage and failed syncs come as DATA_LOSS. A transaction that could not be
  // rolled back either leaves the connection of no use just as well.
  if (absl::IsDataLoss(committed) || connection_->InTransaction()) {
    failure_.Update(committed);
  }
  if (failure_.ok()) return committed;
  return absl::UnavailableError(
      "the store stores nothing since its disk failed or its file was taken "
      "away; it must be restarted");
}

std::vector<SqliteWriter::Change> SqliteWriter::Take() {
  const auto awake = [this]() ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_) {
    return closing_ || !queue_.empty();
  };
  absl::MutexLock lock(&mutex_);
  mutex_.Await(absl::Condition(&awake));
  std::vector<Change> changes;
  while (!queue_.empty() && changes.size() < kMaxChanges) {
    changes.push_back(std::move(queue_.front()));
    queue_.pop_front();
  }
  return changes;
}

int64_t SqliteWriter::NextMoment(int64_t time) {
  absl::MutexLock lock(&mutex_);
  // One microsecond after the last at least, however the clock was set.
  last_moment_ = std::max(last_moment_ + 1, time);
  moment_ = last_moment_;
  return last_moment_;
}

absl::Status SqliteWriter::AwaitMoment(int64_t moment, Stopped stopped) {
  const auto settled = [this, moment]() ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_) {
    return !moment_.has_value() || *moment_ > moment;
  };
  absl::MutexLock lock(&mutex_);
  // A moment in the future cannot be settled: what is stored until then counts
  // at it, and must not be pushed past it.
  last_moment_ =
      std::max(last_moment_, std::min(moment, absl::ToUnixMicros(absl::Now())));
  while (!mutex_.AwaitWithTimeout(absl::Condition(&settled), kPollPeriod)) {
    if (stopped()) return Cancelled();
  }
  return absl::OkStatus();
}

absl::Status SqliteWriter::Commit(std::vector<Change>& changes) {
  const int64_t time = absl::ToUnixMicros(absl::Now());
  const int64_t moment = NextMoment(time);
  absl::Status status = table_.Begin(moment);
  if (!status.ok()) return status;
  for (Change& change : changes) {
    const absl::Time begin = absl::Now();
    status = change.status = change.apply(table_);
    // Beside the low priority: that alone does not make this thread leave a
    // core to those that queue for another one.
    if (is_read_()) absl::SleepFor(kPauses * (absl::Now() - begin));
    if (!status.ok() && !IsRefusal(status)) {
      table_.Rollback();
      return status;
    }
  }
  LastMoment last = {.moment = moment};
  if (table_.HasChanged()) {
    const absl::StatusOr<int64_t> number =
        moments_.Add(moment, time, table_.counts());
    if (!number.ok()) {
      table_.Rollback();
      return number.status();
    }
    last.transaction = *number;
  }
  absl::StatusOr<std::optional<SnapshotChanges>> committed = table_.Commit();
  if (!committed.ok()) return committed.status();
  status = Health();
  if (!status.ok()) return status;
  if (last.transaction != 0 && on_durable_ != nullptr) on_durable_(last);
  if (committed->has_value()) publish_(**std::move(committed));
  return absl::OkStatus();
}

}  // namespace nianbao::aggregator
