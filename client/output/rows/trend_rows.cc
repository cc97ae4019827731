#include "client/output/rows/trend_rows.h"

#include "absl/strings/str_cat.h"
#include "client/asking/group.h"

namespace nianbao::client {
namespace {

// "12.5%" in a table.
Cell PercentIf(bool present, double value) {
  Cell cell = NumberIf(present, value);
  if (present) cell.readable += "%";
  return cell;
}

// Heads of the columns; Cells has the same order.
std::vector<Column> Columns() {
  std::vector<Column> columns = GroupColumns();
  columns.push_back({"unit"});
  for (const char* name :
       {"previous_year", "matched", "only_current", "only_previous", "sum",
        "previous_sum", "mean", "previous_mean", "median", "previous_median",
        "change", "change_percent", "median_change", "risen", "fallen",
        "unchanged"}) {
    columns.push_back({name, Column::Align::kRight});
  }
  return columns;
}

std::vector<Cell> Cells(const v1::Trend& t) {
  std::vector<Cell> row = GroupCells(t.group());
  row.push_back(Text(t.unit()));
  row.push_back(Year(t.previous_year()));
  row.push_back(Count(t.matched()));
  row.push_back(CountIfAny(t.only_current()));
  row.push_back(CountIfAny(t.only_previous()));
  row.push_back(NumberIf(t.has_sum(), t.sum()));
  row.push_back(NumberIf(t.has_previous_sum(), t.previous_sum()));
  row.push_back(NumberIf(t.has_mean(), t.mean()));
  row.push_back(NumberIf(t.has_previous_mean(), t.previous_mean()));
  row.push_back(NumberIf(t.has_median(), t.median()));
  row.push_back(NumberIf(t.has_previous_median(), t.previous_median()));
  row.push_back(NumberIf(t.has_change(), t.change()));
  row.push_back(PercentIf(t.has_change_percent(), t.change_percent()));
  row.push_back(NumberIf(t.has_median_change(), t.median_change()));
  row.push_back(CountIfAny(t.risen()));
  row.push_back(CountIfAny(t.fallen()));
  row.push_back(CountIfAny(t.unchanged()));
  return row;
}

std::vector<Fact> Facts(const v1::Trend& t, const FactScope& scope) {
  FactList facts(t.group(), scope);
  facts.SetOwn(YearsDuration(t.group().year() - t.previous_year()));
  facts.Add("MATCHED", t.matched(), kPureNumber);
  facts.Add("ONLY_CURRENT", t.only_current(), kPureNumber);
  facts.Add("ONLY_PREVIOUS", t.only_previous(), kPureNumber);
  facts.AddIf(t.has_sum(), "SUM", t.sum(), t.unit());
  facts.AddIf(t.has_previous_sum(), "PREVIOUS_SUM", t.previous_sum(), t.unit());
  facts.AddIf(t.has_mean(), "MEAN", t.mean(), t.unit());
  facts.AddIf(t.has_previous_mean(), "PREVIOUS_MEAN", t.previous_mean(),
              t.unit());
  facts.AddIf(t.has_median(), "MEDIAN", t.median(), t.unit());
  facts.AddIf(t.has_previous_median(), "PREVIOUS_MEDIAN", t.previous_median(),
              t.unit());
  facts.AddIf(t.has_change(), "CHANGE", t.change(), t.unit());
  facts.AddIf(t.has_change_percent(), "CHANGE_PERCENT", t.change_percent(),
              "%");
  facts.AddIf(t.has_median_change(), "MEDIAN_CHANGE", t.median_change(),
              t.unit());
  facts.Add("RISEN", t.risen(), kPureNumber);
  facts.Add("FALLEN", t.fallen(), kPureNumber);
  facts.Add("UNCHANGED", t.unchanged(), kPureNumber);
  return facts.Take();
}

}  // namespace

RowView<v1::Trend> TrendView() {
  return {
      {"TRENDS", "Trends over matched panels", "LAG"}, Columns(), Cells, Facts};
}

}  // namespace nianbao::client
