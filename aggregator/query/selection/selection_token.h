// What a row of statistics was made from, as one word: a client hands it back
// to see the observations behind the row.
//
// Base64url of the selection (without its indicators), then, each after a '~':
// the indicator, the year, the level, and the narrowest division with the first
// letter of its dimension; empty where rows were not grouped by it.
#ifndef NIANBAO_AGGREGATOR_QUERY_SELECTION_SELECTION_TOKEN_H_
#define NIANBAO_AGGREGATOR_QUERY_SELECTION_SELECTION_TOKEN_H_

#include <cstdint>
#include <optional>
#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "aggregator/columns/report_directory.h"
#include "aggregator/query/grouping/groups.h"
#include "nianbao/v1/statistics.pb.h"

namespace nianbao::aggregator {

// Makes the tokens of one query. Immutable and thread-safe.
class SelectionTokens {
 public:
  // `groups` must outlive this.
  SelectionTokens(const v1::Selection& selection, const Groups& groups);

  // Sets `token` to that of a group; `year` is ignored unless groups are by
  // year. Cheap: appends to a prefix made once.
  void Write(absl::string_view indicator, uint32_t slot, int32_t year,
             std::string& token) const;

 private:
  const Groups& groups_;
  std::string prefix_;
};

// What a token says.
struct RowSelection {
  // As the query had it, but with the row's indicator alone: in `indicators`,
  // or in `derived`. Comes from outside: validate it as that of a request.
  v1::Selection selection;
  std::optional<int32_t> year;
  std::optional<v1::Level> level;
  // Unspecified when rows were not grouped by place.
  v1::Dimension dimension = v1::DIMENSION_UNSPECIFIED;
  // Of the row, in PlaceGroups::By(dimension).
  uint32_t place_group = 0;

  // True for the observations of the row, among those of `selection`.
  bool Holds(Place place, int32_t of_year) const;
};

// INVALID_ARGUMENT with BadRequest on selection_token when it is no token.
absl::StatusOr<RowSelection> ReadSelectionToken(absl::string_view token);

}  // namespace nianbao::aggregator

#endif  // NIANBAO_AGGREGATOR_QUERY_SELECTION_SELECTION_TOKEN_H_
