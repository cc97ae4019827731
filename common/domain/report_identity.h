// Which report is which: the names of reports and the identity of issuers.
//
// A report's name is made of what it is, never of where a file lies, so that
// the same document gets the same name on every machine, a folder that was
// moved holds the same reports, and an upload of a document again replaces the
// old one. It ends with the digest, by which one document counts once:
//
//   source                  digest: the first 16 digits of the SHA-256 of
//   https://a.gov.cn/1      the URL
//   /home/li/2020.txt       the document, which is Report.content_sha256
//   /home/li/2020.txt       the path, where content_sha256 is empty
//
// The same report from two sites has two names, as it was published twice; that
// both are of one issuer is said by the key, by which the aggregator lets a
// report of an issuer, a year and a type count once:
//
//   source              issuer          name                  key
//   https://a.gov.cn/1  海淀区人民政府  reports/…-2020-3f9a…  110108/3
//   https://b.gov.cn/7  海淀区人民政府  reports/…-2020-77c0…  110108/3
//   https://b.gov.cn/8  海淀区司法局    reports/…-2020-1b42…  110108/5/海淀区…
//   https://b.gov.cn/9  (unknown)       reports/…-2020-9d07…  digest:9d07…
//
// (3 and 5 are LEVEL_COUNTY and LEVEL_DEPARTMENT.) Both services compute them
// here, so that neither has to trust the other. A name costs one hash of some
// hundred bytes, a key one look-up of the division.
#ifndef NIANBAO_COMMON_DOMAIN_REPORT_IDENTITY_H_
#define NIANBAO_COMMON_DOMAIN_REPORT_IDENTITY_H_

#include <cstdint>
#include <string>

#include "common/domain/gazetteer.h"
#include "nianbao/v1/report.pb.h"

namespace nianbao {

// 16 lower-case hexadecimal digits: what the report's document is known by.
std::string ReportDigest(const v1::Report& report);

// "reports/{division code or unknown}-{year}-{digest}", for example
// reports/110108-2020-3f9a2c1b5d6e7f80. Only digits of the report's division
// code are taken over, so that the name keeps to the characters of a resource
// name whatever the report says.
std::string ReportName(const v1::Report& report);

// True for NOT_A_REPORT and NO_TEXT, by which the extractor says that a
// document is no report or has no text.
bool IsNoReport(const v1::Diagnostic& diagnostic);
// True when the report has such a diagnostic.
bool IsNoReport(const v1::Report& report);

// True when it is known whose report it is and on which year: the gazetteer has
// the division, and the body has a level. Other reports are stored and listed,
// but belong to no issuer's series and to no division's coverage.
bool IsIdentified(const DivisionEntry* division, v1::Level level, int32_t year);

// Equal for reports of the same issuer. A government is its division and
// level; a department, or a body of a level that its division has not, is its
// division, level and name without spaces; a report that is not identified, or
// does not tell the body, is known by its digest, as nobody can tell which of
// an issuer's reports it is; and so is what is no report, which must not take
// the place of one.
std::string IssuerKey(const v1::Report& report);

}  // namespace nianbao

#endif  // NIANBAO_COMMON_DOMAIN_REPORT_IDENTITY_H_
