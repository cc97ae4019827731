#include "aggregator/report_validation.h"

#include <cmath>

#include "absl/strings/str_cat.h"
#include "absl/time/civil_time.h"
#include "common/catalogue.h"
#include "common/gazetteer.h"
#include "common/status.h"

namespace nianbao {
namespace {

absl::Status CheckYear(absl::string_view field, int year) {
  if (year == 0 || (year >= kMinYear && year <= kMaxYear)) {
    return absl::OkStatus();
  }
  return BadRequest(field, absl::StrCat("is ", year, "; must be 0 or from ",
                                        kMinYear, " to ", kMaxYear));
}

absl::Status CheckNumber(absl::string_view field, double value) {
  if (std::abs(value) <= kMaxValue) return absl::OkStatus();
  return BadRequest(field, "must be a finite number of at most 1e18");
}

absl::Status CheckCount(absl::string_view field, int count, int limit) {
  if (count <= limit) return absl::OkStatus();
  return BadRequest(field,
                    absl::StrCat("has ", count, " items; at most ", limit));
}

template <typename Enum>
absl::Status CheckEnum(absl::string_view field, Enum value,
                       bool (*is_valid)(int)) {
  if (is_valid(value)) return absl::OkStatus();
  return BadRequest(field,
                    absl::StrCat("has no value ", static_cast<int>(value)));
}

absl::Status CheckSpan(absl::string_view field, const v1::Span& span) {
  if (span.begin() < 0) {
    return BadRequest(absl::StrCat(field, ".begin"), "must not be negative");
  }
  if (span.end() < span.begin()) {
    return BadRequest(absl::StrCat(field, ".end"), "comes before begin");
  }
  return absl::OkStatus();
}

absl::Status CheckHead(const v1::Report& report) {
  if (report.source_uri().empty()) {
    return BadRequest("report.source_uri", "is required");
  }
  if (report.source_uri().size() > kMaxSourceUriBytes) {
    return BadRequest(
        "report.source_uri",
        absl::StrCat("is longer than ", kMaxSourceUriBytes, " bytes"));
  }
  absl::CivilDay day;
  if (!report.publish_date().empty() &&
      (report.publish_date().size() != 10 ||
       !absl::ParseCivilTime(report.publish_date(), &day))) {
    return BadRequest("report.publish_date", "must be YYYY-MM-DD");
  }
  if (report.first_year() > report.year()) {
    return BadRequest("report.first_year", "comes after year");
  }
  absl::Status status = CheckYear("report.year", report.year());
  status.Update(CheckYear("report.first_year", report.first_year()));
  status.Update(
      CheckEnum("report.type", report.type(), v1::Report::Type_IsValid));
  status.Update(
      CheckEnum("report.script", report.script(), v1::Script_IsValid));
  return status;
}

absl::Status CheckIssuer(const v1::Issuer& issuer) {
  if (!issuer.division_code().empty() &&
      Gazetteer::Get().Find(issuer.division_code()) == nullptr) {
    return BadRequest("report.issuer.division_code",
                      "is not in the gazetteer; leave it empty when unknown");
  }
  return CheckEnum("report.issuer.level", issuer.level(), v1::Level_IsValid);
}

absl::Status CheckObservation(absl::string_view field,
                              const v1::Observation& o) {
  const auto at = [field](absl::string_view rest) {
    return absl::StrCat(field, ".", rest);
  };
  if (!o.indicator().empty() && !IsIndicatorName(o.indicator())) {
    return BadRequest(at("indicator"),
                      "is not indicators/{family}.{indicator}");
  }
  if (!(o.confidence() >= 0 && o.confidence() <= 1)) {
    return BadRequest(at("confidence"), "must be from 0 to 1");
  }
  absl::Status status = CheckNumber(at("quantity.value"), o.quantity().value());
  status.Update(CheckYear(at("year"), o.year()));
  status.Update(CheckEnum(at("kind"), o.kind(), v1::Kind_IsValid));
  status.Update(CheckEnum(at("scope"), o.scope(), v1::Scope_IsValid));
  status.Update(CheckEnum(at("quantity.modifier"), o.quantity().modifier(),
                          v1::Modifier_IsValid));
  status.Update(CheckSpan(at("evidence.span"), o.evidence().span()));
  return status;
}

absl::Status CheckDiagnostic(absl::string_view field,
                             const v1::Diagnostic& diagnostic,
                             int observations) {
  for (int i = 0; i < diagnostic.observations_size(); ++i) {
    if (diagnostic.observations(i) < 0 ||
        diagnostic.observations(i) >= observations) {
      return BadRequest(absl::StrCat(field, ".observations[", i, "]"),
                        "is not the index of an observation");
    }
  }
  absl::Status status =
      CheckNumber(absl::StrCat(field, ".printed"), diagnostic.printed());
  status.Update(
      CheckNumber(absl::StrCat(field, ".computed"), diagnostic.computed()));
  status.Update(
      CheckNumber(absl::StrCat(field, ".suggested"), diagnostic.suggested()));
  return status;
}

}  // namespace

absl::Status ValidateReport(const v1::Report& report) {
  absl::Status status = CheckHead(report);
  status.Update(CheckIssuer(report.issuer()));
  status.Update(CheckCount("report.observations", report.observations_size(),
                           kMaxObservations));
  status.Update(CheckCount("report.diagnostics", report.diagnostics_size(),
                           kMaxDiagnostics));
  status.Update(
      CheckCount("report.sections", report.sections_size(), kMaxSections));
  for (int i = 0; status.ok() && i < report.observations_size(); ++i) {
    status = CheckObservation(absl::StrCat("report.observations[", i, "]"),
                              report.observations(i));
  }
  for (int i = 0; status.ok() && i < report.diagnostics_size(); ++i) {
    status = CheckDiagnostic(absl::StrCat("report.diagnostics[", i, "]"),
                             report.diagnostics(i), report.observations_size());
  }
  for (int i = 0; status.ok() && i < report.sections_size(); ++i) {
    status = CheckSpan(absl::StrCat("report.sections[", i, "].span"),
                       report.sections(i).span());
  }
  return status;
}

}  // namespace nianbao
