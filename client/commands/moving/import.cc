// nianbao import: reports that were exported, stored again.

#include <fstream>
#include <iostream>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/substitute.h"
#include "client/asking/command.h"
#include "client/calls/interrupt.h"
#include "client/calls/upload.h"
#include "client/commands/moving/moving.h"
#include "client/output/language.h"
#include "client/output/numbers.h"
#include "client/output/paths.h"
#include "google/protobuf/util/json_util.h"

namespace nianbao::client {
namespace {

constexpr char kImportFooter[] =
    R"(FILE has a report on each line, as `nianbao export -o FILE.jsonl` and `nianbao
extract --format jsonl` write them; - is standard input. A report that is stored
already is left as it is or replaced, so that a file may be imported again. Lines
that are no report, and reports that are refused, are listed on standard error, and
the exit code is 1. Who corrected what is not taken over: reports count as they
stand in the file.

Examples:
  nianbao import corpus.jsonl
  nianbao extract pages/ --format jsonl | nianbao import -)";

// Reports of one stream: it ends long before its deadline, and opening one
// costs nothing beside.
constexpr int kReportsPerStream = 1000;

struct ImportOptions {
  std::vector<std::string> files;
};

// Reads reports line by line from one file after the other, and counts what
// became of them. Next and Acknowledge run on two threads at a time.
class Importer {
 public:
  // Sets `request` to the next report; false when there is none.
  bool Next(std::istream& in, const std::string& name,
            v1::UploadReportsRequest& request) {
    std::string line;
    while (std::getline(in, line)) {
      ++line_number_;
      if (absl::StripAsciiWhitespace(line).empty()) continue;
      const std::string place = absl::StrCat(name, ":", line_number_);
      google::protobuf::util::JsonParseOptions options;
      // Another version may know more fields.
      options.ignore_unknown_fields = true;
      const auto parsed = google::protobuf::util::JsonStringToMessage(
          line, request.mutable_report(), options);
      if (parsed.ok()) {
        request.set_request_id(place);
        return true;
      }
      request.Clear();
      unread_.push_back(absl::StrCat(place, ": is no report in JSON"));
    }
    return false;
  }

  void Acknowledge(const v1::UploadReportsResponse& response) {
    if (response.has_error()) {
      refused_.push_back(absl::StrCat(response.request_id(), ": ",
                                      response.error().message()));
    } else if (response.outcome() ==
               v1::UploadReportsResponse::OUTCOME_REPLACED) {
      ++replaced_;
    } else if (response.outcome() ==
               v1::UploadReportsResponse::OUTCOME_UNCHANGED) {
      ++unchanged_;
    } else {
      ++created_;
    }
  }

  void BeginFile() { line_number_ = 0; }
  size_t failed() const { return unread_.size() + refused_.size(); }

  // When no stream is under way.
  void PrintSummary() const {
    for (const auto& failures : {unread_, refused_}) {
      for (const std::string& failure : failures) {
        std::cerr << "nianbao: " << failure << "\n";
      }
    }
    std::cout << absl::Substitute(
                     Told("$0 stored ($1 new, $2 replaced), $3 unchanged, $4 "
                          "failed",
                          "存入 $0 份(新 $1 份,替换 $2 份),未变 $3 份,失败 $4 "
                          "份"),
                     ReadableNumber(created_ + replaced_),
                     ReadableNumber(created_), ReadableNumber(replaced_),
                     ReadableNumber(unchanged_),
                     ReadableNumber(static_cast<double>(failed())))
              << "\n";
  }

 private:
  // Used by Next.
  int64_t line_number_ = 0;
  std::vector<std::string> unread_;
  // Used by Acknowledge.
  std::vector<std::string> refused_;
  int created_ = 0;
  int replaced_ = 0;
  int unchanged_ = 0;
};

absl::Status ImportFrom(const Session& session, const Channel& aggregator,
                        std::istream& in, const std::string& name,
                        Importer& importer) {
  importer.BeginFile();
  for (bool is_left = true; is_left && !Interrupted();) {
    int sent = 0;
    const absl::Status status = UploadReports(
        session, aggregator,
        [&](v1::UploadReportsRequest& request) {
          if (sent++ == kReportsPerStream || Interrupted()) return false;
          is_left = importer.Next(in, name, request);
          return is_left;
        },
        [&](const v1::UploadReportsResponse& response) {
          importer.Acknowledge(response);
        });
    if (!status.ok()) return status;
  }
  return absl::OkStatus();
}

absl::Status ImportAll(const Session& session, const ImportOptions& options,
                       Importer& importer) {
  const Channel aggregator = session.AggregatorChannel();
  for (const std::string& path : options.files) {
    const std::string name = ReadablePath(path);
    absl::Status status;
    if (path == "-") {
      status = ImportFrom(session, aggregator, std::cin, "stdin", importer);
    } else {
      std::ifstream file(path, std::ios::binary);
      if (!file || (file.peek(), file.bad())) {
        return absl::NotFoundError(absl::StrCat("cannot read ", name));
      }
      status = ImportFrom(session, aggregator, file, name, importer);
    }
    if (!status.ok()) return status;
  }
  return absl::OkStatus();
}

absl::StatusOr<ExitCode> Import(const Session& session,
                                const ImportOptions& options) {
  CatchInterrupt();
  Importer importer;
  const absl::Status status = ImportAll(session, options, importer);
  importer.PrintSummary();
  if (!status.ok()) return status;
  if (Interrupted()) return ExitCode::kInterrupted;
  return importer.failed() > 0 ? ExitCode::kSomeFailed : ExitCode::kOk;
}

}  // namespace

void AddImport(CLI::App& app, Session& session) {
  auto options = std::make_shared<ImportOptions>();
  Command command(app, "import", "Store reports that were exported");
  command
      .Add("FILE", options->files, "Files of reports, JSON Lines; - for input")
      .Required();
  command.Run(kImportFooter,
              [=, &session] { session.outcome = Import(session, *options); });
}

}  // namespace nianbao::client
