// The year that a report speaks of.
#ifndef NIANBAO_EXTRACTOR_HEAD_REPORT_YEAR_H_
#define NIANBAO_EXTRACTOR_HEAD_REPORT_YEAR_H_

#include <string>
#include <string_view>

#include "extractor/head/title.h"

namespace nianbao::extractor {

// The year of the report; 0 when nothing tells it. Reads 6,000 characters
// behind the title at most. `publish_date` is YYYY-MM-DD or empty.
int FindReportYear(std::u16string_view text, const Title& title,
                   const std::string& publish_date);

// What 今年 means in an account of the report that was written in a later year,
// as newspapers do: that year; 0 for a report that speaks for itself. `year` is
// that of FindReportYear.
int FindToldYear(std::u16string_view text, const Title& title, int year,
                 const std::string& publish_date);

}  // namespace nianbao::extractor

#endif  // NIANBAO_EXTRACTOR_HEAD_REPORT_YEAR_H_
