// Pages made of the blocks of an office document. No more of HTML than the
// extractor reads: headings, paragraphs, tables, and raised or struck text.
#ifndef NIANBAO_CLIENT_CONVERSION_HTML_WRITER_H_
#define NIANBAO_CLIENT_CONVERSION_HTML_WRITER_H_

#include <string>
#include <vector>

#include "absl/strings/string_view.h"

namespace nianbao::client {

// Text as content of an element; control characters become blanks.
std::string HtmlText(absl::string_view text);

// A paragraph, or for a level from 1 on a heading: deeper than 6 is as 6.
// Nothing for one without text. `content` is HTML.
std::string HtmlParagraph(absl::string_view content, int level);

struct HtmlCell {
  // Blocks.
  std::string content;
  bool is_header = false;
  // Of the grid that it takes.
  int columns = 1;
  int rows = 1;
};

std::string HtmlTable(const std::vector<std::vector<HtmlCell>>& rows);

// The whole page, in UTF-8.
std::string HtmlPage(absl::string_view body);

}  // namespace nianbao::client

#endif  // NIANBAO_CLIENT_CONVERSION_HTML_WRITER_H_
