// The first step of every query: which indicators it speaks of, and which of
// their values it selects.
#ifndef NIANBAO_AGGREGATOR_QUERY_SELECTION_SELECTED_VALUES_H_
#define NIANBAO_AGGREGATOR_QUERY_SELECTION_SELECTED_VALUES_H_

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "absl/functional/function_ref.h"
#include "absl/status/statusor.h"
#include "absl/types/span.h"
#include "aggregator/columns/snapshot.h"
#include "aggregator/query/cursor.h"
#include "aggregator/question/selection_question.h"
#include "common/domain/catalogue.h"

namespace nianbao::aggregator {

// What rows of an answer are made of one after another: an indicator, and where
// kinds of bodies are told apart one of these.
struct SelectionPart {
  std::string name;
  // Governments have those of reports without a known issuer or year with them,
  // where these are asked for. Absent for all bodies selected.
  std::optional<BodyNumber> body;
};

// The values of one indicator for a query.
struct SelectedValues {
  std::string name;
  // Entry of the catalogue, or a derived one; null when neither knows the name.
  const v1::Indicator* indicator = nullptr;
  // In the order of the years, then of the strata, which are all of one type of
  // reports; of each only the first Chunk::elected rows count. Places, levels
  // and values to be left out for their flags are not yet looked at: Groups
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
  // derived ones. Where `split_bodies`, a part for each kind of body that has
  // some, in the order of their numbers; else one part each.
  std::vector<SelectionPart> Parts(bool split_bodies) const;

  // The same of the indicator of that name alone.
  std::vector<SelectionPart> PartsOf(const std::string& name,
                                     bool split_bodies) const;

  // Values of a part, also of an indicator that Parts lacks. Filter,
  // confidence, latest_year and updated_after have been applied; a chunk that
  // they leave whole is that of the snapshot itself, not copied. `latest_year`
  // looks at what was elected, before the other conditions: who fails them in
  // the newest year has no value. A derived indicator's values are computed
  // from those of its operands that meet the conditions, and `latest_year`
  // looks at the result. CANCELLED when `stopped` said so.
  absl::StatusOr<SelectedValues> Load(const SelectionPart& part,
                                      Stopped stopped) const;

  const Snapshot& snapshot() const { return *snapshot_; }
  const SelectionQuestion& selection() const { return selection_; }
  const Catalogue& catalogue() const { return *catalogue_; }
  // Reports count that were stored after this: in microseconds since the epoch,
  // the least int64_t when all do.
  int64_t updated_after() const { return updated_after_; }

 private:
  // The names of Parts.
  std::vector<std::string> FindNames() const;
  const Formula* FindDerived(const std::string& name) const;
  // Calls `visit` with the body and the chunks of each stratum that has values
  // of the kind and the years selected, in the order of the bodies.
  void ForEachStratum(
      const IndicatorColumns& columns,
      absl::FunctionRef<void(BodyNumber, absl::Span<const ChunkPtr>)> visit)
      const;
  bool HasValues(const IndicatorColumns& columns) const;
  // Kinds of bodies with values, ascending.
  std::vector<BodyNumber> BodiesOf(const std::string& name) const;
  // Kinds of bodies of which there may be values to pool; of a rate with a
  // numerator.
  std::vector<BodyNumber> PooledBodies(const v1::Indicator& rate) const;
  std::vector<ChunkPtr> Elected(const SelectionPart& part) const;
  absl::StatusOr<std::vector<ChunkPtr>> Meeting(std::vector<ChunkPtr> chunks,
                                                Stopped stopped) const;
  absl::StatusOr<std::vector<ChunkPtr>> Derive(const Formula& formula,
                                               std::optional<BodyNumber> body,
                                               Stopped stopped) const;

  const Catalogue* catalogue_;
  SnapshotPtr snapshot_;
  SelectionQuestion selection_;
  // The question's, rounded as the columns' confidences are.
  float min_confidence_;
  int64_t updated_after_;
};

}  // namespace nianbao::aggregator

#endif  // NIANBAO_AGGREGATOR_QUERY_SELECTION_SELECTED_VALUES_H_
