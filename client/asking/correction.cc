#include "client/asking/correction.h"

#include <map>
#include <utility>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"
#include "client/asking/names.h"
#include "client/asking/selection.h"
#include "client/calls/listings.h"
#include "client/output/rows/report_type.h"

namespace nianbao::client {
namespace {

constexpr char kGovernment[] = "人民政府";
constexpr char kFields[] = "issuer, division, level, year, type or published";

// Fields by the words that stand for them on the command line.
const std::map<std::string, std::string>& Paths() {
  static const auto* const kPaths = new std::map<std::string, std::string>{
      {"issuer", "issuer"},      {"division", "issuer.division_code"},
      {"level", "issuer.level"}, {"year", "year"},
      {"type", "type"},          {"published", "publish_date"}};
  return *kPaths;
}

// Sets `value` to what `word` stands for.
template <typename Enum>
absl::Status SetWord(const std::map<std::string, Enum>& words,
                     const std::string& field, const std::string& word,
                     Enum& value) {
  const auto it = words.find(word);
  if (it != words.end()) {
    value = it->second;
    return absl::OkStatus();
  }
  std::string known;
  for (const auto& [name, number] : words) {
    absl::StrAppend(&known, known.empty() ? "" : ", ", name);
  }
  return absl::InvalidArgumentError(
      absl::StrCat(field, "=", word, ": must be one of ", known));
}

absl::StatusOr<v1::Division> FindDivision(const Session& session,
                                          const std::string& text) {
  absl::StatusOr<std::string> name =
      ResolveName(session, v1::NAME_KIND_DIVISION, text);
  if (!name.ok()) return name.status();
  v1::ListDivisionsRequest request;
  request.set_within(*name);
  v1::Division division;
  // The division itself comes before those below it.
  absl::Status status = ForEachDivision(session, session.AggregatorChannel(),
                                        request, [&](const v1::Division& d) {
                                          division = d;
                                          return false;
                                        });
  if (!status.ok()) return status;
  return division;
}

std::string CodeOf(const v1::Division& division) {
  return std::string(absl::StripPrefix(division.name(), "divisions/"));
}

absl::Status SetIssuer(const Session& session, const std::string& text,
                       v1::UpdateReportRequest& request) {
  v1::Issuer& issuer = *request.mutable_report()->mutable_issuer();
  absl::StatusOr<v1::Division> division =
      FindDivision(session, std::string(absl::StripSuffix(text, kGovernment)));
  if (absl::IsNotFound(division.status())) {
    issuer.set_name(text);
    request.mutable_update_mask()->add_paths("issuer.name");
    return absl::OkStatus();
  }
  if (!division.ok()) return division.status();
  issuer.set_name(absl::StrCat(division->full_name(), kGovernment));
  issuer.set_division_code(CodeOf(*division));
  issuer.set_level(division->level());
  request.mutable_update_mask()->add_paths("issuer");
  return absl::OkStatus();
}

absl::Status Set(const Session& session, const std::string& field,
                 const std::string& value, v1::UpdateReportRequest& request) {
  if (field == "issuer") return SetIssuer(session, value, request);
  v1::Report& report = *request.mutable_report();
  request.mutable_update_mask()->add_paths(Paths().at(field));
  if (field == "division") {
    absl::StatusOr<v1::Division> division = FindDivision(session, value);
    if (!division.ok()) return division.status();
    report.mutable_issuer()->set_division_code(CodeOf(*division));
    return absl::OkStatus();
  }
  if (field == "level") {
    v1::Level level = v1::LEVEL_UNSPECIFIED;
    const absl::Status status = SetWord(LevelNames(), field, value, level);
    report.mutable_issuer()->set_level(level);
    return status;
  }
  if (field == "type") {
    v1::Report::Type type = v1::Report::TYPE_UNSPECIFIED;
    const absl::Status status = SetWord(ReportTypeWords(), field, value, type);
    report.set_type(type);
    return status;
  }
  if (field == "published") {
    report.set_publish_date(value);
    return absl::OkStatus();
  }
  int year = 0;
  if (!absl::SimpleAtoi(value, &year)) {
    return absl::InvalidArgumentError(
        absl::StrCat("year=", value, ": must be a year such as 2020"));
  }
  report.set_year(year);
  return absl::OkStatus();
}

absl::Status CheckField(const std::string& field) {
  if (Paths().contains(field)) return absl::OkStatus();
  return absl::InvalidArgumentError(
      absl::StrCat(field, ": the field must be ", kFields));
}

}  // namespace

absl::Status AddAssignments(const Session& session,
                            const std::vector<std::string>& assignments,
                            v1::UpdateReportRequest& request) {
  for (const std::string& assignment : assignments) {
    const std::pair<std::string, std::string> parts =
        absl::StrSplit(assignment, absl::MaxSplits('=', 1));
    if (parts.second.empty()) {
      return absl::InvalidArgumentError(
          absl::StrCat(assignment, ": must be FIELD=VALUE"));
    }
    absl::Status status = CheckField(parts.first);
    if (status.ok()) status = Set(session, parts.first, parts.second, request);
    if (!status.ok()) return status;
  }
  return absl::OkStatus();
}

absl::Status AddFields(const std::vector<std::string>& fields,
                       v1::UpdateReportRequest& request) {
  for (const std::string& field : fields) {
    const absl::Status status = CheckField(field);
    if (!status.ok()) return status;
    request.mutable_update_mask()->add_paths(Paths().at(field));
  }
  return absl::OkStatus();
}

}  // namespace nianbao::client
