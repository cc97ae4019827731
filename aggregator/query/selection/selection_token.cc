#include "aggregator/query/selection/selection_token.h"

#include <vector>

#include "absl/strings/escaping.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"
#include "common/base/status.h"
#include "common/domain/gazetteer.h"

namespace nianbao::aggregator {
namespace {

constexpr absl::string_view kIndicatorPrefix = "indicators/";

char LetterOf(v1::Dimension dimension) {
  switch (dimension) {
    case v1::DIMENSION_PROVINCE:
      return 'p';
    case v1::DIMENSION_PREFECTURE:
      return 'f';
    default:
      return 'd';
  }
}

v1::Dimension DimensionOf(char letter) {
  switch (letter) {
    case 'p':
      return v1::DIMENSION_PROVINCE;
    case 'f':
      return v1::DIMENSION_PREFECTURE;
    case 'd':
      return v1::DIMENSION_DIVISION;
    default:
      return v1::DIMENSION_UNSPECIFIED;
  }
}

// False when `text` is neither empty nor a number.
bool ReadNumber(absl::string_view text, std::optional<int32_t>& number) {
  if (text.empty()) return true;
  int32_t read = 0;
  if (!absl::SimpleAtoi(text, &read)) return false;
  number = read;
  return true;
}

bool ReadPlace(absl::string_view text, RowSelection& row) {
  if (text.empty()) return true;
  row.dimension = DimensionOf(text[0]);
  if (row.dimension == v1::DIMENSION_UNSPECIFIED) return false;
  const absl::string_view code = text.substr(1);
  const Gazetteer& gazetteer = Gazetteer::Get();
  const DivisionEntry* const division = gazetteer.Find(code);
  if (division == nullptr && !code.empty()) return false;
  const size_t index = division == nullptr
                           ? gazetteer.divisions().size()
                           : division - gazetteer.divisions().data();
  row.place_group = PlaceGroups::Get()
                        .By(row.dimension)
                        .GroupOf(static_cast<uint32_t>(index));
  return true;
}

// Leaves the row's indicator alone in the selection.
void KeepIndicator(absl::string_view id, v1::Selection& selection) {
  const std::string name = absl::StrCat(kIndicatorPrefix, id);
  for (int i = 0; i < selection.derived_size(); ++i) {
    if (selection.derived(i).name() != name) continue;
    const v1::DerivedIndicator derived = selection.derived(i);
    selection.clear_derived();
    *selection.add_derived() = derived;
    return;
  }
  selection.clear_derived();
  selection.add_indicators(name);
}

}  // namespace

SelectionTokens::SelectionTokens(const v1::Selection& selection,
                                 const Groups& groups)
    : groups_(groups) {
  v1::Selection rest = selection;
  rest.clear_indicators();
  absl::WebSafeBase64Escape(rest.SerializeAsString(), &prefix_);
}

void SelectionTokens::Write(absl::string_view indicator, uint32_t slot,
                            int32_t year, std::string& token) const {
  absl::ConsumePrefix(&indicator, kIndicatorPrefix);
  const std::vector<DivisionEntry>& divisions = Gazetteer::Get().divisions();
  constexpr size_t kRest = 40;
  token.clear();
  token.reserve(prefix_.size() + indicator.size() + kRest);
  absl::StrAppend(&token, prefix_, "~", indicator, "~");
  if (groups_.by_year()) absl::StrAppend(&token, year);
  token.push_back('~');
  if (groups_.by_level()) {
    absl::StrAppend(&token, static_cast<int>(groups_.LevelOf(slot)));
  }
  token.push_back('~');
  if (groups_.place_dimension() == v1::DIMENSION_UNSPECIFIED) return;
  token.push_back(LetterOf(groups_.place_dimension()));
  const uint32_t division =
      groups_.places().division_of[groups_.PlaceGroupOf(slot)];
  if (division < divisions.size()) {
    absl::StrAppend(&token, divisions[division].code);
  }
}

bool RowSelection::Holds(Place place, int32_t of_year) const {
  return (!year.has_value() || *year == of_year) &&
         (!level.has_value() || *level == LevelOf(place)) &&
         (dimension == v1::DIMENSION_UNSPECIFIED ||
          PlaceGroups::Get().By(dimension).GroupOf(DivisionOf(place)) ==
              place_group);
}

absl::StatusOr<RowSelection> ReadSelectionToken(absl::string_view token) {
  const std::vector<absl::string_view> parts = absl::StrSplit(token, '~');
  RowSelection row;
  std::string selection;
  std::optional<int32_t> level;
  if (parts.size() != 5 || parts[1].empty() ||
      !absl::WebSafeBase64Unescape(parts[0], &selection) ||
      !row.selection.ParseFromString(selection) ||
      !ReadNumber(parts[2], row.year) || !ReadNumber(parts[3], level) ||
      (level.has_value() && !v1::Level_IsValid(*level)) ||
      !ReadPlace(parts[4], row)) {
    return BadRequest("selection_token", "is not a token of a row");
  }
  if (level.has_value()) row.level = static_cast<v1::Level>(*level);
  KeepIndicator(parts[1], row.selection);
  return row;
}

}  // namespace nianbao::aggregator
