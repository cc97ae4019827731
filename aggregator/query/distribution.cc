#include "aggregator/query/distribution.h"

#include <cstdint>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "absl/types/span.h"
#include "aggregator/query/chunk_rows.h"
#include "aggregator/query/groups.h"
#include "aggregator/query/histogram.h"
#include "aggregator/query/indicator_cursor.h"
#include "aggregator/query/row_description.h"
#include "aggregator/query/selected_values.h"
#include "aggregator/query/stoppable_sort.h"

namespace nianbao {
namespace {

using Response = v1::QueryDistributionsResponse;

// A value that counts.
struct Member {
  // Equal for values of the same group; see Groups::Order.
  uint64_t order = 0;
  double value = 0;
  uint32_t slot = 0;
  // Where it stands.
  uint32_t chunk = 0;
  uint32_t row = 0;

  friend bool operator<(const Member& a, const Member& b) {
    return std::tie(a.order, a.value, a.chunk, a.row) <
           std::tie(b.order, b.value, b.chunk, b.row);
  }
};

class DistributionCursor final : public IndicatorCursor<Response> {
 public:
  DistributionCursor(SelectionPlan plan,
                     const v1::QueryDistributionsRequest& request)
      : IndicatorCursor(plan.names()),
        plan_(std::move(plan)),
        request_(request),
        groups_(plan_.selection(), request_.group_by(), request.mix_levels()) {}

 private:
  absl::Status Start(const std::string& name, Stopped stopped) override {
    absl::StatusOr<SelectedValues> values = plan_.Load(name, stopped);
    if (!values.ok()) return values.status();
    values_ = *std::move(values);
    members_.clear();
    next_ = 0;
    for (uint32_t i = 0; i < values_.chunks.size(); ++i) {
      absl::Status status = AddMembers(i, stopped);
      if (!status.ok()) return status;
    }
    return StoppableSort(members_, std::less<Member>(), stopped);
  }

  absl::Status AddMembers(uint32_t chunk_index, Stopped stopped) {
    const Chunk& chunk = *values_.chunks[chunk_index];
    const bool include_erroneous = plan_.selection().include_erroneous();
    for (uint32_t row = 0; row < chunk.elected; ++row) {
      if (row % kRowsBetweenPolls == 0 && stopped()) {
        return absl::CancelledError("the query was cancelled");
      }
      const bool erroneous =
          (chunk.flags[row] & observation_flags::kErroneous) != 0;
      const uint32_t slot = groups_.SlotOf(chunk.places[row]);
      if (slot == groups_.slots() || (erroneous && !include_erroneous)) {
        continue;
      }
      members_.push_back(
          {.order = groups_.Order(slot, static_cast<uint32_t>(chunk.year)),
           .value = chunk.values[row],
           .slot = slot,
           .chunk = chunk_index,
           .row = row});
    }
    return absl::OkStatus();
  }

  bool AddRow(Response& message) override {
    if (next_ == members_.size()) return false;
    const size_t begin = next_;
    std::vector<double> ascending;
    for (; next_ < members_.size() &&
           members_[next_].order == members_[begin].order;
         ++next_) {
      ascending.push_back(members_[next_].value);
    }
    v1::Distribution& row = *message.add_distributions();
    groups_.Describe(members_[begin].slot,
                     values_.chunks[members_[begin].chunk]->year,
                     *row.mutable_group());
    row.mutable_group()->set_indicator(values_.name);
    row.set_unit(UnitOf(values_.indicator, plan_.kind()));
    row.set_count(static_cast<int64_t>(ascending.size()));
    SetBins(ascending, row);
    SetBox(ascending,
           absl::MakeConstSpan(members_).subspan(begin, ascending.size()),
           *row.mutable_box());
    return true;
  }

  void SetBins(absl::Span<const double> ascending,
               v1::Distribution& row) const {
    std::vector<double> edges(request_.edges().begin(), request_.edges().end());
    if (edges.empty()) {
      edges = EqualWidthEdges(ascending, request_.bin_count() > 0
                                             ? request_.bin_count()
                                             : ChooseBinCount(ascending));
    }
    const std::vector<int64_t> counts = CountBins(ascending, edges);
    for (size_t i = 0; i < counts.size(); ++i) {
      v1::HistogramBin& bin = *row.add_bins();
      bin.set_lower(edges[i]);
      bin.set_upper(edges[i + 1]);
      bin.set_count(counts[i]);
    }
  }

  // `members` are parallel to `ascending`.
  void SetBox(absl::Span<const double> ascending,
              absl::Span<const Member> members, v1::BoxFigures& figures) const {
    const Box box = MakeBox(ascending);
    figures.set_min(ascending.front());
    figures.set_lower_whisker(ascending[box.inner_begin]);
    figures.set_first_quartile(box.first_quartile);
    figures.set_median(box.median);
    figures.set_third_quartile(box.third_quartile);
    figures.set_upper_whisker(ascending[box.inner_end - 1]);
    figures.set_max(ascending.back());
    for (const uint32_t index : box.outliers) {
      const Member& member = members[index];
      DescribeValue(plan_.snapshot(), *values_.chunks[member.chunk], member.row,
                    *figures.add_outliers());
    }
    const size_t inner = box.inner_end - box.inner_begin;
    figures.set_outlier_count(static_cast<int64_t>(ascending.size() - inner));
  }

  const SelectionPlan plan_;
  const v1::QueryDistributionsRequest request_;
  const Groups groups_;

  // Of the indicator started last.
  SelectedValues values_;
  std::vector<Member> members_;
  size_t next_ = 0;
};

}  // namespace

absl::StatusOr<std::unique_ptr<Cursor<Response>>> QueryDistributions(
    const Catalogue& catalogue, SnapshotPtr snapshot,
    const v1::QueryDistributionsRequest& request) {
  absl::StatusOr<SelectionPlan> plan = SelectionPlan::Create(
      catalogue, std::move(snapshot), request.selection());
  if (!plan.ok()) return plan.status();
  return std::make_unique<DistributionCursor>(*std::move(plan), request);
}

}  // namespace nianbao
