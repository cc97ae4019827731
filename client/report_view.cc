#include "client/report_view.h"

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/strip.h"
#include "client/numbers.h"

namespace nianbao {
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

void PrintFacts(std::ostream& out, const v1::Report& report) {
  const v1::Issuer& issuer = report.issuer();
  std::vector<std::string> years;
  if (report.first_year() != 0)
    years.push_back(absl::StrCat(report.first_year()));
  if (report.year() != 0) years.push_back(absl::StrCat(report.year()));
  std::vector<std::string> place;
  if (!issuer.division_code().empty()) place.push_back(issuer.division_code());
  if (issuer.level() != v1::LEVEL_UNSPECIFIED) {
    place.push_back(EnumLabel(v1::Level_Name(issuer.level())));
  }
  out << "report     " << report.name() << "\n"
      << "source     " << Printable(report.source_uri()) << "\n"
      << "title      " << Printable(report.title()) << "\n"
      << "issuer     " << Printable(issuer.name()) << " ("
      << absl::StrJoin(place, ", ") << ")\n"
      << "year       " << absl::StrJoin(years, "-") << "\n"
      << "published  " << report.publish_date() << "\n";
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

}  // namespace nianbao
