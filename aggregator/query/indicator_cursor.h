// Streams the rows of one indicator after another.
#ifndef NIANBAO_AGGREGATOR_QUERY_INDICATOR_CURSOR_H_
#define NIANBAO_AGGREGATOR_QUERY_INDICATOR_CURSOR_H_

#include <string>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "aggregator/query/cursor.h"

namespace nianbao {

template <typename Response>
class IndicatorCursor : public Cursor<Response> {
 public:
  explicit IndicatorCursor(std::vector<std::string> names)
      : names_(std::move(names)) {}

  absl::StatusOr<bool> Next(std::vector<Response>& messages,
                            Stopped stopped) final {
    Response message;
    int rows = 0;
    while (rows < kMessageRows) {
      if (stopped()) return absl::CancelledError("the query was cancelled");
      const absl::StatusOr<bool> added = AddRow(message, stopped);
      if (!added.ok()) return added.status();
      if (*added) {
        ++rows;
        continue;
      }
      if (next_ == names_.size()) break;
      absl::Status status = Start(names_[next_++], stopped);
      if (!status.ok()) return status;
    }
    if (rows > 0) messages.push_back(std::move(message));
    return rows == kMessageRows;
  }

 private:
  // Makes ready for the rows of `name`. Polls `stopped`.
  virtual absl::Status Start(const std::string& name, Stopped stopped) = 0;

  // Adds the next row of the indicator started last; false when none is left.
  virtual absl::StatusOr<bool> AddRow(Response& message, Stopped stopped) = 0;

  const std::vector<std::string> names_;
  size_t next_ = 0;
};

}  // namespace nianbao

#endif  // NIANBAO_AGGREGATOR_QUERY_INDICATOR_CURSOR_H_
