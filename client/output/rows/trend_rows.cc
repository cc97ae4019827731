#include "client/output/rows/trend_rows.h"

#include "absl/strings/ascii.h"
#include "client/output/rows/group.h"

namespace nianbao::client {
namespace {

using v1::Trend;

// A figure in the indicator's unit. In files of facts it has the column's name
// in capitals, and is left out where the row lacks it.
RowColumn<Trend> PanelFigure(ColumnName name, const ValueOf<Trend>& value) {
  const std::string statistic = absl::AsciiStrToUpper(name.id);
  return {std::move(name), kRight,
          [value](const Trend& t) { return NumberCell(value(t)); },
          [=](const Trend& t, FactList& facts) {
            const std::optional<double> figure = value(t);
            if (figure) facts.Add(statistic, figure, t.unit());
          }};
}

// A number of issuers that tables leave empty where it is 0.
RowColumn<Trend> Issuers(ColumnName name, int64_t (Trend::*count)() const) {
  const std::string statistic = absl::AsciiStrToUpper(name.id);
  return {std::move(name), kRight,
          [count](const Trend& t) { return CountIfAny((t.*count)()); },
          [=](const Trend& t, FactList& facts) {
            facts.Add(statistic, (t.*count)(), kPureNumber);
          }};
}

// The change in percent: "12.5%" in a table, 12.5 in CSV.
RowColumn<Trend> ChangePercent() {
  return {{"change_percent", "变动百分比", Need::kMost},
          kRight,
          [](const Trend& t) {
            return t.has_change_percent() ? Percent(t.change_percent())
                                          : Cell();
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
  RowColumn<Trend> matched =
      Issuers({"matched", "两年均报", Need::kMost}, &Trend::matched);
  // Tables say it, too, when nobody reported in both years.
  matched.cell = [](const Trend& t) { return Count(t.matched()); };
  kind.Append(
      {{{"unit", "单位"}, kLeft, [](const Trend& t) { return Text(t.unit()); }},
       {{"previous_year", "前期年份"},
        kRight,
        [](const Trend& t) { return Year(t.previous_year()); }},
       std::move(matched),
       Issuers({"only_current", "仅本期"}, &Trend::only_current),
       Issuers({"only_previous", "仅前期"}, &Trend::only_previous),
       PanelFigure({"sum", "合计"}, Field(&Trend::has_sum, &Trend::sum)),
       PanelFigure({"previous_sum", "前期合计"},
                   Field(&Trend::has_previous_sum, &Trend::previous_sum)),
       PanelFigure({"mean", "平均数"}, Field(&Trend::has_mean, &Trend::mean)),
       PanelFigure({"previous_mean", "前期平均数"},
                   Field(&Trend::has_previous_mean, &Trend::previous_mean)),
       PanelFigure({"median", "中位数"},
                   Field(&Trend::has_median, &Trend::median)),
       PanelFigure({"previous_median", "前期中位数"},
                   Field(&Trend::has_previous_median, &Trend::previous_median)),
       PanelFigure({"change", "变动", Need::kMost},
                   Field(&Trend::has_change, &Trend::change)),
       ChangePercent(),
       PanelFigure({"median_change", "变动中位数"},
                   Field(&Trend::has_median_change, &Trend::median_change)),
       Issuers({"risen", "上升"}, &Trend::risen),
       Issuers({"fallen", "下降"}, &Trend::fallen),
       Issuers({"unchanged", "持平"}, &Trend::unchanged),
       Issuers({"scope_changed", "口径变化"}, &Trend::scope_changed)});
  return kind;
}

}  // namespace nianbao::client
