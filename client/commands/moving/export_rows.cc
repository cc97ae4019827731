// The columns of a figure in an export, in groups: the report and its issuer,
// the figure and its link, its place in the text, the document. Each is a line
// of its group's list: a name, and a function that gives the cell of a row.

#include "client/commands/moving/export_rows.h"

#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "absl/time/time.h"
#include "client/output/numbers.h"
#include "client/output/rows/observation_cells.h"
#include "client/output/rows/report_type.h"

namespace nianbao::client {
namespace {

using Row = ExportedFigure;

RowColumn<Row> TextColumn(std::string name,
                          std::function<std::string(const Row&)> text) {
  return {std::move(name), kLeft,
          [text = std::move(text)](const Row& row) { return Text(text(row)); }};
}

RowColumn<Row> CountColumn(std::string name,
                           std::function<int64_t(const Row&)> count) {
  return {std::move(name), kRight, [count = std::move(count)](const Row& row) {
            return Count(count(row));
          }};
}

RowColumn<Row> YearColumn(std::string name,
                          std::function<int(const Row&)> year) {
  return {std::move(name), kRight,
          [year = std::move(year)](const Row& row) { return Year(year(row)); }};
}

std::vector<RowColumn<Row>> ReportColumnsOfExport() {
  return {
      TextColumn("report",
                 [](const Row& row) {
                   return std::string(
                       absl::StripPrefix(row.report.name(), "reports/"));
                 }),
      TextColumn(
          "report_type",
          [](const Row& row) { return ReportTypeWord(row.report.type()); }),
      YearColumn("report_year",
                 [](const Row& row) { return row.report.year(); }),
      YearColumn("report_first_year",
                 [](const Row& row) { return row.report.first_year(); }),
      TextColumn("published",
                 [](const Row& row) { return row.report.publish_date(); }),
      TextColumn("title", [](const Row& row) { return row.report.title(); }),
      TextColumn("issuer",
                 [](const Row& row) { return row.report.issuer().name(); }),
      TextColumn(
          "code",
          [](const Row& row) { return row.report.issuer().division_code(); }),
      TextColumn("level",
                 [](const Row& row) {
                   return EnumLabel(
                       v1::Level_Name(row.report.issuer().level()));
                 }),
      TextColumn("government_level",
                 [](const Row& row) {
                   return EnumLabel(
                       v1::Level_Name(row.report.issuer().government_level()));
                 }),
      TextColumn("body", [](const Row& row) {
        return std::string(
            absl::StripPrefix(row.report.issuer().body(), "bodies/"));
      })};
}

std::vector<RowColumn<Row>> FigureColumns() {
  return {
      TextColumn("observation",
                 [](const Row& row) {
                   return ObservationLabel(row.report.name(), row.index);
                 }),
      TextColumn("id", [](const Row& row) { return row.observation().id(); }),
      TextColumn("indicator",
                 [](const Row& row) {
                   return std::string(absl::StripPrefix(
                       row.observation().indicator(), "indicators/"));
                 }),
      {"value", kRight,
       [](const Row& row) {
         return NumberIf(row.observation().has_value(),
                         row.observation().value());
       }},
      YearColumn("year",
                 [](const Row& row) { return row.observation().year(); }),
      TextColumn("kind",
                 [](const Row& row) {
                   return EnumLabel(v1::Kind_Name(row.observation().kind()));
                 }),
      TextColumn("modifier",
                 [](const Row& row) {
                   return EnumLabel(v1::Modifier_Name(
                       row.observation().quantity().modifier()));
                 }),
      TextColumn("scope",
                 [](const Row& row) {
                   return EnumLabel(v1::Scope_Name(row.observation().scope()));
                 }),
      TextColumn("headline",
                 [](const Row& row) {
                   return row.observation().headline() ? "true" : "false";
                 }),
      {"confidence", kRight,
       [](const Row& row) { return Number(row.observation().confidence()); }},
      TextColumn("subject",
                 [](const Row& row) { return row.observation().subject(); }),
      TextColumn(
          "printed",
          [](const Row& row) { return row.observation().quantity().text(); }),
      {"printed_value", kRight,
       [](const Row& row) {
         return Cell{row.observation().quantity().decimal(),
                     PlainNumber(row.observation().quantity().value()),
                     Cell::Kind::kNumber};
       }},
      TextColumn("printed_unit", [](const Row& row) {
        return row.observation().quantity().unit();
      })};
}

std::vector<RowColumn<Row>> PlaceColumns() {
  return {
      TextColumn("section",
                 [](const Row& row) {
                   return row.observation().evidence().section();
                 }),
      {"page", kRight,
       [](const Row& row) {
         const int page = row.observation().evidence().page();
         return CountIf(page > 0, page);
       }},
      TextColumn("sentence",
                 [](const Row& row) {
                   return row.observation().evidence().sentence();
                 }),
      CountColumn("figure_begin",
                  [](const Row& row) {
                    return row.observation().evidence().figure().begin();
                  }),
      CountColumn("figure_end",
                  [](const Row& row) {
                    return row.observation().evidence().figure().end();
                  }),
      CountColumn("span_begin",
                  [](const Row& row) {
                    return row.observation().evidence().span().begin();
                  }),
      CountColumn("span_end",
                  [](const Row& row) {
                    return row.observation().evidence().span().end();
                  }),
      TextColumn("script",
                 [](const Row& row) {
                   return EnumLabel(v1::Script_Name(row.report.script()));
                 }),
      TextColumn("source",
                 [](const Row& row) { return row.report.source_uri(); }),
      TextColumn("content_sha256",
                 [](const Row& row) { return row.report.content_sha256(); }),
      TextColumn("extractor_version",
                 [](const Row& row) { return row.report.extractor_version(); }),
      TextColumn("stored", [](const Row& row) {
        return absl::FormatTime(
            "%Y-%m-%dT%H:%M:%SZ",
            absl::FromUnixSeconds(row.report.upload_time().seconds()),
            absl::UTCTimeZone());
      })};
}

}  // namespace

std::vector<RowColumn<ExportedFigure>> ExportColumns() {
  std::vector<RowColumn<Row>> columns;
  for (const std::vector<RowColumn<Row>>& part :
       {ReportColumnsOfExport(), FigureColumns(), PlaceColumns()}) {
    columns.insert(columns.end(), part.begin(), part.end());
  }
  return columns;
}

}  // namespace nianbao::client
