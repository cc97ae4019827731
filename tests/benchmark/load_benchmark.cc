// How long queries take while reports are uploaded, and whether each answer is
// that of one state of the store.
//
//   bench_load             prints the table, then the bars
//   bench_load --check     exits with 1 where a bar is missed
#include <atomic>
#include <chrono>
#include <cstdio>
#include <cstring>
#include <map>
#include <thread>

#include "absl/strings/str_cat.h"
#include "tests/benchmark/bars.h"
#include "tests/benchmark/generated_rows.h"
#include "tests/benchmark/load_states.h"
#include "tests/benchmark/or_die.h"
#include "tests/benchmark/running_service.h"
#include "tests/benchmark/service_engine.h"
#include "tests/benchmark/stopwatch.h"

namespace nianbao {
namespace {

constexpr int kIndicators = 60;
constexpr int kQueryStreams = 8;
constexpr double kSeconds = 60;
// Each stream asks at its own beat, as readers of pages do; streams that ask
// again at once would measure nothing but how many there are.
constexpr auto kBeat = std::chrono::milliseconds(200);
constexpr int kUnloadedQueries = 1'000;
constexpr auto kUnloadedBeat = std::chrono::milliseconds(10);

// Numbers of the uploads sent and acknowledged.
struct Progress {
  std::atomic<int64_t> sent = 0;
  std::atomic<int64_t> acknowledged = 0;
  std::atomic<bool> stopped = false;
};

using Milliseconds = std::map<Query, std::vector<double>>;

struct Measured {
  Milliseconds milliseconds;
  int64_t wrong = 0;
  std::string first_wrong;
};

// Replaces one report after another until told to stop, each once the one
// before is durable.
void Upload(v1::AggregatorService::Stub& stub, const LoadStates& states,
            Progress& progress) {
  grpc::ClientContext context;
  const auto stream = stub.UploadReports(&context);
  while (!progress.stopped) {
    v1::UploadReportsRequest request;
    *request.mutable_report() = states.Upload(progress.sent + 1);
    ++progress.sent;
    v1::UploadReportsResponse response;
    if (!stream->Write(request) || !stream->Read(&response)) break;
    if (response.has_error()) {
      OrDie(absl::InternalError(response.error().message()));
    }
    ++progress.acknowledged;
  }
  stream->WritesDone();
  const grpc::Status status = stream->Finish();
  if (!status.ok()) OrDie(absl::InternalError(status.error_message()));
}

// Asks the query once and checks the answer.
void AskOnce(StatisticsEngine& engine, Query query, const LoadStates& states,
             const Progress& progress, Measured& measured) {
  const int64_t first = progress.acknowledged;
  const Stopwatch watch;
  const Answer answer = engine.Ask(query);
  measured.milliseconds[query].push_back(watch.Milliseconds());
  const std::string wrong = states.Check(query, answer, first, progress.sent);
  if (wrong.empty()) return;
  ++measured.wrong;
  if (measured.first_wrong.empty()) measured.first_wrong = wrong;
}

Measured Unloaded(const GeneratedRows& rows, const LoadStates& states,
                  const RunningService& service) {
  const auto engine = MakeServiceEngine(rows, service.Connect());
  const Progress progress;
  Measured measured;
  auto next = std::chrono::steady_clock::now();
  for (int i = 0; i < kUnloadedQueries; ++i) {
    std::this_thread::sleep_until(next += kUnloadedBeat);
    AskOnce(*engine, Query::kSummary, states, progress, measured);
  }
  return measured;
}

Measured Loaded(const GeneratedRows& rows, const LoadStates& states,
                const RunningService& service, Progress& progress) {
  std::vector<Measured> measured(kQueryStreams);
  std::vector<std::thread> threads;
  threads.emplace_back([&] { Upload(*service.Connect(), states, progress); });
  for (int i = 0; i < kQueryStreams; ++i) {
    threads.emplace_back([&, i] {
      const auto engine = MakeServiceEngine(rows, service.Connect());
      auto next = std::chrono::steady_clock::now() + i * kBeat / kQueryStreams;
      for (size_t turn = i; !progress.stopped; ++turn) {
        std::this_thread::sleep_until(next += kBeat);
        AskOnce(*engine, kQueries[turn % std::size(kQueries)], states, progress,
                measured[i]);
      }
    });
  }
  std::this_thread::sleep_for(std::chrono::duration<double>(kSeconds));
  progress.stopped = true;
  for (std::thread& thread : threads) thread.join();
  Measured all;
  for (Measured& of_stream : measured) {
    for (auto& [query, milliseconds] : of_stream.milliseconds) {
      std::vector<double>& to = all.milliseconds[query];
      to.insert(to.end(), milliseconds.begin(), milliseconds.end());
    }
    all.wrong += of_stream.wrong;
    if (all.first_wrong.empty()) all.first_wrong = of_stream.first_wrong;
  }
  return all;
}

void Print(const char* what, const std::vector<double>& milliseconds) {
  std::printf("%-44s %9zu %9.2f %9.2f %9.2f\n", what, milliseconds.size(),
              Percentile(milliseconds, 0.5), Percentile(milliseconds, 0.99),
              Percentile(milliseconds, 1));
}

int Main(bool check) {
  std::setvbuf(stdout, nullptr, _IOLBF, 0);
  const Catalogue catalogue = OrDie(Catalogue::Parse());
  const GeneratedRows rows(catalogue, kIndicators);
  const LoadStates states(rows);
  const ScratchFolder folder;
  const std::string path = folder.path() + "/store.db";
  StoreRows(rows, catalogue, path);
  const RunningService service(path);

  Measured unloaded = Unloaded(rows, states, service);
  Progress progress;
  Measured loaded = Loaded(rows, states, service, progress);

  std::printf("%-44s %9s %9s %9s %9s\n", "ms", "answers", "median", "p99",
              "most");
  Print("by province and year, alone", unloaded.milliseconds[Query::kSummary]);
  Print("by province and year", loaded.milliseconds[Query::kSummary]);
  Print("with quantiles", loaded.milliseconds[Query::kQuantiles]);
  Print("all indicators by year", loaded.milliseconds[Query::kAllByYear]);
  Print("rank", loaded.milliseconds[Query::kRank]);
  std::printf("%.0f reports a second were replaced meanwhile\n\n",
              static_cast<double>(progress.acknowledged) / kSeconds);
  for (const Measured* measured : {&unloaded, &loaded}) {
    if (measured->wrong == 0) continue;
    std::printf("%ld answers are wrong; the first %s\n",
                static_cast<long>(measured->wrong),
                measured->first_wrong.c_str());
  }
  Bars bars;
  bars.AtMost("p99 by province and year over that alone",
              Percentile(loaded.milliseconds[Query::kSummary], 0.99) /
                  Percentile(unloaded.milliseconds[Query::kSummary], 0.99),
              5);
  const bool right = unloaded.wrong + loaded.wrong == 0;
  return !right || (check && !bars.held()) ? 1 : 0;
}

}  // namespace
}  // namespace nianbao

int main(int argc, char** argv) {
  return nianbao::Main(argc > 1 && std::strcmp(argv[1], "--check") == 0);
}
