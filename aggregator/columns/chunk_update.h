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

// The chunk of `stratum` and `year` that follows `old`, which is null where
// there was none: without the rows of `removed` reports and with `added` ones,
// whose reports are in the directory already. The observation that stands for
// an issuer is the one of the strongest claim (election/claim.h). Null when no
// row is left. O(rows + k log k) in the k rows of the issuers touched.
std::shared_ptr<const Chunk> UpdateChunk(
    const ReportDirectory& reports, Stratum stratum, int32_t year,
    const Chunk* old, const absl::flat_hash_set<ReportSlot>& removed,
    absl::Span<const Candidate> added);

}  // namespace nianbao::aggregator

#endif  // NIANBAO_AGGREGATOR_COLUMNS_CHUNK_UPDATE_H_
