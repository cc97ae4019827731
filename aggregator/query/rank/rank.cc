#include "aggregator/query/rank/rank.h"

#include <string>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "aggregator/query/grouping/coverage.h"
#include "aggregator/query/grouping/row_description.h"
#include "aggregator/query/rank/rank_query.h"
#include "common/base/cancelled.h"
#include "common/domain/gazetteer.h"

namespace nianbao::aggregator {
namespace {

using Response = v1::RankDivisionsResponse;

void Describe(const RankQuery& query, const RankRow& row,
              v1::RankedDivision& message) {
  const SelectionPlan& plan = query.plan();
  const Groups& groups = query.groups();
  DescribeValue(plan.snapshot(), row.entry, *message.mutable_entry());
  v1::Group& group = *message.mutable_group();
  groups.Describe(row.slot, row.year, group);
  const SelectionPart& part = query.parts()[row.part];
  group.set_indicator(part.name);
  DescribeBody(plan.catalogue(), part.body, group);
  const std::vector<DivisionEntry>& divisions = Gazetteer::Get().divisions();
  const uint32_t division = DivisionOf(row.entry.place);
  if (division < divisions.size()) {
    const absl::string_view name = divisions[division].name;
    group.set_division(message.entry().division());
    group.set_division_display_name(name.data(), name.size());
  }
  message.set_rank(row.rank);
  message.set_count(row.count);
  if (row.count > 1) message.set_percentile(row.ahead / (row.count - 1));
  message.set_unit(UnitOf(row.indicator, plan.selection().kind));
  if (CountedStratum(groups, plan.selection().report_type, part.body, row.slot)
          .has_value()) {
    message.set_divisions_in_scope(groups.DivisionsInScope(row.slot));
  }
  if (row.previous_rank == 0) return;
  message.set_previous_rank(row.previous_rank);
  message.set_rank_change(message.previous_rank() - message.rank());
  message.set_previous_value(row.previous_value);
}

class RankCursor final : public Cursor<Response> {
 public:
  RankCursor(const Catalogue& catalogue, SnapshotPtr snapshot,
             const RankQuestion& question)
      : query_(catalogue, std::move(snapshot), question) {}

  absl::StatusOr<bool> Next(Messages<Response>& messages,
                            Stopped stopped) override {
    if (stopped()) return Cancelled();
    Response& message = *messages.Add();
    message.mutable_divisions()->Reserve(message_rows_);
    bool more = true;
    for (const RowBudget budget(message_rows_);
         more && !budget.IsSpent(message.divisions_size());) {
      const absl::StatusOr<bool> row = query_.Next(row_, stopped);
      if (!row.ok()) return row.status();
      more = *row;
      if (more) Describe(query_, row_, *message.add_divisions());
    }
    if (message.divisions().empty()) messages.RemoveLast();
    message_rows_ = kMessageRows;
    return more;
  }

 private:
  RankQuery query_;
  int message_rows_ = kFirstMessageRows;
  RankRow row_;
};

}  // namespace

std::unique_ptr<Cursor<Response>> RankDivisions(const Catalogue& catalogue,
                                                SnapshotPtr snapshot,
                                                const RankQuestion& question) {
  return std::make_unique<RankCursor>(catalogue, std::move(snapshot), question);
}

}  // namespace nianbao::aggregator
