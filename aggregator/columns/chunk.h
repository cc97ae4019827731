// The values of one indicator, kind, stratum and year, as columns.
//
// A query reads millions of values and of each only some of what is known of
// it: so each thing known stands in an array of its own, and a row is the same
// index into all of them. Say of 2022's reconsideration cases three counties
// speak, one of them twice:
//
//            values  places        reports  positions  flags
//   row 0      12    110107/county    4        17      exact
//   row 1     140    110105/county    9         3      approximate
//   row 2     253    110108/county    2        11      exact
//   ------------------------------------------------- elected == 3
//   row 3     250    110108/county    6        20      exact
//
// The rows that stand for their issuers come first, sorted by value: quantiles,
// extremes and ranks are then read off, and sums go through memory in order.
// The outvoted ones stay behind them, since a filter may take an elected row
// away, and then another election is held among the rest.
//
// A chunk is immutable once built, and so is shared between snapshots and
// threads; chunk_update.h makes the next one from it. 26 bytes a row.
#ifndef NIANBAO_AGGREGATOR_COLUMNS_CHUNK_H_
#define NIANBAO_AGGREGATOR_COLUMNS_CHUNK_H_

#include <cstdint>
#include <vector>

#include "aggregator/columns/observation_flags.h"
#include "aggregator/columns/report_directory.h"

namespace nianbao::aggregator {

// An observation of a counted report that may stand for its issuer: one row of
// a chunk.
struct Candidate {
  // In the unit of the indicator; as printed where kUnconvertible.
  double value = 0;
  Place place = 0;
  ReportSlot report = 0;
  // Index into the report's observations.
  uint32_t position = 0;
  // Rounded from the report's double: whoever compares it with a bound must
  // round the bound to a float as well.
  float confidence = 0;
  ObservationFlags flags = 0;
  // The year that the value speaks of; set by Chunk::Row alone.
  int32_t year = 0;
};

// All columns have the same length.
struct Chunk {
  int32_t year = 0;
  Stratum stratum;
  // That many rows, the first ones, stand for their issuers, one each,
  // ascending by value; of equal values first the one of the lower place, then
  // of the earlier upload. The rows after them lost to one of those, in no
  // particular order.
  uint32_t elected = 0;
  std::vector<double> values;
  std::vector<Place> places;
  std::vector<ReportSlot> reports;
  std::vector<uint32_t> positions;
  std::vector<float> confidences;
  std::vector<ObservationFlags> flags;

  // How many of the elected rows are inexact, are in doubt by a diagnostic, are
  // of units that cannot be converted, or stand for their divisions (see
  // place.h). A query without a filter need not look at the flags of a chunk
  // that has none of the first three.
  uint32_t inexact = 0;
  uint32_t erroneous = 0;
  uint32_t unconvertible = 0;
  uint32_t for_divisions = 0;
  // True when all elected rows have the same tier, and no two of them the same
  // place: then rows are places, and a query need not tell bodies of one place
  // apart.
  bool uniform = false;

  // The row put together from the columns.
  Candidate Row(uint32_t index) const;

  // These work on the columns and leave `elected` and the counts alone.
  void Reserve(size_t rows);
  void Append(const Candidate& row);
};

}  // namespace nianbao::aggregator

#endif  // NIANBAO_AGGREGATOR_COLUMNS_CHUNK_H_
