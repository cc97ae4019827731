// nianbao export: the whole corpus in a file.

#include <iostream>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/substitute.h"
#include "client/asking/command.h"
#include "client/asking/names.h"
#include "client/asking/output_listing.h"
#include "client/asking/output_options.h"
#include "client/asking/selection.h"
#include "client/calls/listings.h"
#include "client/commands/moving/corpus_writer.h"
#include "client/commands/moving/export_database.h"
#include "client/commands/moving/export_rows.h"
#include "client/commands/moving/moving.h"
#include "client/output/language.h"
#include "client/output/numbers.h"
#include "client/output/paths.h"

namespace nianbao::client {
namespace {

constexpr char kExportFooter[] =
    R"(CSV has a row for each figure of each report, counted or not, with every field
that is known of it: `value` is in the unit of the indicator, `printed` as the text
has it; offsets are in bytes, figure_begin in the sentence, span_begin in the text
of the document. JSON Lines has a report on each line, whole, which `nianbao
import` stores again, here or elsewhere. SQLite is a database with the tables
reports, observations, indicators and divisions and the view sentences, for
sqlite3 or Datasette. Reports are as corrected. A FILE appears under its name when
it is complete.

Examples:
  nianbao export -o corpus.csv
  nianbao export -o corpus.jsonl
  nianbao export -o corpus.sqlite
  nianbao export --within 浙江省 --format csv | head)";

// Of a batch of reports: many calls' worth of names, and figures that stay far
// below the largest message, though a single report may have more.
constexpr size_t kMaxReports = 100;
constexpr int kMaxFigures = 20'000;

struct ExportOptions {
  // A table stands for what the name of the file says.
  OutputOptions output;
  std::vector<std::string> within;
};

// What is to be written where: of the flags, what the name of the file leaves
// open.
absl::StatusOr<OutputOptions> OutputOfExport(OutputOptions output) {
  if (output.format == Format::kTable) {
    if (!output.file.empty()) {
      return absl::InvalidArgumentError(absl::StrCat(
          ReadablePath(output.file),
          ": name the file .csv, .tsv, .jsonl, .xlsx or .sqlite, or give "
          "--format"));
    }
    output.format = Format::kCsv;
  }
  if (output.format != Format::kSqlite) return output;
  if (output.file.empty()) {
    return absl::InvalidArgumentError(
        "a database is a file: name it with -o FILE");
  }
  if (!output.columns.empty() || !output.sort.empty() || output.no_header ||
      output.raw || output.bom) {
    return absl::InvalidArgumentError(
        "a database has all columns, in its own order: give --format and "
        "--within alone");
  }
  return output;
}

// Rows of figures, or reports on a line each.
class ExportListing : public CorpusWriter {
 public:
  ExportListing(OutputListing listing, Format format,
                std::vector<RowColumn<ExportedFigure>> columns)
      : listing_(std::move(listing)),
        format_(format),
        columns_(std::move(columns)) {}

  absl::Status AddSummary(const v1::ReportSummary&) override {
    return absl::OkStatus();
  }

  absl::Status AddReport(const v1::Report& report) override {
    if (format_ == Format::kJsonLines) return listing_.Add(report, {});
    for (int i = 0; i < report.observations_size(); ++i) {
      const ExportedFigure figure = {report, i};
      const absl::Status added =
          listing_.Add(figure.observation(), Cells(columns_, figure));
      if (!added.ok()) return added;
    }
    return absl::OkStatus();
  }

  bool IsWritable() override { return listing_.IsWritable(); }
  absl::Status Finish() override { return listing_.Finish(); }

 private:
  OutputListing listing_;
  const Format format_;
  const std::vector<RowColumn<ExportedFigure>> columns_;
};

absl::StatusOr<std::unique_ptr<CorpusWriter>> MakeWriter(
    const Session& session, const OutputOptions& output) {
  if (output.format == Format::kSqlite) {
    return CreateExportDatabase(session, output.file);
  }
  auto columns = ExportColumns();
  absl::StatusOr<OutputListing> listing =
      OutputListing::Open(output, Heads(columns));
  if (!listing.ok()) return listing.status();
  return std::make_unique<ExportListing>(*std::move(listing), output.format,
                                         std::move(columns));
}

// Gets the reports whose names are collected, some at a time.
class ReportFetcher {
 public:
  ReportFetcher(const Session& session, CorpusWriter& writer)
      : session_(session),
        aggregator_(session.AggregatorChannel()),
        writer_(writer) {}

  absl::Status Add(const v1::ReportSummary& summary) {
    const absl::Status added = writer_.AddSummary(summary);
    if (!added.ok()) return added;
    names_.push_back(summary.report().name());
    figures_ += summary.observation_count();
    return names_.size() >= kMaxReports || figures_ >= kMaxFigures
               ? Flush()
               : absl::OkStatus();
  }

  absl::Status Flush() {
    if (names_.empty()) return absl::OkStatus();
    const absl::StatusOr<std::vector<v1::Report>> reports =
        GetReports(session_, aggregator_, names_);
    if (!reports.ok()) return reports.status();
    for (const v1::Report& report : *reports) {
      const absl::Status written = writer_.AddReport(report);
      if (!written.ok()) return written;
      ++written_reports_;
      written_figures_ += report.observations_size();
    }
    names_.clear();
    figures_ = 0;
    return absl::OkStatus();
  }

  void PrintSummary() const {
    std::cerr << absl::Substitute(
        Told("nianbao: $0 reports, $1 figures\n",
             "nianbao: $0 份报告,$1 个数字\n"),
        ReadableNumber(static_cast<double>(written_reports_)),
        ReadableNumber(static_cast<double>(written_figures_)));
  }

 private:
  const Session& session_;
  const Channel aggregator_;
  CorpusWriter& writer_;
  std::vector<std::string> names_;
  int figures_ = 0;
  int64_t written_reports_ = 0;
  int64_t written_figures_ = 0;
};

absl::StatusOr<ExitCode> Export(const Session& session,
                                const ExportOptions& options) {
  const absl::StatusOr<OutputOptions> output = OutputOfExport(options.output);
  if (!output.ok()) return output.status();
  Names names;
  std::vector<int> within;
  for (const std::string& text : options.within) {
    within.push_back(names.Want(v1::NAME_KIND_DIVISION, text));
  }
  absl::Status status = names.Resolve(session);
  if (!status.ok()) return status;
  v1::ListReportsRequest request;
  for (const int division : within) request.add_within(names[division]);

  const absl::StatusOr<std::unique_ptr<CorpusWriter>> writer =
      MakeWriter(session, *output);
  if (!writer.ok()) return writer.status();
  ReportFetcher fetcher(session, **writer);
  const absl::Status listed =
      ForEachReport(session, session.AggregatorChannel(), request,
                    [&](const v1::ReportSummary& summary) {
                      status = fetcher.Add(summary);
                      return status.ok() && (*writer)->IsWritable();
                    });
  if (status.ok()) status = listed;
  if (status.ok()) status = fetcher.Flush();
  if (status.ok()) status = (*writer)->Finish();
  if (!status.ok()) return status;
  fetcher.PrintSummary();
  return ExitCode::kOk;
}

}  // namespace

void AddExport(CLI::App& app, Session& session) {
  // What else lists rows has no place for all that a report holds.
  static constexpr Format kExportFormats[] = {Format::kCsv, Format::kTsv,
                                              Format::kJsonLines, Format::kXlsx,
                                              Format::kSqlite};
  auto options = std::make_shared<ExportOptions>();
  Command command(app, "export", "Write all reports to a file");
  command.Add("--within", options->within, kWithinHelp)
      .Commas()
      .Type("DIVISION");
  AddOutputOptions(command, options->output, kExportFormats);
  command.Run(kExportFooter,
              [=, &session] { session.outcome = Export(session, *options); });
}

}  // namespace nianbao::client
