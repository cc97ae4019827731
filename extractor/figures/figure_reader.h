// Reads the figures of a text: finds them and says what each tells.
#ifndef NIANBAO_EXTRACTOR_FIGURES_FIGURE_READER_H_
#define NIANBAO_EXTRACTOR_FIGURES_FIGURE_READER_H_

#include <string_view>
#include <vector>

#include "absl/functional/function_ref.h"
#include "extractor/figures/lexicon.h"
#include "extractor/figures/reading.h"
#include "extractor/text/outline.h"

namespace nianbao::extractor {

// Readings of all figures of the outline's sentences, in order; those of page
// furniture are none. It ends early when there are more than kMaxObservations
// (common/domain/report_limits.h), and once `stopped`, which is asked for each
// sentence, says true. Linear time.
std::vector<Reading> ReadFigures(
    std::u16string_view text, const Outline& outline, const Reporter& reporter,
    const Lexicon& lexicon,
    absl::FunctionRef<bool()> stopped = [] { return false; });

}  // namespace nianbao::extractor

#endif  // NIANBAO_EXTRACTOR_FIGURES_FIGURE_READER_H_
