#include "aggregator/query/selection/formula_program.h"

#include <cmath>

#include "absl/container/inlined_vector.h"

namespace nianbao::aggregator {

FormulaProgram::FormulaProgram(const Formula& formula) {
  Append(formula.root());
}

void FormulaProgram::Append(const FormulaNode& node) {
  for (const FormulaNode& part : node.parts) Append(part);
  steps_.push_back(
      {.type = node.type, .operand = node.operand, .constant = node.constant});
}

std::optional<double> FormulaProgram::Evaluate(
    absl::Span<const double> values) const {
  using Type = FormulaNode::Type;
  // Room for the stacks of all but deeply nested formulas.
  absl::InlinedVector<double, 16> stack;
  for (const Step& step : steps_) {
    if (step.type == Type::kConstant || step.type == Type::kOperand) {
      stack.push_back(step.type == Type::kOperand ? values[step.operand]
                                                  : step.constant);
      continue;
    }
    if (step.type == Type::kNegate) {
      stack.back() = -stack.back();
      continue;
    }
    const double right = stack.back();
    stack.pop_back();
    double& left = stack.back();
    if (step.type == Type::kAdd) left += right;
    if (step.type == Type::kSubtract) left -= right;
    if (step.type == Type::kMultiply) left *= right;
    if (step.type == Type::kDivide) {
      if (right == 0) return std::nullopt;
      left /= right;
    }
  }
  // NaN fails this comparison, too.
  if (!(std::abs(stack.back()) <= kMaxResult)) return std::nullopt;
  return stack.back();
}

}  // namespace nianbao::aggregator
