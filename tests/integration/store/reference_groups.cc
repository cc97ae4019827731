#include "tests/integration/store/reference_groups.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "common/domain/gazetteer.h"

namespace nianbao::aggregator {
namespace {

std::string AncestorCode(const std::string& code, v1::Level level) {
  const DivisionEntry* d = Gazetteer::Get().Find(code);
  while (d != nullptr && d->level != level) d = d->parent;
  return d == nullptr ? "" : std::string(d->code);
}

// Unknown divisions come after all others.
std::string Part(const std::string& code) { return code.empty() ? "~" : code; }

std::string Name(const std::string& code) {
  return code.empty() ? "" : "divisions/" + code;
}

}  // namespace

ReferenceGroups::ReferenceGroups(const Catalogue& catalogue,
                                 const std::vector<int>& group_by,
                                 bool mix_levels, bool mix_years)
    : catalogue_(catalogue) {
  const auto names = [](const std::vector<int>& list, int dimension) {
    return std::find(list.begin(), list.end(), dimension) != list.end();
  };
  by_year_ = !mix_years || names(group_by, v1::DIMENSION_YEAR);
  by_level_ = !mix_levels || names(group_by, v1::DIMENSION_LEVEL);
  by_government_level_ =
      !mix_levels || names(group_by, v1::DIMENSION_GOVERNMENT_LEVEL);
  by_body_ = !mix_levels || names(group_by, v1::DIMENSION_BODY);
  for (int dimension : group_by) {
    // Bodies come first wherever they are named, indicators even before them.
    if (dimension == v1::DIMENSION_INDICATOR ||
        dimension == v1::DIMENSION_BODY) {
      continue;
    }
    if (dimension == v1::DIMENSION_GOVERNMENT_LEVEL) {
      dimension = v1::DIMENSION_LEVEL;
    }
    if (!names(by_, dimension)) by_.push_back(dimension);
  }
  if (by_level_ && !names(by_, v1::DIMENSION_LEVEL)) {
    by_.push_back(v1::DIMENSION_LEVEL);
  }
  if (by_year_ && !names(by_, v1::DIMENSION_YEAR)) {
    by_.push_back(v1::DIMENSION_YEAR);
  }
}

GroupKey ReferenceGroups::KeyOf(const std::string& code,
                                const Publisher& publisher, int year,
                                v1::Group& group) const {
  GroupKey key;
  if (by_body_) {
    key.push_back(absl::StrFormat("%08d", publisher.body));
    group.set_body(BodyName(catalogue_, publisher.body));
  }
  for (const int dimension : by_) {
    if (dimension == v1::DIMENSION_YEAR) {
      key.push_back(absl::StrFormat("%04d", year));
      group.set_year(year);
    } else if (dimension == v1::DIMENSION_LEVEL) {
      // Governments by level, then departments by that of their government.
      const bool is_department = publisher.level == v1::LEVEL_DEPARTMENT;
      const bool is_told = is_department && by_government_level_;
      key.push_back(absl::StrCat(by_level_ || is_told ? publisher.level : 0,
                                 "/",
                                 is_told ? publisher.government_level : 0));
      if (by_level_) group.set_level(publisher.level);
      if (is_told) group.set_government_level(publisher.government_level);
    } else {
      AddPlace(dimension, code, key, group);
    }
  }
  return key;
}

void ReferenceGroups::AddPlace(int dimension, const std::string& code,
                               GroupKey& key, v1::Group& group) const {
  if (dimension == v1::DIMENSION_PROVINCE) {
    const std::string province = AncestorCode(code, v1::LEVEL_PROVINCE);
    key.push_back(Part(province));
    group.set_province(Name(province));
  } else if (dimension == v1::DIMENSION_PREFECTURE) {
    std::string prefecture = AncestorCode(code, v1::LEVEL_PREFECTURE);
    if (prefecture.empty()) {
      prefecture = AncestorCode(code, v1::LEVEL_PROVINCE);
    }
    key.push_back(Part(prefecture));
    group.set_prefecture(Name(prefecture));
  } else if (dimension == v1::DIMENSION_DIVISION) {
    key.push_back(Part(code));
    group.set_division(Name(code));
  }
}

v1::Level ReferenceGroups::CountedLevel(const v1::Group& group) {
  if (group.government_level() != v1::LEVEL_UNSPECIFIED) {
    return group.government_level();
  }
  return group.level() == v1::LEVEL_DEPARTMENT ? v1::LEVEL_UNSPECIFIED
                                               : group.level();
}

std::string ReferenceGroups::PlacesOf(const v1::Group& group) {
  return absl::StrCat(group.province(), " ", group.prefecture(), " ",
                      group.division());
}

std::string ReferenceGroups::PlacesOf(const std::string& code) const {
  GroupKey key;
  v1::Group group;
  for (const int dimension : by_) AddPlace(dimension, code, key, group);
  return PlacesOf(group);
}

}  // namespace nianbao::aggregator
