// Years as written on the command line.
#ifndef NIANBAO_CLIENT_ASKING_YEARS_H_
#define NIANBAO_CLIENT_ASKING_YEARS_H_

#include <string>
#include <vector>

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
  // The years themselves, ascending, where some between the two are left out;
  // else empty.
  std::vector<int> listed;

  friend bool operator==(const YearRange&, const YearRange&) = default;
};

// Reads "2020", "2019..2023", "2019-2023", "2019.." or "..2023", or several
// years and ranges that end, with commas between: "2019,2021-2023"; years from
// kFirstYear to kLastYear. Empty gives the range open on both sides.
// INVALID_ARGUMENT otherwise.
absl::StatusOr<YearRange> ParseYears(absl::string_view text);

// The condition of a filter (Selection.filter) that `range.listed` is:
// "(year = 2019 OR year = 2021)"; empty where nothing is left out.
std::string YearCondition(const YearRange& range);

}  // namespace nianbao::client

#endif  // NIANBAO_CLIENT_ASKING_YEARS_H_
