// What the report says of its issuer's kind and of values in their indicator's
// unit.
#include "extractor/report/report_writer.h"

#include <optional>
#include <string>

#include "absl/strings/match.h"
#include "gtest/gtest.h"
#include "tests/unit/extractor/fixture.h"

namespace nianbao::extractor {
namespace report_writer_test {

TEST(ReportWriterTest, ValuesAreInTheUnitOfTheIndicator) {
  struct Case {
    const char *sentence, *quantity, *indicator;
    std::optional<double> value;
  };
  for (const Case& c : {
           Case{"拆除违法建筑面积30亩。", "30亩", "enforcement.illegal_area",
                20000},
           {"拆除违法建筑面积12000平方米。", "12000平方米",
            "enforcement.illegal_area", 12000},
           {"审查合同，出具法律意见7份。", "7份", "decision.legal_opinions", 7},
           {"审查合同，出具法律意见7件次。", "7件次", "decision.legal_opinions",
            std::nullopt},
           {"行政机关负责人出庭应诉率97.5%。", "97.5%",
            "litigation.head_appearance_rate", 97.5},
           {"受理行政复议案件96宗。", "96宗", "reconsideration.accepted", 96},
           {"受理行政复议案件96件，同比增长5.50%。", "5.50%",
            "reconsideration.accepted", std::nullopt},
           {"种茶96棵。", "96棵", "", std::nullopt},
       }) {
    const v1::Report report = Extract(c.sentence).value();
    const v1::Observation* found = nullptr;
    for (const v1::Observation& o : report.observations()) {
      if (absl::EndsWith(o.quantity().text(), c.quantity)) found = &o;
    }
    ASSERT_NE(found, nullptr) << c.sentence;
    EXPECT_EQ(
        found->indicator(),
        *c.indicator == '\0' ? "" : std::string("indicators/") + c.indicator)
        << c.sentence;
    EXPECT_EQ(found->has_value(), c.value.has_value()) << c.sentence;
    EXPECT_EQ(found->value(), c.value.value_or(0)) << c.sentence;
  }
}

TEST(ReportWriterTest, SaysWhatIsCountedAndOfWhatItIsAPart) {
  const v1::Report report =
      Extract(
          "全縣共受理行政覆議案件187件，其中網上申請144件、書面申請43件。"
          "招錄8名茶園協理員。")
          .value();
  ASSERT_EQ(report.observations_size(), 4);
  const char* const kNouns[] = {"受理行政覆議案件", "網上申請", "書面申請",
                                "茶園協理員"};
  for (int i = 0; i < 4; ++i) {
    EXPECT_EQ(report.observations(i).noun().text(), kNouns[i]);
  }
  for (const int part : {1, 2}) {
    EXPECT_EQ(report.observations(part).relation(), v1::RELATION_PART);
    EXPECT_TRUE(report.observations(part).has_related());
    EXPECT_EQ(report.observations(part).related(), 0);
  }
  EXPECT_EQ(report.observations(0).relation(), v1::RELATION_UNSPECIFIED);
  EXPECT_FALSE(report.observations(3).has_related());
}

// The words of a cell's sentence stand in several places: the noun is what
// stands in one.
TEST(ReportWriterTest, TheNounOfACellStandsInOnePlace) {
  const std::string table =
      "2022年行政处罚案件统计表\n"
      "| 类别 | 数量(件) | 罚款(万元) |\n"
      "| 市场监管 | 45 | 325.6 |\n";
  const v1::Report report = Extract(table).value();
  ASSERT_EQ(report.observations_size(), 2);
  EXPECT_EQ(report.observations(0).noun().text(), "市场监管");
  EXPECT_EQ(report.observations(1).noun().text(), "罚款");
  const v1::Span& span = report.observations(1).noun().span();
  EXPECT_EQ(table.substr(span.begin(), span.end() - span.begin()), "罚款");
}

TEST(ReportWriterTest, DepartmentsHaveAKindAndTheLevelOfTheirGovernment) {
  struct Case {
    const char* text;
    const char* body;
    v1::Level government;
  };
  for (const Case& c : {
           Case{"丽水市水利局2021年法治政府建设情况报告\n我局种茶。",
                "bodies/water", v1::LEVEL_PREFECTURE},
           {"青海省民政厅2021年法治政府建设情况报告\n我厅种茶。",
            "bodies/civil_affairs", v1::LEVEL_PROVINCE},
           {"苏州市吴江区司法局2021年法治政府建设情况报告\n我局种茶。",
            "bodies/justice", v1::LEVEL_COUNTY},
           {"桐乡市茶叶局2021年法治政府建设情况报告\n我局种茶。", "",
            v1::LEVEL_COUNTY},
           {"桐乡市人民政府2021年法治政府建设情况报告\n全市种茶。", "",
            v1::LEVEL_UNSPECIFIED},
       }) {
    const v1::Issuer issuer = Extract(c.text)->issuer();
    EXPECT_EQ(issuer.body(), c.body) << c.text;
    EXPECT_EQ(issuer.government_level(), c.government) << c.text;
  }
}

}  // namespace report_writer_test
}  // namespace nianbao::extractor
