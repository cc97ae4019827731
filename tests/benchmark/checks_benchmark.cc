// What the checks across reports find of planted faults, and what they take for
// faults, over a country of ten years.
//
//   bench_checks             prints the table, then the bars
//   bench_checks --check     exits with 1 where a bar is missed
#include <cstdio>
#include <cstring>
#include <string>

#include "aggregator/store/sqlite/store.h"
#include "common/domain/catalogue.h"
#include "tests/benchmark/bars.h"
#include "tests/benchmark/checks_corpus.h"
#include "tests/benchmark/checks_score.h"
#include "tests/benchmark/or_die.h"
#include "tests/benchmark/stopwatch.h"
#include "tests/temporary_folder.h"

namespace nianbao {
namespace {

constexpr unsigned kSeed = 20231;
constexpr int kReports = 30'000;
constexpr int kFaults = 300;

constexpr double kFoundBar = 95;
constexpr double kFalseAlarmBar = 0.5;

bool Measure() {
  const Catalogue catalogue = OrDie(Catalogue::Parse());
  const ChecksCorpus corpus(kSeed, kReports, kFaults);
  const TemporaryFolder folder;
  const auto store = OrDie(
      aggregator::SqliteStore::Open(folder.path() + "/store.db", catalogue));
  OrDie(store->Prepare([] { return false; }, [](absl::string_view) {}));
  const Stopwatch stopwatch;
  const auto names = OrDie(StoreCorpus(corpus, *store));
  std::printf("%d reports with %lld figures stored in %.1f s\n\n",
              corpus.size(), static_cast<long long>(corpus.values()),
              stopwatch.Seconds());
  std::printf("%-20s %8s %8s %8s %8s %10s %9s %8s\n", "check", "planted",
              "found", "found %", "false", "judged", "false %", "seconds");
  Bars bars;
  const auto scores = OrDie(ScoreChecks(corpus, names, catalogue, *store));
  for (const CheckScore& score : scores) {
    std::printf("%-20s %8d %8d %8.1f %8d %10lld %9.4f %8.2f\n",
                score.code.c_str(), score.planted, score.found,
                100 * score.Recall(), score.false_alarms,
                static_cast<long long>(score.judged),
                100 * score.FalseAlarmRate(), score.seconds);
  }
  std::printf("\n");
  for (const CheckScore& score : scores) {
    bars.AtLeast(score.code + ": planted", score.planted, kFaults);
    bars.AtLeast(score.code + ": found, %", 100 * score.Recall(), kFoundBar);
    bars.AtMost(score.code + ": false alarms, %", 100 * score.FalseAlarmRate(),
                kFalseAlarmBar);
  }
  return bars.held();
}

}  // namespace
}  // namespace nianbao

int main(int argc, char** argv) {
  const bool check = argc > 1 && std::strcmp(argv[1], "--check") == 0;
  const bool held = nianbao::Measure();
  return check && !held ? 1 : 0;
}
