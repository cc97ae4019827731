#include "extractor/head/report_year.h"

#include <string>

#include "gtest/gtest.h"
#include "tests/unit/extractor/fixture.h"

namespace nianbao::extractor {
namespace report_year_test {

struct Case {
  const char* name;
  const char* text;
  int year;
  const char* published = "";
};

void Expect(const Case& c) {
  const std::u16string text = Normalized(c.text);
  EXPECT_EQ(FindReportYear(text, FindTitle(text), c.published), c.year)
      << c.name;
}

TEST(ReportYearTest, OfTheTitle) {
  for (const Case& c : {
           Case{"with 年", "桐乡市2021年法治政府建设情况报告\n2020年以来种茶。",
                2021},
           Case{"without 年", "桐乡市2021法治政府建设情况报告\n种茶。", 2021},
           Case{"in brackets", "桐乡市法治政府建设年度报告(2021)\n种茶。",
                2021},
           Case{"with a slip", "桐乡市2025度法治政府建设情况报告\n种茶。",
                2025},
           Case{"of half a year", "茶场2023年上半年工作总结\n2022年种茶。",
                2023},
           Case{"not a beginning",
                "关于2018年以来种茶工作情况的报告\n2018年1月至2020年5月种茶。",
                2020},
           Case{"the first of two",
                "茶场2022工作总结和2023年工作思路\n采茶5吨。", 2022},
           Case{"not of a plan", "清泉2015年底力争采茶\n今年种茶。", 2014,
                "2014-12-05"},
           Case{"a yearbook's without another", "清泉年鉴2022\n采茶5吨。",
                2021},
           Case{"not of a yearbook", "清泉年鉴2021\n2020年，茶场采茶5吨。",
                2020},
           Case{"near the genre", "2020年采茶工作数据统计\n种茶。", 2020},
       }) {
    Expect(c);
  }
}

TEST(ReportYearTest, OfTheText) {
  for (const Case& c : {
           Case{"in the opening",
                "桐乡市法治政府建设情况报告\n2021年，我市种茶。", 2021},
           Case{"without a title", "2021年，我市种茶。", 2021},
           Case{"in numerals", "二〇二一年，我市种茶。", 2021},
           Case{"part of a year", "2024年1月至6月，全县种茶。", 2024},
           Case{"up to a day", "截至2023年12月31日，全县种茶。", 2023},
           Case{"not the beginning", "自2015年以来种茶。2021年采茶5吨。", 2021},
           Case{"not the comparison", "较2020年增加，2021年采茶5吨。", 2021},
           Case{"not the older case", "新收茶叶(2020年为5吨)。2021年采茶6吨。",
                2021},
           Case{"not a document's year",
                "按照《种茶条例(2019年修订)》，2021年采茶5吨。", 2021},
           Case{"not an event", "2020年3月5日开会。2021年采茶5吨。", 2021},
           Case{"not the plan", "2021年采茶5吨。2021年炒茶。2022年再采。",
                2021},
           Case{"a span ends", "2022年7月至2023年6月采茶，2023年炒茶。", 2023},
           Case{"a span ends within a year",
                "2015年至2017年第一季度采茶5吨，其中2016年3吨。", 2017},
           Case{"the last of a series",
                "2021年8—12月采茶3吨，2022年5吨，2023年1—7月4吨。", 2023},
           Case{"a first year and the plan behind it",
                "2021年采茶5吨，2022年再采。", 2021},
           Case{"years in full", "2006年至2008年，茶场采茶52吨。", 2008},
           Case{"not a plan's years", "落实2021-2025年规划。", 0},
           Case{"since then and the year before",
                "2023年以来，茶场采茶。在2022年度考评中获评优秀。", 2023},
           Case{"a school year", "2018-2019学年，学校采茶5吨。", 2019},
           Case{"in the title of a notice",
                "按照《关于开展2024年采茶工作的通知》采茶。", 2024},
           Case{"since then, and no other", "2025年以来，茶场采茶5吨。", 2025},
           Case{"not since then", "自2019年以来，茶场种茶。", 0},
           Case{"in a quoted title",
                "我市依据《2021年法治政府建设工作要点》种茶。", 2021},
           Case{"not in the title of a law", "依据《2021年种茶条例》种茶。", 0},
           Case{"not in a plan's name", "按照《种茶纲要(2015-2020年)》种茶。",
                0},
           Case{"nowhere", "我市种茶。", 0},
       }) {
    Expect(c);
  }
}

TEST(ReportYearTest, OfTheDayOfPublication) {
  for (const Case& c : {
           Case{"a yearly report of January",
                "桐乡市法治政府建设情况报告\n我市种茶。", 2021, "2022-01-30"},
           Case{"a yearly report of autumn",
                "桐乡市法治政府建设情况报告\n我市种茶。", 2022, "2022-09-30"},
           Case{"all of a year, told in March", "全年采茶5吨。", 2021,
                "2022-03-14"},
           Case{"what is there at its end",
                "截至年末，茶场2家。\n茶叶局\n2024年1月26日", 2023,
                "2024-01-26"},
           Case{"all of a year, told in May", "全年采茶5吨。", 2022,
                "2022-05-14"},
           Case{"this year", "今年以来，我市种茶。", 2022, "2022-03-14"},
           Case{"last year's is of this day", "去年，全市采茶5吨。", 2022,
                "2022-08-14"},
           Case{"up to a month that is to come", "截止9月底采茶5吨。", 2017,
                "2018-02-07"},
           Case{"put up years later", "茶场2012年1月至6月采茶5吨。", 2012,
                "2020-05-02"},
           Case{"news of the day", "近日，茶场采茶5吨。", 2022, "2022-02-14"},
           Case{"a quarter", "桐乡市第一季度采茶情况报告\n种茶。", 2022,
                "2022-04-14"},
           Case{"the text knows better", "2021年，我市种茶。", 2021,
                "2022-08-14"},
           Case{"history is none", "茶园建于1998年。今年采茶5吨。", 2022,
                "2022-08-14"},
           Case{"a plan is none", "到2025年，茶园扩大。今年采茶5吨。", 2022,
                "2022-08-14"},
       }) {
    Expect(c);
  }
}

}  // namespace report_year_test
}  // namespace nianbao::extractor
