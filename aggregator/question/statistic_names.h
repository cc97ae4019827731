// What questions may call the statistics of a row.
#ifndef NIANBAO_AGGREGATOR_QUESTION_STATISTIC_NAMES_H_
#define NIANBAO_AGGREGATOR_QUESTION_STATISTIC_NAMES_H_

#include "absl/strings/string_view.h"

namespace nianbao::aggregator {

// One of the statistics that rows have. The list of them, with their values, is
// query/statistics/statistic_list.h; questions need no more than this of it.
struct StatisticName {
  // Number of the field of v1::Statistics.
  int field = 0;
  // The name in order_by; empty for one that rows cannot be ordered by.
  absl::string_view order_name;
  // Made only for questions that name it, in read_mask or order_by, since it
  // costs more than all others.
  bool by_name_only = false;
};

}  // namespace nianbao::aggregator

#endif  // NIANBAO_AGGREGATOR_QUESTION_STATISTIC_NAMES_H_
