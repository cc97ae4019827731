// How the columns are built from the file, at start-up or as of a moment.
//
// The table of observations lies on disk in the order of indicator, kind, year
// and report: one indicator is one range of the file, and within it one chunk
// after the other. So
//
//   1. one thread reads all reports and decides which of them count
//      (CountedReports), and which indicators there are;
//   2. threads take one indicator after the other, each over a connection of
//      its own, and read its range from begin to end. Rows of reports that do
//      not count are skipped; when kind or year change, what was gathered
//      becomes a chunk for each stratum, elections and sorting included
//      (UpdateChunk).
//
// Threads write to different indicators and share nothing else but counters.
// The caller's thread works like the others, and between batches of rows tells
// the progress and asks whether to stop, for those callbacks are bound to it.
//
// Each thread reads within a transaction of its own. They may see a commit that
// the first did not; for the file as it is nobody writes yet, and for a moment
// in the past later commits do not change what is read.
//
// Cost: a pass over the observations of the indicators asked for, n log n for
// sorting; at start-up with all of them some 60 M rows at the design's limit.
// The memory is that of the columns, 26 bytes a row, and one chunk's candidates
// a thread.

#include "aggregator/store/sqlite/reading/loader.h"

#include <algorithm>
#include <atomic>
#include <map>
#include <thread>
#include <utility>

#include "absl/algorithm/container.h"
#include "absl/base/thread_annotations.h"
#include "absl/cleanup/cleanup.h"
#include "absl/strings/str_cat.h"
#include "absl/synchronization/mutex.h"
#include "absl/time/clock.h"
#include "absl/time/time.h"
#include "aggregator/columns/chunk_update.h"
#include "aggregator/columns/indicator_values.h"
#include "aggregator/store/sqlite/database/stored_flags.h"
#include "aggregator/store/sqlite/reading/counted_reports.h"
#include "common/base/cancelled.h"
#include "common/base/error_reason.h"

namespace nianbao::aggregator {
namespace {

constexpr char kObservations[] =
    "SELECT kind, year, report_id, position, value, confidence, flags, "
    "unit_id "
    "FROM observation WHERE indicator_id = ?";
// Rows read between two looks at whether to stop: about a millisecond's work,
// so that a look, which may ask the clock, costs nothing beside them.
constexpr int kRowsBetweenPolls = 2048;
// How often the caller's thread asks whether to stop while it only waits for
// the others: often enough that nobody notices how late it is.
constexpr absl::Duration kPollPeriod = absl::Milliseconds(5);
// How often progress is told: as often as a person watching can read it.
constexpr absl::Duration kProgressPeriod = absl::Seconds(1);

// Numbers of indicators and units are given one after the other. No corpus has
// that many names; room is made for as many as the greatest number says.
constexpr int64_t kMaxNumber = 10'000'000;

bool IsNumber(int64_t id) { return id >= 1 && id <= kMaxNumber; }

absl::Status WrongNumber() {
  return absl::DataLossError("a name has a number that was never given");
}

class Loader {
 public:
  Loader(ConnectionPool& pool, const Catalogue& catalogue,
         const LoadOptions& options, Stopped stopped,
         absl::FunctionRef<void(const LoadProgress&)> progress)
      : pool_(pool),
        catalogue_(catalogue),
        options_(options),
        stopped_(stopped),
        progress_(progress) {}

  absl::StatusOr<SnapshotPtr> Load() {
    const absl::Status head = ReadHead();
    if (!head.ok()) return head;
    std::vector<std::thread> threads;
    for (int i = 1; i < options_.threads; ++i) {
      {
        absl::MutexLock lock(&mutex_);
        ++running_;
      }
      threads.emplace_back([this] {
        ReadIndicators([] {});
        absl::MutexLock lock(&mutex_);
        --running_;
      });
    }
    ReadIndicators([this] { Poll(); });
    AwaitOthers();
    for (std::thread& thread : threads) thread.join();
    absl::MutexLock lock(&mutex_);
    if (!error_.ok()) return error_;
    return SnapshotPtr(snapshot_);
  }

 private:
  using PollRef = absl::FunctionRef<void()>;

  // What must be known before any value is read: which reports count, as of
  // when, and which indicators there are.
  absl::Status ReadHead() {
    absl::StatusOr<ConnectionPool::ReadTransaction> connection = pool_.Read();
    if (!connection.ok()) return connection.status();
    const int64_t as_of =
        options_.as_of.value_or(std::numeric_limits<int64_t>::max());
    absl::Status status =
        reports_.Read(**connection, catalogue_, as_of, stopped_);
    if (status.ok()) status = ReadMoment(**connection);
    if (status.ok()) status = ReadNames(**connection);
    if (status.ok()) status = ReadUnits(**connection);
    if (status.ok()) reports_.MoveTo(*snapshot_);
    return status;
  }

  // As it is, the state is the one of the last transaction.
  absl::Status ReadMoment(Connection& connection) {
    if (options_.as_of.has_value()) {
      snapshot_->moment = *options_.as_of;
      return absl::OkStatus();
    }
    absl::StatusOr<Statement> last = connection.Prepare(
        "SELECT max(stored_at), max(superseded_at) FROM report");
    if (!last.ok()) return last.status();
    const absl::StatusOr<bool> row = last->Step();
    snapshot_->moment = std::max(last->Int(0), last->Int(1));
    return row.status();
  }

  absl::Status ReadNames(Connection& connection) {
    absl::StatusOr<Statement> rows = connection.Prepare(
        "SELECT id, name FROM indicator WHERE name != '' ORDER BY id");
    if (!rows.ok()) return rows.status();
    absl::StatusOr<bool> row;
    while ((row = rows->Step()).ok() && *row) {
      if (!IsNumber(rows->Int(0))) return WrongNumber();
      const int32_t id = static_cast<int32_t>(rows->Int(0));
      snapshot_->indicators.resize(id + 1);
      std::string name(rows->Bytes(1));
      if (!IsAskedFor(name)) continue;
      auto columns = std::make_shared<IndicatorColumns>();
      columns->name = std::move(name);
      snapshot_->indicators[id] = columns;
      pending_.push_back({.id = id, .columns = std::move(columns)});
    }
    return row.status();
  }

  absl::Status ReadUnits(Connection& connection) {
    absl::StatusOr<Statement> rows =
        connection.Prepare("SELECT id, name FROM unit ORDER BY id");
    if (!rows.ok()) return rows.status();
    absl::StatusOr<bool> row;
    while ((row = rows->Step()).ok() && *row) {
      if (!IsNumber(rows->Int(0))) return WrongNumber();
      units_.resize(rows->Int(0) + 1);
      units_.back() = std::string(rows->Bytes(1));
    }
    return row.status();
  }

  bool IsAskedFor(const std::string& name) const {
    return !options_.indicators.has_value() ||
           absl::c_any_of(*options_.indicators,
                          [&name](const std::string& pattern) {
                            return MatchesFamily(name, pattern);
                          });
  }

  // Takes one indicator after the other that no thread has taken yet, until
  // none is left or any thread has failed.
  void ReadIndicators(PollRef poll) {
    absl::StatusOr<ConnectionPool::ReadTransaction> connection = pool_.Read();
    if (!connection.ok()) return Fail(connection.status());
    absl::StatusOr<Statement> rows = (*connection)->Prepare(kObservations);
    if (!rows.ok()) return Fail(rows.status());
    while (true) {
      poll();
      if (failed_) return;
      const size_t next = next_++;
      if (next >= pending_.size()) return;
      const absl::Status read = ReadIndicator(*rows, pending_[next], poll);
      if (!read.ok()) return Fail(read);
      ++indicators_read_;
    }
  }

  struct Pending {
    int32_t id;
    std::shared_ptr<IndicatorColumns> columns;
  };

  absl::Status ReadIndicator(Statement& rows, const Pending& pending,
                             PollRef poll) {
    const absl::Cleanup reset = [&rows] { rows.Reset(); };
    const v1::Indicator* const indicator =
        catalogue_.Find(pending.columns->name);
    IndicatorValues values(indicator, units_);
    std::pair<v1::Kind, int32_t> current = {};
    std::map<Stratum, std::vector<Candidate>> candidates;
    absl::StatusOr<bool> row;
    int read = 0;
    rows.Bind(1, int64_t{pending.id});
    while ((row = rows.Step()).ok() && *row) {
      if (++read == kRowsBetweenPolls) {
        observations_read_ += std::exchange(read, 0);
        poll();
        if (failed_) return Cancelled();
      }
      const ObservationFlags flags = FromStoredInt(rows.Int(6));
      const ReportSlot slot = reports_.SlotOf(rows.Int(2));
      if (slot == CountedReports::kNoSlot || !MayCount(indicator, flags))
        continue;
      const std::pair key(static_cast<v1::Kind>(rows.Int(0)),
                          static_cast<int32_t>(rows.Int(1)));
      if (key != current) {
        const absl::Status added =
            AddChunks(current, candidates, *pending.columns);
        if (!added.ok()) return added;
        current = key;
      }
      const auto unit = static_cast<size_t>(rows.Int(7));
      if (unit >= units_.size()) {
        return absl::DataLossError(
            "an observation has a unit that is not there");
      }
      const ReportEntry& report = snapshot_->reports[slot];
      std::vector<Candidate>& of_stratum = candidates[report.stratum];
      of_stratum.push_back({.value = rows.Real(4),
                            .place = report.place,
                            .report = slot,
                            .position = static_cast<uint32_t>(rows.Int(3)),
                            .confidence = static_cast<float>(rows.Real(5)),
                            .flags = flags});
      values.Convert(key.first, static_cast<int32_t>(unit), of_stratum.back());
    }
    observations_read_ += read;
    if (!row.ok()) return row.status();
    return AddChunks(current, candidates, *pending.columns);
  }

  // Makes a chunk of the candidates of each stratum and empties them. `key` is
  // their kind and year; years come ascending, as IndicatorColumns wants them.
  absl::Status AddChunks(const std::pair<v1::Kind, int32_t>& key,
                         std::map<Stratum, std::vector<Candidate>>& candidates,
                         IndicatorColumns& columns) {
    for (auto& [stratum, rows] : candidates) {
      if (rows.empty()) continue;
      rows_loaded_ += rows.size();
      if (rows_loaded_ > options_.max_rows) {
        return Error(
            ErrorReason::kAnswerTooLarge,
            absl::StrCat("the state at that moment has more than ",
                         options_.max_rows, " values; name fewer indicators"));
      }
      columns.chunks[{key.first, stratum}].push_back(UpdateChunk(
          snapshot_->reports, stratum, key.second, nullptr, {}, rows));
      rows.clear();
    }
    return absl::OkStatus();
  }

  void Poll() {
    if (stopped_()) Fail(Cancelled());
    const absl::Time now = absl::Now();
    if (now - reported_ < kProgressPeriod) return;
    reported_ = now;
    progress_({.observations = observations_read_,
               .indicators = indicators_read_,
               .indicator_count = static_cast<int>(pending_.size())});
  }

  // Waits for the other threads and goes on answering the callbacks meanwhile.
  void AwaitOthers() {
    const auto done = [this]() ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_) {
      return running_ == 0;
    };
    while (true) {
      {
        absl::MutexLock lock(&mutex_);
        if (mutex_.AwaitWithTimeout(absl::Condition(&done), kPollPeriod)) {
          return;
        }
      }
      Poll();
    }
  }

  // Makes all threads stop. The first error is the one that is told: those that
  // follow are the other threads' noticing it.
  void Fail(const absl::Status& status) {
    absl::MutexLock lock(&mutex_);
    error_.Update(status);
    failed_ = true;
  }

  ConnectionPool& pool_;
  const Catalogue& catalogue_;
  const LoadOptions& options_;
  const Stopped stopped_;
  const absl::FunctionRef<void(const LoadProgress&)> progress_;

  // Set by ReadHead and only read by the threads, but for the columns of the
  // indicators, each of which one thread fills.
  CountedReports reports_;
  const std::shared_ptr<Snapshot> snapshot_ = std::make_shared<Snapshot>();
  std::vector<Pending> pending_;
  // Names by number; those of numbers that are not there are empty.
  std::vector<std::string> units_;
  // The next of pending_ that no thread has taken.
  std::atomic<size_t> next_ = 0;
  std::atomic<int64_t> observations_read_ = 0, rows_loaded_ = 0;
  std::atomic<int> indicators_read_ = 0;
  std::atomic<bool> failed_ = false;
  // When progress was told last; only the caller's thread looks at it.
  absl::Time reported_ = absl::Now();

  absl::Mutex mutex_;
  absl::Status error_ ABSL_GUARDED_BY(mutex_);
  // Threads besides the caller's that have not ended.
  int running_ ABSL_GUARDED_BY(mutex_) = 0;
};

}  // namespace

absl::StatusOr<SnapshotPtr> LoadSnapshot(
    ConnectionPool& pool, const Catalogue& catalogue,
    const LoadOptions& options, Stopped stopped,
    absl::FunctionRef<void(const LoadProgress&)> progress) {
  return Loader(pool, catalogue, options, stopped, progress).Load();
}

}  // namespace nianbao::aggregator
