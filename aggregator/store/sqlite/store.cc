#include "aggregator/store/sqlite/store.h"

#include <filesystem>
#include <iostream>
#include <system_error>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "absl/time/time.h"
#include "aggregator/query/checks/checks.h"
#include "aggregator/query/correlation/correlation.h"
#include "aggregator/query/distribution/distribution.h"
#include "aggregator/query/rank/rank.h"
#include "aggregator/query/statistics/statistics_cursor.h"
#include "aggregator/query/trend/trends.h"
#include "aggregator/store/sqlite/database/moment_table.h"
#include "aggregator/store/sqlite/observations.h"
#include "aggregator/store/sqlite/reading/loader.h"
#include "aggregator/store/sqlite/report_list.h"
#include "aggregator/store/sqlite/upkeep/integrity.h"
#include "aggregator/store/sqlite/upkeep/migration.h"
#include "common/base/error_reason.h"
#include "common/base/status.h"

namespace nianbao::aggregator {
namespace {

// The smallest machines that the service runs on have two cores.
constexpr int kLoadThreads = 2;

std::string Words(const LoadProgress& progress) {
  return absl::StrCat("loading: ", progress.observations, " observations, ",
                      progress.indicators, " of ", progress.indicator_count,
                      " indicators");
}

absl::Status OfFile(const std::string& path, const absl::Status& status) {
  return absl::Status(status.code(),
                      absl::StrCat(path, ": ", status.message()));
}

// A cursor that is made by its first Next.
template <typename Message>
class DeferredCursor final : public Cursor<Message> {
 public:
  using Open =
      std::function<absl::StatusOr<std::unique_ptr<Cursor<Message>>>(Stopped)>;

  explicit DeferredCursor(Open open) : open_(std::move(open)) {}

  absl::StatusOr<bool> Next(Messages<Message>& messages,
                            Stopped stopped) override {
    if (cursor_ == nullptr) {
      absl::StatusOr<std::unique_ptr<Cursor<Message>>> opened = open_(stopped);
      if (!opened.ok()) return opened.status();
      cursor_ = *std::move(opened);
    }
    return cursor_->Next(messages, stopped);
  }

 private:
  const Open open_;
  std::unique_ptr<Cursor<Message>> cursor_;
};

}  // namespace

absl::StatusOr<std::unique_ptr<SqliteStore>> SqliteStore::Open(
    const std::string& path, const Catalogue& catalogue) {
  absl::StatusOr<FileLock> lock = FileLock::Acquire(path);
  if (!lock.ok()) return lock.status();
  const absl::Status sound = CheckQuickly(path);
  if (!sound.ok()) return OfFile(path, sound);
  absl::StatusOr<Connection> connection = Connection::Open(path);
  if (!connection.ok()) return OfFile(path, connection.status());
  const absl::Status held = lock->HoldDatabase();
  if (!held.ok()) return held;
  const absl::Status prepared = PrepareSchema(*connection);
  if (!prepared.ok()) return OfFile(path, prepared);
  const absl::StatusOr<LastMoment> last = ReadLastMoment(*connection);
  if (!last.ok()) return OfFile(path, last.status());
  const Acknowledged acknowledged =
      Compare(ReadAcknowledged(lock->file()), *last);
  WriteAcknowledged(acknowledged, lock->file());
  if (acknowledged.missing > 0) {
    std::cerr << absl::StrCat(path, ": ", Missing(acknowledged), "\n");
  }
  return std::unique_ptr<SqliteStore>(new SqliteStore(
      *std::move(lock), path, catalogue, *std::move(connection), acknowledged));
}

SqliteStore::SqliteStore(FileLock lock, const std::string& path,
                         const Catalogue& catalogue, Connection connection,
                         const Acknowledged& acknowledged)
    : lock_(std::move(lock)),
      path_(path),
      catalogue_(catalogue),
      readers_(path),
      vintages_(readers_, catalogue),
      texts_(readers_),
      owners_(texts_),
      acknowledged_(acknowledged),
      missing_(acknowledged.missing),
      connection_(std::move(connection)) {}

absl::Status SqliteStore::Prepare(Stopped stopped, Progress progress) {
  absl::StatusOr<SnapshotPtr> snapshot = LoadSnapshot(
      readers_, catalogue_, {.threads = kLoadThreads}, stopped,
      [progress](const LoadProgress& loaded) { progress(Words(loaded)); });
  if (!snapshot.ok()) return snapshot.status();
  columns_ = std::make_unique<LiveColumns>(*std::move(snapshot));
  absl::StatusOr<std::unique_ptr<SqliteWriter>> writer = SqliteWriter::Create(
      std::move(connection_), catalogue_,
      [this](SnapshotChanges changes) { Publish(std::move(changes)); },
      [this] { return columns_->IsRead(); }, std::move(on_commit_),
      [this](const LastMoment& last) {
        acknowledged_.last = last;
        WriteAcknowledged(acknowledged_, lock_.file());
      });
  if (!writer.ok()) return writer.status();
  writer_ = *std::move(writer);
  scrubber_ = std::make_unique<Scrubber>(lock_.database(), path_);
  loaded_ = true;
  return absl::OkStatus();
}

absl::Status SqliteStore::CheckLoaded() const {
  return loaded_
             ? absl::OkStatus()
             : Error(ErrorReason::kStoreLoading, "the store is being loaded");
}

absl::Status SqliteStore::Health() const {
  return loaded_ ? writer_->Health() : absl::OkStatus();
}

void SqliteStore::OnCommit(CommitListener listener) {
  on_commit_ = std::move(listener);
}

StoreSize SqliteStore::Size() const {
  StoreSize size;
  for (const char* suffix : {"", "-wal"}) {
    std::error_code missing;
    const uintmax_t bytes = std::filesystem::file_size(path_ + suffix, missing);
    if (!missing) size.bytes += static_cast<int64_t>(bytes);
  }
  size.missing_transactions = missing_;
  if (!loaded_) return size;
  size.scrubbed_bytes = scrubber_->bytes_read();
  size.damaged_pages = scrubber_->damaged_pages();
  const SnapshotPtr snapshot = columns_->Get();
  for (const auto& indicator : snapshot->indicators) {
    if (indicator == nullptr) continue;
    for (const auto& [key, chunks] : indicator->chunks) {
      for (const ChunkPtr& chunk : chunks) {
        size.observations_in_memory += chunk->values.size();
      }
    }
  }
  return size;
}

void SqliteStore::Publish(SnapshotChanges changes) {
  columns_->Apply(std::move(changes));
  absl::MutexLock lock(&listener_mutex_);
  if (listener_ != nullptr) listener_();
}

void SqliteStore::Upload(v1::Report report, UploadDone done) {
  const absl::Status loaded = CheckLoaded();
  if (!loaded.ok()) return done(loaded);
  writer_->Upload(std::move(report), std::move(done));
}

void SqliteStore::Delete(std::string name, DeleteDone done) {
  const absl::Status loaded = CheckLoaded();
  if (!loaded.ok()) return done(loaded);
  writer_->Delete(std::move(name), std::move(done));
}

void SqliteStore::Correct(CorrectionQuestion question, CorrectDone done) {
  const absl::Status loaded = CheckLoaded();
  if (!loaded.ok()) return done(loaded);
  writer_->Correct(std::move(question), std::move(done));
}

absl::StatusOr<v1::Report> SqliteStore::Get(const std::string& name) {
  absl::StatusOr<std::vector<v1::Report>> reports = GetAll({name});
  if (!reports.ok()) return reports.status();
  return std::move(reports->front());
}

absl::StatusOr<std::vector<v1::Report>> SqliteStore::GetAll(
    const std::vector<std::string>& names) {
  const absl::Status loaded = CheckLoaded();
  if (!loaded.ok()) return loaded;
  absl::StatusOr<ConnectionPool::ReadTransaction> snapshot = readers_.Read();
  if (!snapshot.ok()) return snapshot.status();
  return ReadReports(**snapshot, names);
}

absl::StatusOr<std::vector<v1::ReportSummary>> SqliteStore::List(
    const ReportListQuestion& question) {
  const absl::Status loaded = CheckLoaded();
  if (!loaded.ok()) return loaded;
  absl::StatusOr<ConnectionPool::ReadTransaction> snapshot = readers_.Read();
  if (!snapshot.ok()) return snapshot.status();
  return ListReports(**snapshot, question);
}

absl::StatusOr<int64_t> SqliteStore::Count(const ReportListQuestion& question) {
  const absl::Status loaded = CheckLoaded();
  if (!loaded.ok()) return loaded;
  absl::StatusOr<ConnectionPool::ReadTransaction> snapshot = readers_.Read();
  if (!snapshot.ok()) return snapshot.status();
  return CountReports(**snapshot, question);
}

absl::StatusOr<absl::Time> SqliteStore::Moment() const {
  const absl::Status loaded = CheckLoaded();
  if (!loaded.ok()) return loaded;
  return absl::FromUnixMicros(columns_->Get()->moment);
}

template <typename Message>
Store::Rows<Message> SqliteStore::Answer(
    const SelectionQuestion& selection, const std::vector<std::string>& further,
    CursorMaker<Message> make) {
  const absl::Status loaded = CheckLoaded();
  if (!loaded.ok()) return loaded;
  if (!selection.as_of.has_value()) {
    SnapshotPtr snapshot = columns_->Get();
    const absl::Time moment = absl::FromUnixMicros(snapshot->moment);
    return DatedRows<Message>{.moment = moment,
                              .cursor = make(std::move(snapshot))};
  }
  // Where the clock was set back, moments that were told may be ahead of it.
  if (*selection.as_of > absl::Now() &&
      *selection.as_of > absl::FromUnixMicros(columns_->Get()->moment)) {
    return BadRequest("selection.as_of", "is in the future");
  }
  auto deferred = std::make_unique<DeferredCursor<Message>>(
      [this, as_of = absl::ToUnixMicros(*selection.as_of),
       indicators = IndicatorsRead(catalogue_, selection, further),
       make = std::move(make)](
          Stopped stopped) -> absl::StatusOr<std::unique_ptr<Cursor<Message>>> {
        absl::StatusOr<SnapshotPtr> vintage =
            StateAsOf(as_of, indicators, stopped);
        if (!vintage.ok()) return vintage.status();
        return make(*std::move(vintage));
      });
  return DatedRows<Message>{.moment = *selection.as_of,
                            .cursor = std::move(deferred)};
}

absl::StatusOr<int64_t> SqliteStore::MomentOf(int64_t as_of) {
  // The clock has not said that yet: it is a moment that the store has told.
  if (as_of > absl::ToUnixMicros(absl::Now())) return as_of;
  absl::StatusOr<ConnectionPool::ReadTransaction> connection = readers_.Read();
  if (!connection.ok()) return connection.status();
  return MomentAt(**connection, as_of);
}

absl::StatusOr<SnapshotPtr> SqliteStore::StateAsOf(
    int64_t as_of, const std::optional<std::vector<std::string>>& indicators,
    Stopped stopped) {
  const absl::StatusOr<int64_t> moment = MomentOf(as_of);
  if (!moment.ok()) return moment.status();
  as_of = *moment;
  const absl::Status settled = writer_->AwaitMoment(as_of, stopped);
  if (!settled.ok()) return settled;
  SnapshotPtr current = columns_->Get();
  if (current->moment <= as_of) return current;
  return vintages_.Get(as_of, indicators, stopped);
}

Store::Rows<v1::QueryStatisticsResponse> SqliteStore::QueryStatistics(
    const StatisticsQuestion& question) {
  return Answer<v1::QueryStatisticsResponse>(
      question.selection, {}, [this, question](SnapshotPtr snapshot) {
        return aggregator::QueryStatistics(catalogue_, std::move(snapshot),
                                           question);
      });
}

Store::Rows<v1::RankDivisionsResponse> SqliteStore::RankDivisions(
    const RankQuestion& question) {
  return Answer<v1::RankDivisionsResponse>(
      question.selection, {}, [this, question](SnapshotPtr snapshot) {
        return aggregator::RankDivisions(catalogue_, std::move(snapshot),
                                         question);
      });
}

Store::Rows<v1::QueryTrendsResponse> SqliteStore::QueryTrends(
    const TrendQuestion& question) {
  return Answer<v1::QueryTrendsResponse>(
      question.selection, {}, [this, question](const SnapshotPtr& snapshot) {
        return aggregator::QueryTrends(catalogue_, snapshot, owners_, question);
      });
}

Store::Rows<v1::QueryDistributionsResponse> SqliteStore::QueryDistributions(
    const DistributionQuestion& question) {
  return Answer<v1::QueryDistributionsResponse>(
      question.selection, {}, [this, question](SnapshotPtr snapshot) {
        return aggregator::QueryDistributions(catalogue_, std::move(snapshot),
                                              question);
      });
}

Store::Rows<v1::QueryCorrelationsResponse> SqliteStore::QueryCorrelations(
    const CorrelationQuestion& question) {
  return Answer<v1::QueryCorrelationsResponse>(
      question.selection, {question.x, question.y},
      [this, question](SnapshotPtr snapshot) {
        return aggregator::QueryCorrelations(catalogue_, std::move(snapshot),
                                             question);
      });
}

Store::Rows<v1::QueryChecksResponse> SqliteStore::QueryChecks(
    const CheckQuestion& question) {
  return Answer<v1::QueryChecksResponse>(
      question.selection, {}, [this, question](const SnapshotPtr& snapshot) {
        return aggregator::QueryChecks(catalogue_, snapshot, texts_, owners_,
                                       question);
      });
}

Store::Rows<v1::QueryObservationsResponse> SqliteStore::QueryObservations(
    const ObservationQuestion& question) {
  return Answer<v1::QueryObservationsResponse>(
      question.selection, {}, [this, question](const SnapshotPtr& snapshot) {
        return std::make_unique<SqliteObservations>(readers_, catalogue_,
                                                    snapshot, question);
      });
}

void SqliteStore::OnChange(ChangeListener listener) {
  absl::MutexLock lock(&listener_mutex_);
  listener_ = std::move(listener);
}

}  // namespace nianbao::aggregator
