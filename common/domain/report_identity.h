// Which report is which: the names of reports and the identity of issuers.
// Both services compute them here, so that neither has to trust the other.
#ifndef NIANBAO_COMMON_DOMAIN_REPORT_IDENTITY_H_
#define NIANBAO_COMMON_DOMAIN_REPORT_IDENTITY_H_

#include <string>

#include "nianbao/v1/report.pb.h"

namespace nianbao {

// "reports/{division code or unknown}-{year}-{hex}", for example
// reports/110108-2020-3f9a2c1b. The hexadecimal part is a digest of the
// source, the issuer's name and the type, of `hex_digits` digits (1 to 16).
// Only digits of the report's division code are taken over, so that the name
// keeps to the characters of a resource name whatever the report says.
std::string ReportName(const v1::Report& report, int hex_digits = 8);

// Equal for reports of the same issuer. A government is its division and
// level; a department, or a body of a level that its division has not, is its
// division, level and name without spaces; a report without a division or
// without what tells the body is its own source.
std::string IssuerKey(const v1::Report& report);

}  // namespace nianbao

#endif  // NIANBAO_COMMON_DOMAIN_REPORT_IDENTITY_H_
