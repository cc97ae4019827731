// Rows of an answer, made as they are asked for.
#ifndef NIANBAO_AGGREGATOR_QUERY_CURSOR_H_
#define NIANBAO_AGGREGATOR_QUERY_CURSOR_H_

#include <vector>

#include "absl/functional/function_ref.h"
#include "absl/status/statusor.h"

namespace nianbao {

// True once nobody waits for the answer any more: the call was cancelled or its
// deadline passed. Cheap; polled at least every few milliseconds of work.
using Stopped = absl::FunctionRef<bool()>;

// A cursor is used by one thread at a time.
template <typename Message>
class Cursor {
 public:
  virtual ~Cursor() = default;

  // Appends the next messages, perhaps none; false when no more follow.
  // CANCELLED when `stopped` said so.
  virtual absl::StatusOr<bool> Next(std::vector<Message>& messages,
                                    Stopped stopped) = 0;
};

// Rows that go into one message.
inline constexpr int kMessageRows = 128;

}  // namespace nianbao

#endif  // NIANBAO_AGGREGATOR_QUERY_CURSOR_H_
