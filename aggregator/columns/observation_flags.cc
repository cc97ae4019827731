#include "aggregator/columns/observation_flags.h"

#include "absl/algorithm/container.h"
#include "absl/strings/string_view.h"
#include "aggregator/election/eligibility.h"

namespace nianbao::aggregator {
namespace {

// The bit of a diagnostic code. Codes that later versions of the extractor may
// send are kept together in one bit, so that a filter still finds them.
ObservationFlags FlagOfCode(absl::string_view code) {
  const auto known = absl::c_find(kDiagnosticCodes, code);
  if (known == std::end(kDiagnosticCodes)) {
    return observation_flags::kOtherDiagnostic;
  }
  return static_cast<ObservationFlags>(
      1 << (observation_flags::kDiagnosticShift +
            std::distance(std::begin(kDiagnosticCodes), known)));
}

// What the observation tells of itself.
ObservationFlags FlagsWithoutDiagnostics(const v1::Observation& observation) {
  ObservationFlags flags =
      static_cast<ObservationFlags>(observation.quantity().modifier()) &
      observation_flags::kModifierMask;
  if (IsPercentage(observation)) flags |= observation_flags::kPercentage;
  if (IsCountable(observation)) flags |= observation_flags::kCountable;
  return flags;
}

// What a diagnostic tells of the observations that it points at. One that
// points at none speaks of the report as a whole.
void AddDiagnostic(const v1::Diagnostic& diagnostic,
                   std::vector<ObservationFlags>& flags) {
  if (diagnostic.observations().empty()) return;
  const ObservationFlags flag = FlagOfCode(diagnostic.code());
  for (const int32_t position : diagnostic.observations()) {
    flags[position] |= flag;
  }
  // Of the figures that contradict each other the first is the one in doubt.
  if (diagnostic.severity() == v1::Diagnostic::SEVERITY_ERROR) {
    flags[diagnostic.observations(0)] |= observation_flags::kErroneous;
  }
}

}  // namespace

std::vector<ObservationFlags> FlagsOf(const v1::Report& report) {
  std::vector<ObservationFlags> flags;
  flags.reserve(report.observations_size());
  for (const v1::Observation& observation : report.observations()) {
    flags.push_back(FlagsWithoutDiagnostics(observation));
  }
  for (const v1::Diagnostic& diagnostic : report.diagnostics()) {
    AddDiagnostic(diagnostic, flags);
  }
  return flags;
}

bool MayCount(const v1::Indicator* indicator, ObservationFlags flags) {
  if ((flags & observation_flags::kCountable) == 0) return false;
  return (flags & observation_flags::kPercentage) == 0 ||
         TakesPercentages(indicator);
}

}  // namespace nianbao::aggregator
