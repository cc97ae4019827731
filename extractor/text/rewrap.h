// Joins lines that a page or a PDF broke inside a sentence.
#ifndef NIANBAO_EXTRACTOR_TEXT_REWRAP_H_
#define NIANBAO_EXTRACTOR_TEXT_REWRAP_H_

#include "extractor/text/normalize.h"

namespace nianbao::extractor {

// Drops the line breaks after lines that are long, do not end in punctuation
// or end in a comma, and are not followed by a blank line or a heading; those
// inside a number, and between a number and its unit; and lines that are the
// number of a page. The sentences of cells stay lines. Linear time.
void JoinBrokenLines(NormalizedText& text);

}  // namespace nianbao::extractor

#endif  // NIANBAO_EXTRACTOR_TEXT_REWRAP_H_
