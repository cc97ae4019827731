#include "aggregator/store/sqlite/stored_report.h"

#include <iterator>
#include <utility>

#include "absl/algorithm/container.h"
#include "absl/container/flat_hash_map.h"
#include "absl/strings/str_cat.h"
#include "aggregator/columns/chunk.h"
#include "common/domain/report_identity.h"

namespace nianbao::aggregator {
namespace {

// Digits of the digest in a name that collides.
constexpr int kLongNameDigits = 16;

uint16_t CodeFlag(absl::string_view code) {
  const auto known = absl::c_find(kDiagnosticCodes, code);
  if (known == std::end(kDiagnosticCodes)) {
    return observation_flags::kOtherDiagnostic;
  }
  return static_cast<uint16_t>(
      1 << (observation_flags::kDiagnosticShift +
            std::distance(std::begin(kDiagnosticCodes), known)));
}

uint16_t FlagsOf(const v1::Observation& observation) {
  const std::string& unit = observation.quantity().unit();
  uint16_t flags = static_cast<uint16_t>(observation.quantity().modifier()) &
                   observation_flags::kModifierMask;
  if (unit == "%" || unit == "百分点") flags |= observation_flags::kPercentage;
  if (!observation.indicator().empty() && observation.headline() &&
      observation.scope() != v1::SCOPE_OTHER && observation.has_quantity() &&
      observation.year() != 0) {
    flags |= observation_flags::kCountable;
  }
  return flags;
}

void AddDiagnosticFlags(const v1::Report& report,
                        std::vector<ObservationRow>& rows) {
  for (const v1::Diagnostic& diagnostic : report.diagnostics()) {
    if (diagnostic.observations().empty()) continue;
    const uint16_t flag = CodeFlag(diagnostic.code());
    for (const int32_t position : diagnostic.observations()) {
      rows[position].flags |= flag;
    }
    if (diagnostic.severity() == v1::Diagnostic::SEVERITY_ERROR) {
      rows[diagnostic.observations(0)].flags |= observation_flags::kErroneous;
    }
  }
}

bool CoversOneYear(const v1::Report& report) {
  return report.first_year() == 0 || report.first_year() == report.year();
}

}  // namespace

ObservationRows RowsOf(const v1::Report& report) {
  ObservationRows result;
  result.rows.reserve(report.observations_size());
  absl::flat_hash_map<absl::string_view, int> indices;
  for (const v1::Observation& observation : report.observations()) {
    const auto [it, fresh] = indices.try_emplace(
        observation.indicator(), static_cast<int>(result.indicators.size()));
    if (fresh) result.indicators.push_back(observation.indicator());
    result.rows.push_back({.indicator = it->second,
                           .kind = observation.kind() == v1::KIND_UNSPECIFIED
                                       ? v1::KIND_LEVEL
                                       : observation.kind(),
                           .year = observation.year(),
                           .position = static_cast<int32_t>(result.rows.size()),
                           .value = observation.quantity().value(),
                           .confidence = observation.confidence(),
                           .flags = FlagsOf(observation)});
  }
  AddDiagnosticFlags(report, result.rows);
  return result;
}

bool MayCount(const v1::Indicator* indicator, uint16_t flags) {
  if ((flags & observation_flags::kCountable) == 0) return false;
  return (flags & observation_flags::kPercentage) == 0 ||
         indicator == nullptr ||
         indicator->measure() == v1::Indicator::MEASURE_RATE;
}

StoredReport::StoredReport(v1::Report report)
    : name(ReportName(report)),
      long_name(ReportName(report, kLongNameDigits)),
      source_uri(report.source_uri()),
      issuer_key(IssuerKey(report)),
      issuer_name(report.issuer().name()),
      division_code(report.issuer().division_code()),
      level(report.issuer().level()),
      year(report.year()),
      first_year(CoversOneYear(report) ? 0 : report.first_year()),
      type(report.type()),
      diagnostic_count(report.diagnostics_size()),
      observations(RowsOf(report)) {
  report.clear_name();
  report.clear_upload_time();
  content = report.SerializeAsString();
  report.clear_observations();
  report.clear_diagnostics();
  report.clear_sections();
  brief = report.SerializeAsString();
}

absl::StatusOr<v1::Report> RestoreReport(absl::string_view content,
                                         absl::string_view name,
                                         int64_t stored_at) {
  v1::Report report;
  if (!report.ParseFromArray(content.data(),
                             static_cast<int>(content.size()))) {
    return absl::DataLossError(absl::StrCat("content of ", name));
  }
  report.set_name(std::string(name));
  report.mutable_upload_time()->set_seconds(stored_at / 1'000'000);
  report.mutable_upload_time()->set_nanos(
      static_cast<int32_t>(stored_at % 1'000'000 * 1'000));
  return report;
}

}  // namespace nianbao::aggregator
