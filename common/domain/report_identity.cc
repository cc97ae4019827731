#include "common/domain/report_identity.h"

#include <algorithm>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_replace.h"
#include "common/base/sha256.h"

namespace nianbao {
namespace {

// The full-width space that Chinese pages set between characters.
constexpr char kIdeographicSpace[] = "\u3000";

// Digits of a digest: of 64 bits two are equal by chance among some billions.
constexpr size_t kDigestDigits = 16;
constexpr size_t kSha256Digits = 64;

// Six digits down to a county, nine for a township.
bool IsDivisionCode(const std::string& code) {
  return (code.size() == 6 || code.size() == 9) &&
         std::all_of(code.begin(), code.end(), absl::ascii_isdigit);
}

bool IsUrl(absl::string_view source) {
  return absl::StartsWithIgnoreCase(source, "http://") ||
         absl::StartsWithIgnoreCase(source, "https://");
}

bool IsSha256(const std::string& text) {
  return text.size() == kSha256Digits &&
         std::all_of(text.begin(), text.end(), [](unsigned char c) {
           return absl::ascii_isdigit(c) || (c >= 'a' && c <= 'f');
         });
}

std::string WithoutSpaces(const std::string& name) {
  std::string bare = absl::StrReplaceAll(name, {{kIdeographicSpace, ""}});
  bare.erase(std::remove_if(bare.begin(), bare.end(), absl::ascii_isspace),
             bare.end());
  return bare;
}

}  // namespace

std::string ReportDigest(const v1::Report& report) {
  // Clients other than ours may fill content_sha256 with anything: then that
  // is hashed, so that the digest keeps to its digits.
  const bool by_content =
      !IsUrl(report.source_uri()) && !report.content_sha256().empty();
  const std::string& what =
      by_content ? report.content_sha256() : report.source_uri();
  const std::string digest =
      by_content && IsSha256(what) ? what : Sha256Hex(what);
  return digest.substr(0, kDigestDigits);
}

std::string ReportName(const v1::Report& report) {
  const std::string& code = report.issuer().division_code();
  return absl::StrFormat("reports/%s-%d-%s",
                         IsDivisionCode(code) ? code : "unknown", report.year(),
                         ReportDigest(report));
}

bool IsNoReport(const v1::Diagnostic& diagnostic) {
  return diagnostic.code() == "NOT_A_REPORT" || diagnostic.code() == "NO_TEXT";
}

bool IsNoReport(const v1::Report& report) {
  return std::any_of(
      report.diagnostics().begin(), report.diagnostics().end(),
      [](const v1::Diagnostic& diagnostic) { return IsNoReport(diagnostic); });
}

bool IsIdentified(const DivisionEntry* division, v1::Level level,
                  int32_t year) {
  return division != nullptr && level != v1::LEVEL_UNSPECIFIED && year != 0;
}

namespace {

// 北京市海淀区司法局 of 海淀区司法局: reports of one body print both.
std::string NameInFull(const std::string& name, const DivisionEntry& division) {
  const bool is_short = division.parent != nullptr &&
                        absl::EndsWith(division.name, "区") &&
                        absl::StartsWith(name, division.name);
  return is_short ? absl::StrCat(division.parent->name, name) : name;
}

}  // namespace

std::string IssuerKey(const v1::Report& report) {
  const v1::Issuer& issuer = report.issuer();
  const DivisionEntry* const division =
      Gazetteer::Get().Find(issuer.division_code());
  if (!IsNoReport(report) &&
      IsIdentified(division, issuer.level(), report.year())) {
    // A division has one government of its own level, however its name is
    // printed; departments and other bodies are told apart by their names.
    const std::string place =
        absl::StrCat(issuer.division_code(), "/", issuer.level());
    if (division->level == issuer.level()) return place;
    const std::string name =
        NameInFull(WithoutSpaces(issuer.name()), *division);
    if (!name.empty()) return absl::StrCat(place, "/", name);
  }
  return absl::StrCat("digest:", ReportDigest(report));
}

}  // namespace nianbao
