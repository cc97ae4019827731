// Writes the words that say what a figure counts.
#ifndef NIANBAO_EXTRACTOR_REPORT_COUNTED_NOUN_H_
#define NIANBAO_EXTRACTOR_REPORT_COUNTED_NOUN_H_

#include <optional>

#include "extractor/counts/counted.h"
#include "extractor/text/normalized_text.h"
#include "nianbao/v1/report.pb.h"

namespace nianbao::extractor {

// See v1::CountedNoun; absent where no words say what is counted. In the
// sentence of a table's cell, of which each word has a place of its own, it is
// what stands in one place, the nearest to the figure.
std::optional<v1::CountedNoun> WriteNoun(const NormalizedText& text,
                                         const Counted& counted);

}  // namespace nianbao::extractor

#endif  // NIANBAO_EXTRACTOR_REPORT_COUNTED_NOUN_H_
