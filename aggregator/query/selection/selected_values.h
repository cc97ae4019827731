// The first step of every query: which indicators it speaks of, and which of
// their values it selects.
#ifndef NIANBAO_AGGREGATOR_QUERY_SELECTION_SELECTED_VALUES_H_
#define NIANBAO_AGGREGATOR_QUERY_SELECTION_SELECTED_VALUES_H_

#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "aggregator/columns/snapshot.h"
#include "aggregator/query/cursor.h"
#include "aggregator/question/filter.h"
#include "aggregator/question/formula.h"
#include "common/domain/catalogue.h"
#include "common/domain/gazetteer.h"
#include "nianbao/v1/statistics.pb.h"

namespace nianbao::aggregator {

// The values of one indicator for a query.
struct SelectedValues {
  std::string name;
  // Of the catalogue or derived; null when neither knows the name.
  const v1::Indicator* indicator = nullptr;
  // In the order of the years; of each only the first Chunk::elected rows
  // count. Places, levels and erroneous values are not yet looked at: Groups
  // does that (see groups.h).
  std::vector<ChunkPtr> chunks;
};

// A compiled v1::Selection over one snapshot. Immutable and thread-safe.
class SelectionPlan {
 public:
  // `selection` must be valid (see request_validation.h). `catalogue` must
  // outlive the plan. INVALID_ARGUMENT for a filter or formula that is wrong.
  static absl::StatusOr<SelectionPlan> Create(const Catalogue& catalogue,
                                              SnapshotPtr snapshot,
                                              const v1::Selection& selection);

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
  const v1::Selection& selection() const { return selection_; }
  const Catalogue& catalogue() const { return *catalogue_; }
  v1::Kind kind() const { return kind_; }
  // Inclusive; open sides are the ends of int32_t.
  int32_t first_year() const { return first_year_; }
  int32_t last_year() const { return last_year_; }
  // Microseconds since the epoch; the least int64_t when all are selected.
  int64_t updated_after() const { return updated_after_; }
  // Of the derived indicators, in their order.
  const std::vector<Formula>& formulas() const { return formulas_; }

 private:
  SelectionPlan() = default;

  void FindNames();
  // True when there may be values to pool; of one with a numerator.
  bool IsPooled(const v1::Indicator& rate) const;
  std::vector<ChunkPtr> Elected(const std::string& name) const;
  absl::StatusOr<std::vector<ChunkPtr>> Meeting(std::vector<ChunkPtr> chunks,
                                                Stopped stopped) const;
  absl::StatusOr<std::vector<ChunkPtr>> Derive(const Formula& formula,
                                               Stopped stopped) const;

  const Catalogue* catalogue_ = nullptr;
  SnapshotPtr snapshot_;
  v1::Selection selection_;
  v1::Kind kind_ = v1::KIND_LEVEL;
  int32_t first_year_ = 0;
  int32_t last_year_ = 0;
  float min_confidence_ = 0;
  // Microseconds since the epoch; the least int64_t for all.
  int64_t updated_after_ = std::numeric_limits<int64_t>::min();
  std::optional<Filter> filter_;
  std::vector<Formula> formulas_;
  std::vector<std::string> names_;
};

}  // namespace nianbao::aggregator

#endif  // NIANBAO_AGGREGATOR_QUERY_SELECTION_SELECTED_VALUES_H_
