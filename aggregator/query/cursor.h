// Rows of an answer, made as they are asked for.
#ifndef NIANBAO_AGGREGATOR_QUERY_CURSOR_H_
#define NIANBAO_AGGREGATOR_QUERY_CURSOR_H_

#include "absl/functional/function_ref.h"
#include "absl/status/statusor.h"
#include "absl/time/clock.h"
#include "absl/time/time.h"
#include "google/protobuf/repeated_ptr_field.h"

namespace nianbao::aggregator {

// True once nobody waits for the answer any more: the call was cancelled or its
// deadline passed. Cheap; polled at least every few milliseconds of work.
using Stopped = absl::FunctionRef<bool()>;

// Whoever reads them decides where in memory they lie.
template <typename Message>
using Messages = google::protobuf::RepeatedPtrField<Message>;

// A cursor is used by one thread at a time.
template <typename Message>
class Cursor {
 public:
  virtual ~Cursor() = default;

  // Appends the next messages, perhaps none; false when no more follow. What is
  // appended before an error is of no use. CANCELLED when `stopped` said so.
  virtual absl::StatusOr<bool> Next(Messages<Message>& messages,
                                    Stopped stopped) = 0;
};

// Rows that go into one message at most, some 300 KB of statistics: well below
// the 4 MiB that gRPC takes by default. The first one is smaller, so that the
// reader has work while the next is made.
inline constexpr int kMessageRows = 1024;
inline constexpr int kFirstMessageRows = 256;

// How much one call of Cursor::Next makes: a message full of rows, or as many
// as take a millisecond, since other queries wait for the thread.
//
//   for (const RowBudget budget(kMessageRows); !budget.IsSpent(rows);) ...
class RowBudget {
 public:
  // The time begins to run now.
  explicit RowBudget(int rows) : rows_(rows) {}

  // `made` are the rows made so far.
  bool IsSpent(int made) const {
    return made >= rows_ || absl::Now() - begin_ > absl::Milliseconds(1);
  }

 private:
  const int rows_;
  const absl::Time begin_ = absl::Now();
};

}  // namespace nianbao::aggregator

#endif  // NIANBAO_AGGREGATOR_QUERY_CURSOR_H_
