#include "client/output/rows/fact_list.h"

#include <cstdlib>

#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"

namespace nianbao::client {

FactList::FactList(const v1::Group& group, const FactScope& scope) {
  common_.area = scope.area;
  common_.area_name = scope.area_name;
  // A group without a division is all that the query selects.
  const absl::string_view division = DivisionCode(group);
  if (!division.empty()) {
    common_.area = std::string(division);
    common_.area_name = group.division_display_name();
  }
  common_.indicator =
      std::string(absl::StripPrefix(group.indicator(), "indicators/"));
  common_.level = LevelCode(group.level());
  common_.period =
      group.year() == 0 ? scope.period : absl::StrCat(group.year());
}

void FactList::Add(absl::string_view statistic, std::optional<double> value,
                   absl::string_view unit, ObsStatus status) {
  Fact& fact = facts_.emplace_back(common_);
  fact.statistic = std::string(statistic);
  fact.value = value;
  fact.unit = std::string(unit);
  fact.status = status;
}

absl::string_view DivisionCode(const v1::Group& group) {
  // Rows grouped by division also name the prefecture and province above it.
  const std::string& name = !group.division().empty()     ? group.division()
                            : !group.prefecture().empty() ? group.prefecture()
                                                          : group.province();
  return absl::StripPrefix(name, "divisions/");
}

std::string LevelCode(v1::Level level) {
  if (level == v1::LEVEL_UNSPECIFIED) return "_T";
  return std::string(absl::StripPrefix(v1::Level_Name(level), "LEVEL_"));
}

std::string YearsDuration(int years) {
  return absl::StrCat(years < 0 ? "-" : "", "P", std::abs(years), "Y");
}

}  // namespace nianbao::client
