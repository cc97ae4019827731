// Joins the values of the same issuers from two chunks: the two years of a
// trend, the two indicators of a correlation.
//
// The second chunk is written into an array by issuer (issuer_rows.h); each row
// of the first looks up its partner there, which is marked as taken. What is
// not taken in the end is of issuers with a second value alone. For A: 3, B: 5
// and B: 6, C: 7 the pairs are A: 3 and none, B: 5 and 6, C: none and 7.
//
// The pairs are then sorted by group, year and values, so that each row of the
// answer is a stretch of them, and the same in whatever order reports came. The
// sort is the cost: O(n log n) in the rows, looked at by `stopped` in between.
#include "aggregator/query/grouping/issuer_pairs.h"

#include <map>
#include <tuple>
#include <utility>

#include "absl/status/status.h"
#include "aggregator/query/selection/chunk_rows.h"
#include "aggregator/query/selection/issuer_rows.h"
#include "aggregator/query/stoppable_sort.h"
#include "common/base/cancelled.h"

namespace nianbao::aggregator {
namespace {

class Joiner {
 public:
  Joiner(const Snapshot& snapshot, const Groups& groups, bool include_erroneous,
         Stopped stopped)
      : groups_(groups),
        include_erroneous_(include_erroneous),
        left_out_(LeftOut(include_erroneous)),
        stopped_(stopped),
        second_rows_(snapshot) {}

  absl::Status Add(const ChunkPair& chunks, uint32_t index) {
    const Chunk& first = *chunks.first;
    const Chunk* const second = chunks.second.get();
    second_rows_.Assign(second, include_erroneous_);
    std::vector<bool> taken(second == nullptr ? 0 : second->elected);
    for (uint32_t row = 0; row < first.elected; ++row) {
      if (IsStopped(row)) return Cancelled();
      IssuerPair pair{
          .year = first.year, .first = first.values[row], .has_first = true};
      if (!SetGroup(first, row, pair)) continue;
      const uint32_t match = second_rows_.Find(first, row);
      if (match != IssuerRows::kNone) {
        taken[match] = true;
        pair.second = second->values[match];
        pair.has_second = true;
        pair.chunks = index;
        pair.first_row = row;
        pair.second_row = match;
      }
      pairs_.push_back(pair);
    }
    for (uint32_t row = 0; row < taken.size(); ++row) {
      if (IsStopped(row)) return Cancelled();
      IssuerPair pair{.year = first.year,
                      .second = second->values[row],
                      .has_second = true};
      if (taken[row] || !SetGroup(*second, row, pair)) continue;
      pairs_.push_back(pair);
    }
    return absl::OkStatus();
  }

  absl::StatusOr<std::vector<IssuerPair>> Finish() && {
    second_rows_.Assign(nullptr, include_erroneous_);
    const auto key = [](const IssuerPair& pair) {
      return std::tie(pair.order, pair.year, pair.first, pair.second,
                      pair.has_first, pair.has_second);
    };
    absl::Status status = StoppableSort(
        pairs_,
        [&key](const IssuerPair& a, const IssuerPair& b) {
          return key(a) < key(b);
        },
        stopped_);
    if (!status.ok()) return status;
    return std::move(pairs_);
  }

 private:
  bool IsStopped(uint32_t row) const {
    return row % kRowsBetweenPolls == 0 && stopped_();
  }

  // False when the row is left out.
  bool SetGroup(const Chunk& chunk, uint32_t row, IssuerPair& pair) const {
    if ((chunk.flags[row] & left_out_) != 0) return false;
    pair.slot = groups_.SlotOf(chunk.places[row]);
    if (pair.slot == groups_.slots()) return false;
    pair.order = groups_.Order(pair.slot, static_cast<uint32_t>(pair.year));
    return true;
  }

  const Groups& groups_;
  const bool include_erroneous_;
  const ObservationFlags left_out_;
  const Stopped stopped_;
  IssuerRows second_rows_;
  std::vector<IssuerPair> pairs_;
};

}  // namespace

std::vector<ChunkPair> PairChunks(absl::Span<const ChunkPtr> first,
                                  absl::Span<const ChunkPtr> second,
                                  int32_t lag) {
  std::map<std::pair<Stratum, int32_t>, ChunkPtr> by_key;
  for (const ChunkPtr& chunk : second) {
    by_key[{chunk->stratum, chunk->year}] = chunk;
  }
  std::vector<ChunkPair> pairs;
  for (const ChunkPtr& chunk : first) {
    const auto it = by_key.find({chunk->stratum, chunk->year - lag});
    pairs.push_back({chunk, it == by_key.end() ? nullptr : it->second});
  }
  return pairs;
}

absl::StatusOr<std::vector<IssuerPair>> PairIssuers(
    const Snapshot& snapshot, const Groups& groups,
    absl::Span<const ChunkPair> chunks, bool include_erroneous,
    Stopped stopped) {
  Joiner joiner(snapshot, groups, include_erroneous, stopped);
  for (size_t i = 0; i < chunks.size(); ++i) {
    absl::Status status = joiner.Add(chunks[i], static_cast<uint32_t>(i));
    if (!status.ok()) return status;
  }
  return std::move(joiner).Finish();
}

}  // namespace nianbao::aggregator
