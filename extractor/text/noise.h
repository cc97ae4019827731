// Takes out of a text what was printed into it by mistake.
#ifndef NIANBAO_EXTRACTOR_TEXT_NOISE_H_
#define NIANBAO_EXTRACTOR_TEXT_NOISE_H_

#include "extractor/text/normalized_text.h"

namespace nianbao::extractor {

// Stands in a text for a blank between digits that may belong to the number:
// U+00A0 for one that breaks no line, U+3000 for one of full width. DropNoise
// resolves both.
inline constexpr char16_t kTightBlank = u'\u00A0';
inline constexpr char16_t kWideBlank = u'\u3000';

// Drops or mends, before the text is simplified:
//   readings         復(fù)議 to 復議: mirrored pages print pinyin behind a
//                    character. Those without a tone mark (機關(guan)) only
//                    where there are two or more of them
//   blanks           1 234件 to 1234件, where the blank is one of the above
//   footnote marks   12¹件 to 12件; m² stays
//   private use      characters of a font's own that touch a digit
//   letters          二О二三 to 二〇二三, with O of any alphabet
// Offsets follow. Linear time, in place.
void DropNoise(NormalizedText& text);

}  // namespace nianbao::extractor

#endif  // NIANBAO_EXTRACTOR_TEXT_NOISE_H_
