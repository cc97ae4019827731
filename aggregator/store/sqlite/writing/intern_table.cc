// Numbers for texts, kept in memory and in a table at the same time.
//
// Each of some sixty million observations names its indicator, and each report
// its issuer. The rows hold numbers of four bytes instead, and a table of (id,
// text) says what they stand for. To ask that table for each observation of an
// upload would be most of the work, so all of it is read at the start: some
// hundred indicators, and one issuer for each body that ever reported, 100,000
// or so with keys of 10 to 60 bytes.
//
// A text that comes for the first time gets the next number and a row, within
// the transaction that its report is written in. Should the transaction be
// rolled back, the row is gone, and the number must go from memory as well:
//
//   Intern("a") -> 7, Intern("b") -> 8, rolled back: Forget(); the next is 7
//
// or two texts would have one number. So what was given since the transaction
// began is remembered until Keep or Forget says how it ended.
//
// Cost: a hash look-up for a known text, one INSERT for a new one.

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
  // Numbers are given one after the other, so that those added are the last
  // ones.
  for (const auto& [id, text] : added_) ids_.erase(text);
  next_id_ -= static_cast<int32_t>(added_.size());
  added_.clear();
}

}  // namespace nianbao::aggregator
