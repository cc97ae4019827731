// What is printed on every page and is no text of the document.
#ifndef NIANBAO_CLIENT_PDF_PAGE_FURNITURE_H_
#define NIANBAO_CLIENT_PDF_PAGE_FURNITURE_H_

#include <vector>

#include "client/pdf/page.h"

namespace nianbao::client {

// Drops from the two first and the two last lines of each page
//   - those with a number that counts the pages, the rest being the same: 3,
//     — 3 —, 第3页 共12页; on two pages or more, and on a third of all;
//   - those that come again word for word, on three pages or more and on a
//   third
//     of all. Of a running head the first stays, as it may be the title, or the
//     header of a table that goes on over pages.
// Takes linear time.
void DropFurniture(std::vector<Page>& pages);

}  // namespace nianbao::client

#endif  // NIANBAO_CLIENT_PDF_PAGE_FURNITURE_H_
