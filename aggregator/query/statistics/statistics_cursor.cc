// The rows of an answer, a message at a time.
//
// In the order of their groups rows are made one by one as messages are asked
// for: the first leaves after some 256 rows, however many follow. Another order
// needs all rows before the first can be given: then each call makes rows for a
// millisecond and returns without a message, until all are there and sorted.
//
// A call ends when its message is full or after a millisecond, as the thread
// serves other queries in between.
#include "aggregator/query/statistics/statistics_cursor.h"

#include <utility>

#include "absl/status/status.h"
#include "aggregator/query/statistics/row_key.h"
#include "aggregator/query/statistics/sorted_rows.h"
#include "aggregator/query/statistics/statistics.h"
#include "aggregator/query/statistics/statistics_writer.h"
#include "common/base/cancelled.h"

namespace nianbao::aggregator {
namespace {

class StatisticsCursor final : public Cursor<v1::QueryStatisticsResponse> {
 public:
  StatisticsCursor(const Catalogue& catalogue, SnapshotPtr snapshot,
                   const StatisticsQuestion& question)
      : query_(catalogue, std::move(snapshot), question),
        ordered_(!question.order.empty()),
        keys_(question.order),
        limit_(static_cast<size_t>(question.limit)),
        writer_(query_, question),
        sorted_(limit_) {}

  absl::StatusOr<bool> Next(Messages<v1::QueryStatisticsResponse>& messages,
                            Stopped stopped) override {
    if (stopped()) return Cancelled();
    if (ordered_ && !all_sorted_) {
      const absl::Status sorted = SortSome(stopped);
      if (!sorted.ok()) return sorted;
      return true;
    }
    v1::QueryStatisticsResponse& message = *messages.Add();
    message.mutable_statistics()->Reserve(message_rows_);
    bool more = true;
    for (const RowBudget budget(message_rows_);
         !budget.IsSpent(message.statistics_size());) {
      const absl::StatusOr<bool> row = NextRow(stopped);
      if (!row.ok()) return row.status();
      more = *row;
      if (!more) break;
      writer_.Write(row_, *message.add_statistics());
    }
    if (message.statistics().empty()) messages.RemoveLast();
    message_rows_ = kMessageRows;
    return more;
  }

 private:
  // Makes rows to sort for a millisecond, or the last of them.
  absl::Status SortSome(Stopped stopped) {
    const RowBudget budget(kMessageRows);
    while (!budget.IsSpent(0)) {
      const absl::StatusOr<bool> more = query_.Next(row_, stopped);
      if (!more.ok()) return more.status();
      if (!*more) {
        all_sorted_ = true;
        return sorted_.Sort(stopped);
      }
      const absl::Status added =
          sorted_.Add(keys_.Of(row_, query_.plan().selection().kind), row_);
      if (!added.ok()) return added;
    }
    return absl::OkStatus();
  }

  absl::StatusOr<bool> NextRow(Stopped stopped) {
    if (ordered_) return sorted_.Next(row_);
    if (limit_ > 0 && given_ == limit_) return false;
    ++given_;
    return query_.Next(row_, stopped);
  }

  StatisticsQuery query_;
  // Rows are wanted in another order than that of their groups.
  const bool ordered_;
  const RowKeys keys_;
  // Rows to give; 0 for all.
  const size_t limit_;
  const StatisticsWriter writer_;
  SortedRows sorted_;
  bool all_sorted_ = false;
  size_t given_ = 0;
  int message_rows_ = kFirstMessageRows;
  StatisticsRow row_;
};

}  // namespace

std::unique_ptr<Cursor<v1::QueryStatisticsResponse>> QueryStatistics(
    const Catalogue& catalogue, SnapshotPtr snapshot,
    const StatisticsQuestion& question) {
  return std::make_unique<StatisticsCursor>(catalogue, std::move(snapshot),
                                            question);
}

}  // namespace nianbao::aggregator
