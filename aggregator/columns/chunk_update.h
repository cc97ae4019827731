// How a chunk changes as reports come and go.
#ifndef NIANBAO_AGGREGATOR_COLUMNS_CHUNK_UPDATE_H_
#define NIANBAO_AGGREGATOR_COLUMNS_CHUNK_UPDATE_H_

#include <cstdint>
#include <memory>

#include "absl/container/flat_hash_set.h"
#include "absl/types/span.h"
#include "aggregator/columns/chunk.h"
#include "aggregator/columns/report_directory.h"

namespace nianbao::aggregator {

// `old` (may be null) without the rows of `removed` reports and with `added`
// ones. Of the candidates of one issuer it elects that of the report of that
// very year, else of the newest report year, else of the newest upload; within
// a report the first. Null when no row is left. O(rows + k log k) in the k rows
// of the issuers touched.
std::shared_ptr<const Chunk> UpdateChunk(
    const ReportDirectory& reports, int32_t year, const Chunk* old,
    const absl::flat_hash_set<ReportSlot>& removed,
    absl::Span<const Candidate> added);

}  // namespace nianbao::aggregator

#endif  // NIANBAO_AGGREGATOR_COLUMNS_CHUNK_UPDATE_H_
