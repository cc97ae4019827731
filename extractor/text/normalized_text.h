// A document as rules see it; normalize.h makes it.
#ifndef NIANBAO_EXTRACTOR_TEXT_NORMALIZED_TEXT_H_
#define NIANBAO_EXTRACTOR_TEXT_NORMALIZED_TEXT_H_

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "nianbao/v1/report.pb.h"

namespace nianbao::extractor {

// A cell of a table that the text spells out as a sentence: its headers, then
// what stands in it (tables/table_sentences.h). Such a sentence is a line; its
// units stand where the document has them, which is not one place.
struct CellSentence {
  // The units of the line without its break, and of these the cell's own.
  size_t begin = 0;
  size_t end = 0;
  size_t cell_begin = 0;
  size_t cell_end = 0;
  // The headers as printed, outermost first: bytes of the document.
  std::vector<v1::Span> headers;
  // Its row or column is one class of a breakdown: 其中, by kind of case or by
  // town.
  bool part = false;
};

// A document as rules see it. Positions are UTF-16 units of `text`.
struct NormalizedText {
  // The document, as UTF-8; must outlive this.
  absl::string_view document;
  // UTF-16. Blanks are dropped, but one is kept between two ASCII letters or
  // digits; line breaks are '\n'.
  std::u16string text;
  // Byte offset in the document of each unit of `text`, then its size.
  // Ascending but for the sentences of cells.
  std::vector<uint32_t> offsets;
  v1::Script script = v1::SCRIPT_UNSPECIFIED;
  // In order; empty in a text without tables of figures.
  std::vector<CellSentence> cells;

  // Bytes of the document that hold units [begin, end); begin < end. Blanks
  // after the last unit are left out.
  v1::Span Original(size_t begin, size_t end) const;
};

}  // namespace nianbao::extractor

#endif  // NIANBAO_EXTRACTOR_TEXT_NORMALIZED_TEXT_H_
