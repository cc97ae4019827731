// Finds the totals that figures after them add up to.
#ifndef NIANBAO_EXTRACTOR_COUNTS_SUMS_H_
#define NIANBAO_EXTRACTOR_COUNTS_SUMS_H_

#include <vector>

#include "extractor/counts/counted.h"
#include "extractor/figures/reading.h"

namespace nianbao::extractor {

// The value of a figure, to be compared with others: as printed alike, so
// equal.
double ValueOf(const Figure& figure);

// Notes Counted::total and is_total; `counted` has one entry for each reading.
// Linear time.
void ReadSums(const std::vector<Reading>& readings,
              std::vector<Counted>& counted);

}  // namespace nianbao::extractor

#endif  // NIANBAO_EXTRACTOR_COUNTS_SUMS_H_
