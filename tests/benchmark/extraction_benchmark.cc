// How fast documents are read: stages, the whole pipeline, OpenCC's t2s alone
// in the same run, documents from 64 KB to 32 MB, memory and start-up time.
//
//   bench_extraction             prints the table, then the bars
//   bench_extraction --check     exits with 1 where a bar is missed
//
// Further flags are google-benchmark's; with --benchmark_filter only the bars
// of what ran are judged.
#include <cstdio>
#include <cstring>
#include <ctime>
#include <iostream>
#include <map>
#include <opencc/SimpleConverter.hpp>

#include "benchmark/benchmark.h"
#include "common/domain/gazetteer.h"
#include "extractor/checks/checks.h"
#include "extractor/counts/count_reader.h"
#include "extractor/document/decode.h"
#include "extractor/extractor.h"
#include "extractor/figures/figure_reader.h"
#include "extractor/report/headline.h"
#include "extractor/report/report_writer.h"
#include "extractor/text/rewrap.h"
#include "tests/benchmark/bars.h"
#include "tests/benchmark/extraction_documents.h"
#include "tests/benchmark/or_die.h"
#include "tests/benchmark/process_memory.h"
#include "tests/paths.h"

namespace nianbao {
namespace {

using Documents = std::vector<v1::Document>;

// --- What is measured ---

void CountBytes(benchmark::State& state, size_t bytes_per_iteration) {
  state.SetBytesProcessed(
      static_cast<int64_t>(state.iterations() * bytes_per_iteration));
}

void Pipeline(benchmark::State& state, const extractor::Extractor& extractor,
              const Documents& documents) {
  for (auto _ : state) {
    for (const v1::Document& document : documents) {
      benchmark::DoNotOptimize(OrDie(extractor.Extract(document)));
    }
  }
  CountBytes(state, TotalBytes(documents));
}

void OpenccAlone(benchmark::State& state, const Documents& documents) {
  const opencc::SimpleConverter t2s("t2s");
  for (auto _ : state) {
    for (const v1::Document& document : documents) {
      benchmark::DoNotOptimize(t2s.Convert(document.content()));
    }
  }
  CountBytes(state, TotalBytes(documents));
}

void Length(benchmark::State& state, const extractor::Extractor& extractor,
            const Documents& documents) {
  const v1::Document document =
      LongDocument(documents, static_cast<size_t>(state.range(0)) - (32 << 10));
  const PeakMemory memory;
  for (auto _ : state) {
    benchmark::DoNotOptimize(OrDie(extractor.Extract(document)));
  }
  CountBytes(state, document.content().size());
  state.counters["peak_per_byte"] =
      static_cast<double>(memory.GrowthBytes()) / document.content().size();
}

// Stages one after another over the documents, each on what the ones before it
// made.
class Stages {
 public:
  Stages(const Catalogue& catalogue, const Documents& documents)
      : catalogue_(catalogue),
        documents_(documents),
        linker_(OrDie(extractor::Linker::Create(catalogue, *lexicon_))) {
    for (const v1::Document& document : documents) {
      Work& work = work_.emplace_back();
      work.decoded = OrDie(extractor::Decode(document));
      Run(work);
    }
  }

  void Register() {
    Add("decode", [](const Stages&, const v1::Document& document, Work&) {
      benchmark::DoNotOptimize(OrDie(extractor::Decode(document)));
    });
    Add("normalize", [](const Stages& stages, const v1::Document&, Work& work) {
      work.text = stages.NormalizeText(work);
    });
    Add("outline", [](const Stages&, const v1::Document&, Work& work) {
      work.outline = extractor::ReadOutline(work.text.text);
    });
    Add("head", [](const Stages& stages, const v1::Document&, Work& work) {
      work.head = extractor::ReadHead(work.text.text, stages.places_);
    });
    Add("figures", [](const Stages& stages, const v1::Document&, Work& work) {
      work.readings = stages.Figures(work);
    });
    Add("counts", [](const Stages& stages, const v1::Document&, Work& work) {
      work.counted = stages.Counted(work);
    });
    Add("links", [](const Stages& stages, const v1::Document&, Work& work) {
      work.links = stages.Links(work);
    });
    Add("report", [](const Stages& stages, const v1::Document&, Work& work) {
      work.report = stages.Written(work);
    });
    Add("checks", [](const Stages& stages, const v1::Document&, Work& work) {
      work.report.clear_diagnostics();
      extractor::SelectHeadlines(work.readings, work.report);
      extractor::CheckFigures(*stages.linker_, work.report);
    });
  }

 private:
  struct Work {
    extractor::DecodedText decoded;
    extractor::NormalizedText text;
    extractor::Outline outline;
    extractor::ReportHead head;
    std::vector<extractor::Reading> readings;
    std::vector<extractor::Counted> counted;
    std::vector<extractor::Link> links;
    v1::Report report;
  };
  using Stage = void (*)(const Stages&, const v1::Document&, Work&);

  extractor::NormalizedText NormalizeText(const Work& work) const {
    extractor::NormalizedText text =
        OrDie(extractor::Normalize(work.decoded.text(), *conversion_));
    extractor::JoinBrokenLines(text);
    return text;
  }
  std::vector<extractor::Reading> Figures(const Work& work) const {
    return extractor::ReadFigures(work.text.text, work.outline,
                                  {work.head.year, work.head.MayBeProvince()},
                                  *lexicon_);
  }
  std::vector<extractor::Counted> Counted(const Work& work) const {
    return extractor::ReadCounted(work.text.text, work.outline, work.readings);
  }
  std::vector<extractor::Link> Links(const Work& work) const {
    extractor::ScorerChooser chooser(linker_->scorer());
    return linker_->LinkAll(work.text.text, work.outline, work.readings,
                            work.counted, linker_->scorer(), chooser);
  }
  v1::Report Written(const Work& work) const {
    return extractor::WriteReport(work.text, work.outline, work.head,
                                  work.readings, work.counted, work.links,
                                  catalogue_);
  }

  void Run(Work& work) const {
    work.text = NormalizeText(work);
    work.outline = extractor::ReadOutline(work.text.text);
    work.head = extractor::ReadHead(work.text.text, places_);
    work.readings = Figures(work);
    work.counted = Counted(work);
    work.links = Links(work);
    work.report = Written(work);
  }

  void Add(const char* name, Stage stage) {
    benchmark::RegisterBenchmark((std::string("stage/") + name).c_str(),
                                 [this, stage](benchmark::State& state) {
                                   for (auto _ : state) {
                                     for (size_t i = 0; i < documents_.size();
                                          ++i) {
                                       stage(*this, documents_[i], work_[i]);
                                     }
                                   }
                                   CountBytes(state, TotalBytes(documents_));
                                 });
  }

  const Catalogue& catalogue_;
  const Documents& documents_;
  const std::unique_ptr<const ConversionTable> conversion_ =
      OrDie(ConversionTable::Create());
  const std::unique_ptr<const extractor::Lexicon> lexicon_ =
      OrDie(extractor::Lexicon::Embedded());
  const extractor::PlaceNames places_{Gazetteer::Get()};
  const std::unique_ptr<const extractor::Linker> linker_;
  std::vector<Work> work_;
};

// --- The bars ---

// Prints as the console reporter does, and keeps what the bars need.
class Results : public benchmark::ConsoleReporter {
 public:
  Results() : ConsoleReporter(OO_Tabular) {}

  void ReportRuns(const std::vector<Run>& runs) override {
    ConsoleReporter::ReportRuns(runs);
    for (const Run& run : runs) {
      std::string name = run.run_name.function_name;
      if (!run.run_name.args.empty()) name += "/" + run.run_name.args;
      for (const auto& [counter, value] : run.counters) {
        // The best turn is the least disturbed.
        double& kept = values_[name + ":" + counter];
        kept = std::max(kept, static_cast<double>(value));
      }
    }
  }

  // 0 for what did not run.
  double Speed(const std::string& name) const {
    return Value(name + ":bytes_per_second");
  }
  double Value(const std::string& key) const {
    const auto found = values_.find(key);
    return found == values_.end() ? 0 : found->second;
  }

 private:
  std::map<std::string, double> values_;
};

constexpr int64_t kShortest = 64 << 10;
constexpr int64_t kLongest = 32 << 20;

double Ratio(double value, double base) { return base == 0 ? 0 : value / base; }

bool JudgeBars(const Results& results, double startup_ms) {
  const std::string shortest = "length/" + std::to_string(kShortest);
  const std::string longest = "length/" + std::to_string(kLongest);
  Bars bars;
  bars.AtLeast("pipeline over OpenCC t2s alone, Simplified",
               Ratio(results.Speed("pipeline/simplified"),
                     results.Speed("opencc_t2s/simplified")),
               6);
  bars.AtLeast("pipeline over OpenCC t2s alone, Traditional",
               Ratio(results.Speed("pipeline/traditional"),
                     results.Speed("opencc_t2s/traditional")),
               5);
  bars.AtLeast("speed at 32 MB over speed at 64 KB",
               Ratio(results.Speed(longest), results.Speed(shortest)), 0.5);
  bars.AtMost("peak memory at 32 MB, bytes a byte",
              results.Value(longest + ":peak_per_byte"), 12);
  bars.AtMost("start-up, ms", startup_ms, 150);
  return bars.held();
}

// Recognizers-Text on the same documents; prints why it is skipped where Node
// or its packages cannot be had.
void RunPeer(const Documents& documents, double pipeline_bytes_per_second) {
  std::FILE* peer =
      popen(SourceFile("tests/benchmark/recognizers/run").c_str(), "w");
  if (peer == nullptr) return;
  std::fprintf(peer, "%.0f\n", pipeline_bytes_per_second);
  for (const v1::Document& document : documents) {
    std::fwrite(document.content().data(), 1, document.content().size(), peer);
  }
  pclose(peer);
}

constexpr int kTurns = 4;

int Main(int argc, char** argv) {
  bool check = false;
  for (int i = 1; i < argc; ++i) {
    if (std::strcmp(argv[i], "--check") != 0) continue;
    check = true;
    std::copy(argv + i + 1, argv + argc, argv + i);
    --argc;
    break;
  }
  benchmark::Initialize(&argc, argv);
  if (benchmark::ReportUnrecognizedArguments(argc, argv)) return 2;

  // First, while nothing is loaded; in processor time, like all speeds.
  const std::clock_t start = std::clock();
  const Catalogue catalogue = OrDie(Catalogue::Parse());
  const auto extractor = OrDie(extractor::Extractor::Create(catalogue));
  const double startup_ms = 1e3 * (std::clock() - start) / CLOCKS_PER_SEC;

  const Documents simplified = SimplifiedDocuments();
  const Documents traditional = TraditionalDocuments();
  // In turns, so that a machine that is busy for a while slows both.
  for (int turn = 0; turn < kTurns; ++turn) {
    benchmark::RegisterBenchmark("opencc_t2s/simplified", OpenccAlone,
                                 std::cref(simplified));
    benchmark::RegisterBenchmark("pipeline/simplified", Pipeline,
                                 std::cref(*extractor), std::cref(simplified));
    benchmark::RegisterBenchmark("opencc_t2s/traditional", OpenccAlone,
                                 std::cref(traditional));
    benchmark::RegisterBenchmark("pipeline/traditional", Pipeline,
                                 std::cref(*extractor), std::cref(traditional));
  }
  Stages stages(catalogue, simplified);
  stages.Register();
  benchmark::RegisterBenchmark("length", Length, std::cref(*extractor),
                               std::cref(simplified))
      ->RangeMultiplier(8)
      ->Range(kShortest, kLongest)
      ->Unit(benchmark::kMillisecond);

  Results results;
  benchmark::RunSpecifiedBenchmarks(&results);
  benchmark::Shutdown();
  std::printf("\n");
  const bool held = JudgeBars(results, startup_ms);
  std::fflush(stdout);
  const double speed = results.Speed("pipeline/simplified");
  if (speed > 0) RunPeer(simplified, speed);
  return check && !held ? 1 : 0;
}

}  // namespace
}  // namespace nianbao

int main(int argc, char** argv) { return nianbao::Main(argc, argv); }
