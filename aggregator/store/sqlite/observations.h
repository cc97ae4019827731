// Answers QueryObservations: a snapshot says which observations count, the
// SQLite store has the others and what they say.
#ifndef NIANBAO_AGGREGATOR_STORE_SQLITE_OBSERVATIONS_H_
#define NIANBAO_AGGREGATOR_STORE_SQLITE_OBSERVATIONS_H_

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "aggregator/columns/snapshot.h"
#include "aggregator/query/observations/standings.h"
#include "aggregator/query/selection/selected_values.h"
#include "aggregator/store/sqlite/database/connection.h"
#include "aggregator/store/store.h"
#include "common/domain/catalogue.h"

namespace nianbao::aggregator {

// Works through one indicator, kind and year after another, and holds what it
// found for one of them.
class SqliteObservations final : public Cursor<v1::QueryObservationsResponse> {
 public:
  // `pool` and `catalogue` must outlive the cursor.
  SqliteObservations(ConnectionPool& pool, const Catalogue& catalogue,
                     const SnapshotPtr& snapshot,
                     const ObservationQuestion& question);

  absl::StatusOr<bool> Next(Messages<v1::QueryObservationsResponse>& rows,
                            Stopped stopped) override;

 private:
  // The plan of the indicator and kind being read.
  const SelectionPlan& plan() const { return plans_[plan_]; }
  // Opens the next indicator, or the next kind of it.
  absl::Status OpenIndicator(Stopped stopped);
  // Finds the observations of the indicator's next year; closes the indicator
  // when there is none.
  absl::Status FindCounted(Stopped stopped);
  absl::Status FindAll(Connection& connection, Stopped stopped);
  absl::StatusOr<std::optional<int32_t>> NextYear(Connection& connection);
  absl::Status FindAllOfYear(Connection& connection, int32_t year,
                             Stopped stopped);
  absl::Status Give(Connection& connection,
                    Messages<v1::QueryObservationsResponse>& rows,
                    Stopped stopped);
  bool SelectsPlace(Place place) const;

  ConnectionPool& pool_;
  // One for each kind of observations asked for.
  const std::vector<SelectionPlan> plans_;
  size_t plan_ = 0;
  const bool include_uncounted_;
  std::vector<std::string> names_;
  // The next of names_, and of plans_ with it.
  size_t next_name_ = 0;
  size_t next_plan_ = 0;
  // Values of the indicator being read.
  std::optional<SelectedValues> selected_;
  // The next of selected_->chunks; and the year read last of all observations.
  size_t next_chunk_ = 0;
  std::optional<int32_t> year_;
  // What was found for the indicator and year being read, that year, and the
  // next of it to give.
  std::vector<FoundObservation> found_;
  int32_t found_year_ = 0;
  size_t next_found_ = 0;
};

}  // namespace nianbao::aggregator

#endif  // NIANBAO_AGGREGATOR_STORE_SQLITE_OBSERVATIONS_H_
