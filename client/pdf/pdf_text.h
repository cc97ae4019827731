// The text of a PDF.
#ifndef NIANBAO_CLIENT_PDF_PDF_TEXT_H_
#define NIANBAO_CLIENT_PDF_PDF_TEXT_H_

#include <string>

#include "absl/status/statusor.h"

namespace nianbao::client {

// Pages that are read of a document; a longer one is no report.
inline constexpr int kMaxPdfPages = 2000;

// The text in UTF-8: a line for each paragraph (paragraphs.h) and for each row
// of a table, whose cells three blanks keep apart; without what is printed on
// every page (page_furniture.h). INVALID_ARGUMENT, with a reason that follows
// the document's name, when it is damaged, encrypted or a scan.
absl::StatusOr<std::string> TextOfPdf(const std::string& bytes);

}  // namespace nianbao::client

#endif  // NIANBAO_CLIENT_PDF_PDF_TEXT_H_
