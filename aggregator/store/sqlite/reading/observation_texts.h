// Reads the words of all observations out of a serialized report and skips the
// rest.
#ifndef NIANBAO_AGGREGATOR_STORE_SQLITE_READING_OBSERVATION_TEXTS_H_
#define NIANBAO_AGGREGATOR_STORE_SQLITE_READING_OBSERVATION_TEXTS_H_

#include <vector>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "aggregator/query/report_texts.h"

namespace nianbao::aggregator {

// Sets `observations` to those of the report that `serialized` is, with texts
// that point into it. DATA_LOSS when it is none. O(bytes), without allocating:
// a tenth of what it takes to parse the report.
absl::Status ReadObservationTexts(absl::string_view serialized,
                                  std::vector<ObservationText>& observations);

}  // namespace nianbao::aggregator

#endif  // NIANBAO_AGGREGATOR_STORE_SQLITE_READING_OBSERVATION_TEXTS_H_
