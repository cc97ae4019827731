// The one thread that writes to the SQLite store.
//
// Changes that arrive while a transaction is being committed go together into
// the next: many uploads share one wait for the disk. A change is reported done
// after the commit that holds it, when the columns show it.
//
// A full disk refuses changes for as long as it is full. After an error of the
// disk, a failed sync above all, nobody can tell what of the file is safe, and
// what goes into a file that was deleted or replaced is lost: the writer stops
// for good, and the file is looked at anew by the next start.
#ifndef NIANBAO_AGGREGATOR_STORE_SQLITE_WRITING_WRITER_H_
#define NIANBAO_AGGREGATOR_STORE_SQLITE_WRITING_WRITER_H_

#include <deque>
#include <memory>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "absl/base/thread_annotations.h"
#include "absl/functional/any_invocable.h"
#include "absl/synchronization/mutex.h"
#include "absl/time/time.h"
#include "aggregator/store/sqlite/database/connection.h"
#include "aggregator/store/sqlite/database/moment_table.h"
#include "aggregator/store/sqlite/database/open_files.h"
#include "aggregator/store/sqlite/writing/report_table.h"
#include "aggregator/store/store.h"

namespace nianbao::aggregator {

// Thread-safe. The queue is bounded by its callers: each stream by its window.
class SqliteWriter {
 public:
  // Called on the writer's thread after each commit that changed something.
  using Publish = absl::AnyInvocable<void(SnapshotChanges)>;
  // Called on the writer's thread; true while a query is under way.
  using IsRead = absl::AnyInvocable<bool()>;
  // Called on the writer's thread after each transaction, whatever came of it,
  // with the time that it took.
  using CommitListener = absl::AnyInvocable<void(absl::Duration)>;

  // Called on the writer's thread after each commit that changed something,
  // before its changes are acknowledged.
  using DurableListener = absl::AnyInvocable<void(const LastMoment&)>;

  // `catalogue` must outlive the writer. The listeners may be null.
  static absl::StatusOr<std::unique_ptr<SqliteWriter>> Create(
      Connection connection, const Catalogue& catalogue, Publish publish,
      IsRead is_read, CommitListener on_commit = nullptr,
      DurableListener on_durable = nullptr);

  // Writes what is queued, then ends the thread.
  ~SqliteWriter();

  // These are Store's methods of the same names. Upload makes the report ready
  // on the caller's thread.
  void Upload(v1::Report report, Store::UploadDone done);
  void Delete(std::string name, Store::DeleteDone done);
  void Correct(CorrectionQuestion question, Store::CorrectDone done);

  // OK while the writer takes changes; else what stopped it. Looks whether the
  // files are still there.
  absl::Status Health();

  // Returns once all that was stored at `moment` or before has been published;
  // what is stored from now on is stored later than that, unless it is in the
  // future. In microseconds since the epoch. CANCELLED when `stopped` said so.
  absl::Status AwaitMoment(int64_t moment, Stopped stopped);

 private:
  struct Change {
    // Makes the change within the transaction under way.
    absl::AnyInvocable<absl::Status(ReportTable&)> apply;
    // Tells the caller what became of it.
    absl::AnyInvocable<void(const absl::Status&)> done;
    // What `apply` gave.
    absl::Status status;
  };

  SqliteWriter(std::unique_ptr<Connection> connection, ReportTable table,
               MomentTable moments, Publish publish, IsRead is_read,
               CommitListener on_commit, DurableListener on_durable);
  void Enqueue(Change change);
  // Enqueues a change that gives a `Result`: `apply` takes the table and
  // returns a StatusOr of it, `done` takes that.
  template <typename Result, typename Apply, typename Done>
  void Enqueue(Apply apply, Done done);
  void Run();
  // Waits for changes and takes at most kMaxChanges from the queue. Empty when
  // the writer is closing and nothing is queued.
  std::vector<Change> Take();
  // The moment of the transaction that begins when the clock says `time`.
  int64_t NextMoment(int64_t time);
  // Commits the changes, if the writer still takes any. Returns what became of
  // the transaction as a whole; `status` of each change says what became of it
  // where the whole is well.
  absl::Status Write(std::vector<Change>& changes);
  absl::Status Commit(std::vector<Change>& changes);
  // What a client is told of a transaction that gave `committed`; stops the
  // writer when it must.
  absl::Status Outcome(const absl::Status& committed);

  const std::unique_ptr<Connection> connection_;
  const OpenFiles files_;
  ReportTable table_;
  MomentTable moments_;
  Publish publish_;
  IsRead is_read_;
  CommitListener on_commit_;
  DurableListener on_durable_;
  absl::Mutex mutex_;
  std::deque<Change> queue_ ABSL_GUARDED_BY(mutex_);
  bool closing_ ABSL_GUARDED_BY(mutex_) = false;
  absl::Status failure_ ABSL_GUARDED_BY(mutex_);
  // The next transaction gets a later moment than this one.
  int64_t last_moment_ ABSL_GUARDED_BY(mutex_);
  // The moment of the transaction under way; absent when there is none.
  std::optional<int64_t> moment_ ABSL_GUARDED_BY(mutex_);
  // Must be the last member: the thread uses all the others from its begin on.
  std::thread thread_;
};

}  // namespace nianbao::aggregator

#endif  // NIANBAO_AGGREGATOR_STORE_SQLITE_WRITING_WRITER_H_
