#include "client/output/rows/rank_rows.h"

#include "absl/strings/str_cat.h"
#include "client/output/rows/group.h"
#include "client/output/rows/observation_cells.h"

namespace nianbao::client {
namespace {

using v1::RankedDivision;
using AddFacts = std::function<void(const RankedDivision&, FactList&)>;

// The dimension LAG of a figure that is compared with none; SDMX's code for
// "not applicable".
constexpr char kNotCompared[] = "_Z";

// "+3", "-1", "0".
Cell Signed(int64_t value) {
  return {absl::StrCat(value > 0 ? "+" : "", value), absl::StrCat(value),
          Cell::Kind::kNumber};
}

// The year of the value: that of the ranking, but where newest values are
// ranked each has its own.
int YearOf(const RankedDivision& r) {
  return r.group().year() != 0 ? r.group().year() : r.entry().year();
}

// A figure of the year ranked, as a fact where the row has it.
AddFacts Current(const std::string& statistic,
                 const ValueOf<RankedDivision>& value) {
  return [=](const RankedDivision& r, FactList& facts) {
    const std::optional<double> number = value(r);
    if (!number) return;
    facts.SetOwn(kNotCompared);
    facts.Add(statistic, number, kPureNumber);
  };
}

}  // namespace

// Figures of the year ranked and of the year compared with differ in the
// dimension LAG; each column sets it for its own facts.
RowKind<RankedDivision> RankRows(int compare_year) {
  // A figure of the year compared with, as a fact where the row has it.
  auto previous = [compare_year](const std::string& statistic,
                                 const ValueOf<RankedDivision>& value,
                                 bool has_unit) -> AddFacts {
    return [=](const RankedDivision& r, FactList& facts) {
      const std::optional<double> number = value(r);
      if (!number) return;
      facts.SetOwn(YearsDuration(YearOf(r) - compare_year));
      facts.Add(statistic, number, has_unit ? r.unit() : kPureNumber);
    };
  };
  const ValueOf<RankedDivision> previous_value = Field(
      &RankedDivision::has_previous_value, &RankedDivision::previous_value);

  RowKind<RankedDivision> kind;
  kind.flow = {"RANKS", "Ranks of divisions", "LAG"};
  kind.start = [](const RankedDivision& r, const FactScope& scope) {
    v1::Group group = r.group();
    group.set_year(YearOf(r));
    return FactList(group, scope);
  };
  kind.columns = {
      {{"rank", "位次", Need::kMost},
       kRight,
       [](const RankedDivision& r) { return Count(r.rank()); },
       Current("RANK", [](const RankedDivision& r) { return r.rank(); }),
       FactPart::kPopulation},
      {{"count", "参与个数"},
       kRight,
       [](const RankedDivision& r) { return Count(r.count()); },
       Current("COUNT", [](const RankedDivision& r) { return r.count(); }),
       FactPart::kPopulation}};
  kind.Append(GroupColumnsOf<RankedDivision>());
  for (RowColumn<RankedDivision>& column : kind.columns) {
    if (column.name.id == "year") {
      column.cell = [](const RankedDivision& r) { return Year(YearOf(r)); };
    }
  }
  kind.Append(
      {{{"value", "数值", Need::kMost},
        kRight,
        [](const RankedDivision& r) { return Number(r.entry().value()); },
        [](const RankedDivision& r, FactList& facts) {
          facts.SetOwn(kNotCompared);
          facts.Add("VALUE", r.entry().value(), r.unit());
        }},
       {{"unit", "单位"},
        kLeft,
        [](const RankedDivision& r) { return Text(r.unit()); }},
       {{"percentile", "百分位"},
        kRight,
        [](const RankedDivision& r) {
          return ShareIf(r.has_percentile(), r.percentile());
        },
        Current("PERCENTILE", Field(&RankedDivision::has_percentile,
                                    &RankedDivision::percentile)),
        FactPart::kPopulation},
       {{"in_scope", "范围内个数"},
        kRight,
        [](const RankedDivision& r) {
          return CountIf(r.has_divisions_in_scope(), r.divisions_in_scope());
        },
        Current("DIVISIONS_IN_SCOPE",
                Field(&RankedDivision::has_divisions_in_scope,
                      &RankedDivision::divisions_in_scope)),
        FactPart::kPopulation},
       {{"previous_rank", "前期位次"},
        kRight,
        [](const RankedDivision& r) {
          return CountIf(r.has_previous_rank(), r.previous_rank());
        },
        previous("PREVIOUS_RANK",
                 Field(&RankedDivision::has_previous_rank,
                       &RankedDivision::previous_rank),
                 false)},
       {{"rank_change", "位次变动"},
        kRight,
        [](const RankedDivision& r) {
          return r.has_rank_change() ? Signed(r.rank_change()) : Cell();
        },
        previous("RANK_CHANGE",
                 Field(&RankedDivision::has_rank_change,
                       &RankedDivision::rank_change),
                 false)},
       {{"previous_value", "前期数值"},
        kRight,
        [=](const RankedDivision& r) { return NumberCell(previous_value(r)); },
        previous("PREVIOUS_VALUE", previous_value, true)},
       {{"issuer", "发布机关"},
        kLeft,
        [](const RankedDivision& r) { return Text(r.entry().issuer()); }},
       {{"observation", "数字编号"}, kLeft, [](const RankedDivision& r) {
          return Text(
              ObservationLabel(r.entry().report(), r.entry().observation()));
        }}});
  return kind;
}

}  // namespace nianbao::client
