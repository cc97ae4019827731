// Finds damage in a database: quickly before each start, in full on demand.
// Neither changes the file, and another process may be writing to it.
#ifndef NIANBAO_AGGREGATOR_STORE_SQLITE_UPKEEP_INTEGRITY_H_
#define NIANBAO_AGGREGATOR_STORE_SQLITE_UPKEEP_INTEGRITY_H_

#include <cstdint>
#include <string>
#include <vector>

#include "absl/functional/function_ref.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"

namespace nianbao::aggregator {

// Looks at the header, the length, the schema and at most 64 reports, the
// newest and others spread over all; so it takes milliseconds whatever the size
// of the file. OK when there is no file, or an empty one. DATA_LOSS when
// something is wrong, FAILED_PRECONDITION when it is a database of another
// program, or of a later version of this one.
absl::Status CheckQuickly(const std::string& path);

struct Verification {
  // Of the schema. Reports of an earlier one than kSchemaVersion are not looked
  // at.
  int64_t version = 0;
  int64_t reports = 0;
  int64_t observations = 0;
  // What is wrong, at most kMaxProblems; empty when nothing is.
  std::vector<std::string> problems;
};

// More problems than that are not looked for: the file is lost anyway, and the
// list is for a person to read. The same bound as integrity_check has by
// default.
inline constexpr int kMaxProblems = 100;

// Reads everything: what PRAGMA integrity_check looks at, and the checksums of
// pages; then, unless that finds something, that each report has content that
// parses, gives each column of its row with the corrections of the time, and
// has observations that agree with it in number and in each column; that
// corrections are of reports, and that each transaction has as many rows as it
// says. Where pages are damaged, which reports cannot be read. All but the
// first are left out for a schema of an earlier version. Calls `progress` about
// once a second. An error when the file cannot be read as a database, or as
// CheckQuickly for what is none of this program's. O(observations log
// observations), and a few bytes of memory a report.
absl::StatusOr<Verification> Verify(
    const std::string& path,
    absl::FunctionRef<void(const std::string&)> progress);

}  // namespace nianbao::aggregator

#endif  // NIANBAO_AGGREGATOR_STORE_SQLITE_UPKEEP_INTEGRITY_H_
