#include "client/output/rows/report_view.h"

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_join.h"
#include "absl/strings/strip.h"
#include "client/output/numbers.h"

namespace nianbao::client {
namespace {

using Align = Column::Align;

const char* ModifierSign(v1::Modifier modifier) {
  switch (modifier) {
    case v1::MODIFIER_APPROXIMATE:
      return "≈";
    case v1::MODIFIER_AT_LEAST:
      return "≥";
    case v1::MODIFIER_AT_MOST:
      return "≤";
    default:
      return "";
  }
}

std::string Years(const v1::Report& report) {
  if (report.year() == 0) return "";
  if (report.first_year() == 0) return absl::StrCat(report.year());
  return absl::StrCat(report.first_year(), "-", report.year());
}

std::string IssuerLine(const v1::Issuer& issuer) {
  std::string line = issuer.name();
  for (const std::string& detail :
       {issuer.division_code(), EnumLabel(v1::Level_Name(issuer.level()))}) {
    if (!detail.empty())
      absl::StrAppend(&line, line.empty() ? "" : ", ", detail);
  }
  return line;
}

void PrintFact(std::ostream& out, absl::string_view name,
               absl::string_view value) {
  if (value.empty()) return;
  out << absl::StreamFormat("%-10s %s\n", name, Printable(value));
}

void PrintFacts(std::ostream& out, const v1::Report& report) {
  PrintFact(out, "report", report.name());
  PrintFact(out, "source", report.source_uri());
  PrintFact(out, "title", report.title());
  PrintFact(out, "issuer", IssuerLine(report.issuer()));
  PrintFact(out, "year", Years(report));
  PrintFact(out, "published", report.publish_date());
}

void PrintObservations(std::ostream& out, const v1::Report& report) {
  Listing table(out, Format::kTable,
                {{"#", Align::kRight},
                 {"indicator"},
                 {"value", Align::kRight},
                 {"unit"},
                 {"kind"},
                 {"year", Align::kRight},
                 {"headline"},
                 {"subject"}});
  for (int i = 0; i < report.observations_size(); ++i) {
    const v1::Observation& o = report.observations(i);
    table.Add(o, {Text(absl::StrCat(i)),
                  Text(absl::StripPrefix(o.indicator(), "indicators/")),
                  QuantityCell(o.quantity()), Text(o.quantity().unit()),
                  Text(EnumLabel(v1::Kind_Name(o.kind()))),
                  Text(o.year() == 0 ? "" : absl::StrCat(o.year())),
                  Text(o.headline() ? "yes" : ""), Text(o.subject())});
  }
  table.Finish();
}

void PrintDiagnostics(std::ostream& out, const v1::Report& report) {
  Listing table(out, Format::kTable,
                {{"severity"}, {"diagnostic"}, {"of"}, {"message"}});
  for (const v1::Diagnostic& diagnostic : report.diagnostics()) {
    table.Add(
        diagnostic,
        {Text(EnumLabel(v1::Diagnostic::Severity_Name(diagnostic.severity()))),
         Text(diagnostic.code()),
         Text(absl::StrJoin(diagnostic.observations(), ", ")),
         Text(diagnostic.message())});
  }
  if (table.size() > 0) out << "\n";
  table.Finish();
}

}  // namespace

Cell QuantityCell(const v1::Quantity& quantity) {
  return {absl::StrCat(ModifierSign(quantity.modifier()),
                       ReadableNumber(quantity.value())),
          PlainNumber(quantity.value())};
}

std::string ObservationLabel(absl::string_view report, int index) {
  if (report.empty()) return "";
  return absl::StrCat(absl::StripPrefix(report, "reports/"), "#", index);
}

ReportPrinter::ReportPrinter(std::ostream& out, Format format)
    : out_(out), format_(format), listing_(out, format, {}) {}

void ReportPrinter::Print(const v1::Report& report) {
  if (format_ != Format::kTable) {
    listing_.Add(report, {});
    return;
  }
  PrintFacts(out_, report);
  out_ << "\n";
  PrintObservations(out_, report);
  PrintDiagnostics(out_, report);
  out_ << "\n";
}

}  // namespace nianbao::client
