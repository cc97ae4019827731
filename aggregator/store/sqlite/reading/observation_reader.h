// Reads one observation out of a serialized report and skips the rest.
#ifndef NIANBAO_AGGREGATOR_STORE_SQLITE_READING_OBSERVATION_READER_H_
#define NIANBAO_AGGREGATOR_STORE_SQLITE_READING_OBSERVATION_READER_H_

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "nianbao/v1/report.pb.h"

namespace nianbao::aggregator {

// The observation at `index` of the report that `serialized` is. DATA_LOSS when
// it is none, OUT_OF_RANGE when it has fewer observations. O(fields before the
// observation): others are skipped unread.
absl::StatusOr<v1::Observation> ReadObservation(absl::string_view serialized,
                                                int index);

}  // namespace nianbao::aggregator

#endif  // NIANBAO_AGGREGATOR_STORE_SQLITE_READING_OBSERVATION_READER_H_
