// Streams the rows of one indicator after another.
#ifndef NIANBAO_AGGREGATOR_QUERY_INDICATOR_CURSOR_H_
#define NIANBAO_AGGREGATOR_QUERY_INDICATOR_CURSOR_H_

#include <string>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "aggregator/query/cursor.h"
#include "common/base/cancelled.h"

namespace nianbao::aggregator {

template <typename Response>
class IndicatorCursor : public Cursor<Response> {
 public:
  explicit IndicatorCursor(std::vector<std::string> names)
      : names_(std::move(names)) {}

  absl::StatusOr<bool> Next(Messages<Response>& messages,
                            Stopped stopped) final {
    Response& message = *messages.Add();
    int rows = 0;
    bool more = true;
    for (const RowBudget budget(kLongRows); more && !budget.IsSpent(rows);) {
      if (stopped()) return Cancelled();
      const absl::StatusOr<bool> added = AddRow(message, stopped);
      if (!added.ok()) return added.status();
      if (*added) {
        ++rows;
      } else if (next_ < names_.size()) {
        absl::Status status = Start(names_[next_++], stopped);
        if (!status.ok()) return status;
      } else {
        more = false;
      }
    }
    if (rows == 0) messages.RemoveLast();
    return more;
  }

 private:
  // Makes ready for the rows of `name`. Polls `stopped`.
  virtual absl::Status Start(const std::string& name, Stopped stopped) = 0;

  // Adds the next row of the indicator started last; false when none is left.
  virtual absl::StatusOr<bool> AddRow(Response& message, Stopped stopped) = 0;

  // Rows in a message. Those of a distribution have up to a thousand bins of 27
  // bytes each, so that this keeps a message below 7 MB.
  static constexpr int kLongRows = 256;

  const std::vector<std::string> names_;
  size_t next_ = 0;
};

}  // namespace nianbao::aggregator

#endif  // NIANBAO_AGGREGATOR_QUERY_INDICATOR_CURSOR_H_
