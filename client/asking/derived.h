// Derived indicators as written on the command line.
#ifndef NIANBAO_CLIENT_ASKING_DERIVED_H_
#define NIANBAO_CLIENT_ASKING_DERIVED_H_

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "nianbao/v1/statistics.pb.h"

namespace nianbao::client {

// "indicators/…" of an id with or without that prefix.
std::string IndicatorName(absl::string_view id);

// Reads "NAME=FORMULA" or "NAME=FORMULA;UNIT", e.g.
// "sample.rate=100 * sample.lost / sample.concluded;%"; NAME with or without
// "indicators/". Whether the formula makes sense is for the service to say.
// INVALID_ARGUMENT when a part is missing.
absl::StatusOr<v1::DerivedIndicator> ParseDerived(absl::string_view text);

}  // namespace nianbao::client

#endif  // NIANBAO_CLIENT_ASKING_DERIVED_H_
