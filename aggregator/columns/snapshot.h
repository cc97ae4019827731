// All that statistics are computed from, at one moment. Immutable; whoever
// holds a snapshot sees that moment and hinders nobody.
//
//   indicator --> kind, year --> Chunk: value, place, report, ...
#ifndef NIANBAO_AGGREGATOR_COLUMNS_SNAPSHOT_H_
#define NIANBAO_AGGREGATOR_COLUMNS_SNAPSHOT_H_

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "aggregator/columns/chunk.h"
#include "aggregator/columns/report_directory.h"
#include "nianbao/v1/report.pb.h"

namespace nianbao::aggregator {

using ChunkPtr = std::shared_ptr<const Chunk>;

// One indicator's chunks.
struct IndicatorColumns {
  // "indicators/{indicator}".
  std::string name;
  // By kind, then in the order of the years.
  std::map<v1::Kind, std::vector<ChunkPtr>> chunks;

  // Those of `kind` with a year in [first, last].
  absl::Span<const ChunkPtr> Years(v1::Kind kind, int32_t first,
                                   int32_t last) const;
};

// Where the counted reports of one year and level come from.
struct ReportedPlaces {
  // Ascending, one for each report.
  std::vector<Place> places;
  // Indices of the divisions whose governments are among them, ascending.
  std::vector<uint32_t> divisions;
};

// `places` are ascending.
std::shared_ptr<const ReportedPlaces> MakeReportedPlaces(
    std::vector<Place> places);

struct Snapshot {
  // 0 before the first change; larger after each.
  int64_t version = 0;
  // Microseconds since the epoch: it holds all that was stored by then, and
  // nothing stored later.
  int64_t moment = 0;
  ReportDirectory reports;
  // Indexed by the number that the store gave an indicator; null where there is
  // none.
  std::vector<std::shared_ptr<const IndicatorColumns>> indicators;
  // By year and level, without reports of unknown years.
  std::map<std::pair<int32_t, v1::Level>, std::shared_ptr<const ReportedPlaces>>
      reported;
  // Issuers are numbered below this.
  int32_t issuer_count = 0;

  // Null when no counted report speaks of it. O(indicators).
  const IndicatorColumns* Find(absl::string_view name) const;
};

using SnapshotPtr = std::shared_ptr<const Snapshot>;

}  // namespace nianbao::aggregator

#endif  // NIANBAO_AGGREGATOR_COLUMNS_SNAPSHOT_H_
