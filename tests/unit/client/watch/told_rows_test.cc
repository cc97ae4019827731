#include "client/watch/told_rows.h"

#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace nianbao::client {
namespace told_rows_test {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

struct Row {
  std::string indicator;
  int count;
};

v1::WatchStatisticsResponse Response(const std::vector<Row>& rows,
                                     const std::vector<std::string>& removed,
                                     bool complete = true) {
  v1::WatchStatisticsResponse response;
  for (const Row& row : rows) {
    v1::Statistics& statistics = *response.add_statistics();
    statistics.mutable_group()->set_indicator(row.indicator);
    statistics.set_count(row.count);
  }
  for (const std::string& indicator : removed) {
    response.add_removed()->set_indicator(indicator);
  }
  response.set_complete(complete);
  return response;
}

// What is left of it: "indicator=count", "-indicator".
std::vector<std::string> News(ToldRows& told,
                              v1::WatchStatisticsResponse response) {
  told.KeepNews(response);
  std::vector<std::string> news;
  for (const v1::Statistics& row : response.statistics()) {
    news.push_back(absl::StrCat(row.group().indicator(), "=", row.count()));
  }
  for (const v1::Group& group : response.removed()) {
    news.push_back(absl::StrCat("-", group.indicator()));
  }
  return news;
}

TEST(ToldRowsTest, AStreamIsToldAsItIs) {
  ToldRows told;
  told.BeginStream();
  EXPECT_THAT(News(told, Response({{"a", 1}, {"b", 2}}, {})),
              ElementsAre("a=1", "b=2"));
  EXPECT_THAT(News(told, Response({{"b", 3}}, {"a"})),
              ElementsAre("b=3", "-a"));
}

TEST(ToldRowsTest, AnotherStreamRepeatsNothing) {
  ToldRows told;
  told.BeginStream();
  News(told, Response({{"a", 1}, {"b", 2}}, {}));
  told.BeginStream();
  EXPECT_THAT(News(told, Response({{"a", 1}}, {}, /*complete=*/false)),
              IsEmpty());
  EXPECT_THAT(News(told, Response({{"b", 5}, {"c", 1}}, {})),
              ElementsAre("b=5", "c=1"));
}

TEST(ToldRowsTest, WhatAnotherStreamDoesNotBringIsRemovedOnceItIsComplete) {
  ToldRows told;
  told.BeginStream();
  News(told, Response({{"a", 1}, {"b", 2}, {"c", 3}}, {}));
  told.BeginStream();
  EXPECT_THAT(News(told, Response({{"b", 2}}, {}, /*complete=*/false)),
              IsEmpty());
  EXPECT_THAT(News(told, Response({}, {})), ElementsAre("-a", "-c"));
  EXPECT_THAT(News(told, Response({{"a", 1}}, {})), ElementsAre("a=1"));
}

TEST(ToldRowsTest, AStreamThatBreaksOffRemovesNothing) {
  ToldRows told;
  told.BeginStream();
  News(told, Response({{"a", 1}, {"b", 2}}, {}));
  told.BeginStream();
  EXPECT_THAT(News(told, Response({{"a", 4}}, {}, /*complete=*/false)),
              ElementsAre("a=4"));
  told.BeginStream();
  EXPECT_THAT(News(told, Response({{"a", 4}, {"b", 2}}, {})), IsEmpty());
}

TEST(ToldRowsTest, AStreamThatGoesOnRemovesWhatItSaysAlone) {
  ToldRows told;
  told.BeginStream();
  News(told, Response({{"a", 1}, {"b", 2}, {"c", 3}}, {}));
  told.ResumeStream();
  EXPECT_THAT(News(told, Response({{"b", 5}}, {"c"})),
              ElementsAre("b=5", "-c"));
  told.ResumeStream();
  EXPECT_THAT(News(told, Response({}, {})), IsEmpty());
}

TEST(ToldRowsTest, WhatWasToldOfAHalfStateIsTakenBack) {
  ToldRows told;
  told.BeginStream();
  News(told, Response({{"a", 1}, {"b", 2}, {"c", 3}}, {}));
  EXPECT_THAT(News(told, Response({{"a", 4}, {"d", 1}}, {"c"}, false)),
              ElementsAre("a=4", "d=1", "-c"));
  told.ResumeStream();
  EXPECT_THAT(News(told, Response({{"a", 6}}, {}, /*complete=*/false)),
              ElementsAre("a=6"));
  // That one breaks off, too.
  told.ResumeStream();
  EXPECT_THAT(News(told, Response({{"b", 7}}, {})),
              ElementsAre("b=7", "a=1", "c=3", "-d"));
}

}  // namespace told_rows_test
}  // namespace nianbao::client
