// How an indicator moved: for each group and year the issuers that reported
// both that year and an earlier one, side by side.
//
// Two selections are loaded: the one asked for, and the same with all years
// moved back by the lag. Chunks whose years are `lag` apart are joined issuer
// by issuer (issuer_pairs.h). With a lag of 1 the row for 2020 of
//
//   2019: A 10, B 20      2020: A 12, C 5
//
// has one matched pair, A 10 -> 12 with a change of 20 %; C is counted as only
// current, B as only previous, and neither moves the figures: a body that
// begins to report is no rise.
//
// A pair whose subjects name different owners (query/subjects) is counted as
// such: 区政府 in 2019 against 各级法院 in 2020 is no change of one thing. The
// columns hold no subjects: those of the pairs are read from the store, once.
//
// The join sorts the pairs, O(n log n) in the rows of an indicator; figures
// need the medians of each row's pairs, which is another sort of those.
#include "aggregator/query/trend/trends.h"

#include <algorithm>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "aggregator/query/grouping/groups.h"
#include "aggregator/query/grouping/issuer_pairs.h"
#include "aggregator/query/grouping/row_description.h"
#include "aggregator/query/indicator_cursor.h"
#include "aggregator/query/selection/selected_values.h"
#include "aggregator/query/trend/matched_panel.h"

namespace nianbao::aggregator {
namespace {

using Response = v1::QueryTrendsResponse;

// The year `lag` years before; `open` where the side is open already, or where
// nothing is left of it.
int32_t YearBefore(int32_t year, int32_t lag, int32_t open) {
  return year == open || year <= lag ? open : year - lag;
}

// Selects what the selection's years are compared with.
SelectionQuestion Earlier(SelectionQuestion selection, int32_t lag) {
  selection.first_year = YearBefore(selection.first_year, lag, kOpenFirstYear);
  selection.last_year = YearBefore(selection.last_year, lag, kOpenLastYear);
  selection.latest_year = false;
  return selection;
}

void SetFigures(absl::Span<const PanelPair> panel, bool adds_up,
                v1::Trend& trend) {
  if (panel.empty()) return;
  const PanelFigures figures = ComparePanel(panel);
  if (adds_up) {
    trend.set_sum(figures.sum);
    trend.set_previous_sum(figures.previous_sum);
  }
  trend.set_mean(figures.mean);
  trend.set_previous_mean(figures.previous_mean);
  trend.set_median(figures.median);
  trend.set_previous_median(figures.previous_median);
  const double previous =
      adds_up ? figures.previous_sum : figures.previous_mean;
  const double change = (adds_up ? figures.sum : figures.mean) - previous;
  trend.set_change(change);
  if (previous > 0) trend.set_change_percent(100 * (change / previous));
  trend.set_median_change(figures.median_change);
  trend.set_risen(figures.risen);
  trend.set_fallen(figures.fallen);
  trend.set_unchanged(figures.unchanged);
}

// The reports of pairs whose subjects are to be compared.
std::vector<int64_t> ReportsOf(const Snapshot& snapshot,
                               absl::Span<const ChunkPair> chunks,
                               absl::Span<const IssuerPair> pairs) {
  std::vector<int64_t> reports;
  for (const IssuerPair& pair : pairs) {
    if (!pair.has_first || !pair.has_second) continue;
    const ChunkPair& of_pair = chunks[pair.chunks];
    reports.push_back(
        snapshot.reports[of_pair.first->reports[pair.first_row]].id);
    reports.push_back(
        snapshot.reports[of_pair.second->reports[pair.second_row]].id);
  }
  return reports;
}

class TrendCursor final : public IndicatorCursor<Response, SelectionPart> {
 public:
  TrendCursor(SelectionPlan plan, SelectionPlan earlier, SubjectOwners& owners,
              const TrendQuestion& question)
      : IndicatorCursor(plan.Parts(question.grouping.SplitsBodies())),
        plan_(std::move(plan)),
        earlier_(std::move(earlier)),
        owners_(owners),
        lag_(question.lag),
        groups_(question.selection, question.grouping) {}

 private:
  absl::Status Start(const SelectionPart& part, Stopped stopped) override {
    absl::StatusOr<SelectedValues> values = plan_.Load(part, stopped);
    if (!values.ok()) return values.status();
    absl::StatusOr<SelectedValues> earlier = earlier_.Load(part, stopped);
    if (!earlier.ok()) return earlier.status();
    chunks_ = PairChunks(values->chunks, earlier->chunks, lag_);
    absl::StatusOr<std::vector<IssuerPair>> pairs =
        PairIssuers(plan_.snapshot(), groups_, chunks_,
                    plan_.selection().include_erroneous, stopped);
    if (!pairs.ok()) return pairs.status();
    if (plan_.selection().latest_year) {
      // An issuer without a value in a row's year is in the row of its newest.
      pairs->erase(std::remove_if(
                       pairs->begin(), pairs->end(),
                       [](const IssuerPair& pair) { return !pair.has_first; }),
                   pairs->end());
    }
    absl::StatusOr<OwnersOfReports> owners =
        owners_.Read(ReportsOf(plan_.snapshot(), chunks_, *pairs), stopped);
    if (!owners.ok()) return owners.status();
    owners_of_pairs_ = *std::move(owners);
    pairs_ = *std::move(pairs);
    next_ = 0;
    part_ = part;
    unit_ = UnitOf(values->indicator, plan_.selection().kind);
    adds_up_ = AddsUp(values->indicator, plan_.selection().kind);
    return absl::OkStatus();
  }

  absl::StatusOr<bool> AddRow(Response& message, Stopped) override {
    if (next_ == pairs_.size()) return false;
    const IssuerPair& head = pairs_[next_];
    v1::Trend& trend = *message.add_trends();
    groups_.Describe(head.slot, head.year, *trend.mutable_group());
    trend.mutable_group()->set_indicator(part_.name);
    DescribeBody(plan_.catalogue(), part_.body, *trend.mutable_group());
    trend.set_unit(unit_);
    trend.set_previous_year(head.year - lag_);
    std::vector<PanelPair> panel;
    int64_t only_current = 0;
    int64_t only_previous = 0;
    int64_t scope_changed = 0;
    for (; next_ < pairs_.size() && pairs_[next_].order == head.order;
         ++next_) {
      const IssuerPair& pair = pairs_[next_];
      if (pair.has_first && pair.has_second) {
        panel.push_back({.current = pair.first, .previous = pair.second});
        scope_changed += ScopeChanged(pair);
      }
      only_current += !pair.has_second;
      only_previous += !pair.has_first;
    }
    trend.set_matched(static_cast<int64_t>(panel.size()));
    trend.set_only_current(only_current);
    trend.set_only_previous(only_previous);
    trend.set_scope_changed(scope_changed);
    SetFigures(panel, adds_up_, trend);
    return true;
  }

  bool ScopeChanged(const IssuerPair& pair) const {
    const ChunkPair& chunks = chunks_[pair.chunks];
    return OwnersDiffer(OwnersOf(*chunks.first, pair.first_row),
                        OwnersOf(*chunks.second, pair.second_row));
  }

  OwnerSet OwnersOf(const Chunk& chunk, uint32_t row) const {
    return aggregator::OwnersOf(owners_of_pairs_,
                                plan_.snapshot().reports[chunk.reports[row]].id,
                                chunk.positions[row]);
  }

  const SelectionPlan plan_;
  // Selects the values of the years compared with.
  const SelectionPlan earlier_;
  SubjectOwners& owners_;
  const int32_t lag_;
  const Groups groups_;

  // The part started last: its pairs in the order of the rows with the chunks
  // they are of and the owners that their subjects name, the next one to
  // answer, and what rows say of it.
  std::vector<ChunkPair> chunks_;
  OwnersOfReports owners_of_pairs_;
  std::vector<IssuerPair> pairs_;
  size_t next_ = 0;
  SelectionPart part_;
  std::string unit_;
  bool adds_up_ = false;
};

}  // namespace

std::unique_ptr<Cursor<Response>> QueryTrends(const Catalogue& catalogue,
                                              const SnapshotPtr& snapshot,
                                              SubjectOwners& owners,
                                              const TrendQuestion& question) {
  return std::make_unique<TrendCursor>(
      SelectionPlan(catalogue, snapshot, question.selection),
      SelectionPlan(catalogue, snapshot,
                    Earlier(question.selection, question.lag)),
      owners, question);
}

}  // namespace nianbao::aggregator
