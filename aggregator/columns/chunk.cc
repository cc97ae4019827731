#include "aggregator/columns/chunk.h"

namespace nianbao::aggregator {

Candidate Chunk::Row(uint32_t index) const {
  return {.value = values[index],
          .place = places[index],
          .report = reports[index],
          .position = positions[index],
          .confidence = confidences[index],
          .flags = flags[index],
          .year = year};
}

void Chunk::Reserve(size_t rows) {
  values.reserve(rows);
  places.reserve(rows);
  reports.reserve(rows);
  positions.reserve(rows);
  confidences.reserve(rows);
  flags.reserve(rows);
}

void Chunk::Append(const Candidate& row) {
  values.push_back(row.value);
  places.push_back(row.place);
  reports.push_back(row.report);
  positions.push_back(row.position);
  confidences.push_back(row.confidence);
  flags.push_back(row.flags);
}

}  // namespace nianbao::aggregator
