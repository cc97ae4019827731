#include "aggregator/store/sqlite/report_list.h"

#include <limits>
#include <utility>

#include "absl/algorithm/container.h"
#include "absl/strings/str_cat.h"
#include "aggregator/store/sqlite/database/correction_reader.h"
#include "aggregator/store/sqlite/database/damage.h"
#include "aggregator/store/sqlite/database/stored_report.h"
#include "common/base/status.h"
#include "common/domain/gazetteer.h"
#include "common/domain/report_identity.h"

namespace nianbao::aggregator {
namespace {

constexpr char kColumns[] =
    "SELECT upload_id, name, division_code, stored_at, "
    "  first_year = 0 AND (year = 0 OR upload_id = (SELECT max(upload_id) "
    "  FROM report WHERE superseded_at IS NULL AND first_year = 0 "
    "  AND issuer_id = r.issuer_id AND year = r.year AND type = r.type)), "
    "  digest, (SELECT stored_at FROM report WHERE id = r.upload_id) ";
constexpr char kSelected[] =
    "FROM report r WHERE superseded_at IS NULL AND (?2 = 0 OR year = ?2) "
    "AND (?3 = 0 OR level = ?3) AND stored_at > ?4 AND (?5 = 0 OR type = ?5) ";

const char* ColumnOf(ReportKey key) {
  switch (key) {
    case ReportKey::kName:
      return "name";
    case ReportKey::kYear:
      return "year";
    case ReportKey::kUploadTime:
      return "(SELECT stored_at FROM report WHERE id = r.upload_id)";
  }
  return "";
}

// The order and where in it the list begins; ?1 is a name, ?6 a key.
std::string Order(const ReportListQuestion& question) {
  const char* const column = ColumnOf(question.order);
  const char* const beyond = question.descending ? " < " : " > ";
  const char* const direction = question.descending ? " DESC" : "";
  std::string sql;
  if (question.order == ReportKey::kName) {
    if (!question.after.name.empty()) {
      absl::StrAppend(&sql, "AND name", beyond, "?1 ");
    }
    return absl::StrCat(sql, "ORDER BY name", direction);
  }
  if (!question.after.name.empty()) {
    absl::StrAppend(&sql, "AND (", column, beyond, "?6 OR (", column,
                    " = ?6 AND name > ?1)) ");
  }
  return absl::StrCat(sql, "ORDER BY ", column, direction, ", name");
}

// No moment is earlier than the first.
int64_t Microseconds(absl::Time time) {
  return time == absl::InfinitePast() ? std::numeric_limits<int64_t>::min()
                                      : absl::ToUnixMicros(time);
}

bool IsWithin(absl::string_view code,
              const std::vector<const DivisionEntry*>& within) {
  if (within.empty()) return true;
  const DivisionEntry* const division = Gazetteer::Get().Find(code);
  return division != nullptr &&
         absl::c_any_of(within, [&](const DivisionEntry* ancestor) {
           return Gazetteer::IsWithin(*division, *ancestor);
         });
}

void BindSelected(const ReportListQuestion& question, Statement& statement) {
  statement.Bind(2, int64_t{question.year})
      .Bind(3, int64_t{question.level})
      .Bind(4, Microseconds(question.updated_after))
      .Bind(5, int64_t{question.type});
}

absl::StatusOr<v1::ReportSummary> Summarize(const Statement& report,
                                            Statement& content,
                                            CorrectionReader& corrections) {
  const absl::StatusOr<std::vector<v1::Correction>> in_force =
      corrections.InForce(report.Bytes(5), report.Int(3));
  if (!in_force.ok()) return in_force.status();
  const absl::StatusOr<bool> found = content.Bind(1, report.Int(0)).Step();
  if (!found.ok()) return found.status();
  if (!*found) return absl::DataLossError("a report has no content");
  v1::ReportSummary summary;
  summary.set_observation_count(static_cast<int32_t>(content.Int(0)));
  summary.set_diagnostic_count(static_cast<int32_t>(content.Int(1)));
  absl::StatusOr<v1::Report> brief = RestoreReport(
      content.Bytes(2), report.Bytes(1), report.Int(6), *in_force);
  content.Reset();
  if (!brief.ok()) return brief.status();
  const v1::Issuer& issuer = brief->issuer();
  summary.set_counted(
      report.Int(4) != 0 &&
      IsIdentified(Gazetteer::Get().Find(issuer.division_code()),
                   issuer.level(), brief->year()));
  *summary.mutable_report() = *std::move(brief);
  return summary;
}

}  // namespace

absl::StatusOr<std::vector<v1::Report>> ReadReports(
    Connection& connection, const std::vector<std::string>& names) {
  absl::StatusOr<Statement> content = connection.Prepare(
      "SELECT u.stored_at, content, r.digest FROM report AS r "
      "JOIN report AS u ON u.id = r.upload_id "
      "JOIN report_content ON report_id = u.id "
      "WHERE r.superseded_at IS NULL AND r.name = ?");
  if (!content.ok()) return content.status();
  absl::StatusOr<CorrectionReader> reader =
      CorrectionReader::Create(connection);
  if (!reader.ok()) return reader.status();
  std::vector<v1::Report> reports;
  for (const std::string& name : names) {
    const absl::StatusOr<bool> found = content->BindText(1, name).Step();
    if (!found.ok()) return OfReport(name, found.status());
    if (!*found) return ResourceNotFound("report", name);
    const absl::StatusOr<std::vector<v1::Correction>> corrections =
        reader->All(content->Bytes(2));
    if (!corrections.ok()) return OfReport(name, corrections.status());
    absl::StatusOr<v1::Report> report =
        RestoreReport(content->Bytes(1), name, content->Int(0), *corrections);
    if (!report.ok()) return OfReport(name, report.status());
    reports.push_back(*std::move(report));
    content->Reset();
  }
  return reports;
}

absl::StatusOr<int64_t> CountReports(Connection& connection,
                                     const ReportListQuestion& question) {
  absl::StatusOr<Statement> places = connection.Prepare(absl::StrCat(
      "SELECT division_code, count(*) ", kSelected, "GROUP BY division_code"));
  if (!places.ok()) return places.status();
  BindSelected(question, *places);
  int64_t count = 0;
  while (true) {
    const absl::StatusOr<bool> row = places->Step();
    if (!row.ok()) return row.status();
    if (!*row) return count;
    if (IsWithin(places->Bytes(0), question.within)) count += places->Int(1);
  }
}

absl::StatusOr<std::vector<v1::ReportSummary>> ListReports(
    Connection& connection, const ReportListQuestion& question) {
  absl::StatusOr<Statement> reports =
      connection.Prepare(absl::StrCat(kColumns, kSelected, Order(question)));
  if (!reports.ok()) return reports.status();
  absl::StatusOr<Statement> content = connection.Prepare(
      "SELECT observation_count, diagnostic_count, brief FROM report_content "
      "WHERE report_id = ?");
  if (!content.ok()) return content.status();
  absl::StatusOr<CorrectionReader> corrections =
      CorrectionReader::Create(connection);
  if (!corrections.ok()) return corrections.status();
  BindSelected(question, *reports);
  // A parameter that the statement has not cannot be bound.
  if (!question.after.name.empty()) {
    reports->BindText(1, question.after.name);
    if (question.order != ReportKey::kName) {
      reports->Bind(6, question.after.key);
    }
  }
  std::vector<v1::ReportSummary> summaries;
  while (static_cast<int>(summaries.size()) < question.limit) {
    const absl::StatusOr<bool> row = reports->Step();
    if (!row.ok()) return row.status();
    if (!*row) break;
    if (!IsWithin(reports->Bytes(2), question.within)) continue;
    absl::StatusOr<v1::ReportSummary> summary =
        Summarize(*reports, *content, *corrections);
    if (!summary.ok()) return OfReport(reports->Bytes(1), summary.status());
    summaries.push_back(*std::move(summary));
  }
  return summaries;
}

}  // namespace nianbao::aggregator
