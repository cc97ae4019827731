// Years as written on the command line.
#ifndef NIANBAO_CLIENT_ASKING_YEARS_H_
#define NIANBAO_CLIENT_ASKING_YEARS_H_

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace nianbao::client {

// Inclusive on both sides; 0 leaves a side open.
struct YearRange {
  int first = 0;
  int last = 0;

  friend bool operator==(const YearRange&, const YearRange&) = default;
};

// Reads "2020", "2019..2023", "2019.." or "..2023"; years from 1949 to 2199.
// Empty gives the range open on both sides. INVALID_ARGUMENT otherwise.
absl::StatusOr<YearRange> ParseYears(absl::string_view text);

}  // namespace nianbao::client

#endif  // NIANBAO_CLIENT_ASKING_YEARS_H_
