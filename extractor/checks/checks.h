// Finds contradictions between the figures of a report.
#ifndef NIANBAO_EXTRACTOR_CHECKS_CHECKS_H_
#define NIANBAO_EXTRACTOR_CHECKS_CHECKS_H_

#include "extractor/links/linker.h"
#include "nianbao/v1/report.pb.h"

namespace nianbao::extractor {

// Adds diagnostics to the report: a rate against its numerator and denominator
// printed near it (RATE_MISMATCH), a figure that lacks or doubles its 万
// (UNIT_SLIP, with the value that would agree), a part larger than its whole
// (PART_EXCEEDS_WHOLE). Rounded figures are taken as the ranges they stand for.
void CheckFigures(const Linker& linker, v1::Report& report);

}  // namespace nianbao::extractor

#endif  // NIANBAO_EXTRACTOR_CHECKS_CHECKS_H_
