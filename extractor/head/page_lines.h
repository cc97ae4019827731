// The lines above the body of a document, and what each of them is.
#ifndef NIANBAO_EXTRACTOR_HEAD_PAGE_LINES_H_
#define NIANBAO_EXTRACTOR_HEAD_PAGE_LINES_H_

#include <cstddef>
#include <string_view>
#include <vector>

namespace nianbao::extractor {

// What a line above the body says.
enum class LineKind {
  // Menus, paths, names of sites and columns, counters.
  kFurniture,
  // Labels with their values (来源:…), dates, names of bodies and authors.
  kLabel,
  // Whom the report is sent to: 市委、市政府:
  kAddressee,
  // What may be a title or a part of one.
  kOther,
};

// A line that is not empty. Positions are UTF-16 units; `end` is before the
// line break.
struct PageLine {
  size_t begin = 0;
  size_t end = 0;
  LineKind kind = LineKind::kOther;
};

struct PageLines {
  // The lines above the body, in order; at most 60.
  std::vector<PageLine> lines;
  // Where the body begins: its first sentence, or its first heading.
  size_t body = 0;
};

// Reads the lines up to the first that is prose or a numbered heading. Time
// does not grow with the length of the text behind them.
PageLines ReadPageLines(std::u16string_view text);

// True when the line ends in 局, 人民政府 or the like and is nothing but a
// name.
bool IsNameOfBody(std::u16string_view line);

}  // namespace nianbao::extractor

#endif  // NIANBAO_EXTRACTOR_HEAD_PAGE_LINES_H_
