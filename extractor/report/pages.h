// The pages of a document that was printed on some.
#ifndef NIANBAO_EXTRACTOR_REPORT_PAGES_H_
#define NIANBAO_EXTRACTOR_REPORT_PAGES_H_

#include <cstddef>

#include "absl/status/status.h"
#include "nianbao/v1/extractor_service.pb.h"
#include "nianbao/v1/report.pb.h"

namespace nianbao::extractor {

// INVALID_ARGUMENT with document.page_begins unless they begin with 0, do not
// fall, and stay within a text of `text_size` bytes.
absl::Status CheckPages(const v1::Document& document, size_t text_size);

// Says of each observation on which page it begins, where the document tells.
void WritePages(const v1::Document& document, v1::Report& report);

}  // namespace nianbao::extractor

#endif  // NIANBAO_EXTRACTOR_REPORT_PAGES_H_
