// What is put between SQLite and the store, and why.
//
// Errors. SQLite tells failures by some hundred codes; callers need to know
// only what to do about one: free some space (RESOURCE_EXHAUSTED), wait or look
// after permissions (UNAVAILABLE), trust the file no more (DATA_LOSS). A full
// disk comes as SQLITE_FULL, or as an I/O error whose errno says so. A failed
// sync is never taken for a full disk: after it the kernel may have dropped
// what was to be written, and a later sync that succeeds says nothing about it.
// What is left is damage: statements are fixed, so that a table they do not
// find or a constraint that breaks is the file's fault.
//
// Threads. A connection is used by one thread at a time, so that SQLite's own
// mutexes are switched off (NOMUTEX). The writer has one connection for good;
// readers take theirs from the pool.
//
// Consistency. A reader begins a transaction, and from its first SELECT on the
// write-ahead log shows it one state, however many commits follow. To begin and
// end one is cheap; to open a connection means to read and parse the schema. So
// connections are kept, at most as many as were ever in use at a time, each
// with its cache of pages, 2 MB by SQLite's default.

#include "aggregator/store/sqlite/database/connection.h"

#include <cerrno>
#include <utility>

#include "absl/strings/str_cat.h"
#include "aggregator/store/sqlite/database/checked_files.h"
#include "aggregator/store/sqlite/database/page_checksum.h"

namespace nianbao::aggregator {
namespace {

// How long to wait for another process that holds the file, as a command line
// of sqlite3 may for one statement. Within the program nobody waits: it has one
// writer, and a write-ahead log lets readers go on. So what takes longer is not
// going to end by itself, and uploads that wait are better told so.
constexpr int kBusyMilliseconds = 5000;

// True when the disk had no room, however SQLite calls that. A sync that failed
// is not among these: what it was to keep may be lost, room or not.
bool IsDiskFull(sqlite3* connection, int code) {
  // The lowest eight bits of a code are the primary one.
  if ((code & 0xff) == SQLITE_FULL) return true;
  if ((code & 0xff) != SQLITE_IOERR || connection == nullptr) return false;
  const int extended = sqlite3_extended_errcode(connection);
  if (extended == SQLITE_IOERR_FSYNC || extended == SQLITE_IOERR_DIR_FSYNC) {
    return false;
  }
  const int error = sqlite3_system_errno(connection);
  // The last one is the limit of a process on the size of its files.
  return error == ENOSPC || error == EDQUOT || error == EFBIG;
}

}  // namespace

absl::Status SqliteStatus(sqlite3* connection, int code) {
  if (code == SQLITE_OK) return absl::OkStatus();
  if (IsDiskFull(connection, code)) {
    return absl::ResourceExhaustedError("the disk of the store is full");
  }
  if (connection != nullptr &&
      sqlite3_extended_errcode(connection) == SQLITE_IOERR_DATA) {
    return absl::DataLossError("a page does not match its checksum");
  }
  const std::string message = absl::StrCat(
      "sqlite: ", connection == nullptr ? sqlite3_errstr(code)
                                        : sqlite3_errmsg(connection));
  switch (code & 0xff) {
    case SQLITE_READONLY:
      return absl::UnavailableError("the store may only be read");
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
    case SQLITE_PROTOCOL:
    case SQLITE_CANTOPEN:
    case SQLITE_PERM:
      return absl::UnavailableError(message);
    case SQLITE_NOMEM:
      return absl::UnavailableError("there is no memory for the store");
    case SQLITE_MISUSE:
    case SQLITE_RANGE:
    case SQLITE_INTERNAL:
      return absl::InternalError(message);
    default:
      // Statements are this program's, and fit the tables: where they do not,
      // or rows contradict each other, the file is not what was written.
      return absl::DataLossError(message);
  }
}

Statement& Statement::Bind(int parameter, int64_t value) {
  sqlite3_bind_int64(statement_.get(), parameter, value);
  return *this;
}

Statement& Statement::Bind(int parameter, double value) {
  sqlite3_bind_double(statement_.get(), parameter, value);
  return *this;
}

Statement& Statement::BindText(int parameter, absl::string_view text) {
  sqlite3_bind_text64(statement_.get(), parameter, text.data(), text.size(),
                      SQLITE_STATIC, SQLITE_UTF8);
  return *this;
}

Statement& Statement::BindBlob(int parameter, absl::string_view blob) {
  sqlite3_bind_blob64(statement_.get(), parameter, blob.data(), blob.size(),
                      SQLITE_STATIC);
  return *this;
}

absl::StatusOr<bool> Statement::Step() {
  const int code = sqlite3_step(statement_.get());
  if (code == SQLITE_ROW) return true;
  if (code == SQLITE_DONE) return false;
  return SqliteStatus(sqlite3_db_handle(statement_.get()), code);
}

absl::Status Statement::Run() {
  const absl::Status status = Step().status();
  Reset();
  return status;
}

void Statement::Reset() {
  sqlite3_reset(statement_.get());
  sqlite3_clear_bindings(statement_.get());
}

int64_t Statement::Int(int column) const {
  return sqlite3_column_int64(statement_.get(), column);
}

double Statement::Real(int column) const {
  return sqlite3_column_double(statement_.get(), column);
}

absl::string_view Statement::Bytes(int column) const {
  // Null for NULL and for what is empty.
  const void* const bytes = sqlite3_column_blob(statement_.get(), column);
  if (bytes == nullptr) return "";
  return absl::string_view(static_cast<const char*>(bytes),
                           sqlite3_column_bytes(statement_.get(), column));
}

absl::StatusOr<Connection> Connection::OpenWith(const std::string& path,
                                                int flags) {
  sqlite3* raw = nullptr;
  const int code = sqlite3_open_v2(
      path.c_str(), &raw, flags | SQLITE_OPEN_NOMUTEX, CheckedFilesVfs());
  Connection connection;
  connection.connection_.reset(raw);
  if (code != SQLITE_OK) return SqliteStatus(raw, code);
  sqlite3_busy_timeout(raw, kBusyMilliseconds);
  return connection;
}

absl::StatusOr<Connection> Connection::Open(const std::string& path) {
  absl::StatusOr<Connection> connection =
      OpenWith(path, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE);
  if (!connection.ok()) return connection.status();
  // For a new file, and when it is made anew by VACUUM.
  int reserved = kChecksumBytes;
  sqlite3_file_control(connection->handle(), "main", SQLITE_FCNTL_RESERVE_BYTES,
                       &reserved);
  const absl::Status status = connection->Execute(
      "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;");
  if (!status.ok()) return status;
  return connection;
}

absl::StatusOr<Connection> Connection::OpenExisting(const std::string& path) {
  return OpenWith(path, SQLITE_OPEN_READWRITE);
}

absl::StatusOr<Connection> Connection::OpenReadOnly(const std::string& path) {
  return OpenWith(path, SQLITE_OPEN_READONLY);
}

absl::Status Connection::Execute(const char* sql) {
  const int code =
      sqlite3_exec(connection_.get(), sql, nullptr, nullptr, nullptr);
  return SqliteStatus(connection_.get(), code);
}

absl::StatusOr<Statement> Connection::Prepare(absl::string_view sql) {
  sqlite3_stmt* statement = nullptr;
  const int code =
      sqlite3_prepare_v2(connection_.get(), sql.data(),
                         static_cast<int>(sql.size()), &statement, nullptr);
  if (code != SQLITE_OK) return SqliteStatus(connection_.get(), code);
  return Statement(statement);
}

bool Connection::HasChecksums() const {
  return ChecksummedPageSize(connection_.get()) != 0;
}

bool Connection::InTransaction() const {
  return sqlite3_get_autocommit(connection_.get()) == 0;
}

ConnectionPool::ReadTransaction::~ReadTransaction() {
  // Moved from.
  if (pool_ == nullptr) return;
  // Nothing was written, so there is nothing to lose; a connection that cannot
  // even end its transaction is closed rather than given back.
  if (!connection_.Execute("COMMIT").ok()) return;
  absl::MutexLock lock(&pool_->mutex_);
  pool_->idle_.push_back(std::move(connection_));
}

absl::StatusOr<ConnectionPool::ReadTransaction> ConnectionPool::Read() {
  absl::StatusOr<Connection> connection =
      absl::UnavailableError("no idle connection");
  {
    absl::MutexLock lock(&mutex_);
    if (!idle_.empty()) {
      connection = std::move(idle_.back());
      idle_.pop_back();
    }
  }
  if (!connection.ok()) connection = Connection::Open(path_);
  if (!connection.ok()) return connection.status();
  // Deferred: the state is the one at the first SELECT after this.
  const absl::Status begun = connection->Execute("BEGIN");
  if (!begun.ok()) return begun;
  return ReadTransaction(*this, *std::move(connection));
}

}  // namespace nianbao::aggregator
