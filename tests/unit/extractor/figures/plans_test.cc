#include "extractor/figures/plans.h"

#include "gtest/gtest.h"
#include "tests/unit/extractor/figures/told_readings.h"

namespace nianbao::extractor {
namespace {

TEST(PlansTest, RanksAndTargets) {
  Expect({
      {"考核排名全市第二。", "rank 2 2022"},
      {"力争培训茶农500人次。", "target 500 2022"},
      {"2023年，力争培训茶农500人次。", "target 500 2023"},
      {"三、下一步工作安排\n培训茶农500人次。", "target 500 2022"},
      {"三、2023年工作计划\n培训茶农500人次。", "target 500 2023"},
  });
}

TEST(PlansTest, ParagraphsThatOpenWithPlans) {
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

}  // namespace
}  // namespace nianbao::extractor
