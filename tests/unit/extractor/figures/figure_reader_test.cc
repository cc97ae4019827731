#include "extractor/figures/figure_reader.h"

#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "extractor/text/utf16.h"
#include "gtest/gtest.h"
#include "tests/unit/extractor/figures/told_readings.h"

namespace nianbao::extractor {
namespace figure_reader_test {

TEST(FigureReaderTest, Levels) {
  ExpectReadings({
      {"全年办结茶事纠纷35件。", "level 35 2022"},
      {"茶事材料减少40%以上。", "level 40 2022"},
      {"茶事流程精简12个。", "level 12 2022"},
      {"办理时限压缩至30日内。", "level 30 2022"},
      {"新增茶园18家。", "level 18 2022"},
      {"学时达到60学时以上。", "level 60 2022"},
  });
}

TEST(FigureReaderTest, WhatBecameOfAFigure) {
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

TEST(FigureReaderTest, Parts) {
  const ReadText read =
      Read("办结茶事纠纷35件，其中调解20件、裁决15件；走访茶园18家。");
  ASSERT_EQ(read.readings.size(), 4u);
  EXPECT_FALSE(read.readings[0].is_part);
  EXPECT_TRUE(read.readings[1].is_part);
  EXPECT_TRUE(read.readings[2].is_part);
  EXPECT_FALSE(read.readings[3].is_part);
}

TEST(FigureReaderTest, BareFiguresAndLists) {
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
TEST(FigureReaderTest, PlacesAreNested) {
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

}  // namespace figure_reader_test
}  // namespace nianbao::extractor
