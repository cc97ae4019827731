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

bool MatchesIssuer(const FilterCondition& condition,
                   const std::string& issuer) {
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

bool MatchesCondition(const FilterCondition& condition,
                      const Snapshot& snapshot, const Chunk& chunk,
                      uint32_t row) {
  const Comparator comparator = condition.comparator;
  switch (condition.field) {
    case Field::kValue:
      return Compare(chunk.values[row], comparator, condition.number);
    case Field::kYear:
      return Compare<double>(chunk.year, comparator, condition.number);
    case Field::kReportYear:
      return Compare<double>(snapshot.reports[chunk.reports[row]].year,
                             comparator, condition.number);
    case Field::kConfidence:
      // Columns keep a float, of which 0.9 is a little less than 0.9.
      return Compare(chunk.confidences[row], comparator,
                     static_cast<float>(condition.number));
    case Field::kLevel:
      return Compare<int>(LevelOf(chunk.places[row]), comparator,
                          condition.enum_value);
    case Field::kModifier:
      return Compare<int>(chunk.flags[row] & observation_flags::kModifierMask,
                          comparator, condition.enum_value);
    case Field::kDiagnostic: {
      const int diagnostics =
          chunk.flags[row] >> observation_flags::kDiagnosticShift;
      return condition.any ? diagnostics != 0
                           : (diagnostics >> condition.diagnostic & 1) != 0;
    }
    case Field::kIssuer:
      return MatchesIssuer(condition,
                           snapshot.reports[chunk.reports[row]].issuer_name);
    case Field::kDivision:
    case Field::kProvince:
    case Field::kPrefecture:
      break;
  }
  const DivisionEntry* const division =
      DivisionFor(condition.field, chunk.places[row]);
  if (condition.any) return division != nullptr;
  return (division == condition.division) !=
         (comparator == Comparator::kNotEqual);
}

bool MatchesNode(const FilterNode& node, const Snapshot& snapshot,
                 const Chunk& chunk, uint32_t row) {
  const auto matches = [&](const FilterNode& part) {
    return MatchesNode(part, snapshot, chunk, row);
  };
  switch (node.type) {
    case FilterNode::Type::kAll:
      return absl::c_all_of(node.parts, matches) != node.negated;
    case FilterNode::Type::kAny:
      return absl::c_any_of(node.parts, matches) != node.negated;
    case FilterNode::Type::kCondition:
      break;
  }
  return MatchesCondition(node.condition, snapshot, chunk, row) != node.negated;
}

}  // namespace

bool Matches(const Filter& filter, const Snapshot& snapshot, const Chunk& chunk,
             uint32_t row) {
  return MatchesNode(filter.root(), snapshot, chunk, row);
}

}  // namespace nianbao::aggregator
