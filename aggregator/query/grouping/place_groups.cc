// Tables that say, for each division of the gazetteer, which group it is in
// when rows are by province, prefecture or division.
//
// Each division is given its root, the division that its group is named after:
// by prefecture 海淀区 has 北京市 (a municipality has no prefectures), 广州市's
// 越秀区 has 广州市. Roots are then numbered in the order of their codes.
// Divisions that are not known have the number one past the last and a group of
// their own.
//
// Since codes go from a division to those below it, a group's divisions come in
// few runs, mostly one: `run_end` lets coverage step over a run at once.
//
// Built once: four tables of some 45,000 entries, within milliseconds.
#include "aggregator/query/grouping/place_groups.h"

#include <algorithm>

#include "absl/algorithm/container.h"

namespace nianbao::aggregator {
namespace {

uint32_t ProvinceOf(const DivisionEntry& division) {
  return IndexOf(*Gazetteer::Ancestor(division, v1::LEVEL_PROVINCE));
}

uint32_t PrefectureOf(const DivisionEntry& division) {
  const DivisionEntry* const prefecture =
      Gazetteer::Ancestor(division, v1::LEVEL_PREFECTURE);
  return prefecture == nullptr ? ProvinceOf(division) : IndexOf(*prefecture);
}

// Roots by division, without the unknown one.
std::vector<uint32_t> Roots(uint32_t (*root_of)(const DivisionEntry&)) {
  std::vector<uint32_t> roots;
  for (const DivisionEntry& division : Gazetteer::Get().divisions()) {
    roots.push_back(root_of(division));
  }
  return roots;
}

// Groups divisions under their roots; the unknown one is under `unknown_root`.
PlaceTable MakeTable(std::vector<uint32_t> roots, uint32_t unknown_root) {
  const std::vector<DivisionEntry>& divisions = Gazetteer::Get().divisions();
  const uint32_t unknown = static_cast<uint32_t>(divisions.size());
  roots.push_back(unknown_root);

  PlaceTable table;
  table.division_of = roots;
  absl::c_sort(table.division_of);
  table.division_of.erase(
      std::unique(table.division_of.begin(), table.division_of.end()),
      table.division_of.end());
  std::vector<uint32_t> group_of_root(unknown + 1);
  for (uint32_t g = 0; g < table.division_of.size(); ++g) {
    group_of_root[table.division_of[g]] = g;
  }
  table.members.resize(table.division_of.size());
  for (uint32_t i = 0; i <= unknown; ++i) {
    const v1::Level level =
        i < unknown ? divisions[i].level : v1::LEVEL_UNSPECIFIED;
    const uint32_t group = group_of_root[roots[i]];
    table.entries.push_back(group << 3 | level);
    ++table.members[group][level];
  }
  table.run_end.resize(unknown + 1, unknown + 1);
  for (uint32_t i = unknown; i-- > 0;) {
    table.run_end[i] =
        table.GroupOf(i) == table.GroupOf(i + 1) ? table.run_end[i + 1] : i + 1;
  }
  return table;
}

}  // namespace

uint32_t IndexOf(const DivisionEntry& division) {
  return static_cast<uint32_t>(&division - Gazetteer::Get().divisions().data());
}

const PlaceGroups& PlaceGroups::Get() {
  static const PlaceGroups* const groups = new PlaceGroups;
  return *groups;
}

PlaceGroups::PlaceGroups() {
  const std::vector<DivisionEntry>& divisions = Gazetteer::Get().divisions();
  const uint32_t unknown = static_cast<uint32_t>(divisions.size());
  whole_ = MakeTable(std::vector<uint32_t>(unknown), 0);
  provinces_ = MakeTable(Roots(ProvinceOf), unknown);
  prefectures_ = MakeTable(Roots(PrefectureOf), unknown);
  divisions_ = MakeTable(Roots(IndexOf), unknown);
  subtree_end_.resize(divisions.size());
  for (uint32_t i = static_cast<uint32_t>(divisions.size()); i-- > 0;) {
    subtree_end_[i] = std::max(subtree_end_[i], i + 1);
    if (divisions[i].parent != nullptr) {
      uint32_t& end = subtree_end_[IndexOf(*divisions[i].parent)];
      end = std::max(end, subtree_end_[i]);
    }
  }
  for (uint32_t i = 0; i < divisions.size(); ++i) {
    by_level_[divisions[i].level].push_back(i);
  }
}

const PlaceTable& PlaceGroups::By(v1::Dimension dimension) const {
  switch (dimension) {
    case v1::DIMENSION_PROVINCE:
      return provinces_;
    case v1::DIMENSION_PREFECTURE:
      return prefectures_;
    case v1::DIMENSION_DIVISION:
      return divisions_;
    default:
      return whole_;
  }
}

uint32_t PlaceGroups::Count(DivisionRange range, v1::Level level) const {
  const std::vector<uint32_t>& all = by_level_[level];
  return static_cast<uint32_t>(absl::c_lower_bound(all, range.end) -
                               absl::c_lower_bound(all, range.begin));
}

}  // namespace nianbao::aggregator
