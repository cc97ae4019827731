#include "extractor/checks/number_checks.h"

#include <string>

#include "absl/strings/str_cat.h"
#include "extractor/report/diagnostics.h"
#include "extractor/text/utf16.h"

namespace nianbao::extractor {

void CheckNumbers(const NormalizedText& text,
                  const std::vector<Figure>& impossible, v1::Report& report) {
  for (const Figure& number : impossible) {
    const std::string printed =
        ToUtf8(text.text.substr(number.begin, number.end - number.begin));
    AddDiagnostic(report, "IMPOSSIBLE_NUMBER", v1::Diagnostic::SEVERITY_WARNING,
                  {absl::StrCat("the number ", printed,
                                " cannot be right and was left out"),
                   absl::StrCat("数字", printed, "不可能正确，未予采用"),
                   {{"text", printed},
                    {"begin", absl::StrCat(text.offsets[number.begin])}}});
  }
}

void CheckTableNumbers(const NormalizedText& text,
                       const UnitlessNumbers& unitless,
                       const std::vector<Reading>& readings,
                       v1::Report& report) {
  int missing = 0;
  v1::Span first;
  if (report.observations().empty()) {
    missing = unitless.count;
    first = unitless.first;
  }
  auto reading = readings.begin();
  for (const CellSentence& cell : text.cells) {
    while (reading != readings.end() && reading->figure.begin < cell.begin) {
      ++reading;
    }
    if (reading != readings.end() && reading->figure.begin < cell.end) continue;
    if (missing++ > 0) continue;
    first = text.Original(cell.cell_begin, cell.cell_end);
  }
  if (missing == 0) return;
  const absl::string_view printed =
      text.document.substr(first.begin(), first.end() - first.begin());
  AddDiagnostic(
      report, "UNIT_MISSING", v1::Diagnostic::SEVERITY_WARNING,
      {absl::StrCat("tables do not say the unit of ", missing,
                    " numbers, which were left out; the first is ", printed),
       absl::StrCat("表格中有", missing, "个数字未标明单位，未予采用；第一个是",
                    printed),
       {{"numbers", absl::StrCat(missing)},
        {"text", std::string(printed)},
        {"begin", absl::StrCat(first.begin())}}});
}

}  // namespace nianbao::extractor
