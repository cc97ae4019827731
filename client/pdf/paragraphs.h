// Paragraphs made of printed lines.
#ifndef NIANBAO_CLIENT_PDF_PARAGRAPHS_H_
#define NIANBAO_CLIENT_PDF_PARAGRAPHS_H_

#include <string>
#include <vector>

#include "client/pdf/page.h"

namespace nianbao::client {

// The text of the pages, a line for each paragraph, and kPageMark
// (client/conversion/pdf_protocol.h) before the text of each page but the
// first. A printed line goes on in the next one, also on the next page, where
// it reaches the right margin and does not end a sentence, and the next one is
// as large, begins at the left margin and is close below. Lines with columns
// stay as they are. A break that stays though it stands inside a sentence is
// nothing that the extractor could not read; one that goes between two
// paragraphs would be. Takes linear time.
std::string ParagraphsOf(const std::vector<Page>& pages);

}  // namespace nianbao::client

#endif  // NIANBAO_CLIENT_PDF_PARAGRAPHS_H_
