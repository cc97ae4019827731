#include "extractor/figures/years.h"

#include "gtest/gtest.h"
#include "tests/unit/extractor/figures/told_readings.h"

namespace nianbao::extractor {
namespace {

TEST(YearsTest, Years) {
  Expect({
      {"2021年，办结茶事纠纷35件。", "level 35 2021"},
      {"去年办结茶事纠纷35件。", "level 35 2021"},
      {"2021年办结30件，2022年办结35件。", "level 30 2021 | level 35 2022"},
      {"满意率由2019年的84.1%升至93.3%。", "level 84.1 2019 | level 93.3 2022"},
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

}  // namespace
}  // namespace nianbao::extractor
