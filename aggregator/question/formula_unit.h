// The unit of a formula's parts: 件 over 人次 is 件/人次.
#ifndef NIANBAO_AGGREGATOR_QUESTION_FORMULA_UNIT_H_
#define NIANBAO_AGGREGATOR_QUESTION_FORMULA_UNIT_H_

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/string_view.h"

namespace nianbao::aggregator {

// A product of units to powers, and of the plain numbers it was multiplied
// with: those make a ratio a percentage (100 * 件/件 is %) and a percentage a
// ratio (%/100).
class FormulaUnit {
 public:
  // The unit of an indicator whose values are in `unit`.
  static FormulaUnit Of(absl::string_view unit);
  // The unit, which is none, of a plain number.
  static FormulaUnit Number(double number);

  // A plain number, computed from nothing else.
  bool is_number() const { return is_number_; }
  // The value of a plain number; else the product of the numbers that went into
  // it.
  double factor() const { return factor_; }

  FormulaUnit Negated() const;
  FormulaUnit Times(const FormulaUnit& other) const;
  // The other must not be the number 0.
  FormulaUnit Over(const FormulaUnit& other) const;
  // Absent for unlike units. Plain numbers go with ratios and percentages.
  std::optional<FormulaUnit> Plus(const FormulaUnit& other) const;

  // "件", "件/人次", "元·天/件", "1/件", "%"; empty for a ratio.
  std::string ToString() const;

 private:
  FormulaUnit Combine(const FormulaUnit& other, int sign) const;
  // Turns 100 times a ratio into a percentage and back.
  FormulaUnit Settled() const;

  // In the order of appearance; no power is 0.
  std::vector<std::pair<std::string, int>> powers_;
  double factor_ = 1;
  bool is_number_ = false;
};

}  // namespace nianbao::aggregator

#endif  // NIANBAO_AGGREGATOR_QUESTION_FORMULA_UNIT_H_
