#include "aggregator/question/formula_unit.h"

#include <cmath>

#include "absl/algorithm/container.h"
#include "absl/strings/str_cat.h"

namespace nianbao::aggregator {
namespace {

using Power = std::pair<std::string, int>;

constexpr char kPercent[] = "%";

}  // namespace

FormulaUnit FormulaUnit::Of(absl::string_view unit) {
  FormulaUnit result;
  if (!unit.empty()) result.powers_.emplace_back(std::string(unit), 1);
  return result;
}

FormulaUnit FormulaUnit::Number(double number) {
  FormulaUnit result;
  result.factor_ = number;
  result.is_number_ = true;
  return result;
}

FormulaUnit FormulaUnit::Negated() const {
  FormulaUnit result = *this;
  result.factor_ = -factor_;
  return result;
}

FormulaUnit FormulaUnit::Times(const FormulaUnit& other) const {
  FormulaUnit result = Combine(other, 1);
  result.factor_ = factor_ * other.factor_;
  return result;
}

FormulaUnit FormulaUnit::Over(const FormulaUnit& other) const {
  FormulaUnit result = Combine(other, -1);
  result.factor_ = factor_ / other.factor_;
  return result;
}

FormulaUnit FormulaUnit::Combine(const FormulaUnit& other, int sign) const {
  FormulaUnit result = *this;
  result.is_number_ = is_number_ && other.is_number_;
  for (const auto& [unit, power] : other.powers_) {
    const auto it = absl::c_find_if(
        result.powers_,
        [&unit = unit](const auto& p) { return p.first == unit; });
    if (it == result.powers_.end()) {
      result.powers_.emplace_back(unit, sign * power);
    } else if ((it->second += sign * power) == 0) {
      result.powers_.erase(it);
    }
  }
  return result;
}

std::optional<FormulaUnit> FormulaUnit::Plus(const FormulaUnit& other) const {
  if (is_number_ && other.is_number_) return Number(factor_ + other.factor_);
  FormulaUnit result = (is_number_ ? other : *this).Settled();
  result.factor_ = 1;
  const std::string unit = result.ToString();
  const bool like =
      is_number_ || other.is_number_
          ? unit.empty() || unit == kPercent
          : absl::c_is_permutation(result.powers_, other.Settled().powers_);
  return like ? std::make_optional(result) : std::nullopt;
}

FormulaUnit FormulaUnit::Settled() const {
  FormulaUnit result = *this;
  const auto percent = absl::c_find(result.powers_, Power(kPercent, 1));
  if (result.powers_.empty() && !is_number_ && std::abs(factor_) == 100) {
    result.powers_.emplace_back(kPercent, 1);
    result.factor_ = factor_ / 100;
  } else if (percent != result.powers_.end() && std::abs(factor_) == 0.01) {
    result.powers_.erase(percent);
    result.factor_ = factor_ * 100;
  }
  return result;
}

std::string FormulaUnit::ToString() const {
  std::string over;
  std::string under;
  for (const auto& [unit, power] : Settled().powers_) {
    std::string& side = power > 0 ? over : under;
    const absl::string_view separator = power > 0 ? "·" : "/";
    for (int i = 0; i < std::abs(power); ++i) {
      absl::StrAppend(&side, side.empty() && power > 0 ? "" : separator, unit);
    }
  }
  return absl::StrCat(over.empty() && !under.empty() ? "1" : over, under);
}

}  // namespace nianbao::aggregator
