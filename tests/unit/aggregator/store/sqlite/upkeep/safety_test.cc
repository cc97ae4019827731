// One store a file, damage found before it spreads, copies made in use.
#include <sys/wait.h>
#include <unistd.h>

#include <atomic>
#include <filesystem>
#include <fstream>
#include <optional>
#include <string>
#include <thread>

#include "aggregator/store/sqlite/database/file_lock.h"
#include "aggregator/store/sqlite/upkeep/backup.h"
#include "aggregator/store/sqlite/upkeep/integrity.h"
#include "aggregator/store/sqlite/upkeep/partial_file.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/temporary_folder.h"
#include "tests/unit/aggregator/store/sqlite/sqlite_fixture.h"

namespace nianbao::aggregator {
namespace safety_test {

using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

void NoProgress(int, int) {}
void NoText(const std::string&) {}

std::string BytesOf(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  return std::string(std::istreambuf_iterator<char>(file), {});
}

std::string Source(int i) { return "http://a.test/" + std::to_string(i); }

class SqliteSafetyTest : public ::testing::Test {
 protected:
  // A store of `count` reports, closed again.
  void Fill(int count) {
    const auto store = OpenStore(path_);
    for (int i = 0; i < count; ++i) {
      ASSERT_TRUE(Upload(*store, SampleReport(Source(i), i)).ok());
    }
  }

  // Changes the file behind the back of the store.
  void Execute(const char* sql) {
    Connection connection = *Connection::Open(path_);
    const absl::Status status = connection.Execute(sql);
    ASSERT_TRUE(status.ok()) << status;
  }

  absl::Status OpenError() {
    return SqliteStore::Open(path_, BuiltIn()).status();
  }

  // Refused with an error that names the file, whose bytes stay.
  void ExpectRefusedUntouched(absl::StatusCode code) {
    const std::string before = BytesOf(path_);
    const absl::Status error = OpenError();
    EXPECT_EQ(error.code(), code) << error;
    EXPECT_THAT(std::string(error.message()), HasSubstr(path_));
    EXPECT_EQ(BytesOf(path_), before);
  }

  Verification Verified(const std::string& path) {
    const absl::StatusOr<Verification> found = Verify(path, NoText);
    EXPECT_TRUE(found.ok()) << found.status();
    return found.ok() ? *found : Verification();
  }

  TemporaryFolder folder_;
  const std::string path_ = folder_.path() + "/nianbao.db";
  const std::string copy_ = folder_.path() + "/copy.db";
};

TEST_F(SqliteSafetyTest, ASecondStoreOfTheSameFileIsRefused) {
  auto store = OpenStore(path_);
  const absl::Status refused = OpenError();
  EXPECT_EQ(refused.code(), absl::StatusCode::kFailedPrecondition);
  EXPECT_THAT(std::string(refused.message()), HasSubstr(path_));
  const std::string alias = folder_.path() + "/alias.db";
  std::filesystem::create_symlink(path_, alias);
  EXPECT_EQ(SqliteStore::Open(alias, BuiltIn()).status().code(),
            absl::StatusCode::kFailedPrecondition);
  store.reset();
  EXPECT_TRUE(OpenError().ok());
}

TEST_F(SqliteSafetyTest, AKilledProcessLetsGoOfTheLock) {
  int ready[2];
  ASSERT_EQ(pipe(ready), 0);
  const pid_t child = fork();
  if (child == 0) {
    const auto lock = FileLock::Acquire(path_);
    const char held = lock.ok() ? 'y' : 'n';
    if (write(ready[1], &held, 1) == 1) pause();
    _exit(1);
  }
  char held = 0;
  ASSERT_EQ(read(ready[0], &held, 1), 1);
  EXPECT_EQ(held, 'y');
  EXPECT_EQ(FileLock::Acquire(path_).status().code(),
            absl::StatusCode::kFailedPrecondition);
  kill(child, SIGKILL);
  waitpid(child, nullptr, 0);
  EXPECT_TRUE(FileLock::Acquire(path_).ok());
}

TEST_F(SqliteSafetyTest, AFolderWithoutRoomForTheLockIsNamed) {
  const absl::Status error =
      SqliteStore::Open(folder_.path() + "/none/nianbao.db", BuiltIn())
          .status();
  EXPECT_EQ(error.code(), absl::StatusCode::kUnavailable);
  EXPECT_THAT(std::string(error.message()), HasSubstr("/none/nianbao.db"));
}

TEST_F(SqliteSafetyTest, WhatIsNoDatabaseIsRefusedUntouched) {
  std::ofstream(path_) << std::string(10000, 'x');
  ExpectRefusedUntouched(absl::StatusCode::kDataLoss);
}

TEST_F(SqliteSafetyTest, AnotherProgramsDatabaseIsRefusedUntouched) {
  Execute("PRAGMA journal_mode = DELETE; CREATE TABLE person (id INTEGER)");
  ExpectRefusedUntouched(absl::StatusCode::kFailedPrecondition);
}

TEST_F(SqliteSafetyTest, ATruncatedFileIsRefusedUntouched) {
  Fill(100);
  std::filesystem::resize_file(path_, std::filesystem::file_size(path_) / 2);
  ExpectRefusedUntouched(absl::StatusCode::kDataLoss);
}

TEST_F(SqliteSafetyTest, OverwrittenPagesAreFound) {
  Fill(100);
  const auto size = std::filesystem::file_size(path_);
  {
    std::fstream file(path_, std::ios::in | std::ios::out | std::ios::binary);
    file.seekp(4096);
    file << std::string(size - 4096, '\x5a');
  }
  ExpectRefusedUntouched(absl::StatusCode::kDataLoss);
  const absl::StatusOr<Verification> found = Verify(path_, NoText);
  EXPECT_TRUE(!found.ok() || !found->problems.empty());
}

struct Damage {
  const char* name;
  const char* sql;
  const char* problem;
};

class DamageTest : public SqliteSafetyTest,
                   public ::testing::WithParamInterface<Damage> {};

TEST_P(DamageTest, IsFoundByVerify) {
  Fill(40);
  EXPECT_THAT(Verified(path_).problems, IsEmpty());
  Execute(GetParam().sql);
  EXPECT_THAT(Verified(path_).problems,
              Contains(HasSubstr(GetParam().problem)));
}

INSTANTIATE_TEST_SUITE_P(
    , DamageTest,
    ::testing::Values(
        Damage{"NoContent", "DELETE FROM report_content WHERE report_id = 7",
               "report row 7: no content"},
        Damage{"BrokenContent",
               "UPDATE report_content SET content = x'ff' WHERE report_id = 7",
               "report row 7: the content does not parse"},
        Damage{"OtherContent",
               "UPDATE report_content SET content = x'' WHERE report_id = 7",
               "report row 7: the content is not what was counted"},
        Damage{"NoObservation", "DELETE FROM observation WHERE report_id = 7",
               "report row 7: observation 0 is not in the table"},
        Damage{"OtherValue",
               "UPDATE observation SET value = 1e9 WHERE report_id = 7",
               "report row 7: observation 0 is of another value"},
        Damage{"OneObservationTooMany",
               "INSERT INTO observation SELECT indicator_id, kind, year, 7, "
               "99, value, confidence, flags, unit_id FROM observation LIMIT 1",
               "report row 7: 1 observations, but 2 in the table"},
        Damage{"ObservationOfNobody",
               "INSERT INTO observation SELECT indicator_id, kind, year, 999, "
               "position, value, confidence, flags, unit_id FROM observation "
               "LIMIT 1",
               "1 observations of report row 999, which is missing"},
        Damage{"OtherFlags",
               "UPDATE observation SET flags = flags | 8 WHERE report_id = 7",
               "report row 7: observation 0 is of other flags"},
        Damage{"OtherConfidence",
               "UPDATE observation SET confidence = 0.1 WHERE report_id = 7",
               "report row 7: observation 0 is of other flags or confidence"},
        Damage{"OtherKind",
               "UPDATE observation SET kind = 2 WHERE report_id = 7",
               "report row 7: observation 0 is not in"},
        Damage{"OtherYearOfAnObservation",
               "UPDATE observation SET year = 1999 WHERE report_id = 7",
               "report row 7: observation 0 is not in"},
        Damage{"OtherPosition",
               "UPDATE observation SET position = 5 WHERE report_id = 7",
               "report row 7: observation 0 is not in"},
        Damage{"OtherUnit", "UPDATE unit SET name = '万件'",
               "report row 7: observation 0 is of another value"},
        Damage{"OtherIndicator", "UPDATE indicator SET name = 'indicators/x'",
               "report row 7: observation 0 is not in"},
        Damage{"OtherName", "UPDATE report SET name = 'x' WHERE id = 7",
               "report row 7: name is not what"},
        Damage{"OtherDigest", "UPDATE report SET digest = 'x' WHERE id = 7",
               "report row 7: digest is not what"},
        Damage{"OtherSource", "UPDATE report SET source_uri = 'x' WHERE id = 7",
               "report row 7: source_uri is not what"},
        Damage{"OtherIssuer", "UPDATE issuer SET key = 'x' WHERE id = 1",
               "report row 7: issuer is not what"},
        Damage{"OtherIssuerName",
               "UPDATE report SET issuer_name = 'x' WHERE id = 7",
               "report row 7: issuer_name is not what"},
        Damage{"OtherDivision",
               "UPDATE report SET division_code = '110101' WHERE id = 7",
               "report row 7: division_code is not what"},
        Damage{"OtherLevel", "UPDATE report SET level = 1 WHERE id = 7",
               "report row 7: level is not what"},
        Damage{"OtherYear", "UPDATE report SET year = 1999 WHERE id = 7",
               "report row 7: year is not what"},
        Damage{"OtherFirstYear",
               "UPDATE report SET first_year = 1999 WHERE id = 7",
               "report row 7: first_year is not what"},
        Damage{"OtherType", "UPDATE report SET type = 2 WHERE id = 7",
               "report row 7: type is not what"},
        Damage{"OtherBrief",
               "UPDATE report_content SET brief = x'' WHERE report_id = 7",
               "report row 7: the brief is not what"},
        Damage{"Superseded",
               "UPDATE report SET superseded_at = stored_at + 1 WHERE id = 7",
               "1 reports are of no transaction's moment"},
        Damage{"SupersededByAnother",
               "UPDATE report SET superseded_at = (SELECT stored_at FROM "
               "report WHERE id = 9) WHERE id = 7",
               "transaction 9 stored 1 reports and superseded 0, but 1 and 1"},
        Damage{"StoredWithAnother",
               "UPDATE report SET stored_at = (SELECT stored_at FROM report "
               "WHERE id = 6) WHERE id = 7",
               "transaction 7 stored 1 reports and superseded 0, but 0 and 0"},
        Damage{"OtherMoment", "UPDATE moment SET moment = 7 WHERE id = 7",
               "1 reports are of no transaction's moment"},
        Damage{"ContentOfNobody",
               "INSERT INTO report_content VALUES (999, 0, 0, x'', x'')",
               "1 contents of reports that are missing"}),
    [](const auto& damage) { return damage.param.name; });

TEST_F(SqliteSafetyTest, AReportThatIsCurrentAgainIsFound) {
  Fill(5);
  Fill(5);
  {
    const auto store = OpenStore(path_);
    const auto summaries = store->List({.limit = 1});
    ASSERT_TRUE(Delete(*store, summaries->at(0).report().name()).ok());
  }
  EXPECT_THAT(Verified(path_).problems, IsEmpty());
  Execute("UPDATE report SET superseded_at = NULL");
  EXPECT_THAT(Verified(path_).problems,
              Contains(HasSubstr("transaction 6 stored 0 reports and "
                                 "superseded 1, but 0 and 0")));
}

TEST_F(SqliteSafetyTest, AStartLooksAtTheNewestReports) {
  Fill(200);
  Execute("UPDATE report_content SET content = x'ff' WHERE report_id = 190");
  ExpectRefusedUntouched(absl::StatusCode::kDataLoss);
}

TEST_F(SqliteSafetyTest, ABackupIsOfOneMomentWhileTheStoreWrites) {
  auto store = OpenStore(path_);
  // More than one step of the copy.
  v1::Report large = SampleReport("http://large.test/", 1);
  large.set_title(std::string(6 << 20, 'x'));
  ASSERT_TRUE(Upload(*store, large).ok());
  int before = 0;
  std::atomic<int> stored = 0;
  std::atomic<bool> enough = false;
  std::thread uploads([&] {
    for (int i = 0; !enough; ++i) {
      ASSERT_TRUE(Upload(*store, SampleReport(Source(i), i)).ok());
      ++stored;
    }
  });
  while (stored == 0) std::this_thread::yield();
  before = stored;
  std::optional<int> at_first_step;
  // Between the steps the store goes on, and the copy does not begin anew.
  const absl::Status copied = Backup(path_, copy_, [&](int done, int total) {
    if (at_first_step.has_value()) return;
    EXPECT_LT(done, total);
    at_first_step = stored;
    while (stored < *at_first_step + 5) std::this_thread::yield();
  });
  enough = true;
  uploads.join();
  ASSERT_TRUE(copied.ok()) << copied;
  store.reset();
  const Verification found = Verified(copy_);
  EXPECT_THAT(found.problems, IsEmpty());
  EXPECT_GE(found.reports, before + 1);
  EXPECT_LE(found.reports, *at_first_step + 2);
  EXPECT_FALSE(std::filesystem::exists(copy_ + "-wal"));
}

TEST_F(SqliteSafetyTest, ABackupReplacesAnEarlierOneButNoDatabaseInUse) {
  Fill(3);
  ASSERT_TRUE(Backup(path_, copy_, NoProgress).ok());
  Execute(
      "DELETE FROM report WHERE id = 3;"
      "DELETE FROM report_content WHERE report_id = 3;"
      "DELETE FROM observation WHERE report_id = 3");
  ASSERT_TRUE(Backup(path_, copy_, NoProgress).ok());
  EXPECT_EQ(Verified(copy_).reports, 2);
  EXPECT_EQ(Backup(path_, path_, NoProgress).code(),
            absl::StatusCode::kFailedPrecondition);
  const auto used = OpenStore(copy_);
  EXPECT_EQ(Backup(path_, copy_, NoProgress).code(),
            absl::StatusCode::kFailedPrecondition);
}

TEST_F(SqliteSafetyTest, ACopyIsForWhomTheFileBeforeItWas) {
  using std::filesystem::perms;
  const auto mode = [](const std::string& path) {
    return std::filesystem::status(path).permissions();
  };
  constexpr perms kOwner = perms::owner_read | perms::owner_write;
  Fill(1);
  std::filesystem::permissions(path_, kOwner | perms::group_read);
  ASSERT_TRUE(Backup(path_, copy_, NoProgress).ok());
  EXPECT_EQ(mode(copy_), kOwner | perms::group_read);
  std::filesystem::permissions(path_, kOwner);
  ASSERT_TRUE(Restore(path_, copy_, true, NoProgress).ok());
  EXPECT_EQ(mode(path_), kOwner);
}

TEST_F(SqliteSafetyTest, NothingIsLeftOfABackupThatFailed) {
  std::ofstream(path_) << std::string(10000, 'x');
  EXPECT_EQ(Backup(path_, copy_, NoProgress).code(),
            absl::StatusCode::kDataLoss);
  const std::filesystem::directory_iterator files(folder_.path());
  EXPECT_EQ(std::distance(begin(files), end(files)), 1);
}

// As a process that was killed leaves them.
TEST_F(SqliteSafetyTest, ABackupRemovesWhatAKilledOneHasLeft) {
  Fill(1);
  const std::string left = copy_ + ".partial-abcdef";
  const std::string another = copy_ + ".partially";
  for (const std::string& name :
       {left, left + "-wal", left + "-shm", another}) {
    std::ofstream(name) << "half";
  }
  ASSERT_TRUE(Backup(path_, copy_, NoProgress).ok());
  EXPECT_FALSE(std::filesystem::exists(left));
  EXPECT_FALSE(std::filesystem::exists(left + "-wal"));
  EXPECT_FALSE(std::filesystem::exists(left + "-shm"));
  EXPECT_TRUE(std::filesystem::exists(another));
}

TEST_F(SqliteSafetyTest, ABackupLeavesWhatAnotherOneIsMaking) {
  Fill(1);
  {
    const auto other = PartialFile::Make(copy_, path_);
    ASSERT_TRUE(other.ok()) << other.status();
    ASSERT_TRUE(Backup(path_, copy_, NoProgress).ok());
    EXPECT_TRUE(std::filesystem::exists(other->name()));
  }
  EXPECT_EQ(Verified(copy_).reports, 1);
}

struct Version {
  const char* name;
  const char* sql;
  absl::StatusCode code;
  const char* words;
};

class VersionTest : public SqliteSafetyTest,
                    public ::testing::WithParamInterface<Version> {};

TEST_P(VersionTest, IsRefusedUntouchedAndVerifySaysWhy) {
  Fill(1);
  Execute("PRAGMA journal_mode = DELETE");
  Execute(GetParam().sql);
  Execute("PRAGMA journal_mode = DELETE");
  ExpectRefusedUntouched(GetParam().code);
  const absl::Status found = Verify(path_, NoText).status();
  EXPECT_EQ(found.code(), GetParam().code);
  EXPECT_THAT(std::string(found.message()), HasSubstr(GetParam().words));
}

INSTANTIATE_TEST_SUITE_P(
    , VersionTest,
    ::testing::Values(Version{"Newer", "PRAGMA user_version = 99",
                              absl::StatusCode::kFailedPrecondition, "newer"},
                      Version{"Negative", "PRAGMA user_version = -1",
                              absl::StatusCode::kDataLoss, "no program makes"}),
    [](const auto& version) { return version.param.name; });

TEST_F(SqliteSafetyTest, RestoreGivesTheStateOfTheBackup) {
  Fill(3);
  ASSERT_TRUE(Backup(path_, copy_, NoProgress).ok());
  Fill(5);
  EXPECT_EQ(Restore(path_, copy_, false, NoProgress).code(),
            absl::StatusCode::kAlreadyExists);
  {
    const auto store = OpenStore(path_);
    EXPECT_EQ(Restore(path_, copy_, true, NoProgress).code(),
              absl::StatusCode::kFailedPrecondition);
    EXPECT_EQ(store->List({.limit = 9})->size(), 5);
  }
  ASSERT_TRUE(Restore(path_, copy_, true, NoProgress).ok());
  EXPECT_EQ(OpenStore(path_)->List({.limit = 9})->size(), 3);
}

// A log left by a server that was killed would be read into the new file.
TEST_F(SqliteSafetyTest, RestoreTakesAwayTheLogOfTheReplacedDatabase) {
  Fill(3);
  ASSERT_TRUE(Backup(path_, copy_, NoProgress).ok());
  std::string log;
  {
    const auto store = OpenStore(path_);
    ASSERT_TRUE(Upload(*store, SampleReport(Source(9), 9)).ok());
    log = BytesOf(path_ + "-wal");
  }
  std::ofstream(path_ + "-wal", std::ios::binary) << log;
  ASSERT_TRUE(Restore(path_, copy_, true, NoProgress).ok());
  EXPECT_EQ(OpenStore(path_)->List({.limit = 9})->size(), 3);
}

}  // namespace safety_test
}  // namespace nianbao::aggregator
