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
    for (const Turn turn(message_rows_);
         !turn.IsOver(message.statistics_size());) {
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
  // Makes the rows to sort, as many as go into a turn.
  absl::Status SortSome(Stopped stopped) {
    const Turn turn(kMessageRows);
    while (!turn.IsOver(0)) {
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
