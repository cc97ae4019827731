#include "aggregator/query/distribution/distribution.h"

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/types/span.h"
#include "aggregator/query/distribution/histogram.h"
#include "aggregator/query/grouping/grouped_values.h"
#include "aggregator/query/grouping/groups.h"
#include "aggregator/query/grouping/row_description.h"
#include "aggregator/query/indicator_cursor.h"
#include "aggregator/query/selection/selected_values.h"

namespace nianbao::aggregator {
namespace {

using Response = v1::QueryDistributionsResponse;

class DistributionCursor final
    : public IndicatorCursor<Response, SelectionPart> {
 public:
  DistributionCursor(SelectionPlan plan, const DistributionQuestion& question)
      : IndicatorCursor(plan.Parts(question.grouping.SplitsBodies())),
        plan_(std::move(plan)),
        question_(question),
        groups_(question.selection, question.grouping) {}

 private:
  absl::Status Start(const SelectionPart& part, Stopped stopped) override {
    absl::StatusOr<SelectedValues> values = plan_.Load(part, stopped);
    if (!values.ok()) return values.status();
    values_ = *std::move(values);
    part_ = part;
    absl::StatusOr<GroupedValues> grouped = GroupedValues::Create(
        plan_.snapshot(), groups_, values_.chunks, {},
        plan_.selection().include_erroneous, scratch_, stopped);
    if (!grouped.ok()) return grouped.status();
    grouped_ = *std::move(grouped);
    return absl::OkStatus();
  }

  absl::StatusOr<bool> AddRow(Response& message, Stopped stopped) override {
    ValueGroup* group = grouped_.has_value() ? grouped_->Next() : nullptr;
    // A group may hold values that are left out alone.
    while (group != nullptr && group->count == 0) group = grouped_->Next();
    if (group == nullptr) return false;
    const absl::StatusOr<absl::Span<const double>> ascending =
        grouped_->Ascending(*group, stopped);
    if (!ascending.ok()) return ascending.status();
    v1::Distribution& row = *message.add_distributions();
    groups_.Describe(group->slot, group->year, *row.mutable_group());
    row.mutable_group()->set_indicator(part_.name);
    DescribeBody(plan_.catalogue(), part_.body, *row.mutable_group());
    const YearsAndIssuers described = grouped_->Describe(*group);
    row.set_first_year(described.first_year);
    row.set_last_year(described.last_year);
    row.set_unit(UnitOf(values_.indicator, plan_.selection().kind));
    row.set_count(group->count);
    SetBins(*ascending, row);
    SetBox(*ascending, *group, *row.mutable_box());
    return true;
  }

  void SetBins(absl::Span<const double> ascending,
               v1::Distribution& row) const {
    std::vector<double> edges = question_.edges;
    if (edges.empty()) {
      edges = EqualWidthEdges(ascending, question_.bin_count > 0
                                             ? question_.bin_count
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

  void SetBox(absl::Span<const double> ascending, const ValueGroup& group,
              v1::BoxFigures& figures) const {
    const Box box = MakeBox(ascending);
    figures.set_min(ascending.front());
    figures.set_lower_whisker(ascending[box.inner_begin]);
    figures.set_first_quartile(box.first_quartile);
    figures.set_median(box.median);
    figures.set_third_quartile(box.third_quartile);
    figures.set_upper_whisker(ascending[box.inner_end - 1]);
    figures.set_max(ascending.back());
    for (const uint32_t index : box.outliers) {
      DescribeValue(plan_.snapshot(), grouped_->At(group, index),
                    *figures.add_outliers());
    }
    const size_t inner = box.inner_end - box.inner_begin;
    figures.set_outlier_count(static_cast<int64_t>(ascending.size() - inner));
  }

  const SelectionPlan plan_;
  const DistributionQuestion question_;
  const Groups groups_;

  // The part started last: its values, and those by groups.
  SelectionPart part_;
  SelectedValues values_;
  GroupingScratch scratch_;
  std::optional<GroupedValues> grouped_;
};

}  // namespace

std::unique_ptr<Cursor<Response>> QueryDistributions(
    const Catalogue& catalogue, SnapshotPtr snapshot,
    const DistributionQuestion& question) {
  return std::make_unique<DistributionCursor>(
      SelectionPlan(catalogue, std::move(snapshot), question.selection),
      question);
}

}  // namespace nianbao::aggregator
