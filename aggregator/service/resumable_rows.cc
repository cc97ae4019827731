#include "aggregator/service/resumable_rows.h"

#include <variant>

namespace nianbao::aggregator {

SelectionQuestion& SelectionOf(AnyObservationQuestion& question) {
  auto* const of_row = std::get_if<RowObservationsQuestion>(&question);
  return of_row != nullptr ? of_row->observations.selection
                           : std::get<ObservationQuestion>(question).selection;
}

void ExpectRows(uint64_t rows, StatisticsQuestion& question) {
  const bool fits = rows <= std::numeric_limits<int>::max();
  question.limit = fits ? static_cast<int>(rows) : 0;
}

absl::Status GoTo(const ResumePlace& place, const Store& store,
                  SelectionQuestion& selection) {
  // With as_of the request itself says the state.
  if (selection.as_of.has_value()) return absl::OkStatus();
  const absl::StatusOr<absl::Time> newest = store.Moment();
  if (!newest.ok()) return newest.status();
  if (place.moment > *newest) {
    return BadRequest("resume_token",
                      "is of a state that the store does not have");
  }
  selection.as_of = place.moment;
  return absl::OkStatus();
}

}  // namespace nianbao::aggregator
