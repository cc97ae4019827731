// Formulas over indicators: "100 * litigation.lost / litigation.concluded".
#ifndef NIANBAO_AGGREGATOR_QUESTION_FORMULA_H_
#define NIANBAO_AGGREGATOR_QUESTION_FORMULA_H_

#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "common/domain/catalogue.h"
#include "nianbao/v1/indicator.pb.h"
#include "nianbao/v1/statistics.pb.h"

namespace nianbao::aggregator {

inline constexpr int kMaxFormulaBytes = 1024;
// Different indicators that a formula reads.
inline constexpr int kMaxOperands = 20;
inline constexpr int kMaxUnitBytes = 64;
// Squares of results, and sums of those, are finite.
inline constexpr double kMaxResult = 1e140;

// A compiled v1::DerivedIndicator. Immutable, thread-safe, cheap to copy.
class Formula {
 public:
  // Linear in the length. INVALID_ARGUMENT with BadRequest on `field` +
  // ".formula" (with the column, counted in characters from 1), ".name" or
  // ".unit". A unit of the caller's own is taken where the formula leaves it
  // open: for a ratio, or where a number scales the result.
  static absl::StatusOr<Formula> Parse(absl::string_view field,
                                       const Catalogue& catalogue,
                                       const v1::DerivedIndicator& derived);

  // Names of the indicators it reads ("indicators/..."), each once.
  const std::vector<std::string>& operands() const { return operands_; }

  // Absent when a divisor is 0 or the result is beyond kMaxResult. `values` are
  // those of operands(), in that order.
  std::optional<double> Evaluate(absl::Span<const double> values) const;

  // Name, unit and measure of the result: MEASURE_RATE when it divides by an
  // indicator or reads one, else the measure of its terms.
  const v1::Indicator& indicator() const { return indicator_; }

  // Postfix: '=' pushes an operand, '#' a constant; '~' negates the top, the
  // signs of arithmetic take two. Internal.
  struct Step {
    char op = 0;
    int operand = 0;
    double constant = 0;
  };

 private:
  std::vector<std::string> operands_;
  std::vector<Step> steps_;
  v1::Indicator indicator_;
};

}  // namespace nianbao::aggregator

#endif  // NIANBAO_AGGREGATOR_QUESTION_FORMULA_H_
