#include "tests/benchmark/duckdb_engine.h"

#include <cstdio>
#include <filesystem>
#include <sstream>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "tests/benchmark/child_process.h"

namespace nianbao {
namespace {

void WriteRows(const GeneratedRows& rows, const std::string& path) {
  std::FILE* file = std::fopen(path.c_str(), "w");
  if (file == nullptr) std::abort();
  for (size_t i = 0; i < rows.indicators().size(); ++i) {
    for (int year = GeneratedRows::kFirstYear; year <= GeneratedRows::kLastYear;
         ++year) {
      for (size_t d = 0; d < rows.divisions().size(); ++d) {
        const absl::string_view code = rows.divisions()[d]->code;
        const double value = GeneratedRows::Value(static_cast<int>(i),
                                                  static_cast<int>(d), year);
        const std::string row =
            absl::StrCat(i, ",", year, ",", ProvinceCode(code), ",", code, ",",
                         static_cast<int64_t>(value), "\n");
        std::fwrite(row.data(), 1, row.size(), file);
      }
    }
  }
  std::fclose(file);
}

const char* NameOf(Query query) {
  switch (query) {
    case Query::kSummary:
      return "summary";
    case Query::kQuantiles:
      return "quantiles";
    case Query::kAllByYear:
      return "all_by_year";
    case Query::kRank:
      break;
  }
  return "rank";
}

class DuckdbEngine final : public StatisticsEngine {
 public:
  explicit DuckdbEngine(const std::string& path)
      : process_({NIANBAO_DUCKDB, path, std::to_string(kAskedIndicator),
                  std::to_string(kAskedYear),
                  absl::StrJoin(kProbabilities, ",")}) {}

  // "ready", or why it is not.
  std::string Start() { return process_.ReadLine(); }

  std::string name() const override { return "DuckDB"; }

  Answer Ask(Query query) override {
    process_.WriteLine(absl::StrCat("ask ", NameOf(query)));
    Answer answer(std::stoul(process_.ReadLine()));
    for (AnswerRow& row : answer) {
      std::istringstream line(process_.ReadLine());
      line >> row.key >> row.year;
      double figure = 0;
      while (line >> figure) row.figures.push_back(figure);
    }
    return answer;
  }

  double Time(Query query) override {
    process_.WriteLine(absl::StrCat("time ", NameOf(query)));
    return std::stod(process_.ReadLine());
  }

 private:
  ChildProcess process_;
};

}  // namespace

std::unique_ptr<StatisticsEngine> MakeDuckdbEngine(const GeneratedRows& rows,
                                                   const std::string& folder) {
  const std::string path = folder + "/rows.csv";
  WriteRows(rows, path);
  auto engine = std::make_unique<DuckdbEngine>(path);
  const std::string state = engine->Start();
  std::filesystem::remove(path);
  if (state == "ready") return engine;
  std::printf("DuckDB: skipped, %s\n", state.c_str());
  return nullptr;
}

}  // namespace nianbao
