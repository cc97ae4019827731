// Slots: the groups of an answer as small numbers.
//
// A slot is computed from a place, which is a division and a tier, by one table
// lookup and one addition:
//
//   slot = place group of the division * place_stride + tier_offset[tier]
//
// With rows by province and level, 北京 is place group 0 and 天津 1; counties
// and departments of counties are the tiers asked for: 北京's counties have
// slot 0, their departments 1, 天津's counties 2. Where the level is asked for
// before the place, the strides change roles and slots still ascend as the rows
// do. A tier that is not selected has an offset that takes any slot to the
// number of slots, which means "left out"; a division outside of `within` fails
// a range check, as the divisions below one division stand side by side in the
// gazetteer. Tiers that are mixed have one offset.
//
// The year takes no part: all rows of a chunk have the same. Order joins slot
// and year to one number that sorts as the rows of the answer, with the
// dimensions in the order they were asked for.
//
// To make Groups costs O(tiers); the tables behind it are built once for the
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

bool IsLevel(v1::Dimension dimension) {
  return dimension == v1::DIMENSION_LEVEL ||
         dimension == v1::DIMENSION_GOVERNMENT_LEVEL;
}

// LEVEL_DEPARTMENT has tiers of its own, so that there is none of that number.
bool IsTier(Tier tier) {
  return tier % kDepartmentTiers < v1::LEVEL_DEPARTMENT;
}

template <typename Levels>
bool Selects(const Levels& levels, v1::Level level) {
  return levels.empty() || absl::c_linear_search(levels, level);
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

Groups::Groups(const SelectionQuestion& selection, const Grouping& grouping)
    : by_year_(!grouping.mix_years || grouping.Names(v1::DIMENSION_YEAR)),
      by_level_(!grouping.mix_levels || grouping.Names(v1::DIMENSION_LEVEL)),
      by_government_level_(!grouping.mix_levels ||
                           grouping.Names(v1::DIMENSION_GOVERNMENT_LEVEL)) {
  SetDimensions(grouping);
  const PlaceGroups& groups = PlaceGroups::Get();
  places_ = &groups.By(place_dimension_);
  slot_map_.entries = places_->entries.data();
  whole_country_ = selection.within.empty();
  for (const DivisionEntry* const division : selection.within) {
    ranges_.push_back(groups.Subtree(IndexOf(*division)));
  }
  if (whole_country_) ranges_.push_back({0, groups.divisions() + 1});
  slot_map_.range = {ranges_.front().begin, ranges_.back().end};
  if (ranges_.size() > 1) slot_map_.ranges = ranges_;
  SetTiers(selection);
}

void Groups::SetDimensions(const Grouping& grouping) {
  const auto add = [this](v1::Dimension dimension) {
    if (!absl::c_linear_search(dimensions_, dimension)) {
      dimensions_.push_back(dimension);
    }
  };
  for (const v1::Dimension dimension : grouping.dimensions) {
    if (IsLevel(dimension)) add(v1::DIMENSION_LEVEL);
    if (dimension == v1::DIMENSION_YEAR || IsPlace(dimension)) add(dimension);
    // The enum has them from the widest to the narrowest.
    if (IsPlace(dimension)) {
      place_dimension_ = std::max(place_dimension_, dimension);
    }
  }
  if (by_level_) add(v1::DIMENSION_LEVEL);
  if (by_year_) add(v1::DIMENSION_YEAR);
}

void Groups::SetTiers(const SelectionQuestion& selection) {
  // Tiers selected, and what those of their groups are.
  std::array<std::optional<Tier>, kTiers> group_tiers;
  for (Tier tier = 0; tier < kTiers; ++tier) {
    const bool selected =
        IsTier(tier) && Selects(selection.levels, LevelOfTier(tier)) &&
        (!IsDepartment(tier) ||
         Selects(selection.government_levels, GovernmentLevelOfTier(tier)));
    if (selected) group_tiers[tier] = GroupTier(tier);
  }
  for (const std::optional<Tier>& tier : group_tiers) {
    if (tier.has_value() && !absl::c_linear_search(tiers_, *tier)) {
      tiers_.push_back(*tier);
    }
  }
  absl::c_sort(tiers_);
  place_groups_ = static_cast<uint32_t>(places_->division_of.size());
  const uint32_t tiers = static_cast<uint32_t>(tiers_.size());
  slot_map_.slots = place_groups_ * tiers;
  const auto level_at = absl::c_find(dimensions_, v1::DIMENSION_LEVEL);
  const auto place_at = absl::c_find(dimensions_, place_dimension_);
  if (level_at < place_at) {
    tier_stride_ = place_groups_;
  } else {
    slot_map_.place_stride = tiers;
  }
  slot_map_.tier_offset.fill(slot_map_.slots);
  for (Tier tier = 0; tier < kTiers; ++tier) {
    if (!group_tiers[tier].has_value()) continue;
    const Tier group = *group_tiers[tier];
    const auto number = absl::c_find(tiers_, group) - tiers_.begin();
    slot_map_.tier_offset[tier] = static_cast<uint32_t>(number) * tier_stride_;
    slot_map_.counted_level[tier] = group % kDepartmentTiers;
  }
}

Tier Groups::GroupTier(Tier tier) const {
  if (!IsDepartment(tier)) return by_level_ ? tier : 0;
  if (by_government_level_) return tier;
  return by_level_ ? kDepartmentTiers : 0;
}

std::optional<uint32_t> Groups::SlotOfAll(Tier tier) const {
  if (!whole_country_ || place_groups_ > 1) return std::nullopt;
  return slot_map_.tier_offset[tier];
}

uint64_t Groups::Order(uint32_t slot, uint32_t year) const {
  const uint32_t division = places_->division_of[PlaceGroupOf(slot)];
  uint64_t order = 0;
  for (const v1::Dimension dimension : dimensions_) {
    if (dimension == v1::DIMENSION_YEAR) {
      order = order << 31 | year;
    } else if (dimension == v1::DIMENSION_LEVEL) {
      order = order * tiers_.size() + slot / tier_stride_ % tiers_.size();
    } else {
      const PlaceTable& table = PlaceGroups::Get().By(dimension);
      order = order * table.division_of.size() + table.GroupOf(division);
    }
  }
  return order;
}

uint32_t Groups::DivisionsInScope(uint32_t slot) const {
  const uint32_t group = PlaceGroupOf(slot);
  const v1::Level level =
      static_cast<v1::Level>(TierOf(slot) % kDepartmentTiers);
  // The single group of all is named after a division, but is not below it.
  const bool whole =
      whole_country_ ||
      (place_groups_ > 1 && slot_map_.Selects(places_->division_of[group]));
  if (whole) return places_->members[group][level];
  // A group that starts above a division selected holds all of it, or nothing.
  uint32_t count = 0;
  for (const DivisionRange& range : ranges_) {
    if (places_->GroupOf(range.begin) == group) {
      count += PlaceGroups::Get().Count(range, level);
    }
  }
  return count;
}

void Groups::Describe(uint32_t slot, int32_t year, const Fields& fields,
                      v1::Group& group) const {
  using v1::Group;
  if (by_year_ && fields[Group::kYearFieldNumber]) group.set_year(year);
  if (by_level_ && fields[Group::kLevelFieldNumber]) {
    group.set_level(LevelOf(slot));
  }
  if (by_government_level_ && fields[Group::kGovernmentLevelFieldNumber]) {
    group.set_government_level(GovernmentLevelOf(slot));
  }
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
