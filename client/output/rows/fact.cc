#include "client/output/rows/fact.h"

#include <cstdlib>

#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "client/asking/group.h"

namespace nianbao::client {

FactList::FactList(const v1::Group& group, const FactScope& scope) {
  common_.area = scope.area;
  common_.area_name = scope.area_name;
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

void FactList::Add(absl::string_view statistic, double value,
                   absl::string_view unit, ObsStatus status) {
  AddAbsent(statistic, unit, status);
  facts_.back().value = value;
}

void FactList::AddIf(bool present, absl::string_view statistic, double value,
                     absl::string_view unit, ObsStatus status) {
  if (present) Add(statistic, value, unit, status);
}

void FactList::AddAbsent(absl::string_view statistic, absl::string_view unit,
                         ObsStatus status) {
  facts_.push_back(common_);
  facts_.back().statistic = std::string(statistic);
  facts_.back().unit = std::string(unit);
  facts_.back().status = status;
}

std::string LevelCode(v1::Level level) {
  if (level == v1::LEVEL_UNSPECIFIED) return "_T";
  return std::string(absl::StripPrefix(v1::Level_Name(level), "LEVEL_"));
}

std::string YearsDuration(int years) {
  return absl::StrCat(years < 0 ? "-" : "", "P", std::abs(years), "Y");
}

}  // namespace nianbao::client
