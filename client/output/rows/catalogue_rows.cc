#include "client/output/rows/catalogue_rows.h"

#include "absl/strings/strip.h"
#include "client/output/numbers.h"

namespace nianbao::client {
namespace {

// "litigation.cases" of "indicators/litigation.cases"; flags take it so, too.
Cell IndicatorId(absl::string_view name) {
  return Text(absl::StripPrefix(name, "indicators/"));
}

}  // namespace

std::vector<RowColumn<v1::Indicator>> IndicatorColumns() {
  using Row = v1::Indicator;
  return {
      {"indicator", kLeft, [](const Row& i) { return IndicatorId(i.name()); }},
      {"name", kLeft, [](const Row& i) { return Text(i.display_name_zh()); }},
      {"english_name", kLeft,
       [](const Row& i) { return Text(i.display_name_en()); }},
      {"unit", kLeft, [](const Row& i) { return Text(i.unit()); }},
      {"measure", kLeft,
       [](const Row& i) {
         return Text(EnumLabel(Row::Measure_Name(i.measure())));
       }},
      {"numerator", kLeft,
       [](const Row& i) { return IndicatorId(i.numerator()); }},
      {"denominator", kLeft,
       [](const Row& i) { return IndicatorId(i.denominator()); }}};
}

std::vector<RowColumn<v1::Division>> DivisionColumns() {
  using Row = v1::Division;
  return {
      {"code", kLeft,
       [](const Row& d) {
         return Text(absl::StripPrefix(d.name(), "divisions/"));
       }},
      {"level", kLeft,
       [](const Row& d) { return Text(EnumLabel(v1::Level_Name(d.level()))); }},
      {"name", kLeft, [](const Row& d) { return Text(d.display_name()); }},
      {"full_name", kLeft, [](const Row& d) { return Text(d.full_name()); }}};
}

}  // namespace nianbao::client
