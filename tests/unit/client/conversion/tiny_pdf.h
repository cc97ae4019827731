// PDFs made by the tests.
#ifndef NIANBAO_TESTS_UNIT_CLIENT_CONVERSION_TINY_PDF_H_
#define NIANBAO_TESTS_UNIT_CLIENT_CONVERSION_TINY_PDF_H_

#include <string>
#include <vector>

namespace nianbao::client {

// Text that begins at a place, in points from the lower left corner of a page
// of 595 by 842. A character is 12 points wide, of ASCII 6.
struct PdfText {
  double x = 0;
  double y = 0;
  // UTF-8, of the basic plane.
  std::string text;
};

// A PDF with these pages: a composite font that is not embedded, whose codes
// are UTF-16, with a ToUnicode map.
std::string TinyPdf(const std::vector<std::vector<PdfText>>& pages);

}  // namespace nianbao::client

#endif  // NIANBAO_TESTS_UNIT_CLIENT_CONVERSION_TINY_PDF_H_
