#include "aggregator/query/statistics/statistics_cursor.h"

#include <utility>

#include "absl/status/status.h"
#include "aggregator/query/statistics/sorted_rows.h"
#include "aggregator/query/statistics/statistics.h"
#include "aggregator/query/statistics/statistics_writer.h"
#include "aggregator/question/row_order.h"
#include "aggregator/question/statistics_mask.h"
#include "common/base/cancelled.h"

namespace nianbao::aggregator {
namespace {

class StatisticsCursor final : public Cursor<v1::QueryStatisticsResponse> {
 public:
  StatisticsCursor(std::unique_ptr<StatisticsQuery> query, RowOrder order,
                   const StatisticsMask& mask,
                   const v1::QueryStatisticsRequest& request)
      : query_(std::move(query)),
        order_(std::move(order)),
        limit_(static_cast<size_t>(request.limit())),
        writer_(*query_, mask, request),
        sorted_(limit_) {}

  absl::StatusOr<bool> Next(Messages<v1::QueryStatisticsResponse>& messages,
                            Stopped stopped) override {
    if (stopped()) return Cancelled();
    if (!order_.empty() && !all_sorted_) {
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
      const absl::StatusOr<bool> more = query_->Next(row_, stopped);
      if (!more.ok()) return more.status();
      if (!*more) {
        all_sorted_ = true;
        return sorted_.Sort(stopped);
      }
      const absl::Status added =
          sorted_.Add(order_.Key(row_, query_->plan().kind()), row_);
      if (!added.ok()) return added;
    }
    return absl::OkStatus();
  }

  absl::StatusOr<bool> NextRow(Stopped stopped) {
    if (!order_.empty()) return sorted_.Next(row_);
    if (limit_ > 0 && given_ == limit_) return false;
    ++given_;
    return query_->Next(row_, stopped);
  }

  const std::unique_ptr<StatisticsQuery> query_;
  const RowOrder order_;
  // 0 for all.
  const size_t limit_;
  const StatisticsWriter writer_;
  SortedRows sorted_;
  bool all_sorted_ = false;
  size_t given_ = 0;
  int message_rows_ = kFirstMessageRows;
  StatisticsRow row_;
};

}  // namespace

absl::StatusOr<std::unique_ptr<Cursor<v1::QueryStatisticsResponse>>>
QueryStatistics(const Catalogue& catalogue, SnapshotPtr snapshot,
                const v1::QueryStatisticsRequest& request) {
  absl::StatusOr<RowOrder> order = RowOrder::Parse(request.order_by());
  if (!order.ok()) return order.status();
  const absl::StatusOr<StatisticsMask> mask =
      StatisticsMask::Parse(request.read_mask());
  if (!mask.ok()) return mask.status();
  absl::StatusOr<std::unique_ptr<StatisticsQuery>> query =
      StatisticsQuery::Create(catalogue, std::move(snapshot), request);
  if (!query.ok()) return query.status();
  return std::make_unique<StatisticsCursor>(*std::move(query),
                                            *std::move(order), *mask, request);
}

}  // namespace nianbao::aggregator
