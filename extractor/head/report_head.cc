// What a report says of itself, from the parts that find it.
//
// The year is that of the title; without one, the year that the opening names
// first in its own words (2019年以来), else the one in the title of a document
// it names (《2019年法治政府建设工作要点》), else the year before it was
// published: reports are due by the end of March.
#include "extractor/head/report_head.h"

#include <algorithm>
#include <cstdlib>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "extractor/head/dates.h"
#include "extractor/text/utf16.h"

namespace nianbao::extractor {
namespace {

// Characters after the title in which a report names its year: the first
// paragraph, and what the page puts before it.
constexpr size_t kYearWindow = 1500;

// The year of the opening where it contradicts the title, as when last year's
// title was left over a new text: the year that begins the first paragraph of
// the body, when neither the title nor the rest of the opening agrees with it;
// else 0.
int ConflictingYear(std::u16string_view opening, const Title& title) {
  const std::u16string own = FromUtf8(absl::StrCat(title.year, "年"));
  if (opening.find(own) != std::u16string_view::npos) return 0;
  for (size_t line = 0; line < opening.size();) {
    const size_t end = std::min(opening.find(u'\n', line), opening.size());
    const std::u16string_view text = opening.substr(line, end - line);
    // A date of the page is no paragraph.
    if (text.find(u'。') != std::u16string_view::npos) {
      const auto years = FindYears(text);
      const bool conflict =
          years.has_value() && years->begin == 0 &&
          (years->first > title.year || years->last < title.year);
      return conflict ? years->last : 0;
    }
    line = end + 1;
  }
  return 0;
}

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
    const std::u16string_view opening =
        text.substr(head.title.end, kYearWindow);
    if (const auto years = FindYears(opening); years.has_value()) {
      head.year = years->last;
    } else if (const auto named = FindYearsInTitles(opening);
               named.has_value() && named->first == named->last) {
      head.year = named->last;
    } else if (!head.publish_date.empty()) {
      head.year = std::atoi(head.publish_date.c_str()) - 1;
    }
  }
  if (head.title.year != 0) {
    head.conflicting_year =
        ConflictingYear(text.substr(head.title.end, kYearWindow), head.title);
  }
  return head;
}

}  // namespace nianbao::extractor
