// What a Selection must be before a store sees it.
#ifndef NIANBAO_AGGREGATOR_QUESTION_SELECTION_VALIDATION_H_
#define NIANBAO_AGGREGATOR_QUESTION_SELECTION_VALIDATION_H_

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "common/domain/catalogue.h"
#include "common/domain/gazetteer.h"
#include "google/protobuf/timestamp.pb.h"
#include "nianbao/v1/statistics.pb.h"

namespace nianbao::aggregator {

// Limits of a selection, besides those of Filter and Formula.
inline constexpr int kMaxIndicatorPatterns = 500;
inline constexpr int kMaxDerivedIndicators = 20;

// All of these answer INVALID_ARGUMENT with BadRequest on the first field that
// is wrong.

// Null when `name` is empty.
absl::StatusOr<const DivisionEntry*> ParseDivision(absl::string_view field,
                                                   absl::string_view name);

// The infinite past when `time` is null.
absl::StatusOr<absl::Time> ParseTime(absl::string_view field,
                                     const google::protobuf::Timestamp* time);

absl::Status ValidateLevel(absl::string_view field, int level);

// For a request's field `selection`. Patterns must match something in the
// catalogue; filter and formulas must parse; `as_of` must not be in the future.
absl::Status ValidateSelection(const Catalogue& catalogue,
                               const v1::Selection& selection);

}  // namespace nianbao::aggregator

#endif  // NIANBAO_AGGREGATOR_QUESTION_SELECTION_VALIDATION_H_
