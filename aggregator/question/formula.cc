// The parser of formulas, by recursive descent: a function for each rule of the
// grammar, which returns the tree of what it read and the unit of its value.
//
//   sum     = product {("+" | "-") product}
//   product = signed {("*" | "/") signed}
//   signed  = {"-"} (indicator | number | "(" sum ")")
//
// The units are computed along with the tree, since they decide what may be
// added: in "litigation.lost + litigation.fees" the parser has 件 on the left
// and 元 on the right of the plus, and says so at its column. 100 * 件/件 has
// the unit %, a quotient of indicators the measure of a rate.
//
// The work is linear in the text (at most kMaxFormulaBytes); the recursion goes
// as deep as parentheses are nested, at most kMaxNesting.
#include "aggregator/question/formula.h"

#include <algorithm>
#include <cmath>
#include <optional>
#include <utility>

#include "absl/algorithm/container.h"
#include "absl/strings/str_cat.h"
#include "aggregator/question/expression_reader.h"
#include "aggregator/question/formula_unit.h"
#include "aggregator/question/resource_names.h"
#include "common/base/status.h"

namespace nianbao::aggregator {
namespace {

constexpr char kFormulaStops[] = "+-*/()";

// Writes "件" for a unit, "a ratio" for none.
std::string DescribeUnit(const FormulaUnit& unit) {
  if (unit.is_number()) return "a number";
  const std::string text = unit.ToString();
  return text.empty() ? "a ratio" : Shorten(text);
}

// What has been read: a part of the tree, and the unit of its value.
struct Part {
  FormulaUnit unit;
  FormulaNode node;
};

using NodeType = FormulaNode::Type;

FormulaNode Combine(NodeType type, FormulaNode left, FormulaNode right) {
  FormulaNode node{.type = type};
  node.parts.push_back(std::move(left));
  node.parts.push_back(std::move(right));
  return node;
}

class FormulaParser {
 public:
  FormulaParser(absl::string_view field, const Catalogue& catalogue,
                absl::string_view text)
      : catalogue_(catalogue), reader_(field, text) {}

  absl::StatusOr<Part> Parse() {
    absl::StatusOr<Part> part = ParseSum();
    if (!part.ok()) return part;
    if (!reader_.AtEnd()) {
      return reader_.Error(reader_.Peek() == ')' ? "this ')' was never opened"
                                                 : "expected + - * or /");
    }
    if (operands.empty()) return reader_.Error(0, "names no indicator");
    return part;
  }

  // What was met on the way: the indicators in the order of their first
  // mention, and the measure of the result.
  std::vector<std::string> operands;
  v1::Indicator::Measure measure = v1::Indicator::MEASURE_COUNT;

 private:
  absl::StatusOr<Part> ParseSum() {
    absl::StatusOr<Part> left = ParseProduct();
    while (left.ok()) {
      const size_t position = reader_.Position();
      const char op = reader_.Peek();
      if (op != '+' && op != '-') break;
      reader_.Consume(absl::string_view(&op, 1));
      absl::StatusOr<Part> right = ParseProduct();
      if (!right.ok()) return right;
      std::optional<FormulaUnit> sum =
          left->unit.Plus(op == '-' ? right->unit.Negated() : right->unit);
      if (!sum.has_value()) {
        return reader_.Error(
            position,
            absl::StrCat("cannot ", op == '+' ? "add " : "subtract ",
                         DescribeUnit(left->unit), " and ",
                         DescribeUnit(right->unit), ": their units differ"));
      }
      left->unit = *std::move(sum);
      left->node = Combine(op == '+' ? NodeType::kAdd : NodeType::kSubtract,
                           std::move(left->node), std::move(right->node));
    }
    return left;
  }

  absl::StatusOr<Part> ParseProduct() {
    absl::StatusOr<Part> left = ParseSigned();
    while (left.ok()) {
      const char op = reader_.Peek();
      if (op != '*' && op != '/') break;
      reader_.Consume(absl::string_view(&op, 1));
      const size_t position = reader_.Position();
      absl::StatusOr<Part> right = ParseSigned();
      if (!right.ok()) return right;
      if (op == '*') {
        left->unit = left->unit.Times(right->unit);
      } else if (right->unit.is_number() && right->unit.factor() == 0) {
        return reader_.Error(position, "division by 0");
      } else {
        if (!right->unit.is_number()) measure = v1::Indicator::MEASURE_RATE;
        left->unit = left->unit.Over(right->unit);
      }
      left->node = Combine(op == '*' ? NodeType::kMultiply : NodeType::kDivide,
                           std::move(left->node), std::move(right->node));
    }
    return left;
  }

  absl::StatusOr<Part> ParseSigned() {
    bool negative = false;
    while (reader_.Consume("-")) negative = !negative;
    absl::StatusOr<Part> part = ParsePrimary();
    if (!part.ok() || !negative) return part;
    FormulaNode node{.type = NodeType::kNegate};
    node.parts.push_back(std::move(part->node));
    return Part{part->unit.Negated(), std::move(node)};
  }

  absl::StatusOr<Part> ParsePrimary() {
    if (reader_.Peek() == '(') return ParseNested();
    const size_t position = reader_.Position();
    if (const std::optional<double> number = reader_.TakeNumber()) {
      return Part{FormulaUnit::Number(*number),
                  {.type = NodeType::kConstant, .constant = *number}};
    }
    const absl::string_view id = reader_.TakeUntil(kFormulaStops);
    if (id.empty()) {
      return reader_.Error(position, "expected an indicator, a number or '('");
    }
    const v1::Indicator* const indicator = catalogue_.Find(IndicatorName(id));
    if (indicator == nullptr) {
      return reader_.Error(
          position,
          absl::StrCat("'", Shorten(id), "' is no indicator of the catalogue"));
    }
    return ReadOperand(position, *indicator);
  }

  absl::StatusOr<Part> ParseNested() {
    const size_t opened = reader_.Position();
    reader_.Consume("(");
    if (++nesting_ > kMaxNesting) {
      return reader_.Error(
          opened, absl::StrCat("more than ", kMaxNesting, " nested '('"));
    }
    absl::StatusOr<Part> part = ParseSum();
    if (!part.ok()) return part;
    if (!reader_.Consume(")")) {
      return reader_.AtEnd() ? reader_.Error(opened, "this '(' is not closed")
                             : reader_.Error("expected + - * / or )");
    }
    --nesting_;
    return part;
  }

  absl::StatusOr<Part> ReadOperand(size_t position,
                                   const v1::Indicator& indicator) {
    const auto it = absl::c_find(operands, indicator.name());
    const int index = static_cast<int>(it - operands.begin());
    if (it == operands.end()) {
      if (operands.size() == kMaxOperands) {
        return reader_.Error(
            position, absl::StrCat("more than ", kMaxOperands, " indicators"));
      }
      operands.push_back(indicator.name());
    }
    // The enum goes from what adds up to what does not: the result is like the
    // operand that adds up least.
    measure = std::max(measure, indicator.measure());
    return Part{FormulaUnit::Of(indicator.unit()),
                {.type = NodeType::kOperand, .operand = index}};
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
                                 DescribeUnit(computed)));
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
  FormulaParser parser(path, catalogue, derived.formula());
  absl::StatusOr<Part> computed = parser.Parse();
  if (!computed.ok()) return computed.status();
  absl::StatusOr<std::string> unit =
      ChooseUnit(absl::StrCat(field, ".unit"), computed->unit, derived.unit());
  if (!unit.ok()) return unit.status();

  Formula formula;
  formula.operands_ = std::move(parser.operands);
  formula.root_ =
      std::make_shared<const FormulaNode>(std::move(computed->node));
  formula.indicator_.set_name(derived.name());
  formula.indicator_.set_unit(*std::move(unit));
  formula.indicator_.set_measure(parser.measure);
  return formula;
}

}  // namespace nianbao::aggregator
