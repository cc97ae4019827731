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
      {{"indicator", "指标", Need::kMost},
       kLeft,
       [](const Row& i) { return IndicatorId(i.name()); }},
      {{"name", "名称", Need::kMost},
       kLeft,
       [](const Row& i) { return Text(i.display_name_zh()); }},
      {{"english_name", "英文名称"},
       kLeft,
       [](const Row& i) { return Text(i.display_name_en()); }},
      {{"unit", "单位"}, kLeft, [](const Row& i) { return Text(i.unit()); }},
      {{"measure", "类型"},
       kLeft,
       [](const Row& i) {
         return Word(EnumLabel(Row::Measure_Name(i.measure())));
       }},
      {{"numerator", "分子"},
       kLeft,
       [](const Row& i) { return IndicatorId(i.numerator()); }},
      {{"denominator", "分母"}, kLeft, [](const Row& i) {
         return IndicatorId(i.denominator());
       }}};
}

std::vector<RowColumn<v1::Division>> DivisionColumns() {
  using Row = v1::Division;
  return {
      {{"code", "区划代码", Need::kMost},
       kLeft,
       [](const Row& d) {
         return Text(absl::StripPrefix(d.name(), "divisions/"));
       }},
      {{"level", "层级"},
       kLeft,
       [](const Row& d) { return Word(EnumLabel(v1::Level_Name(d.level()))); }},
      {{"name", "名称", Need::kMost},
       kLeft,
       [](const Row& d) { return Text(d.display_name()); }},
      {{"full_name", "全称"}, kLeft, [](const Row& d) {
         return Text(d.full_name());
       }}};
}

}  // namespace nianbao::client
