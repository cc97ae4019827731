#include "aggregator/question/selection_validation.h"

#include "absl/algorithm/container.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "absl/time/clock.h"
#include "absl/time/time.h"
#include "aggregator/question/filter.h"
#include "aggregator/question/formula.h"
#include "common/base/status.h"

namespace nianbao::aggregator {
namespace {

// Of google.protobuf.Timestamp: the years 1 to 9999.
constexpr int64_t kFirstSecond = -62135596800;
constexpr int64_t kLastSecond = 253402300799;

std::string At(absl::string_view field, int index) {
  return absl::StrCat(field, "[", index, "]");
}

bool MatchesAny(const Catalogue& catalogue, const std::string& pattern) {
  if (!absl::StartsWith(pattern, "indicators/")) return false;
  return catalogue.Find(pattern) != nullptr ||
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

absl::Status ValidateLevels(const v1::Selection& selection) {
  for (int i = 0; i < selection.levels_size(); ++i) {
    const std::string field = At("selection.levels", i);
    const absl::Status status = ValidateLevel(field, selection.levels(i));
    if (!status.ok()) return status;
    if (absl::c_count(selection.levels(), selection.levels(i)) > 1) {
      return BadRequest(field, "is there twice");
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

absl::Status ValidateTimes(const v1::Selection& selection) {
  const absl::StatusOr<absl::Time> as_of = ParseTime(
      "selection.as_of", selection.has_as_of() ? &selection.as_of() : nullptr);
  if (!as_of.ok()) return as_of.status();
  if (*as_of > absl::Now()) {
    return BadRequest("selection.as_of", "is in the future");
  }
  return ParseTime("selection.updated_after", selection.has_updated_after()
                                                  ? &selection.updated_after()
                                                  : nullptr)
      .status();
}

absl::Status ValidateDerived(const Catalogue& catalogue,
                             const v1::Selection& selection) {
  if (selection.derived_size() > kMaxDerivedIndicators) {
    return BadRequest(
        "selection.derived",
        absl::StrCat("has more than ", kMaxDerivedIndicators, " items"));
  }
  for (int i = 0; i < selection.derived_size(); ++i) {
    const v1::DerivedIndicator& derived = selection.derived(i);
    const std::string field = At("selection.derived", i);
    absl::Status status = Formula::Parse(field, catalogue, derived).status();
    if (!status.ok()) return status;
    for (int j = 0; j < i; ++j) {
      if (selection.derived(j).name() == derived.name()) {
        return BadRequest(absl::StrCat(field, ".name"), "is there twice");
      }
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

absl::StatusOr<absl::Time> ParseTime(absl::string_view field,
                                     const google::protobuf::Timestamp* time) {
  if (time == nullptr) return absl::InfinitePast();
  if (time->seconds() < kFirstSecond || time->seconds() > kLastSecond ||
      time->nanos() < 0 || time->nanos() > 999999999) {
    return BadRequest(field, "is no timestamp of the years 1 to 9999");
  }
  return absl::FromUnixSeconds(time->seconds()) +
         absl::Nanoseconds(time->nanos());
}

absl::Status ValidateLevel(absl::string_view field, int level) {
  return v1::Level_IsValid(level) ? absl::OkStatus()
                                  : BadRequest(field, "is no level");
}

absl::Status ValidateSelection(const Catalogue& catalogue,
                               const v1::Selection& selection) {
  absl::Status status = ValidateIndicators(catalogue, selection);
  status.Update(ParseDivision("selection.within", selection.within()).status());
  status.Update(ValidateLevels(selection));
  status.Update(ValidateYears(selection));
  if (!status.ok()) return status;
  if (!v1::Kind_IsValid(selection.kind())) {
    return BadRequest("selection.kind", "is no kind");
  }
  if (!(selection.min_confidence() >= 0 && selection.min_confidence() <= 1)) {
    return BadRequest("selection.min_confidence", "must be from 0 to 1");
  }
  if (!selection.filter().empty()) {
    status.Update(Filter::Parse(selection.filter()).status());
  }
  status.Update(ValidateTimes(selection));
  status.Update(ValidateDerived(catalogue, selection));
  return status;
}

}  // namespace nianbao::aggregator
