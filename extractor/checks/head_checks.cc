#include "extractor/checks/head_checks.h"

#include <string>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "common/domain/gazetteer.h"
#include "extractor/report/diagnostics.h"

namespace nianbao::extractor {

namespace {

void AddIssuerDoubt(const ReportHead& read, v1::Report& report) {
  std::vector<std::string> names;
  std::vector<absl::string_view> codes;
  for (const DivisionEntry* division : read.issuer_candidates) {
    names.push_back(Gazetteer::FullName(*division));
    codes.push_back(division->code);
  }
  AddDiagnostic(
      report, "ISSUER_DOUBT", v1::Diagnostic::SEVERITY_WARNING,
      {absl::StrCat("the issuer may be of ", absl::StrJoin(names, " or ")),
       absl::StrCat("发布单位可能属于", absl::StrJoin(names, "或")),
       {{"codes", absl::StrJoin(codes, ",")},
        {"names", absl::StrJoin(names, ",")}}});
}

}  // namespace

void CheckHead(const ReportHead& read,
               const std::vector<HintConflict>& conflicts, v1::Report& report) {
  if (!read.issuer_candidates.empty() &&
      report.issuer().division_code().empty()) {
    AddIssuerDoubt(read, report);
  }
  if (read.conflicting_year != 0) {
    v1::Diagnostic& diagnostic =
        AddDiagnostic(report, "YEAR_CONFLICT", v1::Diagnostic::SEVERITY_WARNING,
                      {absl::StrCat("the title names ", read.year,
                                    ", the text ", read.conflicting_year),
                       absl::StrCat("标题写的是", read.year, "年，正文写的是",
                                    read.conflicting_year, "年")});
    diagnostic.set_printed(read.year);
    diagnostic.set_computed(read.conflicting_year);
  }
  for (const HintConflict& conflict : conflicts) {
    AddDiagnostic(
        report, "HINT_CONFLICT", v1::Diagnostic::SEVERITY_WARNING,
        {absl::StrCat("the hint for ", conflict.field, " is ", conflict.hinted,
                      ", the text says ", conflict.read),
         absl::StrCat("提示的", conflict.field, "是", conflict.hinted,
                      "，文中写的是", conflict.read),
         {{"field", conflict.field},
          {"hinted", conflict.hinted},
          {"read", conflict.read}}});
  }
}

}  // namespace nianbao::extractor
