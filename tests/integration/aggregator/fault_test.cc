// A disk that fails under uploads: what was acknowledged is there, whole and
// once; the store goes on, or says that it cannot.
#include <limits>
#include <map>
#include <random>
#include <set>
#include <string>
#include <thread>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/synchronization/blocking_counter.h"
#include "aggregator/store/sqlite/upkeep/integrity.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/integration/aggregator/faulty_vfs.h"
#include "tests/temporary_folder.h"
#include "tests/unit/aggregator/store/sqlite/sqlite_fixture.h"

namespace nianbao::aggregator {
namespace fault_test {

using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

constexpr unsigned kSeed = 4;
constexpr int kFaults = 300;
constexpr int kUploaders = 4;
// Of each uploader; every upload replaces one of its sources.
constexpr int kSources = 8;
constexpr int kUploadsARound = 16;
constexpr int kForever = std::numeric_limits<int>::max();

class FaultTest : public ::testing::Test {
 protected:
  // Of a body of its own, so that every report counts.
  static v1::Report ReportOf(const std::string& source, double value) {
    v1::Report report = SampleReport(source, value);
    report.mutable_issuer()->set_name(source);
    report.mutable_issuer()->clear_division_code();
    // Larger than a page.
    report.set_title(std::string(6000, 'x'));
    return report;
  }

  void Reopen() {
    store_.reset();
    store_ = OpenStore(path_);
  }

  // Queries answer while nothing can be written.
  void ExpectQueriesGoOn(size_t reports) {
    EXPECT_EQ(store_->List({.limit = 1000})->size(), reports);
    v1::QueryStatisticsRequest request;
    request.mutable_selection()->add_indicators(kReceived);
    EXPECT_TRUE(Query(*store_, request).ok());
  }

  static void ExpectNothingInternal(const absl::Status& error) {
    const std::string message(error.message());
    EXPECT_THAT(message, Not(HasSubstr("/")));
    EXPECT_THAT(message, Not(HasSubstr("sqlite")));
  }

  FaultyVfs vfs_;
  TemporaryFolder folder_;
  const std::string path_ = folder_.path() + "/nianbao.db";
  std::unique_ptr<SqliteStore> store_ = OpenStore(path_);
};

TEST_F(FaultTest, AFullDiskRefusesUploadsUntilThereIsRoom) {
  ASSERT_TRUE(Upload(*store_, ReportOf("http://a.test/", 1)).ok());
  vfs_.Arm(Fault::kFullDisk, 0, kForever);
  for (int i = 0; i < 3; ++i) {
    const absl::Status refused =
        Upload(*store_, ReportOf("http://b.test/", 2)).status();
    EXPECT_EQ(refused.code(), absl::StatusCode::kResourceExhausted) << refused;
    ExpectNothingInternal(refused);
    ExpectQueriesGoOn(1);
  }
  EXPECT_TRUE(store_->Health().ok());
  vfs_.Clear();
  EXPECT_TRUE(Upload(*store_, ReportOf("http://b.test/", 2)).ok());
  ExpectQueriesGoOn(2);
}

TEST_F(FaultTest, AFileThatMayOnlyBeReadAnswersQueries) {
  ASSERT_TRUE(Upload(*store_, ReportOf("http://a.test/", 1)).ok());
  vfs_.SetReadOnly(true);
  Reopen();
  const absl::Status refused =
      Upload(*store_, ReportOf("http://b.test/", 2)).status();
  EXPECT_EQ(refused.code(), absl::StatusCode::kUnavailable) << refused;
  ExpectNothingInternal(refused);
  ExpectQueriesGoOn(1);
}

TEST_F(FaultTest, AFailedSyncStopsTheWriterForGood) {
  ASSERT_TRUE(Upload(*store_, ReportOf("http://a.test/", 1)).ok());
  vfs_.Arm(Fault::kFailedSync, 0, 1);
  for (int i = 0; i < 2; ++i) {
    const absl::Status refused =
        Upload(*store_, ReportOf("http://b.test/", 2)).status();
    EXPECT_EQ(refused.code(), absl::StatusCode::kUnavailable) << refused;
    ExpectNothingInternal(refused);
    EXPECT_EQ(store_->Health().code(), absl::StatusCode::kDataLoss);
    ExpectQueriesGoOn(1);
  }
  EXPECT_EQ(Delete(*store_, "reports/any").code(),
            absl::StatusCode::kUnavailable);
  Reopen();
  EXPECT_TRUE(store_->Health().ok());
  EXPECT_TRUE(Upload(*store_, ReportOf("http://b.test/", 2)).ok());
}

class ManyFaultsTest : public FaultTest {
 protected:
  // Of each source, what may be stored: the value acknowledged last, and those
  // sent after it whose upload failed. 0 stands for none.
  using Allowed = std::map<std::string, std::set<double>>;

  // Sends the uploads of one uploader at once and notes the answers.
  void UploadMany(int uploader, int round) {
    Allowed& allowed = allowed_[uploader];
    absl::BlockingCounter pending(kUploadsARound);
    for (int i = 0; i < kUploadsARound; ++i) {
      const std::string source =
          absl::StrCat("http://", uploader, ".test/", i % kSources);
      const double value = 1 + round * kUploadsARound + i;
      store_->Upload(
          ReportOf(source, value),
          // Answers come one at a time, in the order of the uploads.
          [&, source, value](const absl::StatusOr<UploadResult>& result) {
            auto& values =
                allowed.try_emplace(source, std::set{0.0}).first->second;
            if (result.ok()) values.clear();
            values.insert(value);
            pending.DecrementCount();
          });
    }
    pending.Wait();
  }

  // Sources counted in statistics, with their values.
  std::map<std::string, double> Counted() {
    v1::QueryObservationsRequest request;
    request.mutable_selection()->add_indicators(kReceived);
    request.mutable_selection()->set_include_unidentified(true);
    const auto rows = Query(*store_, request);
    EXPECT_TRUE(rows.ok()) << rows.status();
    std::map<std::string, double> counted;
    for (const auto& row : *rows) {
      EXPECT_TRUE(
          counted.emplace(row.report(), row.observation().quantity().value())
              .second)
          << "twice: " << row.report();
    }
    return counted;
  }

  void Check() {
    const std::map<std::string, double> counted = Counted();
    const auto summaries = store_->List({.limit = 1000});
    ASSERT_TRUE(summaries.ok()) << summaries.status();
    EXPECT_EQ(counted.size(), summaries->size());
    std::map<std::string, double> stored;
    for (const v1::ReportSummary& summary : *summaries) {
      const absl::StatusOr<v1::Report> report =
          store_->Get(summary.report().name());
      ASSERT_TRUE(report.ok()) << report.status();
      ASSERT_EQ(report->observations_size(), 1);
      const double value = report->observations(0).quantity().value();
      ASSERT_TRUE(stored.emplace(report->source_uri(), value).second)
          << "twice: " << report->source_uri();
      const auto it = counted.find(report->name());
      ASSERT_TRUE(it != counted.end()) << "half: " << report->source_uri();
      EXPECT_EQ(it->second, value);
    }
    for (const Allowed& allowed : allowed_) {
      for (const auto& [source, values] : allowed) {
        const auto it = stored.find(source);
        const double value = it == stored.end() ? 0 : it->second;
        ASSERT_TRUE(values.contains(value)) << source << " is " << value;
      }
    }
  }

  // After the fault is over: goes on, or has said that it cannot.
  void Recover() {
    if (store_->Health().ok()) {
      EXPECT_TRUE(
          Upload(*store_, ReportOf("http://after.test/", ++after_)).ok());
      return;
    }
    ++stopped_;
    EXPECT_EQ(
        Upload(*store_, ReportOf("http://after.test/", 1)).status().code(),
        absl::StatusCode::kUnavailable);
    Check();
    Reopen();
    EXPECT_TRUE(Upload(*store_, ReportOf("http://after.test/", ++after_)).ok());
  }

  std::vector<Allowed> allowed_{kUploaders};
  double after_ = 0;
  int stopped_ = 0;
};

TEST_F(ManyFaultsTest, NothingAcknowledgedIsLost) {
  std::mt19937 random(kSeed);
  int faulty_rounds = 0;
  for (int round = 0; faulty_rounds < kFaults; ++round) {
    ASSERT_LT(round, 4 * kFaults) << "too few of the faults take place";
    const Fault fault = static_cast<Fault>(random() % 4);
    const int before = vfs_.injected();
    vfs_.Arm(fault, random() % (fault == Fault::kFailedSync ? 3 : 200),
             1 + random() % 8);
    std::vector<std::thread> uploaders;
    for (int i = 0; i < kUploaders; ++i) {
      uploaders.emplace_back([this, i, round] { UploadMany(i, round); });
    }
    for (std::thread& uploader : uploaders) uploader.join();
    vfs_.Clear();
    faulty_rounds += vfs_.injected() > before;
    Recover();
    Check();
    if (HasFailure()) {
      FAIL() << "round " << round << ", fault " << static_cast<int>(fault);
    }
  }
  store_.reset();
  const absl::StatusOr<Verification> found =
      Verify(path_, [](const std::string&) {});
  ASSERT_TRUE(found.ok()) << found.status();
  EXPECT_THAT(found->problems, IsEmpty());
  EXPECT_GT(stopped_, kFaults / 4);
  EXPECT_LT(stopped_, kFaults);
}

}  // namespace fault_test
}  // namespace nianbao::aggregator
