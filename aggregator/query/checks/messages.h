// Findings in words.
#ifndef NIANBAO_AGGREGATOR_QUERY_CHECKS_MESSAGES_H_
#define NIANBAO_AGGREGATOR_QUERY_CHECKS_MESSAGES_H_

#include "aggregator/query/checks/finding.h"
#include "nianbao/v1/report.pb.h"

namespace nianbao::aggregator {

// All of the diagnostic, which is always a warning: whatever a check finds, the
// figures count.
void Describe(const Finding& finding, v1::Diagnostic& diagnostic);

}  // namespace nianbao::aggregator

#endif  // NIANBAO_AGGREGATOR_QUERY_CHECKS_MESSAGES_H_
