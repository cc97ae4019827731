// Finds the title of a report among the furniture of its page.
#ifndef NIANBAO_EXTRACTOR_HEAD_TITLE_H_
#define NIANBAO_EXTRACTOR_HEAD_TITLE_H_

#include <string>
#include <string_view>

#include "nianbao/v1/report.pb.h"

namespace nianbao::extractor {

// A title and what it says.
struct Title {
  // Simplified, joined when printed over several lines; empty when there is
  // none.
  std::u16string text;
  // End of its last line in the document; 0 when there is none.
  size_t end = 0;
  // The part that names the issuer, e.g. 金华市教育局; may be empty.
  std::u16string issuer;
  // The year it names; 0 when it names none.
  int year = 0;
  // The first of several years (2016-2020年); 0 for a single one.
  int first_year = 0;
  v1::Report::Type type = v1::Report::TYPE_UNSPECIFIED;
};

// Reads the lines of `text` above its body. A title stands in a line of its
// own, speaks of 法治政府建设 or 依法行政 (or another kind of annual report),
// and ends in 报告, 情况, 总结 or the like. Documents near the genre, whose
// lines have none of that, get the line that looks most like a title and
// TYPE_OTHER. None where the text begins with its body.
Title FindTitle(std::u16string_view text);

}  // namespace nianbao::extractor

#endif  // NIANBAO_EXTRACTOR_HEAD_TITLE_H_
