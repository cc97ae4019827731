#include "extractor/figures/change.h"

#include "gtest/gtest.h"
#include "tests/unit/extractor/figures/told_readings.h"

namespace nianbao::extractor {
namespace change_test {

TEST(ChangeTest, Changes) {
  ExpectReadings({
      {"办结茶事纠纷35件，同比增长3.1%。", "level 35 2022 | change 3.1 2022"},
      {"办结茶事纠纷35件，同比下降3.1%。", "level 35 2022 | change -3.1 2022"},
      {"投诉较上年减少12件。", "change -12 2022"},
      {"满意率提升2.3个百分点。", "change 2.3 2022"},
      {"满意率比上年下降1.2个百分点。", "change -1.2 2022"},
      {"满意率98%,较上年高1.2个百分点。", "level 98 2022 | change 1.2 2022"},
      {"纠错率比2021年低1.6个百分点。", "change -1.6 2022"},
      {"新收申请12件,比2019年多出8件。", "level 12 2022 | change 8 2022"},
      {"比例达5.2%,比去年的3%多了2.2个百分点。",
       "level 5.2 2022 | level 3 2021 | change 2.2 2022"},
      // Compared with another place.
      {"满意率高于全省平均1.7个百分点。", "level 1.7 2022"},
      {"采茶量是去年的1.5倍。", "change 1.5 2022"},
      {"采茶量翻一番。", "change 1 2022"},
      {"投诉、举报同比分别下降5%和8%。", "change -5 2022 | change -8 2022"},
      {"收缴罚款与上年相比增加了近3万元。", "change 30000 2022"},
  });
}

TEST(ChangeTest, ChangesWithoutAVerbOfTheirOwn) {
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

}  // namespace change_test
}  // namespace nianbao::extractor
