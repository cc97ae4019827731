// The structure of a report: its sections and sentences.
#ifndef NIANBAO_EXTRACTOR_TEXT_OUTLINE_H_
#define NIANBAO_EXTRACTOR_TEXT_OUTLINE_H_

#include <string>
#include <string_view>
#include <vector>

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
};

struct Outline {
  std::vector<OutlineSection> sections;
  std::vector<OutlineSentence> sentences;

  // Marks from the outermost section down to `section`, up to depth 4, e.g.
  // "一、(一)1."; empty for -1.
  std::u16string Path(std::u16string_view text, int section) const;
};

// Linear time.
Outline ReadOutline(std::u16string_view text);

}  // namespace nianbao::extractor

#endif  // NIANBAO_EXTRACTOR_TEXT_OUTLINE_H_
