#include "client/asking/group.h"

#include <string>

#include "absl/strings/strip.h"
#include "client/output/numbers.h"

namespace nianbao::client {

std::vector<Column> GroupColumns() {
  return {{"indicator"},
          {"year", Column::Align::kRight},
          {"level"},
          {"division"},
          {"name"}};
}

std::vector<Cell> GroupCells(const v1::Group& group) {
  return {Text(absl::StripPrefix(group.indicator(), "indicators/")),
          Year(group.year()), Text(EnumLabel(v1::Level_Name(group.level()))),
          Text(DivisionCode(group)), Text(group.division_display_name())};
}

absl::string_view DivisionCode(const v1::Group& group) {
  const std::string& name = !group.division().empty()     ? group.division()
                            : !group.prefecture().empty() ? group.prefecture()
                                                          : group.province();
  return absl::StripPrefix(name, "divisions/");
}

}  // namespace nianbao::client
