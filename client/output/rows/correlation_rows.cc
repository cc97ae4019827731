#include "client/output/rows/correlation_rows.h"

#include "absl/strings/ascii.h"
#include "absl/strings/strip.h"
#include "client/output/rows/group.h"
#include "client/output/rows/years_of_row.h"

namespace nianbao::client {
namespace {

using v1::Correlation;

// Of slope and intercept: rows do not say the units of x and y.
constexpr char kUnknownUnit[] = "";

// In files of facts a figure has the column's name in capitals. One that is
// absent cannot exist: there are too few pairs, or they do not vary.
RowColumn<Correlation> Coefficient(ColumnName name, const char* unit,
                                   const ValueOf<Correlation>& value) {
  const std::string statistic = absl::AsciiStrToUpper(name.id);
  return {std::move(name), kRight,
          [value](const Correlation& c) { return NumberCell(value(c)); },
          [=](const Correlation& c, FactList& facts) {
            const std::optional<double> figure = value(c);
            facts.Add(statistic, figure, unit,
                      figure ? ObsStatus::kNormal : ObsStatus::kNotApplicable);
          }};
}

}  // namespace

RowKind<Correlation> CorrelationRows() {
  RowKind<Correlation> kind;
  kind.flow = {"CORRELATIONS", "Correlations of indicators",
               "COUNTERPART_INDICATOR"};
  kind.start = [](const Correlation& c, const FactScope& scope) {
    v1::Group group = c.group();
    group.set_indicator(c.y());
    FactList facts(group, scope);
    facts.SetOwn(absl::StripPrefix(c.x(), "indicators/"));
    return facts;
  };
  kind.columns = {{{"x", "", Need::kMost},
                   kLeft,
                   [](const Correlation& c) {
                     return Text(absl::StripPrefix(c.x(), "indicators/"));
                   }},
                  {{"y", "", Need::kMost}, kLeft, [](const Correlation& c) {
                     return Text(absl::StripPrefix(c.y(), "indicators/"));
                   }}};
  kind.Append(GroupColumnsOf<Correlation>());
  // The group's own indicator is empty: x and y stand in its place.
  kind.columns.erase(kind.columns.begin() + 2);
  kind.Append(YearsOfRow<Correlation>());
  kind.Append(
      {{{"count", "对数", Need::kMost},
        kRight,
        [](const Correlation& c) { return Count(c.count()); },
        [](const Correlation& c, FactList& facts) {
          facts.Add("COUNT", c.count(), kPureNumber);
        }},
       Coefficient({"pearson", "皮尔逊系数", Need::kMost}, kPureNumber,
                   Field(&Correlation::has_pearson, &Correlation::pearson)),
       Coefficient({"spearman", "斯皮尔曼系数"}, kPureNumber,
                   Field(&Correlation::has_spearman, &Correlation::spearman)),
       Coefficient({"slope", "斜率"}, kUnknownUnit,
                   Field(&Correlation::has_slope, &Correlation::slope)),
       Coefficient(
           {"intercept", "截距"}, kUnknownUnit,
           Field(&Correlation::has_intercept, &Correlation::intercept))});
  return kind;
}

}  // namespace nianbao::client
