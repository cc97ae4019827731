#include "extractor/report_head.h"

#include <cstdlib>

#include "absl/strings/match.h"
#include "extractor/dates.h"

namespace nianbao {
namespace {

// A report without a year in its title names it in its opening.
constexpr size_t kOpening = 1500;

}  // namespace

bool ReportHead::MayBeProvince() const {
  const std::string& code = issuer.division_code();
  return code.empty() || absl::EndsWith(code, "0000");
}

ReportHead ReadHead(std::u16string_view text, const PlaceNames& places) {
  ReportHead head;
  head.title = FindTitle(text);
  head.issuer = FindIssuer(text, head.title, places);
  head.publish_date = FindPublishDate(text, head.title.end);
  head.year = head.title.year;
  head.first_year = head.title.first_year;
  if (head.year == 0) {
    const std::u16string_view opening = text.substr(head.title.end, kOpening);
    if (const auto years = FindYears(opening); years.has_value()) {
      head.year = years->last;
    } else if (const auto named = FindYearsInTitles(opening);
               named.has_value() && named->first == named->last) {
      head.year = named->last;
    } else if (!head.publish_date.empty()) {
      head.year = std::atoi(head.publish_date.c_str()) - 1;
    }
  }
  return head;
}

}  // namespace nianbao
