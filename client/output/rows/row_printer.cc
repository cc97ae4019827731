#include "client/output/rows/row_printer.h"

namespace nianbao::client {

// The message names the flags: the command prints it as it is.
absl::Status CheckPeriod(const Fact& fact) {
  if (!fact.period.empty()) return absl::OkStatus();
  return absl::InvalidArgumentError(
      "this format says of which time each figure is: leave out --mix-years "
      "and --latest, or add --year with a first and a last year");
}

}  // namespace nianbao::client
