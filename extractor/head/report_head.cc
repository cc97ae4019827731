// What a report says of itself, from the parts that find it.
#include "extractor/head/report_head.h"

#include <algorithm>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "extractor/head/dates.h"
#include "extractor/head/publish_date.h"
#include "extractor/head/report_year.h"
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
  head.publish_date = FindPublishDate(text, head.title.end);
  head.year = FindReportYear(text, head.title, head.publish_date);
  head.first_year = head.title.first_year;
  head.told_year = FindToldYear(text, head.title, head.year, head.publish_date);
  IssuerFound found = FindIssuer(text, head.title, head.year, places);
  head.issuer = std::move(found.issuer);
  head.issuer_candidates = std::move(found.candidates);
  if (head.title.year != 0) {
    head.conflicting_year =
        ConflictingYear(text.substr(head.title.end, kYearWindow), head.title);
  }
  return head;
}

}  // namespace nianbao::extractor
