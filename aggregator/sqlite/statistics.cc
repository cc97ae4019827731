#include "aggregator/sqlite/statistics.h"

#include <utility>

#include "aggregator/sqlite/values.h"
#include "common/gazetteer.h"

namespace nianbao {
namespace {

// A report deleted since its values were read leaves the names empty.
absl::Status NameExtreme(Statement& names, const Value& value,
                         v1::Extreme& extreme) {
  const absl::StatusOr<bool> found = names.Bind(1, value.report).Step();
  if (found.ok() && *found) {
    extreme.set_report(std::string(names.Bytes(0)));
    extreme.set_issuer(std::string(names.Bytes(1)));
  }
  names.Reset();
  return found.status();
}

absl::Status NameExtremes(Statement& names, StatisticsRow& row) {
  if (row.min == nullptr) return absl::OkStatus();
  const absl::Status status =
      NameExtreme(names, *row.min, *row.statistics.mutable_min());
  return status.ok()
             ? NameExtreme(names, *row.max, *row.statistics.mutable_max())
             : status;
}

}  // namespace

absl::StatusOr<std::unique_ptr<SqliteStatistics>> SqliteStatistics::Create(
    ConnectionPool& pool, const Catalogue& catalogue,
    const v1::QueryStatisticsRequest& request) {
  absl::StatusOr<ConnectionPool::Snapshot> snapshot = pool.Read();
  if (!snapshot.ok()) return snapshot.status();
  const absl::StatusOr<std::vector<ReportedYear>> reports =
      ReadReportedYears(**snapshot);
  if (!reports.ok()) return reports.status();
  std::unique_ptr<SqliteStatistics> cursor(
      new SqliteStatistics(pool, catalogue, request, *reports));
  absl::StatusOr<std::vector<std::string>> names =
      ReadIndicators(**snapshot, catalogue, cursor->query_.selector);
  if (!names.ok()) return names.status();
  cursor->names_ = *std::move(names);
  return cursor;
}

SqliteStatistics::SqliteStatistics(ConnectionPool& pool,
                                   const Catalogue& catalogue,
                                   const v1::QueryStatisticsRequest& request,
                                   const std::vector<ReportedYear>& reports)
    : pool_(pool),
      catalogue_(catalogue),
      query_(Gazetteer::Get(), request, reports) {}

absl::StatusOr<bool> SqliteStatistics::Next(
    std::vector<v1::QueryStatisticsResponse>& rows) {
  if (current_ == nullptr && next_name_ == names_.size()) return false;
  absl::StatusOr<ConnectionPool::Snapshot> snapshot = pool_.Read();
  if (!snapshot.ok()) return snapshot.status();
  if (current_ == nullptr) {
    const absl::Status loaded = LoadIndicator(**snapshot, names_[next_name_++]);
    if (!loaded.ok()) return loaded;
  }
  absl::StatusOr<Statement> names =
      (*snapshot)->Prepare("SELECT name, issuer_name FROM report WHERE id = ?");
  if (!names.ok()) return names.status();
  for (int n = 0; n < kBatchRows && next_row_ < current_->size(); ++n) {
    StatisticsRow row = current_->Row(next_row_++);
    const absl::Status named = NameExtremes(*names, row);
    if (!named.ok()) return named;
    if (n == 0) rows.emplace_back();
    *rows.back().add_statistics() = std::move(row.statistics);
  }
  if (next_row_ == current_->size()) current_.reset();
  return current_ != nullptr || next_name_ < names_.size();
}

absl::Status SqliteStatistics::LoadIndicator(Connection& connection,
                                             const std::string& name) {
  absl::StatusOr<std::vector<Value>> values = Elected(connection, name);
  if (!values.ok()) return values.status();
  const v1::Indicator* const indicator = catalogue_.Find(name);
  std::vector<RatePair> pairs;
  if (indicator != nullptr && !indicator->numerator().empty() &&
      query_.selector.kind() == v1::KIND_LEVEL) {
    const absl::StatusOr<std::vector<Value>> numerators =
        Elected(connection, indicator->numerator());
    if (!numerators.ok()) return numerators.status();
    const absl::StatusOr<std::vector<Value>> denominators =
        Elected(connection, indicator->denominator());
    if (!denominators.ok()) return denominators.status();
    pairs = PairRates(query_.selector, *numerators, *denominators);
  }
  current_ = std::make_unique<IndicatorStatistics>(
      query_, name, indicator, *std::move(values), std::move(pairs));
  next_row_ = 0;
  return absl::OkStatus();
}

absl::StatusOr<std::vector<Value>> SqliteStatistics::Elected(
    Connection& connection, const std::string& name) const {
  const Selector& selector = query_.selector;
  return ReadElected(connection, catalogue_, name, selector.kind(),
                     selector.first_year(), selector.last_year());
}

}  // namespace nianbao
