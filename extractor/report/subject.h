// Says in a few words what a figure counts.
#ifndef NIANBAO_EXTRACTOR_REPORT_SUBJECT_H_
#define NIANBAO_EXTRACTOR_REPORT_SUBJECT_H_

#include <string>
#include <string_view>

#include "extractor/figures/reading.h"

namespace nianbao::extractor {

// At most 20 characters: the words before the figure, and the noun after it.
// 受理行政复议案件 for 全年共受理行政复议案件187件. It is how a figure that no
// indicator fits can be found later.
std::u16string SubjectOf(std::u16string_view text, const Reading& reading);

}  // namespace nianbao::extractor

#endif  // NIANBAO_EXTRACTOR_REPORT_SUBJECT_H_
