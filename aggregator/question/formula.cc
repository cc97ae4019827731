#include "aggregator/question/formula.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "absl/algorithm/container.h"
#include "absl/container/inlined_vector.h"
#include "absl/strings/str_cat.h"
#include "aggregator/question/expression_reader.h"
#include "aggregator/question/formula_unit.h"
#include "common/base/status.h"

namespace nianbao::aggregator {
namespace {

constexpr char kStops[] = "+-*/()";
constexpr char kOperand[] = "expected an indicator, a number or '('";

// Writes "件" for a unit, "a ratio" for none.
std::string Describe(const FormulaUnit& unit) {
  if (unit.is_number()) return "a number";
  const std::string text = unit.ToString();
  return text.empty() ? "a ratio" : Shorten(text);
}

// Recursive descent; a function for each rule of the grammar, which appends
// the steps of what it read and returns its unit.
class Parser {
 public:
  Parser(absl::string_view field, const Catalogue& catalogue,
         absl::string_view text)
      : catalogue_(catalogue), reader_(field, text) {}

  absl::StatusOr<FormulaUnit> Parse() {
    absl::StatusOr<FormulaUnit> unit = ParseSum();
    if (!unit.ok()) return unit;
    if (!reader_.AtEnd()) {
      return reader_.Error(reader_.Peek() == ')' ? "this ')' was never opened"
                                                 : "expected + - * or /");
    }
    if (operands.empty()) return reader_.Error(0, "names no indicator");
    return unit;
  }

  std::vector<std::string> operands;
  std::vector<Formula::Step> steps;
  v1::Indicator::Measure measure = v1::Indicator::MEASURE_COUNT;

 private:
  // product {("+" | "-") product}
  absl::StatusOr<FormulaUnit> ParseSum() {
    absl::StatusOr<FormulaUnit> left = ParseProduct();
    while (left.ok()) {
      const size_t position = reader_.Position();
      const char op = reader_.Peek();
      if (op != '+' && op != '-') break;
      reader_.Consume(absl::string_view(&op, 1));
      absl::StatusOr<FormulaUnit> right = ParseProduct();
      if (!right.ok()) return right;
      std::optional<FormulaUnit> sum =
          left->Plus(op == '-' ? right->Negated() : *right);
      if (!sum.has_value()) {
        return reader_.Error(
            position, absl::StrCat("cannot ", op == '+' ? "add " : "subtract ",
                                   Describe(*left), " and ", Describe(*right),
                                   ": their units differ"));
      }
      left = *std::move(sum);
      steps.push_back({.op = op});
    }
    return left;
  }

  // signed {("*" | "/") signed}
  absl::StatusOr<FormulaUnit> ParseProduct() {
    absl::StatusOr<FormulaUnit> left = ParseSigned();
    while (left.ok()) {
      const char op = reader_.Peek();
      if (op != '*' && op != '/') break;
      reader_.Consume(absl::string_view(&op, 1));
      const size_t position = reader_.Position();
      absl::StatusOr<FormulaUnit> right = ParseSigned();
      if (!right.ok()) return right;
      if (op == '*') {
        left = left->Times(*right);
      } else if (right->is_number() && right->factor() == 0) {
        return reader_.Error(position, "division by 0");
      } else {
        if (!right->is_number()) measure = v1::Indicator::MEASURE_RATE;
        left = left->Over(*right);
      }
      steps.push_back({.op = op});
    }
    return left;
  }

  // {"-"} (indicator | number | "(" sum ")")
  absl::StatusOr<FormulaUnit> ParseSigned() {
    bool negative = false;
    while (reader_.Consume("-")) negative = !negative;
    absl::StatusOr<FormulaUnit> unit = ParsePrimary();
    if (!unit.ok() || !negative) return unit;
    steps.push_back({.op = '~'});
    return unit->Negated();
  }

  absl::StatusOr<FormulaUnit> ParsePrimary() {
    if (reader_.Peek() == '(') return ParseNested();
    const size_t position = reader_.Position();
    if (const std::optional<double> number = reader_.TakeNumber()) {
      steps.push_back({.op = '#', .constant = *number});
      return FormulaUnit::Number(*number);
    }
    const absl::string_view id = reader_.TakeUntil(kStops);
    if (id.empty()) return reader_.Error(position, kOperand);
    const std::string name = absl::StrCat("indicators/", id);
    const v1::Indicator* const indicator = catalogue_.Find(name);
    if (indicator == nullptr) {
      return reader_.Error(
          position,
          absl::StrCat("'", Shorten(id), "' is no indicator of the catalogue"));
    }
    return AddOperand(position, *indicator);
  }

  absl::StatusOr<FormulaUnit> ParseNested() {
    const size_t opened = reader_.Position();
    reader_.Consume("(");
    if (++nesting_ > kMaxNesting) {
      return reader_.Error(
          opened, absl::StrCat("more than ", kMaxNesting, " nested '('"));
    }
    absl::StatusOr<FormulaUnit> unit = ParseSum();
    if (!unit.ok()) return unit;
    if (!reader_.Consume(")")) {
      return reader_.AtEnd() ? reader_.Error(opened, "this '(' is not closed")
                             : reader_.Error("expected + - * / or )");
    }
    --nesting_;
    return unit;
  }

  absl::StatusOr<FormulaUnit> AddOperand(size_t position,
                                         const v1::Indicator& indicator) {
    const auto it = absl::c_find(operands, indicator.name());
    steps.push_back(
        {.op = '=', .operand = static_cast<int>(it - operands.begin())});
    if (it == operands.end()) {
      if (operands.size() == kMaxOperands) {
        return reader_.Error(
            position, absl::StrCat("more than ", kMaxOperands, " indicators"));
      }
      operands.push_back(indicator.name());
    }
    // Of what it reads, the one that adds up least.
    measure = std::max(measure, indicator.measure());
    return FormulaUnit::Of(indicator.unit());
  }

  const Catalogue& catalogue_;
  ExpressionReader reader_;
  int nesting_ = 0;
};

absl::Status ValidateName(const std::string& field, const Catalogue& catalogue,
                          const std::string& name) {
  if (!IsIndicatorName(name)) {
    return BadRequest(
        field, "must be indicators/{family}.{indicator} in lower_snake_case");
  }
  if (catalogue.Find(name) != nullptr) {
    return BadRequest(field,
                      absl::StrCat("'", name, "' is in the catalogue already"));
  }
  return absl::OkStatus();
}

// The unit asked for, where the formula can have it; else its own.
absl::StatusOr<std::string> ChooseUnit(const std::string& field,
                                       const FormulaUnit& computed,
                                       const std::string& asked) {
  const std::string own = computed.ToString();
  if (asked.empty() || asked == own) return own;
  if (asked.size() > kMaxUnitBytes) {
    return BadRequest(field,
                      absl::StrCat("is longer than ", kMaxUnitBytes, " bytes"));
  }
  const bool percentage = asked == "%" || asked == "百分点";
  const bool open = own.empty() || std::abs(computed.factor()) != 1;
  if (percentage ? own == "%" : own != "%" && open) return asked;
  return BadRequest(field,
                    absl::StrCat("is '", asked, "', but the formula gives ",
                                 Describe(computed)));
}

}  // namespace

absl::StatusOr<Formula> Formula::Parse(absl::string_view field,
                                       const Catalogue& catalogue,
                                       const v1::DerivedIndicator& derived) {
  absl::Status status =
      ValidateName(absl::StrCat(field, ".name"), catalogue, derived.name());
  if (!status.ok()) return status;
  const std::string path = absl::StrCat(field, ".formula");
  if (derived.formula().size() > kMaxFormulaBytes) {
    return BadRequest(
        path, absl::StrCat("is longer than ", kMaxFormulaBytes, " bytes"));
  }
  Parser parser(path, catalogue, derived.formula());
  const absl::StatusOr<FormulaUnit> computed = parser.Parse();
  if (!computed.ok()) return computed.status();
  absl::StatusOr<std::string> unit =
      ChooseUnit(absl::StrCat(field, ".unit"), *computed, derived.unit());
  if (!unit.ok()) return unit.status();

  Formula formula;
  formula.operands_ = std::move(parser.operands);
  formula.steps_ = std::move(parser.steps);
  formula.indicator_.set_name(derived.name());
  formula.indicator_.set_unit(*std::move(unit));
  formula.indicator_.set_measure(parser.measure);
  return formula;
}

std::optional<double> Formula::Evaluate(absl::Span<const double> values) const {
  absl::InlinedVector<double, 16> stack;
  for (const Step& step : steps_) {
    if (step.op == '=' || step.op == '#') {
      stack.push_back(step.op == '=' ? values[step.operand] : step.constant);
      continue;
    }
    if (step.op == '~') {
      stack.back() = -stack.back();
      continue;
    }
    const double right = stack.back();
    stack.pop_back();
    double& left = stack.back();
    if (step.op == '+') left += right;
    if (step.op == '-') left -= right;
    if (step.op == '*') left *= right;
    if (step.op == '/') {
      if (right == 0) return std::nullopt;
      left /= right;
    }
  }
  // False for NaN, too.
  if (!(std::abs(stack.back()) <= kMaxResult)) return std::nullopt;
  return stack.back();
}

}  // namespace nianbao::aggregator
