// Tells documents that are no annual report.
#ifndef NIANBAO_EXTRACTOR_CHECKS_GENRE_H_
#define NIANBAO_EXTRACTOR_CHECKS_GENRE_H_

#include <string_view>

#include "extractor/head/report_head.h"
#include "nianbao/v1/report.pb.h"

namespace nianbao::extractor {

// Adds NO_TEXT where a document has nothing to read (no visible text, links to
// files alone, a title without a body) or NOT_A_REPORT where it has a text that
// is no report: a page of links, an error page, a list of other things. Either
// is an error that names all observations, so that none counts. In doubt a
// document is a report. `text` is normalized, `read` its head without the hints
// of the caller, who may be wrong about what is at an address. Linear time.
void CheckGenre(std::u16string_view text, const ReportHead& read,
                v1::Report& report);

}  // namespace nianbao::extractor

#endif  // NIANBAO_EXTRACTOR_CHECKS_GENRE_H_
