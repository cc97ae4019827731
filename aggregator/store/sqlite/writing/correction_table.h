// Writes what people correct of reports, within the writer's transactions.
#ifndef NIANBAO_AGGREGATOR_STORE_SQLITE_WRITING_CORRECTION_TABLE_H_
#define NIANBAO_AGGREGATOR_STORE_SQLITE_WRITING_CORRECTION_TABLE_H_

#include <cstdint>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "aggregator/correction/correction.h"
#include "aggregator/store/sqlite/database/connection.h"

namespace nianbao::aggregator {

// For one thread. Nothing is ever taken out: a correction that another takes
// the place of, or that is taken back, is superseded from that moment on.
class CorrectionTable {
 public:
  // `connection` must outlive the table.
  static absl::StatusOr<CorrectionTable> Create(Connection& connection);

  // Puts in what the question corrects of the report of that digest, from
  // `moment` on, in microseconds since the epoch. False when that was in force
  // already, and nothing is changed.
  absl::StatusOr<bool> Put(absl::string_view digest,
                           const CorrectionQuestion& question, int64_t moment);

 private:
  CorrectionTable() = default;
  absl::StatusOr<bool> PutValue(absl::string_view digest,
                                const CorrectionQuestion::Value& value,
                                const CorrectionQuestion& question,
                                int64_t moment);

  Statement find_, insert_, supersede_;
};

}  // namespace nianbao::aggregator

#endif  // NIANBAO_AGGREGATOR_STORE_SQLITE_WRITING_CORRECTION_TABLE_H_
