#include "aggregator/sqlite/observations.h"

#include "absl/strings/str_cat.h"
#include "aggregator/sqlite/values.h"
#include "common/gazetteer.h"

namespace nianbao {
namespace {

// Before every position.
constexpr std::pair<int64_t, int32_t> kStart = {0, -1};

// Keeps the report parsed last, as neighbouring rows are often of one report.
class ReportReader {
 public:
  static absl::StatusOr<ReportReader> Create(Connection& connection) {
    absl::StatusOr<Statement> content = connection.Prepare(
        "SELECT content FROM report_content WHERE report_id = ?");
    if (!content.ok()) return content.status();
    return ReportReader(*std::move(content));
  }

  absl::StatusOr<const v1::Report*> Read(int64_t id) {
    if (id == id_) return &report_;
    const absl::StatusOr<bool> found = content_.Bind(1, id).Step();
    if (!found.ok()) return found.status();
    const absl::string_view bytes = content_.Bytes(0);
    const bool parsed =
        *found &&
        report_.ParseFromArray(bytes.data(), static_cast<int>(bytes.size()));
    content_.Reset();
    if (!parsed) {
      return absl::DataLossError(absl::StrCat("content of report row ", id));
    }
    id_ = id;
    return &report_;
  }

 private:
  explicit ReportReader(Statement content) : content_(std::move(content)) {}

  Statement content_;
  int64_t id_ = 0;
  v1::Report report_;
};

}  // namespace

absl::StatusOr<std::unique_ptr<SqliteObservations>> SqliteObservations::Create(
    ConnectionPool& pool, const Catalogue& catalogue,
    const v1::QueryObservationsRequest& request) {
  absl::StatusOr<ConnectionPool::Snapshot> snapshot = pool.Read();
  if (!snapshot.ok()) return snapshot.status();
  std::unique_ptr<SqliteObservations> cursor(
      new SqliteObservations(pool, catalogue, request));
  absl::StatusOr<std::vector<std::string>> names =
      ReadIndicators(**snapshot, catalogue, cursor->selector_);
  if (!names.ok()) return names.status();
  cursor->names_ = *std::move(names);
  if (request.include_uncounted() && request.selection().indicators().empty()) {
    cursor->names_.emplace_back();
  }
  return cursor;
}

SqliteObservations::SqliteObservations(
    ConnectionPool& pool, const Catalogue& catalogue,
    const v1::QueryObservationsRequest& request)
    : pool_(pool),
      catalogue_(catalogue),
      request_(request),
      selector_(Gazetteer::Get(), request.selection()) {}

absl::StatusOr<bool> SqliteObservations::Next(
    std::vector<v1::QueryObservationsResponse>& rows) {
  if (name_ == names_.size()) return false;
  absl::StatusOr<ConnectionPool::Snapshot> snapshot = pool_.Read();
  if (!snapshot.ok()) return snapshot.status();
  const absl::Status status =
      year_read_ ? Advance(**snapshot) : ReadChunk(**snapshot, rows);
  if (!status.ok()) return status;
  return name_ < names_.size();
}

absl::Status SqliteObservations::Advance(Connection& connection) {
  absl::StatusOr<Statement> next = connection.Prepare(
      "SELECT year FROM observation "
      "WHERE indicator_id = (SELECT id FROM indicator WHERE name = ?) "
      "AND kind = ? AND year >= ? ORDER BY year LIMIT 1");
  if (!next.ok()) return next.status();
  const int64_t from =
      year_.has_value() ? int64_t{*year_} + 1 : selector_.first_year();
  const absl::StatusOr<bool> found = next->BindText(1, names_[name_])
                                         .Bind(2, int64_t{selector_.kind()})
                                         .Bind(3, from)
                                         .Step();
  if (!found.ok()) return found.status();
  if (!*found || next->Int(0) > selector_.last_year()) {
    ++name_;
    year_.reset();
    return absl::OkStatus();
  }
  year_ = static_cast<int32_t>(next->Int(0));
  year_read_ = false;
  last_ = kStart;
  counted_.clear();
  if (names_[name_].empty()) return absl::OkStatus();
  const absl::StatusOr<std::vector<Value>> elected = ReadElected(
      connection, catalogue_, names_[name_], selector_.kind(), *year_, *year_);
  if (!elected.ok()) return elected.status();
  for (const Value& value : *elected) {
    if (selector_.Judge(value) == Selector::Verdict::kCounted) {
      counted_.emplace(value.report, value.observation);
    }
  }
  return absl::OkStatus();
}

absl::Status SqliteObservations::ReadChunk(
    Connection& connection, std::vector<v1::QueryObservationsResponse>& rows) {
  absl::StatusOr<Statement> next = connection.Prepare(
      "SELECT o.report_id, o.position, o.confidence, r.level, r.division_code "
      "FROM observation o CROSS JOIN report r ON r.id = o.report_id "
      "WHERE o.indicator_id = (SELECT id FROM indicator WHERE name = ?) "
      "AND o.kind = ? AND o.year = ? "
      "AND (o.report_id, o.position) > (?, ?) "
      "ORDER BY o.report_id, o.position LIMIT ?");
  if (!next.ok()) return next.status();
  next->BindText(1, names_[name_])
      .Bind(2, int64_t{selector_.kind()})
      .Bind(3, int64_t{*year_})
      .Bind(4, last_.first)
      .Bind(5, int64_t{last_.second})
      .Bind(6, int64_t{kBatchRows});
  absl::StatusOr<ReportReader> reader = ReportReader::Create(connection);
  if (!reader.ok()) return reader.status();
  int read = 0;
  absl::StatusOr<bool> row;
  for (; (row = next->Step()).ok() && *row; ++read) {
    last_ = {next->Int(0), static_cast<int32_t>(next->Int(1))};
    const bool counted = counted_.contains(last_);
    if (!counted && !request_.include_uncounted()) continue;
    if (next->Real(2) < request_.selection().min_confidence() ||
        !selector_.SelectsLevel(static_cast<v1::Level>(next->Int(3))) ||
        !selector_.SelectsPlace(
            DivisionIndexOf(Gazetteer::Get(), next->Bytes(4)))) {
      continue;
    }
    const absl::StatusOr<const v1::Report*> report = reader->Read(last_.first);
    if (!report.ok()) return report.status();
    v1::QueryObservationsResponse& response = rows.emplace_back();
    response.set_report((*report)->name());
    response.set_index(last_.second);
    *response.mutable_issuer() = (*report)->issuer();
    response.set_source_uri((*report)->source_uri());
    *response.mutable_observation() = (*report)->observations(last_.second);
    response.set_counted(counted);
  }
  year_read_ = read < kBatchRows;
  return row.status();
}

}  // namespace nianbao
