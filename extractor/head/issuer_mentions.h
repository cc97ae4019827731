// The places where a report names the body that issued it.
#ifndef NIANBAO_EXTRACTOR_HEAD_ISSUER_MENTIONS_H_
#define NIANBAO_EXTRACTOR_HEAD_ISSUER_MENTIONS_H_

#include <cstddef>
#include <string>
#include <string_view>

#include "extractor/head/place_names.h"

namespace nianbao::extractor {

// What stands at each of these places; empty where nothing does, or nothing
// that looks like a body.
struct IssuerMentions {
  // The page's label: 来源:金华市教育局, without the office through which a
  // government publishes (海淀区政府办).
  std::u16string source;
  // A line above the body that is the name of a body: the author of what
  // follows.
  std::u16string author;
  // The line near the end that signs the report: 海淀区人民政府.
  std::u16string signature;
  // The body that the opening names as its subject: 2023年,市教育局….
  std::u16string subject;
  // The body whose report is announced: 现将海淀区2019年度…报告如下.
  std::u16string reported;
};

// Reads the lines around the title, which ends at `title_end` (0 for none), the
// opening of the text behind it, and its last 600 characters. Time does not
// grow with the length of the text.
IssuerMentions FindIssuerMentions(std::u16string_view text, size_t title_end,
                                  const PlaceNames& places);

}  // namespace nianbao::extractor

#endif  // NIANBAO_EXTRACTOR_HEAD_ISSUER_MENTIONS_H_
