// Which row a value belongs to, and how many divisions a row could speak of.
#ifndef NIANBAO_AGGREGATOR_QUERY_GROUPING_H_
#define NIANBAO_AGGREGATOR_QUERY_GROUPING_H_

#include <array>
#include <cstdint>
#include <optional>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "aggregator/query/selection.h"
#include "common/gazetteer.h"
#include "nianbao/v1/aggregator_service.pb.h"

namespace nianbao {

// What a row is grouped by, one number for each dimension in the order of the
// query; the order of the keys is the order of the rows. Divisions order by
// code.
using GroupKey = std::array<int32_t, 5>;

// Immutable and thread-safe.
class Grouping {
 public:
  // Dimensions in the order asked for; the level comes last where it was not
  // asked for and levels are not mixed. Indicators are no part of the key: rows
  // are always made for one indicator after another. The gazetteer must
  // outlive the grouping.
  Grouping(const Gazetteer& gazetteer,
           const v1::QueryStatisticsRequest& request);

  // A county without a prefecture (under a municipality) is grouped under its
  // province where prefectures are asked for.
  GroupKey Key(DivisionIndex division, v1::Level level, int32_t year) const;

  // `key` with its year, if any, replaced.
  GroupKey WithYear(GroupKey key, int32_t year) const;

  // Unspecified when levels are mixed.
  v1::Level LevelOf(const GroupKey& key) const;

  // Everything but the indicator.
  v1::Group ToGroup(const GroupKey& key) const;

 private:
  int32_t Part(v1::Dimension dimension, DivisionIndex division, v1::Level level,
               int32_t year) const;

  const Gazetteer& gazetteer_;
  std::vector<v1::Dimension> dimensions_;
};

// A counted report of a known year.
struct ReportedYear {
  DivisionIndex division = kNoDivision;
  v1::Level level = v1::LEVEL_UNSPECIFIED;
  int32_t year = 0;
};

// Counts the divisions of each group. Only governments of the divisions
// themselves count, not departments, and only within one level. Immutable and
// thread-safe.
class Coverage {
 public:
  struct Divisions {
    int64_t in_scope = 0;
    int64_t with_report = 0;
  };

  // O(divisions + reports).
  Coverage(const Gazetteer& gazetteer, const Selector& selector,
           const Grouping& grouping, const std::vector<ReportedYear>& reports);

  // Absent where divisions cannot be counted.
  std::optional<Divisions> Of(const GroupKey& key) const;

  // True when `division` is one that the rows of `level` count.
  bool Counts(DivisionIndex division, v1::Level level) const;

 private:
  const Gazetteer& gazetteer_;
  const Grouping& grouping_;
  // By the key without its year.
  absl::flat_hash_map<GroupKey, int64_t> in_scope_;
  absl::flat_hash_map<GroupKey, int64_t> with_report_;
};

}  // namespace nianbao

#endif  // NIANBAO_AGGREGATOR_QUERY_GROUPING_H_
