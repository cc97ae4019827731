// Numbers for texts that come again and again, in a table and in memory.
// intern_table.cc says how the two stay equal.
#ifndef NIANBAO_AGGREGATOR_STORE_SQLITE_WRITING_INTERN_TABLE_H_
#define NIANBAO_AGGREGATOR_STORE_SQLITE_WRITING_INTERN_TABLE_H_

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "aggregator/store/sqlite/database/connection.h"

namespace nianbao::aggregator {

// For one thread. Intern is called within a transaction of the caller's, who
// says by Keep or Forget how it ended.
class InternTable {
 public:
  using Entry = std::pair<int32_t, std::string>;

  // Reads the rows (id, `column`) of `table`. `connection` must outlive the
  // table and stay in place.
  static absl::StatusOr<InternTable> Create(Connection& connection,
                                            absl::string_view table,
                                            absl::string_view column);

  // The number of `text`, a new one when it had none.
  absl::StatusOr<int32_t> Intern(absl::string_view text);

  // Numbers given since the transaction began.
  const std::vector<Entry>& added() const { return added_; }

  // To be called after the transaction's end: Keep when it was committed,
  // Forget when it was rolled back, which takes back the numbers of added().
  void Keep() { added_.clear(); }
  void Forget();

 private:
  InternTable() = default;

  absl::flat_hash_map<std::string, int32_t> ids_;
  int32_t next_id_ = 1;
  std::vector<Entry> added_;
  Statement insert_;
};

}  // namespace nianbao::aggregator

#endif  // NIANBAO_AGGREGATOR_STORE_SQLITE_WRITING_INTERN_TABLE_H_
