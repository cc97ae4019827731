#include "extractor/report/observation_ids.h"

#include <set>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/unit/extractor/fixture.h"

namespace nianbao::extractor {
namespace observation_ids_test {

TEST(ObservationIdsTest, SayWhichFigureOfWhichSentence) {
  const std::string id = ObservationIds().Next(u"受理12件。", u"12件");
  EXPECT_THAT(id, ::testing::MatchesRegex("[0-9a-f]{12}"));
  // Written down: a version that gives another breaks citations.
  EXPECT_EQ(id, "a0452b5b5f37");
  EXPECT_EQ(ObservationIds().Next(u"受理 12件\n。", u"12 件"), id);
  EXPECT_NE(ObservationIds().Next(u"审结12件。", u"12件"), id);
  EXPECT_NE(ObservationIds().Next(u"受理12件。", u"2件"), id);

  ObservationIds ids;
  EXPECT_EQ(ids.Next(u"受理12件。", u"12件"), id);
  const std::string second = ids.Next(u"受理12件。", u"12件");
  EXPECT_NE(second, id);
  EXPECT_NE(ids.Next(u"受理12件。", u"12件"), second);
}

// Ids of all observations, in order.
std::vector<std::string> IdsOf(absl::string_view text) {
  std::vector<std::string> ids;
  const v1::Report report = Extract(text).value();
  for (const v1::Observation& o : report.observations()) {
    ids.push_back(o.id());
  }
  return ids;
}

TEST(ObservationIdsTest, AreUniqueWithinAReport) {
  for (const Sample& sample : Samples()) {
    const std::vector<std::string> ids = IdsOf(sample.text);
    EXPECT_EQ(std::set<std::string>(ids.begin(), ids.end()).size(), ids.size())
        << sample.name;
  }
  std::string repeated;
  for (int i = 0; i < 500; ++i) repeated += "受理案件12件。\n";
  const std::vector<std::string> ids = IdsOf(repeated);
  EXPECT_EQ(ids.size(), 500);
  EXPECT_EQ(std::set<std::string>(ids.begin(), ids.end()).size(), 500);
}

TEST(ObservationIdsTest, StayWhenOtherTextChanges) {
  const std::string text = "全年受理行政复议案件12件，审结9件。\n";
  const std::vector<std::string> ids = IdsOf(text);
  ASSERT_EQ(ids.size(), 2);
  // Another year, so that the figures are of another one; other sentences; full
  // width and Traditional characters; other blanks.
  for (const std::string& other :
       {absl::StrCat("2019年工作报告\n", text), absl::StrCat(text, "种茶。\n"),
        absl::StrReplaceAll(text, {{"12", "１２"}, {"件", " 件"}}),
        std::string("全年受理行政復議案件12件，審結9件。\n")}) {
    EXPECT_EQ(IdsOf(other), ids) << other;
  }
  const std::vector<std::string> changed =
      IdsOf(absl::StrReplaceAll(text, {{"12", "13"}}));
  ASSERT_EQ(changed.size(), 2);
  EXPECT_NE(changed[0], ids[0]);
}

}  // namespace observation_ids_test
}  // namespace nianbao::extractor
