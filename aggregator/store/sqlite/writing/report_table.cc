// What an upload or a deletion does to the tables, and to what counts.
//
// Nothing is ever taken out: a report that is replaced gets the moment at which
// it was superseded, and its rows stay for questions as of earlier moments.
// What is current is found by indexes over the rows without such a moment.
//
// Two things are decided for each report. By its source: an earlier report of
// the same source is superseded, or, when its content is the same to the byte,
// the upload is forgotten. And by its rivalry (election/rivalry.h): of the
// current reports of an issuer, year and type the one of the largest id counts.
// For example, all of one issuer, year and type:
//
//   put A (id 1) from site x    1 counts
//   put B (id 2) from site y    2 counts, 1 does no more
//   put C (id 3) from site x    A is superseded; 3 counts, 2 does no more
//   delete C                    2 counts again
//
// Over all four steps in one transaction only "2 counts now" is left to tell
// the columns: CountedChanges cancels out what is undone. At the end of the
// transaction those changes become rows to add to the columns and to remove.
//
// Cost of a report: four look-ups in indexes, one row and its blobs, and one
// row for each observation. The latter are gathered and written in the order of
// their table at the end (observation_table.h), which is most of the time.

#include "aggregator/store/sqlite/writing/report_table.h"

#include <algorithm>
#include <memory>
#include <utility>

#include "absl/strings/str_cat.h"
#include "common/base/error_reason.h"
#include "common/base/status.h"

namespace nianbao::aggregator {

absl::StatusOr<ReportTable> ReportTable::Create(Connection& connection,
                                                const Catalogue& catalogue) {
  ReportTable table(connection);
  absl::Status status = table.OpenTables(catalogue);
  if (status.ok()) status = table.PrepareStatements();
  if (status.ok()) status = table.ReadLast();
  if (!status.ok()) return status;
  return table;
}

absl::Status ReportTable::OpenTables(const Catalogue& catalogue) {
  absl::StatusOr<InternTable> issuers =
      InternTable::Create(*connection_, "issuer", "key");
  if (!issuers.ok()) return issuers.status();
  issuers_ = std::make_unique<InternTable>(*std::move(issuers));
  absl::StatusOr<InternTable> indicators =
      InternTable::Create(*connection_, "indicator", "name");
  if (!indicators.ok()) return indicators.status();
  indicators_ = std::make_unique<InternTable>(*std::move(indicators));
  absl::StatusOr<ObservationTable> observations =
      ObservationTable::Create(*connection_);
  if (!observations.ok()) return observations.status();
  observations_ = *std::move(observations);
  absl::StatusOr<ReportColumns> columns =
      ReportColumns::Create(*connection_, catalogue, *indicators_);
  if (!columns.ok()) return columns.status();
  columns_ = *std::move(columns);
  return absl::OkStatus();
}

absl::Status ReportTable::PrepareStatements() {
  // The columns that CurrentReport is read from, by position: see Find.
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
      {&supersede_, "UPDATE report SET superseded_at = ? WHERE id = ?"},
      {&read_content_,
       "SELECT content FROM report_content WHERE report_id = ?"},
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
  // A client that is not sure whether an upload arrived sends it again: that
  // must not make a new vintage.
  if (earlier->has_value()) {
    const absl::StatusOr<bool> same =
        HasContent((*earlier)->id, report.content);
    if (!same.ok()) return same.status();
    if (*same) {
      return UploadResult{.name = (*earlier)->name,
                          .outcome = Response::OUTCOME_UNCHANGED};
    }
  }
  // Before anything is written: a name that is taken refuses this report alone,
  // and the transaction goes on.
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
  return Error(ErrorReason::kReportNameTaken,
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
  const Rivalry rivalry = {.issuer = *issuer,
                           .year = report.year,
                           .first_year = report.first_year,
                           .type = report.type};
  // The report that counts until now: asked for before this one is there.
  const absl::StatusOr<std::optional<int64_t>> rival = Counted(rivalry);
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
  if (rivalry.MayCount()) counted_.Count(id);
  new_reports_[id] = {.report = &report, .name = name, .issuer = *issuer};
  return observations_->Add(id, report.observations, *indicators_);
}

absl::Status ReportTable::Supersede(const CurrentReport& current) {
  changed_ = true;
  // The report that counts until now, which need not be this one.
  const absl::StatusOr<std::optional<int64_t>> before =
      Counted(current.rivalry);
  if (!before.ok()) return before.status();
  const absl::Status status =
      supersede_.Bind(1, moment_).Bind(2, current.id).Run();
  if (!status.ok()) return status;
  if (!current.rivalry.HasRivals()) {
    if (current.rivalry.MayCount()) counted_.Uncount(current.id);
    return absl::OkStatus();
  }
  // One that was outdone already leaves nothing behind; otherwise the newest of
  // those that are left counts again.
  if (*before != current.id) return absl::OkStatus();
  counted_.Uncount(current.id);
  const absl::StatusOr<std::optional<int64_t>> after = Counted(current.rivalry);
  if (!after.ok()) return after.status();
  if (after->has_value()) counted_.Count(**after);
  return absl::OkStatus();
}

absl::StatusOr<std::optional<int64_t>> ReportTable::Counted(
    const Rivalry& rivalry) {
  if (!rivalry.HasRivals()) return std::optional<int64_t>();
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
  absl::Status status = observations_->Write();
  // The changes are made before the commit, as they read tables and may fail.
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
  // After some errors, a full disk among them, SQLite has rolled back
  // everything itself, and a second rollback would be an error.
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
  observations_->Forget();
}

absl::StatusOr<SnapshotChanges> ReportTable::Changes() {
  SnapshotChanges changes;
  changes.moment = moment_;
  for (const int64_t id : counted_.removed()) {
    absl::StatusOr<SnapshotChanges::Removed> removed =
        columns_->RemovingStored(id);
    if (!removed.ok()) return removed.status();
    changes.removed.push_back(*std::move(removed));
  }
  for (const int64_t id : counted_.added()) {
    // A report of this transaction is at hand; one that counts again since its
    // rival is gone must be read.
    const auto it = new_reports_.find(id);
    absl::StatusOr<SnapshotChanges::Added> added =
        it == new_reports_.end()
            ? columns_->AddingStored(id)
            : columns_->Adding(*it->second.report, {.id = id,
                                                    .name = it->second.name,
                                                    .issuer = it->second.issuer,
                                                    .stored_at = moment_});
    if (!added.ok()) return added.status();
    changes.added.push_back(*std::move(added));
  }
  for (const auto& [id, name] : indicators_->added()) {
    // Observations without an indicator are in no column.
    if (!name.empty()) changes.indicators.emplace_back(id, name);
  }
  return changes;
}

}  // namespace nianbao::aggregator
