// Computes formulas for one issuer after another.
#ifndef NIANBAO_AGGREGATOR_QUERY_SELECTION_FORMULA_PROGRAM_H_
#define NIANBAO_AGGREGATOR_QUERY_SELECTION_FORMULA_PROGRAM_H_

#include <optional>
#include <vector>

#include "absl/types/span.h"
#include "aggregator/question/formula.h"

namespace nianbao::aggregator {

// Squares of results, and sums of those over all issuers, are finite: doubles
// end at 1.8e308.
inline constexpr double kMaxResult = 1e140;

// The tree of a formula laid out in the order in which it is computed, so that
// each issuer costs one pass over an array. Immutable, thread-safe.
class FormulaProgram {
 public:
  explicit FormulaProgram(const Formula& formula);

  // Absent when a divisor is 0 or the result is beyond kMaxResult. `values` are
  // those of the formula's operands, in that order. O(size of the formula).
  std::optional<double> Evaluate(absl::Span<const double> values) const;

 private:
  struct Step {
    FormulaNode::Type type;
    int operand;
    double constant;
  };

  void Append(const FormulaNode& node);

  // In postfix order: constants and operands are pushed onto a stack, the other
  // steps replace the one or two topmost values by their result.
  std::vector<Step> steps_;
};

}  // namespace nianbao::aggregator

#endif  // NIANBAO_AGGREGATOR_QUERY_SELECTION_FORMULA_PROGRAM_H_
