// Slots: the groups of an answer as small numbers.
//
// A slot is computed from a place, which is a division and a level, by one
// table lookup and one addition:
//
//   slot = place group of the division * place_stride + level_offset[level]
//
// With rows by province and level, 北京 is place group 0 and 天津 1; counties
// and departments are the levels asked for: 北京's counties have slot 0, its
// departments 1, 天津's counties 2. Where the level is asked for before the
// place, the strides change roles and slots still ascend as the rows do. A
// level that is not selected has an offset that takes any slot to the number of
// slots, which means "left out"; a division outside of `within` fails a range
// check, as the divisions below one division stand side by side in the
// gazetteer.
//
// The year takes no part: all rows of a chunk have the same. Order joins slot
// and year to one number that sorts as the rows of the answer, with the
// dimensions in the order they were asked for.
//
// To make Groups costs O(levels); the tables behind it are built once for the
// program (place_groups.h).
#include "aggregator/query/grouping/groups.h"

#include <algorithm>
#include <string>

#include "absl/algorithm/container.h"
#include "aggregator/question/resource_names.h"
#include "common/domain/gazetteer.h"

namespace nianbao::aggregator {
namespace {

bool IsPlace(v1::Dimension dimension) {
  return dimension == v1::DIMENSION_PROVINCE ||
         dimension == v1::DIMENSION_PREFECTURE ||
         dimension == v1::DIMENSION_DIVISION;
}

bool IsOfGovernments(v1::Level level) {
  return level != v1::LEVEL_UNSPECIFIED && level != v1::LEVEL_DEPARTMENT;
}

void SetName(uint32_t division, std::string& name) {
  const absl::string_view code = Gazetteer::Get().divisions()[division].code;
  name.reserve(kDivisionPrefix.size() + code.size());
  name.assign(kDivisionPrefix.data(), kDivisionPrefix.size());
  name.append(code.data(), code.size());
}

// What names the division of `dimension`; null where `fields` leave it out.
std::string* NameOf(v1::Dimension dimension, const Fields& fields,
                    v1::Group& group) {
  using v1::Group;
  switch (dimension) {
    case v1::DIMENSION_PROVINCE:
      return fields[Group::kProvinceFieldNumber] ? group.mutable_province()
                                                 : nullptr;
    case v1::DIMENSION_PREFECTURE:
      return fields[Group::kPrefectureFieldNumber] ? group.mutable_prefecture()
                                                   : nullptr;
    case v1::DIMENSION_DIVISION:
      return fields[Group::kDivisionFieldNumber] ? group.mutable_division()
                                                 : nullptr;
    default:
      return nullptr;
  }
}

}  // namespace

Groups::Groups(const SelectionQuestion& selection, const Grouping& grouping) {
  for (const v1::Dimension dimension : grouping.dimensions) {
    if (dimension == v1::DIMENSION_INDICATOR) continue;
    dimensions_.push_back(dimension);
    by_year_ = by_year_ || dimension == v1::DIMENSION_YEAR;
    by_level_ = by_level_ || dimension == v1::DIMENSION_LEVEL;
    // The enum has them from the widest to the narrowest.
    if (IsPlace(dimension)) {
      place_dimension_ = std::max(place_dimension_, dimension);
    }
  }
  if (!by_level_ && !grouping.mix_levels) {
    dimensions_.push_back(v1::DIMENSION_LEVEL);
    by_level_ = true;
  }

  const PlaceGroups& groups = PlaceGroups::Get();
  places_ = &groups.By(place_dimension_);
  slot_map_.entries = places_->entries.data();
  slot_map_.range = {0, groups.divisions() + 1};
  if (selection.within != nullptr) {
    within_ = IndexOf(*selection.within);
    slot_map_.range = groups.Subtree(*within_);
  }

  std::vector<v1::Level> selected;
  for (int level = 0; level < kLevels; ++level) {
    if (selection.levels.empty() ||
        absl::c_linear_search(selection.levels, level)) {
      selected.push_back(static_cast<v1::Level>(level));
    }
  }
  levels_ =
      by_level_ ? selected : std::vector<v1::Level>{v1::LEVEL_UNSPECIFIED};
  place_groups_ = static_cast<uint32_t>(places_->division_of.size());
  const uint32_t levels = static_cast<uint32_t>(levels_.size());
  slot_map_.slots = place_groups_ * levels;
  const auto level_at = absl::c_find(dimensions_, v1::DIMENSION_LEVEL);
  const auto place_at = absl::c_find(dimensions_, place_dimension_);
  if (level_at < place_at) {
    level_stride_ = place_groups_;
  } else {
    slot_map_.place_stride = levels;
  }
  slot_map_.level_offset.fill(slot_map_.slots);
  for (uint32_t i = 0; i < selected.size(); ++i) {
    slot_map_.level_offset[selected[i]] = by_level_ ? i * level_stride_ : 0;
    if (by_level_ && IsOfGovernments(selected[i])) {
      slot_map_.counted_level[selected[i]] = selected[i];
    }
  }
}

std::optional<uint32_t> Groups::SlotOfAll(v1::Level level) const {
  if (within_.has_value() || place_groups_ > 1) return std::nullopt;
  return slot_map_.level_offset[level];
}

uint64_t Groups::Order(uint32_t slot, uint32_t year) const {
  const uint32_t division = places_->division_of[PlaceGroupOf(slot)];
  uint64_t order = 0;
  for (const v1::Dimension dimension : dimensions_) {
    if (dimension == v1::DIMENSION_YEAR) {
      order = order << 31 | year;
    } else if (dimension == v1::DIMENSION_LEVEL) {
      order = order * levels_.size() + slot / level_stride_ % levels_.size();
    } else {
      const PlaceTable& table = PlaceGroups::Get().By(dimension);
      order = order * table.division_of.size() + table.GroupOf(division);
    }
  }
  return order;
}

v1::Level Groups::LevelOf(uint32_t slot) const {
  return levels_[slot / level_stride_ % levels_.size()];
}

bool Groups::CountsDivisions(uint32_t slot) const {
  return IsOfGovernments(LevelOf(slot));
}

uint32_t Groups::DivisionsInScope(uint32_t slot) const {
  const uint32_t group = PlaceGroupOf(slot);
  const v1::Level level = LevelOf(slot);
  // The single group of all is named after a division, but is not below it.
  const bool whole = !within_.has_value() ||
                     (place_groups_ > 1 &&
                      slot_map_.range.Contains(places_->division_of[group]));
  if (whole) return places_->members[group][level];
  // A group that starts above `within` holds all of it, or nothing.
  return places_->GroupOf(*within_) == group
             ? PlaceGroups::Get().Count(slot_map_.range, level)
             : 0;
}

void Groups::Describe(uint32_t slot, int32_t year, const Fields& fields,
                      v1::Group& group) const {
  using v1::Group;
  if (by_year_ && fields[Group::kYearFieldNumber]) group.set_year(year);
  if (fields[Group::kLevelFieldNumber]) group.set_level(LevelOf(slot));
  if (place_dimension_ == v1::DIMENSION_UNSPECIFIED) return;
  const uint32_t division = places_->division_of[PlaceGroupOf(slot)];
  const PlaceGroups& groups = PlaceGroups::Get();
  if (division == groups.divisions()) return;
  for (const v1::Dimension dimension : dimensions_) {
    std::string* const name = NameOf(dimension, fields, group);
    if (name == nullptr) continue;
    const PlaceTable& table = groups.By(dimension);
    SetName(table.division_of[table.GroupOf(division)], *name);
  }
  if (fields[Group::kDivisionDisplayNameFieldNumber]) {
    const absl::string_view name = Gazetteer::Get().divisions()[division].name;
    group.mutable_division_display_name()->assign(name.data(), name.size());
  }
}

}  // namespace nianbao::aggregator
