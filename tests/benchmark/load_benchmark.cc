// How long queries take while reports are uploaded, and whether each answer is
// that of one state of the store.
//
//   bench_load             prints the table, then the bars
//   bench_load --check     exits with 1 where a bar is missed
#include <atomic>
#include <chrono>
#include <cstdio>
#include <cstring>
#include <iterator>
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
constexpr auto kBeat = std::chrono::milliseconds(100);
constexpr int kUnloadedQueries = 1'000;
constexpr auto kUnloadedBeat = std::chrono::milliseconds(10);

// Numbers of the uploads sent and acknowledged.
struct Progress {
  std::atomic<int64_t> sent = 0;
  std::atomic<int64_t> acknowledged = 0;
  std::atomic<bool> stopped = false;
};

using Milliseconds = std::map<Query, std::vector<double>>;

// An answer and the states that existed while it was made.
struct Kept {
  Query query;
  Answer answer;
  int64_t first_state = 0;
  int64_t last_state = 0;
};

struct Measured {
  Milliseconds milliseconds;
  // To be checked once there is time.
  std::vector<Kept> answers;
};

// Replaces reports until told to stop; flow control bounds what is under way.
void Upload(v1::AggregatorService::Stub& stub, const LoadStates& states,
            Progress& progress) {
  grpc::ClientContext context;
  const auto stream = stub.UploadReports(&context);
  std::thread writer([&] {
    while (!progress.stopped) {
      v1::UploadReportsRequest request;
      *request.mutable_report() = states.Upload(progress.sent + 1);
      ++progress.sent;
      if (!stream->Write(request)) break;
    }
    stream->WritesDone();
  });
  v1::UploadReportsResponse response;
  while (stream->Read(&response)) {
    if (response.has_error()) {
      OrDie(absl::InternalError(response.error().message()));
    }
    ++progress.acknowledged;
  }
  writer.join();
  const grpc::Status status = stream->Finish();
  if (!status.ok()) OrDie(absl::InternalError(status.error_message()));
}

void AskOnce(StatisticsEngine& engine, Query query, const Progress& progress,
             Measured& measured) {
  const int64_t first = progress.acknowledged;
  const Stopwatch watch;
  Answer answer = engine.Ask(query);
  measured.milliseconds[query].push_back(watch.Milliseconds());
  measured.answers.push_back({.query = query,
                              .answer = std::move(answer),
                              .first_state = first,
                              .last_state = progress.sent});
}

// True when each answer is that of one of its states.
bool AllRight(const Measured& measured, const LoadStates& states) {
  int64_t wrong = 0;
  for (const Kept& kept : measured.answers) {
    const std::string difference = states.Check(
        kept.query, kept.answer, kept.first_state, kept.last_state);
    if (!difference.empty() && wrong++ == 0) {
      std::printf("a wrong answer: %s\n", difference.c_str());
    }
  }
  std::printf("%zu answers checked, %ld are wrong\n", measured.answers.size(),
              static_cast<long>(wrong));
  return wrong == 0;
}

Measured Unloaded(const GeneratedRows& rows, const RunningService& service) {
  const auto engine = MakeServiceEngine(rows, service.Connect());
  const Progress progress;
  Measured measured;
  auto next = std::chrono::steady_clock::now();
  for (int i = 0; i < kUnloadedQueries; ++i) {
    std::this_thread::sleep_until(next += kUnloadedBeat);
    AskOnce(*engine, Query::kSummary, progress, measured);
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
        AskOnce(*engine, kQueries[turn % std::size(kQueries)], progress,
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
    std::move(of_stream.answers.begin(), of_stream.answers.end(),
              std::back_inserter(all.answers));
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

  Measured unloaded = Unloaded(rows, service);
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
  const bool right = AllRight(unloaded, states) && AllRight(loaded, states);
  Bars bars;
  bars.AtMost("p99 by province and year over that alone",
              Percentile(loaded.milliseconds[Query::kSummary], 0.99) /
                  Percentile(unloaded.milliseconds[Query::kSummary], 0.99),
              5);
  return !right || (check && !bars.held()) ? 1 : 0;
}

}  // namespace
}  // namespace nianbao

int main(int argc, char** argv) {
  return nianbao::Main(argc > 1 && std::strcmp(argv[1], "--check") == 0);
}
