#include "aggregator/query/grouping/selection_tokens.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "aggregator/question/resource_names.h"
#include "aggregator/question/selection_token.h"
#include "common/domain/gazetteer.h"

namespace nianbao::aggregator {

SelectionTokens::SelectionTokens(std::string prefix, const Catalogue& catalogue,
                                 const Groups& groups)
    : catalogue_(catalogue), groups_(groups), prefix_(std::move(prefix)) {}

void SelectionTokens::Write(absl::string_view indicator, uint32_t slot,
                            int32_t year, std::optional<BodyNumber> body,
                            std::string& token) const {
  ConsumeIndicatorPrefix(indicator);
  const std::vector<DivisionEntry>& divisions = Gazetteer::Get().divisions();
  // Room for year, levels, body, the longest code and what stands between them.
  constexpr size_t kRest = 80;
  token.clear();
  token.reserve(prefix_.size() + indicator.size() + kRest);
  absl::StrAppend(&token, prefix_, "~", indicator, "~");
  if (groups_.by_year()) absl::StrAppend(&token, year);
  token.push_back('~');
  if (groups_.by_level()) {
    absl::StrAppend(&token, static_cast<int>(groups_.LevelOf(slot)));
  }
  token.push_back('~');
  if (groups_.by_government_level()) {
    absl::StrAppend(&token, static_cast<int>(groups_.GovernmentLevelOf(slot)));
  }
  token.push_back('~');
  if (body.has_value()) absl::StrAppend(&token, BodyToken(catalogue_, *body));
  token.push_back('~');
  if (groups_.place_dimension() == v1::DIMENSION_UNSPECIFIED) return;
  token.push_back(PlaceLetter(groups_.place_dimension()));
  const uint32_t division =
      groups_.places().division_of[groups_.PlaceGroupOf(slot)];
  if (division < divisions.size()) {
    absl::StrAppend(&token, divisions[division].code);
  }
}

bool Holds(const RowOfStatistics& row, Place place, int32_t year) {
  if (row.year.has_value() && *row.year != year) return false;
  if (row.level.has_value() && *row.level != LevelOf(place)) return false;
  if (row.government_level.has_value() &&
      *row.government_level != GovernmentLevelOfTier(TierOf(place))) {
    return false;
  }
  if (row.dimension == v1::DIMENSION_UNSPECIFIED) return true;
  const PlaceGroups& groups = PlaceGroups::Get();
  const PlaceTable& table = groups.By(row.dimension);
  const uint32_t division =
      row.division == nullptr ? groups.divisions() : IndexOf(*row.division);
  return table.GroupOf(DivisionOf(place)) == table.GroupOf(division);
}

}  // namespace nianbao::aggregator
