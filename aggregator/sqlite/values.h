// Reads from the SQLite store what statistics are made of.
#ifndef NIANBAO_AGGREGATOR_SQLITE_VALUES_H_
#define NIANBAO_AGGREGATOR_SQLITE_VALUES_H_

#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "aggregator/query/grouping.h"
#include "aggregator/query/selection.h"
#include "aggregator/sqlite/connection.h"
#include "common/catalogue.h"

namespace nianbao {

// The values of one indicator, one for each issuer and year, in [first_year,
// last_year]; places and levels are left to the selector. Empty when the store
// has never seen `indicator`.
absl::StatusOr<std::vector<Value>> ReadElected(Connection& connection,
                                               const Catalogue& catalogue,
                                               absl::string_view indicator,
                                               v1::Kind kind,
                                               int32_t first_year,
                                               int32_t last_year);

// Counted reports of known years.
absl::StatusOr<std::vector<ReportedYear>> ReadReportedYears(
    Connection& connection);

// Indicators that `selector` selects: those of the catalogue in its order, then
// others that the store has seen, by name.
absl::StatusOr<std::vector<std::string>> ReadIndicators(
    Connection& connection, const Catalogue& catalogue,
    const Selector& selector);

}  // namespace nianbao

#endif  // NIANBAO_AGGREGATOR_SQLITE_VALUES_H_
