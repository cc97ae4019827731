#include "client/output/rows/trend_rows.h"

#include "absl/strings/ascii.h"
#include "client/output/rows/group.h"

namespace nianbao::client {
namespace {

using v1::Trend;

// A figure in the indicator's unit. In files of facts it has the column's name
// in capitals, and is left out where the row lacks it.
RowColumn<Trend> PanelFigure(std::string name, const ValueOf<Trend>& value) {
  const std::string statistic = absl::AsciiStrToUpper(name);
  return {std::move(name), kRight,
          [value](const Trend& t) { return NumberCell(value(t)); },
          [=](const Trend& t, FactList& facts) {
            const std::optional<double> figure = value(t);
            if (figure) facts.Add(statistic, figure, t.unit());
          }};
}

// A number of issuers that tables leave empty where it is 0.
RowColumn<Trend> Issuers(std::string name, int64_t (Trend::*count)() const) {
  const std::string statistic = absl::AsciiStrToUpper(name);
  return {std::move(name), kRight,
          [count](const Trend& t) { return CountIfAny((t.*count)()); },
          [=](const Trend& t, FactList& facts) {
            facts.Add(statistic, (t.*count)(), kPureNumber);
          }};
}

// The change in percent: "12.5%" in a table, 12.5 in CSV.
RowColumn<Trend> ChangePercent() {
  return {"change_percent", kRight,
          [](const Trend& t) {
            Cell cell = NumberIf(t.has_change_percent(), t.change_percent());
            if (t.has_change_percent()) cell.readable += "%";
            return cell;
          },
          [](const Trend& t, FactList& facts) {
            if (!t.has_change_percent()) return;
            facts.Add("CHANGE_PERCENT", t.change_percent(), "%");
          }};
}

}  // namespace

RowKind<Trend> TrendRows() {
  RowKind<Trend> kind;
  kind.flow = {"TRENDS", "Trends over matched panels", "LAG"};
  kind.start = [](const Trend& t, const FactScope& scope) {
    FactList facts(t.group(), scope);
    facts.SetOwn(YearsDuration(t.group().year() - t.previous_year()));
    return facts;
  };
  kind.columns = GroupColumnsOf<Trend>();
  RowColumn<Trend> matched = Issuers("matched", &Trend::matched);
  // Tables say it, too, when nobody reported in both years.
  matched.cell = [](const Trend& t) { return Count(t.matched()); };
  kind.Append(
      {{"unit", kLeft, [](const Trend& t) { return Text(t.unit()); }},
       {"previous_year", kRight,
        [](const Trend& t) { return Year(t.previous_year()); }},
       std::move(matched),
       Issuers("only_current", &Trend::only_current),
       Issuers("only_previous", &Trend::only_previous),
       PanelFigure("sum", Field(&Trend::has_sum, &Trend::sum)),
       PanelFigure("previous_sum",
                   Field(&Trend::has_previous_sum, &Trend::previous_sum)),
       PanelFigure("mean", Field(&Trend::has_mean, &Trend::mean)),
       PanelFigure("previous_mean",
                   Field(&Trend::has_previous_mean, &Trend::previous_mean)),
       PanelFigure("median", Field(&Trend::has_median, &Trend::median)),
       PanelFigure("previous_median",
                   Field(&Trend::has_previous_median, &Trend::previous_median)),
       PanelFigure("change", Field(&Trend::has_change, &Trend::change)),
       ChangePercent(),
       PanelFigure("median_change",
                   Field(&Trend::has_median_change, &Trend::median_change)),
       Issuers("risen", &Trend::risen),
       Issuers("fallen", &Trend::fallen),
       Issuers("unchanged", &Trend::unchanged),
       Issuers("scope_changed", &Trend::scope_changed)});
  return kind;
}

}  // namespace nianbao::client
