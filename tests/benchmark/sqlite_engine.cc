#include "tests/benchmark/sqlite_engine.h"

#include <algorithm>
#include <cmath>

#include "absl/strings/numbers.h"
#include "aggregator/store/sqlite/database/connection.h"
#include "tests/benchmark/or_die.h"
#include "tests/benchmark/stopwatch.h"

namespace nianbao {
namespace {

constexpr char kTable[] = R"sql(
  CREATE TABLE observation (
    indicator INTEGER NOT NULL,
    year INTEGER NOT NULL,
    province INTEGER NOT NULL,
    division INTEGER NOT NULL,
    value REAL NOT NULL,
    PRIMARY KEY (indicator, year, province, division)
  ) STRICT, WITHOUT ROWID
)sql";

// SQLite has no standard deviation; the sum of squares of these whole numbers
// is exact.
constexpr char kSummarySql[] = R"sql(
  SELECT province, year, count(*), sum(value), avg(value), sum(value * value),
         min(value), max(value)
  FROM observation WHERE indicator = ?1 GROUP BY year, province
)sql";

constexpr char kQuantilesSql[] = R"sql(
  SELECT province, year, value
  FROM observation WHERE indicator = ?1 ORDER BY year, province
)sql";

constexpr char kAllByYearSql[] = R"sql(
  SELECT indicator, year, count(*), sum(value), avg(value), sum(value * value),
         min(value), max(value)
  FROM observation GROUP BY indicator, year
)sql";

constexpr char kRankSql[] = R"sql(
  SELECT division, rank() OVER (ORDER BY value DESC), value
  FROM observation WHERE indicator = ?1 AND year = ?2
)sql";

double StandardDeviation(double count, double sum, double squares) {
  return std::sqrt((squares - sum * sum / count) / (count - 1));
}

class SqliteEngine final : public StatisticsEngine {
 public:
  explicit SqliteEngine(const GeneratedRows& rows) {
    OrDie(connection_.Execute(kTable));
    OrDie(connection_.Execute("BEGIN"));
    Insert(rows);
    OrDie(connection_.Execute("COMMIT"));
    summary_ = OrDie(connection_.Prepare(kSummarySql));
    quantiles_ = OrDie(connection_.Prepare(kQuantilesSql));
    all_by_year_ = OrDie(connection_.Prepare(kAllByYearSql));
    rank_ = OrDie(connection_.Prepare(kRankSql));
  }

  std::string name() const override { return "SQLite"; }

  Answer Ask(Query query) override {
    switch (query) {
      case Query::kSummary:
        return Summaries(summary_.Bind(1, int64_t{kAskedIndicator}));
      case Query::kQuantiles:
        return Quantiles(quantiles_.Bind(1, int64_t{kAskedIndicator}));
      case Query::kAllByYear:
        return Summaries(all_by_year_);
      case Query::kRank:
        break;
    }
    return Ranks(
        rank_.Bind(1, int64_t{kAskedIndicator}).Bind(2, int64_t{kAskedYear}));
  }

  double Time(Query query) override {
    const Stopwatch watch;
    Ask(query);
    return watch.Milliseconds();
  }

 private:
  void Insert(const GeneratedRows& rows) {
    aggregator::Statement insert = OrDie(connection_.Prepare(
        "INSERT INTO observation VALUES (?1, ?2, ?3, ?4, ?5)"));
    for (size_t i = 0; i < rows.indicators().size(); ++i) {
      for (int year = GeneratedRows::kFirstYear;
           year <= GeneratedRows::kLastYear; ++year) {
        for (size_t d = 0; d < rows.divisions().size(); ++d) {
          const absl::string_view code = rows.divisions()[d]->code;
          int64_t division = 0;
          if (!absl::SimpleAtoi(code, &division)) std::abort();
          insert.Bind(1, static_cast<int64_t>(i))
              .Bind(2, int64_t{year})
              .Bind(3, int64_t{ProvinceCode(code)})
              .Bind(4, division)
              .Bind(5, GeneratedRows::Value(static_cast<int>(i),
                                            static_cast<int>(d), year));
          OrDie(insert.Run());
        }
      }
    }
  }

  static Answer Summaries(aggregator::Statement& statement) {
    Answer answer;
    while (OrDie(statement.Step())) {
      const double count = statement.Real(2);
      const double sum = statement.Real(3);
      answer.push_back({statement.Int(0),
                        statement.Int(1),
                        {count, sum, statement.Real(4),
                         StandardDeviation(count, sum, statement.Real(5)),
                         statement.Real(6), statement.Real(7)}});
    }
    statement.Reset();
    return answer;
  }

  static Answer Quantiles(aggregator::Statement& statement) {
    Answer answer;
    std::vector<double> values;
    while (OrDie(statement.Step())) {
      const int64_t province = statement.Int(0);
      const int64_t year = statement.Int(1);
      if (answer.empty() || answer.back().key != province ||
          answer.back().year != year) {
        Finish(values, answer);
        answer.push_back({province, year, {}});
      }
      values.push_back(statement.Real(2));
    }
    Finish(values, answer);
    statement.Reset();
    return answer;
  }

  // Fills in the last row.
  static void Finish(std::vector<double>& values, Answer& answer) {
    if (values.empty()) return;
    std::sort(values.begin(), values.end());
    double sum = 0;
    double squares = 0;
    for (const double value : values) {
      sum += value;
      squares += value * value;
    }
    const double count = static_cast<double>(values.size());
    std::vector<double>& figures = answer.back().figures;
    figures = {count,          sum,
               sum / count,    StandardDeviation(count, sum, squares),
               values.front(), values.back()};
    for (const double probability : kProbabilities) {
      figures.push_back(Quantile(values, probability));
    }
    values.clear();
  }

  static Answer Ranks(aggregator::Statement& statement) {
    Answer answer;
    while (OrDie(statement.Step())) {
      answer.push_back(
          {statement.Int(0), 0, {statement.Real(1), statement.Real(2)}});
    }
    statement.Reset();
    return answer;
  }

  aggregator::Connection connection_ =
      OrDie(aggregator::Connection::Open(":memory:"));
  aggregator::Statement summary_;
  aggregator::Statement quantiles_;
  aggregator::Statement all_by_year_;
  aggregator::Statement rank_;
};

}  // namespace

std::unique_ptr<StatisticsEngine> MakeSqliteEngine(const GeneratedRows& rows) {
  return std::make_unique<SqliteEngine>(rows);
}

}  // namespace nianbao
