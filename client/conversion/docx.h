// The text of a DOCX (ECMA-376, WordprocessingML) as a page.
#ifndef NIANBAO_CLIENT_CONVERSION_DOCX_H_
#define NIANBAO_CLIENT_CONVERSION_DOCX_H_

#include <string>

#include "absl/status/statusor.h"

namespace nianbao::client {

// The parts that are read, by their names in the zip.
inline constexpr char kDocxDocument[] = "word/document.xml";
inline constexpr char kDocxStyles[] = "word/styles.xml";

// The body as HTML (html_writer.h): headings by their outline levels,
// paragraphs, text boxes after the paragraph that they are anchored in, tables
// with joined cells. Left out is what is no text of the document: running heads
// and feet, notes, comments, deleted and hidden text, and the numbers that Word
// makes for lists. INVALID_ARGUMENT as ParseXml (xml.h).
absl::StatusOr<std::string> DocxToHtml(const std::string& document,
                                       const std::string& styles);

}  // namespace nianbao::client

#endif  // NIANBAO_CLIENT_CONVERSION_DOCX_H_
