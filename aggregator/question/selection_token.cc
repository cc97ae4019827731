#include "aggregator/question/selection_token.h"

#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

#include "absl/strings/escaping.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_split.h"
#include "aggregator/question/resource_names.h"
#include "common/base/status.h"

namespace nianbao::aggregator {
namespace {

v1::Dimension DimensionOf(char letter) {
  for (const v1::Dimension dimension :
       {v1::DIMENSION_PROVINCE, v1::DIMENSION_PREFECTURE,
        v1::DIMENSION_DIVISION}) {
    if (letter == PlaceLetter(dimension)) return dimension;
  }
  return v1::DIMENSION_UNSPECIFIED;
}

// False when `text` is neither empty nor a number.
bool ReadNumber(absl::string_view text, std::optional<int32_t>& number) {
  if (text.empty()) return true;
  int32_t read = 0;
  if (!absl::SimpleAtoi(text, &read)) return false;
  number = read;
  return true;
}

// False when `text` is neither empty nor a level.
bool ReadLevel(absl::string_view text, std::optional<v1::Level>& level) {
  std::optional<int32_t> number;
  if (!ReadNumber(text, number)) return false;
  if (!number.has_value()) return true;
  if (!v1::Level_IsValid(*number)) return false;
  level = static_cast<v1::Level>(*number);
  return true;
}

// False when `text` is neither empty nor as BodyToken gives it.
bool ReadBody(const Catalogue& catalogue, absl::string_view text,
              std::optional<BodyNumber>& body) {
  if (text.empty()) return true;
  for (const BodyNumber number : {kGovernments, kOtherBodies}) {
    if (text == BodyToken(catalogue, number)) body = number;
  }
  const std::optional<int> number = catalogue.bodies().Number(text);
  if (number.has_value()) body = static_cast<BodyNumber>(*number + 1);
  return body.has_value();
}

// False when `text` is neither empty nor a letter and, perhaps, a code.
bool ReadPlace(absl::string_view text, RowOfStatistics& row) {
  if (text.empty()) return true;
  row.dimension = DimensionOf(text[0]);
  if (row.dimension == v1::DIMENSION_UNSPECIFIED) return false;
  const absl::string_view code = text.substr(1);
  row.division = Gazetteer::Get().Find(code);
  return row.division != nullptr || code.empty();
}

// Leaves in `derived` that of `name` alone, or nothing; true when it is there.
bool KeepDerived(const std::string& name, v1::Selection& selection) {
  for (v1::DerivedIndicator& derived : *selection.mutable_derived()) {
    if (derived.name() != name) continue;
    v1::DerivedIndicator kept = std::move(derived);
    selection.clear_derived();
    *selection.add_derived() = std::move(kept);
    return true;
  }
  selection.clear_derived();
  return false;
}

// The selection of a row, which comes from outside and may be anything; absent
// when the service would not have taken it.
std::optional<SelectionQuestion> ReadSelection(const Catalogue& catalogue,
                                               absl::string_view bytes,
                                               absl::string_view indicator_id) {
  v1::Selection selection;
  std::string serialized;
  if (!absl::WebSafeBase64Unescape(bytes, &serialized) ||
      !selection.ParseFromString(serialized)) {
    return std::nullopt;
  }
  const std::string name = IndicatorName(indicator_id);
  const bool is_derived = KeepDerived(name, selection);
  for (const std::string& other : selection.indicators()) {
    if (!IsIndicatorName(other)) return std::nullopt;
  }
  std::vector<std::string> names(selection.indicators().begin(),
                                 selection.indicators().end());
  selection.clear_indicators();
  if (!is_derived) {
    if (!IsIndicatorName(name)) return std::nullopt;
    names.push_back(name);
  }
  absl::StatusOr<SelectionQuestion> question =
      CompileSelection(catalogue, selection);
  if (!question.ok()) return std::nullopt;
  question->indicators = std::move(names);
  return *std::move(question);
}

}  // namespace

std::string SelectionTokenPrefix(const v1::Selection& selection) {
  v1::Selection rest = selection;
  rest.clear_indicators();
  return absl::WebSafeBase64Escape(rest.SerializeAsString());
}

std::string BodyToken(const Catalogue& catalogue, BodyNumber body) {
  if (body == kGovernments) return "governments";
  const v1::Body* const entry = FindBody(catalogue, body);
  return entry == nullptr ? "others" : entry->name();
}

char PlaceLetter(v1::Dimension dimension) {
  switch (dimension) {
    case v1::DIMENSION_PROVINCE:
      return 'p';
    case v1::DIMENSION_PREFECTURE:
      return 'f';
    default:
      return 'd';
  }
}

absl::StatusOr<RowObservationsQuestion> ReadSelectionToken(
    const Catalogue& catalogue, absl::string_view token) {
  const std::vector<absl::string_view> parts = absl::StrSplit(token, '~');
  RowObservationsQuestion question;
  RowOfStatistics& row = question.row;
  std::optional<SelectionQuestion> selection;
  if (parts.size() == 7 && !parts[1].empty() &&
      ReadNumber(parts[2], row.year) && ReadLevel(parts[3], row.level) &&
      ReadLevel(parts[4], row.government_level) &&
      ReadBody(catalogue, parts[5], row.body) && ReadPlace(parts[6], row)) {
    selection = ReadSelection(catalogue, parts[0], parts[1]);
  }
  if (!selection.has_value()) {
    return BadRequest("selection_token", "is not a token of a row");
  }
  question.observations.selection = *std::move(selection);
  return question;
}

}  // namespace nianbao::aggregator
