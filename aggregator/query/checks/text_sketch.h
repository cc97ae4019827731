// What is kept of a report's text to find those that share it: text_sketch.cc
// says how.
#ifndef NIANBAO_AGGREGATOR_QUERY_CHECKS_TEXT_SKETCH_H_
#define NIANBAO_AGGREGATOR_QUERY_CHECKS_TEXT_SKETCH_H_

#include <array>
#include <cstdint>
#include <optional>
#include <vector>

#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "aggregator/query/report_texts.h"

namespace nianbao::aggregator {

// The least of each hash function over a report's sentences.
inline constexpr size_t kMinHashes = 64;
using TextSketch = std::array<uint32_t, kMinHashes>;

// From here on figures are telling: of smaller ones anybody may have the same,
// and whole sentences with them (学法4次).
inline constexpr double kTellingValue = 10;

// Different sentences with telling figures that a report must have for a
// sketch: the share of a few says nothing.
inline constexpr size_t kMinSentences = 8;

// Of the different sentences with telling figures, which are compared without
// spaces and without `own_name`, the name of the report's place (海淀), which a
// copy replaces. Absent with fewer than kMinSentences. O(bytes + sentences *
// kMinHashes).
std::optional<TextSketch> SketchOf(
    absl::Span<const ObservationText> observations, absl::string_view own_name);

// The share of sentences that both reports have, of all that either has: an
// estimate, whose standard deviation is 0.06 at most.
double SharedSentences(const TextSketch& a, const TextSketch& b);

// Figures of a block, one after the other: five in a row hardly agree by
// chance.
inline constexpr size_t kBlockFigures = 6;

// Fingerprints of each kBlockFigures figures in a row, values with units, of
// which at least four are telling.
std::vector<uint64_t> BlocksOf(absl::Span<const ObservationText> observations);

}  // namespace nianbao::aggregator

#endif  // NIANBAO_AGGREGATOR_QUERY_CHECKS_TEXT_SKETCH_H_
