// Which row of an answer a value belongs to.
//
//   const Groups groups(question.selection, question.grouping);
//   const uint32_t slot = groups.SlotOf(chunk->places[row]);
//   if (slot != groups.slots()) ...             // selected
//   groups.Describe(slot, chunk->year, *row.mutable_group());
//
// A slot stands for the place and the level of a group; the years of a chunk
// are all one, so that the year of a group need not be looked up for each
// value.
#ifndef NIANBAO_AGGREGATOR_QUERY_GROUPING_GROUPS_H_
#define NIANBAO_AGGREGATOR_QUERY_GROUPING_GROUPS_H_

#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>
#include <vector>

#include "aggregator/columns/report_directory.h"
#include "aggregator/query/grouping/place_groups.h"
#include "aggregator/question/questions.h"
#include "nianbao/v1/statistics.pb.h"

namespace nianbao::aggregator {

// From places to slots, as plain numbers for a loop to copy.
struct SlotMap {
  // PlaceTable::entries.
  const uint32_t* entries = nullptr;
  // The divisions selected.
  DivisionRange range;
  uint32_t slots = 0;
  uint32_t place_stride = 1;
  // By level of a place; slots for one left out.
  std::array<uint32_t, 8> level_offset = {};
  // By level of a place: the level its division must be of to be counted;
  // unspecified for any that the gazetteer knows.
  std::array<uint32_t, 8> counted_level = {};

  uint32_t SlotOf(Place place) const {
    const uint32_t division = DivisionOf(place);
    if (!range.Contains(division)) return slots;
    return std::min(slots, (entries[division] >> 3) * place_stride +
                               level_offset[place & 7]);
  }

  // Bits by the level of a division: set for those that a group of places of
  // `level` does not count. In groups of a level of governments it counts
  // divisions of that level, else any that the gazetteer knows.
  uint32_t StrangerLevels(uint32_t level) const {
    const uint32_t counted = counted_level[level];
    const uint32_t bit = 1u << counted;
    return counted == v1::LEVEL_UNSPECIFIED ? bit : ~bit;
  }

  // True when the place is of a division that its group counts.
  bool IsReporting(Place place) const {
    const uint32_t level = entries[DivisionOf(place)] & 7;
    return (StrangerLevels(place & 7) >> level & 1) == 0;
  }
};

// Immutable and thread-safe. Makes no copies of tables: cheap to construct.
class Groups {
 public:
  // The level comes last where it is not asked for and levels are not mixed.
  // Indicators are no part of a group here: rows are always made for one
  // indicator after another.
  Groups(const SelectionQuestion& selection, const Grouping& grouping);

  // Slots are below this.
  uint32_t slots() const { return slot_map_.slots; }

  // slots() for a place that `within` or the levels of the selection leave out.
  uint32_t SlotOf(Place place) const { return slot_map_.SlotOf(place); }

  const SlotMap& slot_map() const { return slot_map_; }

  // The slot of all places of `level`; absent when it depends on the division.
  std::optional<uint32_t> SlotOfAll(v1::Level level) const;

  // True when rows of different years are of different groups.
  bool by_year() const { return by_year_; }
  bool by_level() const { return by_level_; }

  // Orders groups of one indicator as the rows of an answer. `year` is the rank
  // of the group's year among the years of the query, below 2^31.
  uint64_t Order(uint32_t slot, uint32_t year) const;

  // Unspecified when levels are mixed.
  v1::Level LevelOf(uint32_t slot) const;

  // True when divisions can be counted: for a level of governments.
  bool CountsDivisions(uint32_t slot) const;

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
  // Divisions selected.
  DivisionRange range() const { return slot_map_.range; }

  // Sets `fields` but the indicator; `year` is ignored unless by_year().
  void Describe(uint32_t slot, int32_t year, const Fields& fields,
                v1::Group& group) const;
  // Sets all fields but the indicator.
  void Describe(uint32_t slot, int32_t year, v1::Group& group) const {
    Describe(slot, year, Fields().set(), group);
  }

 private:
  // The place, level and year dimensions in the order asked for.
  std::vector<v1::Dimension> dimensions_;
  bool by_year_ = false;
  bool by_level_ = false;
  v1::Dimension place_dimension_ = v1::DIMENSION_UNSPECIFIED;
  const PlaceTable* places_ = nullptr;
  // The division `within` names; absent for the whole country.
  std::optional<uint32_t> within_;

  SlotMap slot_map_;
  uint32_t place_groups_ = 1;
  uint32_t level_stride_ = 1;
  // The levels selected, ascending; a single unspecified one when levels are
  // mixed.
  std::vector<v1::Level> levels_;
};

}  // namespace nianbao::aggregator

#endif  // NIANBAO_AGGREGATOR_QUERY_GROUPING_GROUPS_H_
