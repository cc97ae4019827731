#include "aggregator/request_validation.h"

#include "absl/algorithm/container.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "common/status.h"

namespace nianbao {
namespace {

std::string At(absl::string_view field, int index) {
  return absl::StrCat(field, "[", index, "]");
}

bool MatchesAny(const Catalogue& catalogue, const std::string& pattern) {
  return absl::StartsWith(pattern, "indicators/") &&
         absl::c_any_of(catalogue.indicators(),
                        [&pattern](const v1::Indicator& indicator) {
                          return MatchesFamily(indicator.name(), pattern);
                        });
}

absl::Status ValidateIndicators(const Catalogue& catalogue,
                                const v1::Selection& selection) {
  if (selection.indicators_size() > kMaxIndicatorPatterns) {
    return BadRequest(
        "selection.indicators",
        absl::StrCat("has more than ", kMaxIndicatorPatterns, " items"));
  }
  for (int i = 0; i < selection.indicators_size(); ++i) {
    if (!MatchesAny(catalogue, selection.indicators(i))) {
      return BadRequest(
          At("selection.indicators", i),
          absl::StrCat("'", selection.indicators(i),
                       "' matches no indicator of the catalogue"));
    }
  }
  return absl::OkStatus();
}

absl::Status ValidateYears(const v1::Selection& selection) {
  if (selection.first_year() < 0) {
    return BadRequest("selection.first_year", "must not be negative");
  }
  if (selection.last_year() < 0) {
    return BadRequest("selection.last_year", "must not be negative");
  }
  if (selection.last_year() != 0 &&
      selection.first_year() > selection.last_year()) {
    return BadRequest("selection.first_year", "comes after last_year");
  }
  return absl::OkStatus();
}

absl::Status ValidateGroupBy(const v1::QueryStatisticsRequest& request) {
  if (request.group_by_size() > kMaxDimensions) {
    return BadRequest("group_by",
                      absl::StrCat("has more than ", kMaxDimensions, " items"));
  }
  for (int i = 0; i < request.group_by_size(); ++i) {
    const int dimension = request.group_by(i);
    if (dimension == v1::DIMENSION_UNSPECIFIED ||
        !v1::Dimension_IsValid(dimension)) {
      return BadRequest(At("group_by", i), "is no dimension");
    }
    if (absl::c_count(request.group_by(), dimension) > 1) {
      return BadRequest(At("group_by", i), "is there twice");
    }
  }
  return absl::OkStatus();
}

absl::Status ValidateProbabilities(const v1::QueryStatisticsRequest& request) {
  if (request.probabilities_size() > kMaxProbabilities) {
    return BadRequest(
        "probabilities",
        absl::StrCat("has more than ", kMaxProbabilities, " items"));
  }
  for (int i = 0; i < request.probabilities_size(); ++i) {
    if (!(request.probabilities(i) >= 0 && request.probabilities(i) <= 1)) {
      return BadRequest(At("probabilities", i), "must be from 0 to 1");
    }
  }
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<const DivisionEntry*> ParseDivision(absl::string_view field,
                                                   absl::string_view name) {
  if (name.empty()) return nullptr;
  absl::string_view code = name;
  if (!absl::ConsumePrefix(&code, "divisions/")) {
    return BadRequest(field,
                      absl::StrCat("'", name, "' is not divisions/{code}"));
  }
  const DivisionEntry* const division = Gazetteer::Get().Find(code);
  if (division == nullptr) {
    return BadRequest(field,
                      absl::StrCat("'", name, "' is not in the gazetteer"));
  }
  return division;
}

absl::Status ValidateLevel(absl::string_view field, int level) {
  return v1::Level_IsValid(level) ? absl::OkStatus()
                                  : BadRequest(field, "is no level");
}

absl::Status ValidateSelection(const Catalogue& catalogue,
                               const v1::Selection& selection) {
  absl::Status status = ValidateIndicators(catalogue, selection);
  status.Update(ParseDivision("selection.within", selection.within()).status());
  for (int i = 0; i < selection.levels_size(); ++i) {
    status.Update(
        ValidateLevel(At("selection.levels", i), selection.levels(i)));
  }
  status.Update(ValidateYears(selection));
  if (!status.ok()) return status;
  if (!v1::Kind_IsValid(selection.kind())) {
    return BadRequest("selection.kind", "is no kind");
  }
  if (!(selection.min_confidence() >= 0 && selection.min_confidence() <= 1)) {
    return BadRequest("selection.min_confidence", "must be from 0 to 1");
  }
  return absl::OkStatus();
}

absl::Status ValidateStatisticsRequest(
    const Catalogue& catalogue, const v1::QueryStatisticsRequest& request) {
  absl::Status status = ValidateSelection(catalogue, request.selection());
  status.Update(ValidateGroupBy(request));
  status.Update(ValidateProbabilities(request));
  return status;
}

}  // namespace nianbao
