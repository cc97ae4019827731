#include "aggregator/question/filter.h"

#include <vector>

#include "absl/algorithm/container.h"
#include "absl/strings/str_cat.h"
#include "aggregator/question/expression_reader.h"
#include "aggregator/question/filter_condition.h"
#include "common/base/status.h"

namespace nianbao::aggregator {

// A condition, or parts of which all or any must match.
struct Filter::Node {
  enum class Type { kAll, kAny, kCondition };

  bool Matches(const Snapshot& snapshot, const Chunk& chunk,
               uint32_t row) const;

  Type type = Type::kAll;
  bool negated = false;
  std::vector<Node> parts;
  FilterCondition condition;
};

namespace {

constexpr char kField[] = "selection.filter";

// Recursive descent; a function for each rule of the grammar.
class Parser {
 public:
  explicit Parser(absl::string_view text) : reader_(kField, text) {}

  absl::StatusOr<Filter::Node> Parse() {
    if (reader_.AtEnd()) return Filter::Node();
    absl::StatusOr<Filter::Node> node = ParseConjunction();
    if (!node.ok()) return node;
    if (!reader_.AtEnd()) return reader_.Error("this ')' was never opened");
    return node;
  }

 private:
  using Node = Filter::Node;

  // disjunction {["AND"] disjunction}
  absl::StatusOr<Node> ParseConjunction() {
    Node all{.type = Node::Type::kAll};
    do {
      absl::StatusOr<Node> part = ParseDisjunction();
      if (!part.ok()) return part;
      all.parts.push_back(*std::move(part));
    } while (ConsumeWord("AND") || (!reader_.AtEnd() && reader_.Peek() != ')'));
    return all;
  }

  // term {"OR" term}
  absl::StatusOr<Node> ParseDisjunction() {
    Node any{.type = Node::Type::kAny};
    do {
      absl::StatusOr<Node> part = ParseTerm();
      if (!part.ok()) return part;
      any.parts.push_back(*std::move(part));
    } while (ConsumeWord("OR"));
    return any;
  }

  // ["NOT" | "-"] (condition | "(" conjunction ")")
  absl::StatusOr<Node> ParseTerm() {
    const bool negated = ConsumeWord("NOT") || reader_.Consume("-");
    absl::StatusOr<Node> node =
        reader_.Peek() == '(' ? ParseNested() : ParseCondition();
    if (node.ok()) node->negated = negated;
    return node;
  }

  absl::StatusOr<Node> ParseNested() {
    const size_t opened = reader_.Position();
    reader_.Consume("(");
    if (++nesting_ > kMaxNesting) {
      return reader_.Error(
          opened, absl::StrCat("more than ", kMaxNesting, " nested '('"));
    }
    absl::StatusOr<Node> node = ParseConjunction();
    if (!node.ok()) return node;
    if (!reader_.Consume(")")) {
      return reader_.Error(opened, "this '(' is not closed");
    }
    --nesting_;
    return node;
  }

  absl::StatusOr<Node> ParseCondition() {
    absl::StatusOr<FilterCondition> condition = FilterCondition::Parse(reader_);
    if (!condition.ok()) return condition.status();
    return Node{.type = Node::Type::kCondition,
                .condition = *std::move(condition)};
  }

  bool ConsumeWord(absl::string_view word) {
    return reader_.PeekUntil(FilterCondition::kStops) == word &&
           reader_.Consume(word);
  }

  ExpressionReader reader_;
  int nesting_ = 0;
};

}  // namespace

bool Filter::Node::Matches(const Snapshot& snapshot, const Chunk& chunk,
                           uint32_t row) const {
  const auto matches = [&](const Node& part) {
    return part.Matches(snapshot, chunk, row);
  };
  switch (type) {
    case Type::kAll:
      return absl::c_all_of(parts, matches) != negated;
    case Type::kAny:
      return absl::c_any_of(parts, matches) != negated;
    case Type::kCondition:
      break;
  }
  return condition.Matches(snapshot, chunk, row) != negated;
}

absl::StatusOr<Filter> Filter::Parse(absl::string_view text) {
  if (text.size() > kMaxFilterBytes) {
    return BadRequest(
        kField, absl::StrCat("is longer than ", kMaxFilterBytes, " bytes"));
  }
  absl::StatusOr<Node> root = Parser(text).Parse();
  if (!root.ok()) return root.status();
  return Filter(std::make_shared<const Node>(*std::move(root)));
}

bool Filter::Matches(const Snapshot& snapshot, const Chunk& chunk,
                     uint32_t row) const {
  return root_->Matches(snapshot, chunk, row);
}

}  // namespace nianbao::aggregator
