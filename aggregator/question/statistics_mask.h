// The fields of Statistics that a reader asks for.
#ifndef NIANBAO_AGGREGATOR_QUESTION_STATISTICS_MASK_H_
#define NIANBAO_AGGREGATOR_QUESTION_STATISTICS_MASK_H_

#include <bitset>

#include "absl/status/statusor.h"
#include "absl/types/span.h"
#include "aggregator/question/statistic_names.h"
#include "google/protobuf/field_mask.pb.h"

namespace nianbao::aggregator {

// Field numbers of a message, all below 32.
using Fields = std::bitset<32>;

// Sets of the fields that are asked for.
struct StatisticsMask {
  // Those of v1::Statistics itself.
  Fields row;
  // Those of its v1::Group: all unless some of them are named, since the group
  // tells rows apart.
  Fields group;
  // Those of its v1::Extreme messages.
  Fields min;
  Fields max;
};

// Reads QueryStatisticsRequest.read_mask. No paths stand for all fields but
// those of `statistics` that are made by name only. INVALID_ARGUMENT with
// BadRequest on the path that names no field.
absl::StatusOr<StatisticsMask> ParseStatisticsMask(
    const google::protobuf::FieldMask& read_mask,
    absl::Span<const StatisticName> statistics);

}  // namespace nianbao::aggregator

#endif  // NIANBAO_AGGREGATOR_QUESTION_STATISTICS_MASK_H_
