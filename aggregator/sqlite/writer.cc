#include "aggregator/sqlite/writer.h"

#include <utility>

namespace nianbao {
namespace {

// Changes that share a transaction at most.
constexpr size_t kMaxChanges = 512;

}  // namespace

absl::StatusOr<std::unique_ptr<SqliteWriter>> SqliteWriter::Create(
    Connection connection) {
  auto owned = std::make_unique<Connection>(std::move(connection));
  absl::StatusOr<ReportTable> table = ReportTable::Create(*owned);
  if (!table.ok()) return table.status();
  return std::unique_ptr<SqliteWriter>(
      new SqliteWriter(std::move(owned), *std::move(table)));
}

SqliteWriter::SqliteWriter(std::unique_ptr<Connection> connection,
                           ReportTable table)
    : connection_(std::move(connection)),
      table_(std::move(table)),
      thread_([this] { Run(); }) {}

SqliteWriter::~SqliteWriter() {
  {
    absl::MutexLock lock(&mutex_);
    closing_ = true;
  }
  thread_.join();
}

void SqliteWriter::Upload(v1::Report report, Store::UploadDone done) {
  auto result = std::make_shared<UploadResult>();
  Enqueue({.apply =
               [this, result, report = std::move(report)]() mutable {
                 absl::StatusOr<UploadResult> put =
                     table_.Put(std::move(report));
                 if (put.ok()) *result = *std::move(put);
                 return put.status();
               },
           .done =
               [result, done = std::move(done)](absl::Status status) mutable {
                 if (status.ok()) {
                   done(std::move(*result));
                 } else {
                   done(std::move(status));
                 }
               }});
}

void SqliteWriter::Delete(std::string name, Store::DeleteDone done) {
  Enqueue(
      {.apply = [this, name = std::move(name)] { return table_.Delete(name); },
       .done = std::move(done)});
}

void SqliteWriter::Enqueue(Change change) {
  absl::MutexLock lock(&mutex_);
  queue_.push_back(std::move(change));
}

void SqliteWriter::Run() {
  while (true) {
    std::vector<Change> changes = Take();
    if (changes.empty()) return;
    const absl::Status committed = Commit(changes);
    for (Change& change : changes) {
      change.done(committed.ok() ? change.status : committed);
    }
  }
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

absl::Status SqliteWriter::Commit(std::vector<Change>& changes) {
  absl::Status status = connection_->Execute("BEGIN IMMEDIATE");
  if (!status.ok()) return status;
  for (Change& change : changes) {
    change.status = ApplyAlone(change);
    // A full disk, for one, rolls back everything at once.
    if (!connection_->InTransaction()) return change.status;
  }
  status = connection_->Execute("COMMIT");
  if (!status.ok()) connection_->Execute("ROLLBACK").IgnoreError();
  return status;
}

// A change that fails leaves no trace and does not touch the others.
absl::Status SqliteWriter::ApplyAlone(Change& change) {
  absl::Status status = connection_->Execute("SAVEPOINT change");
  if (!status.ok()) return status;
  status = change.apply();
  if (!status.ok() && connection_->InTransaction()) {
    connection_->Execute("ROLLBACK TO change").IgnoreError();
  }
  if (connection_->InTransaction()) {
    connection_->Execute("RELEASE change").IgnoreError();
  }
  return status;
}

}  // namespace nianbao
