// Years as written on the command line.
#ifndef NIANBAO_CLIENT_ASKING_YEARS_H_
#define NIANBAO_CLIENT_ASKING_YEARS_H_

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace nianbao::client {

// Years that the command takes: no report is of a year before the People's
// Republic; what is later than the last is a slip.
inline constexpr int kFirstYear = 1949;
inline constexpr int kLastYear = 2199;

// Inclusive on both sides; 0 leaves a side open.
struct YearRange {
  int first = 0;
  int last = 0;

  friend bool operator==(const YearRange&, const YearRange&) = default;
};

// Reads "2020", "2019..2023", "2019.." or "..2023"; years from kFirstYear to
// kLastYear. Empty gives the range open on both sides. INVALID_ARGUMENT
// otherwise.
absl::StatusOr<YearRange> ParseYears(absl::string_view text);

}  // namespace nianbao::client

#endif  // NIANBAO_CLIENT_ASKING_YEARS_H_
