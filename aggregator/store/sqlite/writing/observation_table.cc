#include "aggregator/store/sqlite/writing/observation_table.h"

#include <string>
#include <tuple>
#include <utility>

#include "absl/algorithm/container.h"
#include "aggregator/store/sqlite/database/stored_flags.h"

namespace nianbao::aggregator {

namespace {

// The numbers of `texts`, in their order.
absl::StatusOr<std::vector<int32_t>> InternAll(
    const std::vector<std::string>& texts, InternTable& table) {
  std::vector<int32_t> ids;
  for (const std::string& text : texts) {
    const absl::StatusOr<int32_t> id = table.Intern(text);
    if (!id.ok()) return id.status();
    ids.push_back(*id);
  }
  return ids;
}

}  // namespace

absl::StatusOr<ObservationTable> ObservationTable::Create(
    Connection& connection) {
  absl::StatusOr<Statement> insert = connection.Prepare(
      "INSERT INTO observation VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)");
  if (!insert.ok()) return insert.status();
  return ObservationTable(*std::move(insert));
}

absl::Status ObservationTable::Add(int64_t report_id,
                                   const ObservationRows& rows,
                                   InternTable& indicators,
                                   InternTable& units) {
  const absl::StatusOr<std::vector<int32_t>> indicator_ids =
      InternAll(rows.indicators, indicators);
  if (!indicator_ids.ok()) return indicator_ids.status();
  const absl::StatusOr<std::vector<int32_t>> unit_ids =
      InternAll(rows.units, units);
  if (!unit_ids.ok()) return unit_ids.status();
  for (const ObservationRow& row : rows.rows) {
    rows_.push_back({.indicator = (*indicator_ids)[row.indicator],
                     .unit = (*unit_ids)[row.unit],
                     .report_id = report_id,
                     .observation = row});
  }
  return absl::OkStatus();
}

absl::Status ObservationTable::Write() {
  // The primary key of the table.
  const auto key = [](const Row& row) {
    const ObservationRow& o = row.observation;
    return std::tuple(row.indicator, o.kind, o.year, row.report_id, o.position);
  };
  absl::c_sort(rows_,
               [&key](const Row& a, const Row& b) { return key(a) < key(b); });
  for (const Row& row : rows_) {
    const ObservationRow& o = row.observation;
    const absl::Status status = insert_.Bind(1, int64_t{row.indicator})
                                    .Bind(2, int64_t{o.kind})
                                    .Bind(3, int64_t{o.year})
                                    .Bind(4, row.report_id)
                                    .Bind(5, int64_t{o.position})
                                    .Bind(6, o.value)
                                    .Bind(7, o.confidence)
                                    .Bind(8, ToStoredInt(o.flags))
                                    .Bind(9, int64_t{row.unit})
                                    .Run();
    if (!status.ok()) return status;
  }
  rows_.clear();
  return absl::OkStatus();
}

}  // namespace nianbao::aggregator
