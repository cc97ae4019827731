// The command's queries over an aggregator that dies while it answers.
#include <signal.h>

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "client/calls/queries.h"
#include "common/domain/gazetteer.h"
#include "gtest/gtest.h"
#include "tests/integration/aggregator/service_client.h"
#include "tests/integration/program.h"
#include "tests/temporary_folder.h"

namespace nianbao::client {
namespace broken_stream_test {

using aggregator::MakeReport;

// Reports with sentences so long that no buffer on the way holds an answer.
class BrokenStreamTest : public ::testing::Test {
 protected:
  BrokenStreamTest() {
    Start(0);
    session_.aggregator_address = absl::StrCat("127.0.0.1:", program_->port());
    std::vector<v1::Report> reports;
    for (const DivisionEntry& division : Gazetteer::Get().divisions()) {
      if (division.level != v1::LEVEL_COUNTY || reports.size() == kReports) {
        continue;
      }
      const std::string code(division.code);
      reports.push_back(MakeReport(code, code, 2020, 1.0 * reports.size()));
      reports.back().mutable_observations(0)->mutable_evidence()->set_sentence(
          std::string(12000, 'x'));
    }
    Upload(reports);
  }

  void Start(int port) {
    program_ = std::make_unique<Program>(
        "nianbao-aggregator",
        std::vector<std::string>{"--db", folder_.path() + "/nianbao.db"},
        folder_.path() + "/port", port);
  }

  void Kill() {
    program_->Signal(SIGKILL);
    program_->Wait();
  }

  void Restart() {
    const int port = program_->port();
    Kill();
    Start(port);
  }

  void Upload(const std::vector<v1::Report>& reports) {
    const auto stub = v1::AggregatorService::NewStub(program_->Connect());
    aggregator::Upload(*stub, reports);
  }

  // The reports of the rows that come; `at_row` is called before each with
  // their number so far.
  absl::Status Ask(const v1::QueryObservationsRequest& request,
                   std::vector<std::string>& reports,
                   const std::function<void(size_t)>& at_row) {
    return AskAggregator(session_, request,
                         [&](v1::QueryObservationsResponse& row) {
                           at_row(reports.size());
                           EXPECT_EQ(row.resume_token(), "");
                           reports.push_back(row.report());
                           return true;
                         });
  }

  static constexpr size_t kReports = 800;

  TemporaryFolder folder_;
  std::unique_ptr<Program> program_;
  Session session_;
};

TEST_F(BrokenStreamTest, GoesOnWhereItWas) {
  v1::QueryObservationsRequest request;
  std::vector<std::string> whole;
  ASSERT_TRUE(Ask(request, whole, [](size_t) {}).ok());
  ASSERT_EQ(whole.size(), kReports);
  std::vector<std::string> rows;
  const absl::Status status = Ask(request, rows, [this](size_t row) {
    if (row != 1 && row != kReports / 2) return;
    Restart();
    // What changes meanwhile does not show.
    Upload({MakeReport("110101", "110101", 2020, 7),
            MakeReport(absl::StrCat(row), "110102", 2019, 7)});
  });
  EXPECT_TRUE(status.ok()) << status;
  EXPECT_TRUE(rows == whole) << rows.size();
}

TEST_F(BrokenStreamTest, KeepsToItsLimit) {
  constexpr size_t kLimit = kReports - 100;
  v1::QueryObservationsRequest request;
  request.set_limit(kLimit);
  std::vector<std::string> whole, rows;
  ASSERT_TRUE(Ask(request, whole, [](size_t) {}).ok());
  ASSERT_EQ(whole.size(), kLimit);
  const absl::Status status = Ask(request, rows, [this](size_t row) {
    if (row == 10) Restart();
  });
  EXPECT_TRUE(status.ok()) << status;
  EXPECT_TRUE(rows == whole) << rows.size();
}

TEST_F(BrokenStreamTest, FailsWhenNobodyAnswersAgain) {
  std::vector<std::string> rows;
  const absl::Status status =
      Ask(v1::QueryObservationsRequest(), rows, [this](size_t row) {
        if (row == 10) Kill();
      });
  EXPECT_EQ(status.code(), absl::StatusCode::kUnavailable) << status;
  EXPECT_GT(rows.size(), 0);
  EXPECT_LT(rows.size(), kReports);
}

TEST_F(BrokenStreamTest, FailsWhenAnotherStoreAnswers) {
  std::vector<std::string> rows;
  const absl::Status status =
      Ask(v1::QueryObservationsRequest(), rows, [this](size_t row) {
        if (row != 10) return;
        const int port = program_->port();
        Kill();
        std::remove((folder_.path() + "/nianbao.db").c_str());
        std::remove((folder_.path() + "/nianbao.db-wal").c_str());
        std::remove((folder_.path() + "/nianbao.db-shm").c_str());
        Start(port);
      });
  EXPECT_EQ(status.code(), absl::StatusCode::kUnavailable) << status;
  EXPECT_LT(rows.size(), kReports);
}

}  // namespace broken_stream_test
}  // namespace nianbao::client
