#include "aggregator/query/selection/chunk_rows.h"

#include <algorithm>
#include <utility>

#include "absl/status/status.h"
#include "common/base/cancelled.h"

namespace nianbao::aggregator {
ChunkPtr MakeChunk(Stratum stratum, int32_t year,
                   const std::vector<Candidate>& rows, bool uniform) {
  auto chunk = std::make_shared<Chunk>();
  chunk->stratum = stratum;
  chunk->year = year;
  chunk->elected = static_cast<uint32_t>(rows.size());
  chunk->uniform = uniform;
  chunk->Reserve(rows.size());
  for (const Candidate& row : rows) {
    chunk->Append(row);
    chunk->inexact += IsInexact(row.flags);
    chunk->erroneous += (row.flags & observation_flags::kErroneous) != 0;
    chunk->unconvertible +=
        (row.flags & observation_flags::kUnconvertible) != 0;
    chunk->for_divisions += StandsForDivision(row.place);
  }
  return chunk;
}

absl::StatusOr<ChunkPtr> KeepRows(const ChunkPtr& chunk,
                                  absl::FunctionRef<bool(uint32_t row)> keep,
                                  Stopped stopped) {
  std::vector<uint32_t> kept;
  for (uint32_t i = 0; i < chunk->elected; ++i) {
    if (i % kRowsBetweenPolls == 0 && stopped()) {
      return Cancelled();
    }
    if (keep(i)) kept.push_back(i);
  }
  if (kept.size() == chunk->elected) return chunk;
  if (kept.empty()) return nullptr;
  std::vector<Candidate> rows;
  rows.reserve(kept.size());
  for (const uint32_t i : kept) rows.push_back(chunk->Row(i));
  return MakeChunk(chunk->stratum, chunk->year, rows, chunk->uniform);
}

absl::StatusOr<std::vector<ChunkPtr>> KeepNewestYears(
    const Snapshot& snapshot, const std::vector<ChunkPtr>& chunks,
    Stopped stopped) {
  std::vector<bool> seen(snapshot.issuer_count);
  std::vector<ChunkPtr> newest;
  for (auto chunk = chunks.rbegin(); chunk != chunks.rend(); ++chunk) {
    absl::StatusOr<ChunkPtr> kept = KeepRows(
        *chunk,
        [&](uint32_t row) {
          const int32_t issuer =
              snapshot.reports.IssuerOf((*chunk)->reports[row]);
          const bool first = !seen[issuer];
          seen[issuer] = true;
          return first;
        },
        stopped);
    if (!kept.ok()) return kept.status();
    if (*kept != nullptr) newest.push_back(*std::move(kept));
  }
  std::reverse(newest.begin(), newest.end());
  return newest;
}

}  // namespace nianbao::aggregator
