// Numbers, and reports, worth a second look beside others.
#ifndef NIANBAO_AGGREGATOR_QUERY_CHECKS_CHECKS_H_
#define NIANBAO_AGGREGATOR_QUERY_CHECKS_CHECKS_H_

#include <memory>

#include "aggregator/columns/snapshot.h"
#include "aggregator/query/cursor.h"
#include "aggregator/query/report_texts.h"
#include "aggregator/query/subjects/subject_owners.h"
#include "aggregator/question/questions.h"
#include "common/domain/catalogue.h"
#include "nianbao/v1/aggregator_service.pb.h"

namespace nianbao::aggregator {

// One row for each finding of the question's checks, by code, indicator, year
// and issuer. Values are compared with all of the snapshot that are of the
// type of reports asked for; a finding is given when its first row meets the
// selection's conditions. For COPIED_REPORT the report must be of the type, the
// years, the places and bodies selected, and stored after `updated_after`.
//
// `catalogue`, `texts` and `owners` must outlive the cursor. O(n log n) in the
// values of an indicator. SCOPE_CHANGED reads the reports it has to compare
// once (SubjectOwners), COPIED_REPORT all reports of the type for each query:
// some 50 microseconds each.
std::unique_ptr<Cursor<v1::QueryChecksResponse>> QueryChecks(
    const Catalogue& catalogue, const SnapshotPtr& snapshot, ReportTexts& texts,
    SubjectOwners& owners, const CheckQuestion& question);

}  // namespace nianbao::aggregator

#endif  // NIANBAO_AGGREGATOR_QUERY_CHECKS_CHECKS_H_
