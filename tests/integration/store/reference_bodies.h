// Who published a report, and what its figures are worth, the plain way: two
// short tables of what the corpora hold.
#ifndef NIANBAO_TESTS_INTEGRATION_STORE_REFERENCE_BODIES_H_
#define NIANBAO_TESTS_INTEGRATION_STORE_REFERENCE_BODIES_H_

#include <optional>
#include <string>

#include "common/domain/catalogue.h"
#include "nianbao/v1/report.pb.h"

namespace nianbao::aggregator {

// Departments of no kind that the catalogue knows come last.
inline constexpr int kOtherPublishers = 1000000;

struct Publisher {
  // False when the issuer or the year is not known. Rows hold such reports
  // where they hold governments.
  bool identified = true;
  v1::Level level = v1::LEVEL_UNSPECIFIED;
  // Of a department.
  v1::Level government_level = v1::LEVEL_UNSPECIFIED;
  // 0 for governments, one more than the place in the catalogue for kinds that
  // it has, or kOtherPublishers: ascends as rows do.
  int body = 0;
};

Publisher PublisherOf(const Catalogue& catalogue, const v1::Report& report);

// "bodies/{body}"; empty for governments.
std::string BodyName(const Catalogue& catalogue, int body);

// The quantity in the unit of `indicator`; absent where that is another thing.
std::optional<double> ConvertedValue(const v1::Indicator& indicator,
                                     const v1::Observation& observation);

}  // namespace nianbao::aggregator

#endif  // NIANBAO_TESTS_INTEGRATION_STORE_REFERENCE_BODIES_H_
