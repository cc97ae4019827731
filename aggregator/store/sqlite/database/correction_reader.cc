#include "aggregator/store/sqlite/database/correction_reader.h"

#include <string>
#include <utility>

#include "aggregator/store/sqlite/database/stored_report.h"

namespace nianbao::aggregator {

absl::StatusOr<CorrectionReader> CorrectionReader::Create(
    Connection& connection) {
  CorrectionReader reader;
  const std::pair<Statement*, const char*> statements[] = {
      {&reader.in_force_,
       "SELECT field, value, author, stored_at, NULL FROM correction "
       "WHERE digest = ?1 AND stored_at <= ?2 "
       "AND (superseded_at IS NULL OR superseded_at > ?2) ORDER BY id"},
      {&reader.all_,
       "SELECT field, value, author, stored_at, superseded_at FROM correction "
       "WHERE digest = ?1 ORDER BY id"},
  };
  for (const auto& [statement, sql] : statements) {
    absl::StatusOr<Statement> prepared = connection.Prepare(sql);
    if (!prepared.ok()) return prepared.status();
    *statement = *std::move(prepared);
  }
  return reader;
}

absl::StatusOr<std::vector<v1::Correction>> CorrectionReader::InForce(
    absl::string_view digest, int64_t moment) {
  return Read(in_force_.BindText(1, digest).Bind(2, moment));
}

absl::StatusOr<std::vector<v1::Correction>> CorrectionReader::All(
    absl::string_view digest) {
  return Read(all_.BindText(1, digest));
}

absl::StatusOr<std::vector<v1::Correction>> CorrectionReader::Read(
    Statement& statement) {
  std::vector<v1::Correction> corrections;
  absl::StatusOr<bool> row;
  while ((row = statement.Step()).ok() && *row) {
    v1::Correction& correction = corrections.emplace_back();
    correction.set_field(std::string(statement.Bytes(0)));
    correction.set_value(std::string(statement.Bytes(1)));
    correction.set_author(std::string(statement.Bytes(2)));
    *correction.mutable_correct_time() = ToTimestamp(statement.Int(3));
    // NULL reads as 0, at which nothing was ever superseded.
    if (statement.Int(4) != 0) {
      *correction.mutable_end_time() = ToTimestamp(statement.Int(4));
    }
  }
  statement.Reset();
  if (!row.ok()) return row.status();
  return corrections;
}

}  // namespace nianbao::aggregator
