// Divisions numbered by the province, the prefecture or the division they are
// grouped under. Tables of the program's own gazetteer, built once.
#ifndef NIANBAO_AGGREGATOR_QUERY_GROUPING_PLACE_GROUPS_H_
#define NIANBAO_AGGREGATOR_QUERY_GROUPING_PLACE_GROUPS_H_

#include <array>
#include <cstdint>
#include <vector>

#include "common/domain/gazetteer.h"
#include "nianbao/v1/division.pb.h"
#include "nianbao/v1/statistics.pb.h"

namespace nianbao::aggregator {

inline constexpr int kLevels = 6;

// Indices into Gazetteer::divisions(), end exclusive; their number is the
// division of those that the gazetteer does not know.
struct DivisionRange {
  uint32_t begin = 0;
  uint32_t end = 0;

  bool Contains(uint32_t division) const {
    return division - begin < end - begin;
  }
};

// Index of a division of the gazetteer.
uint32_t IndexOf(const DivisionEntry& division);

struct PlaceTable {
  // By division, the unknown one last: 8 times the number of its group, plus
  // the division's own level. Groups are numbered in the order of their own
  // divisions.
  std::vector<uint32_t> entries;
  // By division: one past the last of those right after it that are of the same
  // group.
  std::vector<uint32_t> run_end;
  // By group: the division it is named after.
  std::vector<uint32_t> division_of;
  // By group: its divisions, itself included, of each level.
  std::vector<std::array<uint32_t, kLevels>> members;

  uint32_t GroupOf(uint32_t division) const { return entries[division] >> 3; }
};

// Immutable and thread-safe.
class PlaceGroups {
 public:
  static const PlaceGroups& Get();

  // By province, prefecture or division, where the unknown division has a group
  // of its own; for others a single group of all. A county without a prefecture
  // (under a municipality, or directly under its province) is grouped under its
  // province where prefectures are asked for.
  const PlaceTable& By(v1::Dimension dimension) const;

  // The division and all below it. `division` must be known.
  DivisionRange Subtree(uint32_t division) const {
    return {division, subtree_end_[division]};
  }

  // Divisions of `level` in `range`. O(log n).
  uint32_t Count(DivisionRange range, v1::Level level) const;

  // Also the number of the unknown division.
  uint32_t divisions() const {
    return static_cast<uint32_t>(subtree_end_.size());
  }

 private:
  PlaceGroups();

  std::vector<uint32_t> subtree_end_;
  std::array<std::vector<uint32_t>, kLevels> by_level_;
  PlaceTable whole_;
  PlaceTable provinces_;
  PlaceTable prefectures_;
  PlaceTable divisions_;
};

}  // namespace nianbao::aggregator

#endif  // NIANBAO_AGGREGATOR_QUERY_GROUPING_PLACE_GROUPS_H_
