// Writes diagnostics: what a report contradicts itself in, or what makes it
// doubtful. Found in checks/, and by the stages before it.
#ifndef NIANBAO_EXTRACTOR_REPORT_DIAGNOSTICS_H_
#define NIANBAO_EXTRACTOR_REPORT_DIAGNOSTICS_H_

#include <string>
#include <utility>

#include "absl/strings/string_view.h"
#include "extractor/text/wording.h"
#include "nianbao/v1/report.pb.h"

namespace nianbao::extractor {

// Adds a diagnostic to the report; observations and values are left to the
// caller. `code` is one that docs/ERRORS.md lists.
inline v1::Diagnostic& AddDiagnostic(v1::Report& report, absl::string_view code,
                                     v1::Diagnostic::Severity severity,
                                     Wording wording) {
  v1::Diagnostic& diagnostic = *report.add_diagnostics();
  diagnostic.set_code(std::string(code));
  diagnostic.set_severity(severity);
  diagnostic.set_message(std::move(wording.english));
  diagnostic.set_message_zh(std::move(wording.chinese));
  for (auto& [name, value] : wording.parameters) {
    (*diagnostic.mutable_parameters())[name] = std::move(value);
  }
  return diagnostic;
}

}  // namespace nianbao::extractor

#endif  // NIANBAO_EXTRACTOR_REPORT_DIAGNOSTICS_H_
