// One comparison of a filter: "value >= 10".
#ifndef NIANBAO_AGGREGATOR_QUESTION_FILTER_CONDITION_H_
#define NIANBAO_AGGREGATOR_QUESTION_FILTER_CONDITION_H_

#include <cstdint>
#include <string>

#include "absl/status/statusor.h"
#include "aggregator/columns/snapshot.h"
#include "aggregator/question/expression_reader.h"

namespace nianbao::aggregator {

// Immutable, thread-safe.
//
//   value, year, report_year, confidence   = != < <= > >=   a number
//   level, modifier                        = !=             a name
//   issuer                                 = !=             the whole name
//                                          :                a part of it
//   division, province, prefecture         = !=             a code
//   diagnostic                             :                a code
//
// `:*` asks whether there is an issuer, division, ... or diagnostic at all. A
// county directly below its province has that as its prefecture, as groups do.
class FilterCondition {
 public:
  // Characters that end a word of a filter.
  static constexpr char kStops[] = "()<>=!:,\"'";

  // Reads field, comparator and argument. INVALID_ARGUMENT at the part that is
  // wrong.
  static absl::StatusOr<FilterCondition> Parse(ExpressionReader& reader);

  // O(1) but for the issuer's name.
  bool Matches(const Snapshot& snapshot, const Chunk& chunk,
               uint32_t row) const;

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

 private:
  absl::Status ParseArgument(ExpressionReader& reader,
                             absl::string_view written);
  bool MatchesDivision(Place place) const;

  Field field_ = Field::kValue;
  Comparator comparator_ = Comparator::kEqual;
  // Of kHas: whether there is anything at all.
  bool any_ = false;
  double number_ = 0;
  // Of the enum, mask of diagnostics, or index of the division.
  uint32_t code_ = 0;
  std::string text_;
};

}  // namespace nianbao::aggregator

#endif  // NIANBAO_AGGREGATOR_QUESTION_FILTER_CONDITION_H_
