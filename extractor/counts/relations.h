// How figures go with each other: parts and totals, shares, changes, what they
// are compared with.
#ifndef NIANBAO_EXTRACTOR_COUNTS_RELATIONS_H_
#define NIANBAO_EXTRACTOR_COUNTS_RELATIONS_H_

#include <cstddef>
#include <vector>

#include "extractor/counts/counted.h"
#include "extractor/figures/reading.h"
#include "extractor/text/outline.h"
#include "nianbao/v1/report.pb.h"

namespace nianbao::extractor {

// A figure's relation to another one.
struct FigureRelation {
  v1::Relation relation = v1::RELATION_UNSPECIFIED;
  // Index of the other reading; -1 where none is known.
  int related = -1;
};

// What v1::Relation says of the figure `i`; of several that hold, the first of
// change, base, part and share. `counted` has one entry for each reading;
// `report_year` is 0 when unknown. O(1).
FigureRelation RelationOf(size_t i, const Outline& outline,
                          const std::vector<Reading>& readings,
                          const std::vector<Counted>& counted, int report_year);

}  // namespace nianbao::extractor

#endif  // NIANBAO_EXTRACTOR_COUNTS_RELATIONS_H_
