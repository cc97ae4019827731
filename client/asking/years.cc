#include "client/asking/years.h"

#include <algorithm>
#include <set>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"

namespace nianbao::client {
namespace {

// Whether `text` is a year in range, which `year` is set to.
bool ParseYear(absl::string_view text, int& year) {
  return text.size() == 4 &&
         std::all_of(text.begin(), text.end(), absl::ascii_isdigit) &&
         absl::SimpleAtoi(text, &year) && year >= kFirstYear &&
         year <= kLastYear;
}

// Whether `text` is one year or a range, which `years` is set to.
bool ParseRange(absl::string_view text, YearRange& years) {
  if (ParseYear(text, years.first)) {
    years.last = years.first;
    return true;
  }
  for (const absl::string_view mark : {"..", "-"}) {
    const size_t place = text.find(mark);
    if (place == absl::string_view::npos) continue;
    const absl::string_view first = text.substr(0, place);
    const absl::string_view last = text.substr(place + mark.size());
    // Only dots leave a side open: "-2023" is a flag.
    const bool may_be_open = mark == "..";
    return (!first.empty() || !last.empty()) &&
           (ParseYear(first, years.first) || (may_be_open && first.empty())) &&
           (ParseYear(last, years.last) || (may_be_open && last.empty())) &&
           (first.empty() || last.empty() || years.first <= years.last);
  }
  return false;
}

// Adds the years of `range`; false when it does not end.
bool AddYears(const YearRange& range, std::set<int>& years) {
  if (range.first == 0 || range.last == 0) return false;
  for (int year = range.first; year <= range.last; ++year) years.insert(year);
  return true;
}

// Whether `text` is a list of years and ranges, which `years` is set to.
bool ParseList(absl::string_view text, YearRange& years) {
  std::set<int> all;
  for (const absl::string_view part : absl::StrSplit(text, ',')) {
    YearRange range;
    if (!ParseRange(part, range) || !AddYears(range, all)) return false;
  }
  years.first = *all.begin();
  years.last = *all.rbegin();
  if (static_cast<int>(all.size()) <= years.last - years.first) {
    years.listed.assign(all.begin(), all.end());
  }
  return true;
}

}  // namespace

absl::StatusOr<YearRange> ParseYears(absl::string_view text) {
  YearRange years;
  if (text.empty()) return years;
  const bool is_list = absl::StrContains(text, ',');
  if (is_list ? ParseList(text, years) : ParseRange(text, years)) return years;
  return absl::InvalidArgumentError(
      absl::StrCat("not a year or a range of years: ", text,
                   " (try 2020, 2019..2023, 2019.., ..2023 or 2019,2021)"));
}

std::string YearCondition(const YearRange& range) {
  if (range.listed.empty()) return "";
  return absl::StrCat("(",
                      absl::StrJoin(range.listed, " OR ",
                                    [](std::string* out, int year) {
                                      absl::StrAppend(out, "year = ", year);
                                    }),
                      ")");
}

}  // namespace nianbao::client
