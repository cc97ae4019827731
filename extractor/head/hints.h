// What a caller knows of a document, in place of what its text says.
//
//   hints {issuer: "海淀区" year: 2020}
//
// makes of a head that was read as 北京市朝阳区人民政府 of 2019 that of
// 北京市海淀区人民政府 of 2020, and tells both contradictions. What no hint is
// given of stays as it was read.
#ifndef NIANBAO_EXTRACTOR_HEAD_HINTS_H_
#define NIANBAO_EXTRACTOR_HEAD_HINTS_H_

#include <cstddef>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "common/text/conversion_table.h"
#include "extractor/head/place_names.h"
#include "extractor/head/report_head.h"
#include "nianbao/v1/extractor_service.pb.h"

namespace nianbao::extractor {

// Years that a hint may name.
inline constexpr int kFirstHintedYear = 1949;
inline constexpr int kLastHintedYear = 2100;
// Longest name of an issuer, in bytes: three times that of the longest body.
inline constexpr size_t kMaxIssuerBytes = 300;

// A field that the text gives otherwise than the hint.
struct HintConflict {
  // "issuer.name", "issuer.division_code", "year", "type" or "publish_date".
  std::string field;
  // Both as text: "2020", "TYPE_RULE_OF_LAW".
  std::string hinted;
  std::string read;
};

struct HintedHead {
  ReportHead head;
  // In the order of the fields above.
  std::vector<HintConflict> conflicts;
};

// `read` with each hinted field in its place:
//   - an issuer gets the full name, division and level that the gazetteer
//     gives; of several places of one name it is the one of division_code, else
//     the one that was read, else the division stays unknown. A name that is
//     neither a place nor its government is a department;
//   - a division_code alone moves the body that was read to that division;
//   - a year is the only one that is reported on; where no year is known, it is
//     the one before a hinted publish_date.
// INVALID_ARGUMENT with BadRequest on document.hints.… for a code that the
// gazetteer has not, or that is of another place than the issuer; for a year
// outside of the range, an unknown type, a date other than YYYY-MM-DD, an
// issuer that is too long or no UTF-8.
absl::StatusOr<HintedHead> ApplyHints(const v1::Hints& hints,
                                      const ReportHead& read,
                                      const PlaceNames& places,
                                      const ConversionTable& conversion);

}  // namespace nianbao::extractor

#endif  // NIANBAO_EXTRACTOR_HEAD_HINTS_H_
