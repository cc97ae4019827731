#include "aggregator/question/filter_condition.h"

#include <iterator>
#include <optional>
#include <utility>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/strip.h"
#include "aggregator/question/resource_names.h"
#include "common/domain/diagnostic_codes.h"
#include "google/protobuf/descriptor.h"
#include "nianbao/v1/report.pb.h"

namespace nianbao::aggregator {
namespace {

using Field = FilterCondition::Field;
using Comparator = FilterCondition::Comparator;

constexpr std::pair<const char*, Field> kFilterFields[] = {
    {"value", Field::kValue},
    {"year", Field::kYear},
    {"report_year", Field::kReportYear},
    {"confidence", Field::kConfidence},
    {"level", Field::kLevel},
    {"modifier", Field::kModifier},
    {"diagnostic", Field::kDiagnostic},
    {"issuer", Field::kIssuer},
    {"division", Field::kDivision},
    {"province", Field::kProvince},
    {"prefecture", Field::kPrefecture},
};

// Longer ones come first, so that "<=" is not read as "<".
constexpr std::pair<const char*, Comparator> kComparators[] = {
    {"!=", Comparator::kNotEqual},
    {"<=", Comparator::kLessOrEqual},
    {">=", Comparator::kGreaterOrEqual},
    {"=", Comparator::kEqual},
    {"<", Comparator::kLess},
    {">", Comparator::kGreater},
    {":", Comparator::kHas},
};

// What a field is compared with.
enum class ArgumentType { kNumber, kEnum, kDiagnostic, kText, kDivision };

ArgumentType TypeOf(Field field) {
  switch (field) {
    case Field::kValue:
    case Field::kYear:
    case Field::kReportYear:
    case Field::kConfidence:
      return ArgumentType::kNumber;
    case Field::kLevel:
    case Field::kModifier:
      return ArgumentType::kEnum;
    case Field::kDiagnostic:
      return ArgumentType::kDiagnostic;
    case Field::kIssuer:
      return ArgumentType::kText;
    case Field::kDivision:
    case Field::kProvince:
    case Field::kPrefecture:
      break;
  }
  return ArgumentType::kDivision;
}

// What may follow a field, in words; null when `comparator` is right.
const char* WrongComparator(ArgumentType type, Comparator comparator) {
  const bool equality =
      comparator == Comparator::kEqual || comparator == Comparator::kNotEqual;
  const bool has = comparator == Comparator::kHas;
  switch (type) {
    case ArgumentType::kNumber:
      return has ? "= != < <= > or >=" : nullptr;
    case ArgumentType::kEnum:
      return equality ? nullptr : "= or !=";
    case ArgumentType::kDiagnostic:
      return has ? nullptr : ":";
    case ArgumentType::kText:
    case ArgumentType::kDivision:
      break;
  }
  return equality || has ? nullptr : "= != or :";
}

absl::StatusOr<Field> ParseField(ExpressionReader& reader) {
  const size_t position = reader.Position();
  const absl::string_view word = reader.TakeUntil(kFilterStops);
  for (const auto& [name, field] : kFilterFields) {
    if (word == name) return field;
  }
  if (word.empty() || word == "AND" || word == "OR" || word == "NOT") {
    return reader.Error(position, "expected a condition");
  }
  for (const char* keyword : {"AND", "OR", "NOT"}) {
    if (absl::EqualsIgnoreCase(word, keyword)) {
      return reader.Error(
          position, absl::StrCat("write ", keyword, " in capital letters"));
    }
  }
  return reader.Error(
      position,
      absl::StrCat("no field '", Shorten(word), "'; there are ",
                   absl::StrJoin(kFilterFields, ", ",
                                 [](std::string* out, const auto& field) {
                                   absl::StrAppend(out, field.first);
                                 })));
}

// The value of `descriptor` whose name is `prefix` and `text`.
absl::StatusOr<int> ParseEnum(
    const ExpressionReader& reader, size_t position,
    const google::protobuf::EnumDescriptor& descriptor,
    absl::string_view prefix, absl::string_view text) {
  std::vector<absl::string_view> names;
  for (int i = 0; i < descriptor.value_count(); ++i) {
    absl::string_view name = descriptor.value(i)->name();
    absl::ConsumePrefix(&name, prefix);
    if (name == text) return descriptor.value(i)->number();
    names.push_back(name);
  }
  return reader.Error(
      position, absl::StrCat("expected one of ", absl::StrJoin(names, ", ")));
}

// The code's index among kDiagnosticCodes.
absl::StatusOr<size_t> ParseDiagnostic(const ExpressionReader& reader,
                                       size_t position,
                                       absl::string_view text) {
  for (size_t i = 0; i < std::size(kDiagnosticCodes); ++i) {
    if (text == kDiagnosticCodes[i]) return i;
  }
  return reader.Error(position,
                      absl::StrCat("expected * or one of ",
                                   absl::StrJoin(kDiagnosticCodes, ", ")));
}

// A division by its code, with or without the prefix of names.
absl::StatusOr<const DivisionEntry*> ParseDivisionCode(
    const ExpressionReader& reader, size_t position, Field field,
    absl::string_view text) {
  ConsumeDivisionPrefix(text);
  const DivisionEntry* const division = Gazetteer::Get().Find(text);
  if (division == nullptr) {
    return reader.Error(position, "expected the code of a division");
  }
  if (field == Field::kProvince && division->level > v1::LEVEL_PROVINCE) {
    return reader.Error(position, "expected the code of a province");
  }
  if (field == Field::kPrefecture && division->level > v1::LEVEL_PREFECTURE) {
    return reader.Error(position, "expected the code of a prefecture");
  }
  return division;
}

// Keeps what is there in `to`; else returns why it is not.
template <typename Value, typename Target>
absl::Status Keep(absl::StatusOr<Value> value, Target& to) {
  if (!value.ok()) return value.status();
  to = *std::move(value);
  return absl::OkStatus();
}

// `written` is the comparator, for messages.
absl::Status ParseArgument(ExpressionReader& reader, absl::string_view written,
                           FilterCondition& condition) {
  const size_t position = reader.Position();
  const bool quoted = reader.Peek() == '"' || reader.Peek() == '\'';
  std::string text;
  if (quoted) {
    std::optional<std::string> content = reader.TakeQuoted();
    if (!content.has_value()) {
      return reader.Error(position, "this quote is not closed");
    }
    text = *std::move(content);
  } else {
    text = std::string(reader.TakeUntil(kFilterStops));
  }
  if (TypeOf(condition.field) == ArgumentType::kNumber) {
    const std::optional<double> number =
        quoted ? std::nullopt : ParseNumber(text);
    if (!number.has_value()) {
      return reader.Error(
          position, absl::StrCat("expected a number after '", written, "'"));
    }
    condition.number = *number;
    return absl::OkStatus();
  }
  if (text.empty() && !quoted) {
    return reader.Error(position,
                        absl::StrCat("expected a text after '", written, "'"));
  }
  condition.any =
      condition.comparator == Comparator::kHas && !quoted && text == "*";
  if (condition.any) return absl::OkStatus();
  switch (condition.field) {
    case Field::kIssuer:
      condition.issuer = std::move(text);
      return absl::OkStatus();
    case Field::kLevel:
      return Keep(
          ParseEnum(reader, position, *v1::Level_descriptor(), "LEVEL_", text),
          condition.enum_value);
    case Field::kModifier:
      return Keep(ParseEnum(reader, position, *v1::Modifier_descriptor(),
                            "MODIFIER_", text),
                  condition.enum_value);
    case Field::kDiagnostic:
      return Keep(ParseDiagnostic(reader, position, text),
                  condition.diagnostic);
    default:
      return Keep(ParseDivisionCode(reader, position, condition.field, text),
                  condition.division);
  }
}

}  // namespace

absl::StatusOr<FilterCondition> ParseCondition(ExpressionReader& reader) {
  FilterCondition condition;
  absl::StatusOr<Field> field = ParseField(reader);
  if (!field.ok()) return field.status();
  condition.field = *field;
  const size_t position = reader.Position();
  for (const auto& [written, comparator] : kComparators) {
    if (!reader.Consume(written)) continue;
    condition.comparator = comparator;
    const char* const right = WrongComparator(TypeOf(*field), comparator);
    if (right != nullptr) {
      return reader.Error(position, absl::StrCat("expected ", right));
    }
    const absl::Status status = ParseArgument(reader, written, condition);
    if (!status.ok()) return status;
    return condition;
  }
  return reader.Error("expected a comparison: = != < <= > >= or :");
}

}  // namespace nianbao::aggregator
