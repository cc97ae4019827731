// Puts rows into another order while `stopped` is looked at between short
// pieces of work, and with a bound on what is held.
//
// Rows are added as they are made. With a limit of n only the first n can be
// answered: whenever twice as many are held (or a run's worth, if that is
// more), nth_element throws the rest away, at O(1) for each row added.
//
// In the end runs of kRunRows rows are sorted one after another, and a heap
// over the runs gives the least of their heads each time: rows can be answered
// while most of the order is still unknown. O(n log n) in all.
#include "aggregator/query/statistics/sorted_rows.h"

#include <algorithm>
#include <utility>

#include "absl/algorithm/container.h"
#include "absl/strings/str_cat.h"
#include "common/base/cancelled.h"
#include "common/base/error_reason.h"

namespace nianbao::aggregator {
namespace {

// Rows sorted between two looks at `stopped`, in well under a millisecond.
constexpr size_t kRunRows = 1024;

}  // namespace

absl::Status SortedRows::Add(RowKey key, const StatisticsRow& row) {
  const size_t row_bytes =
      sizeof(Entry) + row.quantiles.size() * sizeof(double);
  const size_t most = std::min(kMaxSortedRows, kMaxSortedBytes / row_bytes);
  if (limit_ > 0 && rows_.size() >= std::max(2 * limit_, kRunRows)) {
    absl::c_nth_element(rows_, rows_.begin() + limit_);
    rows_.erase(rows_.begin() + limit_, rows_.end());
  }
  if (rows_.size() == most) {
    return Error(
        ErrorReason::kAnswerTooLarge,
        absl::StrCat("more than ", most,
                     " groups to order: narrow the selection, group by less, "
                     "or leave out order_by"));
  }
  rows_.push_back({.key = std::move(key), .number = added_++, .row = row});
  return absl::OkStatus();
}

absl::Status SortedRows::Sort(Stopped stopped) {
  for (size_t begin = 0; begin < rows_.size(); begin += kRunRows) {
    if (stopped()) return Cancelled();
    const size_t end = std::min(begin + kRunRows, rows_.size());
    std::sort(rows_.begin() + begin, rows_.begin() + end);
    runs_.push_back({begin, end});
  }
  absl::c_make_heap(runs_, [this](const Run& a, const Run& b) {
    return rows_[b.next] < rows_[a.next];
  });
  return absl::OkStatus();
}

bool SortedRows::Next(StatisticsRow& row) {
  if (runs_.empty() || (limit_ > 0 && given_ == limit_)) return false;
  const auto after = [this](const Run& a, const Run& b) {
    return rows_[b.next] < rows_[a.next];
  };
  absl::c_pop_heap(runs_, after);
  Run& run = runs_.back();
  row = std::move(rows_[run.next++].row);
  ++given_;
  if (run.next < run.end) {
    absl::c_push_heap(runs_, after);
  } else {
    runs_.pop_back();
  }
  return true;
}

}  // namespace nianbao::aggregator
