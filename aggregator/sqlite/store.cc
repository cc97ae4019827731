#include "aggregator/sqlite/store.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "aggregator/sqlite/observations.h"
#include "aggregator/sqlite/schema.h"
#include "aggregator/sqlite/statistics.h"
#include "common/gazetteer.h"
#include "common/status.h"

namespace nianbao {
namespace {

template <typename Message>
bool Parse(absl::string_view bytes, Message& message) {
  return message.ParseFromArray(bytes.data(), static_cast<int>(bytes.size()));
}

bool IsWithin(absl::string_view code, const std::string& within) {
  if (within.empty()) return true;
  const DivisionEntry* const division = Gazetteer::Get().Find(code);
  const DivisionEntry* const ancestor = Gazetteer::Get().Find(within);
  return division != nullptr && ancestor != nullptr &&
         Gazetteer::IsWithin(*division, *ancestor);
}

}  // namespace

absl::StatusOr<std::unique_ptr<SqliteStore>> SqliteStore::Open(
    const std::string& path, const Catalogue& catalogue) {
  absl::StatusOr<Connection> connection = Connection::Open(path);
  if (!connection.ok()) return connection.status();
  const absl::Status prepared = PrepareSchema(*connection);
  if (!prepared.ok()) {
    return absl::Status(prepared.code(),
                        absl::StrCat(path, ": ", prepared.message()));
  }
  absl::StatusOr<std::unique_ptr<SqliteWriter>> writer =
      SqliteWriter::Create(*std::move(connection));
  if (!writer.ok()) return writer.status();
  return std::unique_ptr<SqliteStore>(
      new SqliteStore(path, catalogue, *std::move(writer)));
}

SqliteStore::SqliteStore(const std::string& path, const Catalogue& catalogue,
                         std::unique_ptr<SqliteWriter> writer)
    : catalogue_(catalogue), readers_(path), writer_(std::move(writer)) {}

void SqliteStore::Upload(v1::Report report, UploadDone done) {
  writer_->Upload(std::move(report), std::move(done));
}

void SqliteStore::Delete(std::string name, DeleteDone done) {
  writer_->Delete(std::move(name), std::move(done));
}

absl::StatusOr<v1::Report> SqliteStore::Get(const std::string& name) {
  absl::StatusOr<ConnectionPool::Snapshot> snapshot = readers_.Read();
  if (!snapshot.ok()) return snapshot.status();
  absl::StatusOr<Statement> content = (*snapshot)->Prepare(
      "SELECT content FROM report_content "
      "WHERE report_id = (SELECT id FROM report WHERE name = ?)");
  if (!content.ok()) return content.status();
  const absl::StatusOr<bool> found = content->BindText(1, name).Step();
  if (!found.ok()) return found.status();
  if (!*found) return ResourceNotFound("report", name);
  v1::Report report;
  if (!Parse(content->Bytes(0), report)) {
    return absl::DataLossError(absl::StrCat("content of ", name));
  }
  return report;
}

absl::StatusOr<std::vector<v1::ReportSummary>> SqliteStore::List(
    const ReportQuery& query) {
  absl::StatusOr<ConnectionPool::Snapshot> snapshot = readers_.Read();
  if (!snapshot.ok()) return snapshot.status();
  absl::StatusOr<Statement> reports = (*snapshot)->Prepare(
      "SELECT id, division_code, counted FROM report WHERE name > ?1 "
      "AND (?2 = 0 OR year = ?2) AND (?3 = 0 OR level = ?3) ORDER BY name");
  if (!reports.ok()) return reports.status();
  absl::StatusOr<Statement> content = (*snapshot)->Prepare(
      "SELECT observation_count, diagnostic_count, brief FROM report_content "
      "WHERE report_id = ?");
  if (!content.ok()) return content.status();
  reports->BindText(1, query.after)
      .Bind(2, int64_t{query.year})
      .Bind(3, int64_t{query.level});
  std::vector<v1::ReportSummary> summaries;
  while (static_cast<int>(summaries.size()) < query.limit) {
    const absl::StatusOr<bool> row = reports->Step();
    if (!row.ok()) return row.status();
    if (!*row) break;
    if (!IsWithin(reports->Bytes(1), query.within)) continue;
    const absl::StatusOr<bool> found = content->Bind(1, reports->Int(0)).Step();
    if (!found.ok()) return found.status();
    v1::ReportSummary& summary = summaries.emplace_back();
    summary.set_observation_count(static_cast<int32_t>(content->Int(0)));
    summary.set_diagnostic_count(static_cast<int32_t>(content->Int(1)));
    summary.set_counted(reports->Int(2) != 0);
    if (!*found || !Parse(content->Bytes(2), *summary.mutable_report())) {
      return absl::DataLossError(
          absl::StrCat("content of report row ", reports->Int(0)));
    }
    content->Reset();
  }
  return summaries;
}

absl::StatusOr<std::unique_ptr<Cursor<v1::QueryStatisticsResponse>>>
SqliteStore::QueryStatistics(const v1::QueryStatisticsRequest& request) {
  return SqliteStatistics::Create(readers_, catalogue_, request);
}

absl::StatusOr<std::unique_ptr<Cursor<v1::QueryObservationsResponse>>>
SqliteStore::QueryObservations(const v1::QueryObservationsRequest& request) {
  return SqliteObservations::Create(readers_, catalogue_, request);
}

}  // namespace nianbao
