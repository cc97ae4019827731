// Filter expressions as of https://google.aip.dev/160 over the fields of an
// observation:
//
//   absl::StatusOr<Filter> filter =
//       Filter::Parse("value >= 10 AND NOT diagnostic:UNIT_SLIP");
//   filter->Matches(snapshot, chunk, row);
//
// OR binds closer than AND, which may be left out between conditions; NOT and
// - bind closest. filter_condition.h has the fields and what they compare with.
#ifndef NIANBAO_AGGREGATOR_QUESTION_FILTER_H_
#define NIANBAO_AGGREGATOR_QUESTION_FILTER_H_

#include <cstdint>
#include <memory>
#include <utility>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "aggregator/columns/snapshot.h"

namespace nianbao::aggregator {

inline constexpr int kMaxFilterBytes = 4096;

// Immutable, thread-safe, cheap to copy.
class Filter {
 public:
  // At most kMaxFilterBytes and kMaxNesting parentheses within each other;
  // linear in the length. White space alone matches everything.
  // INVALID_ARGUMENT with BadRequest on "selection.filter"; it names the
  // column, counted in characters from 1, and what was expected there.
  static absl::StatusOr<Filter> Parse(absl::string_view text);

  // O(size of the expression).
  bool Matches(const Snapshot& snapshot, const Chunk& chunk,
               uint32_t row) const;

  // A node of the expression; internal.
  struct Node;

 private:
  explicit Filter(std::shared_ptr<const Node> root) : root_(std::move(root)) {}

  std::shared_ptr<const Node> root_;
};

}  // namespace nianbao::aggregator

#endif  // NIANBAO_AGGREGATOR_QUESTION_FILTER_H_
