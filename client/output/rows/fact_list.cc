#include "client/output/rows/fact_list.h"

#include <cstdlib>

#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"

namespace nianbao::client {
namespace {

// Codes that SDMX has for every dimension: the total of all, what does not
// apply, other ones, unknown.
constexpr char kTotal[] = "_T";
constexpr char kNotApplicable[] = "_Z";
constexpr char kOther[] = "_O";
constexpr char kUnknown[] = "_U";

std::string GovernmentLevelCode(const v1::Group& group,
                                const FactScope& scope) {
  if (group.government_level() != v1::LEVEL_UNSPECIFIED) {
    return LevelCode(group.government_level());
  }
  if (!scope.by_government_level) return kTotal;
  return group.level() == v1::LEVEL_DEPARTMENT ? kUnknown : kNotApplicable;
}

std::string BodyCode(const v1::Group& group, const FactScope& scope) {
  if (group.body() == "bodies/other") return kOther;
  if (!group.body().empty()) {
    return std::string(absl::StripPrefix(group.body(), "bodies/"));
  }
  return scope.by_body ? kNotApplicable : kTotal;
}

}  // namespace

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
  common_.government_level = GovernmentLevelCode(group, scope);
  common_.body = BodyCode(group, scope);
  common_.body_name = group.body_display_name();
  common_.period =
      group.year() == 0 ? scope.period : absl::StrCat(group.year());
}

void FactList::SetKind(v1::Kind kind) { common_.kind = KindCode(kind); }

void FactList::SetUnknownBody() {
  common_.government_level = kUnknown;
  common_.body = kUnknown;
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
  if (level == v1::LEVEL_UNSPECIFIED) return kTotal;
  return std::string(absl::StripPrefix(v1::Level_Name(level), "LEVEL_"));
}

std::string KindCode(v1::Kind kind) {
  return std::string(absl::StripPrefix(v1::Kind_Name(kind), "KIND_"));
}

std::string YearsDuration(int years) {
  return absl::StrCat(years < 0 ? "-" : "", "P", std::abs(years), "Y");
}

}  // namespace nianbao::client
