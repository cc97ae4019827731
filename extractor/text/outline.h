// The structure of a report: its sections and sentences.
#ifndef NIANBAO_EXTRACTOR_TEXT_OUTLINE_H_
#define NIANBAO_EXTRACTOR_TEXT_OUTLINE_H_

#include <string>
#include <string_view>
#include <vector>

#include "absl/types/span.h"
#include "extractor/text/normalize.h"

namespace nianbao::extractor {

// The mark that begins a heading: 一、 (一) 1. (1) 一是 ——.
struct HeadingMark {
  // As OutlineSection::depth; 0 for none.
  int depth = 0;
  size_t length = 0;
};

HeadingMark ReadHeadingMark(std::u16string_view text, size_t i);

// A heading and what it heads. Positions are UTF-16 units.
struct OutlineSection {
  // The heading with its mark: "(一)完善决策机制".
  size_t begin = 0;
  size_t end = 0;
  // Length of the mark.
  size_t mark = 0;
  // 1 for 一、  2 for (一)  3 for 1. or ——  4 for (1)  5 for 一是.
  int depth = 0;
  // Index of the section that holds it; -1 for none.
  int parent = -1;
};

// A stretch of text that ends at 。！？ or a line break.
struct OutlineSentence {
  size_t begin = 0;
  size_t end = 0;
  // Index of the innermost section; -1 for none.
  int section = -1;
  // Sentences of one paragraph share its number.
  int paragraph = 0;
  // Index into NormalizedText::cells of the cell of a table that it spells out;
  // -1 for none.
  int cell = -1;
  // That cell is one class of a breakdown.
  bool part = false;
};

struct Outline {
  std::vector<OutlineSection> sections;
  std::vector<OutlineSentence> sentences;

  // Marks from the outermost section down to `section`, up to depth 4, e.g.
  // "一、(一)1."; empty for -1.
  std::u16string Path(std::u16string_view text, int section) const;
};

// `cells` are those of the text, each of which is a line and a sentence without
// headings. Linear time.
Outline ReadOutline(std::u16string_view text,
                    absl::Span<const CellSentence> cells = {});

}  // namespace nianbao::extractor

#endif  // NIANBAO_EXTRACTOR_TEXT_OUTLINE_H_
