#include "aggregator/question/filter_condition.h"

#include <iterator>
#include <optional>
#include <utility>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/strip.h"
#include "common/domain/gazetteer.h"
#include "google/protobuf/descriptor.h"

namespace nianbao::aggregator {
namespace {

using Field = FilterCondition::Field;
using Comparator = FilterCondition::Comparator;

constexpr std::pair<const char*, Field> kFields[] = {
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

// Longer ones first.
constexpr std::pair<const char*, Comparator> kComparators[] = {
    {"!=", Comparator::kNotEqual},
    {"<=", Comparator::kLessOrEqual},
    {">=", Comparator::kGreaterOrEqual},
    {"=", Comparator::kEqual},
    {"<", Comparator::kLess},
    {">", Comparator::kGreater},
    {":", Comparator::kHas},
};

enum class Type { kNumber, kEnum, kDiagnostic, kText, kDivision };

Type TypeOf(Field field) {
  switch (field) {
    case Field::kValue:
    case Field::kYear:
    case Field::kReportYear:
    case Field::kConfidence:
      return Type::kNumber;
    case Field::kLevel:
    case Field::kModifier:
      return Type::kEnum;
    case Field::kDiagnostic:
      return Type::kDiagnostic;
    case Field::kIssuer:
      return Type::kText;
    case Field::kDivision:
    case Field::kProvince:
    case Field::kPrefecture:
      break;
  }
  return Type::kDivision;
}

// What may follow a field, in words; null when `comparator` is right.
const char* WrongComparator(Type type, Comparator comparator) {
  const bool equality =
      comparator == Comparator::kEqual || comparator == Comparator::kNotEqual;
  const bool has = comparator == Comparator::kHas;
  switch (type) {
    case Type::kNumber:
      return has ? "= != < <= > or >=" : nullptr;
    case Type::kEnum:
      return equality ? nullptr : "= or !=";
    case Type::kDiagnostic:
      return has ? nullptr : ":";
    case Type::kText:
    case Type::kDivision:
      break;
  }
  return equality || has ? nullptr : "= != or :";
}

absl::StatusOr<Field> ParseField(ExpressionReader& reader) {
  const size_t position = reader.Position();
  const absl::string_view word = reader.TakeUntil(FilterCondition::kStops);
  for (const auto& [name, field] : kFields) {
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
      absl::StrCat(
          "no field '", Shorten(word), "'; there are ",
          absl::StrJoin(kFields, ", ", [](std::string* out, const auto& field) {
            absl::StrAppend(out, field.first);
          })));
}

// The value of `descriptor` whose name is `prefix` and `text`.
absl::StatusOr<uint32_t> ParseEnum(
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

absl::StatusOr<uint32_t> ParseDiagnostic(const ExpressionReader& reader,
                                         size_t position,
                                         absl::string_view text) {
  for (size_t i = 0; i < std::size(kDiagnosticCodes); ++i) {
    if (text == kDiagnosticCodes[i]) {
      return 1u << (observation_flags::kDiagnosticShift + i);
    }
  }
  return reader.Error(position,
                      absl::StrCat("expected * or one of ",
                                   absl::StrJoin(kDiagnosticCodes, ", ")));
}

// The division's index in the gazetteer.
absl::StatusOr<uint32_t> ParseDivision(const ExpressionReader& reader,
                                       size_t position, Field field,
                                       absl::string_view text) {
  absl::ConsumePrefix(&text, "divisions/");
  const Gazetteer& gazetteer = Gazetteer::Get();
  const DivisionEntry* const division = gazetteer.Find(text);
  if (division == nullptr) {
    return reader.Error(position, "expected the code of a division");
  }
  if (field == Field::kProvince && division->level > v1::LEVEL_PROVINCE) {
    return reader.Error(position, "expected the code of a province");
  }
  if (field == Field::kPrefecture && division->level > v1::LEVEL_PREFECTURE) {
    return reader.Error(position, "expected the code of a prefecture");
  }
  return static_cast<uint32_t>(division - gazetteer.divisions().data());
}

template <typename Number>
bool Compare(Number a, Comparator comparator, Number b) {
  switch (comparator) {
    case Comparator::kNotEqual:
      return a != b;
    case Comparator::kLess:
      return a < b;
    case Comparator::kLessOrEqual:
      return a <= b;
    case Comparator::kGreater:
      return a > b;
    case Comparator::kGreaterOrEqual:
      return a >= b;
    case Comparator::kEqual:
    case Comparator::kHas:
      break;
  }
  return a == b;
}

}  // namespace

absl::StatusOr<FilterCondition> FilterCondition::Parse(
    ExpressionReader& reader) {
  FilterCondition condition;
  absl::StatusOr<Field> field = ParseField(reader);
  if (!field.ok()) return field.status();
  condition.field_ = *field;
  const size_t position = reader.Position();
  for (const auto& [written, comparator] : kComparators) {
    if (!reader.Consume(written)) continue;
    condition.comparator_ = comparator;
    const char* const right = WrongComparator(TypeOf(*field), comparator);
    if (right != nullptr) {
      return reader.Error(position, absl::StrCat("expected ", right));
    }
    absl::Status status = condition.ParseArgument(reader, written);
    if (!status.ok()) return status;
    return condition;
  }
  return reader.Error("expected a comparison: = != < <= > >= or :");
}

absl::Status FilterCondition::ParseArgument(ExpressionReader& reader,
                                            absl::string_view written) {
  const size_t position = reader.Position();
  const bool quoted = reader.Peek() == '"' || reader.Peek() == '\'';
  if (quoted) {
    std::optional<std::string> content = reader.TakeQuoted();
    if (!content.has_value()) {
      return reader.Error(position, "this quote is not closed");
    }
    text_ = *std::move(content);
  } else {
    text_ = std::string(reader.TakeUntil(kStops));
  }
  if (TypeOf(field_) == Type::kNumber) {
    const std::optional<double> number =
        quoted ? std::nullopt : ParseNumber(text_);
    if (!number.has_value()) {
      return reader.Error(
          position, absl::StrCat("expected a number after '", written, "'"));
    }
    number_ = *number;
    return absl::OkStatus();
  }
  if (text_.empty() && !quoted) {
    return reader.Error(position,
                        absl::StrCat("expected a text after '", written, "'"));
  }
  any_ = comparator_ == Comparator::kHas && !quoted && text_ == "*";
  if (any_ || field_ == Field::kIssuer) return absl::OkStatus();
  absl::StatusOr<uint32_t> code;
  if (field_ == Field::kLevel) {
    code =
        ParseEnum(reader, position, *v1::Level_descriptor(), "LEVEL_", text_);
  } else if (field_ == Field::kModifier) {
    code = ParseEnum(reader, position, *v1::Modifier_descriptor(), "MODIFIER_",
                     text_);
  } else if (field_ == Field::kDiagnostic) {
    code = ParseDiagnostic(reader, position, text_);
  } else {
    code = ParseDivision(reader, position, field_, text_);
  }
  if (!code.ok()) return code.status();
  code_ = *code;
  return absl::OkStatus();
}

bool FilterCondition::Matches(const Snapshot& snapshot, const Chunk& chunk,
                              uint32_t row) const {
  switch (field_) {
    case Field::kValue:
      return Compare(chunk.values[row], comparator_, number_);
    case Field::kYear:
      return Compare<double>(chunk.year, comparator_, number_);
    case Field::kReportYear:
      return Compare<double>(snapshot.reports[chunk.reports[row]].year,
                             comparator_, number_);
    case Field::kConfidence:
      // Columns keep a float, of which 0.9 is a little less than 0.9.
      return Compare(chunk.confidences[row], comparator_,
                     static_cast<float>(number_));
    case Field::kLevel:
      return Compare<uint32_t>(LevelOf(chunk.places[row]), comparator_, code_);
    case Field::kModifier:
      return Compare<uint32_t>(
          chunk.flags[row] & observation_flags::kModifierMask, comparator_,
          code_);
    case Field::kDiagnostic:
      return any_ ? chunk.flags[row] >> observation_flags::kDiagnosticShift != 0
                  : (chunk.flags[row] & code_) != 0;
    case Field::kIssuer: {
      const std::string& issuer =
          snapshot.reports[chunk.reports[row]].issuer_name;
      if (any_) return !issuer.empty();
      if (comparator_ == Comparator::kHas) {
        return absl::StrContains(issuer, text_);
      }
      return (issuer == text_) == (comparator_ == Comparator::kEqual);
    }
    case Field::kDivision:
    case Field::kProvince:
    case Field::kPrefecture:
      break;
  }
  return MatchesDivision(chunk.places[row]);
}

bool FilterCondition::MatchesDivision(Place place) const {
  const std::vector<DivisionEntry>& divisions = Gazetteer::Get().divisions();
  const uint32_t index = DivisionOf(place);
  const bool known = index < divisions.size();
  if (any_) return known;
  const DivisionEntry* division = known ? &divisions[index] : nullptr;
  if (known && field_ != Field::kDivision) {
    const DivisionEntry* const prefecture =
        field_ == Field::kPrefecture
            ? Gazetteer::Ancestor(*division, v1::LEVEL_PREFECTURE)
            : nullptr;
    division = prefecture != nullptr
                   ? prefecture
                   : Gazetteer::Ancestor(*division, v1::LEVEL_PROVINCE);
  }
  return (division == &divisions[code_]) !=
         (comparator_ == Comparator::kNotEqual);
}

}  // namespace nianbao::aggregator
