#include "aggregator/store/sqlite/writing/correction_table.h"

#include <utility>

namespace nianbao::aggregator {

absl::StatusOr<CorrectionTable> CorrectionTable::Create(
    Connection& connection) {
  CorrectionTable table;
  const std::pair<Statement*, const char*> statements[] = {
      {&table.find_,
       "SELECT id, value FROM correction "
       "WHERE superseded_at IS NULL AND digest = ? AND field = ?"},
      {&table.insert_,
       "INSERT INTO correction (digest, field, value, author, stored_at) "
       "VALUES (?, ?, ?, ?, ?)"},
      {&table.supersede_,
       "UPDATE correction SET superseded_at = ? WHERE id = ?"},
  };
  for (const auto& [statement, sql] : statements) {
    absl::StatusOr<Statement> prepared = connection.Prepare(sql);
    if (!prepared.ok()) return prepared.status();
    *statement = *std::move(prepared);
  }
  return table;
}

absl::StatusOr<bool> CorrectionTable::Put(absl::string_view digest,
                                          const CorrectionQuestion& question,
                                          int64_t moment) {
  bool changed = false;
  for (const CorrectionQuestion::Value& value : question.values) {
    const absl::StatusOr<bool> put = PutValue(digest, value, question, moment);
    if (!put.ok()) return put.status();
    changed |= *put;
  }
  return changed;
}

absl::StatusOr<bool> CorrectionTable::PutValue(
    absl::string_view digest, const CorrectionQuestion::Value& value,
    const CorrectionQuestion& question, int64_t moment) {
  const absl::StatusOr<bool> found =
      find_.BindText(1, digest).BindText(2, value.field).Step();
  const bool is_there = found.ok() && *found;
  const int64_t id = find_.Int(0);
  const bool is_same = is_there && find_.Bytes(1) == value.value;
  find_.Reset();
  if (!found.ok()) return found.status();
  if (question.revert ? !is_there : is_same) return false;
  if (is_there) {
    const absl::Status status = supersede_.Bind(1, moment).Bind(2, id).Run();
    if (!status.ok()) return status;
  }
  if (question.revert) return true;
  const absl::Status status = insert_.BindText(1, digest)
                                  .BindText(2, value.field)
                                  .BindText(3, value.value)
                                  .BindText(4, question.author)
                                  .Bind(5, moment)
                                  .Run();
  if (!status.ok()) return status;
  return true;
}

}  // namespace nianbao::aggregator
