#include "extractor/head/report_head.h"

#include <string>

#include "extractor/text/utf16.h"
#include "gtest/gtest.h"
#include "tests/unit/extractor/fixture.h"

namespace nianbao::extractor {
namespace report_head_test {

ReportHead Head(absl::string_view document) {
  return ReadHead(Normalized(document), TestPlaces());
}

TEST(ReportHeadTest, FindsTheYear) {
  const struct {
    const char* name;
    const char* text;
    int year;
  } kCases[] = {
      {"in the title", "桐乡市2021年法治政府建设情况报告\n2020年以来种茶。",
       2021},
      {"in the opening", "桐乡市法治政府建设情况报告\n2021年，我市种茶。",
       2021},
      {"without a title", "2021年，我市种茶。", 2021},
      {"in numerals", "二〇二一年，我市种茶。", 2021},
      {"in a quoted title", "我市依据《2021年法治政府建设工作要点》种茶。",
       2021},
      {"before the date of publication",
       "发布日期：2022-01-30\n桐乡市法治政府建设情况报告\n我市种茶。", 2021},
      {"nowhere", "我市种茶。", 0},
  };
  for (const auto& c : kCases) EXPECT_EQ(Head(c.text).year, c.year) << c.name;
}

TEST(ReportHeadTest, SeveralYears) {
  const ReportHead head =
      Head("桐乡市2016-2020年法治政府建设情况报告\n我市种茶。");
  EXPECT_EQ(head.first_year, 2016);
  EXPECT_EQ(head.year, 2020);
  EXPECT_EQ(Head("桐乡市2020年法治政府建设情况报告\n种茶。").first_year, 0);
}

TEST(ReportHeadTest, AllFromOnePage) {
  const ReportHead head = Head(
      "首页 > 年度报告\n桐鄉市人民政府\n2021年法治政府建設情況報告\n"
      "發布日期：2022-02-11 來源：桐鄉市人民政府\n2021年，我市種茶。\n");
  EXPECT_EQ(ToUtf8(head.title.text),
            "桐乡市人民政府2021年法治政府建设情况报告");
  EXPECT_EQ(head.issuer.name(), "桐乡市人民政府");
  EXPECT_EQ(head.issuer.division_code(), "330483");
  EXPECT_EQ(head.year, 2021);
  EXPECT_EQ(head.publish_date, "2022-02-11");
}

}  // namespace report_head_test
}  // namespace nianbao::extractor
