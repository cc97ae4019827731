// Which row of an answer a value belongs to.
//
//   const Groups groups(question.selection, question.grouping);
//   const uint32_t slot = groups.SlotOf(chunk->places[row]);
//   if (slot != groups.slots()) ...             // selected
//   groups.Describe(slot, chunk->year, *row.mutable_group());
//
// A slot stands for the place and the tier of a group (its level, and for
// departments that of their government); a chunk is of one year and one kind of
// body, so that these need not be looked up for each value.
#ifndef NIANBAO_AGGREGATOR_QUERY_GROUPING_GROUPS_H_
#define NIANBAO_AGGREGATOR_QUERY_GROUPING_GROUPS_H_

#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>
#include <vector>

#include "absl/algorithm/container.h"
#include "absl/types/span.h"
#include "aggregator/columns/place.h"
#include "aggregator/query/grouping/place_groups.h"
#include "aggregator/question/questions.h"
#include "nianbao/v1/statistics.pb.h"

namespace nianbao::aggregator {

// From places to slots, as plain numbers for a loop to copy.
struct SlotMap {
  // PlaceTable::entries.
  const uint32_t* entries = nullptr;
  // The divisions selected lie within this range, and in `ranges` where those
  // are several.
  DivisionRange range;
  absl::Span<const DivisionRange> ranges;
  uint32_t slots = 0;
  uint32_t place_stride = 1;
  // By tier of a place; slots for one left out.
  std::array<uint32_t, kTiers> tier_offset = {};
  // By tier of a place: the level its division must be of to be counted;
  // unspecified for any that the gazetteer knows.
  std::array<uint32_t, kTiers> counted_level = {};

  // True for the divisions selected.
  bool Selects(uint32_t division) const {
    if (!range.Contains(division)) return false;
    return ranges.empty() ||
           absl::c_any_of(ranges, [division](const DivisionRange& part) {
             return part.Contains(division);
           });
  }

  uint32_t SlotOf(Place place) const {
    const uint32_t division = DivisionOf(place);
    if (!Selects(division)) return slots;
    return std::min(slots, (entries[division] >> 3) * place_stride +
                               tier_offset[TierOf(place)]);
  }

  // Bits by the level of a division: set for those that a group of places of
  // `tier` does not count. In groups of one tier it counts divisions of that
  // level, else any that the gazetteer knows.
  uint32_t StrangerLevels(Tier tier) const {
    const uint32_t counted = counted_level[tier];
    const uint32_t bit = 1u << counted;
    return counted == v1::LEVEL_UNSPECIFIED ? bit : ~bit;
  }

  // True when the place is of a division that its group counts.
  bool IsReporting(Place place) const {
    const uint32_t level = entries[DivisionOf(place)] & 7;
    return (StrangerLevels(TierOf(place)) >> level & 1) == 0;
  }
};

// Thread-safe. Makes no copies of tables: cheap to construct. Not copyable: its
// parts point at each other.
class Groups {
 public:
  // What is not asked for and not mixed either comes last: the level, then the
  // year. The level of departments' governments stands with the level, where
  // the first of the two is named. Indicators and kinds of bodies are no part
  // of a group here: rows are always made for one after another.
  Groups(const SelectionQuestion& selection, const Grouping& grouping);

  Groups(const Groups&) = delete;
  Groups& operator=(const Groups&) = delete;

  // Slots are below this.
  uint32_t slots() const { return slot_map_.slots; }

  // slots() for a place that the divisions or the levels of the selection leave
  // out.
  uint32_t SlotOf(Place place) const { return slot_map_.SlotOf(place); }

  const SlotMap& slot_map() const { return slot_map_; }

  // The slot of all places of `tier`; absent when it depends on the division.
  std::optional<uint32_t> SlotOfAll(Tier tier) const;

  // True when rows of different years are of different groups.
  bool by_year() const { return by_year_; }
  bool by_level() const { return by_level_; }
  bool by_government_level() const { return by_government_level_; }

  // Orders groups of one indicator as the rows of an answer. `year` is the rank
  // of the group's year among the years of the query, below 2^31.
  uint64_t Order(uint32_t slot, uint32_t year) const;

  // Both unspecified when they are mixed.
  v1::Level LevelOf(uint32_t slot) const { return LevelOfTier(TierOf(slot)); }
  v1::Level GovernmentLevelOf(uint32_t slot) const {
    return GovernmentLevelOfTier(TierOf(slot));
  }

  // That of the slot's places where those are of one; else 0, or that of
  // departments of an unknown government where levels are told apart and those
  // of governments are not.
  Tier TierOf(uint32_t slot) const {
    return tiers_[slot / tier_stride_ % tiers_.size()];
  }

  // True when divisions can be counted: for one tier.
  bool CountsDivisions(uint32_t slot) const {
    return TierOf(slot) % kDepartmentTiers != 0;
  }

  // Divisions of the gazetteer that are of the slot's place and level, and
  // selected. REQUIRES: CountsDivisions(slot).
  uint32_t DivisionsInScope(uint32_t slot) const;

  // Number of the slot's group in places().
  uint32_t PlaceGroupOf(uint32_t slot) const {
    return slot / slot_map_.place_stride % place_groups_;
  }
  const PlaceTable& places() const { return *places_; }
  // By the narrowest dimension asked for; unspecified for none.
  v1::Dimension place_dimension() const { return place_dimension_; }
  // Divisions selected, ascending.
  const std::vector<DivisionRange>& ranges() const { return ranges_; }

  // Sets `fields` but the indicator and the body; `year` is ignored unless
  // by_year().
  void Describe(uint32_t slot, int32_t year, const Fields& fields,
                v1::Group& group) const;
  // Sets all fields but the indicator and the body.
  void Describe(uint32_t slot, int32_t year, v1::Group& group) const {
    Describe(slot, year, Fields().set(), group);
  }

 private:
  void SetDimensions(const Grouping& grouping);
  // Sets tiers_ and the slots.
  void SetTiers(const SelectionQuestion& selection);
  // What is left of `tier` once the levels that are mixed have been taken out.
  Tier GroupTier(Tier tier) const;

  // The dimensions of places, the level (for both levels) and the year in the
  // order asked for.
  std::vector<v1::Dimension> dimensions_;
  bool by_year_ = false;
  bool by_level_ = false;
  bool by_government_level_ = false;
  v1::Dimension place_dimension_ = v1::DIMENSION_UNSPECIFIED;
  const PlaceTable* places_ = nullptr;
  // One for the whole country, the unknown division included.
  std::vector<DivisionRange> ranges_;
  bool whole_country_ = true;

  SlotMap slot_map_;
  uint32_t place_groups_ = 1;
  uint32_t tier_stride_ = 1;
  // Those of groups, ascending.
  std::vector<Tier> tiers_;
};

}  // namespace nianbao::aggregator

#endif  // NIANBAO_AGGREGATOR_QUERY_GROUPING_GROUPS_H_
