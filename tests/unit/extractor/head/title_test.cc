#include "extractor/head/title.h"

#include <string>

#include "extractor/text/utf16.h"
#include "gtest/gtest.h"
#include "tests/unit/extractor/fixture.h"

namespace nianbao::extractor {
namespace title_test {

struct TitleCase {
  const char* name;
  const char* text;
  const char* title;
  const char* issuer;
  int year;
  int first_year = 0;
  v1::Report::Type type = v1::Report::TYPE_RULE_OF_LAW;
};

constexpr TitleCase kTitles[] = {
    {"alone", "清泉县人民政府2021年法治政府建设情况报告\n正文。",
     "清泉县人民政府2021年法治政府建设情况报告", "清泉县人民政府", 2021},
    {"about", "清泉县司法局关于2021年度法治政府建设情况的报告\n正文。",
     "清泉县司法局关于2021年度法治政府建设情况的报告", "清泉县司法局", 2021},
    {"year first", "2021年度清泉县法治政府建设工作总结\n正文。",
     "2021年度清泉县法治政府建设工作总结", "清泉县", 2021},
    {"year in numerals", "清泉镇二〇二一年法治政府建设年度报告\n正文。",
     "清泉镇二〇二一年法治政府建设年度报告", "清泉镇", 2021},
    {"Traditional", "清泉縣2021年法治政府建設年度報告\n正文。",
     "清泉县2021年法治政府建设年度报告", "清泉县", 2021},
    {"two lines", "清泉县人民政府\n2021年法治政府建设情况报告\n正文。",
     "清泉县人民政府2021年法治政府建设情况报告", "清泉县人民政府", 2021},
    {"furniture",
     "首页 > 政务公开 > 年度报告\n字号：大 中 小\n"
     "清泉县2021年法治政府建设情况报告\n发布日期：2022-01-20\n正文。",
     "清泉县2021年法治政府建设情况报告", "清泉县", 2021},
    {"several years", "清泉县2016-2020年法治政府建设情况报告\n正文。",
     "清泉县2016-2020年法治政府建设情况报告", "清泉县", 2020, 2016},
    {"lawful administration", "清泉县2014年依法行政工作报告\n正文。",
     "清泉县2014年依法行政工作报告", "清泉县", 2014},
    {"disclosure", "清泉县2021年政府信息公开工作年度报告\n正文。",
     "清泉县2021年政府信息公开工作年度报告", "清泉县", 2021, 0,
     v1::Report::TYPE_INFORMATION_DISCLOSURE},
    {"without a year", "清泉县法治政府建设情况报告\n正文。",
     "清泉县法治政府建设情况报告", "清泉县", 0},
    {"year without its word", "清泉县2021法治政府建设情况报告\n正文。",
     "清泉县2021法治政府建设情况报告", "清泉县", 2021},
    {"year in brackets", "清泉县法治政府建设年度报告(2021)\n正文。",
     "清泉县法治政府建设年度报告(2021)", "清泉县", 2021},
    {"statistics",
     "当前位置: 首页 > 数据发布\n2020年采茶工作数据统计\n"
     "来源:清泉县司法局 时间:2021-01-14\n正文。",
     "2020年采茶工作数据统计", "采茶", 2020, 0, v1::Report::TYPE_OTHER},
    {"work of a city",
     "关于2024年度清泉县行政复议工作的报告\n发布日期:2025-08-20\n正文。",
     "关于2024年度清泉县行政复议工作的报告", "清泉县", 2024, 0,
     v1::Report::TYPE_OTHER},
    {"summary and plan", "县信访局2023年上半年工作总结及下半年工作计划\n正文。",
     "县信访局2023年上半年工作总结及下半年工作计划", "县信访局", 2023, 0,
     v1::Report::TYPE_OTHER},
    {"account", "街道辖区劳资纠纷基本情况通报\n正文。",
     "街道辖区劳资纠纷基本情况通报", "街道辖区劳资纠纷基本情况通报", 0, 0,
     v1::Report::TYPE_OTHER},
    {"department on the line before",
     "清泉县司法局\n2021年行政复议案件统计分析\n正文。",
     "清泉县司法局2021年行政复议案件统计分析", "清泉县司法局", 2021, 0,
     v1::Report::TYPE_OTHER},
    {"headline", "清泉县司法局推进法律援助\n茶网 2021-01-14\n正文。",
     "清泉县司法局推进法律援助", "清泉县司法局", 0, 0, v1::Report::TYPE_OTHER},
    {"headline with a comma and labels",
     "清泉县司法局:采茶、炒茶两不误全年受理案件情况\n"
     "来源:茶网 2021-01-14\n正文。",
     "清泉县司法局:采茶、炒茶两不误全年受理案件情况", "清泉县司法局", 0, 0,
     v1::Report::TYPE_OTHER},
    {"name of the site behind",
     "2021年采茶工作总结_清泉县人民政府门户网站\n正文。", "2021年采茶工作总结",
     "采茶", 2021, 0, v1::Report::TYPE_OTHER},
    {"day behind", "2021年采茶工作总结 (2022-01-14)\n正文。",
     "2021年采茶工作总结", "采茶", 2021, 0, v1::Report::TYPE_OTHER},
    {"name of a file", "2021年采茶工作总结.docx\n正文。", "2021年采茶工作总结",
     "采茶", 2021, 0, v1::Report::TYPE_OTHER},
};

TEST(TitleTest, Finds) {
  for (const TitleCase& c : kTitles) {
    SCOPED_TRACE(c.name);
    const std::u16string text = Normalized(c.text);
    const Title title = FindTitle(text);
    EXPECT_EQ(ToUtf8(title.text), c.title);
    EXPECT_EQ(ToUtf8(title.issuer), c.issuer);
    EXPECT_EQ(title.year, c.year);
    EXPECT_EQ(title.first_year, c.first_year);
    EXPECT_EQ(title.type, c.type);
    EXPECT_GT(title.end, 0u);
    EXPECT_LE(title.end, text.size());
    EXPECT_EQ(text[title.end], u'\n');
  }
}

TEST(TitleTest, TextWithoutTitle) {
  for (const char* const text : {
           "",
           "正文。",
           "2021年，清泉县深入推进法治政府建设，现将有关情况报告如下。",
           "关于印发《2021年法治政府建设情况报告》的通知\n正文。",
           "一、2021年法治政府建设工作情况\n正文。",
           "茶报\n2015-08-14 09:09\n茶报8月14日讯 采茶5吨。",
           "茶网 2019-08-08\n采茶5吨。",
           "2024-01-22 15:45:31 编辑: 阅读次数:988 |\n采茶5吨。",
           "本报讯 近日,清泉县采茶5吨。",
           "加强组织领导\n采茶5吨。",
           "县委、县政府:\n采茶5吨。",
           "清泉县司法局\n采茶5吨。",
           "目录\n第一部分 采茶数据\n采茶5吨。",
           "工作动态\n采茶5吨。",
           "表1:采茶情况\n采茶5吨。",
           "发布机构:清泉县司法局 文号:清司〔2021〕5号\n采茶5吨。",
       }) {
    const Title title = FindTitle(Normalized(text));
    EXPECT_EQ(ToUtf8(title.text), "") << text;
    EXPECT_EQ(title.end, 0u) << text;
    EXPECT_EQ(title.year, 0) << text;
  }
}

}  // namespace title_test
}  // namespace nianbao::extractor
