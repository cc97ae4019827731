// One comparison of a filter: "value >= 10".
#ifndef NIANBAO_AGGREGATOR_QUESTION_FILTER_CONDITION_H_
#define NIANBAO_AGGREGATOR_QUESTION_FILTER_CONDITION_H_

#include <cstddef>
#include <string>

#include "absl/status/statusor.h"
#include "aggregator/question/expression_reader.h"
#include "common/domain/gazetteer.h"

namespace nianbao::aggregator {

// Characters that end a word of a filter.
inline constexpr char kFilterStops[] = "()<>=!:,\"'";

//   value, year, report_year, confidence   = != < <= > >=   a number
//   level, modifier                        = !=             a name
//   issuer                                 = !=             the whole name
//                                          :                a part of it
//   division, province, prefecture         = !=             a code
//   diagnostic                             :                a code
//
// `:*` asks whether there is an issuer, division, ... or diagnostic at all. A
// county directly below its province has that as its prefecture, as groups do.
struct FilterCondition {
  enum class Field {
    kValue,
    kYear,
    kReportYear,
    kConfidence,
    kLevel,
    kModifier,
    kDiagnostic,
    kIssuer,
    kDivision,
    kProvince,
    kPrefecture,
  };
  enum class Comparator {
    kEqual,
    kNotEqual,
    kLess,
    kLessOrEqual,
    kGreater,
    kGreaterOrEqual,
    kHas,
  };

  Field field = Field::kValue;
  Comparator comparator = Comparator::kEqual;
  // True for `:*`; then there is nothing to compare with.
  bool any = false;

  // What the field is compared with: one of these, as the field has it.
  double number = 0;
  // Number of a v1::Level or a v1::Modifier.
  int enum_value = 0;
  // Index into kDiagnosticCodes.
  size_t diagnostic = 0;
  // Entry of the gazetteer that is part of the program.
  const DivisionEntry* division = nullptr;
  // Name of an issuer, or a part of it.
  std::string issuer;
};

// Reads field, comparator and argument. INVALID_ARGUMENT at the part that is
// wrong.
absl::StatusOr<FilterCondition> ParseCondition(ExpressionReader& reader);

}  // namespace nianbao::aggregator

#endif  // NIANBAO_AGGREGATOR_QUESTION_FILTER_CONDITION_H_
