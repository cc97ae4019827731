// Bits that flip in the files of a store: nothing wrong is answered, and
// nothing that was acknowledged is lost, without it being told.
#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>
#include <random>
#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "aggregator/store/sqlite/upkeep/integrity.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/integration/aggregator/corpus.h"
#include "tests/temporary_folder.h"
#include "tests/unit/aggregator/store/sqlite/sqlite_fixture.h"

namespace nianbao::aggregator {
namespace rot_test {

constexpr unsigned kSeed = 17;
constexpr int kReports = 40;

// How many bits are flipped, one at a time: as many times as NIANBAO_FLIP_RUNS
// says, or once.
int Flips(int a_run) {
  const char* const runs = std::getenv("NIANBAO_FLIP_RUNS");
  return a_run * (runs == nullptr ? 1 : std::max(1, std::atoi(runs)));
}

std::string BytesOf(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  return std::string(std::istreambuf_iterator<char>(file), {});
}

void WriteBytes(const std::string& path, const std::string& bytes) {
  std::ofstream(path, std::ios::binary | std::ios::trunc) << bytes;
}

std::string WithFlippedBit(std::string bytes, std::mt19937& random) {
  const size_t bit = random() % (bytes.size() * 8);
  bytes[bit / 8] = static_cast<char>(bytes[bit / 8] ^ (1 << bit % 8));
  return bytes;
}

template <typename Request>
absl::StatusOr<std::string> Answered(SqliteStore& store,
                                     const Request& request) {
  const auto rows = Query(store, request);
  if (!rows.ok()) return rows.status();
  std::string answer;
  for (const auto& row : *rows) {
    absl::StrAppend(&answer, row.SerializeAsString());
  }
  return answer;
}

// By what was asked.
using Answers = std::map<std::string, absl::StatusOr<std::string>>;

class RotTest : public ::testing::Test {
 protected:
  void Fill(SqliteStore& store) {
    const Corpus corpus = GenerateCorpus(kSeed, 100 * kReports);
    for (int i = 0; i < kReports; ++i) {
      v1::Report report = corpus.reports.at(i).report;
      // Each is a document of its own, and makes a transaction of its own.
      report.set_source_uri(absl::StrCat("http://rot.test/", i));
      // Larger than a page.
      report.set_title(std::string(5000, static_cast<char>('a' + i % 26)));
      ASSERT_TRUE(Upload(store, report).ok());
    }
    const auto summaries = store.List({.limit = 1000});
    for (const v1::ReportSummary& summary : *summaries) {
      names_.push_back(summary.report().name());
    }
    ASSERT_EQ(names_.size(), kReports);
    truth_ = Ask(store);
  }

  Answers Ask(SqliteStore& store) {
    Answers answers;
    v1::QueryStatisticsRequest statistics;
    statistics.mutable_selection()->set_include_unidentified(true);
    answers.emplace("statistics", Answered(store, statistics));
    v1::QueryObservationsRequest observations;
    observations.set_include_uncounted(true);
    answers.emplace("observations", Answered(store, observations));
    std::string listed;
    const auto summaries = store.List({.limit = 1000});
    if (summaries.ok()) {
      for (const v1::ReportSummary& summary : *summaries) {
        absl::StrAppend(&listed, summary.SerializeAsString());
      }
    }
    answers.emplace("list", summaries.ok() ? absl::StatusOr<std::string>(listed)
                                           : summaries.status());
    for (const std::string& name : names_) {
      const absl::StatusOr<v1::Report> report = store.Get(name);
      answers.emplace(name, report.ok() ? absl::StatusOr<std::string>(
                                              report->SerializeAsString())
                                        : report.status());
    }
    return answers;
  }

  // The store at `path`, or why it does not answer.
  static absl::StatusOr<std::unique_ptr<SqliteStore>> Start(
      const std::string& path) {
    auto store = SqliteStore::Open(path, BuiltIn());
    if (!store.ok()) return store.status();
    const absl::Status prepared = Prepare(**store);
    if (!prepared.ok()) return prepared;
    return store;
  }

  static bool VerifyTells(const std::string& path) {
    const auto found = Verify(path, [](const std::string&) {});
    return !found.ok() || !found->problems.empty();
  }

  // Whether a start or an answer tells of damage; fails the test where one is
  // wrong instead.
  bool IsToldByStore() {
    const auto store = Start(path_);
    if (!store.ok()) {
      EXPECT_EQ(store.status().code(), absl::StatusCode::kDataLoss)
          << store.status();
      return true;
    }
    bool told = false;
    for (const auto& [what, answer] : Ask(**store)) {
      if (!answer.ok()) {
        EXPECT_EQ(answer.status().code(), absl::StatusCode::kDataLoss)
            << what << ": " << answer.status();
        told = true;
      } else {
        EXPECT_TRUE(*answer == *truth_.at(what)) << "wrong: " << what;
      }
    }
    return told;
  }

  TemporaryFolder folder_;
  const std::string path_ = folder_.path() + "/nianbao.db";
  std::vector<std::string> names_;
  Answers truth_;
};

TEST_F(RotTest, InTheDatabaseIsRefusedOrHarmless) {
  {
    const auto store = OpenStore(path_);
    Fill(*store);
  }
  const std::string sound = BytesOf(path_);
  ASSERT_FALSE(VerifyTells(path_));
  std::mt19937 random(kSeed);
  const int flips = Flips(300);
  int told = 0;
  for (int i = 0; i < flips && !HasFailure(); ++i) {
    for (const char* const suffix : {"-wal", "-shm"}) {
      std::filesystem::remove(path_ + suffix);
    }
    WriteBytes(path_, WithFlippedBit(sound, random));
    const bool by_verify = VerifyTells(path_);
    const bool by_store = IsToldByStore();
    EXPECT_TRUE(by_verify || !by_store) << "verify misses it";
    told += by_verify;
  }
  EXPECT_GT(told, flips / 2);
}

// As a start finds it after a crash.
TEST_F(RotTest, InTheLogLosesNothingUntold) {
  const auto store = OpenStore(path_);
  Fill(*store);
  const std::string database = BytesOf(path_), log = BytesOf(path_ + "-wal");
  const std::string record = BytesOf(path_ + ".lock");
  std::mt19937 random(kSeed);
  const int flips = Flips(200);
  int lost = 0;
  for (int i = 0; i < flips && !HasFailure(); ++i) {
    const TemporaryFolder folder;
    const std::string copy = folder.path() + "/nianbao.db";
    WriteBytes(copy, database);
    WriteBytes(copy + "-wal", WithFlippedBit(log, random));
    WriteBytes(copy + ".lock", record);
    const bool by_verify = VerifyTells(copy);
    const auto started = Start(copy);
    if (!started.ok()) {
      EXPECT_TRUE(by_verify);
      continue;
    }
    const int64_t missing = (*started)->Size().missing_transactions;
    const auto summaries = (*started)->List({.limit = 1000});
    ASSERT_TRUE(summaries.ok()) << summaries.status();
    EXPECT_EQ(static_cast<int64_t>(summaries->size()) + missing, kReports);
    EXPECT_EQ(by_verify, missing > 0);
    for (const v1::ReportSummary& summary : *summaries) {
      const std::string& name = summary.report().name();
      EXPECT_TRUE((*started)->Get(name)->SerializeAsString() ==
                  *truth_.at(name))
          << "wrong: " << name;
    }
    lost += missing > 0;
  }
  EXPECT_GT(lost, flips / 10);
}

// SQLite checks the log when it is opened, and never again.
TEST_F(RotTest, InTheLogOfARunningStoreIsRefused) {
  const auto store = OpenStore(path_);
  Fill(*store);
  const std::string log = BytesOf(path_ + "-wal");
  // All of the file through a connection that has nothing in its cache.
  const auto read = [this]() -> absl::StatusOr<std::string> {
    absl::StatusOr<Connection> connection = Connection::Open(path_);
    if (!connection.ok()) return connection.status();
    absl::StatusOr<Statement> rows = connection->Prepare(
        "SELECT hex(content), hex(brief) FROM report_content "
        "UNION ALL SELECT sum(value), sum(confidence) FROM observation");
    if (!rows.ok()) return rows.status();
    std::string all;
    absl::StatusOr<bool> row;
    while ((row = rows->Step()).ok() && *row) {
      absl::StrAppend(&all, rows->Bytes(0), rows->Bytes(1));
    }
    if (!row.ok()) return row.status();
    return all;
  };
  const absl::StatusOr<std::string> truth = read();
  ASSERT_TRUE(truth.ok()) << truth.status();
  const int file = open((path_ + "-wal").c_str(), O_WRONLY | O_CLOEXEC);
  ASSERT_GE(file, 0);
  std::mt19937 random(kSeed);
  int told = 0;
  for (int i = 0; i < Flips(100) && !HasFailure(); ++i) {
    const size_t at = random() % log.size();
    const char flipped = static_cast<char>(log[at] ^ (1 << random() % 8));
    ASSERT_EQ(pwrite(file, &flipped, 1, static_cast<off_t>(at)), 1);
    const absl::StatusOr<std::string> seen = read();
    ASSERT_EQ(pwrite(file, &log[at], 1, static_cast<off_t>(at)), 1);
    if (seen.ok()) {
      EXPECT_TRUE(*seen == *truth);
    } else {
      EXPECT_EQ(seen.status().code(), absl::StatusCode::kDataLoss);
      ++told;
    }
  }
  close(file);
  EXPECT_GT(told, 0);
}

}  // namespace rot_test
}  // namespace nianbao::aggregator
