// The values of one indicator, kind and year, as columns. Immutable once built,
// and so shared between snapshots and threads.
#ifndef NIANBAO_AGGREGATOR_COLUMNS_CHUNK_H_
#define NIANBAO_AGGREGATOR_COLUMNS_CHUNK_H_

#include <cstdint>
#include <vector>

#include "aggregator/columns/observation_flags.h"
#include "aggregator/columns/report_directory.h"

namespace nianbao::aggregator {

// True when the gazetteer has the place's division, and at the place's level.
bool IsGovernment(Place place);

// An observation of a counted report that may stand for its issuer.
struct Candidate {
  double value = 0;
  Place place = 0;
  ReportSlot report = 0;
  // Index into the report's observations.
  uint32_t position = 0;
  // Rounded: to be compared with a bound that was rounded likewise.
  float confidence = 0;
  ObservationFlags flags = 0;
};

// 26 bytes a row. The first `elected` rows stand for their issuers, one each,
// ascending by value; of equal values first the one of the lower place, then
// of the earlier upload. The rows after them lost to one of those, in no
// particular order.
struct Chunk {
  int32_t year = 0;
  uint32_t elected = 0;
  std::vector<double> values;
  std::vector<Place> places;
  std::vector<ReportSlot> reports;
  std::vector<uint32_t> positions;
  std::vector<float> confidences;
  std::vector<ObservationFlags> flags;

  // Of the elected rows.
  uint32_t inexact = 0;
  uint32_t erroneous = 0;
  // Those with IsGovernment.
  uint32_t governments = 0;
  // All rows have the same level, and no two the same place.
  bool uniform = false;

  Candidate Row(uint32_t index) const;

  // Of the columns alone.
  void Reserve(size_t rows);
  void Append(const Candidate& row);
};

}  // namespace nianbao::aggregator

#endif  // NIANBAO_AGGREGATOR_COLUMNS_CHUNK_H_
