#include "client/output/rows/group.h"

#include "absl/strings/strip.h"
#include "client/output/numbers.h"

namespace nianbao::client {

// Lives until the program ends: the columns are asked for with each removed row
// of a watch.
const std::vector<RowColumn<v1::Group>>& GroupColumns() {
  static const auto* const kColumns = new std::vector<RowColumn<v1::Group>>{
      {"indicator", kLeft,
       [](const v1::Group& group) {
         return Text(absl::StripPrefix(group.indicator(), "indicators/"));
       }},
      {"year", kRight,
       [](const v1::Group& group) { return Year(group.year()); }},
      {"level", kLeft,
       [](const v1::Group& group) {
         return Text(EnumLabel(v1::Level_Name(group.level())));
       }},
      {"government_level", kLeft,
       [](const v1::Group& group) {
         return Text(EnumLabel(v1::Level_Name(group.government_level())));
       }},
      // People read the name, programs the id that --body takes.
      {"body", kLeft,
       [](const v1::Group& group) {
         return Cell{group.body_display_name(),
                     Text(absl::StripPrefix(group.body(), "bodies/")).plain};
       }},
      {"division", kLeft,
       [](const v1::Group& group) { return Text(DivisionCode(group)); }},
      {"name", kLeft, [](const v1::Group& group) {
         return Text(group.division_display_name());
       }}};
  return *kColumns;
}

}  // namespace nianbao::client
