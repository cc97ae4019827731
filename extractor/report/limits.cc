#include "extractor/report/limits.h"

#include <cstddef>

#include "absl/strings/str_cat.h"
#include "common/base/status.h"
#include "common/domain/report_limits.h"

namespace nianbao::extractor {

absl::Status CheckLimits(const v1::Report& report) {
  const struct {
    absl::string_view what;
    size_t count;
    size_t most;
  } kLimits[] = {
      {"figures", static_cast<size_t>(report.observations_size()),
       kMaxObservations},
      {"headings", static_cast<size_t>(report.sections_size()), kMaxSections},
      {"contradictions", static_cast<size_t>(report.diagnostics_size()),
       kMaxDiagnostics},
      {"bytes of report", report.ByteSizeLong(), kMaxReportBytes},
  };
  for (const auto& limit : kLimits) {
    if (limit.count <= limit.most) continue;
    return BadRequest("document.content",
                      absl::StrCat("gives more than ", limit.most, " ",
                                   limit.what, ": no report has so many"));
  }
  return absl::OkStatus();
}

}  // namespace nianbao::extractor
