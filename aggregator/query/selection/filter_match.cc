#include "aggregator/query/selection/filter_match.h"

#include <string>

#include "absl/algorithm/container.h"
#include "absl/strings/match.h"
#include "common/domain/gazetteer.h"

namespace nianbao::aggregator {
namespace {

using Field = FilterCondition::Field;
using Comparator = FilterCondition::Comparator;

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

// A row of columns with the names that FilteredObservation has. What is known
// by the report alone is looked up only where a condition asks for it.
class ColumnRow {
 public:
  ColumnRow(const Snapshot& snapshot, const Chunk& chunk, uint32_t row)
      : snapshot_(snapshot), chunk_(chunk), row_(row) {}

  double value() const { return chunk_.values[row_]; }
  int32_t year() const { return chunk_.year; }
  int32_t report_year() const { return report().year; }
  float confidence() const { return chunk_.confidences[row_]; }
  Place place() const { return chunk_.places[row_]; }
  ObservationFlags flags() const { return chunk_.flags[row_]; }
  absl::string_view issuer_name() const { return report().issuer_name; }

 private:
  const ReportEntry& report() const {
    return snapshot_.reports[chunk_.reports[row_]];
  }

  const Snapshot& snapshot_;
  const Chunk& chunk_;
  const uint32_t row_;
};

// An observation in no columns, read the same way.
class SingleRow {
 public:
  explicit SingleRow(const FilteredObservation& o) : o_(o) {}

  double value() const { return o_.value; }
  int32_t year() const { return o_.year; }
  int32_t report_year() const { return o_.report_year; }
  float confidence() const { return o_.confidence; }
  Place place() const { return o_.place; }
  ObservationFlags flags() const { return o_.flags; }
  absl::string_view issuer_name() const { return o_.issuer_name; }

 private:
  const FilteredObservation& o_;
};

bool MatchesIssuer(const FilterCondition& condition, absl::string_view issuer) {
  if (condition.any) return !issuer.empty();
  if (condition.comparator == Comparator::kHas) {
    return absl::StrContains(issuer, condition.issuer);
  }
  return (issuer == condition.issuer) ==
         (condition.comparator == Comparator::kEqual);
}

// The division of `place` that the field speaks of; null for the unknown one.
const DivisionEntry* DivisionFor(Field field, Place place) {
  const std::vector<DivisionEntry>& divisions = Gazetteer::Get().divisions();
  const uint32_t index = DivisionOf(place);
  if (index >= divisions.size()) return nullptr;
  const DivisionEntry* const division = &divisions[index];
  if (field == Field::kDivision) return division;
  const DivisionEntry* const prefecture =
      field == Field::kPrefecture
          ? Gazetteer::Ancestor(*division, v1::LEVEL_PREFECTURE)
          : nullptr;
  return prefecture != nullptr
             ? prefecture
             : Gazetteer::Ancestor(*division, v1::LEVEL_PROVINCE);
}

template <typename Row>
bool MatchesCondition(const FilterCondition& condition, const Row& row) {
  const Comparator comparator = condition.comparator;
  switch (condition.field) {
    case Field::kValue:
      return Compare(row.value(), comparator, condition.number);
    case Field::kYear:
      return Compare<double>(row.year(), comparator, condition.number);
    case Field::kReportYear:
      return Compare<double>(row.report_year(), comparator, condition.number);
    case Field::kConfidence:
      // Columns keep a float, of which 0.9 is a little less than 0.9.
      return Compare(row.confidence(), comparator,
                     static_cast<float>(condition.number));
    case Field::kLevel:
      return Compare<int>(LevelOf(row.place()), comparator,
                          condition.enum_value);
    case Field::kModifier:
      return Compare<int>(row.flags() & observation_flags::kModifierMask,
                          comparator, condition.enum_value);
    case Field::kDiagnostic: {
      const int diagnostics =
          row.flags() >> observation_flags::kDiagnosticShift;
      return condition.any ? diagnostics != 0
                           : (diagnostics >> condition.diagnostic & 1) != 0;
    }
    case Field::kIssuer:
      return MatchesIssuer(condition, row.issuer_name());
    case Field::kDivision:
    case Field::kProvince:
    case Field::kPrefecture:
      break;
  }
  const DivisionEntry* const division =
      DivisionFor(condition.field, row.place());
  if (condition.any) return division != nullptr;
  return (division == condition.division) !=
         (comparator == Comparator::kNotEqual);
}

template <typename Row>
bool MatchesNode(const FilterNode& node, const Row& row) {
  const auto matches = [&row](const FilterNode& part) {
    return MatchesNode(part, row);
  };
  switch (node.type) {
    case FilterNode::Type::kAll:
      return absl::c_all_of(node.parts, matches) != node.negated;
    case FilterNode::Type::kAny:
      return absl::c_any_of(node.parts, matches) != node.negated;
    case FilterNode::Type::kCondition:
      break;
  }
  return MatchesCondition(node.condition, row) != node.negated;
}

}  // namespace

bool Matches(const Filter& filter, const Snapshot& snapshot, const Chunk& chunk,
             uint32_t row) {
  return MatchesNode(filter.root(), ColumnRow(snapshot, chunk, row));
}

bool Matches(const Filter& filter, const FilteredObservation& observation) {
  return MatchesNode(filter.root(), SingleRow(observation));
}

}  // namespace nianbao::aggregator
