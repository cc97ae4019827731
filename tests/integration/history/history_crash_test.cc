// Eight clients store, correct, delete and read the same documents and two
// watch them, while the program is killed by kill -9 and started again: what
// they were answered is one serial history, whatever was under way.
#include <signal.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstdlib>
#include <memory>
#include <random>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/synchronization/mutex.h"
#include "aggregator/store/sqlite/upkeep/integrity.h"
#include "common/domain/report_identity.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/integration/aggregator/service_client.h"
#include "tests/integration/aggregator/watcher.h"
#include "tests/integration/history/history.h"
#include "tests/integration/program.h"
#include "tests/temporary_folder.h"

namespace nianbao::aggregator {
namespace history_crash_test {

constexpr int kClients = 8;
constexpr int kWatches = 2;
// Lives of the program in a round; all but the last end by a kill.
constexpr int kLives = 4;
// Answers after which the program is killed, in all of its clients.
constexpr int kMinAnswers = 40;
constexpr int kMaxAnswers = 160;
// Documents of a county each; fewer than clients, so that they meet.
constexpr const char* kCounties[] = {"110101", "110102", "110105",
                                     "110106", "110107", "440103"};
constexpr int kDocuments = std::size(kCounties);

// How many rounds there are: NIANBAO_HISTORY_ROUNDS, or two.
unsigned Rounds() {
  const char* const rounds = std::getenv("NIANBAO_HISTORY_ROUNDS");
  return rounds == nullptr ? 2 : std::max(1, std::atoi(rounds));
}

int64_t Now() {
  return std::chrono::steady_clock::now().time_since_epoch().count();
}

v1::Report Document(int key, int64_t value) {
  v1::Report report =
      MakeReport(absl::StrCat("http://a.test/", key), kCounties[key],
                 kYearAsRead, static_cast<double>(value));
  // No two of a county's reports rival each other: there is one document each.
  report.mutable_observations(0)->clear_evidence();
  return report;
}

v1::QueryStatisticsRequest EachDocument() {
  v1::QueryStatisticsRequest request;
  request.mutable_selection()->add_indicators(kAccepted);
  request.add_group_by(v1::DIMENSION_DIVISION);
  request.add_group_by(v1::DIMENSION_YEAR);
  return request;
}

template <typename Rows>
View ViewOf(const Rows& rows) {
  View view;
  for (const v1::Statistics& row : rows) {
    EXPECT_EQ(row.count(), 1) << row.DebugString();
    for (int key = 0; key < kDocuments; ++key) {
      if (row.group().division() != absl::StrCat("divisions/", kCounties[key]))
        continue;
      EXPECT_TRUE(view.emplace(key, Figure{static_cast<int64_t>(row.sum()),
                                           row.group().year()})
                      .second)
          << "twice: " << row.DebugString();
    }
  }
  return view;
}

// One client: makes calls one after the other and notes them.
class HistoryClient {
 public:
  HistoryClient(int number, unsigned seed, std::atomic<int64_t>& values)
      : number_(number), random_(seed), values_(values) {}

  // Makes calls until one is not answered or `stop` is true; `answered` is
  // called after each that is.
  template <typename Answered>
  void Run(v1::AggregatorService::Stub& stub, const std::atomic<bool>& stop,
           Answered answered) {
    while (!stop && CallOnce(stub)) answered();
  }

  // A read alone.
  View Read(v1::AggregatorService::Stub& stub) {
    Call call = Begun(Call::Kind::kRead);
    EXPECT_TRUE(ReadInto(stub, call));
    return calls_.back().view;
  }

  const std::vector<Call>& calls() const { return calls_; }

 private:
  Call Begun(Call::Kind kind) const {
    Call call;
    call.client = number_;
    call.kind = kind;
    call.begin = Now();
    return call;
  }

  // False when there was no answer.
  bool CallOnce(v1::AggregatorService::Stub& stub) {
    const unsigned choice = random_() % 10;
    Call call = Begun(choice < 4   ? Call::Kind::kRead
                      : choice < 7 ? Call::Kind::kUpload
                      : choice < 9 ? Call::Kind::kCorrect
                                   : Call::Kind::kDelete);
    if (call.kind == Call::Kind::kRead) return ReadInto(stub, call);
    call.key = static_cast<int>(random_() % kDocuments);
    call.value = ++values_;
    call.year = 2000 + static_cast<int>(random_() % 20);
    const grpc::Status status = Change(stub, call);
    call.end = Now();
    call.answer = status.ok() ? Call::Answer::kDone
                  : status.error_code() == grpc::StatusCode::NOT_FOUND
                      ? Call::Answer::kNotFound
                      : Call::Answer::kUnknown;
    calls_.push_back(call);
    if (call.answer != Call::Answer::kUnknown) return true;
    EXPECT_EQ(status.error_code(), grpc::StatusCode::UNAVAILABLE)
        << status.error_message();
    return false;
  }

  // A read that breaks off tells nothing.
  bool ReadInto(v1::AggregatorService::Stub& stub, Call& call) {
    grpc::Status status;
    const auto rows = Query(stub, EachDocument(), &status);
    call.end = Now();
    if (!status.ok()) return false;
    call.view = ViewOf(rows);
    calls_.push_back(std::move(call));
    return true;
  }

  static grpc::Status Change(v1::AggregatorService::Stub& stub,
                             const Call& call) {
    grpc::ClientContext context;
    const v1::Report document = Document(call.key, call.value);
    switch (call.kind) {
      case Call::Kind::kUpload: {
        v1::UploadReportRequest request;
        *request.mutable_report() = document;
        v1::UploadReportResponse response;
        return stub.UploadReport(&context, request, &response);
      }
      case Call::Kind::kCorrect: {
        v1::UpdateReportRequest request;
        request.mutable_report()->set_name(ReportName(document));
        request.mutable_report()->set_year(call.year);
        request.mutable_update_mask()->add_paths("year");
        v1::UpdateReportResponse response;
        return stub.UpdateReport(&context, request, &response);
      }
      default:
        return Delete(stub, ReportName(document));
    }
  }

  const int number_;
  std::mt19937 random_;
  std::atomic<int64_t>& values_;
  std::vector<Call> calls_;
};

// One watch, over streams that each go on where the one before broke off. Each
// state that it is told is a read, of a state that was there after the stream
// began.
class HistoryWatch {
 public:
  explicit HistoryWatch(int number) : number_(number) {}

  // Until the stream ends.
  void Run(v1::AggregatorService::Stub& stub) {
    grpc::ClientContext context;
    v1::WatchStatisticsRequest request;
    *request.mutable_query() = EachDocument();
    {
      absl::MutexLock lock(&mutex_);
      context_ = &context;
      request.set_resume_token(resume_token_);
      rows_ = complete_rows_;
      has_news_ = false;
    }
    const int64_t begin = Now();
    const auto stream = stub.WatchStatistics(&context, request);
    v1::WatchStatisticsResponse response;
    bool is_first = true;
    while (stream->Read(&response)) Tell(response, begin, is_first);
    (void)stream->Finish();
    absl::MutexLock lock(&mutex_);
    context_ = nullptr;
  }

  // Waits until `view` is what was told last, then ends the stream.
  void EndAt(const View& view) {
    absl::MutexLock lock(&mutex_);
    const auto is_told = [&] {
      return context_ != nullptr && !calls_.empty() &&
             calls_.back().view == view;
    };
    mutex_.Await(absl::Condition(&is_told));
    context_->TryCancel();
  }

  // After the last Run.
  const std::vector<Call>& calls() const ABSL_NO_THREAD_SAFETY_ANALYSIS {
    return calls_;
  }

 private:
  void Tell(const v1::WatchStatisticsResponse& response, int64_t begin,
            bool& is_first) {
    absl::MutexLock lock(&mutex_);
    Apply(response, rows_);
    has_news_ |= !response.statistics().empty() || !response.removed().empty();
    if (!response.complete()) return;
    std::vector<v1::Statistics> rows;
    for (const auto& [group, row] : rows_) rows.push_back(row);
    Call call;
    call.client = number_;
    call.view = ViewOf(rows);
    call.begin = begin;
    call.end = Now();
    // A resumed stream may have no news; any other state is told because it
    // differs.
    if (!is_first && has_news_) {
      EXPECT_NE(call.view, calls_.back().view);
    }
    if (is_first || has_news_) calls_.push_back(std::move(call));
    is_first = false;
    has_news_ = false;
    complete_rows_ = rows_;
    resume_token_ = response.resume_token();
  }

  const int number_;
  absl::Mutex mutex_;
  grpc::ClientContext* context_ = nullptr;
  // As told so far, and as of the last complete state.
  RowsByGroup rows_;
  RowsByGroup complete_rows_;
  std::string resume_token_;
  bool has_news_ = false;
  std::vector<Call> calls_;
};

// By the seed of its round.
class HistoryCrashTest : public ::testing::TestWithParam<unsigned> {
 protected:
  HistoryCrashTest() {
    for (int i = 0; i < kClients; ++i) {
      clients_.push_back(std::make_unique<HistoryClient>(
          i, GetParam() * kClients + i, values_));
    }
    for (int i = 0; i < kWatches; ++i) {
      watches_.push_back(std::make_unique<HistoryWatch>(kClients + i));
    }
  }

  std::unique_ptr<Program> Start() const {
    return std::make_unique<Program>(
        "nianbao-aggregator",
        std::vector<std::string>{"--db", folder_.path() + "/nianbao.db"},
        folder_.path() + "/port");
  }

  // Lets the clients call until there are `answers`, then kills the program,
  // or, at the end of the last life, lets them finish.
  void Live(int answers, bool is_last) {
    const std::unique_ptr<Program> program = Start();
    std::vector<std::unique_ptr<v1::AggregatorService::Stub>> stubs;
    for (int i = 0; i < kClients + kWatches; ++i) {
      stubs.push_back(v1::AggregatorService::NewStub(program->Connect()));
    }
    std::vector<std::thread> watching;
    for (int i = 0; i < kWatches; ++i) {
      watching.emplace_back([&, i] { watches_[i]->Run(*stubs[kClients + i]); });
    }
    std::atomic<bool> stop = false;
    absl::Mutex mutex;
    int answered = 0;
    std::vector<std::thread> calling;
    for (int i = 0; i < kClients; ++i) {
      calling.emplace_back([&, i] {
        clients_[i]->Run(*stubs[i], stop, [&] {
          absl::MutexLock lock(&mutex);
          ++answered;
        });
      });
    }
    {
      absl::MutexLock lock(&mutex);
      const auto enough = [&] { return answered >= answers; };
      mutex.Await(absl::Condition(&enough));
    }
    if (is_last) {
      stop = true;
    } else {
      program->Signal(SIGKILL);
    }
    for (std::thread& thread : calling) thread.join();
    if (is_last) {
      const View view = clients_[0]->Read(*stubs[0]);
      for (const auto& watch : watches_) watch->EndAt(view);
    }
    for (std::thread& thread : watching) thread.join();
    if (!is_last) {
      EXPECT_EQ(program->Wait(), -SIGKILL);
    }
  }

  std::vector<Call> History() const {
    std::vector<Call> history;
    for (const auto& client : clients_) {
      history.insert(history.end(), client->calls().begin(),
                     client->calls().end());
    }
    for (const auto& watch : watches_) {
      history.insert(history.end(), watch->calls().begin(),
                     watch->calls().end());
    }
    return history;
  }

  const TemporaryFolder folder_;
  std::atomic<int64_t> values_ = 0;
  std::vector<std::unique_ptr<HistoryClient>> clients_;
  std::vector<std::unique_ptr<HistoryWatch>> watches_;
};

TEST_P(HistoryCrashTest, IsSerial) {
  std::mt19937 random(GetParam());
  for (int life = 0; life < kLives; ++life) {
    const int answers =
        kMinAnswers +
        static_cast<int>(random() % (kMaxAnswers - kMinAnswers + 1));
    Live(answers, /*is_last=*/life + 1 == kLives);
    if (HasFailure()) return;
  }
  const std::vector<Call> history = History();
  EXPECT_GE(history.size(), static_cast<size_t>(kLives * kMinAnswers));
  const absl::Status serial = CheckSerial(history);
  EXPECT_TRUE(serial.ok()) << serial.message();
  const absl::StatusOr<Verification> found =
      Verify(folder_.path() + "/nianbao.db", [](const std::string&) {});
  ASSERT_TRUE(found.ok()) << found.status();
  EXPECT_THAT(found->problems, ::testing::IsEmpty());
}

INSTANTIATE_TEST_SUITE_P(, HistoryCrashTest,
                         ::testing::Range(31u, 31 + Rounds()));

}  // namespace history_crash_test
}  // namespace nianbao::aggregator
