#include "client/asking/years.h"

#include <algorithm>

#include "absl/strings/ascii.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"

namespace nianbao::client {
namespace {

// Whether `text` is a year in range, which `year` is set to.
bool ParseYear(absl::string_view text, int& year) {
  return text.size() == 4 &&
         std::all_of(text.begin(), text.end(), absl::ascii_isdigit) &&
         absl::SimpleAtoi(text, &year) && year >= kFirstYear &&
         year <= kLastYear;
}

}  // namespace

absl::StatusOr<YearRange> ParseYears(absl::string_view text) {
  YearRange years;
  if (text.empty()) return years;
  size_t dots = text.find("..");
  if (dots == absl::string_view::npos) {
    if (ParseYear(text, years.first)) {
      years.last = years.first;
      return years;
    }
  } else {
    absl::string_view first = text.substr(0, dots);
    absl::string_view last = text.substr(dots + 2);
    if ((!first.empty() || !last.empty()) &&
        (first.empty() || ParseYear(first, years.first)) &&
        (last.empty() || ParseYear(last, years.last)) &&
        (first.empty() || last.empty() || years.first <= years.last)) {
      return years;
    }
  }
  return absl::InvalidArgumentError(
      absl::StrCat("not a year or a range of years: ", text,
                   " (try 2020, 2019..2023, 2019.. or ..2023)"));
}

}  // namespace nianbao::client
