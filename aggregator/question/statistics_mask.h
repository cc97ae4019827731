// The fields of Statistics that a reader asks for.
#ifndef NIANBAO_AGGREGATOR_QUESTION_STATISTICS_MASK_H_
#define NIANBAO_AGGREGATOR_QUESTION_STATISTICS_MASK_H_

#include "absl/status/statusor.h"
#include "aggregator/query/grouping/row_description.h"
#include "google/protobuf/field_mask.pb.h"

namespace nianbao::aggregator {

// Sets of field numbers, of Statistics, of its group and of its extremes.
struct StatisticsMask {
  // As of QueryStatisticsRequest.read_mask: no paths stand for all fields.
  // INVALID_ARGUMENT for a path that names no field.
  static absl::StatusOr<StatisticsMask> Parse(
      const google::protobuf::FieldMask& read_mask);

  Fields row;
  // All unless some of its fields are named: it tells rows apart.
  Fields group;
  Fields min;
  Fields max;
};

}  // namespace nianbao::aggregator

#endif  // NIANBAO_AGGREGATOR_QUESTION_STATISTICS_MASK_H_
