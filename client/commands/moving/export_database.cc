#include "client/commands/moving/export_database.h"

#include <utility>
#include <vector>

#include "client/calls/listings.h"
#include "client/commands/moving/export_rows.h"
#include "client/commands/moving/sqlite_file.h"
#include "client/output/rows/catalogue_rows.h"
#include "client/output/rows/report_rows.h"

namespace nianbao::client {
namespace {

// Indices by what people join and filter with, and the view.
constexpr char kAfterRows[] = R"(
CREATE INDEX observations_by_indicator ON observations (indicator, year);
CREATE INDEX observations_by_code ON observations (code, year);
CREATE INDEX observations_by_report ON observations (report);
CREATE VIEW sentences AS
  SELECT o.observation, o.indicator, i.name AS indicator_name, o.issuer, o.code,
    o.year, o.value, i.unit, o.kind, o.modifier, o.headline, o.confidence,
    o.sentence, o.source
  FROM observations AS o LEFT JOIN indicators AS i USING (indicator);
)";

absl::Status AddDivisions(const Session& session, SqliteFile& file) {
  const auto columns = DivisionColumns();
  const absl::StatusOr<size_t> table =
      file.AddTable("divisions", Heads(columns), "code");
  if (!table.ok()) return table.status();
  absl::Status added;
  const absl::Status listed = ForEachDivision(
      session, session.AggregatorChannel(), v1::ListDivisionsRequest(),
      [&](const v1::Division& division) {
        added = file.Add(*table, Cells(columns, division));
        return added.ok();
      });
  return added.ok() ? listed : added;
}

absl::Status AddIndicators(const Session& session, SqliteFile& file) {
  const auto columns = IndicatorColumns();
  const absl::StatusOr<size_t> table =
      file.AddTable("indicators", Heads(columns), "indicator");
  if (!table.ok()) return table.status();
  const absl::StatusOr<std::vector<v1::Indicator>> indicators =
      ListIndicators(session);
  if (!indicators.ok()) return indicators.status();
  for (const v1::Indicator& indicator : *indicators) {
    const absl::Status added = file.Add(*table, Cells(columns, indicator));
    if (!added.ok()) return added;
  }
  return absl::OkStatus();
}

class ExportDatabase : public CorpusWriter {
 public:
  explicit ExportDatabase(std::unique_ptr<SqliteFile> file)
      : file_(std::move(file)),
        report_columns_(ReportColumns()),
        figure_columns_(ExportColumns()) {}

  absl::Status AddTables() {
    const absl::StatusOr<size_t> reports =
        file_->AddTable("reports", Heads(report_columns_), "report");
    if (!reports.ok()) return reports.status();
    reports_ = *reports;
    const absl::StatusOr<size_t> observations =
        file_->AddTable("observations", Heads(figure_columns_), "observation");
    if (!observations.ok()) return observations.status();
    observations_ = *observations;
    return absl::OkStatus();
  }

  absl::Status AddSummary(const v1::ReportSummary& summary) override {
    return file_->Add(reports_, Cells(report_columns_, summary));
  }

  absl::Status AddReport(const v1::Report& report) override {
    for (int i = 0; i < report.observations_size(); ++i) {
      const absl::Status added = file_->Add(
          observations_, Cells(figure_columns_, ExportedFigure{report, i}));
      if (!added.ok()) return added;
    }
    return absl::OkStatus();
  }

  // An error of a file is told when something is added.
  bool IsWritable() override { return true; }

  absl::Status Finish() override {
    const absl::Status made = file_->Run(kAfterRows);
    return made.ok() ? file_->Finish() : made;
  }

 private:
  const std::unique_ptr<SqliteFile> file_;
  const std::vector<RowColumn<v1::ReportSummary>> report_columns_;
  size_t reports_ = 0;
  const std::vector<RowColumn<ExportedFigure>> figure_columns_;
  size_t observations_ = 0;
};

}  // namespace

absl::StatusOr<std::unique_ptr<CorpusWriter>> CreateExportDatabase(
    const Session& session, const std::string& path) {
  absl::StatusOr<std::unique_ptr<SqliteFile>> file = SqliteFile::Create(path);
  if (!file.ok()) return file.status();
  absl::Status status = AddDivisions(session, **file);
  if (status.ok()) status = AddIndicators(session, **file);
  if (!status.ok()) return status;
  auto database = std::make_unique<ExportDatabase>(*std::move(file));
  status = database->AddTables();
  if (!status.ok()) return status;
  return database;
}

}  // namespace nianbao::client
