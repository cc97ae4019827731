#include "tests/benchmark/column_engine.h"

#include "absl/strings/str_cat.h"
#include "aggregator/columns/live_columns.h"
#include "aggregator/columns/observation_flags.h"
#include "aggregator/query/rank/rank_query.h"
#include "aggregator/query/statistics/statistic_list.h"
#include "aggregator/question/compile.h"
#include "tests/benchmark/or_die.h"
#include "tests/benchmark/service_engine.h"
#include "tests/benchmark/stopwatch.h"

namespace nianbao {
namespace {

aggregator::Candidate CandidateOf(int indicator, int division, int year) {
  return {.value = GeneratedRows::Value(indicator, division, year),
          .position = static_cast<uint32_t>(indicator),
          .confidence = 0.9f,
          .flags = static_cast<aggregator::ObservationFlags>(
              aggregator::observation_flags::kCountable | v1::MODIFIER_EXACT)};
}

bool NeverStopped() { return false; }

aggregator::SnapshotChanges::Added ReportOf(const GeneratedRows& rows,
                                            int division, int year) {
  const DivisionEntry& issuer = *rows.divisions()[division];
  aggregator::SnapshotChanges::Added report;
  aggregator::ReportEntry& entry = report.entry;
  entry.id =
      int64_t{year - GeneratedRows::kFirstYear} * GeneratedRows::kDivisions +
      division + 1;
  entry.name = absl::StrCat("reports/", issuer.code, "-", year);
  entry.issuer_name = absl::StrCat(Gazetteer::FullName(issuer), "人民政府");
  entry.issuer = division;
  entry.place = aggregator::MakePlace(
      static_cast<uint32_t>(&issuer - Gazetteer::Get().divisions().data()),
      GeneratedRows::kLevel);
  entry.year = year;
  entry.stored_at = entry.id;
  for (size_t i = 0; i < rows.indicators().size(); ++i) {
    const int indicator = static_cast<int>(i);
    report.rows.push_back(
        {{.indicator = indicator, .kind = v1::KIND_LEVEL, .year = year},
         CandidateOf(indicator, division, year)});
  }
  return report;
}

}  // namespace

aggregator::SnapshotPtr BuildColumns(const GeneratedRows& rows) {
  aggregator::LiveColumns columns;
  aggregator::SnapshotChanges changes;
  for (size_t i = 0; i < rows.indicators().size(); ++i) {
    changes.indicators.emplace_back(static_cast<int32_t>(i),
                                    rows.indicators()[i]);
  }
  // A year at a time: each has chunks of its own.
  for (int year = GeneratedRows::kFirstYear; year <= GeneratedRows::kLastYear;
       ++year) {
    for (int division = 0; division < GeneratedRows::kDivisions; ++division) {
      changes.added.push_back(ReportOf(rows, division, year));
    }
    columns.Apply(std::move(changes));
    changes = {};
  }
  return columns.Get();
}

ColumnEngine::ColumnEngine(const Catalogue& catalogue,
                           const GeneratedRows& rows)
    : catalogue_(catalogue), rows_(rows), snapshot_(BuildColumns(rows)) {}

Answer ColumnEngine::Ask(Query query) {
  if (query == Query::kRank) return AskRanks();
  const auto statistics = Start(StatisticsRequest(rows_, query));
  Answer answer;
  aggregator::StatisticsRow row;
  v1::Group group;
  while (OrDie(statistics->Next(row, NeverStopped))) {
    // A rate that is only pooled.
    if (row.count == 0) continue;
    statistics->groups().Describe(row.slot, row.year, group);
    group.set_indicator(statistics->parts()[row.part].name);
    answer.push_back({KeyOf(rows_, query, group),
                      row.year,
                      {static_cast<double>(row.count), row.summary->sum,
                       row.summary->mean, *row.summary->standard_deviation,
                       row.least.value, row.greatest.value}});
    if (query != Query::kQuantiles) continue;
    std::vector<double>& figures = answer.back().figures;
    figures.insert(figures.end(), row.quantiles.begin(), row.quantiles.end());
  }
  return answer;
}

Answer ColumnEngine::AskRanks() const {
  const std::vector<DivisionEntry>& divisions = Gazetteer::Get().divisions();
  const auto ranks = StartRanks();
  Answer answer;
  aggregator::RankRow row;
  while (OrDie(ranks->Next(row, NeverStopped))) {
    const absl::string_view code =
        divisions[aggregator::DivisionOf(row.entry.place)].code;
    answer.push_back({std::stoll(std::string(code)),
                      0,
                      {static_cast<double>(row.rank), row.entry.value}});
  }
  return answer;
}

double ColumnEngine::Time(Query query) {
  if (query != Query::kRank) return Time(StatisticsRequest(rows_, query));
  const Stopwatch watch;
  const auto ranks = StartRanks();
  aggregator::RankRow row;
  while (OrDie(ranks->Next(row, NeverStopped))) {
  }
  return watch.Milliseconds();
}

double ColumnEngine::Time(const v1::QueryStatisticsRequest& request) const {
  const Stopwatch watch;
  const auto statistics = Start(request);
  aggregator::StatisticsRow row;
  while (OrDie(statistics->Next(row, NeverStopped))) {
  }
  return watch.Milliseconds();
}

std::unique_ptr<aggregator::StatisticsQuery> ColumnEngine::Start(
    const v1::QueryStatisticsRequest& request) const {
  return std::make_unique<aggregator::StatisticsQuery>(
      catalogue_, snapshot_,
      OrDie(aggregator::Compile({catalogue_, aggregator::StatisticNames()},
                                request)));
}

std::unique_ptr<aggregator::RankQuery> ColumnEngine::StartRanks() const {
  return std::make_unique<aggregator::RankQuery>(
      catalogue_, snapshot_,
      OrDie(aggregator::Compile({catalogue_, aggregator::StatisticNames()},
                                RankRequest(rows_))));
}

}  // namespace nianbao
