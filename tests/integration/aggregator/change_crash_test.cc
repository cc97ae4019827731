// kill -9 while reports are corrected, deleted and stored again: each change is
// there as a whole or not at all, and what was before stays to be asked for.
//
// `nianbao set` and `delete` are these calls, one after the other; `nianbao
// prune` is run itself, and killed as well as the service that it asks.
#include <fcntl.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>
#include <memory>
#include <optional>
#include <random>
#include <set>
#include <string>
#include <thread>
#include <vector>

#include "absl/strings/str_cat.h"
#include "aggregator/store/sqlite/upkeep/integrity.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "nianbao/v1/aggregator_service.grpc.pb.h"
#include "tests/integration/program.h"
#include "tests/paths.h"
#include "tests/temporary_folder.h"

namespace nianbao::aggregator {
namespace change_crash_test {

constexpr int kReports = 12;
constexpr int kKills = 50;
constexpr int kMaxChangesBeforeKill = 5;
// How long after the last change has been sent the program is killed, in turns
// that a thread gives up: from before it was read to after it was answered.
constexpr int kMaxTurnsBeforeKill = 2000;
constexpr char kIndicator[] = "indicators/reconsideration.received";

v1::Report ReportOf(int number) {
  v1::Report report;
  report.set_source_uri(absl::StrCat("http://a.test/", number));
  report.set_year(2020);
  report.set_type(v1::Report::TYPE_RULE_OF_LAW);
  report.mutable_issuer()->set_division_code("110108");
  report.mutable_issuer()->set_level(v1::LEVEL_DEPARTMENT);
  report.mutable_issuer()->set_name(absl::StrCat("样例局", number));
  v1::Observation& observation = *report.add_observations();
  observation.set_indicator(kIndicator);
  observation.set_kind(v1::KIND_LEVEL);
  observation.set_year(2020);
  observation.set_headline(true);
  observation.set_confidence(0.9);
  observation.mutable_quantity()->set_value(number + 1);
  observation.mutable_quantity()->set_unit("件");
  return report;
}

// A report as it stands: its year and the corrections ever made of it.
struct State {
  // 0 when it is deleted.
  int year = 0;
  int corrections = 0;

  friend bool operator==(const State&, const State&) = default;
};

class ChangeCrashTest : public ::testing::Test {
 protected:
  void Start() {
    program_.reset();
    program_ = std::make_unique<Program>(
        "nianbao-aggregator",
        std::vector<std::string>{"--db", folder_.path() + "/nianbao.db"},
        folder_.path() + "/port");
    stub_ = v1::AggregatorService::NewStub(program_->Connect());
  }

  // The name that the report was stored under; empty after an error.
  std::string Upload(int number) { return Upload(ReportOf(number)); }

  std::string Upload(const v1::Report& report) {
    grpc::ClientContext context;
    const auto stream = stub_->UploadReports(&context);
    v1::UploadReportsRequest request;
    *request.mutable_report() = report;
    v1::UploadReportsResponse response;
    stream->Write(request);
    stream->WritesDone();
    std::string name;
    while (stream->Read(&response)) name = response.name();
    return stream->Finish().ok() ? name : "";
  }

  // Makes the next change of a report, and tells whether it was acknowledged;
  // `after` is what it makes of the report.
  bool Change(const std::string& name, int number, State& after) {
    grpc::ClientContext context;
    if (after.year == 0) {
      after.year = year_[name] == 0 ? 2020 : year_[name];
      return !Upload(number).empty();
    }
    if (random_() % 3 == 0) {
      after.year = 0;
      v1::DeleteReportRequest request;
      request.set_name(name);
      v1::DeleteReportResponse response;
      return stub_->DeleteReport(&context, request, &response).ok();
    }
    after.year = after.year == 2020 ? 2021 : after.year + 1;
    ++after.corrections;
    v1::UpdateReportRequest request;
    request.mutable_report()->set_name(name);
    request.mutable_report()->set_year(after.year);
    request.mutable_update_mask()->add_paths("year");
    v1::UpdateReportResponse response;
    return stub_->UpdateReport(&context, request, &response).ok();
  }

  State StateOf(const std::string& name) {
    grpc::ClientContext context;
    v1::GetReportRequest request;
    request.set_name(name);
    v1::GetReportResponse response;
    const grpc::Status status = stub_->GetReport(&context, request, &response);
    if (status.error_code() == grpc::StatusCode::NOT_FOUND) {
      return {.corrections = states_[name].corrections};
    }
    EXPECT_TRUE(status.ok()) << status.error_message();
    const v1::Report& report = response.report();
    EXPECT_EQ(report.observations(0).year(), report.year());
    return {report.year(), report.corrections_size()};
  }

  // How many reports are stored.
  int CountReports() {
    grpc::ClientContext context;
    v1::ListReportsRequest request;
    request.set_page_size(1000);
    v1::ListReportsResponse response;
    EXPECT_TRUE(stub_->ListReports(&context, request, &response).ok());
    return response.reports_size();
  }

  // Sums of kIndicator by year, now or as of a moment.
  std::map<int, double> Sums(
      std::optional<google::protobuf::Timestamp> as_of = std::nullopt) {
    v1::QueryStatisticsRequest request;
    request.mutable_selection()->add_indicators(kIndicator);
    request.add_group_by(v1::DIMENSION_YEAR);
    if (as_of) *request.mutable_selection()->mutable_as_of() = *as_of;
    grpc::ClientContext context;
    const auto stream = stub_->QueryStatistics(&context, request);
    std::map<int, double> sums;
    v1::QueryStatisticsResponse response;
    while (stream->Read(&response)) {
      for (const v1::Statistics& row : response.statistics()) {
        sums[row.group().year()] += row.sum();
      }
    }
    EXPECT_TRUE(stream->Finish().ok());
    return sums;
  }

  TemporaryFolder folder_;
  std::mt19937 random_{4711};
  std::unique_ptr<Program> program_;
  std::unique_ptr<v1::AggregatorService::Stub> stub_;
  std::vector<std::string> names_;
  // What was acknowledged, by name; and the year last given to the report,
  // which it gets back when it is stored again.
  std::map<std::string, State> states_;
  std::map<std::string, int> year_;
};

TEST_F(ChangeCrashTest, EachChangeIsThereAsAWholeOrNotAtAll) {
  Start();
  for (int i = 0; i < kReports; ++i) {
    names_.push_back(Upload(i));
    states_[names_[i]] = {.year = 2020};
  }
  grpc::ClientContext context;
  v1::GetReportRequest last;
  last.set_name(names_.back());
  v1::GetReportResponse stored;
  ASSERT_TRUE(stub_->GetReport(&context, last, &stored).ok());
  const google::protobuf::Timestamp before = stored.report().upload_time();
  const std::map<int, double> sums = {{2020, kReports * (kReports + 1) / 2}};
  ASSERT_EQ(Sums(), sums);

  int changes = 0;
  for (int kill = 0; kill < kKills; ++kill) {
    const int acknowledged = random_() % kMaxChangesBeforeKill;
    for (int i = 0; i <= acknowledged; ++i) {
      const int number = random_() % kReports;
      const std::string& name = names_[number];
      State after = states_[name];
      std::thread killer;
      if (i == acknowledged) {
        const int turns = random_() % kMaxTurnsBeforeKill;
        killer = std::thread([this, turns] {
          for (int turn = 0; turn < turns; ++turn) std::this_thread::yield();
          program_->Signal(SIGKILL);
        });
      }
      const bool is_done = Change(name, number, after);
      ++changes;
      if (killer.joinable()) {
        killer.join();
        EXPECT_EQ(program_->Wait(), -SIGKILL);
        Start();
        // What was not acknowledged may have been done all the same.
        const State found = StateOf(name);
        if (is_done || found == after) {
          ASSERT_EQ(found.year, after.year) << name;
        } else {
          ASSERT_EQ(found, states_[name]) << name;
          after = found;
        }
      } else {
        ASSERT_TRUE(is_done);
      }
      states_[name] = after;
      if (after.year != 0) year_[name] = after.year;
    }
    std::map<int, double> expected;
    for (int i = 0; i < kReports; ++i) {
      const State& state = states_[names_[i]];
      if (state.year != 0) expected[state.year] += i + 1;
      ASSERT_EQ(StateOf(names_[i]), state) << names_[i];
    }
    ASSERT_EQ(Sums(), expected);
    ASSERT_EQ(Sums(before), sums);
  }
  EXPECT_GE(changes, kKills);
  program_.reset();
  const absl::StatusOr<Verification> found =
      Verify(folder_.path() + "/nianbao.db", [](const std::string&) {});
  ASSERT_TRUE(found.ok()) << found.status();
  EXPECT_THAT(found->problems, ::testing::IsEmpty());
}

// `nianbao prune FOLDER` as a child process.
class Prune {
 public:
  // What it prints goes to the file `output`.
  Prune(const std::string& folder, int port, const std::string& output)
      : output_(output) {
    const std::string program = BuiltProgram("nianbao");
    const std::string address = absl::StrCat("127.0.0.1:", port);
    // A command that is killed at once leaves nothing of the one before.
    std::filesystem::remove(output);
    pid_ = fork();
    if (pid_ != 0) return;
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    const int file = open(output.c_str(), O_CREAT | O_TRUNC | O_WRONLY, 0600);
    dup2(file, STDOUT_FILENO);
    dup2(file, STDERR_FILENO);
    execl(program.c_str(), program.c_str(), "prune", folder.c_str(),
          "--aggregator", address.c_str(), nullptr);
    _exit(127);
  }

  void Kill() const { kill(pid_, SIGKILL); }

  // Waits for the end; the names that it printed as deleted.
  std::set<std::string> Wait() const {
    int status = 0;
    waitpid(pid_, &status, 0);
    std::set<std::string> names;
    std::ifstream lines(output_);
    for (std::string line; std::getline(lines, line);) {
      if (line.rfind("reports/", 0) == 0) {
        names.insert(line.substr(0, line.find(' ')));
      }
    }
    return names;
  }

 private:
  const std::string output_;
  pid_t pid_ = 0;
};

// Half of the kills hit the command and then the service, half the service.
TEST_F(ChangeCrashTest, PruneDeletesWholeReportsOrNone) {
  const std::string pages = folder_.path() + "/pages";
  std::filesystem::create_directory(pages);
  Start();
  std::vector<v1::Report> reports;
  // The first has its file yet.
  std::ofstream(pages + "/0.txt") << "样例";
  for (int i = 0; i < kReports; ++i) {
    reports.push_back(ReportOf(i));
    reports[i].set_source_uri(absl::StrCat(pages, "/", i, ".txt"));
    names_.push_back(Upload(reports[i]));
    ASSERT_NE(names_[i], "");
  }
  const auto is_stored = [&](int i) {
    grpc::ClientContext context;
    v1::GetReportRequest request;
    request.set_name(names_[i]);
    v1::GetReportResponse response;
    const grpc::Status status = stub_->GetReport(&context, request, &response);
    if (!status.ok()) return false;
    EXPECT_EQ(response.report().observations_size(), 1) << names_[i];
    return true;
  };
  grpc::ClientContext context;
  v1::GetReportRequest last;
  last.set_name(names_.back());
  v1::GetReportResponse stored;
  ASSERT_TRUE(stub_->GetReport(&context, last, &stored).ok());
  const google::protobuf::Timestamp before = stored.report().upload_time();
  const std::map<int, double> sums = {{2020, kReports * (kReports + 1) / 2}};

  std::set<size_t> left_over;
  for (int kill = 0; kill < kKills; ++kill) {
    for (int i = 0; i < kReports; ++i) {
      if (is_stored(i)) continue;
      ASSERT_EQ(Upload(reports[i]), names_[i]);
    }
    const bool hits_service = kill % 2 == 0;
    const Prune prune(pages, program_->port(), folder_.path() + "/pruned");
    // Once so many are gone, or as soon as that is seen.
    const int gone = random_() % kReports;
    while (CountReports() > kReports - gone) std::this_thread::yield();
    // What the command sent last may be under way yet when it is killed: the
    // service goes, too, so that nothing comes after the look at the store.
    if (!hits_service) prune.Kill();
    program_->Signal(SIGKILL);
    const std::set<std::string> printed = prune.Wait();
    EXPECT_EQ(program_->Wait(), -SIGKILL);
    Start();

    std::map<int, double> expected;
    size_t stored_reports = 0;
    for (int i = 0; i < kReports; ++i) {
      if (!is_stored(i)) continue;
      ++stored_reports;
      expected[2020] += i + 1;
      ASSERT_EQ(printed.count(names_[i]), 0u) << names_[i];
    }
    left_over.insert(stored_reports);
    ASSERT_TRUE(is_stored(0));
    ASSERT_EQ(Sums(), expected);
    ASSERT_EQ(Sums(before), sums);
  }
  // It was stopped at many places, not only before and after all.
  EXPECT_GE(left_over.size(), 4u);
  Prune(pages, program_->port(), folder_.path() + "/pruned").Wait();
  ASSERT_EQ(Sums(), (std::map<int, double>{{2020, 1}}));
  ASSERT_EQ(Sums(before), sums);
  program_.reset();
  const absl::StatusOr<Verification> found =
      Verify(folder_.path() + "/nianbao.db", [](const std::string&) {});
  ASSERT_TRUE(found.ok()) << found.status();
  EXPECT_THAT(found->problems, ::testing::IsEmpty());
}

}  // namespace change_crash_test
}  // namespace nianbao::aggregator
