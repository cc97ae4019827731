// Filter expressions as of https://google.aip.dev/160 over the fields of an
// observation, as trees:
//
//   absl::StatusOr<Filter> filter =
//       Filter::Parse("value >= 10 AND NOT diagnostic:UNIT_SLIP");
//
//   kAll
//   ├─ kAny ── kCondition: value >= 10
//   └─ kAny ── kCondition: diagnostic:UNIT_SLIP, negated
//
// OR binds closer than AND, which may be left out between conditions; NOT and
// - bind closest. filter_condition.h has the fields and what they compare with.
// What decides whether an observation matches is up to the store; that over
// columns is query/selection/filter_match.h.
#ifndef NIANBAO_AGGREGATOR_QUESTION_FILTER_H_
#define NIANBAO_AGGREGATOR_QUESTION_FILTER_H_

#include <memory>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "aggregator/question/filter_condition.h"

namespace nianbao::aggregator {

// Keeps a request small, and a tree so small that its depth and its walk for
// each observation need no further bound.
inline constexpr int kMaxFilterBytes = 4096;

// A condition, or parts of which all or any must match.
struct FilterNode {
  enum class Type { kAll, kAny, kCondition };

  Type type = Type::kAll;
  // What does not match, matches.
  bool negated = false;
  // Those of kAll and kAny. kAll without parts matches everything.
  std::vector<FilterNode> parts;
  // That of kCondition.
  FilterCondition condition;
};

// Immutable, thread-safe, cheap to copy.
class Filter {
 public:
  // At most kMaxFilterBytes and kMaxNesting parentheses within each other;
  // linear in the length. White space alone matches everything.
  // INVALID_ARGUMENT with BadRequest on "selection.filter"; it names the
  // column, counted in characters from 1, and what was expected there.
  static absl::StatusOr<Filter> Parse(absl::string_view text);

  const FilterNode& root() const { return *root_; }

 private:
  explicit Filter(std::shared_ptr<const FilterNode> root)
      : root_(std::move(root)) {}

  std::shared_ptr<const FilterNode> root_;
};

}  // namespace nianbao::aggregator

#endif  // NIANBAO_AGGREGATOR_QUESTION_FILTER_H_
