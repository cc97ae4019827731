// Histories that are serial, and such that must be refused.
#include "tests/integration/history/history.h"

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace nianbao::aggregator {
namespace history_test {

using Answer = Call::Answer;
using Kind = Call::Kind;
using ::testing::HasSubstr;

Call Upload(int client, int key, int64_t value, int64_t begin, int64_t end,
            Answer answer = Answer::kDone) {
  return {.client = client,
          .kind = Kind::kUpload,
          .answer = answer,
          .key = key,
          .value = value,
          .begin = begin,
          .end = end};
}

Call Correct(int client, int key, int year, int64_t begin, int64_t end,
             Answer answer = Answer::kDone) {
  return {.client = client,
          .kind = Kind::kCorrect,
          .answer = answer,
          .key = key,
          .year = year,
          .begin = begin,
          .end = end};
}

Call Delete(int client, int key, int64_t begin, int64_t end,
            Answer answer = Answer::kDone) {
  return {.client = client,
          .kind = Kind::kDelete,
          .answer = answer,
          .key = key,
          .begin = begin,
          .end = end};
}

Call Read(int client, View view, int64_t begin, int64_t end) {
  return {.client = client,
          .kind = Kind::kRead,
          .view = std::move(view),
          .begin = begin,
          .end = end};
}

struct HistoryCase {
  const char* name;
  std::vector<Call> history;
};

void PrintTo(const HistoryCase& c, std::ostream* out) { *out << c.name; }

class SerialHistory : public ::testing::TestWithParam<HistoryCase> {};

TEST_P(SerialHistory, IsTaken) {
  const absl::Status status = CheckSerial(GetParam().history);
  EXPECT_TRUE(status.ok()) << status;
}

const HistoryCase kSerial[] = {
    {"Nothing", {}},
    {"OneAfterTheOther",
     {Upload(0, 1, 7, 0, 10), Read(0, {{1, {7, 2020}}}, 11, 20),
      Upload(0, 1, 8, 21, 30), Read(0, {{1, {8, 2020}}}, 31, 40)}},
    {"ReadsBeforeAndAfterAChangeUnderWay",
     {Upload(0, 1, 7, 0, 100), Read(1, {}, 10, 20),
      Read(1, {{1, {7, 2020}}}, 30, 40)}},
    {"OrderOfChangesIsThatOfTheReads",
     {Upload(0, 1, 7, 0, 100), Upload(1, 1, 8, 0, 100),
      Read(2, {{1, {8, 2020}}}, 10, 20), Read(2, {{1, {7, 2020}}}, 110, 120)}},
    {"CorrectionsStayWithTheDocument",
     {Upload(0, 1, 7, 0, 10), Correct(1, 1, 2001, 11, 20), Delete(0, 1, 21, 30),
      Read(0, {}, 31, 40), Upload(0, 1, 8, 41, 50),
      Read(1, {{1, {8, 2001}}}, 51, 60)}},
    {"WhatIsNotThereIsNotFound",
     {Delete(0, 1, 0, 10, Answer::kNotFound),
      Correct(0, 1, 2001, 11, 20, Answer::kNotFound), Upload(0, 1, 7, 21, 30),
      Read(0, {{1, {7, 2020}}}, 31, 40)}},
    {"DeletedByAnotherMeanwhile",
     {Upload(0, 1, 7, 0, 10), Delete(0, 1, 11, 50),
      Delete(1, 1, 12, 40, Answer::kNotFound)}},
    {"UnansweredAndMade",
     {Upload(0, 1, 7, 0, 10), Upload(1, 1, 8, 11, 20, Answer::kUnknown),
      Read(0, {{1, {8, 2020}}}, 31, 40)}},
    {"UnansweredAndNotMade",
     {Upload(0, 1, 7, 0, 10), Upload(1, 1, 8, 11, 20, Answer::kUnknown),
      Read(0, {{1, {7, 2020}}}, 31, 40)}},
    // A watch: the second state was there before the first one had come.
    {"StatesToldLate",
     {Upload(0, 1, 7, 0, 10), Upload(0, 1, 8, 11, 20),
      Read(1, {{1, {7, 2020}}}, 0, 100), Read(1, {{1, {8, 2020}}}, 0, 110)}},
};

INSTANTIATE_TEST_SUITE_P(, SerialHistory, ::testing::ValuesIn(kSerial),
                         [](const auto& c) { return c.param.name; });

class OtherHistory : public ::testing::TestWithParam<HistoryCase> {};

TEST_P(OtherHistory, IsRefused) {
  EXPECT_EQ(CheckSerial(GetParam().history).code(),
            absl::StatusCode::kFailedPrecondition);
}

const HistoryCase kOthers[] = {
    {"LosesWhatWasAcknowledged", {Upload(0, 1, 7, 0, 10), Read(1, {}, 11, 20)}},
    {"LosesACorrection",
     {Upload(0, 1, 7, 0, 10), Correct(0, 1, 2001, 11, 20),
      Read(1, {{1, {7, 2020}}}, 21, 30)}},
    {"LosesADeletion",
     {Upload(0, 1, 7, 0, 10), Delete(0, 1, 11, 20),
      Read(1, {{1, {7, 2020}}}, 21, 30)}},
    {"ForgetsACorrectionWithTheDocument",
     {Upload(0, 1, 7, 0, 10), Correct(0, 1, 2001, 11, 20), Delete(0, 1, 21, 30),
      Upload(0, 1, 8, 31, 40), Read(0, {{1, {8, 2020}}}, 41, 50)}},
    {"ShowsWhatNobodyStored", {Read(0, {{1, {7, 2020}}}, 0, 10)}},
    {"ShowsWhatIsStoredLater",
     {Read(0, {{1, {7, 2020}}}, 0, 10), Upload(1, 1, 7, 11, 20)}},
    {"GoesBack",
     {Upload(0, 1, 7, 0, 100), Read(1, {{1, {7, 2020}}}, 10, 20),
      Read(2, {}, 30, 40)}},
    {"ShowsHalfOfAState",
     {Upload(0, 1, 7, 0, 10), Upload(0, 2, 8, 11, 20),
      Read(1, {{2, {8, 2020}}}, 0, 30)}},
    {"ReadersDisagreeOnTheOrder",
     {Upload(0, 1, 7, 0, 100), Upload(1, 2, 8, 0, 100),
      Read(2, {{1, {7, 2020}}}, 10, 20), Read(3, {{2, {8, 2020}}}, 10, 20)}},
    {"UnansweredComesAndGoes",
     {Upload(0, 1, 7, 0, 10, Answer::kUnknown),
      Read(1, {{1, {7, 2020}}}, 11, 20), Read(1, {}, 21, 30)}},
    {"UnansweredIsMadeLater",
     {Upload(0, 1, 7, 0, 10, Answer::kUnknown), Read(1, {}, 11, 20),
      Read(1, {{1, {7, 2020}}}, 21, 30)}},
    {"FindsNotWhatIsThere",
     {Upload(0, 1, 7, 0, 10), Delete(1, 1, 11, 20, Answer::kNotFound)}},
    {"DeletesTwice",
     {Upload(0, 1, 7, 0, 10), Delete(0, 1, 11, 50), Delete(1, 1, 12, 40)}},
    {"TellsStatesOutOfOrder",
     {Upload(0, 1, 7, 0, 10), Upload(0, 1, 8, 11, 20),
      Read(1, {{1, {8, 2020}}}, 0, 100), Read(1, {{1, {7, 2020}}}, 0, 110)}},
    {"TellsAStateAgainAfterAnother",
     {Upload(0, 1, 7, 0, 10), Delete(0, 1, 11, 20), Read(1, {}, 0, 100),
      Read(1, {{1, {7, 2020}}}, 0, 110), Read(1, {}, 0, 120),
      Read(1, {{1, {7, 2020}}}, 0, 130)}},
};

INSTANTIATE_TEST_SUITE_P(, OtherHistory, ::testing::ValuesIn(kOthers),
                         [](const auto& c) { return c.param.name; });

TEST(CheckSerial, TellsWhereTheOrderEnds) {
  const absl::Status status =
      CheckSerial({Upload(0, 1, 7, 0, 10), Read(1, {{1, {9, 2001}}}, 11, 20)});
  EXPECT_THAT(std::string(status.message()), HasSubstr("after 1 calls"));
  EXPECT_THAT(std::string(status.message()),
              HasSubstr("client 1 reads {1: 9 of 2001} from 11 to 20"));
}

// Eight clients at once, a thousand times: many orders, one of which fits.
TEST(CheckSerial, ManagesManyCalls) {
  constexpr int kClients = 8;
  std::vector<Call> history;
  View view;
  int64_t value = 0;
  for (int64_t round = 0; round < 1000; ++round) {
    for (int client = 0; client < kClients; ++client) {
      history.push_back(
          Upload(client, client, ++value, 10 * round, 10 * round + 5));
      view[client] = {value, kYearAsRead};
    }
    history.push_back(Read(kClients, view, 10 * round + 6, 10 * round + 9));
  }
  const absl::Status status = CheckSerial(history);
  EXPECT_TRUE(status.ok()) << status;
}

}  // namespace history_test
}  // namespace nianbao::aggregator
