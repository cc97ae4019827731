#include "extractor/figures/plans.h"

#include "gtest/gtest.h"
#include "tests/unit/extractor/figures/told_readings.h"

namespace nianbao::extractor {
namespace plans_test {

TEST(PlansTest, RanksAndTargets) {
  ExpectReadings({
      {"考核排名全市第二。", "rank 2 2022"},
      {"力争培训茶农500人次。", "target 500 2022"},
      {"2023年，力争培训茶农500人次。", "target 500 2023"},
      {"三、下一步工作安排\n培训茶农500人次。", "target 500 2022"},
      {"三、2023年工作计划\n培训茶农500人次。", "target 500 2023"},
  });
}

TEST(PlansTest, DutiesAndStandards) {
  ExpectReadings({
      {"每季度不少于1次。", "target 1 2022"},
      {"要求学时不少于40学时。", "target 40 2022"},
      {"每人每年不少于60学时。", "target 60 2022"},
      {"满意率低于最低标准80%的单位。", "target 80 2022"},
      {"超过规定的62.5%。", "target 62.5 2022"},
      {"不得少于2名。", "target 2 2022"},
      {"与100%的目标仍有距离。", "target 100 2022"},
      {"3家没到95%考核线。", "level 3 2022 | target 95 2022"},
      {"完成年度任务10万平方米的八成。", "target 100000 2022 | level 80 2022"},
      // What was reached.
      {"每人学时达到不少于40学时。", "level 40 2022"},
      {"公示期不少于30日。", "level 30 2022"},
      {"每季度开展1次督察。", "level 1 2022"},
      {"争取上级资金3000万元。", "level 30000000 2022"},
  });
}

TEST(PlansTest, WordsOfOneFigure) {
  ExpectReadings({
      {"签约68个、预计产值3亿元,开工率58%。",
       "level 68 2022 | target 300000000 2022 | level 58 2022"},
      {"告知率要保持100%。", "target 100 2022"},
      {"全年要办600件以上,上半年已办344件。",
       "target 600 2022 | level 344 2022"},
      {"建成11个,拟新建3个。", "level 11 2022 | target 3 2022"},
      {"浓度低于目标值95微克;优良天数220天。",
       "target 95 2022 | level 220 2022"},
      // Words that only look like it.
      {"超额完成全年目标任务40%。", "level 40 2022"},
      {"主要办理茶事12件。", "level 12 2022"},
      {"草拟文件3件。", "level 3 2022"},
      {"摘要完成12篇。", "level 12 2022"},
  });
}

TEST(PlansTest, WhatIsDoneIsNoPlan) {
  ExpectReadings({
      {"三、工作思路\n截至6月,培训茶农500人次,走访12家。",
       "level 500 2022 | level 12 2022"},
      {"三、下一步工作安排\n今年以来培训茶农500人次。", "level 500 2022"},
      {"三、下一步工作安排\n培训茶农500人次。", "target 500 2022"},
      {"一、总体情况 茶场列入年度工作计划,每日公开,对公开的信息严格审查,制定"
       "了机制,公开不涉密。全年公开38条。",
       "level 38 2022"},
      {"接下来再添服务。上半年办件12件。", "level 12 2022"},
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

}  // namespace plans_test
}  // namespace nianbao::extractor
