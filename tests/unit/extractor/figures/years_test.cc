#include "extractor/figures/years.h"

#include "gtest/gtest.h"
#include "tests/unit/extractor/figures/told_readings.h"

namespace nianbao::extractor {
namespace years_test {

TEST(YearsTest, Years) {
  ExpectReadings({
      {"2021年，办结茶事纠纷35件。", "level 35 2021"},
      {"1998年，办结茶事纠纷35件。", "level 35 2022"},
      {"去年办结茶事纠纷35件。", "level 35 2021"},
      {"2021年办结30件，2022年办结35件。", "level 30 2021 | level 35 2022"},
      {"满意率由2019年的84.1%升至93.3%。", "level 84.1 2019 | level 93.3 2022"},
  });
}

TEST(YearsTest, YearsDealtOut) {
  ExpectReadings({
      {"2021年、2022年分别受理32件、45件。", "level 32 2021 | level 45 2022"},
      {"2020-2022年受理案件分别为30件、32件和45件。",
       "level 30 2020 | level 32 2021 | level 45 2022"},
      {"2020年至2022年分别受理30件、32件、45件。",
       "level 30 2020 | level 32 2021 | level 45 2022"},
      {"2021、2022年分别受理32件、45件。", "level 32 2021 | level 45 2022"},
      {"近三年分别受理30件、32件、45件。",
       "level 30 2020 | level 32 2021 | level 45 2022"},
      {"近两年受理案件依次为32件、45件。", "level 32 2021 | level 45 2022"},
      // Nothing is dealt out.
      {"2020-2022年共受理30件、审结28件。", "level 30 2022 | level 28 2022"},
  });
}

TEST(YearsTest, Brackets) {
  ExpectReadings({
      {"新收45件(2021年为30件),审结40件。",
       "level 45 2022 | level 30 2021 | level 40 2022"},
      {"2021年新收30件(2020年25件),审结28件。",
       "level 30 2021 | level 25 2020 | level 28 2021"},
      {"落实规划(2021-2025年),新收45件。", "level 45 2022"},
      {"新收45件(含2021年12件)、审结40件。",
       "level 45 2022 | level 12 2022 | level 40 2022"},
  });
}

TEST(YearsTest, PartsOfASentence) {
  ExpectReadings({
      {"2021年考评排名第3;出庭率98%,办结35件。",
       "rank 3 2021 | level 98 2022 | level 35 2022"},
      {"2021年度茶事会如期召开;走访13户、22家。",
       "level 13 2022 | level 22 2022"},
      {"2021年罚款12件;当年因此复议3件。", "level 12 2021 | level 3 2021"},
      {"明年采茶5吨。", "target 5 2023"},
      {"共296件,其中2020年107件,2021年189件。",
       "level 296 2022 | level 107 2020 | level 189 2021"},
  });
}

TEST(YearsTest, WhatTheYearBeforeHandedOver) {
  ExpectReadings({
      {"上年结转12件。", "level 12 2022"},
      {"上年度结转1件,新收7件。", "level 1 2022 | level 7 2022"},
      {"去年遗留3件。", "level 3 2022"},
      {"2021年结转办理1件。", "level 1 2022"},
      {"结转至下一年度2件。", "level 2 2022"},
      {"自去年10月运行以来已受理129件。", "level 129 2022"},
      {"去年以来走访茶农500户。", "level 500 2022"},
      {"去年8月1日起,茶场由375个减到42个。", "level 375 2022 | level 42 2022"},
      {"去年7月推出茶评,至今收到310条。", "level 310 2022"},
      {"去年7月推出茶评,收到310条。", "level 310 2021"},
      {"全年结案(含上年结转)68件。", "level 68 2022"},
      {"上年度受理30件。", "level 30 2021"},
      {"前年受理20件。", "level 20 2020"},
  });
}

TEST(YearsTest, BasesOfComparison) {
  ExpectReadings({
      {"案件373件,较上一年度285件增长30%。",
       "level 373 2022 | level 285 2021 | change 30 2022"},
      {"收案434件,与2017年的440件基本持平。",
       "level 434 2022 | level 440 2017"},
      {"与上年的440件持平。", "level 440 2021"},
      {"受理1372件,与2021年同期收案1364件相比增加8件。",
       "level 1372 2022 | level 1364 2021 | change 8 2022"},
      {"受理率88%,与上年的受理率87.9%基本持平。",
       "level 88 2022 | level 87.9 2021"},
      {"收案数2021年为6479件。", "level 6479 2021"},
      {"较去年同期440件下降5%。", "level 440 2021 | change -5 2022"},
      {"结案12起(1起案件是2019年立案),罚没3件。",
       "level 12 2022 | level 1 2019 | level 3 2022"},
      // Nothing but a change is compared.
      {"较上年增长5%。", "change 5 2022"},
  });
}

TEST(YearsTest, TimesThatAreNoYear) {
  ExpectReadings({
      {"2019年以来走访500户。", "level 500 2022"},
      {"2019年起走访500户。", "level 500 2022"},
      {"2017年至2021年,受理500件。", "level 500 2022"},
      {"2019年至今走访500户。", "level 500 2022"},
      {"截至2023年3月15日,办结35件。", "level 35 2023"},
      {"截至2022年底,办结35件。", "level 35 2022"},
      {"2019年至2022年,立案从24件降至15件。", "level 24 2019 | level 15 2022"},
      {"2023年办结35件。", "target 35 2023"},
      {"2021总共受理66件,2022全年受理151件。",
       "level 66 2021 | level 151 2022"},
  });
}

TEST(YearsTest, UnknownYear) {
  const ReadText read = Read("办结茶事纠纷35件。2021年，办结30件。", 0);
  ASSERT_EQ(read.readings.size(), 2u);
  EXPECT_EQ(read.readings[0].year, 0);
  EXPECT_EQ(read.readings[1].year, 2021);
}

TEST(YearsTest, YearsComparedWith) {
  const ReadText read =
      Read("茶事纠纷率18.8%，较2019年的23.5%下降4.7个百分点。");
  ASSERT_EQ(read.readings.size(), 3u);
  EXPECT_EQ(read.readings[1].year, 2019);
  EXPECT_EQ(read.readings[1].kind, v1::KIND_LEVEL);
  EXPECT_EQ(read.readings[2].kind, v1::KIND_CHANGE);
}

}  // namespace years_test
}  // namespace nianbao::extractor
