#include "extractor/counts/count_reader.h"

#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "extractor/counts/sums.h"
#include "extractor/text/utf16.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/unit/extractor/fixture.h"

namespace nianbao::extractor {
namespace count_reader_test {

using ::testing::ElementsAre;

struct CountedText {
  explicit CountedText(absl::string_view document)
      : read(Read(document)),
        counted(ReadCounted(read.text, read.outline, read.readings)) {}

  // The words on the left of figure `i` and the noun on its right.
  std::string Nouns(size_t i) const {
    const Counted& c = counted[i];
    const View text = read.text;
    return absl::StrCat(
        ToUtf8(text.substr(c.left_begin, c.left_end - c.left_begin)), "|",
        ToUtf8(text.substr(c.right_begin, c.right_end - c.right_begin)));
  }

  // The value of the figure that each is a part of; - for none.
  std::string Totals() const {
    std::vector<std::string> totals;
    for (const Counted& c : counted) {
      totals.push_back(
          c.total < 0 ? "-" : read.readings[c.total].figure.value.ToString());
    }
    return absl::StrJoin(totals, " ");
  }

  ReadText read;
  std::vector<Counted> counted;
};

TEST(CountedTest, NounsStandOnEitherSide) {
  EXPECT_EQ(CountedText("全年共受理茶事纠纷达187件。").Nouns(0),
            "受理茶事纠纷|");
  EXPECT_EQ(CountedText("招录8名茶园协理员。").Nouns(0), "招录|茶园协理员");
  EXPECT_EQ(CountedText("茶园分别为3家。").Nouns(0), "茶园|");
  EXPECT_EQ(CountedText("修剪30亩的茶园。").Nouns(0), "修剪|茶园");
}

struct ConstructionCase {
  const char* name;
  const char* text;
  // Of the last figure.
  uint16_t constructions;
};

class ConstructionTest : public ::testing::TestWithParam<ConstructionCase> {};

TEST_P(ConstructionTest, IsRead) {
  const CountedText text(GetParam().text);
  ASSERT_FALSE(text.counted.empty());
  EXPECT_EQ(text.counted.back().constructions, GetParam().constructions);
}

INSTANTIATE_TEST_SUITE_P(
    All, ConstructionTest,
    ::testing::Values(
        ConstructionCase{"None", "采茶90吨。", 0},
        ConstructionCase{"Among", "采茶90吨，其中绿茶60吨。", kAmong},
        ConstructionCase{"AmongEndsAtASemicolon",
                         "采茶90吨，其中绿茶60吨；茶园8家。", 0},
        ConstructionCase{"Share", "绿茶60吨，占66.7%。", kShareOf},
        ConstructionCase{"Bracket", "采茶90吨（绿茶60吨）。", kBracket},
        ConstructionCase{"Labelled", "绿茶：60吨。", kLabelled},
        ConstructionCase{"Respondent", "以茶农为被申请人的11件。", kRespondent},
        ConstructionCase{"KindOf", "绿茶类11件。", kKindOf},
        ConstructionCase{"Per", "每园采茶11吨。", kPer},
        ConstructionCase{"OfBody", "茶叶局采茶11吨。", kOfBody},
        ConstructionCase{"ForOthers", "代理茶事11件。", kForOthers},
        ConstructionCase{"Base", "去年采茶11吨。", kBase}),
    [](const auto& test) { return test.param.name; });

TEST(CountedTest, AFigureWhoseShareFollowsIsShared) {
  const CountedText text("采茶90吨，绿茶60吨，占66.7%。");
  EXPECT_EQ(text.counted[0].constructions & kShared, 0);
  EXPECT_NE(text.counted[1].constructions & kShared, 0);
}

TEST(CountedTest, PartsAddUpToATotal) {
  EXPECT_EQ(CountedText("采茶90吨，绿茶60吨、红茶30吨。").Totals(), "- 90 90");
  EXPECT_EQ(CountedText("采茶90吨，绿茶60吨、红茶20吨。").Totals(), "- - -");
  // One figure is no sum, and small sums are chance.
  EXPECT_EQ(CountedText("采茶90吨，达到90吨。").Totals(), "- -");
  EXPECT_EQ(CountedText("茶园3家，茶馆1家、茶厂2家。").Totals(), "- - -");
}

TEST(CountedTest, PartsMayBeginAfterOtherFigures) {
  EXPECT_EQ(CountedText("采茶90吨，制茶80吨，绿茶60吨、红茶30吨。").Totals(),
            "- - 90 90");
}

TEST(CountedTest, ChangesAreDealtOutFromTheLast) {
  const CountedText text("采茶90吨，制茶80吨，比上年分别增长3%、下降4%。");
  std::vector<int> changed;
  for (const Counted& c : text.counted) changed.push_back(c.changed);
  EXPECT_THAT(changed, ElementsAre(-1, -1, 0, 1));
}

TEST(CountedTest, EqualPrintsAreEqualValues) {
  const CountedText text("采茶1.5万吨，共1.5万吨。");
  EXPECT_EQ(ValueOf(text.read.readings[0].figure),
            ValueOf(text.read.readings[1].figure));
  EXPECT_DOUBLE_EQ(ValueOf(text.read.readings[0].figure), 15000);
}

}  // namespace count_reader_test
}  // namespace nianbao::extractor
