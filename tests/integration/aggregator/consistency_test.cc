// While reports are stored and deleted, every answer is that of one state that
// was there while the question was asked.
#include <atomic>
#include <map>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/integration/aggregator/service_client.h"
#include "tests/integration/program.h"
#include "tests/sanitize/rounds.h"
#include "tests/temporary_folder.h"

namespace nianbao::aggregator {
namespace consistency_test {

constexpr int kStates = Rounds(60);
constexpr int kReaders = 3;
constexpr const char* kCodes[] = {"110101", "110102", "110105", "110106",
                                  "110107", "110108", "440103", "440106"};

struct Server {
  TemporaryFolder folder;
  Program program{"nianbao-aggregator",
                  {"--db", folder.path() + "/nianbao.db"},
                  folder.path() + "/port"};
  std::unique_ptr<v1::AggregatorService::Stub> stub =
      v1::AggregatorService::NewStub(program.Connect());
};

// Goes from state `n` to the next: each tenth step deletes a report, the others
// give an issuer two new figures at once.
void Step(v1::AggregatorService::Stub& stub, int n,
          std::map<std::string, std::string>& names) {
  const std::string code = kCodes[n % std::size(kCodes)];
  if (n % 10 == 9) {
    EXPECT_TRUE(Delete(stub, names[code]).ok());
    return;
  }
  v1::Report report = MakeReport(code, code, 2020, n);
  v1::Observation& other = *report.add_observations();
  other = report.observations(0);
  other.set_indicator("indicators/reconsideration.received");
  other.mutable_quantity()->set_value(1000 + n);
  names[code] = Upload(stub, {report})[0].name();
}

v1::QueryStatisticsRequest Question() {
  v1::QueryStatisticsRequest request;
  request.add_group_by(v1::DIMENSION_DIVISION);
  request.add_probabilities(0.9);
  return request;
}

std::string Answer(v1::AggregatorService::Stub& stub) {
  v1::QueryStatisticsResponse all;
  for (const v1::Statistics& row : Query(stub, Question())) {
    *all.add_statistics() = row;
  }
  return all.SerializeAsString();
}

TEST(ConsistencyTest, EveryAnswerIsOfOneStateThatExisted) {
  // What each state answers at rest.
  std::map<std::string, int> state_of;
  {
    Server server;
    std::map<std::string, std::string> names;
    ASSERT_TRUE(state_of.emplace(Answer(*server.stub), 0).second);
    for (int n = 0; n < kStates; ++n) {
      Step(*server.stub, n, names);
      ASSERT_TRUE(state_of.emplace(Answer(*server.stub), n + 1).second) << n;
    }
  }
  Server server;
  // Steps begun, and steps over.
  std::atomic<int> begun = 0;
  std::atomic<int> over = 0;
  std::vector<std::thread> readers;
  for (int i = 0; i < kReaders; ++i) {
    readers.emplace_back([&] {
      const auto stub =
          v1::AggregatorService::NewStub(server.program.Connect());
      while (over < kStates) {
        const int first = over;
        const std::string answer = Answer(*stub);
        const int last = begun;
        const auto state = state_of.find(answer);
        ASSERT_NE(state, state_of.end()) << "an answer of no state";
        EXPECT_GE(state->second, first) << "older than what was acknowledged";
        EXPECT_LE(state->second, last);
      }
    });
  }
  std::map<std::string, std::string> names;
  for (int n = 0; n < kStates; ++n) {
    begun = n + 1;
    Step(*server.stub, n, names);
    over = n + 1;
  }
  for (std::thread& reader : readers) reader.join();
  EXPECT_EQ(state_of.at(Answer(*server.stub)), kStates);
}

}  // namespace consistency_test
}  // namespace nianbao::aggregator
