// Reads what figures count.
#ifndef NIANBAO_EXTRACTOR_COUNTS_COUNT_READER_H_
#define NIANBAO_EXTRACTOR_COUNTS_COUNT_READER_H_

#include <string_view>
#include <vector>

#include "extractor/counts/counted.h"
#include "extractor/figures/reading.h"
#include "extractor/text/outline.h"

namespace nianbao::extractor {

// One for each reading. Linear time: each figure looks at a bounded number of
// characters and of figures.
std::vector<Counted> ReadCounted(std::u16string_view text,
                                 const Outline& outline,
                                 const std::vector<Reading>& readings);

}  // namespace nianbao::extractor

#endif  // NIANBAO_EXTRACTOR_COUNTS_COUNT_READER_H_
