// Four statistical queries over the same rows by this engine, in process and
// through gRPC, by SQLite and by DuckDB; then how the engine's cost grows.
//
//   bench_statistics             prints the tables, then the bars
//   bench_statistics --check     exits with 1 where a bar is missed
//
// An engine whose answer differs from the others' ends the run with 1.
#include <algorithm>
#include <cstdio>
#include <cstring>
#include <deque>
#include <map>

#include "tests/benchmark/bars.h"
#include "tests/benchmark/column_engine.h"
#include "tests/benchmark/duckdb_engine.h"
#include "tests/benchmark/or_die.h"
#include "tests/benchmark/running_service.h"
#include "tests/benchmark/service_engine.h"
#include "tests/benchmark/sqlite_engine.h"
#include "tests/benchmark/stopwatch.h"

namespace nianbao {
namespace {

constexpr int kIndicators = 200;
// Engines take turns, so that a machine that is busy for a while slows all.
constexpr int kTurns = 4;
constexpr int kRunsPerTurn = 5;
// An engine and its caches wake up from the others' turns: all for as long.
constexpr double kWarmUpMilliseconds = 20;

const char* NameOf(Query query) {
  switch (query) {
    case Query::kSummary:
      return "one indicator by province and year";
    case Query::kQuantiles:
      return "the same with median and four quantiles";
    case Query::kAllByYear:
      return "all indicators by year";
    case Query::kRank:
      break;
  }
  return "rank of 3,000 divisions";
}

// Starts the service over the file that holds `rows`.
std::unique_ptr<RunningService> StartService(const std::string& path,
                                             const GeneratedRows& rows,
                                             Bars& bars) {
  const Stopwatch watch;
  auto service = std::make_unique<RunningService>(path);
  bars.AtMost("start-up over 10.2 M rows, s", watch.Seconds(), 15);
  bars.AtMost("peak memory of the service then, bytes a row",
              static_cast<double>(service->PeakBytes()) /
                  static_cast<double>(rows.size()),
              40);
  std::printf("\n");
  return service;
}

using Engines = std::vector<std::unique_ptr<StatisticsEngine>>;
// Medians by the engine's name.
using Medians = std::map<Query, std::map<std::string, double>>;

bool AnswersAgree(const Engines& engines) {
  bool agree = true;
  for (const Query query : kQueries) {
    const Answer expected = engines.front()->Ask(query);
    for (const auto& engine : engines) {
      const std::string difference = Difference(expected, engine->Ask(query));
      if (difference.empty()) continue;
      agree = false;
      std::printf("%s, %s: %s\n", NameOf(query), engine->name().c_str(),
                  difference.c_str());
    }
  }
  return agree;
}

Medians Measure(const Engines& engines) {
  std::map<Query, std::map<std::string, std::vector<double>>> runs;
  for (int turn = 0; turn < kTurns; ++turn) {
    for (const auto& engine : engines) {
      for (const Query query : kQueries) {
        for (const Stopwatch watch;
             watch.Milliseconds() < kWarmUpMilliseconds;) {
          engine->Time(query);
        }
        for (int run = 0; run < kRunsPerTurn; ++run) {
          runs[query][engine->name()].push_back(engine->Time(query));
        }
      }
    }
  }
  Medians medians;
  for (const auto& [query, by_engine] : runs) {
    for (const auto& [engine, milliseconds] : by_engine) {
      medians[query][engine] = Percentile(milliseconds, 0.5);
    }
  }
  return medians;
}

// The faster of the databases over `engine`.
double Lead(const Medians& medians, Query query, const std::string& engine) {
  const std::map<std::string, double>& by_engine = medians.at(query);
  double database = by_engine.at("SQLite");
  if (by_engine.contains("DuckDB")) {
    database = std::min(database, by_engine.at("DuckDB"));
  }
  return database / by_engine.at(engine);
}

void Print(const Engines& engines, const Medians& medians) {
  std::printf("%-42s", "ms, median of 20");
  for (const auto& engine : engines) {
    std::printf("%14s", engine->name().c_str());
  }
  std::printf("%10s%10s\n", "lead", "by gRPC");
  for (const Query query : kQueries) {
    std::printf("%-42s", NameOf(query));
    for (const auto& engine : engines) {
      std::printf("%14.3f", medians.at(query).at(engine->name()));
    }
    std::printf("%9.1fx%9.1fx\n", Lead(medians, query, "in process"),
                Lead(medians, query, "through gRPC"));
  }
  std::printf("\n");
}

void JudgeLeads(const Medians& medians, Bars& bars) {
  const std::map<Query, double> in_process = {{Query::kSummary, 10},
                                              {Query::kQuantiles, 10},
                                              {Query::kAllByYear, 2},
                                              {Query::kRank, 2}};
  for (const auto& [query, bar] : in_process) {
    bars.AtLeast(std::string("in process, ") + NameOf(query),
                 Lead(medians, query, "in process"), bar);
  }
  for (const Query query : {Query::kSummary, Query::kQuantiles}) {
    bars.AtLeast(std::string("through gRPC, ") + NameOf(query),
                 Lead(medians, query, "through gRPC"), 3);
  }
}

// --- How the cost grows ---

struct Measurement {
  int64_t rows = 0;
  const ColumnEngine* engine = nullptr;
  v1::QueryStatisticsRequest request;
};

// Prints each measurement's rows and median, and gives the medians. They take
// turns.
std::vector<double> MeasureGrowth(
    const char* what, const std::vector<Measurement>& measurements) {
  std::vector<std::vector<double>> runs(measurements.size());
  for (int turn = 0; turn < kTurns; ++turn) {
    for (size_t i = 0; i < measurements.size(); ++i) {
      for (int run = 0; run < kRunsPerTurn; ++run) {
        runs[i].push_back(
            measurements[i].engine->Time(measurements[i].request));
      }
    }
  }
  std::printf("%-42s%14s%14s\n", what, "ms", "ns a row");
  std::vector<double> medians;
  for (size_t i = 0; i < measurements.size(); ++i) {
    const double rows = static_cast<double>(measurements[i].rows);
    medians.push_back(Percentile(runs[i], 0.5));
    std::printf("%-42.0f%14.3f%14.3f\n", rows, medians[i],
                medians[i] * 1e6 / rows);
  }
  std::printf("\n");
  return medians;
}

// The first query with more and more rows of other indicators beside it.
void MeasureOtherRows(const Catalogue& catalogue, Bars& bars) {
  std::deque<GeneratedRows> rows;
  std::deque<ColumnEngine> engines;
  std::vector<Measurement> measurements;
  for (const int indicators : {20, 200, 1000}) {
    rows.emplace_back(catalogue, indicators);
    engines.emplace_back(catalogue, rows.back());
    measurements.push_back({rows.back().size(), &engines.back(),
                            StatisticsRequest(rows.back(), Query::kSummary)});
  }
  const std::vector<double> medians =
      MeasureGrowth("rows in the columns, 51,000 touched", measurements);
  bars.AtMost("cost with 51 M rows over that with 1 M",
              medians.back() / medians.front(), 1.5);
}

// The first query over more and more years, then over several indicators.
void MeasureTouchedRows(const Catalogue& catalogue, Bars& bars) {
  const GeneratedRows rows(catalogue, kIndicators);
  const ColumnEngine engine(catalogue, rows);
  std::vector<Measurement> measurements;
  const auto add = [&](int indicators, int years) {
    const int64_t touched =
        int64_t{indicators} * years * GeneratedRows::kDivisions;
    measurements.push_back(
        {touched, &engine, StatisticsRequest(rows, Query::kSummary)});
    v1::Selection& selection = *measurements.back().request.mutable_selection();
    selection.set_last_year(GeneratedRows::kFirstYear + years - 1);
    for (int i = 1; i < indicators; ++i) {
      selection.add_indicators(rows.indicators()[kAskedIndicator + i]);
    }
  };
  for (const int years : {1, 4, GeneratedRows::kYears}) add(1, years);
  for (const int indicators : {4, 16, 64}) {
    add(indicators, GeneratedRows::kYears);
  }
  const std::vector<double> medians =
      MeasureGrowth("rows touched, of 10.2 M", measurements);
  // Of 17 times as many rows, and of 64 times as many as those, which no cache
  // holds any more.
  bars.AtMost("cost of 51,000 rows over 17 times that of 3,000",
              medians[2] / (17 * medians[0]), 1.5);
  bars.AtMost("cost of 3.3 M rows over 64 times that of 51,000",
              medians[5] / (64 * medians[2]), 3);
}

int Main(bool check) {
  std::setvbuf(stdout, nullptr, _IOLBF, 0);
  const Catalogue catalogue = OrDie(Catalogue::Parse());
  Bars bars;
  {
    const GeneratedRows rows(catalogue, kIndicators);
    const ScratchFolder folder;
    const std::string path = folder.path() + "/store.db";
    StoreRows(rows, catalogue, path);
    const auto service = StartService(path, rows, bars);
    Engines engines;
    engines.push_back(std::make_unique<ColumnEngine>(catalogue, rows));
    engines.push_back(MakeServiceEngine(rows, service->Connect()));
    engines.push_back(MakeSqliteEngine(rows));
    if (auto duckdb = MakeDuckdbEngine(rows, folder.path())) {
      engines.push_back(std::move(duckdb));
    }
    std::printf("%ld rows\n", static_cast<long>(rows.size()));
    if (!AnswersAgree(engines)) return 1;
    const Medians medians = Measure(engines);
    Print(engines, medians);
    JudgeLeads(medians, bars);
  }
  std::printf("\n");
  MeasureOtherRows(catalogue, bars);
  MeasureTouchedRows(catalogue, bars);
  return check && !bars.held() ? 1 : 0;
}

}  // namespace
}  // namespace nianbao

int main(int argc, char** argv) {
  return nianbao::Main(argc > 1 && std::strcmp(argv[1], "--check") == 0);
}
