#include "aggregator/sqlite/report_table.h"

#include <algorithm>
#include <tuple>
#include <utility>

#include "absl/algorithm/container.h"
#include "absl/strings/str_cat.h"
#include "common/status.h"

namespace nianbao {
namespace {

ReportEntry EntryOf(const StoredReport& report) {
  return {.issuer_name = report.issuer_name,
          .place = PlaceOf(report.division_code, report.level),
          .year = report.year};
}

}  // namespace

absl::StatusOr<ReportTable> ReportTable::Create(Connection& connection,
                                                const Catalogue& catalogue) {
  ReportTable table(connection, catalogue);
  absl::StatusOr<InternTable> issuers =
      InternTable::Create(connection, "issuer", "key");
  if (!issuers.ok()) return issuers.status();
  table.issuers_ = *std::move(issuers);
  absl::StatusOr<InternTable> indicators =
      InternTable::Create(connection, "indicator", "name");
  if (!indicators.ok()) return indicators.status();
  table.indicators_ = *std::move(indicators);
  absl::Status status = table.PrepareStatements();
  if (status.ok()) status = table.ReadLast();
  if (!status.ok()) return status;
  return table;
}

absl::Status ReportTable::PrepareStatements() {
  constexpr char kFind[] =
      "SELECT id, name, issuer_id, year, first_year, type FROM report "
      "WHERE superseded_at IS NULL AND ";
  const std::pair<Statement*, std::string> statements[] = {
      {&find_by_source_, absl::StrCat(kFind, "source_uri = ?")},
      {&find_by_name_, absl::StrCat(kFind, "name = ?")},
      {&name_taken_,
       "SELECT 1 FROM report WHERE superseded_at IS NULL AND name = ?1 "
       "AND source_uri != ?2"},
      {&newest_,
       "SELECT max(id) FROM report WHERE superseded_at IS NULL "
       "AND first_year = 0 AND issuer_id = ? AND year = ? AND type = ?"},
      {&insert_report_,
       "INSERT INTO report (id, name, source_uri, issuer_id, issuer_name, "
       "division_code, level, year, first_year, type, stored_at) "
       "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"},
      {&insert_content_, "INSERT INTO report_content VALUES (?, ?, ?, ?, ?)"},
      {&insert_observation_,
       "INSERT INTO observation VALUES (?, ?, ?, ?, ?, ?, ?, ?)"},
      {&supersede_, "UPDATE report SET superseded_at = ? WHERE id = ?"},
      {&read_content_,
       "SELECT content FROM report_content WHERE report_id = ?"},
      {&read_report_,
       "SELECT name, issuer_id, stored_at FROM report WHERE id = ?"},
  };
  for (const auto& [statement, sql] : statements) {
    absl::StatusOr<Statement> prepared = connection_->Prepare(sql);
    if (!prepared.ok()) return prepared.status();
    *statement = *std::move(prepared);
  }
  return absl::OkStatus();
}

absl::Status ReportTable::ReadLast() {
  absl::StatusOr<Statement> last = connection_->Prepare(
      "SELECT max(id), max(stored_at), max(superseded_at) FROM report");
  if (!last.ok()) return last.status();
  const absl::StatusOr<bool> row = last->Step();
  if (!row.ok()) return row.status();
  last_id_ = last->Int(0);
  moment_ = std::max(last->Int(1), last->Int(2));
  return absl::OkStatus();
}

absl::Status ReportTable::Begin(int64_t moment) {
  moment_ = moment;
  return connection_->Execute("BEGIN IMMEDIATE");
}

absl::StatusOr<UploadResult> ReportTable::Put(const StoredReport& report) {
  using Response = v1::UploadReportsResponse;
  const absl::StatusOr<std::optional<CurrentReport>> earlier =
      Find(find_by_source_, report.source_uri);
  if (!earlier.ok()) return earlier.status();
  if (earlier->has_value()) {
    const absl::StatusOr<bool> same =
        HasContent((*earlier)->id, report.content);
    if (!same.ok()) return same.status();
    if (*same) {
      return UploadResult{.name = (*earlier)->name,
                          .outcome = Response::OUTCOME_UNCHANGED};
    }
  }
  absl::StatusOr<std::string> name = FreeName(report);
  if (!name.ok()) return name.status();
  absl::Status status;
  if (earlier->has_value()) status = Supersede(**earlier);
  if (status.ok()) status = Insert(report, *name);
  if (!status.ok()) return status;
  return UploadResult{.name = *std::move(name),
                      .outcome = earlier->has_value()
                                     ? Response::OUTCOME_REPLACED
                                     : Response::OUTCOME_CREATED};
}

absl::Status ReportTable::Delete(const std::string& name) {
  const absl::StatusOr<std::optional<CurrentReport>> current =
      Find(find_by_name_, name);
  if (!current.ok()) return current.status();
  if (!current->has_value()) return ResourceNotFound("report", name);
  return Supersede(**current);
}

absl::StatusOr<std::string> ReportTable::FreeName(const StoredReport& report) {
  for (const std::string& name : {report.name, report.long_name}) {
    const absl::StatusOr<bool> taken =
        name_taken_.BindText(1, name).BindText(2, report.source_uri).Step();
    name_taken_.Reset();
    if (!taken.ok()) return taken.status();
    if (!*taken) return name;
  }
  return absl::AlreadyExistsError(
      absl::StrCat("another source has the name ", report.long_name));
}

absl::StatusOr<std::optional<ReportTable::CurrentReport>> ReportTable::Find(
    Statement& find, const std::string& text) {
  const absl::StatusOr<bool> found = find.BindText(1, text).Step();
  std::optional<CurrentReport> current;
  if (found.ok() && *found) {
    current = {.id = find.Int(0),
               .name = std::string(find.Bytes(1)),
               .rivalry = {.issuer = static_cast<int32_t>(find.Int(2)),
                           .year = static_cast<int32_t>(find.Int(3)),
                           .first_year = static_cast<int32_t>(find.Int(4)),
                           .type = static_cast<int32_t>(find.Int(5))}};
  }
  find.Reset();
  if (!found.ok()) return found.status();
  return current;
}

absl::StatusOr<bool> ReportTable::HasContent(int64_t id,
                                             const std::string& content) {
  const absl::StatusOr<bool> found = read_content_.Bind(1, id).Step();
  const bool same = found.ok() && *found && read_content_.Bytes(0) == content;
  read_content_.Reset();
  if (!found.ok()) return found.status();
  return same;
}

absl::Status ReportTable::Insert(const StoredReport& report,
                                 const std::string& name) {
  const absl::StatusOr<int32_t> issuer = issuers_->Intern(report.issuer_key);
  if (!issuer.ok()) return issuer.status();
  const absl::StatusOr<std::optional<int64_t>> rival =
      Counted({.issuer = *issuer,
               .year = report.year,
               .first_year = report.first_year,
               .type = report.type});
  if (!rival.ok()) return rival.status();
  changed_ = true;
  const int64_t id = ++last_id_;
  absl::Status status = insert_report_.Bind(1, id)
                            .BindText(2, name)
                            .BindText(3, report.source_uri)
                            .Bind(4, int64_t{*issuer})
                            .BindText(5, report.issuer_name)
                            .BindText(6, report.division_code)
                            .Bind(7, int64_t{report.level})
                            .Bind(8, int64_t{report.year})
                            .Bind(9, int64_t{report.first_year})
                            .Bind(10, int64_t{report.type})
                            .Bind(11, moment_)
                            .Run();
  if (!status.ok()) return status;
  status = insert_content_.Bind(1, id)
               .Bind(2, static_cast<int64_t>(report.observations.rows.size()))
               .Bind(3, int64_t{report.diagnostic_count})
               .BindBlob(4, report.brief)
               .BindBlob(5, report.content)
               .Run();
  if (!status.ok()) return status;
  if (rival->has_value()) counted_.Uncount(**rival);
  if (report.first_year == 0) counted_.Count(id);
  new_reports_[id] = {.report = &report, .name = name, .issuer = *issuer};
  return GatherObservations(id, report.observations);
}

absl::Status ReportTable::GatherObservations(int64_t id,
                                             const ObservationRows& rows) {
  std::vector<int32_t> indicators;
  for (const std::string& name : rows.indicators) {
    const absl::StatusOr<int32_t> indicator = indicators_->Intern(name);
    if (!indicator.ok()) return indicator.status();
    indicators.push_back(*indicator);
  }
  for (const ObservationRow& row : rows.rows) {
    observations_.push_back(
        {.indicator = indicators[row.indicator], .report_id = id, .row = row});
  }
  return absl::OkStatus();
}

absl::Status ReportTable::Supersede(const CurrentReport& current) {
  changed_ = true;
  const absl::StatusOr<std::optional<int64_t>> before =
      Counted(current.rivalry);
  if (!before.ok()) return before.status();
  const absl::Status status =
      supersede_.Bind(1, moment_).Bind(2, current.id).Run();
  if (!status.ok()) return status;
  if (current.rivalry.year == 0) {
    if (current.rivalry.first_year == 0) counted_.Uncount(current.id);
    return absl::OkStatus();
  }
  if (*before != current.id) return absl::OkStatus();
  counted_.Uncount(current.id);
  const absl::StatusOr<std::optional<int64_t>> after = Counted(current.rivalry);
  if (!after.ok()) return after.status();
  if (after->has_value()) counted_.Count(**after);
  return absl::OkStatus();
}

absl::StatusOr<std::optional<int64_t>> ReportTable::Counted(
    const Rivalry& rivalry) {
  if (rivalry.year == 0 || rivalry.first_year != 0) {
    return std::optional<int64_t>();
  }
  const absl::StatusOr<bool> row = newest_.Bind(1, int64_t{rivalry.issuer})
                                       .Bind(2, int64_t{rivalry.year})
                                       .Bind(3, int64_t{rivalry.type})
                                       .Step();
  // max() of no rows is NULL, which reads as 0.
  const int64_t id = newest_.Int(0);
  newest_.Reset();
  if (!row.ok()) return row.status();
  return id == 0 ? std::nullopt : std::optional<int64_t>(id);
}

absl::StatusOr<std::optional<SnapshotChanges>> ReportTable::Commit() {
  absl::Status status = InsertObservations();
  std::optional<SnapshotChanges> result;
  if (status.ok() && changed_) {
    absl::StatusOr<SnapshotChanges> changes = Changes();
    status = changes.status();
    if (changes.ok()) result = *std::move(changes);
  }
  if (status.ok()) status = connection_->Execute("COMMIT");
  if (!status.ok()) {
    Rollback();
    return status;
  }
  issuers_->Keep();
  indicators_->Keep();
  Reset();
  return result;
}

void ReportTable::Rollback() {
  // A full disk, for one, has rolled back everything already.
  if (connection_->InTransaction()) {
    connection_->Execute("ROLLBACK").IgnoreError();
  }
  issuers_->Forget();
  indicators_->Forget();
  Reset();
}

void ReportTable::Reset() {
  changed_ = false;
  counted_.Clear();
  new_reports_.clear();
  observations_.clear();
}

// In the order of the table, which writes each of its pages once.
absl::Status ReportTable::InsertObservations() {
  const auto key = [](const Observation& o) {
    return std::tuple(o.indicator, o.row.kind, o.row.year, o.report_id,
                      o.row.position);
  };
  absl::c_sort(observations_,
               [&key](const Observation& a, const Observation& b) {
                 return key(a) < key(b);
               });
  for (const Observation& observation : observations_) {
    const ObservationRow& row = observation.row;
    const absl::Status status =
        insert_observation_.Bind(1, int64_t{observation.indicator})
            .Bind(2, int64_t{row.kind})
            .Bind(3, int64_t{row.year})
            .Bind(4, observation.report_id)
            .Bind(5, int64_t{row.position})
            .Bind(6, row.value)
            .Bind(7, row.confidence)
            .Bind(8, int64_t{row.flags})
            .Run();
    if (!status.ok()) return status;
  }
  return absl::OkStatus();
}

absl::StatusOr<SnapshotChanges> ReportTable::Changes() {
  SnapshotChanges changes;
  changes.moment = moment_;
  for (const int64_t id : counted_.removed()) {
    absl::StatusOr<SnapshotChanges::Removed> removed = RemovedReport(id);
    if (!removed.ok()) return removed.status();
    changes.removed.push_back(*std::move(removed));
  }
  for (const int64_t id : counted_.added()) {
    absl::StatusOr<SnapshotChanges::Added> added = AddedReport(id);
    if (!added.ok()) return added.status();
    changes.added.push_back(*std::move(added));
  }
  for (const auto& [id, name] : indicators_->added()) {
    if (!name.empty()) changes.indicators.emplace_back(id, name);
  }
  return changes;
}

absl::StatusOr<SnapshotChanges::Removed> ReportTable::RemovedReport(
    int64_t id) {
  const absl::StatusOr<v1::Report> report = ReadReport(id);
  if (!report.ok()) return report.status();
  auto candidates = Candidates(RowsOf(*report));
  if (!candidates.ok()) return candidates.status();
  SnapshotChanges::Removed removed = {.report_id = id};
  for (const auto& [key, candidate] : *candidates) removed.keys.push_back(key);
  return removed;
}

absl::StatusOr<SnapshotChanges::Added> ReportTable::AddedReport(int64_t id) {
  const auto it = new_reports_.find(id);
  if (it == new_reports_.end()) return RestoredReport(id);
  const NewReport& report = it->second;
  auto candidates = Candidates(report.report->observations);
  if (!candidates.ok()) return candidates.status();
  SnapshotChanges::Added added = {.entry = EntryOf(*report.report),
                                  .rows = *std::move(candidates)};
  added.entry.id = id;
  added.entry.name = report.name;
  added.entry.issuer = report.issuer;
  added.entry.stored_at = moment_;
  return added;
}

// A report of an earlier transaction counts again.
absl::StatusOr<SnapshotChanges::Added> ReportTable::RestoredReport(int64_t id) {
  absl::StatusOr<v1::Report> report = ReadReport(id);
  if (!report.ok()) return report.status();
  const StoredReport stored(*std::move(report));
  auto candidates = Candidates(stored.observations);
  if (!candidates.ok()) return candidates.status();
  SnapshotChanges::Added added = {.entry = EntryOf(stored),
                                  .rows = *std::move(candidates)};
  const absl::StatusOr<bool> found = read_report_.Bind(1, id).Step();
  added.entry.id = id;
  added.entry.name = std::string(read_report_.Bytes(0));
  added.entry.issuer = static_cast<int32_t>(read_report_.Int(1));
  added.entry.stored_at = read_report_.Int(2);
  read_report_.Reset();
  if (!found.ok()) return found.status();
  return added;
}

absl::StatusOr<v1::Report> ReportTable::ReadReport(int64_t id) {
  const absl::StatusOr<bool> found = read_content_.Bind(1, id).Step();
  absl::StatusOr<v1::Report> report =
      RestoreReport(read_content_.Bytes(0), absl::StrCat("report row ", id), 0);
  read_content_.Reset();
  if (!found.ok()) return found.status();
  return report;
}

absl::StatusOr<std::vector<std::pair<ChunkKey, Candidate>>>
ReportTable::Candidates(const ObservationRows& observations) {
  std::vector<int32_t> ids;
  std::vector<const v1::Indicator*> indicators;
  for (const std::string& name : observations.indicators) {
    const absl::StatusOr<int32_t> id = indicators_->Intern(name);
    if (!id.ok()) return id.status();
    ids.push_back(*id);
    indicators.push_back(catalogue_->Find(name));
  }
  std::vector<std::pair<ChunkKey, Candidate>> candidates;
  candidates.reserve(observations.rows.size());
  for (const ObservationRow& row : observations.rows) {
    if (!MayCount(indicators[row.indicator], row.flags)) continue;
    candidates.emplace_back(
        ChunkKey{.indicator = ids[row.indicator],
                 .kind = row.kind,
                 .year = row.year},
        Candidate{.value = row.value,
                  .position = static_cast<uint32_t>(row.position),
                  .confidence = static_cast<float>(row.confidence),
                  .flags = row.flags});
  }
  return candidates;
}

}  // namespace nianbao
