#include "aggregator/store/sqlite/database/moment_table.h"

#include <algorithm>

namespace nianbao::aggregator {

absl::StatusOr<MomentTable> MomentTable::Create(Connection& connection) {
  absl::StatusOr<Statement> insert = connection.Prepare(
      "INSERT INTO moment (moment, time, stored, superseded) "
      "VALUES (?, ?, ?, ?)");
  if (!insert.ok()) return insert.status();
  return MomentTable(connection, *std::move(insert));
}

absl::StatusOr<int64_t> MomentTable::Add(int64_t moment, int64_t time,
                                         const RowCounts& counts) {
  const absl::Status added = insert_.Bind(1, moment)
                                 .Bind(2, time)
                                 .Bind(3, int64_t{counts.stored})
                                 .Bind(4, int64_t{counts.superseded})
                                 .Run();
  if (!added.ok()) return added;
  return sqlite3_last_insert_rowid(connection_->handle());
}

absl::StatusOr<LastMoment> ReadLastMoment(Connection& connection) {
  absl::StatusOr<Statement> last = connection.Prepare(
      "SELECT id, moment FROM moment ORDER BY id DESC LIMIT 1");
  if (!last.ok()) return last.status();
  const absl::StatusOr<bool> row = last->Step();
  if (!row.ok()) return row.status();
  if (!*row) return LastMoment();
  return LastMoment{.transaction = last->Int(0), .moment = last->Int(1)};
}

absl::StatusOr<int64_t> MomentAt(Connection& connection, int64_t time) {
  absl::StatusOr<Statement> latest = connection.Prepare(
      "SELECT max(moment) FROM moment WHERE time < moment AND time <= ?");
  if (!latest.ok()) return latest.status();
  const absl::StatusOr<bool> row = latest->Bind(1, time).Step();
  if (!row.ok()) return row.status();
  // NULL, where there is none, reads as 0.
  return std::max(time, latest->Int(0));
}

}  // namespace nianbao::aggregator
