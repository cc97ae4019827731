#include "aggregator/service/row_observations.h"

#include <utility>
#include <variant>

#include "aggregator/query/grouping/place_groups.h"
#include "aggregator/query/grouping/selection_tokens.h"
#include "common/domain/gazetteer.h"

namespace nianbao::aggregator {
namespace {

using Response = v1::QueryObservationsResponse;

// Passes on the observations of one row, of all those of a selection.
class RowCursor final : public Cursor<Response> {
 public:
  RowCursor(const RowOfStatistics& row, std::unique_ptr<Cursor<Response>> all)
      : row_(row), all_(std::move(all)) {}

  absl::StatusOr<bool> Next(Messages<Response>& messages,
                            Stopped stopped) override {
    found_.Clear();
    absl::StatusOr<bool> more = all_->Next(found_, stopped);
    for (Response& response : found_) {
      const Place place =
          PlaceOf(response.issuer().division_code(), response.issuer().level());
      if (Holds(row_, place, response.observation().year())) {
        *messages.Add() = std::move(response);
      }
    }
    return more;
  }

 private:
  const RowOfStatistics row_;
  const std::unique_ptr<Cursor<Response>> all_;
  Messages<Response> found_;
};

// Leaves out what cannot be of the row without looking at it one by one. Years
// stay: of which of them an issuer has its newest value depends on all.
SelectionQuestion Narrow(SelectionQuestion selection,
                         const RowOfStatistics& row) {
  if (row.level.has_value()) selection.levels = {*row.level};
  if (row.body.has_value()) selection.bodies = {*row.body};
  if (row.level == v1::LEVEL_DEPARTMENT && row.government_level.has_value()) {
    selection.government_levels = {*row.government_level};
  }
  if (row.year.has_value() && !selection.latest_year) {
    // As in a request, the year 0 is none.
    selection.first_year = *row.year != 0 ? *row.year : kOpenFirstYear;
    selection.last_year = *row.year != 0 ? *row.year : kOpenLastYear;
  }
  if (row.division == nullptr) return selection;
  const PlaceTable& places = PlaceGroups::Get().By(row.dimension);
  const DivisionEntry& group =
      Gazetteer::Get().divisions()[places.division_of[places.GroupOf(
          IndexOf(*row.division))]];
  if (IsWithinAny(&group, selection.within)) selection.within = {&group};
  return selection;
}

}  // namespace

Store::Rows<Response> QueryRowObservations(
    Store& store, const RowObservationsQuestion& question) {
  ObservationQuestion narrowed = question.observations;
  narrowed.selection = Narrow(std::move(narrowed.selection), question.row);
  Store::Rows<Response> all = store.QueryObservations(narrowed);
  if (!all.ok()) return all.status();
  all->cursor =
      std::make_unique<RowCursor>(question.row, std::move(all->cursor));
  return all;
}

Store::Rows<Response> QueryAnyObservations(
    Store& store, const AnyObservationQuestion& question) {
  if (const auto* const of_row =
          std::get_if<RowObservationsQuestion>(&question)) {
    return QueryRowObservations(store, *of_row);
  }
  return store.QueryObservations(std::get<ObservationQuestion>(question));
}

}  // namespace nianbao::aggregator
