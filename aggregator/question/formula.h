// Formulas over indicators, as trees:
//
//   100 * litigation.lost / litigation.concluded
//
//   kDivide
//   ├─ kMultiply
//   │  ├─ kConstant 100
//   │  └─ kOperand 0, "indicators/litigation.lost"
//   └─ kOperand 1, "indicators/litigation.concluded"
//
// query/selection/formula_program.h computes them.
#ifndef NIANBAO_AGGREGATOR_QUESTION_FORMULA_H_
#define NIANBAO_AGGREGATOR_QUESTION_FORMULA_H_

#include <memory>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "common/domain/catalogue.h"
#include "nianbao/v1/indicator.pb.h"
#include "nianbao/v1/statistics.pb.h"

namespace nianbao::aggregator {

// Room for several dozen terms; with two bytes a step at least, a tree is less
// than 512 deep.
inline constexpr int kMaxFormulaBytes = 1024;
// Different indicators that a formula reads: each is joined to the first, at
// the cost of a pass over its values.
inline constexpr int kMaxOperands = 20;
// A unit that a caller chooses; those of the catalogue have at most a dozen.
inline constexpr int kMaxUnitBytes = 64;

// A number, the value of an indicator, or what is computed from one or two
// parts.
struct FormulaNode {
  enum class Type {
    kConstant,
    kOperand,
    // These have one part.
    kNegate,
    // These have two parts, left and right.
    kAdd,
    kSubtract,
    kMultiply,
    kDivide,
  };

  Type type = Type::kConstant;
  // That of kConstant.
  double constant = 0;
  // That of kOperand: an index into Formula::operands.
  int operand = 0;
  std::vector<FormulaNode> parts;
};

// A v1::DerivedIndicator. Immutable, thread-safe, cheap to copy.
class Formula {
 public:
  // Linear in the length. INVALID_ARGUMENT with BadRequest on `field` +
  // ".formula" (with the column, counted in characters from 1), ".name" or
  // ".unit". A unit of the caller's own is taken where the formula leaves it
  // open: for a ratio, or where a number scales the result.
  static absl::StatusOr<Formula> Parse(absl::string_view field,
                                       const Catalogue& catalogue,
                                       const v1::DerivedIndicator& derived);

  const FormulaNode& root() const { return *root_; }

  // Names of the indicators it reads ("indicators/..."), each once.
  const std::vector<std::string>& operands() const { return operands_; }

  // Name, unit and measure of the result: MEASURE_RATE when it divides by an
  // indicator or reads one, else the measure of its terms.
  const v1::Indicator& indicator() const { return indicator_; }

 private:
  std::shared_ptr<const FormulaNode> root_;
  std::vector<std::string> operands_;
  v1::Indicator indicator_;
};

}  // namespace nianbao::aggregator

#endif  // NIANBAO_AGGREGATOR_QUESTION_FORMULA_H_
