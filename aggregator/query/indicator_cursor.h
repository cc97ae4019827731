// Streams the rows of one part of a selection after another.
#ifndef NIANBAO_AGGREGATOR_QUERY_INDICATOR_CURSOR_H_
#define NIANBAO_AGGREGATOR_QUERY_INDICATOR_CURSOR_H_

#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "aggregator/query/cursor.h"
#include "common/base/cancelled.h"

namespace nianbao::aggregator {

// A `Part` is a SelectionPart of query/selection.
template <typename Response, typename Part>
class IndicatorCursor : public Cursor<Response> {
 public:
  explicit IndicatorCursor(std::vector<Part> parts)
      : parts_(std::move(parts)) {}

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
      } else if (next_ < parts_.size()) {
        absl::Status status = Start(parts_[next_++], stopped);
        if (!status.ok()) return status;
      } else {
        more = false;
      }
    }
    if (rows == 0) messages.RemoveLast();
    return more;
  }

 private:
  // Makes ready for the rows of `part`. Polls `stopped`.
  virtual absl::Status Start(const Part& part, Stopped stopped) = 0;

  // Adds the next row of the part started last; false when none is left.
  virtual absl::StatusOr<bool> AddRow(Response& message, Stopped stopped) = 0;

  // Rows in a message. Those of a distribution have up to a thousand bins of 27
  // bytes each, so that this keeps a message below 7 MB.
  static constexpr int kLongRows = 256;

  const std::vector<Part> parts_;
  size_t next_ = 0;
};

}  // namespace nianbao::aggregator

#endif  // NIANBAO_AGGREGATOR_QUERY_INDICATOR_CURSOR_H_
