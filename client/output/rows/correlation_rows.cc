#include "client/output/rows/correlation_rows.h"

#include "absl/strings/strip.h"
#include "client/asking/group.h"

namespace nianbao::client {
namespace {

// Heads of the columns; Cells has the same order.
std::vector<Column> Columns() {
  std::vector<Column> columns = {{"x"}, {"y"}};
  const std::vector<Column> group = GroupColumns();
  // The group's indicator is empty.
  columns.insert(columns.end(), group.begin() + 1, group.end());
  for (const char* name :
       {"count", "pearson", "spearman", "slope", "intercept"}) {
    columns.push_back({name, Column::Align::kRight});
  }
  return columns;
}

std::vector<Cell> Cells(const v1::Correlation& c) {
  std::vector<Cell> row = {Text(absl::StripPrefix(c.x(), "indicators/")),
                           Text(absl::StripPrefix(c.y(), "indicators/"))};
  const std::vector<Cell> group = GroupCells(c.group());
  row.insert(row.end(), group.begin() + 1, group.end());
  row.push_back(Count(c.count()));
  row.push_back(NumberIf(c.has_pearson(), c.pearson()));
  row.push_back(NumberIf(c.has_spearman(), c.spearman()));
  row.push_back(NumberIf(c.has_slope(), c.slope()));
  row.push_back(NumberIf(c.has_intercept(), c.intercept()));
  return row;
}

std::vector<Fact> Facts(const v1::Correlation& c, const FactScope& scope) {
  v1::Group group = c.group();
  group.set_indicator(c.y());
  FactList facts(group, scope);
  facts.SetOwn(absl::StripPrefix(c.x(), "indicators/"));
  facts.Add("COUNT", c.count(), kPureNumber);
  auto add = [&](absl::string_view statistic, bool has, double value,
                 absl::string_view unit) {
    if (has) {
      facts.Add(statistic, value, unit);
    } else {
      facts.AddAbsent(statistic, unit, ObsStatus::kNotApplicable);
    }
  };
  add("PEARSON", c.has_pearson(), c.pearson(), kPureNumber);
  add("SPEARMAN", c.has_spearman(), c.spearman(), kPureNumber);
  // Rows do not say the units of x and y.
  add("SLOPE", c.has_slope(), c.slope(), "");
  add("INTERCEPT", c.has_intercept(), c.intercept(), "");
  return facts.Take();
}

}  // namespace

RowView<v1::Correlation> CorrelationView() {
  return {
      {"CORRELATIONS", "Correlations of indicators", "COUNTERPART_INDICATOR"},
      Columns(),
      Cells,
      Facts};
}

}  // namespace nianbao::client
