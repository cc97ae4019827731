#include "aggregator/query/grouping.h"

#include <utility>

#include "absl/algorithm/container.h"
#include "absl/container/flat_hash_set.h"
#include "absl/strings/str_cat.h"

namespace nianbao {
namespace {

bool IsGovernment(v1::Level level) {
  return level != v1::LEVEL_UNSPECIFIED && level != v1::LEVEL_DEPARTMENT;
}

}  // namespace

Grouping::Grouping(const Gazetteer& gazetteer,
                   const v1::QueryStatisticsRequest& request)
    : gazetteer_(gazetteer) {
  for (const int dimension : request.group_by()) {
    if (dimension != v1::DIMENSION_INDICATOR) {
      dimensions_.push_back(static_cast<v1::Dimension>(dimension));
    }
  }
  if (!request.mix_levels() &&
      !absl::c_linear_search(dimensions_, v1::DIMENSION_LEVEL)) {
    dimensions_.push_back(v1::DIMENSION_LEVEL);
  }
}

int32_t Grouping::Part(v1::Dimension dimension, DivisionIndex division,
                       v1::Level level, int32_t year) const {
  if (dimension == v1::DIMENSION_YEAR) return year;
  if (dimension == v1::DIMENSION_LEVEL) return level;
  if (division == kNoDivision || dimension == v1::DIMENSION_DIVISION) {
    return division;
  }
  const DivisionEntry& entry = gazetteer_.divisions()[division];
  const DivisionEntry* ancestor = nullptr;
  if (dimension == v1::DIMENSION_PREFECTURE) {
    ancestor = Gazetteer::Ancestor(entry, v1::LEVEL_PREFECTURE);
  }
  if (ancestor == nullptr) {
    ancestor = Gazetteer::Ancestor(entry, v1::LEVEL_PROVINCE);
  }
  return static_cast<int32_t>(ancestor - gazetteer_.divisions().data());
}

GroupKey Grouping::Key(DivisionIndex division, v1::Level level,
                       int32_t year) const {
  GroupKey key = {};
  for (size_t i = 0; i < dimensions_.size(); ++i) {
    key[i] = Part(dimensions_[i], division, level, year);
  }
  return key;
}

GroupKey Grouping::WithYear(GroupKey key, int32_t year) const {
  for (size_t i = 0; i < dimensions_.size(); ++i) {
    if (dimensions_[i] == v1::DIMENSION_YEAR) key[i] = year;
  }
  return key;
}

v1::Level Grouping::LevelOf(const GroupKey& key) const {
  const auto it = absl::c_find(dimensions_, v1::DIMENSION_LEVEL);
  return it == dimensions_.end()
             ? v1::LEVEL_UNSPECIFIED
             : static_cast<v1::Level>(key[it - dimensions_.begin()]);
}

v1::Group Grouping::ToGroup(const GroupKey& key) const {
  v1::Group group;
  const DivisionEntry* narrowest = nullptr;
  for (size_t i = 0; i < dimensions_.size(); ++i) {
    if (dimensions_[i] == v1::DIMENSION_YEAR) {
      group.set_year(key[i]);
      continue;
    }
    if (dimensions_[i] == v1::DIMENSION_LEVEL) {
      group.set_level(static_cast<v1::Level>(key[i]));
      continue;
    }
    if (key[i] == kNoDivision) continue;
    const DivisionEntry& division = gazetteer_.divisions()[key[i]];
    if (narrowest == nullptr || division.level > narrowest->level) {
      narrowest = &division;
    }
    const std::string name = absl::StrCat("divisions/", division.code);
    if (dimensions_[i] == v1::DIMENSION_PROVINCE) group.set_province(name);
    if (dimensions_[i] == v1::DIMENSION_PREFECTURE) group.set_prefecture(name);
    if (dimensions_[i] == v1::DIMENSION_DIVISION) group.set_division(name);
  }
  if (narrowest != nullptr) {
    group.set_division_display_name(std::string(narrowest->name));
  }
  return group;
}

Coverage::Coverage(const Gazetteer& gazetteer, const Selector& selector,
                   const Grouping& grouping,
                   const std::vector<ReportedYear>& reports)
    : gazetteer_(gazetteer), grouping_(grouping) {
  const std::vector<DivisionEntry>& divisions = gazetteer.divisions();
  for (size_t i = 0; i < divisions.size(); ++i) {
    if (selector.SelectsLevel(divisions[i].level) && selector.SelectsPlace(i)) {
      ++in_scope_[grouping.Key(i, divisions[i].level, 0)];
    }
  }
  absl::flat_hash_set<std::pair<GroupKey, DivisionIndex>> seen;
  for (const ReportedYear& report : reports) {
    if (report.year < selector.first_year() ||
        report.year > selector.last_year() ||
        !Counts(report.division, report.level) ||
        !selector.SelectsLevel(report.level) ||
        !selector.SelectsPlace(report.division)) {
      continue;
    }
    const GroupKey key =
        grouping.Key(report.division, report.level, report.year);
    if (seen.emplace(key, report.division).second) ++with_report_[key];
  }
}

std::optional<Coverage::Divisions> Coverage::Of(const GroupKey& key) const {
  if (!IsGovernment(grouping_.LevelOf(key))) return std::nullopt;
  const auto in_scope = in_scope_.find(grouping_.WithYear(key, 0));
  const auto with_report = with_report_.find(key);
  return Divisions{
      .in_scope = in_scope == in_scope_.end() ? 0 : in_scope->second,
      .with_report =
          with_report == with_report_.end() ? 0 : with_report->second};
}

bool Coverage::Counts(DivisionIndex division, v1::Level level) const {
  return division != kNoDivision && IsGovernment(level) &&
         gazetteer_.divisions()[division].level == level;
}

}  // namespace nianbao
