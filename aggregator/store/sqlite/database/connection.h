// SQLite in the terms of this project: statuses, and handles that close
// themselves. A connection and its statements are for one thread at a time.
#ifndef NIANBAO_AGGREGATOR_STORE_SQLITE_DATABASE_CONNECTION_H_
#define NIANBAO_AGGREGATOR_STORE_SQLITE_DATABASE_CONNECTION_H_

#include <cstdint>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/base/thread_annotations.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/synchronization/mutex.h"
#include "sqlite3.h"

namespace nianbao::aggregator {

// The error of a call that returned `code`, none for SQLITE_OK; `connection`
// may be null. RESOURCE_EXHAUSTED when the disk is full, UNAVAILABLE when the
// file cannot be opened, locked or written, or memory is short; DATA_LOSS when
// the file is damaged or the disk fails, which is also what an error means that
// no statement of this program can have in a sound file; INTERNAL for a wrong
// call.
absl::Status SqliteStatus(sqlite3* connection, int code);

// A prepared statement. Parameters count from 1, columns from 0.
class Statement {
 public:
  Statement() = default;
  // Takes what sqlite3_prepare_v2 has made; see Connection::Prepare.
  explicit Statement(sqlite3_stmt* statement) : statement_(statement) {}

  Statement& Bind(int parameter, int64_t value);
  Statement& Bind(int parameter, double value);
  // The text or blob must stay in place until the statement is reset.
  Statement& BindText(int parameter, absl::string_view text);
  Statement& BindBlob(int parameter, absl::string_view blob);

  // True when there is a row to read, false at the end.
  absl::StatusOr<bool> Step();

  // Steps to the end and resets: for statements that give no rows.
  absl::Status Run();

  // Makes the statement ready to be bound and stepped anew, and lets go of the
  // rows it was reading.
  void Reset();

  // Columns of the row that Step found. NULL reads as 0 or as empty.
  int64_t Int(int column) const;
  double Real(int column) const;
  // Text or blob; valid until the next step.
  absl::string_view Bytes(int column) const;

 private:
  struct Finalize {
    void operator()(sqlite3_stmt* statement) const {
      sqlite3_finalize(statement);
    }
  };

  std::unique_ptr<sqlite3_stmt, Finalize> statement_;
};

class Connection {
 public:
  // Opens or creates the file: write-ahead log, synchronous=FULL, pages with
  // checksums (checked_files.h), which an existing file gets by VACUUM alone.
  // All that open a file check pages that have them. UNAVAILABLE
  // when it cannot be opened, DATA_LOSS when it is no database. Errors do not
  // name the file: they may be told to clients.
  static absl::StatusOr<Connection> Open(const std::string& path);

  // Opens a file that exists, and leaves its journal as it is. Errors as Open.
  static absl::StatusOr<Connection> OpenExisting(const std::string& path);

  // Opens a file that exists and never changes it, nor creates it; another
  // process may be writing to it. Errors as Open.
  static absl::StatusOr<Connection> OpenReadOnly(const std::string& path);

  // Runs statements without parameters and rows.
  absl::Status Execute(const char* sql);

  // DATA_LOSS when `sql` does not fit the schema.
  absl::StatusOr<Statement> Prepare(absl::string_view sql);

  // True when the pages of the file have checksums.
  bool HasChecksums() const;

  // True between BEGIN and its end. SQLite ends a transaction itself after some
  // errors, a full disk among them.
  bool InTransaction() const;

  // The connection itself, for calls that this class does not have, such as
  // those of SQLite's backups.
  sqlite3* handle() { return connection_.get(); }

 private:
  static absl::StatusOr<Connection> OpenWith(const std::string& path,
                                             int flags);
  struct Close {
    void operator()(sqlite3* connection) const { sqlite3_close(connection); }
  };
  std::unique_ptr<sqlite3, Close> connection_;
};

// Connections for reading, opened as needed and kept: as many as there are
// threads that read at a time. Thread-safe.
class ConnectionPool {
 public:
  // A connection within a read transaction: all that is read through it is of
  // one moment. Must not outlive the pool.
  class ReadTransaction {
   public:
    ReadTransaction(ConnectionPool& pool, Connection connection)
        : pool_(&pool), connection_(std::move(connection)) {}
    ~ReadTransaction();
    ReadTransaction(ReadTransaction&& other) noexcept
        : pool_(std::exchange(other.pool_, nullptr)),
          connection_(std::move(other.connection_)) {}
    ReadTransaction& operator=(ReadTransaction&&) = delete;

    Connection& operator*() { return connection_; }
    Connection* operator->() { return &connection_; }

   private:
    ConnectionPool* pool_;
    Connection connection_;
  };

  explicit ConnectionPool(std::string path) : path_(std::move(path)) {}

  // Begins a transaction on an idle connection, or on a new one when none is.
  absl::StatusOr<ReadTransaction> Read();

 private:
  const std::string path_;
  absl::Mutex mutex_;
  std::vector<Connection> idle_ ABSL_GUARDED_BY(mutex_);
};

}  // namespace nianbao::aggregator

#endif  // NIANBAO_AGGREGATOR_STORE_SQLITE_DATABASE_CONNECTION_H_
