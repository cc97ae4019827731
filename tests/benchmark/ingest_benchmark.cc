// How fast reports become durable through gRPC, beside bare SQLite inserting
// the same rows.
//
//   bench_ingest             prints the table, then the bar
//   bench_ingest --check     exits with 1 where the bar is missed
#include <cstdio>
#include <cstring>
#include <thread>

#include "absl/strings/str_cat.h"
#include "aggregator/sqlite/connection.h"
#include "tests/benchmark/bars.h"
#include "tests/benchmark/generated_reports.h"
#include "tests/benchmark/or_die.h"
#include "tests/benchmark/running_service.h"
#include "tests/benchmark/stopwatch.h"

namespace nianbao {
namespace {

constexpr int kObservationsPerReport = 60;
constexpr int kReports = 20'000;
constexpr int kStreams = 4;
constexpr int kReportsPerTransaction = 1'000;
constexpr double kObservations = double{kReports} * kObservationsPerReport;

v1::Report ReportNumber(const GeneratedRows& rows, int number) {
  return GeneratedReport(
      rows, number % GeneratedRows::kDivisions,
      GeneratedRows::kFirstYear + number / GeneratedRows::kDivisions);
}

// --- Bare SQLite ---

constexpr char kTable[] = R"sql(
  CREATE TABLE observation (
    indicator_id INTEGER NOT NULL,
    kind INTEGER NOT NULL,
    year INTEGER NOT NULL,
    report_id INTEGER NOT NULL,
    position INTEGER NOT NULL,
    value REAL NOT NULL,
    confidence REAL NOT NULL,
    flags INTEGER NOT NULL,
    PRIMARY KEY (indicator_id, kind, year, report_id, position)
  ) STRICT, WITHOUT ROWID
)sql";

// Observations a second.
double BareSqlite(const std::string& path) {
  Connection connection = OrDie(Connection::Open(path));
  OrDie(connection.Execute(kTable));
  Statement insert = OrDie(connection.Prepare(
      "INSERT INTO observation VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)"));
  const Stopwatch watch;
  for (int number = 0; number < kReports; ++number) {
    if (number % kReportsPerTransaction == 0)
      OrDie(connection.Execute("BEGIN"));
    const int division = number % GeneratedRows::kDivisions;
    const int year =
        GeneratedRows::kFirstYear + number / GeneratedRows::kDivisions;
    for (int i = 0; i < kObservationsPerReport; ++i) {
      insert.Bind(1, int64_t{i})
          .Bind(2, int64_t{v1::KIND_LEVEL})
          .Bind(3, int64_t{year})
          .Bind(4, int64_t{number})
          .Bind(5, int64_t{i})
          .Bind(6, GeneratedRows::Value(i, division, year))
          .Bind(7, 0.9)
          .Bind(8, int64_t{1});
      OrDie(insert.Run());
    }
    if ((number + 1) % kReportsPerTransaction == 0) {
      OrDie(connection.Execute("COMMIT"));
    }
  }
  return kObservations / watch.Seconds();
}

// --- Through gRPC ---

using Requests = std::vector<v1::UploadReportsRequest>;

Requests RequestsOf(const GeneratedRows& rows, int stream) {
  Requests requests;
  for (int number = stream; number < kReports; number += kStreams) {
    v1::UploadReportsRequest& request = requests.emplace_back();
    request.set_request_id(std::to_string(number));
    *request.mutable_report() = ReportNumber(rows, number);
    AddEvidence(*request.mutable_report());
  }
  return requests;
}

// Writes all and reads an acknowledgement for each; flow control bounds what is
// under way.
void Upload(v1::AggregatorService::Stub& stub, const Requests& requests) {
  grpc::ClientContext context;
  const auto stream = stub.UploadReports(&context);
  std::thread writer([&stream, &requests] {
    for (const v1::UploadReportsRequest& request : requests) {
      if (!stream->Write(request)) break;
    }
    stream->WritesDone();
  });
  size_t stored = 0;
  v1::UploadReportsResponse response;
  while (stream->Read(&response)) {
    if (!response.has_error()) ++stored;
  }
  writer.join();
  const grpc::Status status = stream->Finish();
  if (!status.ok() || stored != requests.size()) {
    OrDie(absl::InternalError(absl::StrCat("stored ", stored, " of ",
                                           requests.size(), " reports; ",
                                           status.error_message())));
  }
}

double ThroughGrpc(const GeneratedRows& rows, const Catalogue& catalogue,
                   const std::string& path, double* megabytes) {
  std::vector<Requests> requests;
  for (int i = 0; i < kStreams; ++i) requests.push_back(RequestsOf(rows, i));
  for (const Requests& of_stream : requests) {
    for (const v1::UploadReportsRequest& request : of_stream) {
      *megabytes += static_cast<double>(request.ByteSizeLong()) / 1e6;
    }
  }
  RunningService service(path, catalogue);
  const Stopwatch watch;
  std::vector<std::thread> streams;
  for (const Requests& of_stream : requests) {
    streams.emplace_back(
        [&service, &of_stream] { Upload(*service.Connect(), of_stream); });
  }
  for (std::thread& stream : streams) stream.join();
  return kObservations / watch.Seconds();
}

int Main(bool check) {
  std::setvbuf(stdout, nullptr, _IOLBF, 0);
  const Catalogue catalogue = OrDie(Catalogue::Parse());
  const GeneratedRows rows(catalogue, kObservationsPerReport);
  const ScratchFolder folder;
  const double bare = BareSqlite(folder.path() + "/bare.db");
  double megabytes = 0;
  const double served =
      ThroughGrpc(rows, catalogue, folder.path() + "/store.db", &megabytes);
  std::printf("%d reports of %d observations, %.0f MB\n", kReports,
              kObservationsPerReport, megabytes);
  std::printf("%-48s %10s\n", "", "obs./s");
  std::printf("%-48s %10.0f\n", "bare SQLite, 1,000 reports a transaction",
              bare);
  std::printf("%-48s %10.0f\n\n", "through gRPC, 4 streams, durable", served);
  Bars bars;
  bars.AtLeast("through gRPC over bare SQLite", served / bare, 0.25);
  return check && !bars.held() ? 1 : 0;
}

}  // namespace
}  // namespace nianbao

int main(int argc, char** argv) {
  return nianbao::Main(argc > 1 && std::strcmp(argv[1], "--check") == 0);
}
