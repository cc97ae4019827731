// The text of a web page.
#ifndef NIANBAO_EXTRACTOR_DOCUMENT_HTML_H_
#define NIANBAO_EXTRACTOR_DOCUMENT_HTML_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "extractor/tables/table.h"

namespace nianbao::extractor {

// True when the text is a page or a fragment of one: it begins with a tag of
// HTML, or several stand in its first 64 KB. A text with some "<" is none.
bool LooksLikeHtml(absl::string_view utf8);

// The page's main part as plain text, in the order of the page:
//   - one line for each block (paragraph, heading, list item, line of <pre>);
//     runs of blanks within it are one blank; entities are decoded;
//   - one line for each row of a table of figures, its cells joined by " | ",
//   and
//     for each term of a list with its values;
//   - digits of a superscript are superscripts: m²;
//   - before it, of what stands above the main part, the lines that may be its
//     title or carry a label (发布时间, 来源, 索引号); if no line can be the
//     title, the one that the page's head names.
// Navigation (lists of links), scripts, styles, comments, forms, struck-out
// text, hidden elements and what follows the main part are dropped; hidden
// elements are read in a page whose prose stands in them alone. A page that is
// all navigation gives its links; one without text an empty text.
//
// `utf8` must be valid. INVALID_ARGUMENT on document.content for a page whose
// parsing would take more than linear time or more than 24 bytes of memory for
// a byte of it: tags nested thousands deep, or thousands of attributes.
//
// The tables of short cells and the lists of terms (<dl>) in the main part are
// added to `tables` unless it is null, their cells as bytes of the text.
absl::StatusOr<std::string> HtmlToText(absl::string_view utf8,
                                       std::vector<Table>* tables = nullptr);

}  // namespace nianbao::extractor

#endif  // NIANBAO_EXTRACTOR_DOCUMENT_HTML_H_
