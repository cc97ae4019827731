#include "client/output/rows/rank_rows.h"

#include "absl/strings/str_cat.h"
#include "client/asking/group.h"
#include "client/output/rows/report_view.h"

namespace nianbao::client {
namespace {

// "+3", "-1", "0".
Cell Signed(int64_t value) {
  return {absl::StrCat(value > 0 ? "+" : "", value), absl::StrCat(value)};
}

// Heads of the columns; Cells has the same order.
std::vector<Column> Columns() {
  using Align = Column::Align;
  std::vector<Column> columns = {{"rank", Align::kRight},
                                 {"count", Align::kRight}};
  for (Column& column : GroupColumns()) columns.push_back(std::move(column));
  columns.push_back({"value", Align::kRight});
  columns.push_back({"unit"});
  for (const char* name : {"percentile", "in_scope", "previous_rank",
                           "rank_change", "previous_value"}) {
    columns.push_back({name, Align::kRight});
  }
  columns.push_back({"issuer"});
  columns.push_back({"observation"});
  return columns;
}

std::vector<Cell> Cells(const v1::RankedDivision& r) {
  std::vector<Cell> row = {Count(r.rank()), Count(r.count())};
  for (Cell& cell : GroupCells(r.group())) row.push_back(std::move(cell));
  row.push_back(Number(r.entry().value()));
  row.push_back(Text(r.unit()));
  row.push_back(ShareIf(r.has_percentile(), r.percentile()));
  row.push_back(r.has_divisions_in_scope() ? Count(r.divisions_in_scope())
                                           : Text(""));
  row.push_back(r.has_previous_rank() ? Count(r.previous_rank()) : Text(""));
  row.push_back(r.has_rank_change() ? Signed(r.rank_change()) : Text(""));
  row.push_back(NumberIf(r.has_previous_value(), r.previous_value()));
  row.push_back(Text(r.entry().issuer()));
  row.push_back(
      Text(ObservationLabel(r.entry().report(), r.entry().observation())));
  return row;
}

std::vector<Fact> Facts(const v1::RankedDivision& r, const FactScope& scope,
                        int compare_year) {
  FactList facts(r.group(), scope);
  facts.SetOwn("_Z");
  facts.Add("RANK", r.rank(), kPureNumber);
  facts.Add("COUNT", r.count(), kPureNumber);
  facts.AddIf(r.has_percentile(), "PERCENTILE", r.percentile(), kPureNumber);
  facts.AddIf(r.has_divisions_in_scope(), "DIVISIONS_IN_SCOPE",
              r.divisions_in_scope(), kPureNumber);
  facts.Add("VALUE", r.entry().value(), r.unit());
  if (compare_year != 0) {
    facts.SetOwn(YearsDuration(r.group().year() - compare_year));
  }
  facts.AddIf(r.has_previous_rank(), "PREVIOUS_RANK", r.previous_rank(),
              kPureNumber);
  facts.AddIf(r.has_rank_change(), "RANK_CHANGE", r.rank_change(), kPureNumber);
  facts.AddIf(r.has_previous_value(), "PREVIOUS_VALUE", r.previous_value(),
              r.unit());
  return facts.Take();
}

}  // namespace

RowView<v1::RankedDivision> RankView(int compare_year) {
  return {
      {"RANKS", "Ranks of divisions", "LAG"},
      Columns(),
      Cells,
      [compare_year](const v1::RankedDivision& row, const FactScope& scope) {
        return Facts(row, scope, compare_year);
      }};
}

}  // namespace nianbao::client
