#include "extractor/figures/reading.h"

#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "extractor/text/normalize.h"
#include "gtest/gtest.h"
#include "tests/unit/extractor/fixture.h"

namespace nianbao::extractor {
namespace {

// "level 35 2022 | change -3.1 2022", for a report of 2022.
std::string Readings(const std::string& document) {
  std::vector<std::string> readings;
  for (const Reading& r : Read(document, 2022).readings) {
    const char* const kind = r.kind == v1::KIND_LEVEL    ? "level"
                             : r.kind == v1::KIND_CHANGE ? "change"
                             : r.kind == v1::KIND_RANK   ? "rank"
                                                         : "target";
    readings.push_back(
        absl::StrCat(kind, " ", r.figure.value.ToString(), " ", r.year));
  }
  return absl::StrJoin(readings, " | ");
}

struct ReadingCase {
  const char* text;
  const char* readings;
};

void Expect(const std::vector<ReadingCase>& cases) {
  for (const ReadingCase& c : cases) {
    EXPECT_EQ(Readings(c.text), c.readings) << c.text;
  }
}

TEST(ReadingTest, Levels) {
  Expect({
      {"全年办结茶事纠纷35件。", "level 35 2022"},
      {"茶事材料减少40%以上。", "level 40 2022"},
      {"茶事流程精简12个。", "level 12 2022"},
      {"办理时限压缩至30日内。", "level 30 2022"},
      {"新增茶园18家。", "level 18 2022"},
      {"学时达到60学时以上。", "level 60 2022"},
  });
}

TEST(ReadingTest, WhatBecameOfAFigure) {
  const auto starts = [](const std::string& document) {
    std::vector<std::string> values;
    for (const Reading& r : Read(document, 2022).readings) {
      if (r.is_start) values.push_back(r.figure.value.ToString());
    }
    return absl::StrJoin(values, " ");
  };
  EXPECT_EQ(starts("采茶时限由60个工作日压缩至20个工作日。"), "60");
  EXPECT_EQ(starts("制茶师从上年4人增至11人。"), "4");
  EXPECT_EQ(starts("茶园由原来的9个整合为5个。"), "9");
  EXPECT_EQ(starts("采茶时限从法定的30天缩短为5天。"), "30");
  EXPECT_EQ(starts("茶园由9个,优化调整到5个。"), "9");
  EXPECT_EQ(starts("由20名茶师为18名学徒讲课。"), "");
  EXPECT_EQ(starts("从3个乡镇抽调12人到茶园。"), "");
  EXPECT_EQ(starts("采茶时限压缩至20天，采茶量增至30吨。"), "");
}

TEST(ReadingTest, SomeBodiesAlone) {
  const auto some = [](const std::string& document) {
    std::vector<std::string> values;
    for (const Reading& r : Read(document, 2022).readings) {
      if (r.of_some) values.push_back(r.figure.value.ToString());
    }
    return absl::StrJoin(values, " ");
  };
  EXPECT_EQ(some("个别部门采茶率不足80%。"), "80");
  EXPECT_EQ(some("茶园采茶率90%，一些县区采茶率超过15%。"), "15");
  EXPECT_EQ(some("4个部门采茶率不足80%。"), "80");
  EXPECT_EQ(some("全县38个部门采茶率80%。"), "");
  EXPECT_EQ(some("38个部门参加培训，采茶率80%。"), "");
  EXPECT_EQ(some("茶叶部门采茶率80%，采茶4吨。"), "");
}

TEST(ReadingTest, Changes) {
  Expect({
      {"办结茶事纠纷35件，同比增长3.1%。", "level 35 2022 | change 3.1 2022"},
      {"办结茶事纠纷35件，同比下降3.1%。", "level 35 2022 | change -3.1 2022"},
      {"投诉较上年减少12件。", "change -12 2022"},
      {"满意率提升2.3个百分点。", "change 2.3 2022"},
      {"满意率比上年下降1.2个百分点。", "change -1.2 2022"},
      {"采茶量是去年的1.5倍。", "change 1.5 2022"},
      {"采茶量翻一番。", "change 1 2022"},
      {"投诉、举报同比分别下降5%和8%。", "change -5 2022 | change -8 2022"},
      {"收缴罚款与上年相比增加了近3万元。", "change 30000 2022"},
  });
}

TEST(ReadingTest, RanksAndTargets) {
  Expect({
      {"考核排名全市第二。", "rank 2 2022"},
      {"力争培训茶农500人次。", "target 500 2022"},
      {"2023年，力争培训茶农500人次。", "target 500 2023"},
      {"三、下一步工作安排\n培训茶农500人次。", "target 500 2022"},
      {"三、2023年工作计划\n培训茶农500人次。", "target 500 2023"},
  });
}

TEST(ReadingTest, Years) {
  Expect({
      {"2021年，办结茶事纠纷35件。", "level 35 2021"},
      {"去年办结茶事纠纷35件。", "level 35 2021"},
      {"2021年办结30件，2022年办结35件。", "level 30 2021 | level 35 2022"},
      {"满意率由2019年的84.1%升至93.3%。", "level 84.1 2019 | level 93.3 2022"},
  });
}

TEST(ReadingTest, UnknownYear) {
  const ReadText read = Read("办结茶事纠纷35件。2021年，办结30件。", 0);
  ASSERT_EQ(read.readings.size(), 2u);
  EXPECT_EQ(read.readings[0].year, 0);
  EXPECT_EQ(read.readings[1].year, 2021);
}

TEST(ReadingTest, YearsComparedWith) {
  const ReadText read =
      Read("茶事纠纷率18.8%，较2019年的23.5%下降4.7个百分点。");
  ASSERT_EQ(read.readings.size(), 3u);
  EXPECT_EQ(read.readings[1].year, 2019);
  EXPECT_EQ(read.readings[1].kind, v1::KIND_LEVEL);
  EXPECT_EQ(read.readings[2].kind, v1::KIND_CHANGE);
}

TEST(ReadingTest, ParagraphsThatOpenWithPlans) {
  const ReadText read = Read(
      "下一步：茶园覆盖率达90%。走访茶园18家。\n全年走访茶园12家。\n"
      "明年将茶农由9人发展到15人。");
  ASSERT_EQ(read.readings.size(), 5u);
  EXPECT_EQ(read.readings[0].kind, v1::KIND_TARGET);
  EXPECT_EQ(read.readings[1].kind, v1::KIND_TARGET);
  EXPECT_EQ(read.readings[2].kind, v1::KIND_LEVEL);
  EXPECT_EQ(read.readings[3].kind, v1::KIND_LEVEL);
  EXPECT_EQ(read.readings[4].kind, v1::KIND_TARGET);
}

TEST(ReadingTest, ChangesWithoutAVerbOfTheirOwn) {
  const ReadText read = Read(
      "收茶2067件，同比+17.9%，上月-3%。处罚918件，上年为1103件，减少16.8%。"
      "比2019年分别减少11起、8人。结转下年度1件。");
  ASSERT_EQ(read.readings.size(), 9u);
  const auto value = [&](size_t i) {
    return read.readings[i].figure.value.mantissa;
  };
  EXPECT_EQ(read.readings[1].kind, v1::KIND_CHANGE);
  EXPECT_GT(value(1), 0);
  EXPECT_EQ(read.readings[4].year, 2021);
  EXPECT_EQ(read.readings[5].kind, v1::KIND_CHANGE);
  EXPECT_LT(value(5), 0);
  EXPECT_EQ(read.readings[7].kind, v1::KIND_CHANGE);
  EXPECT_LT(value(7), 0);
  EXPECT_EQ(read.readings[8].kind, v1::KIND_LEVEL);
}

TEST(ReadingTest, Scope) {
  const ReadText read = Read("全国茶园3万家，我县茶园18家。");
  ASSERT_EQ(read.readings.size(), 2u);
  EXPECT_EQ(read.readings[0].scope, v1::SCOPE_OTHER);
  EXPECT_EQ(read.readings[1].scope, v1::SCOPE_ISSUER);
}

TEST(ReadingTest, Parts) {
  const ReadText read =
      Read("办结茶事纠纷35件，其中调解20件、裁决15件；走访茶园18家。");
  ASSERT_EQ(read.readings.size(), 4u);
  EXPECT_FALSE(read.readings[0].is_part);
  EXPECT_TRUE(read.readings[1].is_part);
  EXPECT_TRUE(read.readings[2].is_part);
  EXPECT_FALSE(read.readings[3].is_part);
}

TEST(ReadingTest, BareFiguresAndLists) {
  const ReadText read = Read("茶事纠纷收到、受理、办结分别为9件、8件、7件。");
  ASSERT_EQ(read.readings.size(), 3u);
  const auto own_words = [&](size_t i) {
    const Reading& r = read.readings[i];
    return ToUtf8(read.text.substr(r.left, r.left_end - r.left));
  };
  EXPECT_NE(own_words(0).find("收到"), std::string::npos);
  EXPECT_EQ(own_words(1), "受理");
  EXPECT_EQ(own_words(2), "办结");
  EXPECT_TRUE(read.readings[1].continues);

  const ReadText change = Read("办结茶事纠纷35件，同比增长3.1%。");
  EXPECT_FALSE(change.readings[0].bare);
  EXPECT_TRUE(change.readings[1].bare);
}

// Whatever the text: places lie within their clause and sentence, in order.
TEST(ReadingTest, PlacesAreNested) {
  for (const Sample& sample : Samples()) {
    const ReadText read = Read(sample.text);
    size_t last = 0;
    for (const Reading& r : read.readings) {
      const OutlineSentence& s = read.outline.sentences[r.sentence];
      ASSERT_LE(last, r.figure.begin) << sample.name;
      ASSERT_LE(s.begin, r.figure.begin) << sample.name;
      ASSERT_LE(r.figure.begin, r.figure.number_begin) << sample.name;
      ASSERT_LT(r.figure.number_begin, r.figure.end) << sample.name;
      ASSERT_LE(r.figure.end, s.end) << sample.name;
      ASSERT_LE(r.left, r.left_end) << sample.name;
      ASSERT_LE(r.clause_begin, r.figure.begin) << sample.name;
      ASSERT_GE(r.clause_end, r.figure.end) << sample.name;
      ASSERT_GE(r.right, r.figure.end) << sample.name;
      last = r.figure.end;
    }
  }
}

}  // namespace
}  // namespace nianbao::extractor
