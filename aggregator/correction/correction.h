// What people may correct of a report, and the report as corrected.
//
// A store keeps corrections beside what was read, and makes all that it answers
// of the report as corrected: ApplyCorrections is the one place that says what
// that is. Which corrections there are of a report is said by its digest (see
// common/domain/report_identity.h), which no correction changes.
#ifndef NIANBAO_AGGREGATOR_CORRECTION_CORRECTION_H_
#define NIANBAO_AGGREGATOR_CORRECTION_CORRECTION_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "nianbao/v1/aggregator_service.pb.h"
#include "nianbao/v1/report.pb.h"

namespace nianbao::aggregator {

// A field of Report that may be corrected, and its value as text, which is how
// corrections are kept and shown: "2020", "LEVEL_COUNTY".
struct CorrectableField {
  // As field masks name it, e.g. "issuer.level".
  absl::string_view path;
  std::string (*read)(const v1::Report& report);
  // Text that is no value of the field sets what stands for unknown.
  void (*write)(const std::string& value, v1::Report& report);
};

// All of them, in the order of the contract.
absl::Span<const CorrectableField> CorrectableFields();

// Null when no such field may be corrected.
const CorrectableField* FindCorrectableField(absl::string_view path);

// An UpdateReport as a value.
struct CorrectionQuestion {
  struct Value {
    // "issuer.level"; each once.
    std::string field;
    // Not looked at when taken back.
    std::string value;
  };

  // "reports/{report}".
  std::string name;
  std::vector<Value> values;
  // Takes the corrections of the fields back.
  bool revert = false;
  // Who corrects.
  std::string author;
};

// INVALID_ARGUMENT with BadRequest when the mask names nothing, or a field that
// cannot be corrected, or one whose value is missing. Whether values are right
// in themselves is for the caller to check.
absl::StatusOr<CorrectionQuestion> Compile(
    const v1::UpdateReportRequest& request, std::string author);

// Makes of a report as it was read the report as corrected: sets the fields to
// the values in force, moves the years of the figures with the report's (see
// UpdateReportRequest.update_mask), and lists `corrections`, each with the
// value that was read. They must come in the order of their times. Corrections
// of unknown fields are listed and change nothing. O(observations) when the
// year is corrected.
void ApplyCorrections(absl::Span<const v1::Correction> corrections,
                      v1::Report& report);

}  // namespace nianbao::aggregator

#endif  // NIANBAO_AGGREGATOR_CORRECTION_CORRECTION_H_
