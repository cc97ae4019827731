#include "tests/unit/aggregator/columns/columns_canonical.h"

#include "absl/algorithm/container.h"

namespace nianbao::aggregator {

CanonicalSnapshot Canonical(const Snapshot& snapshot, bool with_moments) {
  CanonicalSnapshot result;
  const auto row_of = [&](const Chunk& chunk, uint32_t row) {
    const ReportEntry& report = snapshot.reports[chunk.reports[row]];
    return CanonicalRow(chunk.values[row], chunk.places[row], report.name,
                        chunk.positions[row], chunk.confidences[row],
                        chunk.flags[row], with_moments ? report.stored_at : 0,
                        report.issuer_name);
  };
  for (const auto& columns : snapshot.indicators) {
    if (columns == nullptr) continue;
    for (const auto& [key, chunks] : columns->chunks) {
      for (const ChunkPtr& chunk : chunks) {
        CanonicalChunk& canonical = result.chunks[{
            columns->name, key.first, chunk->stratum, chunk->year}];
        canonical.inexact = chunk->inexact;
        canonical.erroneous = chunk->erroneous;
        canonical.unconvertible = chunk->unconvertible;
        canonical.for_divisions = chunk->for_divisions;
        canonical.uniform = chunk->uniform;
        for (uint32_t i = 0; i < chunk->values.size(); ++i) {
          (i < chunk->elected ? canonical.elected : canonical.outvoted)
              .push_back(row_of(*chunk, i));
        }
        absl::c_sort(canonical.outvoted);
      }
    }
  }
  for (const auto& [key, places] : snapshot.reported) {
    result.reported[key] = places->places;
    result.divisions[key] = places->divisions;
  }
  return result;
}

}  // namespace nianbao::aggregator
