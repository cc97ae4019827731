// Watching statistics over real sockets.
#include "aggregator/watch/watch.h"

#include <signal.h>

#include <memory>
#include <string>
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
namespace {

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
  std::unique_ptr<Stub> Connect() {
    return v1::AggregatorService::NewStub(program_.Connect());
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
  // A drain so long that no test would see its end.
  Program program_{"nianbao-aggregator",
                   {"--db", folder_.path() + "/nianbao.db", "--drain-seconds",
                    "3600", "--workers", "2"},
                   folder_.path() + "/port"};
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
  program_.Signal(SIGTERM);
  for (const auto& watcher : watchers) {
    EXPECT_EQ(watcher->AwaitEnd().error_code(), grpc::StatusCode::UNAVAILABLE);
  }
  EXPECT_EQ(program_.Wait(), 0);
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
    return hub_.Watch(request.query().SerializeAsString(), *Ask(request));
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

}  // namespace
}  // namespace nianbao::aggregator
