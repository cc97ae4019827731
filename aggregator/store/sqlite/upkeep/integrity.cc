// How damage is found: in milliseconds at each start, or in full on demand.
//
// A database is damaged by a disk that lost writes, a copy without its log, an
// edit by hand. SQLite itself only finds out when it reads the page concerned,
// perhaps in the middle of an answer weeks later.
//
// Before each start (CheckQuickly) there is no time to read everything, but
// most accidents show at either end: a file cut short lacks its newest rows, a
// copy of another moment has rows in one table and not in the other. So 32 of
// the newest reports are looked at, and 32 spread evenly over the others. Each
// is parsed, and all of its observations are looked up in the table: a walk
// through a few thousand pages in three trees.
//
// On demand (Verify) everything is read:
//
//   1. SQLite's integrity_check: pages with their checksums, order of keys,
//      indexes;
//   2. one pass over the table of observations, counting by report;
//   3. each report: parsed, compared with its row and its observations, and the
//      counts of step 2 taken off as they are found to be right;
//   4. what is left of the counts belongs to no report, contents without one,
//      and corrections without one or of a field that nobody corrects;
//   5. the rows of each transaction, counted; and whether the last one that was
//      acknowledged is there.
//
// Of a file with damaged pages step 3 alone tells which reports they are of.
// All of it within one read transaction, so that a server may go on writing.
// Cost: one look-up for each observation, n log n; memory for one count a
// report.

#include "aggregator/store/sqlite/upkeep/integrity.h"

#include <algorithm>
#include <filesystem>
#include <set>
#include <system_error>
#include <utility>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "absl/time/time.h"
#include "aggregator/correction/correction.h"
#include "aggregator/store/sqlite/database/acknowledged.h"
#include "aggregator/store/sqlite/database/connection.h"
#include "aggregator/store/sqlite/database/moment_table.h"
#include "aggregator/store/sqlite/database/schema.h"
#include "aggregator/store/sqlite/upkeep/report_check.h"

namespace nianbao::aggregator {
namespace {

// Reports that the quick check looks at: the newest, since what was written
// last is what a crash or a short copy loses, and others spread over all.
// Reports have 20 to 150 observations: 64 of them are ten thousand look-ups at
// most.
constexpr int kSampledNewest = 32, kSampledOthers = 32;
// How often progress is told: as often as a person watching can read it.
constexpr absl::Duration kProgressPeriod = absl::Seconds(1);

// The first column of the first row; 0 when there is none.
absl::StatusOr<int64_t> ReadInt(Connection& connection, const char* sql) {
  absl::StatusOr<Statement> statement = connection.Prepare(sql);
  if (!statement.ok()) return statement.status();
  const absl::StatusOr<bool> row = statement->Step();
  if (!row.ok()) return row.status();
  return *row ? statement->Int(0) : 0;
}

// A database without a version: OK when it has no tables either, as a file of a
// server that was stopped before its first commit. Otherwise it is not ours.
absl::Status CheckEmpty(Connection& connection) {
  const absl::StatusOr<int64_t> tables =
      ReadInt(connection, "SELECT count(*) FROM sqlite_schema");
  if (!tables.ok() || *tables == 0) return tables.status();
  return absl::FailedPreconditionError(
      "a database, but none of nianbao-aggregator");
}

// That the database is one of this program's.
absl::Status CheckKnown(Connection& connection, int64_t version) {
  if (version == 0) return CheckEmpty(connection);
  const absl::Status known = CheckSchemaVersion(version);
  if (!known.ok() || version != kSchemaVersion || connection.HasChecksums()) {
    return known;
  }
  return absl::DataLossError(
      "the header says that the pages have no checksums");
}

// The row ids of the reports to look at. The ids need not be without gaps: from
// each point the next one is taken.
absl::StatusOr<std::set<int64_t>> Sample(Connection& connection) {
  const absl::StatusOr<int64_t> last =
      ReadInt(connection, "SELECT max(id) FROM report");
  if (!last.ok()) return last.status();
  absl::StatusOr<Statement> next = connection.Prepare(
      "SELECT id FROM report WHERE id >= ? ORDER BY id LIMIT 1");
  if (!next.ok()) return next.status();
  std::set<int64_t> sample;
  const int64_t others = std::max<int64_t>(0, *last - kSampledNewest);
  for (int i = 0; i < kSampledNewest + kSampledOthers; ++i) {
    const int64_t from = i < kSampledNewest
                             ? *last - i
                             : others / kSampledOthers * (i - kSampledNewest);
    const absl::StatusOr<bool> found = next->Bind(1, from).Step();
    if (!found.ok()) return found.status();
    if (*found) sample.insert(next->Int(0));
    next->Reset();
  }
  return sample;
}

absl::Status CheckSample(Connection& connection) {
  absl::StatusOr<ReportCheck> check = ReportCheck::Create(connection);
  if (!check.ok()) return check.status();
  const absl::StatusOr<std::set<int64_t>> sample = Sample(connection);
  if (!sample.ok()) return sample.status();
  for (const int64_t id : *sample) {
    const absl::Status whole = check->Run(id).status();
    if (!whole.ok()) return whole;
  }
  return absl::OkStatus();
}

class Verifier {
 public:
  Verifier(Connection& connection, const Acknowledged& acknowledged,
           absl::FunctionRef<void(const std::string&)> progress)
      : connection_(connection),
        acknowledged_(acknowledged),
        progress_(progress) {}

  absl::StatusOr<Verification> Run() {
    absl::Status status = connection_.Execute("BEGIN");
    if (status.ok()) status = CheckVersion();
    if (!status.ok()) return status;
    status = CheckPages();
    pages_are_sound_ = status.ok() && result_.problems.empty();
    if (!status.ok()) Note(std::string(status.message()));
    if (result_.version == kSchemaVersion) CheckTables();
    CheckAcknowledged();
    return std::move(result_);
  }

 private:
  // Keeps the problem. True when there is room for more of them.
  bool Note(std::string problem) {
    result_.problems.push_back(std::move(problem));
    return result_.problems.size() < kMaxProblems;
  }

  void Report(const std::string& text) {
    if (absl::Now() - reported_ < kProgressPeriod) return;
    reported_ = absl::Now();
    progress_(text);
  }

  absl::Status CheckVersion() {
    const absl::StatusOr<int64_t> version = ReadSchemaVersion(connection_);
    if (!version.ok()) return version.status();
    result_.version = *version;
    return CheckKnown(connection_, *version);
  }

  absl::Status CheckPages() {
    progress_("checking the pages of the file");
    absl::StatusOr<Statement> rows = connection_.Prepare(
        absl::StrCat("PRAGMA integrity_check(", kMaxProblems, ")"));
    if (!rows.ok()) return rows.status();
    absl::StatusOr<bool> row;
    while ((row = rows->Step()).ok() && *row) {
      if (rows->Bytes(0) != "ok") Note(std::string(rows->Bytes(0)));
    }
    return row.status();
  }

  // Everything that is in tables; of a file with damaged pages only which
  // reports those are of.
  void CheckTables() {
    using Step = absl::Status (Verifier::*)();
    std::vector<Step> steps = {&Verifier::CheckReports};
    if (pages_are_sound_) {
      steps = {&Verifier::CountObservations, &Verifier::CheckReports,
               &Verifier::CheckOwners, &Verifier::CheckCorrections,
               &Verifier::CheckMoments};
    }
    for (const Step step : steps) {
      if (result_.problems.size() >= kMaxProblems) return;
      const absl::Status status = (this->*step)();
      if (!status.ok()) Note(std::string(status.message()));
    }
  }

  absl::Status CountObservations() {
    absl::StatusOr<Statement> rows =
        connection_.Prepare("SELECT report_id FROM observation");
    if (!rows.ok()) return rows.status();
    absl::StatusOr<bool> row;
    while ((row = rows->Step()).ok() && *row) {
      ++counts_[rows->Int(0)];
      // The clock is not asked for each row.
      if (++result_.observations % 4096 == 0) {
        Report(absl::StrCat("counted ", result_.observations, " observations"));
      }
    }
    return row.status();
  }

  absl::Status CheckReports() {
    absl::StatusOr<ReportCheck> check = ReportCheck::Create(connection_);
    if (!check.ok()) return check.status();
    const absl::StatusOr<int64_t> total =
        ReadInt(connection_, "SELECT count(*) FROM report");
    if (!total.ok()) return total.status();
    absl::StatusOr<Statement> ids =
        connection_.Prepare("SELECT id FROM report ORDER BY id");
    if (!ids.ok()) return ids.status();
    absl::StatusOr<bool> row;
    while ((row = ids->Step()).ok() && *row) {
      ++result_.reports;
      if (!CheckReport(*check, ids->Int(0))) return absl::OkStatus();
      Report(absl::StrCat("checked ", result_.reports, " of ", *total,
                          " reports"));
    }
    return row.status();
  }

  // False when there have been problems enough.
  bool CheckReport(ReportCheck& check, int64_t id) {
    const absl::StatusOr<int64_t> expected = check.Run(id);
    const auto counted = counts_.extract(id);
    const int64_t rows = counted.empty() ? 0 : counted.mapped();
    if (!expected.ok()) return Note(std::string(expected.status().message()));
    if (*expected == rows || !pages_are_sound_) return true;
    return Note(absl::StrCat("report row ", id, ": ", *expected,
                             " observations, but ", rows,
                             " in the table of observations"));
  }

  // Finds rows of reports that are missing: counts that CheckReport has not
  // taken off, and contents.
  absl::Status CheckOwners() {
    for (const auto& [id, rows] : counts_) {
      if (!Note(absl::StrCat(rows, " observations of report row ", id,
                             ", which is missing"))) {
        return absl::OkStatus();
      }
    }
    const absl::StatusOr<int64_t> orphans =
        ReadInt(connection_,
                "SELECT count(*) FROM report_content WHERE report_id NOT IN "
                "(SELECT id FROM report)");
    if (!orphans.ok()) return orphans.status();
    if (*orphans > 0) {
      Note(absl::StrCat(*orphans, " contents of reports that are missing"));
    }
    return absl::OkStatus();
  }

  absl::Status CheckCorrections() {
    absl::StatusOr<Statement> rows = connection_.Prepare(
        "SELECT id, field, digest IN (SELECT digest FROM report), "
        "superseded_at IS NULL OR superseded_at >= stored_at "
        "FROM correction ORDER BY id");
    if (!rows.ok()) return rows.status();
    absl::StatusOr<bool> row;
    while ((row = rows->Step()).ok() && *row) {
      absl::string_view wrong;
      if (FindCorrectableField(rows->Bytes(1)) == nullptr) {
        wrong = "of a field that is not corrected";
      } else if (rows->Int(2) == 0) {
        wrong = "of a report that is missing";
      } else if (rows->Int(3) == 0) {
        wrong = "ends before it begins";
      } else {
        continue;
      }
      if (!Note(absl::StrCat("correction ", rows->Int(0), ": ", wrong))) break;
    }
    return row.status();
  }

  // Each transaction must have put in and superseded as many rows as it says.
  absl::Status CheckMoments() {
    absl::StatusOr<Statement> rows = connection_.Prepare(
        "WITH stored AS (SELECT stored_at AS at, count(*) AS n FROM report "
        "GROUP BY stored_at), "
        "superseded AS (SELECT superseded_at AS at, count(*) AS n FROM report "
        "WHERE superseded_at IS NOT NULL GROUP BY superseded_at) "
        "SELECT m.id, m.stored, ifnull(stored.n, 0), m.superseded, "
        "ifnull(superseded.n, 0) FROM moment AS m "
        "LEFT JOIN stored ON stored.at = m.moment "
        "LEFT JOIN superseded ON superseded.at = m.moment "
        "WHERE m.stored != ifnull(stored.n, 0) "
        "OR m.superseded != ifnull(superseded.n, 0) ORDER BY m.id");
    if (!rows.ok()) return rows.status();
    absl::StatusOr<bool> row;
    while ((row = rows->Step()).ok() && *row) {
      if (!Note(absl::StrCat("transaction ", rows->Int(0), " stored ",
                             rows->Int(1), " reports and superseded ",
                             rows->Int(3), ", but ", rows->Int(2), " and ",
                             rows->Int(4), " are of its moment"))) {
        break;
      }
    }
    if (!row.ok()) return row.status();
    const absl::StatusOr<int64_t> strangers = ReadInt(
        connection_,
        "SELECT count(*) FROM report WHERE stored_at NOT IN (SELECT moment "
        "FROM moment) OR superseded_at NOT IN (SELECT moment FROM moment)");
    if (strangers.ok() && *strangers > 0) {
      Note(absl::StrCat(*strangers, " reports are of no transaction's moment"));
    }
    return strangers.status();
  }

  // Also of a database that has lost all that it had, its tables included.
  void CheckAcknowledged() {
    LastMoment last;
    if (result_.version == kSchemaVersion) {
      const absl::StatusOr<LastMoment> read = ReadLastMoment(connection_);
      // That has been noted.
      if (!read.ok()) return;
      last = *read;
    } else if (result_.version != 0) {
      return;
    }
    const std::string missing = Missing(Compare(acknowledged_, last));
    if (!missing.empty()) Note(missing);
  }

  Connection& connection_;
  const Acknowledged acknowledged_;
  const absl::FunctionRef<void(const std::string&)> progress_;
  // Pages must be before anything that is in them is counted.
  bool pages_are_sound_ = false;
  absl::Time reported_ = absl::Now();
  // The number of rows in the table of observations, by report.
  absl::flat_hash_map<int64_t, int64_t> counts_;
  Verification result_;
};

}  // namespace

absl::Status CheckQuickly(const std::string& path) {
  std::error_code missing;
  if (std::filesystem::file_size(path, missing) == 0 || missing) {
    return absl::OkStatus();
  }
  absl::StatusOr<Connection> connection = Connection::OpenReadOnly(path);
  if (!connection.ok()) return connection.status();
  const absl::StatusOr<int64_t> version = ReadSchemaVersion(*connection);
  if (!version.ok()) return version.status();
  const absl::Status known = CheckKnown(*connection, *version);
  // Tables of an earlier version are migrated next, which reads every report.
  if (!known.ok() || *version != kSchemaVersion) return known;
  return CheckSample(*connection);
}

absl::StatusOr<Verification> Verify(
    const std::string& path,
    absl::FunctionRef<void(const std::string&)> progress) {
  // Read first: a server may go on, and must not be ahead of what is looked at.
  const Acknowledged acknowledged = ReadAcknowledged(path);
  absl::StatusOr<Connection> connection = Connection::OpenReadOnly(path);
  if (!connection.ok()) return connection.status();
  return Verifier(*connection, acknowledged, progress).Run();
}

}  // namespace nianbao::aggregator
