#include "extractor/checks/consistency.h"

#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/unit/extractor/fixture.h"

namespace nianbao::extractor {
namespace consistency_test {

struct ConsistencyCase {
  const char* name;
  // Body of a report titled 2022.
  const char* text;
  std::vector<std::string> codes;
};

class ConsistencyTest : public ::testing::TestWithParam<ConsistencyCase> {};

TEST_P(ConsistencyTest, FindsTheContradictions) {
  const auto report = Extract(absl::StrCat(
      "青田县人民政府2022年法治政府建设情况报告\n", GetParam().text));
  ASSERT_TRUE(report.ok()) << report.status();
  std::vector<std::string> codes;
  for (const v1::Diagnostic& d : report->diagnostics()) {
    codes.push_back(d.code());
    EXPECT_NE(d.message_zh(), "") << d.code();
  }
  EXPECT_THAT(codes, ::testing::UnorderedElementsAreArray(GetParam().codes));
}

INSTANTIATE_TEST_SUITE_P(
    All, ConsistencyTest,
    ::testing::Values(
        ConsistencyCase{"SumHolds",
                        "2022年,我县梳理权力88项,许可10项、处罚60项、强制8项、"
                        "其他10项。\n",
                        {}},
        ConsistencyCase{"SumFails",
                        "2022年,我县梳理权力88项,许可10项、处罚60项、强制8项、"
                        "其他12项。\n",
                        {"SUM_MISMATCH"}},
        ConsistencyCase{"SumOfAnEarlierTotalHolds",
                        "2022年,我县梳理权力88项,公布90项,许可10项、处罚60项、"
                        "强制8项、其他10项。\n",
                        {}},
        ConsistencyCase{"OpenListIsNoSum",
                        "2022年,我县梳理权力88项,其中许可10项、处罚60项、"
                        "强制8项。\n",
                        {}},
        ConsistencyCase{
            "RoundedTotalIsNoSum",
            "2022年,我县梳理权力80余项,许可10项、处罚60项、强制8项、"
            "其他12项。\n",
            {}},
        ConsistencyCase{
            "RepeatAgrees",
            "2022年,我县推进工作。\n一、执法\n县级执法部门作出行政处罚决定"
            "35件。\n二、小结\n县级执法部门作出行政处罚决定35件。\n",
            {}},
        ConsistencyCase{
            "RepeatDiffers",
            "2022年,我县推进工作。\n一、执法\n县级执法部门作出行政处罚决定"
            "35件。\n二、小结\n县级执法部门作出行政处罚决定36件。\n",
            {"DUPLICATE_MISMATCH"}},
        ConsistencyCase{"YearsAgree", "2022年,我县推进工作,培训3期。\n", {}},
        ConsistencyCase{"YearsDiffer",
                        "2021年,我县推进工作,办了培训班。\n一、做法。\n",
                        {"YEAR_CONFLICT"}},
        ConsistencyCase{"NextYearIsPlanned",
                        "全年我县推进工作。\n一、计划\n2023年,举办培训班。\n",
                        {}},
        ConsistencyCase{"LastYearIsMentioned",
                        "2021年的工作已有报告。2022年,我县推进工作。\n",
                        {}}),
    [](const auto& param) { return std::string(param.param.name); });

}  // namespace consistency_test
}  // namespace nianbao::extractor
