// The first step of every query: which indicators it speaks of, and which of
// their values it selects.
#ifndef NIANBAO_AGGREGATOR_QUERY_SELECTION_SELECTED_VALUES_H_
#define NIANBAO_AGGREGATOR_QUERY_SELECTION_SELECTED_VALUES_H_

#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/types/span.h"
#include "aggregator/columns/snapshot.h"
#include "aggregator/query/cursor.h"
#include "aggregator/question/selection_question.h"
#include "common/domain/catalogue.h"

namespace nianbao::aggregator {

// The values of one indicator for a query.
struct SelectedValues {
  std::string name;
  // Entry of the catalogue, or a derived one; null when neither knows the name.
  const v1::Indicator* indicator = nullptr;
  // In the order of the years; of each only the first Chunk::elected rows
  // count. Places, levels and erroneous values are not yet looked at: Groups
  // does that (see groups.h).
  std::vector<ChunkPtr> chunks;
};

// A selection over one snapshot. Immutable and thread-safe.
class SelectionPlan {
 public:
  // `catalogue` must outlive the plan.
  SelectionPlan(const Catalogue& catalogue, SnapshotPtr snapshot,
                SelectionQuestion selection);

  // Indicators selected that have values, or a numerator and a denominator that
  // have some: those of the catalogue in its order, then others by name, then
  // derived ones.
  const std::vector<std::string>& names() const { return names_; }

  // Values of the indicator of that name, also one that names() lacks. Filter,
  // confidence, latest_year and updated_after have been applied; a chunk that
  // they leave whole is that of the snapshot itself, not copied. `latest_year`
  // looks at what was elected, before the other conditions: who fails them in
  // the newest year has no value. A derived indicator's values are computed
  // from those of its operands that meet the conditions, and `latest_year`
  // looks at the result. CANCELLED when `stopped` said so.
  absl::StatusOr<SelectedValues> Load(const std::string& name,
                                      Stopped stopped) const;

  const Snapshot& snapshot() const { return *snapshot_; }
  const SelectionQuestion& selection() const { return selection_; }
  const Catalogue& catalogue() const { return *catalogue_; }
  // Reports count that were stored after this: in microseconds since the epoch,
  // the least int64_t when all do.
  int64_t updated_after() const { return updated_after_; }

 private:
  void FindNames();
  // True when there may be values to pool; of one with a numerator.
  bool IsPooled(const v1::Indicator& rate) const;
  // Those of the kind and the years selected.
  absl::Span<const ChunkPtr> Years(const IndicatorColumns& columns) const;
  std::vector<ChunkPtr> Elected(const std::string& name) const;
  absl::StatusOr<std::vector<ChunkPtr>> Meeting(std::vector<ChunkPtr> chunks,
                                                Stopped stopped) const;
  absl::StatusOr<std::vector<ChunkPtr>> Derive(const Formula& formula,
                                               Stopped stopped) const;

  const Catalogue* catalogue_;
  SnapshotPtr snapshot_;
  SelectionQuestion selection_;
  // The question's, rounded as the columns' confidences are.
  float min_confidence_;
  int64_t updated_after_;
  std::vector<std::string> names_;
};

}  // namespace nianbao::aggregator

#endif  // NIANBAO_AGGREGATOR_QUERY_SELECTION_SELECTED_VALUES_H_
