// How fast reports become durable through gRPC, beside bare SQLite inserting
// the same rows.
//
//   bench_ingest             prints the table, then the bar
//   bench_ingest --check     exits with 1 where the bar is missed
#include <cstdio>
#include <cstring>
#include <thread>

#include "absl/strings/str_cat.h"
#include "aggregator/store/sqlite/database/connection.h"
#include "tests/benchmark/bars.h"
#include "tests/benchmark/generated_reports.h"
#include "tests/benchmark/or_die.h"
#include "tests/benchmark/running_service.h"
#include "tests/benchmark/stopwatch.h"

namespace nianbao {
namespace {

constexpr int kObservationsPerReport = 60;
constexpr int kStreams = 4;
constexpr int kReportsPerTransaction = 1'000;
// They take turns, so that a disk that is slow for a while slows both.
constexpr int kTurns = 8;
constexpr int kReportsPerTurn = 4'000;

int DivisionOf(int report) { return report % GeneratedRows::kDivisions; }
int YearOf(int report) {
  return GeneratedRows::kFirstYear + report / GeneratedRows::kDivisions;
}
static_assert(kTurns * kReportsPerTurn <=
              GeneratedRows::kDivisions * GeneratedRows::kYears);

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

class BareSqlite {
 public:
  explicit BareSqlite(const std::string& path)
      : connection_(OrDie(aggregator::Connection::Open(path))) {
    OrDie(connection_.Execute(kTable));
    insert_ = OrDie(connection_.Prepare(
        "INSERT INTO observation VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)"));
  }

  // Stores the reports from `first` on; seconds.
  double Run(int first) {
    const Stopwatch watch;
    for (int i = 0; i < kReportsPerTurn; ++i) {
      if (i % kReportsPerTransaction == 0) OrDie(connection_.Execute("BEGIN"));
      Insert(first + i);
      if ((i + 1) % kReportsPerTransaction == 0) {
        OrDie(connection_.Execute("COMMIT"));
      }
    }
    return watch.Seconds();
  }

 private:
  void Insert(int report) {
    for (int i = 0; i < kObservationsPerReport; ++i) {
      insert_.Bind(1, int64_t{i})
          .Bind(2, int64_t{v1::KIND_LEVEL})
          .Bind(3, int64_t{YearOf(report)})
          .Bind(4, int64_t{report})
          .Bind(5, int64_t{i})
          .Bind(6, GeneratedRows::Value(i, DivisionOf(report), YearOf(report)))
          .Bind(7, 0.9)
          .Bind(8, int64_t{1});
      OrDie(insert_.Run());
    }
  }

  aggregator::Connection connection_;
  aggregator::Statement insert_;
};

// --- Through gRPC ---

using Requests = std::vector<v1::UploadReportsRequest>;

Requests RequestsOf(const GeneratedRows& rows, int first, int stream) {
  Requests requests;
  for (int i = stream; i < kReportsPerTurn; i += kStreams) {
    const int report = first + i;
    v1::UploadReportsRequest& request = requests.emplace_back();
    request.set_request_id(std::to_string(report));
    *request.mutable_report() =
        GeneratedReport(rows, DivisionOf(report), YearOf(report));
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

// Uploads the reports from `first` on; seconds.
double ThroughGrpc(const GeneratedRows& rows, const RunningService& service,
                   int first) {
  std::vector<Requests> requests;
  for (int i = 0; i < kStreams; ++i) {
    requests.push_back(RequestsOf(rows, first, i));
  }
  const Stopwatch watch;
  std::vector<std::thread> streams;
  for (const Requests& of_stream : requests) {
    streams.emplace_back(
        [&service, &of_stream] { Upload(*service.Connect(), of_stream); });
  }
  for (std::thread& stream : streams) stream.join();
  return watch.Seconds();
}

double Rate(const std::vector<double>& seconds) {
  return kReportsPerTurn * kObservationsPerReport / Percentile(seconds, 0.5);
}

int Main(bool check) {
  std::setvbuf(stdout, nullptr, _IOLBF, 0);
  const Catalogue catalogue = OrDie(Catalogue::Parse());
  const GeneratedRows rows(catalogue, kObservationsPerReport);
  const ScratchFolder folder;
  BareSqlite sqlite(folder.path() + "/bare.db");
  const RunningService service(folder.path() + "/store.db");
  std::vector<double> bare;
  std::vector<double> served;
  for (int turn = 0; turn < kTurns; ++turn) {
    bare.push_back(sqlite.Run(turn * kReportsPerTurn));
    served.push_back(ThroughGrpc(rows, service, turn * kReportsPerTurn));
  }
  std::printf("%-48s %12s\n", "medians of 8 turns of 4,000 reports", "obs./s");
  std::printf("%-48s %12.0f\n", "bare SQLite, 1,000 reports a transaction",
              Rate(bare));
  std::printf("%-48s %12.0f\n\n", "through gRPC, 4 streams, durable",
              Rate(served));
  Bars bars;
  bars.AtLeast("through gRPC over bare SQLite", Rate(served) / Rate(bare),
               0.25);
  return check && !bars.held() ? 1 : 0;
}

}  // namespace
}  // namespace nianbao

int main(int argc, char** argv) {
  return nianbao::Main(argc > 1 && std::strcmp(argv[1], "--check") == 0);
}
