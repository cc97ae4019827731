// What a report says of itself: title, year, issuer, date.
#ifndef NIANBAO_EXTRACTOR_HEAD_REPORT_HEAD_H_
#define NIANBAO_EXTRACTOR_HEAD_REPORT_HEAD_H_

#include <string>
#include <string_view>
#include <vector>

#include "extractor/head/issuer.h"
#include "extractor/head/title.h"
#include "nianbao/v1/report.pb.h"

namespace nianbao::extractor {

// What is known of a report beside its figures.
struct ReportHead {
  Title title;
  v1::Issuer issuer;
  // The divisions that the issuer may be of, where that is in doubt.
  std::vector<const DivisionEntry*> issuer_candidates;
  // 0 when unknown.
  int year = 0;
  // What 今年 means in an account that was written in the year after: that
  // year; 0 where it means `year`.
  int told_year = 0;
  // A year that the opening speaks of instead of the title's; 0 for none.
  int conflicting_year = 0;
  // The first of several years; 0 for a single one.
  int first_year = 0;
  // The issuer is a province or its department, or its division is unknown.
  bool MayBeProvince() const;

  // YYYY-MM-DD; empty when unknown.
  std::string publish_date;
};

// Reads the text from its begin to its signature; see title.h, issuer.h,
// publish_date.h and report_year.h for what each part looks at.
ReportHead ReadHead(std::u16string_view text, const PlaceNames& places);

}  // namespace nianbao::extractor

#endif  // NIANBAO_EXTRACTOR_HEAD_REPORT_HEAD_H_
