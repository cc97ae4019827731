// What uploads, deletions and corrections do to the tables and to what counts.
//
// Nothing is ever taken out: a report that is replaced gets the moment at which
// it was superseded, and its rows stay for questions as of earlier moments.
// What is current is found by indexes over the rows without such a moment.
//
// Two things are decided for each report. By what it is: earlier reports of the
// same digest and of the same source are superseded, or, when the content is
// the same to the byte, the upload is forgotten. And by its rivalry
// (election/rivalry.h): of the current reports of an issuer, year and type the
// one of the latest upload counts. For example, all of one issuer and type:
//
//   put A (id 1) from site x    1 counts
//   put B (id 2) from site y    2 counts, 1 does no more
//   put C (id 3) from site x    A is superseded; 3 counts, 2 does no more
//   delete C                    2 counts again
//   correct B                   2 is superseded by 4, of the same upload
//
// Of the first four steps in one transaction only "2 counts now" is left to
// tell the columns (CountedChanges), as rows to add to them and to remove.
//
// A correction supersedes the report's row and puts in another for the same
// upload, made of the same content and of the corrections that are in force
// from this moment on. So whoever reads rows, now or as of a moment, need not
// know of corrections. They belong to the digest: an upload gets those that its
// digest has.
//
// Cost of a report: six look-ups in indexes, one row and its blobs, and one
// row for each observation. The latter are gathered and written in the order of
// their table at the end (observation_table.h), which is most of the time.
#include "aggregator/store/sqlite/writing/report_table.h"

#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "common/base/status.h"

namespace nianbao::aggregator {
namespace {

// Puts a part of the table where it stays when the table is moved.
template <typename Part>
absl::Status Take(absl::StatusOr<Part> part, std::unique_ptr<Part>& into) {
  if (!part.ok()) return part.status();
  into = std::make_unique<Part>(*std::move(part));
  return absl::OkStatus();
}

}  // namespace

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
  absl::Status status =
      Take(InternTable::Create(*connection_, "issuer", "key"), issuers_);
  status.Update(Take(InternTable::Create(*connection_, "indicator", "name"),
                     indicators_));
  status.Update(
      Take(InternTable::Create(*connection_, "unit", "name"), units_));
  status.Update(Take(ObservationTable::Create(*connection_), observations_));
  status.Update(Take(CorrectionTable::Create(*connection_), corrections_));
  status.Update(
      Take(CorrectionReader::Create(*connection_), correction_reader_));
  if (!status.ok()) return status;
  return Take(ReportColumns::Create(*connection_, catalogue, *indicators_),
              columns_);
}

absl::Status ReportTable::PrepareStatements() {
  // The columns that CurrentReport is read from, by position: see Find.
  constexpr char kFind[] =
      "SELECT id, name, issuer_id, year, first_year, type, upload_id, "
      "(SELECT u.stored_at FROM report AS u WHERE u.id = report.upload_id) "
      "FROM report WHERE superseded_at IS NULL AND ";
  const std::pair<Statement*, std::string> statements[] = {
      {&find_by_digest_, absl::StrCat(kFind, "digest = ?")},
      {&find_by_source_, absl::StrCat(kFind, "source_uri = ?")},
      {&find_by_name_, absl::StrCat(kFind, "name = ?")},
      {&newest_,
       "SELECT id FROM report WHERE superseded_at IS NULL "
       "AND first_year = 0 AND issuer_id = ? AND year = ? AND type = ? "
       "ORDER BY upload_id DESC LIMIT 1"},
      {&insert_report_,
       "INSERT INTO report (id, name, source_uri, issuer_id, issuer_name, "
       "division_code, level, year, first_year, type, stored_at, upload_id, "
       "digest) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"},
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
  const absl::StatusOr<std::optional<CurrentReport>> same =
      Find(find_by_digest_, report.digest);
  if (!same.ok()) return same.status();
  // A client that is not sure whether an upload arrived sends it again: that
  // must not make a new vintage.
  if (same->has_value()) {
    const absl::StatusOr<std::string> content = ReadContent((*same)->upload_id);
    if (!content.ok()) return content.status();
    if (*content == report.content) {
      return UploadResult{.name = (*same)->name,
                          .outcome = Response::OUTCOME_UNCHANGED};
    }
    const absl::Status status = Supersede(**same);
    if (!status.ok()) return status;
  }
  // Of the same source there may be another one yet: the file at a path was
  // given the content of a file elsewhere.
  const absl::StatusOr<std::optional<CurrentReport>> earlier =
      Find(find_by_source_, report.source_uri);
  if (!earlier.ok()) return earlier.status();
  if (earlier->has_value()) {
    const absl::Status status = Supersede(**earlier);
    if (!status.ok()) return status;
  }
  const absl::Status status = Insert(report, 0);
  if (!status.ok()) return status;
  return UploadResult{.name = report.name,
                      .outcome = same->has_value() || earlier->has_value()
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

absl::StatusOr<v1::Report> ReportTable::Correct(
    const CorrectionQuestion& question) {
  const absl::StatusOr<std::optional<CurrentReport>> found =
      Find(find_by_name_, question.name);
  if (!found.ok()) return found.status();
  if (!found->has_value()) return ResourceNotFound("report", question.name);
  const CurrentReport& current = **found;
  const absl::StatusOr<std::string> content = ReadContent(current.upload_id);
  if (!content.ok()) return content.status();
  absl::StatusOr<v1::Report> read = RestoreReport(*content, question.name, 0);
  if (!read.ok()) return read.status();
  const StoredReport& report = Keep(StoredReport(*std::move(read)));
  const absl::StatusOr<bool> changed =
      corrections_->Put(report.digest, question, moment_);
  if (!changed.ok()) return changed.status();
  if (*changed) {
    absl::Status status = Supersede(current);
    if (status.ok()) status = Insert(report, current.upload_id);
    if (!status.ok()) return status;
  }
  const absl::StatusOr<std::vector<v1::Correction>> corrections =
      correction_reader_->All(report.digest);
  if (!corrections.ok()) return corrections.status();
  return RestoreReport(report.brief, report.name, current.uploaded_at,
                       *corrections);
}

const StoredReport& ReportTable::Keep(StoredReport report) {
  return *kept_.emplace_back(
      std::make_unique<const StoredReport>(std::move(report)));
}

absl::StatusOr<std::optional<ReportTable::CurrentReport>> ReportTable::Find(
    Statement& find, const std::string& text) {
  const absl::StatusOr<bool> found = find.BindText(1, text).Step();
  std::optional<CurrentReport> current;
  if (found.ok() && *found) {
    current = {.id = find.Int(0),
               .upload_id = find.Int(6),
               .uploaded_at = find.Int(7),
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

absl::StatusOr<std::string> ReportTable::ReadContent(int64_t upload_id) {
  const absl::StatusOr<bool> found = read_content_.Bind(1, upload_id).Step();
  std::string content(read_content_.Bytes(0));
  read_content_.Reset();
  if (!found.ok()) return found.status();
  if (!*found) return absl::DataLossError("an upload has no content");
  return content;
}

absl::StatusOr<const StoredReport*> ReportTable::AsCorrected(
    const StoredReport& as_read) {
  const absl::StatusOr<std::vector<v1::Correction>> corrections =
      correction_reader_->InForce(as_read.digest, moment_);
  if (!corrections.ok()) return corrections.status();
  if (corrections->empty()) return &as_read;
  absl::StatusOr<v1::Report> read =
      RestoreReport(as_read.content, as_read.name, 0);
  if (!read.ok()) return read.status();
  return &Keep(StoredReport(*std::move(read), *corrections));
}

absl::Status ReportTable::Insert(const StoredReport& as_read,
                                 int64_t upload_id) {
  const absl::StatusOr<const StoredReport*> corrected = AsCorrected(as_read);
  if (!corrected.ok()) return corrected.status();
  const StoredReport& report = **corrected;
  const absl::StatusOr<int32_t> issuer = issuers_->Intern(report.issuer_key);
  if (!issuer.ok()) return issuer.status();
  const Rivalry rivalry = {.issuer = *issuer,
                           .year = report.year,
                           .first_year = report.first_year,
                           .type = report.type};
  ++counts_.stored;
  const int64_t id = ++last_id_;
  if (upload_id == 0) upload_id = id;
  new_reports_[id] = {
      .report = &report, .upload_id = upload_id, .issuer = *issuer};
  const auto insert = [&] {
    return InsertRows(report, id, upload_id, *issuer);
  };
  if (rivalry.HasRivals()) return ChangeRivals(rivalry, insert);
  if (rivalry.MayCount()) counted_.Count(id);
  return insert();
}

absl::Status ReportTable::InsertRows(const StoredReport& report, int64_t id,
                                     int64_t upload_id, int32_t issuer) {
  absl::Status status = insert_report_.Bind(1, id)
                            .BindText(2, report.name)
                            .BindText(3, report.source_uri)
                            .Bind(4, int64_t{issuer})
                            .BindText(5, report.issuer_name)
                            .BindText(6, report.division_code)
                            .Bind(7, int64_t{report.level})
                            .Bind(8, int64_t{report.year})
                            .Bind(9, int64_t{report.first_year})
                            .Bind(10, int64_t{report.type})
                            .Bind(11, moment_)
                            .Bind(12, upload_id)
                            .BindText(13, report.digest)
                            .Run();
  if (status.ok() && upload_id == id) {
    status = insert_content_.Bind(1, id)
                 .Bind(2, static_cast<int64_t>(report.observations.rows.size()))
                 .Bind(3, int64_t{report.diagnostic_count})
                 .BindBlob(4, report.brief)
                 .BindBlob(5, report.content)
                 .Run();
  }
  if (!status.ok()) return status;
  return observations_->Add(id, report.observations, *indicators_, *units_);
}

absl::Status ReportTable::Supersede(const CurrentReport& current) {
  ++counts_.superseded;
  const auto supersede = [&] {
    return supersede_.Bind(1, moment_).Bind(2, current.id).Run();
  };
  if (current.rivalry.HasRivals()) {
    return ChangeRivals(current.rivalry, supersede);
  }
  if (current.rivalry.MayCount()) counted_.Uncount(current.id);
  return supersede();
}

absl::Status ReportTable::ChangeRivals(
    const Rivalry& rivalry, absl::FunctionRef<absl::Status()> change) {
  const absl::StatusOr<std::optional<int64_t>> before = Counted(rivalry);
  if (!before.ok()) return before.status();
  const absl::Status status = change();
  if (!status.ok()) return status;
  const absl::StatusOr<std::optional<int64_t>> after = Counted(rivalry);
  if (!after.ok()) return after.status();
  if (*before == *after) return absl::OkStatus();
  if (before->has_value()) counted_.Uncount(**before);
  if (after->has_value()) counted_.Count(**after);
  return absl::OkStatus();
}

absl::StatusOr<std::optional<int64_t>> ReportTable::Counted(
    const Rivalry& rivalry) {
  const absl::StatusOr<bool> row = newest_.Bind(1, int64_t{rivalry.issuer})
                                       .Bind(2, int64_t{rivalry.year})
                                       .Bind(3, int64_t{rivalry.type})
                                       .Step();
  std::optional<int64_t> id;
  if (row.ok() && *row) id = newest_.Int(0);
  newest_.Reset();
  if (!row.ok()) return row.status();
  return id;
}

absl::StatusOr<std::optional<SnapshotChanges>> ReportTable::Commit() {
  absl::Status status = observations_->Write();
  // The changes are made before the commit, as they read tables and may fail.
  std::optional<SnapshotChanges> result;
  if (status.ok() && HasChanged()) {
    absl::StatusOr<SnapshotChanges> changes = Changes();
    status = changes.status();
    if (changes.ok()) result = *std::move(changes);
  }
  if (status.ok()) status = connection_->Execute("COMMIT");
  if (!status.ok()) {
    Rollback();
    return status;
  }
  Reset(&InternTable::Keep);
  return result;
}

void ReportTable::Rollback() {
  // After some errors, a full disk among them, SQLite has rolled back
  // everything itself, and a second rollback would be an error.
  if (connection_->InTransaction()) {
    connection_->Execute("ROLLBACK").IgnoreError();
  }
  Reset(&InternTable::Forget);
}

void ReportTable::Reset(void (InternTable::*settle)()) {
  for (auto* const table : {&issuers_, &indicators_, &units_}) {
    (table->get()->*settle)();
  }
  counts_ = {};
  counted_.Clear();
  new_reports_.clear();
  kept_.clear();
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
            : columns_->Adding(*it->second.report,
                               {.id = id,
                                .upload = it->second.upload_id,
                                .name = it->second.report->name,
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
