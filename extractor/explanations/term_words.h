// Says terms in words.
#ifndef NIANBAO_EXTRACTOR_EXPLANATIONS_TERM_WORDS_H_
#define NIANBAO_EXTRACTOR_EXPLANATIONS_TERM_WORDS_H_

#include "extractor/explanations/terms.h"
#include "extractor/figures/reading.h"
#include "extractor/text/outline.h"
#include "extractor/text/utf16.h"
#include "extractor/text/wording.h"

namespace nianbao::extractor {

// A short phrase of what the term says of the figure `reading`, which is one of
// `text` and `outline`. Looks at a bounded number of characters.
Wording WordsOf(const Term& term, View text, const Outline& outline,
                const Reading& reading);

}  // namespace nianbao::extractor

#endif  // NIANBAO_EXTRACTOR_EXPLANATIONS_TERM_WORDS_H_
