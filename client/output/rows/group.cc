#include "client/output/rows/group.h"

#include "absl/strings/strip.h"
#include "client/output/numbers.h"

namespace nianbao::client {

// Lives until the program ends: the columns are asked for with each removed row
// of a watch.
const std::vector<RowColumn<v1::Group>>& GroupColumns() {
  static const auto* const kColumns = new std::vector<RowColumn<v1::Group>>{
      {{"indicator", "指标", Need::kMost},
       kLeft,
       [](const v1::Group& group) {
         return Text(absl::StripPrefix(group.indicator(), "indicators/"));
       }},
      {{"year", "年份", Need::kMost},
       kRight,
       [](const v1::Group& group) { return Year(group.year()); }},
      {{"level", "层级", Need::kMost},
       kLeft,
       [](const v1::Group& group) {
         return Word(EnumLabel(v1::Level_Name(group.level())));
       }},
      {{"government_level", "政府层级"},
       kLeft,
       [](const v1::Group& group) {
         return Word(EnumLabel(v1::Level_Name(group.government_level())));
       }},
      // People read the name, programs the id that --body takes.
      {{"body", "部门类别"},
       kLeft,
       [](const v1::Group& group) {
         return Cell{group.body_display_name(),
                     Text(absl::StripPrefix(group.body(), "bodies/")).plain};
       }},
      {{"division", "区划代码"},
       kLeft,
       [](const v1::Group& group) { return Text(DivisionCode(group)); }},
      {{"name", "名称", Need::kMost}, kLeft, [](const v1::Group& group) {
         return Text(group.division_display_name());
       }}};
  return *kColumns;
}

}  // namespace nianbao::client
