// Documents of other formats as what the extractor reads: text and pages.
#ifndef NIANBAO_CLIENT_CONVERSION_CONVERSION_H_
#define NIANBAO_CLIENT_CONVERSION_CONVERSION_H_

#include <cstddef>
#include <string>
#include <vector>

#include "absl/status/statusor.h"

namespace nianbao::client {

// What the extractor takes, and where the pages begin that it was printed on
// (Document.page_begins): none but of a PDF.
struct Readable {
  std::string content;
  std::vector<int> page_begins;
};

// `bytes` as the extractor takes them. What they are is told by their first
// bytes, whatever the name of the file:
//
//   gzip         what was compressed, which may be any of these
//   PDF          plain text, a line for each paragraph (client/pdf/)
//   DOCX, ODT    a page with headings, paragraphs and tables
//   else         as they are: text, pages, and what the extractor refuses
//
// The same bytes give the same text, so that a document which is stored is
// known again. RESOURCE_EXHAUSTED when more than `limit` bytes would come out,
// else an error that says what is wrong: damaged, encrypted, a scan, or too
// costly to read.
absl::StatusOr<Readable> ToReadable(std::string bytes, size_t limit);

}  // namespace nianbao::client

#endif  // NIANBAO_CLIENT_CONVERSION_CONVERSION_H_
