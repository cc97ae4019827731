// Watching statistics over real sockets.
#include "aggregator/watch/watch.h"

#include <signal.h>

#include <algorithm>
#include <cstdio>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "common/domain/gazetteer.h"
#include "common/rpc/server.h"
#include "common/rpc/wire/message_bytes.h"
#include "gmock/gmock.h"
#include "google/protobuf/util/message_differencer.h"
#include "gtest/gtest.h"
#include "tests/integration/aggregator/service_client.h"
#include "tests/integration/aggregator/watcher.h"
#include "tests/integration/program.h"
#include "tests/integration/store/store_fixture.h"

namespace nianbao::aggregator {
namespace watch_test {

using ::testing::HasSubstr;
using Stub = v1::AggregatorService::Stub;

v1::QueryStatisticsRequest ByDivision() {
  v1::QueryStatisticsRequest query;
  query.mutable_selection()->add_indicators(kAccepted);
  query.add_group_by(v1::DIMENSION_DIVISION);
  return query;
}

void ExpectSameRows(const RowsByGroup& watched,
                    const std::vector<v1::Statistics>& asked) {
  EXPECT_EQ(watched.size(), asked.size());
  for (const v1::Statistics& row : asked) {
    const auto it = watched.find(row.group().SerializeAsString());
    ASSERT_NE(it, watched.end()) << row.DebugString();
    EXPECT_TRUE(
        google::protobuf::util::MessageDifferencer::Equals(it->second, row))
        << it->second.DebugString() << row.DebugString();
  }
}

class WatchTest : public ::testing::Test {
 protected:
  // A drain so long that no test would see its end.
  std::unique_ptr<Program> Start() {
    return std::make_unique<Program>(
        "nianbao-aggregator",
        std::vector<std::string>{"--db", folder_.path() + "/nianbao.db",
                                 "--drain-seconds", "3600", "--workers", "2"},
        folder_.path() + "/port");
  }

  std::unique_ptr<Stub> Connect() {
    return v1::AggregatorService::NewStub(program_->Connect());
  }

  // True once the watcher has the row of that value in a complete state.
  static bool AwaitValue(Watcher& watcher, double value) {
    return watcher.Await([value](const RowsByGroup& rows) {
      for (const auto& [group, row] : rows) {
        if (row.sum() == value) return true;
      }
      return false;
    });
  }

  TemporaryFolder folder_;
  std::unique_ptr<Program> program_ = Start();
  std::unique_ptr<Stub> stub_ = Connect();
};

TEST_F(WatchTest, AnEmptyAnswerIsComplete) {
  Watcher watcher(*stub_, ByDivision());
  EXPECT_TRUE(watcher.AwaitComplete());
  EXPECT_TRUE(watcher.rows().empty());
}

TEST_F(WatchTest, GivesTheAnswerThenWhatChanges) {
  Upload(*stub_, {MakeReport("a", "110101", 2020, 1),
                  MakeReport("b", "110105", 2020, 2)});
  Watcher watcher(*stub_, ByDivision());
  ASSERT_TRUE(watcher.AwaitComplete());
  ExpectSameRows(watcher.rows(), Query(*stub_, ByDivision()));
  EXPECT_EQ(watcher.received(), 2);

  Upload(*stub_, {MakeReport("b", "110105", 2020, 3)});
  ASSERT_TRUE(AwaitValue(watcher, 3));
  ExpectSameRows(watcher.rows(), Query(*stub_, ByDivision()));
  EXPECT_EQ(watcher.received(), 3) << "the other row did not change";

  const auto added = Upload(*stub_, {MakeReport("c", "110108", 2020, 4)});
  ASSERT_TRUE(AwaitValue(watcher, 4));
  EXPECT_EQ(watcher.received(), 4);

  ASSERT_TRUE(Delete(*stub_, added[0].name()).ok());
  ASSERT_TRUE(
      watcher.Await([](const RowsByGroup& rows) { return rows.size() == 2; }));
  ExpectSameRows(watcher.rows(), Query(*stub_, ByDivision()));
  EXPECT_EQ(watcher.received(), 5);
}

TEST_F(WatchTest, ALaterWatcherOfTheSameQueryGetsTheNewestState) {
  Watcher first(*stub_, ByDivision());
  ASSERT_TRUE(first.AwaitComplete());
  for (int i = 1; i <= 20; ++i) {
    Upload(*stub_, {MakeReport("a", "110101", 2020, i)});
    // Its first complete state is no older than the call.
    Watcher later(*stub_, ByDivision());
    ASSERT_TRUE(later.AwaitComplete());
    const RowsByGroup rows = later.rows();
    ASSERT_EQ(rows.size(), 1);
    EXPECT_EQ(rows.begin()->second.sum(), i);
  }
  EXPECT_TRUE(AwaitValue(first, 20));
}

// Ends a watch, changes rows while nobody watches, and goes on.
class ResumedWatchTest : public WatchTest {
 protected:
  ResumedWatchTest() {
    names_ = Upload(*stub_, {MakeReport("a", "110101", 2020, 1),
                             MakeReport("b", "110105", 2020, 2),
                             MakeReport("c", "110108", 2020, 3)});
    Watcher watcher(*stub_, ByDivision());
    EXPECT_TRUE(watcher.AwaitComplete());
    rows_ = watcher.rows();
    token_ = watcher.resume_token();
    EXPECT_NE(token_, "");
  }

  // One row of another value, one new, one gone, and one as it was.
  void ChangeThree() {
    Upload(*stub_, {MakeReport("b", "110105", 2020, 5),
                    MakeReport("d", "120101", 2020, 4)});
    EXPECT_TRUE(Delete(*stub_, names_[0].name()).ok());
  }

  std::vector<v1::UploadReportsResponse> names_;
  RowsByGroup rows_;
  std::string token_;
};

TEST_F(ResumedWatchTest, TellsNothingWhereNothingHasChanged) {
  Watcher resumed(*stub_, ByDivision(), token_, rows_);
  ASSERT_TRUE(resumed.AwaitComplete());
  EXPECT_EQ(resumed.received(), 0);
  EXPECT_NE(resumed.resume_token(), "");
  Upload(*stub_, {MakeReport("a", "110101", 2020, 9)});
  ASSERT_TRUE(AwaitValue(resumed, 9));
  EXPECT_EQ(resumed.received(), 1);
}

TEST_F(ResumedWatchTest, TellsWhatHasChanged) {
  ChangeThree();
  Watcher resumed(*stub_, ByDivision(), token_, rows_);
  ASSERT_TRUE(resumed.AwaitComplete());
  EXPECT_EQ(resumed.received(), 3);
  ExpectSameRows(resumed.rows(), Query(*stub_, ByDivision()));
  // As often as one likes.
  Watcher again(*stub_, ByDivision(), token_, rows_);
  ASSERT_TRUE(again.AwaitComplete());
  EXPECT_EQ(again.received(), 3);
  Watcher later(*stub_, ByDivision(), resumed.resume_token(), resumed.rows());
  ASSERT_TRUE(later.AwaitComplete());
  EXPECT_EQ(later.received(), 0);
}

TEST_F(ResumedWatchTest, GoesOnOverARestart) {
  ChangeThree();
  program_.reset();
  program_ = Start();
  stub_ = Connect();
  Watcher resumed(*stub_, ByDivision(), token_, rows_);
  ASSERT_TRUE(resumed.AwaitComplete());
  EXPECT_EQ(resumed.received(), 3);
  ExpectSameRows(resumed.rows(), Query(*stub_, ByDivision()));
}

// Watchers come and go, with states of all ages, while rows change.
TEST_F(ResumedWatchTest, ManyGoOnAmongOthers) {
  constexpr int kRounds = 5;
  struct State {
    std::string token;
    RowsByGroup rows;
  };
  std::vector<State> states = {{token_, rows_}};
  std::vector<std::unique_ptr<Watcher>> watchers;
  for (int round = 0; round < kRounds; ++round) {
    watchers.push_back(std::make_unique<Watcher>(*stub_, ByDivision()));
    for (const State& state : states) {
      watchers.push_back(std::make_unique<Watcher>(*stub_, ByDivision(),
                                                   state.token, state.rows));
    }
    const auto stored = Upload(
        *stub_, {MakeReport("a", "110101", 2020, 100 + round),
                 MakeReport(absl::StrCat(round), "130102", 2020, round)});
    if (round % 3 == 0) {
      ASSERT_TRUE(Delete(*stub_, stored[1].name()).ok());
    }
    const auto now = Query(*stub_, ByDivision());
    for (const auto& watcher : watchers) {
      ASSERT_TRUE(watcher->Await([&](const RowsByGroup& rows) {
        return rows.size() == now.size() &&
               std::all_of(now.begin(), now.end(), [&](const auto& row) {
                 const auto it = rows.find(row.group().SerializeAsString());
                 return it != rows.end() && it->second.sum() == row.sum();
               });
      }));
    }
    states.push_back(
        {watchers.back()->resume_token(), watchers.back()->rows()});
    // Half of them leave.
    for (size_t i = round % 2; i < watchers.size(); ++i) {
      watchers.erase(watchers.begin() + i);
    }
  }
}

TEST_F(ResumedWatchTest, RefusesForeignTokensAndStatesThatAreGone) {
  const auto status = [this](const v1::QueryStatisticsRequest& query,
                             const std::string& token) {
    Watcher watcher(*stub_, query, token);
    return watcher.AwaitEnd();
  };
  v1::QueryStatisticsRequest other = ByDivision();
  other.set_mix_levels(true);
  EXPECT_EQ(FieldOf(status(other, token_)), "resume_token");
  EXPECT_EQ(FieldOf(status(ByDivision(), token_ + "A")), "resume_token");
  // An older copy of the store.
  program_.reset();
  std::remove((folder_.path() + "/nianbao.db").c_str());
  std::remove((folder_.path() + "/nianbao.db-wal").c_str());
  std::remove((folder_.path() + "/nianbao.db-shm").c_str());
  program_ = Start();
  stub_ = Connect();
  EXPECT_EQ(status(ByDivision(), token_).error_code(),
            grpc::StatusCode::NOT_FOUND);
}

TEST_F(WatchTest, IsValidated) {
  v1::QueryStatisticsRequest query;
  query.set_limit(3);
  Watcher watcher(*stub_, query);
  const grpc::Status status = watcher.AwaitEnd();
  EXPECT_EQ(status.error_code(), grpc::StatusCode::INVALID_ARGUMENT);
  EXPECT_EQ(FieldOf(status), "query.limit");
}

// Rows so large that no buffer on the way holds two states of them.
TEST_F(WatchTest, ASlowReaderGetsTheNewestStateAndNoBacklog) {
  constexpr int kCounties = 400;
  constexpr int kRounds = 15;
  std::vector<std::string> codes;
  for (const DivisionEntry& d : Gazetteer::Get().divisions()) {
    if (d.level == v1::LEVEL_COUNTY && codes.size() < kCounties) {
      codes.emplace_back(d.code);
    }
  }
  v1::WatchStatisticsRequest request;
  *request.mutable_query() = ByDivision();
  for (int i = 0; i < 100; ++i) {
    request.mutable_query()->add_probabilities(i / 100.0);
  }
  const auto upload_round = [&](int round) {
    std::vector<v1::Report> reports;
    for (const std::string& code : codes) {
      reports.push_back(MakeReport(code, code, 2020, round));
    }
    Upload(*stub_, reports);
  };
  upload_round(0);
  const auto slow = Connect();
  grpc::ClientContext context;
  const auto stream = slow->WatchStatistics(&context, request);
  RowsByGroup rows;
  v1::WatchStatisticsResponse response;
  ASSERT_TRUE(stream->Read(&response));
  Apply(response, rows);
  int received = response.statistics_size();
  // Nothing is read while all rows change again and again.
  for (int round = 1; round <= kRounds; ++round) upload_round(round);
  const auto is_newest = [&] {
    return response.complete() && rows.size() == kCounties &&
           std::all_of(rows.begin(), rows.end(), [](const auto& row) {
             return row.second.sum() == kRounds;
           });
  };
  while (!is_newest() && stream->Read(&response)) {
    Apply(response, rows);
    received += response.statistics_size();
  }
  EXPECT_TRUE(is_newest());
  EXPECT_LT(received, 4 * kCounties) << "of " << kRounds << " rounds";
  context.TryCancel();
  stream->Finish();
}

TEST_F(WatchTest, ThousandsWatchFewQueries) {
  constexpr int kConnections = 10;
  constexpr int kWatchersEach = 200;
  constexpr int kQueries = 5;
  Upload(*stub_, {MakeReport("a", "110101", 2020, 1)});
  std::vector<std::unique_ptr<Stub>> stubs;
  std::vector<std::unique_ptr<Watcher>> watchers;
  for (int i = 0; i < kConnections * kWatchersEach; ++i) {
    if (i % kWatchersEach == 0) stubs.push_back(Connect());
    v1::QueryStatisticsRequest query = ByDivision();
    query.add_probabilities((i % kQueries) / 10.0);
    watchers.push_back(std::make_unique<Watcher>(*stubs.back(), query));
  }
  for (const auto& watcher : watchers) ASSERT_TRUE(watcher->AwaitComplete());
  // They are not counted among the calls in progress.
  Upload(*stub_, {MakeReport("b", "110105", 2020, 2)});
  for (const auto& watcher : watchers) {
    ASSERT_TRUE(AwaitValue(*watcher, 2));
    EXPECT_EQ(watcher->received(), 2);
  }
  for (const auto& watcher : watchers) watcher->Cancel();
  for (const auto& watcher : watchers) {
    EXPECT_EQ(watcher->AwaitEnd().error_code(), grpc::StatusCode::CANCELLED);
  }
  EXPECT_EQ(Query(*stub_, ByDivision()).size(), 2);
}

TEST_F(WatchTest, EndsAtOnceWhenTheServerIsAskedToEnd) {
  Upload(*stub_, {MakeReport("a", "110101", 2020, 1)});
  std::vector<std::unique_ptr<Watcher>> watchers;
  for (int i = 0; i < 100; ++i) {
    watchers.push_back(std::make_unique<Watcher>(*stub_, ByDivision()));
    ASSERT_TRUE(watchers.back()->AwaitComplete());
  }
  program_->Signal(SIGTERM);
  for (const auto& watcher : watchers) {
    EXPECT_EQ(watcher->AwaitEnd().error_code(), grpc::StatusCode::UNAVAILABLE);
  }
  EXPECT_EQ(program_->Wait(), 0);
}

// A hub of narrow limits behind a server of its own.
class LimitedService final
    : public v1::AggregatorService::WithRawCallbackMethod_WatchStatistics<
          v1::AggregatorService::Service> {
 public:
  LimitedService(Store& store, WorkerPool& pool, const WatchLimits& limits)
      : hub_(store, pool, limits) {}

  WatchHub::Reactor* WatchStatistics(
      grpc::CallbackServerContext*,
      const grpc::ByteBuffer* request_bytes) override {
    v1::WatchStatisticsRequest request;
    EXPECT_TRUE(ParseMessage(*request_bytes, request).ok());
    Watched watched = {.query = request.query().SerializeAsString(),
                       .question = *Ask(request),
                       .tokens = ResumeTokens::For(0, request)};
    const auto place = watched.tokens.Read(request.resume_token());
    EXPECT_TRUE(place.ok()) << place.status();
    if (place->has_value()) watched.since = (*place)->moment;
    return hub_.Watch(std::move(watched));
  }

  WatchHub& hub() { return hub_; }

 private:
  WatchHub hub_;
};

class WatchLimitsTest : public ::testing::Test {
 protected:
  void Start(const WatchLimits& limits) {
    UploadAll(*store_, {MakeReport("a", "110101", 2020, 1),
                        MakeReport("b", "110105", 2020, 2)});
    service_ = std::make_unique<LimitedService>(*store_, pool_, limits);
    server_ = *Server::Start({.drain_seconds = 0}, *service_);
    stub_ = v1::AggregatorService::NewStub(
        grpc::CreateChannel(absl::StrCat("127.0.0.1:", server_->port()),
                            grpc::InsecureChannelCredentials()));
  }

  void TearDown() override {
    server_.reset();
    service_.reset();
  }

  static void ExpectExhausted(Watcher& watcher, const std::string& hint) {
    const grpc::Status status = watcher.AwaitEnd();
    EXPECT_EQ(status.error_code(), grpc::StatusCode::RESOURCE_EXHAUSTED);
    EXPECT_THAT(status.error_message(), HasSubstr(hint));
  }

  static v1::QueryStatisticsRequest OfYear(int year) {
    v1::QueryStatisticsRequest query = ByDivision();
    query.mutable_selection()->set_first_year(year);
    return query;
  }

  TemporaryFolder folder_;
  std::unique_ptr<Store> store_ = OpenPrepared(StoreKinds()[0], folder_.path());
  WorkerPool pool_{1};
  std::unique_ptr<LimitedService> service_;
  std::unique_ptr<Server> server_;
  std::unique_ptr<Stub> stub_;
};

TEST_F(WatchLimitsTest, WatchersAreLimitedAndMakeRoomWhenTheyLeave) {
  Start({.watchers = 2});
  Watcher first(*stub_, ByDivision());
  ASSERT_TRUE(first.AwaitComplete());
  for (int i = 0; i < 20; ++i) {
    auto second = std::make_unique<Watcher>(*stub_, ByDivision());
    // The one before leaves on its own time.
    while (!second->AwaitComplete()) {
      ExpectExhausted(*second, "too many watchers");
      second = std::make_unique<Watcher>(*stub_, ByDivision());
    }
    Watcher third(*stub_, ByDivision());
    ExpectExhausted(third, "too many watchers");
  }
}

TEST_F(WatchLimitsTest, QueriesAreLimited) {
  Start({.channels = 2});
  Watcher first(*stub_, OfYear(2001));
  Watcher second(*stub_, OfYear(2002));
  ASSERT_TRUE(first.AwaitComplete());
  ASSERT_TRUE(second.AwaitComplete());
  Watcher third(*stub_, OfYear(2003));
  ExpectExhausted(third, "different queries");
  Watcher shared(*stub_, OfYear(2002));
  EXPECT_TRUE(shared.AwaitComplete());
}

// Each that goes on begins with a channel of its own.
TEST_F(WatchLimitsTest, WatchersThatGoOnJoinTheOthers) {
  Start({.channels = 2});
  Watcher first(*stub_, ByDivision());
  ASSERT_TRUE(first.AwaitComplete());
  std::vector<std::unique_ptr<Watcher>> resumed;
  const auto watch = [&] {
    return std::make_unique<Watcher>(*stub_, ByDivision(), first.resume_token(),
                                     first.rows());
  };
  for (int i = 0; i < 10; ++i) {
    resumed.push_back(watch());
    // The one before joins on its own time.
    while (!resumed.back()->AwaitComplete()) {
      ExpectExhausted(*resumed.back(), "different queries");
      resumed.back() = watch();
    }
    EXPECT_EQ(resumed.back()->received(), 0);
  }
  UploadAll(*store_, {MakeReport("c", "110108", 2020, 3)});
  for (const auto& watcher : resumed) {
    ASSERT_TRUE(watcher->Await(
        [](const RowsByGroup& rows) { return rows.size() == 3; }));
    EXPECT_EQ(watcher->received(), 1);
  }
}

TEST_F(WatchLimitsTest, RowsAreLimited) {
  Start({.rows = 1});
  Watcher watcher(*stub_, ByDivision());
  ExpectExhausted(watcher, "more than 1 rows");
}

TEST_F(WatchLimitsTest, RowsOfAllQueriesAreLimited) {
  Start({.rows_in_all = 3});
  Watcher first(*stub_, OfYear(2001));
  ASSERT_TRUE(first.AwaitComplete());
  Watcher second(*stub_, OfYear(2002));
  ExpectExhausted(second, "too many rows");
  // The rows of the one that was refused are gone.
  EXPECT_TRUE(first.AwaitComplete());
  Watcher shared(*stub_, OfYear(2001));
  EXPECT_TRUE(shared.AwaitComplete());
}

TEST_F(WatchLimitsTest, AClosedHubRefuses) {
  Start({});
  Watcher watcher(*stub_, ByDivision());
  ASSERT_TRUE(watcher.AwaitComplete());
  service_->hub().Close();
  EXPECT_EQ(watcher.AwaitEnd().error_code(), grpc::StatusCode::UNAVAILABLE);
  Watcher late(*stub_, ByDivision());
  EXPECT_EQ(late.AwaitEnd().error_code(), grpc::StatusCode::UNAVAILABLE);
}

}  // namespace watch_test
}  // namespace nianbao::aggregator
