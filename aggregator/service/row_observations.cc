#include "aggregator/service/row_observations.h"

#include <string>
#include <utility>
#include <vector>

#include "absl/algorithm/container.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "aggregator/query/selection/selection_token.h"
#include "aggregator/question/selection_validation.h"
#include "common/base/status.h"
#include "common/domain/gazetteer.h"

namespace nianbao::aggregator {
namespace {

using Response = v1::QueryObservationsResponse;

Place PlaceOf(const v1::Issuer& issuer) {
  const std::vector<DivisionEntry>& divisions = Gazetteer::Get().divisions();
  const DivisionEntry* const division =
      Gazetteer::Get().Find(issuer.division_code());
  return MakePlace(
      static_cast<uint32_t>(division == nullptr ? divisions.size()
                                                : division - divisions.data()),
      issuer.level());
}

// Of a selection's observations those of one row.
class RowCursor final : public Cursor<Response> {
 public:
  RowCursor(RowSelection row, std::unique_ptr<Cursor<Response>> all)
      : row_(std::move(row)), all_(std::move(all)) {}

  absl::StatusOr<bool> Next(Messages<Response>& messages,
                            Stopped stopped) override {
    found_.Clear();
    absl::StatusOr<bool> more = all_->Next(found_, stopped);
    for (Response& response : found_) {
      if (row_.Holds(PlaceOf(response.issuer()),
                     response.observation().year())) {
        *messages.Add() = std::move(response);
      }
    }
    return more;
  }

 private:
  const RowSelection row_;
  const std::unique_ptr<Cursor<Response>> all_;
  Messages<Response> found_;
};

// The row's indicator need not be in the catalogue: rows of others have tokens,
// too.
absl::Status Validate(const Catalogue& catalogue, v1::Selection selection) {
  const bool named = absl::c_all_of(
      selection.indicators(), [](const auto& i) { return IsIndicatorName(i); });
  selection.clear_indicators();
  if (named && ValidateSelection(catalogue, selection).ok()) {
    return absl::OkStatus();
  }
  return BadRequest("selection_token", "is not a token of a row");
}

// Leaves out what cannot be of the row without looking at it one by one. Years
// stay: of which of them an issuer has its newest value depends on all.
v1::Selection Narrow(const RowSelection& row) {
  v1::Selection selection = row.selection;
  if (row.level.has_value()) {
    selection.clear_levels();
    selection.add_levels(*row.level);
  }
  if (row.year.has_value() && !selection.latest_year()) {
    selection.set_first_year(*row.year);
    selection.set_last_year(*row.year);
  }
  if (row.dimension == v1::DIMENSION_UNSPECIFIED) return selection;
  const std::vector<DivisionEntry>& divisions = Gazetteer::Get().divisions();
  const uint32_t index =
      PlaceGroups::Get().By(row.dimension).division_of[row.place_group];
  if (index == divisions.size()) return selection;
  absl::string_view within = selection.within();
  absl::ConsumePrefix(&within, "divisions/");
  const DivisionEntry* const asked = Gazetteer::Get().Find(within);
  if (asked == nullptr || Gazetteer::IsWithin(divisions[index], *asked)) {
    selection.set_within(absl::StrCat("divisions/", divisions[index].code));
  }
  return selection;
}

}  // namespace

Store::Rows<Response> QueryRowObservations(
    Store& store, const Catalogue& catalogue,
    const v1::QueryObservationsRequest& request) {
  absl::StatusOr<RowSelection> row =
      ReadSelectionToken(request.selection_token());
  if (!row.ok()) return row.status();
  const absl::Status valid = Validate(catalogue, row->selection);
  if (!valid.ok()) return valid;
  v1::QueryObservationsRequest narrowed;
  *narrowed.mutable_selection() = Narrow(*row);
  narrowed.set_include_uncounted(request.include_uncounted());
  Store::Rows<Response> all = store.QueryObservations(narrowed);
  if (!all.ok()) return all.status();
  return std::make_unique<RowCursor>(*std::move(row), *std::move(all));
}

}  // namespace nianbao::aggregator
