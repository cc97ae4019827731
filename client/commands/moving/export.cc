// nianbao export: the whole corpus in a file.

#include <filesystem>
#include <fstream>
#include <iostream>
#include <map>
#include <memory>
#include <string>
#include <system_error>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "client/asking/command.h"
#include "client/asking/names.h"
#include "client/asking/selection.h"
#include "client/calls/listings.h"
#include "client/commands/moving/export_rows.h"
#include "client/commands/moving/moving.h"
#include "client/output/formats/format.h"
#include "client/output/formats/listing.h"
#include "client/output/numbers.h"
#include "client/output/paths.h"

namespace nianbao::client {
namespace {

constexpr char kExportFooter[] =
    R"(CSV has a row for each figure of each report, counted or not, with every field
that is known of it: `value` is in the unit of the indicator, `printed` as the text
has it; offsets are in bytes, figure_begin in the sentence, span_begin in the text
of the document. JSON Lines has a report on each line, whole, which `nianbao
import` stores again, here or elsewhere. Reports are as corrected. What was written
of a FILE appears under its name when it is complete.

Examples:
  nianbao export -o corpus.csv
  nianbao export -o corpus.jsonl
  nianbao export --within 浙江省 --format csv | head)";

// Of a batch of reports: many calls' worth of names, and figures that stay far
// below the largest message, though a single report may have more.
constexpr size_t kMaxReports = 100;
constexpr int kMaxFigures = 20'000;

struct ExportOptions {
  std::string output;
  std::vector<std::string> within;
  // A table stands for what the name of the file says.
  Format format = Format::kTable;
  bool raw = false;
};

absl::StatusOr<Format> FormatOfExport(const ExportOptions& options) {
  Format format = options.format;
  if (format == Format::kTable) {
    if (absl::EndsWith(options.output, ".jsonl")) {
      format = Format::kJsonLines;
    } else if (options.output.empty() || options.output == "-" ||
               absl::EndsWith(options.output, ".csv")) {
      format = Format::kCsv;
    } else {
      return absl::InvalidArgumentError(
          absl::StrCat(ReadablePath(options.output),
                       ": name the file .csv or .jsonl, or give --format"));
    }
  }
  return format == Format::kCsv && options.raw ? Format::kRawCsv : format;
}

// Writes reports as they come, and counts them.
class ExportWriter {
 public:
  ExportWriter(std::ostream& out, Format format)
      : format_(format),
        columns_(ExportColumns()),
        listing_(out, format, Heads(columns_)) {}

  void Write(const v1::Report& report) {
    ++reports_;
    figures_ += report.observations_size();
    if (format_ == Format::kJsonLines) {
      listing_.Add(report, {});
      return;
    }
    for (int i = 0; i < report.observations_size(); ++i) {
      const ExportedFigure figure = {report, i};
      listing_.Add(figure.observation(), Cells(columns_, figure));
    }
  }

  void Finish() {
    listing_.Finish();
    std::cerr << "nianbao: " << ReadableNumber(static_cast<double>(reports_))
              << " reports, " << ReadableNumber(static_cast<double>(figures_))
              << " figures\n";
  }

 private:
  const Format format_;
  const std::vector<RowColumn<ExportedFigure>> columns_;
  Listing listing_;
  int64_t reports_ = 0;
  int64_t figures_ = 0;
};

// Gets the reports whose names are collected, some at a time.
class ReportFetcher {
 public:
  ReportFetcher(const Session& session, ExportWriter& writer)
      : session_(session),
        aggregator_(session.AggregatorChannel()),
        writer_(writer) {}

  absl::Status Add(const v1::ReportSummary& summary) {
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
    for (const v1::Report& report : *reports) writer_.Write(report);
    names_.clear();
    figures_ = 0;
    return absl::OkStatus();
  }

 private:
  const Session& session_;
  const Channel aggregator_;
  ExportWriter& writer_;
  std::vector<std::string> names_;
  int figures_ = 0;
};

absl::Status WriteCorpus(const Session& session, const ExportOptions& options,
                         Format format, std::ostream& out) {
  Names names;
  std::vector<int> within;
  for (const std::string& text : options.within) {
    within.push_back(names.Want(v1::NAME_KIND_DIVISION, text));
  }
  absl::Status status = names.Resolve(session);
  if (!status.ok()) return status;
  v1::ListReportsRequest request;
  for (const int division : within) request.add_within(names[division]);

  ExportWriter writer(out, format);
  ReportFetcher fetcher(session, writer);
  const absl::Status listed =
      ForEachReport(session, session.AggregatorChannel(), request,
                    [&](const v1::ReportSummary& summary) {
                      status = fetcher.Add(summary);
                      return status.ok() && static_cast<bool>(out);
                    });
  if (status.ok()) status = listed;
  if (status.ok()) status = fetcher.Flush();
  if (!status.ok()) return status;
  if (!out) return absl::InternalError("cannot write the output");
  writer.Finish();
  return absl::OkStatus();
}

// The file gets its name when it is whole.
absl::Status WriteCorpusFile(const Session& session,
                             const ExportOptions& options, Format format) {
  const std::string part = absl::StrCat(options.output, ".part");
  std::ofstream file(part, std::ios::binary);
  const absl::Status unwritable = absl::InternalError(
      absl::StrCat("cannot write ", ReadablePath(options.output)));
  if (!file) return unwritable;
  absl::Status status = WriteCorpus(session, options, format, file);
  file.close();
  std::error_code error;
  if (status.ok() && file) {
    std::filesystem::rename(part, options.output, error);
  }
  if (status.ok() && (!file || error)) status = unwritable;
  if (!status.ok()) std::filesystem::remove(part, error);
  return status;
}

absl::StatusOr<ExitCode> Export(const Session& session,
                                const ExportOptions& options) {
  const absl::StatusOr<Format> format = FormatOfExport(options);
  if (!format.ok()) return format.status();
  const bool to_file = !options.output.empty() && options.output != "-";
  const absl::Status written =
      to_file ? WriteCorpusFile(session, options, *format)
              : WriteCorpus(session, options, *format, std::cout);
  if (!written.ok()) return written;
  return ExitCode::kOk;
}

}  // namespace

void AddExport(CLI::App& app, Session& session) {
  static const std::map<std::string, Format> formats = {
      {"csv", Format::kCsv}, {"jsonl", Format::kJsonLines}};
  auto options = std::make_shared<ExportOptions>();
  Command command(app, "export", "Write all reports to a file");
  command
      .Add("-o,--output", options->output,
           "The file, .csv or .jsonl; standard output when left out")
      .Type("FILE");
  command.Add("--within", options->within, kWithinHelp)
      .Commas()
      .Type("DIVISION");
  command
      .AddWords("--format", options->format, formats,
                "csv (a row for each figure) or jsonl (a line for each report)")
      .Type("FORMAT");
  command.AddSwitch(
      "--raw", options->raw,
      "With csv: no apostrophe before texts that begin with = + - @");
  command.Run(kExportFooter,
              [=, &session] { session.outcome = Export(session, *options); });
}

}  // namespace nianbao::client
