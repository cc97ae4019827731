// Reads what people have corrected of a report.
#ifndef NIANBAO_AGGREGATOR_STORE_SQLITE_DATABASE_CORRECTION_READER_H_
#define NIANBAO_AGGREGATOR_STORE_SQLITE_DATABASE_CORRECTION_READER_H_

#include <cstdint>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "aggregator/store/sqlite/database/connection.h"
#include "nianbao/v1/report.pb.h"

namespace nianbao::aggregator {

// For one thread. Corrections come in the order of their times, without
// read_value, which the report tells (ApplyCorrections of
// correction/correction.h).
class CorrectionReader {
 public:
  // `connection` must outlive the reader.
  static absl::StatusOr<CorrectionReader> Create(Connection& connection);

  // Those in force at a moment, in microseconds since the epoch, without
  // end_time. A report as it stood in a row of the table `report` has those in
  // force at the row's stored_at.
  absl::StatusOr<std::vector<v1::Correction>> InForce(absl::string_view digest,
                                                      int64_t moment);

  // All that were ever made.
  absl::StatusOr<std::vector<v1::Correction>> All(absl::string_view digest);

 private:
  CorrectionReader() = default;
  absl::StatusOr<std::vector<v1::Correction>> Read(Statement& statement);

  Statement in_force_, all_;
};

}  // namespace nianbao::aggregator

#endif  // NIANBAO_AGGREGATOR_STORE_SQLITE_DATABASE_CORRECTION_READER_H_
