#include "aggregator/store/sqlite/writing/intern_table.h"

#include <algorithm>

#include "absl/strings/str_cat.h"

namespace nianbao::aggregator {

absl::StatusOr<InternTable> InternTable::Create(Connection& connection,
                                                absl::string_view table,
                                                absl::string_view column) {
  InternTable result;
  absl::StatusOr<Statement> rows =
      connection.Prepare(absl::StrCat("SELECT id, ", column, " FROM ", table));
  if (!rows.ok()) return rows.status();
  absl::StatusOr<bool> row;
  while ((row = rows->Step()).ok() && *row) {
    const int32_t id = static_cast<int32_t>(rows->Int(0));
    result.ids_.emplace(rows->Bytes(1), id);
    result.next_id_ = std::max(result.next_id_, id + 1);
  }
  if (!row.ok()) return row.status();
  absl::StatusOr<Statement> insert = connection.Prepare(
      absl::StrCat("INSERT INTO ", table, " (id, ", column, ") VALUES (?, ?)"));
  if (!insert.ok()) return insert.status();
  result.insert_ = *std::move(insert);
  return result;
}

absl::StatusOr<int32_t> InternTable::Intern(absl::string_view text) {
  const auto it = ids_.find(text);
  if (it != ids_.end()) return it->second;
  const absl::Status inserted =
      insert_.Bind(1, int64_t{next_id_}).BindText(2, text).Run();
  if (!inserted.ok()) return inserted;
  added_.emplace_back(next_id_, text);
  ids_.emplace(text, next_id_);
  return next_id_++;
}

void InternTable::Forget() {
  for (const auto& [id, text] : added_) ids_.erase(text);
  next_id_ -= static_cast<int32_t>(added_.size());
  added_.clear();
}

}  // namespace nianbao::aggregator
