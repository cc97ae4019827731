#include "aggregator/query/correlation/correlation.h"

#include <algorithm>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "aggregator/query/correlation/correlation_figures.h"
#include "aggregator/query/grouping/groups.h"
#include "aggregator/query/grouping/issuer_pairs.h"
#include "aggregator/query/grouping/row_description.h"
#include "aggregator/query/indicator_cursor.h"
#include "aggregator/query/selection/selected_values.h"

namespace nianbao::aggregator {
namespace {

using Response = v1::QueryCorrelationsResponse;

class CorrelationCursor final
    : public IndicatorCursor<Response, SelectionPart> {
 public:
  CorrelationCursor(SelectionPlan plan, const CorrelationQuestion& question)
      : IndicatorCursor(
            plan.PartsOf(question.x, question.grouping.SplitsBodies())),
        plan_(std::move(plan)),
        question_(question),
        groups_(question.selection, question.grouping) {}

 private:
  absl::Status Start(const SelectionPart& part, Stopped stopped) override {
    absl::StatusOr<SelectedValues> x = plan_.Load(part, stopped);
    if (!x.ok()) return x.status();
    absl::StatusOr<SelectedValues> y =
        plan_.Load({.name = question_.y, .body = part.body}, stopped);
    if (!y.ok()) return y.status();
    const std::vector<ChunkPair> chunks = PairChunks(x->chunks, y->chunks, 0);
    absl::StatusOr<std::vector<IssuerPair>> pairs =
        PairIssuers(plan_.snapshot(), groups_, chunks,
                    plan_.selection().include_erroneous, stopped);
    if (!pairs.ok()) return pairs.status();
    pairs->erase(std::remove_if(pairs->begin(), pairs->end(),
                                [](const IssuerPair& pair) {
                                  return !pair.has_first || !pair.has_second;
                                }),
                 pairs->end());
    pairs_ = *std::move(pairs);
    next_ = 0;
    part_ = part;
    return absl::OkStatus();
  }

  absl::StatusOr<bool> AddRow(Response& message, Stopped) override {
    if (next_ == pairs_.size()) return false;
    const IssuerPair& head = pairs_[next_];
    v1::Correlation& row = *message.add_correlations();
    groups_.Describe(head.slot, head.year, *row.mutable_group());
    DescribeBody(plan_.catalogue(), part_.body, *row.mutable_group());
    row.set_x(question_.x);
    row.set_y(question_.y);
    std::vector<double> x;
    std::vector<double> y;
    // Pairs of a group come by year.
    row.set_first_year(head.year);
    for (; next_ < pairs_.size() && pairs_[next_].order == head.order;
         ++next_) {
      x.push_back(pairs_[next_].first);
      y.push_back(pairs_[next_].second);
      row.set_last_year(pairs_[next_].year);
    }
    row.set_count(static_cast<int64_t>(x.size()));
    const std::optional<CorrelationFigures> figures = Correlate(x, y);
    if (!figures.has_value()) return true;
    row.set_pearson(figures->pearson);
    row.set_spearman(figures->spearman);
    row.set_slope(figures->slope);
    row.set_intercept(figures->intercept);
    return true;
  }

  const SelectionPlan plan_;
  const CorrelationQuestion question_;
  const Groups groups_;

  // The part started last, its pairs in the order of the rows, and the next one
  // to answer.
  SelectionPart part_;
  std::vector<IssuerPair> pairs_;
  size_t next_ = 0;
};

}  // namespace

std::unique_ptr<Cursor<Response>> QueryCorrelations(
    const Catalogue& catalogue, SnapshotPtr snapshot,
    const CorrelationQuestion& question) {
  return std::make_unique<CorrelationCursor>(
      SelectionPlan(catalogue, std::move(snapshot), question.selection),
      question);
}

}  // namespace nianbao::aggregator
