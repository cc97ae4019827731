#include "aggregator/service/report_validation.h"

#include <cmath>
#include <string>

#include "absl/strings/str_cat.h"
#include "absl/time/civil_time.h"
#include "common/base/status.h"
#include "common/domain/catalogue.h"
#include "common/domain/gazetteer.h"

namespace nianbao::aggregator {
namespace {

// The path of a field, put together only when it is wrong: most reports are
// right, and all of their observations are looked at before they are queued.
struct Field {
  absl::string_view list;
  int index = -1;
  absl::string_view name = "";

  // Another field of the same item.
  Field At(absl::string_view other) const { return {list, index, other}; }

  std::string Path() const {
    if (index < 0) return std::string(list);
    return absl::StrCat(list, "[", index, "]", name.empty() ? "" : ".", name);
  }
};

absl::Status CheckYear(const Field& field, int year) {
  if (year == 0 || (year >= kMinYear && year <= kMaxYear)) {
    return absl::OkStatus();
  }
  return BadRequest(field.Path(),
                    absl::StrCat("is ", year, "; must be 0 or from ", kMinYear,
                                 " to ", kMaxYear));
}

absl::Status CheckNumber(const Field& field, double value) {
  if (std::abs(value) <= kMaxValue) return absl::OkStatus();
  return BadRequest(field.Path(), "must be a finite number of at most 1e18");
}

absl::Status CheckCount(absl::string_view field, int count, int limit) {
  if (count <= limit) return absl::OkStatus();
  return BadRequest(field,
                    absl::StrCat("has ", count, " items; at most ", limit));
}

template <typename Enum>
absl::Status CheckEnum(const Field& field, Enum value, bool (*is_valid)(int)) {
  if (is_valid(value)) return absl::OkStatus();
  return BadRequest(field.Path(),
                    absl::StrCat("has no value ", static_cast<int>(value)));
}

absl::Status CheckSpan(const Field& field, const v1::Span& span) {
  if (span.begin() < 0) {
    return BadRequest(absl::StrCat(field.Path(), ".begin"),
                      "must not be negative");
  }
  if (span.end() < span.begin()) {
    return BadRequest(absl::StrCat(field.Path(), ".end"), "comes before begin");
  }
  return absl::OkStatus();
}

absl::Status CheckIssuer(const v1::Issuer& issuer) {
  if (!issuer.division_code().empty() &&
      Gazetteer::Get().Find(issuer.division_code()) == nullptr) {
    return BadRequest("report.issuer.division_code",
                      "is not in the gazetteer; leave it empty when unknown");
  }
  return CheckEnum({"report.issuer.level"}, issuer.level(), v1::Level_IsValid);
}

}  // namespace

absl::Status ValidateCorrected(const v1::Report& report) {
  absl::CivilDay day;
  if (!report.publish_date().empty() &&
      (report.publish_date().size() != 10 ||
       !absl::ParseCivilTime(report.publish_date(), &day))) {
    return BadRequest("report.publish_date", "must be YYYY-MM-DD");
  }
  absl::Status status = CheckYear({"report.year"}, report.year());
  status.Update(
      CheckEnum({"report.type"}, report.type(), v1::Report::Type_IsValid));
  status.Update(CheckIssuer(report.issuer()));
  return status;
}

namespace {

absl::Status CheckHead(const v1::Report& report) {
  if (report.source_uri().empty()) {
    return BadRequest("report.source_uri", "is required");
  }
  if (report.source_uri().size() > kMaxSourceUriBytes) {
    return BadRequest(
        "report.source_uri",
        absl::StrCat("is longer than ", kMaxSourceUriBytes, " bytes"));
  }
  if (report.first_year() > report.year()) {
    return BadRequest("report.first_year", "comes after year");
  }
  absl::Status status = ValidateCorrected(report);
  status.Update(CheckYear({"report.first_year"}, report.first_year()));
  status.Update(
      CheckEnum({"report.script"}, report.script(), v1::Script_IsValid));
  return status;
}

// What the figure counts, and how it goes with another of the `observations`.
absl::Status CheckRelation(const Field& field, const v1::Observation& o,
                           int observations) {
  if (o.has_related()) {
    if (o.related() < 0 || o.related() >= observations) {
      return BadRequest(field.At("related").Path(),
                        "is not the index of an observation");
    }
    if (o.related() == field.index) {
      return BadRequest(field.At("related").Path(),
                        "is the observation itself");
    }
    if (o.relation() == v1::RELATION_UNSPECIFIED) {
      return BadRequest(field.At("relation").Path(),
                        "is required beside related");
    }
  }
  absl::Status status =
      CheckEnum(field.At("relation"), o.relation(), v1::Relation_IsValid);
  status.Update(CheckSpan(field.At("noun.span"), o.noun().span()));
  return status;
}

absl::Status CheckCandidates(const Field& field, const v1::Observation& o) {
  if (o.candidates().empty()) return absl::OkStatus();
  absl::Status status = CheckCount(field.At("candidates").Path(),
                                   o.candidates_size(), kMaxCandidates);
  for (const v1::LinkCandidate& candidate : o.candidates()) {
    status.Update(CheckCount(field.At("candidates.terms").Path(),
                             candidate.terms_size(), kMaxCandidateTerms));
    if (!(candidate.probability() >= 0 && candidate.probability() <= 1)) {
      status.Update(BadRequest(field.At("candidates.probability").Path(),
                               "must be from 0 to 1"));
    }
    if (!candidate.indicator().empty() &&
        !IsIndicatorName(candidate.indicator())) {
      status.Update(BadRequest(field.At("candidates.indicator").Path(),
                               "is not indicators/{family}.{indicator}"));
    }
  }
  return status;
}

absl::Status CheckObservation(const Field& field, const v1::Observation& o,
                              int observations) {
  if (!o.indicator().empty() && !IsIndicatorName(o.indicator())) {
    return BadRequest(field.At("indicator").Path(),
                      "is not indicators/{family}.{indicator}");
  }
  if (!(o.confidence() >= 0 && o.confidence() <= 1)) {
    return BadRequest(field.At("confidence").Path(), "must be from 0 to 1");
  }
  absl::Status status =
      CheckNumber(field.At("quantity.value"), o.quantity().value());
  status.Update(CheckYear(field.At("year"), o.year()));
  status.Update(CheckEnum(field.At("kind"), o.kind(), v1::Kind_IsValid));
  status.Update(CheckEnum(field.At("scope"), o.scope(), v1::Scope_IsValid));
  status.Update(CheckEnum(field.At("quantity.modifier"),
                          o.quantity().modifier(), v1::Modifier_IsValid));
  status.Update(CheckSpan(field.At("evidence.span"), o.evidence().span()));
  status.Update(CheckRelation(field, o, observations));
  status.Update(CheckCandidates(field, o));
  return status;
}

absl::Status CheckDiagnostic(const Field& field,
                             const v1::Diagnostic& diagnostic,
                             int observations) {
  for (int i = 0; i < diagnostic.observations_size(); ++i) {
    if (diagnostic.observations(i) < 0 ||
        diagnostic.observations(i) >= observations) {
      return BadRequest(absl::StrCat(field.Path(), ".observations[", i, "]"),
                        "is not the index of an observation");
    }
  }
  absl::Status status = CheckNumber(field.At("printed"), diagnostic.printed());
  status.Update(CheckNumber(field.At("computed"), diagnostic.computed()));
  status.Update(CheckNumber(field.At("suggested"), diagnostic.suggested()));
  return status;
}

}  // namespace

absl::Status ValidateReport(const v1::Report& report) {
  absl::Status status = CheckHead(report);
  status.Update(CheckCount("report.observations", report.observations_size(),
                           kMaxObservations));
  status.Update(CheckCount("report.diagnostics", report.diagnostics_size(),
                           kMaxDiagnostics));
  status.Update(
      CheckCount("report.sections", report.sections_size(), kMaxSections));
  for (int i = 0; status.ok() && i < report.observations_size(); ++i) {
    status =
        CheckObservation({"report.observations", i}, report.observations(i),
                         report.observations_size());
  }
  for (int i = 0; status.ok() && i < report.diagnostics_size(); ++i) {
    status = CheckDiagnostic({"report.diagnostics", i}, report.diagnostics(i),
                             report.observations_size());
  }
  for (int i = 0; status.ok() && i < report.sections_size(); ++i) {
    status =
        CheckSpan({"report.sections", i, "span"}, report.sections(i).span());
  }
  return status;
}

}  // namespace nianbao::aggregator
