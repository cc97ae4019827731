// Whose values may be compared with whose.
//
// A county's report on the rule of law, its report on the disclosure of
// information, and the reports of its bureaus are different things: no
// statistic takes one for another. So values are kept apart by stratum, which
// is the type of the report and the kind of body that published it:
//
//   海淀区人民政府   rule of law   stratum (rule of law, governments)
//   海淀区人民政府   disclosure    stratum (disclosure, governments)
//   海淀区公安局     rule of law   stratum (rule of law, public security)
//
// Each chunk is of one stratum, so that a question for one of them reads
// nothing of the others. Levels are no strata: they stand in the places of rows
// (see place.h).
#ifndef NIANBAO_AGGREGATOR_COLUMNS_STRATUM_H_
#define NIANBAO_AGGREGATOR_COLUMNS_STRATUM_H_

#include <compare>
#include <cstdint>
#include <utility>

#include "absl/strings/string_view.h"
#include "aggregator/columns/place.h"
#include "aggregator/question/body_number.h"
#include "common/domain/catalogue.h"
#include "nianbao/v1/report.pb.h"

namespace nianbao::aggregator {

struct Stratum {
  // Never unspecified.
  v1::Report::Type type = v1::Report::TYPE_RULE_OF_LAW;
  BodyNumber body = kGovernments;

  friend auto operator<=>(const Stratum&, const Stratum&) = default;
  template <typename H>
  friend H AbslHashValue(H h, const Stratum& stratum) {
    return H::combine(std::move(h), stratum.type, stratum.body);
  }
};

// The type of a report that says none: the one that the project is for.
inline v1::Report::Type KnownType(v1::Report::Type type) {
  return type == v1::Report::TYPE_UNSPECIFIED ? v1::Report::TYPE_RULE_OF_LAW
                                              : type;
}

// The stratum of a report on `year` (0 when unknown) of the body of that name
// at `place`. O(length of the name).
Stratum StratumOf(const Catalogue& catalogue, v1::Report::Type type,
                  int32_t year, Place place, absl::string_view issuer_name);

// What a report says of itself.
struct ReportHead {
  absl::string_view division_code;
  v1::Level level = v1::LEVEL_UNSPECIFIED;
  absl::string_view issuer_name;
  v1::Report::Type type = v1::Report::TYPE_UNSPECIFIED;
  // 0 when unknown.
  int32_t year = 0;
};

// Where the values of a report stand among the columns.
struct Located {
  Place place = 0;
  Stratum stratum;
};

// As PlaceOf and StratumOf.
Located Locate(const Catalogue& catalogue, const ReportHead& report);

}  // namespace nianbao::aggregator

#endif  // NIANBAO_AGGREGATOR_COLUMNS_STRATUM_H_
