// The parser of filters, by recursive descent: a function for each rule of the
// grammar, in which what binds less calls what binds closer.
//
//   conjunction = disjunction {["AND"] disjunction}
//   disjunction = term {"OR" term}
//   term        = ["NOT" | "-"] (condition | "(" conjunction ")")
//   condition   = field comparator argument        (see filter_condition.cc)
//
// "level = COUNTY value > 3 OR value < 1" is a conjunction of two disjunctions,
// the second of two terms. Words are looked at whole: "ORDER" is no "OR".
//
// Each function takes what it reads from the reader and returns a node, or the
// error of the first place that fits no rule. The work is linear in the text;
// the recursion goes as deep as parentheses are nested, at most kMaxNesting.
#include "aggregator/question/filter.h"

#include "absl/strings/str_cat.h"
#include "aggregator/question/expression_reader.h"
#include "common/base/status.h"

namespace nianbao::aggregator {
namespace {

constexpr char kFilterField[] = "selection.filter";

class FilterParser {
 public:
  explicit FilterParser(absl::string_view text) : reader_(kFilterField, text) {}

  absl::StatusOr<FilterNode> Parse() {
    if (reader_.AtEnd()) return FilterNode();
    absl::StatusOr<FilterNode> node = ParseConjunction();
    if (!node.ok()) return node;
    if (!reader_.AtEnd()) return reader_.Error("this ')' was never opened");
    return node;
  }

 private:
  absl::StatusOr<FilterNode> ParseConjunction() {
    FilterNode all{.type = FilterNode::Type::kAll};
    do {
      absl::StatusOr<FilterNode> part = ParseDisjunction();
      if (!part.ok()) return part;
      all.parts.push_back(*std::move(part));
    } while (ConsumeWord("AND") || (!reader_.AtEnd() && reader_.Peek() != ')'));
    return all;
  }

  absl::StatusOr<FilterNode> ParseDisjunction() {
    FilterNode any{.type = FilterNode::Type::kAny};
    do {
      absl::StatusOr<FilterNode> part = ParseTerm();
      if (!part.ok()) return part;
      any.parts.push_back(*std::move(part));
    } while (ConsumeWord("OR"));
    return any;
  }

  absl::StatusOr<FilterNode> ParseTerm() {
    const bool negated = ConsumeWord("NOT") || reader_.Consume("-");
    absl::StatusOr<FilterNode> node =
        reader_.Peek() == '(' ? ParseNested() : ParseSingle();
    if (node.ok()) node->negated = negated;
    return node;
  }

  absl::StatusOr<FilterNode> ParseNested() {
    const size_t opened = reader_.Position();
    reader_.Consume("(");
    if (++nesting_ > kMaxNesting) {
      return reader_.Error(
          opened, absl::StrCat("more than ", kMaxNesting, " nested '('"));
    }
    absl::StatusOr<FilterNode> node = ParseConjunction();
    if (!node.ok()) return node;
    if (!reader_.Consume(")")) {
      return reader_.Error(opened, "this '(' is not closed");
    }
    --nesting_;
    return node;
  }

  absl::StatusOr<FilterNode> ParseSingle() {
    absl::StatusOr<FilterCondition> condition = ParseCondition(reader_);
    if (!condition.ok()) return condition.status();
    return FilterNode{.type = FilterNode::Type::kCondition,
                      .condition = *std::move(condition)};
  }

  bool ConsumeWord(absl::string_view word) {
    return reader_.PeekUntil(kFilterStops) == word && reader_.Consume(word);
  }

  ExpressionReader reader_;
  int nesting_ = 0;
};

}  // namespace

absl::StatusOr<Filter> Filter::Parse(absl::string_view text) {
  if (text.size() > kMaxFilterBytes) {
    return BadRequest(kFilterField, absl::StrCat("is longer than ",
                                                 kMaxFilterBytes, " bytes"));
  }
  absl::StatusOr<FilterNode> root = FilterParser(text).Parse();
  if (!root.ok()) return root.status();
  return Filter(std::make_shared<const FilterNode>(*std::move(root)));
}

}  // namespace nianbao::aggregator
