// Writes what was read as a Report message.
//
// This room is where what the stages found becomes the message that callers
// get: the report with its observations (report_writer.h), their ids
// (observation_ids.h), what each figure counts in words (subject.h,
// counted_noun.h), which observations stand for the report (headline.h), what
// is wrong with them (diagnostics.h), and why they were linked as they were
// (candidate_writer.h).
#ifndef NIANBAO_EXTRACTOR_REPORT_REPORT_WRITER_H_
#define NIANBAO_EXTRACTOR_REPORT_REPORT_WRITER_H_

#include <vector>

#include "common/domain/catalogue.h"
#include "extractor/counts/counted.h"
#include "extractor/figures/reading.h"
#include "extractor/head/report_head.h"
#include "extractor/links/link.h"
#include "extractor/text/normalize.h"
#include "extractor/text/outline.h"
#include "nianbao/v1/report.pb.h"

namespace nianbao::extractor {

// Head, sections and observations; spans and sentences are those of the
// document. `counted` has one entry for each reading. `links` speak of the
// indicators of `catalogue`, which also tells the issuer's kind and what
// figures are in their indicator's unit. Headlines and diagnostics are left to
// later stages. Sections end after kMaxSections and one, observations where the
// report has more than kMaxReportBytes (common/domain/report_limits.h).
v1::Report WriteReport(const NormalizedText& text, const Outline& outline,
                       const ReportHead& head,
                       const std::vector<Reading>& readings,
                       const std::vector<Counted>& counted,
                       const std::vector<Link>& links,
                       const Catalogue& catalogue);

}  // namespace nianbao::extractor

#endif  // NIANBAO_EXTRACTOR_REPORT_REPORT_WRITER_H_
