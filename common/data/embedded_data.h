// Data files that are part of the program: see common/data.
#ifndef NIANBAO_COMMON_DATA_EMBEDDED_DATA_H_
#define NIANBAO_COMMON_DATA_EMBEDDED_DATA_H_

#include "absl/strings/string_view.h"

namespace nianbao {

// common/data/bodies.textproto.
absl::string_view EmbeddedBodies();

// common/data/divisions.csv.
absl::string_view EmbeddedDivisions();

// common/data/former_names.csv.
absl::string_view EmbeddedFormerNames();

// The files of common/data/indicators, one after the other.
absl::string_view EmbeddedIndicators();

// common/data/lexicon.textproto.
absl::string_view EmbeddedLexicon();

// common/data/place_readings.csv.
absl::string_view EmbeddedPlaceReadings();

// common/data/subject_owners.csv.
absl::string_view EmbeddedSubjectOwners();

// common/data/units.textproto.
absl::string_view EmbeddedUnits();

}  // namespace nianbao

#endif  // NIANBAO_COMMON_DATA_EMBEDDED_DATA_H_
