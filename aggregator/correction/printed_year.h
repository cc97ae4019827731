// Whether a sentence itself says of which year it speaks.
#ifndef NIANBAO_AGGREGATOR_CORRECTION_PRINTED_YEAR_H_
#define NIANBAO_AGGREGATOR_CORRECTION_PRINTED_YEAR_H_

#include "absl/strings/string_view.h"

namespace nianbao::aggregator {

// True when `sentence`, in UTF-8, has four digits before a 年: 2019年,
// ２０１９年, 二〇一九年. Not for 上年, 19年 or 五年. O(bytes).
bool PrintsYear(absl::string_view sentence);

}  // namespace nianbao::aggregator

#endif  // NIANBAO_AGGREGATOR_CORRECTION_PRINTED_YEAR_H_
