// Divisions by rank, as plain numbers.
//
//   RankQuery query(catalogue, columns.Get(), question);
//   RankRow row;
//   while (*query.Next(row, [] { return false; })) {
//     row.rank, row.entry.value ...
//   }
#ifndef NIANBAO_AGGREGATOR_QUERY_RANK_RANK_QUERY_H_
#define NIANBAO_AGGREGATOR_QUERY_RANK_RANK_QUERY_H_

#include <cstdint>
#include <optional>
#include <vector>

#include "absl/container/flat_hash_set.h"
#include "absl/status/statusor.h"
#include "absl/types/span.h"
#include "aggregator/columns/snapshot.h"
#include "aggregator/query/cursor.h"
#include "aggregator/query/grouping/groups.h"
#include "aggregator/query/rank/ranking.h"
#include "aggregator/query/selection/issuer_rows.h"
#include "aggregator/query/selection/selected_values.h"
#include "aggregator/question/questions.h"
#include "common/domain/catalogue.h"

namespace nianbao::aggregator {

struct RankRow {
  // Index into the query's parts().
  uint32_t part = 0;
  // Entry of the catalogue, or a derived one; null when neither knows it.
  const v1::Indicator* indicator = nullptr;
  // The slot of the level; see Groups.
  uint32_t slot = 0;
  // 0 where the newest values are ranked.
  int32_t year = 0;

  Candidate entry;
  uint32_t rank = 0;
  // How many are ranked.
  uint32_t count = 0;
  // How many of the others it is ahead of; those equal to it count by half.
  double ahead = 0;
  // In the year compared with; 0 when it was not ranked there.
  uint32_t previous_rank = 0;
  double previous_value = 0;
};

// Rows in the order of RankDivisions (see rank.h), all of its question looked
// at. Used by one thread at a time.
class RankQuery {
 public:
  // `catalogue` must outlive the query.
  RankQuery(const Catalogue& catalogue, SnapshotPtr snapshot,
            const RankQuestion& question);

  RankQuery(const RankQuery&) = delete;
  RankQuery& operator=(const RankQuery&) = delete;

  // Replaces `row` by the next one; false after the last. O(1), but for the
  // first row of a year, which ranks all of it. CANCELLED when `stopped` said
  // so.
  absl::StatusOr<bool> Next(RankRow& row, Stopped stopped);

  const SelectionPlan& plan() const { return plan_; }
  const std::vector<SelectionPart>& parts() const { return parts_; }
  // Its slots are levels.
  const Groups& groups() const { return groups_; }

 private:
  struct Origin {
    const Chunk* chunk;
    uint32_t row;
  };
  // Those of one level, ranked.
  struct Ranking {
    // Ascending by value, and the values.
    std::vector<Origin> rows;
    std::vector<double> values;
    // Best first; `index` is into rows.
    std::vector<RankedValue> ranked;
  };

  absl::Status StartPart(Stopped stopped);
  absl::Status Compare(Stopped stopped);
  void Rank(absl::Span<const ChunkPtr> chunks);
  void SortByValue(Ranking& ranking) const;
  bool IsAsked(Place place) const;
  void Fill(const Ranking& ranking, const RankedValue& ranked,
            RankRow& row) const;

  const SelectionPlan plan_;
  // Selects the values of the year compared with; absent without one.
  std::optional<SelectionPlan> compared_;
  const std::vector<SelectionPart> parts_;
  const Groups groups_;
  const bool ascending_;
  // Rows a ranking; the largest number for all.
  const uint32_t limit_;
  // Divisions to answer; empty for all.
  absl::flat_hash_set<uint32_t> asked_;

  // The next of parts_ to load, and what came of the one before.
  uint32_t next_part_ = 0;
  SelectedValues values_;
  size_t next_chunk_ = 0;
  ChunkPtr previous_;
  std::optional<IssuerRows> previous_rows_;
  // By row of previous_; 0 for those that are not ranked.
  std::vector<uint32_t> previous_ranks_;

  // The year being answered, its rankings by slot, and how far the answer is.
  int32_t year_ = 0;
  std::vector<Ranking> rankings_;
  uint32_t slot_ = 0;
  size_t next_ranked_ = 0;
  uint32_t answered_ = 0;
};

}  // namespace nianbao::aggregator

#endif  // NIANBAO_AGGREGATOR_QUERY_RANK_RANK_QUERY_H_
