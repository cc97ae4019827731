#include "common/domain/report_identity.h"

#include <algorithm>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_replace.h"
#include "common/base/fingerprint.h"
#include "common/domain/gazetteer.h"

namespace nianbao {
namespace {

// The full-width space that Chinese pages set between characters.
constexpr char kIdeographicSpace[] = "\u3000";

// Six digits down to a county, nine for a township.
bool IsDivisionCode(const std::string& code) {
  return (code.size() == 6 || code.size() == 9) &&
         std::all_of(code.begin(), code.end(), absl::ascii_isdigit);
}

std::string WithoutSpaces(const std::string& name) {
  std::string bare = absl::StrReplaceAll(name, {{kIdeographicSpace, ""}});
  bare.erase(std::remove_if(bare.begin(), bare.end(), absl::ascii_isspace),
             bare.end());
  return bare;
}

}  // namespace

std::string ReportName(const v1::Report& report, int hex_digits) {
  const std::string& code = report.issuer().division_code();
  // No field can hold a NUL that shifts a part of it into the next.
  const char separator[] = {'\0'};
  const std::string digest = absl::StrCat(absl::Hex(
      Fingerprint(absl::StrCat(report.source_uri(),
                               absl::string_view(separator, 1),
                               report.issuer().name(),
                               absl::string_view(separator, 1), report.type())),
      absl::kZeroPad16));
  return absl::StrFormat("reports/%s-%d-%s",
                         IsDivisionCode(code) ? code : "unknown", report.year(),
                         digest.substr(0, hex_digits));
}

std::string IssuerKey(const v1::Report& report) {
  const v1::Issuer& issuer = report.issuer();
  const DivisionEntry* const division =
      Gazetteer::Get().Find(issuer.division_code());
  if (division != nullptr && issuer.level() != v1::LEVEL_UNSPECIFIED) {
    // A division has one government of its own level, however its name is
    // printed; departments and other bodies are told apart by their names.
    const std::string place =
        absl::StrCat(issuer.division_code(), "/", issuer.level());
    if (division->level == issuer.level()) return place;
    const std::string name = WithoutSpaces(issuer.name());
    if (!name.empty()) return absl::StrCat(place, "/", name);
  }
  return absl::StrCat("source:", report.source_uri());
}

}  // namespace nianbao
