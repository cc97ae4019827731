#include "client/output/rows/report_view.h"

#include <string>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_join.h"
#include "absl/strings/strip.h"
#include "absl/time/time.h"
#include "client/output/numbers.h"
#include "client/output/paths.h"
#include "client/output/printable.h"
#include "client/output/rows/observation_cells.h"
#include "client/output/rows/report_type.h"
#include "client/output/rows/row_kind.h"

namespace nianbao::client {
namespace {

// An observation with its index, by which diagnostics name it.
struct IndexedObservation {
  int index;
  const v1::Observation& observation;
};

std::vector<RowColumn<IndexedObservation>> ObservationColumns() {
  using Row = IndexedObservation;
  return {
      {"#", kRight,
       [](const Row& row) { return Text(absl::StrCat(row.index)); }},
      {"indicator", kLeft,
       [](const Row& row) {
         return Text(
             absl::StripPrefix(row.observation.indicator(), "indicators/"));
       }},
      {"value", kRight,
       [](const Row& row) { return QuantityCell(row.observation.quantity()); }},
      {"unit", kLeft,
       [](const Row& row) { return Text(row.observation.quantity().unit()); }},
      {"kind", kLeft,
       [](const Row& row) {
         return Text(EnumLabel(v1::Kind_Name(row.observation.kind())));
       }},
      {"year", kRight,
       [](const Row& row) { return Year(row.observation.year()); }},
      {"headline", kLeft,
       [](const Row& row) {
         return Text(row.observation.headline() ? "yes" : "");
       }},
      {"subject", kLeft,
       [](const Row& row) { return Text(row.observation.subject()); }}};
}

std::vector<RowColumn<v1::Diagnostic>> DiagnosticColumns() {
  using Row = v1::Diagnostic;
  return {
      {"severity", kLeft,
       [](const Row& row) {
         return Text(EnumLabel(Row::Severity_Name(row.severity())));
       }},
      {"diagnostic", kLeft, [](const Row& row) { return Text(row.code()); }},
      {"of", kLeft,
       [](const Row& row) {
         return Text(absl::StrJoin(row.observations(), ", "));
       }},
      {"message", kLeft, [](const Row& row) { return Text(row.message()); }}};
}

// "2020", "2019-2020" of a report on two years.
std::string YearsReportedOn(const v1::Report& report) {
  if (report.year() == 0) return "";
  if (report.first_year() == 0) return absl::StrCat(report.year());
  return absl::StrCat(report.first_year(), "-", report.year());
}

// "北京市海淀区人民政府, 110108, county".
std::string IssuerLine(const v1::Issuer& issuer) {
  std::string line = issuer.name();
  for (const std::string& detail :
       {issuer.division_code(), EnumLabel(v1::Level_Name(issuer.level()))}) {
    if (detail.empty()) continue;
    absl::StrAppend(&line, line.empty() ? "" : ", ", detail);
  }
  return line;
}

// A line "published  2021-03-31"; none without a value.
void PrintProperty(std::ostream& out, absl::string_view name,
                   absl::string_view value) {
  if (value.empty()) return;
  // As wide as the longest of the names below, and a space.
  out << absl::StreamFormat("%-10s %s\n", name, Printable(value));
}

void PrintProperties(std::ostream& out, const v1::Report& report) {
  PrintProperty(out, "report", report.name());
  PrintProperty(out, "source", ReadableSource(report.source_uri()));
  PrintProperty(out, "title", report.title());
  PrintProperty(out, "type", ReportTypeCell(report.type()).readable);
  PrintProperty(out, "issuer", IssuerLine(report.issuer()));
  PrintProperty(out, "year", YearsReportedOn(report));
  PrintProperty(out, "published", report.publish_date());
}

void PrintObservations(std::ostream& out, const v1::Report& report) {
  const auto columns = ObservationColumns();
  Listing table(out, Format::kTable, Heads(columns));
  for (int i = 0; i < report.observations_size(); ++i) {
    const IndexedObservation row = {i, report.observations(i)};
    table.Add(row.observation, Cells(columns, row));
  }
  table.Finish();
}

// The diagnostics come after an empty line; without any there is none.
void PrintDiagnostics(std::ostream& out, const v1::Report& report) {
  if (report.diagnostics().empty()) return;
  out << "\n";
  const auto columns = DiagnosticColumns();
  Listing table(out, Format::kTable, Heads(columns));
  for (const v1::Diagnostic& diagnostic : report.diagnostics()) {
    table.Add(diagnostic, Cells(columns, diagnostic));
  }
  table.Finish();
}

// "2024-05-01 04:00:00" in UTC; empty when it is not there.
Cell Moment(bool is_there, const google::protobuf::Timestamp& time) {
  if (!is_there) return Text("");
  return Text(absl::FormatTime("%Y-%m-%d %H:%M:%S",
                               absl::FromUnixSeconds(time.seconds()),
                               absl::UTCTimeZone()));
}

std::vector<RowColumn<v1::Correction>> CorrectionColumns() {
  using Row = v1::Correction;
  return {
      {"corrected", kLeft, [](const Row& row) { return Text(row.field()); }},
      {"read", kLeft, [](const Row& row) { return Text(row.read_value()); }},
      {"value", kLeft, [](const Row& row) { return Text(row.value()); }},
      {"by", kLeft, [](const Row& row) { return Text(row.author()); }},
      {"from (utc)", kLeft,
       [](const Row& row) { return Moment(true, row.correct_time()); }},
      {"until", kLeft, [](const Row& row) {
         return Moment(row.has_end_time(), row.end_time());
       }}};
}

// The corrections come after an empty line, like the diagnostics.
void PrintCorrections(std::ostream& out, const v1::Report& report) {
  if (report.corrections().empty()) return;
  out << "\n";
  const auto columns = CorrectionColumns();
  Listing table(out, Format::kTable, Heads(columns));
  for (const v1::Correction& correction : report.corrections()) {
    table.Add(correction, Cells(columns, correction));
  }
  table.Finish();
}

}  // namespace

ReportPrinter::ReportPrinter(std::ostream& out, Format format)
    : out_(out), format_(format), listing_(out, format, {}) {}

void ReportPrinter::Print(const v1::Report& report) {
  if (format_ != Format::kTable) {
    listing_.Add(report, {});
    return;
  }
  PrintProperties(out_, report);
  out_ << "\n";
  PrintObservations(out_, report);
  PrintDiagnostics(out_, report);
  PrintCorrections(out_, report);
  out_ << "\n";
}

}  // namespace nianbao::client
