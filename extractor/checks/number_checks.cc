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

}  // namespace nianbao::extractor
