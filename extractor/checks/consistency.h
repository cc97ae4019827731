// Finds figures of a report that contradict each other without a rate between
// them: see checks.h for rates.
#ifndef NIANBAO_EXTRACTOR_CHECKS_CONSISTENCY_H_
#define NIANBAO_EXTRACTOR_CHECKS_CONSISTENCY_H_

#include <string_view>
#include <vector>

#include "extractor/figures/reading.h"
#include "nianbao/v1/report.pb.h"

namespace nianbao::extractor {

// Adds SUM_MISMATCH where a count is followed in its sentence by a list of
// parts that ends in 其他 or 其余, so that it claims to be whole, and the parts
// do not add up, neither to it nor to a figure before it
// (Observation.relation). The first observation listed is the total; `computed`
// is the sum. `readings` are those the report's observations were written from.
void CheckSums(std::u16string_view text, const std::vector<Reading>& readings,
               v1::Report& report);

// Adds DUPLICATE_MISMATCH where the same indicator of the same year and subject
// is printed in two sections with different values. The later one is listed
// first; `computed` is the earlier value.
void CheckRepeats(v1::Report& report);

}  // namespace nianbao::extractor

#endif  // NIANBAO_EXTRACTOR_CHECKS_CONSISTENCY_H_
