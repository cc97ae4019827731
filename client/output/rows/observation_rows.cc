#include "client/output/rows/observation_rows.h"

#include "absl/strings/strip.h"
#include "client/output/numbers.h"
#include "client/output/rows/observation_cells.h"

namespace nianbao::client {
namespace {

using ObservationRow = v1::QueryObservationsResponse;

// The area of an issuer whose division is not known; SDMX's code for "unknown".
constexpr char kUnknownArea[] = "_U";

// An observation is a group of its own: issuer, indicator, year.
FactList StartFacts(const ObservationRow& row, const FactScope& scope) {
  v1::Group group;
  group.set_indicator(row.observation().indicator());
  group.set_year(row.observation().year());
  group.set_level(row.issuer().level());
  group.set_government_level(row.issuer().government_level());
  group.set_body(row.issuer().body());
  const std::string& code = row.issuer().division_code();
  group.set_division(code.empty() ? kUnknownArea : code);
  FactList facts(group, scope);
  facts.SetOwn(ObservationLabel(row.report(), row.index()));
  facts.SetKind(row.observation().kind());
  // A department whose government is known has no kind that has a name.
  if (row.issuer().level() == v1::LEVEL_DEPARTMENT &&
      row.issuer().government_level() == v1::LEVEL_UNSPECIFIED) {
    facts.SetUnknownBody();
  }
  return facts;
}

void AddValue(const ObservationRow& row, FactList& facts) {
  const v1::Observation& o = row.observation();
  const v1::Quantity& quantity = o.quantity();
  // Without an indicator or a year there is nothing to file it under.
  if (o.indicator().empty() || o.year() == 0) return;
  const bool exact = quantity.modifier() == v1::MODIFIER_EXACT ||
                     quantity.modifier() == v1::MODIFIER_UNSPECIFIED;
  facts.Add("VALUE", quantity.value(), quantity.unit(),
            exact ? ObsStatus::kNormal : ObsStatus::kEstimated);
}

}  // namespace

RowKind<ObservationRow> ObservationRows() {
  RowKind<ObservationRow> kind;
  kind.flow = {"OBSERVATIONS", "Observations", "OBSERVATION"};
  kind.start = StartFacts;
  kind.columns = {
      {{"issuer", "发布机关", Need::kMost},
       kLeft,
       [](const ObservationRow& row) { return Text(row.issuer().name()); }},
      {{"year", "年份", Need::kMost},
       kRight,
       [](const ObservationRow& row) {
         return Year(row.observation().year());
       }},
      {{"indicator", "指标", Need::kMost},
       kLeft,
       [](const ObservationRow& row) {
         return Text(
             absl::StripPrefix(row.observation().indicator(), "indicators/"));
       }},
      {{"value", "数值", Need::kMost},
       kRight,
       [](const ObservationRow& row) {
         return QuantityCell(row.observation().quantity());
       },
       AddValue},
      {{"kind", "类别"},
       kLeft,
       [](const ObservationRow& row) {
         // Most are the figures themselves: a table leaves that out.
         const v1::Kind of_row = row.observation().kind();
         Cell cell = Word(EnumLabel(v1::Kind_Name(of_row)));
         if (of_row == v1::KIND_LEVEL) cell.readable.clear();
         return cell;
       }},
      {{"unit", "单位"},
       kLeft,
       [](const ObservationRow& row) {
         return Text(row.observation().quantity().unit());
       }},
      {{"standing", "采用情况"},
       kLeft,
       [](const ObservationRow& row) {
         Cell cell =
             Word(EnumLabel(ObservationRow::Standing_Name(row.standing())));
         cell.is_warning = row.standing() == ObservationRow::STANDING_ERRONEOUS;
         return cell;
       }},
      {{"observation", "数字编号"},
       kLeft,
       [](const ObservationRow& row) {
         return Text(ObservationLabel(row.report(), row.index()));
       }},
      {{"taken", "改用"},
       kLeft,
       [](const ObservationRow& row) {
         return Text(ObservationLabel(row.taken_report(), row.taken_index()));
       }},
      {{"sentence", "原句", Need::kMost}, kLeft, [](const ObservationRow& row) {
         return Text(row.observation().evidence().sentence());
       }}};
  return kind;
}

}  // namespace nianbao::client
