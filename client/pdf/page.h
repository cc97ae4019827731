// A page of a PDF as lines of text with their places.
#ifndef NIANBAO_CLIENT_PDF_PAGE_H_
#define NIANBAO_CLIENT_PDF_PAGE_H_

#include <string>
#include <vector>

namespace nianbao::client {

// A rectangle on a page, in points (1/72 inch) from its upper left corner.
struct Box {
  double left = 0;
  double top = 0;
  double right = 0;
  double bottom = 0;

  double height() const { return bottom - top; }
  double middle() const { return (top + bottom) / 2; }
};

struct PageLine {
  // UTF-8.
  std::string text;
  Box box;
  // Its parts stand apart, as cells of a table do.
  bool has_columns = false;
};

// From the top down.
using Page = std::vector<PageLine>;

}  // namespace nianbao::client

#endif  // NIANBAO_CLIENT_PDF_PAGE_H_
