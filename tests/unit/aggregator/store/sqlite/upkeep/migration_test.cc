// Databases of earlier versions of the program are brought up to date.
#include <fstream>
#include <iterator>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/algorithm/container.h"
#include "absl/strings/match.h"
#include "aggregator/store/sqlite/database/schema.h"
#include "aggregator/store/sqlite/database/stored_report.h"
#include "aggregator/store/sqlite/reading/loader.h"
#include "aggregator/store/sqlite/upkeep/integrity.h"
#include "common/domain/report_identity.h"
#include "gmock/gmock.h"
#include "google/protobuf/util/message_differencer.h"
#include "gtest/gtest.h"
#include "tests/integration/aggregator/corpus.h"
#include "tests/paths.h"
#include "tests/temporary_folder.h"
#include "tests/unit/aggregator/columns/columns_canonical.h"
#include "tests/unit/aggregator/store/sqlite/sqlite_fixture.h"

namespace nianbao::aggregator {
namespace migration_test {

using google::protobuf::util::MessageDifferencer;

// As version 1 of the schema had it.
constexpr char kVersion1[] = R"sql(
  CREATE TABLE issuer (
    id INTEGER PRIMARY KEY,
    key TEXT NOT NULL UNIQUE
  ) STRICT;
  CREATE TABLE indicator (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE
  ) STRICT;
  CREATE TABLE report (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL UNIQUE,
    source_uri TEXT NOT NULL UNIQUE,
    issuer_id INTEGER NOT NULL,
    issuer_name TEXT NOT NULL,
    division_code TEXT NOT NULL,
    level INTEGER NOT NULL,
    year INTEGER NOT NULL,
    first_year INTEGER NOT NULL,
    type INTEGER NOT NULL,
    counted INTEGER NOT NULL
  ) STRICT;
  CREATE INDEX report_by_issuer ON report (issuer_id, year, type);
  CREATE TABLE report_content (
    report_id INTEGER PRIMARY KEY,
    observation_count INTEGER NOT NULL,
    diagnostic_count INTEGER NOT NULL,
    brief BLOB NOT NULL,
    content BLOB NOT NULL
  ) STRICT;
  CREATE TABLE observation (
    indicator_id INTEGER NOT NULL,
    kind INTEGER NOT NULL,
    year INTEGER NOT NULL,
    report_id INTEGER NOT NULL,
    position INTEGER NOT NULL,
    value REAL NOT NULL,
    confidence REAL NOT NULL,
    flags INTEGER NOT NULL,
    PRIMARY KEY (indicator_id, kind, year, report_id, position)
  ) STRICT, WITHOUT ROWID;
  PRAGMA user_version = 1;
)sql";

class MigrationTest : public ::testing::Test {
 protected:
  MigrationTest() {
    const Corpus corpus = GenerateCorpus(21, 6000);
    const auto store = OpenStore(today_);
    for (const CorpusReport& report : corpus.reports) {
      EXPECT_TRUE(Upload(*store, report.report).ok());
    }
    const auto summaries = store->List({.limit = 10000});
    for (const v1::ReportSummary& summary : *summaries) {
      reports_.push_back(*store->Get(summary.report().name()));
    }
    const auto moment = [](const v1::Report& report) {
      return std::pair(report.upload_time().seconds(),
                       report.upload_time().nanos());
    };
    absl::c_sort(reports_, [&](const v1::Report& a, const v1::Report& b) {
      return moment(a) < moment(b);
    });
  }

  // Puts the reports in as version 1 did; only what it counted, and the flags
  // it kept, are left unsaid.
  void MakeVersion1() {
    Connection connection = *Connection::Open(old_);
    ASSERT_TRUE(connection.Execute(kVersion1).ok());
    ASSERT_TRUE(connection.Execute("BEGIN").ok());
    for (size_t i = 0; i < reports_.size(); ++i) {
      InsertVersion1(connection, static_cast<int64_t>(2 * i + 1), reports_[i]);
    }
    ASSERT_TRUE(connection.Execute("COMMIT").ok());
  }

  static void InsertVersion1(Connection& connection, int64_t id,
                             const v1::Report& report) {
    const std::string issuer = IssuerKey(report);
    Run(connection.Prepare("INSERT OR IGNORE INTO issuer (key) VALUES (?)")
            ->BindText(1, issuer));
    const bool one_year =
        report.first_year() == 0 || report.first_year() == report.year();
    Run(connection
            .Prepare("INSERT INTO report VALUES (?1, ?2, ?3, (SELECT id FROM "
                     "issuer WHERE key = ?4), ?5, ?6, ?7, ?8, ?9, ?10, 0)")
            ->Bind(1, id)
            .BindText(2, report.name())
            .BindText(3, report.source_uri())
            .BindText(4, issuer)
            .BindText(5, report.issuer().name())
            .BindText(6, report.issuer().division_code())
            .Bind(7, int64_t{report.issuer().level()})
            .Bind(8, int64_t{report.year()})
            .Bind(9, int64_t{one_year ? 0 : report.first_year()})
            .Bind(10, int64_t{report.type()}));
    v1::Report brief = report;
    brief.clear_observations();
    brief.clear_diagnostics();
    const std::string bytes = brief.SerializeAsString();
    const std::string content = report.SerializeAsString();
    Run(connection.Prepare("INSERT INTO report_content VALUES (?, ?, ?, ?, ?)")
            ->Bind(1, id)
            .Bind(2, int64_t{report.observations_size()})
            .Bind(3, int64_t{report.diagnostics_size()})
            .BindBlob(4, bytes)
            .BindBlob(5, content));
    for (int i = 0; i < report.observations_size(); ++i) {
      const v1::Observation& o = report.observations(i);
      Run(connection
              .Prepare("INSERT OR IGNORE INTO indicator (name) VALUES (?)")
              ->BindText(1, o.indicator()));
      Run(connection
              .Prepare(
                  "INSERT INTO observation VALUES ((SELECT id FROM "
                  "indicator WHERE name = ?1), ?2, ?3, ?4, ?5, ?6, ?7, 15)")
              ->BindText(1, o.indicator())
              .Bind(2, int64_t{o.kind() == 0 ? v1::KIND_LEVEL : o.kind()})
              .Bind(3, int64_t{o.year()})
              .Bind(4, id)
              .Bind(5, int64_t{i})
              .Bind(6, o.quantity().value())
              .Bind(7, o.confidence()));
    }
  }

  static void Run(Statement& statement) {
    const absl::Status status = statement.Run();
    ASSERT_TRUE(status.ok()) << status;
  }

  static CanonicalSnapshot ColumnsOf(const std::string& path) {
    ConnectionPool pool(path);
    const absl::StatusOr<SnapshotPtr> snapshot = LoadSnapshot(
        pool, BuiltIn(), {}, [] { return false; }, [](const LoadProgress&) {});
    EXPECT_TRUE(snapshot.ok()) << snapshot.status();
    return snapshot.ok() ? Canonical(**snapshot) : CanonicalSnapshot();
  }

  TemporaryFolder folder_;
  const std::string today_ = folder_.path() + "/today.db";
  const std::string old_ = folder_.path() + "/old.db";
  // Those current in today_, in the order of their upload.
  std::vector<v1::Report> reports_;
};

TEST_F(MigrationTest, Version1AnswersAsIfUploadedToday) {
  MakeVersion1();
  const auto store = OpenStore(old_);
  const CanonicalSnapshot expected = ColumnsOf(today_);
  EXPECT_GT(expected.chunks.size(), 50);
  EXPECT_EQ(ColumnsOf(old_), expected);
  for (const v1::Report& report : reports_) {
    const absl::StatusOr<v1::Report> got = store->Get(report.name());
    ASSERT_TRUE(got.ok()) << got.status();
    EXPECT_TRUE(MessageDifferencer::Equals(*got, report));
    EXPECT_EQ(Upload(*store, report)->outcome,
              v1::UploadReportsResponse::OUTCOME_UNCHANGED);
  }
  EXPECT_EQ(Upload(*store, SampleReport("http://new.test/", 1))->outcome,
            v1::UploadReportsResponse::OUTCOME_CREATED);
}

TEST_F(MigrationTest, ADamagedDatabaseStaysAsItWas) {
  MakeVersion1();
  {
    Connection connection = *Connection::Open(old_);
    ASSERT_TRUE(connection
                    .Execute("UPDATE report_content SET content = x'ff' "
                             "WHERE report_id = 7")
                    .ok());
  }
  EXPECT_EQ(SqliteStore::Open(old_, BuiltIn()).status().code(),
            absl::StatusCode::kDataLoss);
  Connection connection = *Connection::Open(old_);
  Statement version = *connection.Prepare("PRAGMA user_version");
  ASSERT_TRUE(*version.Step());
  EXPECT_EQ(version.Int(0), 1);
  Statement reports =
      *connection.Prepare("SELECT sum(counted = 0) FROM report");
  ASSERT_TRUE(*reports.Step());
  EXPECT_EQ(reports.Int(0), static_cast<int64_t>(reports_.size()));
}

// The file was made by the program of version 2, from six documents: two have
// one content and its issuer, two one content of no issuer, and one was stored
// twice with two contents.
class MigrationFromVersion2Test : public ::testing::Test {
 protected:
  MigrationFromVersion2Test() {
    std::ifstream file(TestData("database/version-2.sql"));
    const std::string sql{std::istreambuf_iterator<char>(file), {}};
    // As that program did: no page has a checksum.
    sqlite3* raw = nullptr;
    EXPECT_EQ(sqlite3_open(path_.c_str(), &raw), SQLITE_OK);
    EXPECT_EQ(sqlite3_exec(raw, sql.c_str(), nullptr, nullptr, nullptr),
              SQLITE_OK);
    sqlite3_close(raw);
  }

  // The values of sample.accepted that count, now or as of a moment. The
  // catalogue of the tests does not have that indicator: all are asked for.
  std::vector<double> Accepted(SqliteStore& store,
                               std::optional<int64_t> moment = std::nullopt) {
    v1::QueryObservationsRequest request;
    request.mutable_selection()->set_include_unidentified(true);
    if (moment) {
      *request.mutable_selection()->mutable_as_of() = ToTimestamp(*moment);
    }
    const auto rows = Query(store, request);
    EXPECT_TRUE(rows.ok()) << rows.status();
    std::vector<double> values;
    if (!rows.ok()) return values;
    for (const auto& row : *rows) {
      if (row.observation().indicator() != "indicators/sample.accepted") {
        continue;
      }
      values.push_back(row.observation().quantity().value());
    }
    return values;
  }

  TemporaryFolder folder_;
  const std::string path_ = folder_.path() + "/old.db";
};

TEST_F(MigrationFromVersion2Test, NamesAreOfContentsAndContentsCountOnce) {
  const auto store = OpenStore(path_);
  std::vector<std::string> sources;
  const auto summaries = store->List({.limit = 100});
  for (const v1::ReportSummary& summary : *summaries) {
    const v1::Report& report = summary.report();
    sources.push_back(report.source_uri());
    EXPECT_EQ(report.name(), ReportName(report));
    EXPECT_TRUE(
        absl::EndsWith(report.name(), report.content_sha256().substr(0, 16)));
    const absl::StatusOr<v1::Report> got = store->Get(report.name());
    ASSERT_TRUE(got.ok()) << got.status();
    EXPECT_EQ(Upload(*store, *got)->outcome,
              v1::UploadReportsResponse::OUTCOME_UNCHANGED);
    // Moved to another folder it is still the same report.
    v1::Report moved = *got;
    moved.set_source_uri("/elsewhere" + report.source_uri());
    EXPECT_EQ(Upload(*store, moved)->name, report.name());
  }
  EXPECT_THAT(sources, testing::UnorderedElementsAre(
                           "/srv/reports/beijing/chaoyang-2020.txt",
                           "/srv/reports/beijing/haidian-2019.txt",
                           "/srv/reports/copy.txt",
                           "/srv/reports/sichuan/chengdu-2020.txt",
                           "/srv/reports/unknown-copy.txt"));
}

TEST_F(MigrationFromVersion2Test, AnswersNowAndAsOfEarlierMoments) {
  const auto store = OpenStore(path_);
  EXPECT_THAT(Accepted(*store),
              testing::UnorderedElementsAre(540, 560, 1350, 1200, 123));
  // Before any upload, and after the first four reports.
  EXPECT_THAT(Accepted(*store, 1796003400000000), testing::IsEmpty());
  EXPECT_THAT(Accepted(*store, 1796003401000000),
              testing::UnorderedElementsAre(540, 560, 1350, 1100));
}

TEST_F(MigrationFromVersion2Test, GivesPagesTheirChecksums) {
  EXPECT_FALSE(Connection::OpenExisting(path_)->HasChecksums());
  const auto store = OpenStore(path_);
  EXPECT_TRUE(Connection::OpenReadOnly(path_)->HasChecksums());
}

// As after a crash between the two.
TEST_F(MigrationFromVersion2Test, GoesOnWithPagesThatHaveChecksums) {
  {
    Connection connection = *Connection::Open(path_);
    ASSERT_TRUE(
        connection.Execute("VACUUM; PRAGMA wal_checkpoint(TRUNCATE)").ok());
    EXPECT_TRUE(connection.HasChecksums());
  }
  const auto store = OpenStore(path_);
  EXPECT_EQ(store->List({.limit = 100})->size(), 5);
}

TEST_F(MigrationFromVersion2Test, GivesAWholeDatabase) {
  OpenStore(path_).reset();
  const auto found = Verify(path_, [](const std::string&) {});
  ASSERT_TRUE(found.ok()) << found.status();
  EXPECT_THAT(found->problems, testing::IsEmpty());
  EXPECT_EQ(found->reports, 8);
}

TEST_F(MigrationFromVersion2Test, ADamagedDatabaseStaysAsItWas) {
  EXPECT_TRUE(Connection::Open(path_)
                  ->Execute("UPDATE report_content SET content = x'ff' "
                            "WHERE report_id = 7")
                  .ok());
  EXPECT_EQ(SqliteStore::Open(path_, BuiltIn()).status().code(),
            absl::StatusCode::kDataLoss);
  Connection connection = *Connection::Open(path_);
  EXPECT_EQ(*ReadSchemaVersion(connection), 2);
  Statement names = *connection.Prepare(
      "SELECT count(*) FROM report WHERE length(name) = "
      "length('reports/110105-2020-495e4853')");
  ASSERT_TRUE(*names.Step());
  EXPECT_EQ(names.Int(0), 6);
}

}  // namespace migration_test
}  // namespace nianbao::aggregator
