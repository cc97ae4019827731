// Answers QueryObservations from the SQLite store, by indicator and year.
#ifndef NIANBAO_AGGREGATOR_SQLITE_OBSERVATIONS_H_
#define NIANBAO_AGGREGATOR_SQLITE_OBSERVATIONS_H_

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/container/flat_hash_set.h"
#include "aggregator/query/selection.h"
#include "aggregator/sqlite/connection.h"
#include "aggregator/store.h"
#include "common/catalogue.h"

namespace nianbao {

class SqliteObservations final : public Cursor<v1::QueryObservationsResponse> {
 public:
  // `pool` and `catalogue` must outlive the cursor.
  static absl::StatusOr<std::unique_ptr<SqliteObservations>> Create(
      ConnectionPool& pool, const Catalogue& catalogue,
      const v1::QueryObservationsRequest& request);

  absl::StatusOr<bool> Next(
      std::vector<v1::QueryObservationsResponse>& rows) override;

 private:
  // Row id of the report and index into its observations.
  using Position = std::pair<int64_t, int32_t>;

  SqliteObservations(ConnectionPool& pool, const Catalogue& catalogue,
                     const v1::QueryObservationsRequest& request);

  // Goes to the next year that has observations of names_[name_]; to the next
  // indicator when there is none.
  absl::Status Advance(Connection& connection);
  absl::Status ReadChunk(Connection& connection,
                         std::vector<v1::QueryObservationsResponse>& rows);

  ConnectionPool& pool_;
  const Catalogue& catalogue_;
  const v1::QueryObservationsRequest request_;
  const Selector selector_;
  std::vector<std::string> names_;
  size_t name_ = 0;
  // The year whose observations are being read; absent before the first of an
  // indicator.
  std::optional<int32_t> year_;
  bool year_read_ = true;
  // The observation read last.
  Position last_;
  // Those of the year that statistics count.
  absl::flat_hash_set<Position> counted_;
};

}  // namespace nianbao

#endif  // NIANBAO_AGGREGATOR_SQLITE_OBSERVATIONS_H_
