// All that statistics are computed from, at one moment.
//
//   Snapshot
//     indicators: by number --> kind, stratum --> years, ascending --> Chunk
//     reports: slot --> who published the report, where, for which year
//     reported: stratum, year, tier --> where the counted reports come from
//
// A query takes the newest snapshot and keeps it until its last row is given:
// all its rows are of one moment, whatever is uploaded meanwhile, and neither
// side waits for the other. That works as nothing in a snapshot ever changes.
// The next one is another object that shares what is equal (live_columns.cc),
// and the last holder of a part frees it.
//
// Finding the chunks of an indicator and some years costs a look through the
// indicators, a few hundred names, and a bisection of the years; everything
// else is reading chunks. Coverage needs no values at all: `reported` says
// which divisions have a report that counts, by stratum, year and tier.
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

// All chunks of one indicator.
struct IndicatorColumns {
  // "indicators/{indicator}".
  std::string name;
  // The chunks of each kind and stratum, ascending by year, none of them empty.
  std::map<std::pair<v1::Kind, Stratum>, std::vector<ChunkPtr>> chunks;
};

// Those of `chunks`, ascending by year, with a year in [first, last]. O(log
// years).
absl::Span<const ChunkPtr> Years(absl::Span<const ChunkPtr> chunks,
                                 int32_t first, int32_t last);

// Which reports count for coverage together.
struct ReportedKey {
  Stratum stratum;
  // Of the reports.
  int32_t year = 0;
  Tier tier = 0;

  friend auto operator<=>(const ReportedKey&, const ReportedKey&) = default;
};

// Where the counted reports of one stratum, year and tier come from.
struct ReportedPlaces {
  // Ascending, one for each report.
  std::vector<Place> places;
  // Indices of the divisions that they stand for, ascending.
  std::vector<uint32_t> divisions;
};

// That of a report.
inline ReportedKey ReportedKeyOf(const ReportEntry& report) {
  return {.stratum = report.stratum,
          .year = report.year,
          .tier = TierOf(report.place)};
}

// Derives `divisions`; `places` must be ascending. O(places).
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
  // Unidentified reports are left out.
  std::map<ReportedKey, std::shared_ptr<const ReportedPlaces>> reported;
  // Issuers have numbers below this: for arrays with a place for each issuer.
  int32_t issuer_count = 0;

  // The columns of the indicator of that name; null when no report that counts
  // speaks of it. O(indicators).
  const IndicatorColumns* Find(absl::string_view name) const;
};

using SnapshotPtr = std::shared_ptr<const Snapshot>;

}  // namespace nianbao::aggregator

#endif  // NIANBAO_AGGREGATOR_COLUMNS_SNAPSHOT_H_
