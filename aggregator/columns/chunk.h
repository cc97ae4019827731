// The values of one indicator, kind and year, as columns. Immutable once built,
// and so shared between snapshots and threads.
#ifndef NIANBAO_AGGREGATOR_COLUMNS_CHUNK_H_
#define NIANBAO_AGGREGATOR_COLUMNS_CHUNK_H_

#include <cstdint>
#include <vector>

#include "aggregator/columns/report_directory.h"
#include "nianbao/v1/report.pb.h"

namespace nianbao::aggregator {

// What is known of an observation besides its numbers, in one word.
namespace observation_flags {
// v1::Modifier.
inline constexpr uint16_t kModifierMask = 0x0007;
// Of those bits, the ones that only inexact modifiers have.
inline constexpr uint16_t kInexactMask = 0x0006;
static_assert(v1::MODIFIER_UNSPECIFIED == 0 && v1::MODIFIER_EXACT == 1);
// In doubt by a diagnostic of SEVERITY_ERROR.
inline constexpr uint16_t kErroneous = 0x0008;
// Printed in % or 百分点.
inline constexpr uint16_t kPercentage = 0x0010;
// Headline, of the issuer's own scope, with a value and a year.
inline constexpr uint16_t kCountable = 0x0020;
// One bit for each diagnostic code of the observation, in the order of
// kDiagnosticCodes; the highest stands for all other codes.
inline constexpr int kDiagnosticShift = 8;
inline constexpr uint16_t kOtherDiagnostic = 0x8000;
}  // namespace observation_flags

// Names of the bits from kDiagnosticShift up.
inline constexpr const char* kDiagnosticCodes[] = {
    "RATE_MISMATCH",      "UNIT_SLIP",     "PART_EXCEEDS_WHOLE", "SUM_MISMATCH",
    "DUPLICATE_MISMATCH", "YEAR_CONFLICT", "ENCODING_DOUBT"};

// Approximate, at least or at most.
inline bool IsInexact(uint16_t flags) {
  return (flags & observation_flags::kInexactMask) != 0;
}

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
  uint16_t flags = 0;
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
  std::vector<uint16_t> flags;

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
